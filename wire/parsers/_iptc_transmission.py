"""IPTC 7901 on the line: the head of a message, and where its parts begin, with or without control bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from wire.parsers._embargo import ZONE_HOURS
from wire.parsers._text import decode
from wire.parsers._time import Moment
from wire.parsers.errors import MalformedItem

_MOST_STORIES = 1000
_MOST_LINES = 20_000
# What may stand before a head: fillers, and a receiver's own stamp, "[03-AUG-31  00:00]".
_FRONT = r"[\s\x7f\x16\x00]*(?:\[\d\d-[A-Z]{3}-\d\d +\d\d:\d\d\]\s*)?"
# Fields may be glued together: "eca00075" is number 0007, priority 5.
_HEAD = re.compile(
    rf"{_FRONT}"
    r"(?P<service>[A-Za-z]{2,5}?) ?(?P<sequence>\d{3,5}?) ?(?P<priority>[1-9])?[ \t]+"
    r"(?P<category>[A-Za-z]{1,4})(?![\w/-])(?:[ \t]+(?P<count>\d{1,5})(?!\w))?[ \t]*(?P<option>[^\r\n\x02]{0,60})"
)
# Believed only behind a start of header.
_SHORT_HEAD = re.compile(
    rf"{_FRONT}"
    r"(?P<service>[A-Za-z]{2,5}) ?(?P<sequence>\d{3,5})(?:[ \t]+(?P<priority>[1-9])(?!\w))?"
    r"(?P<category>)(?P<count>)[ \t]*(?P<option>[^\r\n\x02\x1f]{0,60})(?=[\r\n\x02])"
)
# Keywords that APA closes with no stroke: "Verkehr/Schiff/Seefeld".
_BARE_KEYWORDS = re.compile(r"[^\s/=]{2,30}(?:/[^\s/=]{2,30})+|[^/=\n]{2,30}(?:/[^/=\n]{2,30}){2,6}")
_KEYWORDS_OR_END = re.compile(r"(?m)^.{2,80}/\s*$|^.{4,150}\S? =\s*$|\x02")
_STAMP = re.compile(
    r"(?<!\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)[ \t]*(?P<zone>GMT|UTC|UT|MEZ|MESZ|CET|CEST|BST)?[ \t]+"
    r"(?P<month>[^\W\d_][^\d\s]{1,8}?)\.?[ \t]*(?P<year>(?:19|20)?\d\d)[ \t]*$"
    # ANSA's "03-AGO-31 12:34"
    r"|^[ \t]*(?P<day2>\d\d)-(?P<month2>[^\W\d_]{3})-(?P<year2>\d\d) (?P<hour2>\d\d):(?P<minute2>\d\d)\b"
    # EFE's "08/03/10-34/31"
    r"|^[ \t]*(?P<month3>\d\d)/(?P<day3>\d\d)/(?P<hour3>\d\d)-(?P<minute3>\d\d)/(?P<year3>\d\d)[ \t]*$",
    re.MULTILINE,
)
# Where one message ends and the next begins in a day's file without control bytes.
_STAMP_BEFORE_A_HEAD = re.compile(
    r"^\d{6}[ \t]+[A-Za-z]{3}[ \t]+\d\d[ \t]*\n(?=\s*[A-Za-z]{2,5}\d{3,5} [1-9] [A-Za-z]{1,4} )", re.MULTILINE
)
# The first letters of months in English, German, French, Italian, Spanish and others, without their accents.
_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fev", "fv"),
    ("mar", "mae", "mr", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "maj", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "jui", "lug"),
    ("aug", "aou", "aot", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "dic", "dc", "des"),
)
_ZONES = {**ZONE_HOURS, "UT": 0, "MEZ": 1, "MESZ": 2}
_LONGEST_STAMP = 160  # characters at the end in which a time stamp is looked for when its control byte got lost


@dataclass(frozen=True)
class Message:
    """One message as it was sent."""

    service: str
    sequence: str
    priority: str
    category: str
    word_count: int | None
    option: str  # the rest of the first line: "ccccb   dpa 061"
    keywords: str  # lines before the start of text
    text: str
    stamp: str


def is_iptc_7901(data: bytes) -> bool:
    """Whether a message starts near the top of these bytes."""
    start = data[:1000].decode("latin-1").replace("\r", "")
    front, soh, rest = start.partition("\x01")
    if soh and not front.strip(" \n\x7f\x16\x00"):
        return bool(_HEAD.match(rest) or _SHORT_HEAD.match(rest))
    found = _HEAD.match(start)
    return bool(found and found["priority"] and _KEYWORDS_OR_END.search(start, found.end(), 700))


def messages(data: bytes) -> Iterator[Message]:
    """The messages of a file, in their order. Raises MalformedItem."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if "\x01" not in text:
        text = _STAMP_BEFORE_A_HEAD.sub(lambda stamp: f"{stamp[0]}\x01", text)
    parts = [part for part in text.split("\x01", _MOST_STORIES)[:_MOST_STORIES] if part.strip()]
    for part in parts:
        sent = part.partition("\x04")[0]
        if sent.count("\n") > _MOST_LINES:
            raise MalformedItem(f"iptc7901: one message holds more than {_MOST_LINES} lines; that is no story.")
        if found := _HEAD.match(sent) or _SHORT_HEAD.match(sent):
            yield _read(found, sent[found.end() :])


def sent_at(stamp: str, zone: tzinfo) -> Moment:
    """The moment of "071341 GMT Okt 15"; without a zone it is the agency's own time."""
    found = _STAMP.search(stamp)
    if not found:
        return Moment(words=stamp)
    day, name, said_year, hour, minute = (
        found[part] or found[f"{part}2"] or found[f"{part}3"] for part in ("day", "month", "year", "hour", "minute")
    )
    hours = _ZONES[found["zone"]] if found["zone"] else None
    known = (timezone(timedelta(hours=hours)) if hours else UTC) if hours is not None else None
    year = int(said_year)
    if year < 100:
        year += 1900 if year >= 70 else 2000
    try:
        month = int(name) if name.isdigit() else month_named(name)
        at = datetime(year, month, int(day), int(hour), int(minute), tzinfo=known or zone)
    except ValueError:
        return Moment(words=stamp)
    return Moment(at, zone_assumed=known is None)


def month_named(name: str) -> int:
    """The number of a month whose name may be foreign, short, or have lost a letter to a gateway; 0 for none."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if "a" <= c <= "z")
    found = [(len(start), at) for at, starts in enumerate(_MONTHS, 1) for start in starts if plain.startswith(start)]
    return max(found)[1] if found else 0


def _read(found: re.Match[str], rest: str) -> Message:
    before, stx, text = rest.partition("\x02")
    if not stx:
        before, text = _without_start(rest)
    copy, stamp = _without_stamp(text)
    return Message(
        service=found["service"],
        sequence=found["sequence"],
        priority=found["priority"] or "",
        category=found["category"],
        word_count=int(found["count"]) if found["count"] else None,
        option=found["option"].strip(),
        keywords=before.strip(),
        text=copy,
        stamp=stamp,
    )


def _without_start(rest: str) -> tuple[str, str]:
    """Keyword lines and text of a message that has lost its start of text: keywords end with a stroke."""
    lines = rest.split("\n")
    said = [at for at, line in enumerate(lines[:6]) if line.strip()]
    for at in said:
        if lines[at].rstrip().endswith("/") or at == said[0] and _BARE_KEYWORDS.fullmatch(lines[at].strip()):
            return "\n".join(lines[: at + 1]), "\n".join(lines[at + 1 :])
    return "", rest


def _without_stamp(text: str) -> tuple[str, str]:
    copy, etx, tail = text.partition("\x03")
    if tail.strip(" \n\x7f\x16\x00"):
        return copy, tail.strip(" \n\x7f\x16\x00")
    end = copy.rstrip(" \n\x7f\x16\x00")
    found = _STAMP.search(end, max(0, len(end) - _LONGEST_STAMP))
    if found and (not found["month"] or month_named(found["month"])):
        return end[: found.start()], found[0]
    return end, ""
