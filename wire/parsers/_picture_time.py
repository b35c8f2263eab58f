"""When a picture was taken or sent: IIM's two datasets, Exif's colons, XMP's ISO, and offsets that are nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta, tzinfo

from wire.parsers._derived import Times
from wire.parsers._picture_words import Words
from wire.parsers._time import Moment, read_time

_DIGITS = re.compile(r"[1-9]\d{3}[-:/.]?(?:0[1-9]|1[0-2])[-:/.]?(?:0[1-9]|[12]\d|3[01])")
_DAY = re.compile(r"\d{4}[-:/.]?\d\d[-:/.]?\d\d")
_BLANK = "0:- "  # what cameras without a clock write
_CLOCK = re.compile(r"(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d{1,9})?\s*(Z|[+-]\d\d:?\d\d)?$")
_EARLIEST, _LATEST = timedelta(hours=-12), timedelta(hours=14)
_QUARTERS = {0, 30, 45}  # no zone is off the hour by anything else
_EMBARGO = "embargoed_until"

Sent = tuple[str, str]  # a date and the time of day, as sent


def created(words: Words, zone: tzinfo, times: Times) -> Moment:
    """When the picture was taken: XMP's word, or another's that says the same moment more exactly."""
    return _moment("first_created", _most_exact(_said_created(words)), zone, times)


def changed(words: Words, zone: tzinfo, times: Times) -> Moment:
    """When its words were last changed."""
    return _moment("version_created", _split(words.text("changed")), zone, times)


def embargoed(words: Words, zone: tzinfo, times: Times) -> Moment:
    """IIM's release date is the earliest moment of use."""
    iim = (words.first((2, 30)), words.first((2, 35)))
    return _moment(_EMBARGO, _split(words.text("embargo")) if words.text("embargo") else iim, zone, times)


def expires(words: Words, zone: tzinfo, times: Times) -> Moment:
    iim = (words.first((2, 37)), words.first((2, 38)))
    return _moment("expires_at", _split(words.text("expires")) if words.text("expires") else iim, zone, times)


def _said_created(words: Words) -> list[Sent]:
    exif_offset = words.first("exif:OffsetTimeOriginal", 0x9011)
    exif_date, exif_clock = _split(words.first("exif:DateTimeOriginal", 0x9003))
    said = [
        _split(words.first("photoshop:DateCreated")),
        (words.first((2, 55)), words.first((2, 60))),
        (exif_date, exif_clock + exif_offset if len(exif_clock) == 8 else exif_clock),
        _split(words.first("xmp:CreateDate")),
        (words.first((2, 62)), words.first((2, 63))),  # when it was scanned or saved
    ]
    return [(date, clock) for date, clock in said if date.strip(_BLANK)]


def _split(text: str) -> Sent:
    found = _DAY.match(text)
    return (found[0], text[found.end() :].lstrip("Tt ")) if found else (text, "")


def _most_exact(said: Iterable[Sent]) -> Sent:
    best, *others = [*said, ("", "")]
    for other in others:
        if len(_compact(other)) > len(_compact(best)) and _compact(other).startswith(_compact(best)):
            best = other
    return best


def _compact(sent: Sent) -> str:
    return re.sub(r"[-:/.]", "", sent[0]) + re.sub(r":|[.,]\d+", "", sent[1])


def _moment(key: str, sent: Sent, zone: tzinfo, times: Times) -> Moment:
    """A time of day that cannot be read leaves the date, and is kept as sent; of an embargo it leaves nothing."""
    date, clock = sent
    words, found = f"{date} {clock}".strip(), _CLOCK.match(clock)
    if not date.strip(_BLANK) and not (clock and key == _EMBARGO):
        return Moment()
    is_whole = not clock or bool(found and (not found[4] or _is_offset(found[4])))
    if not _DIGITS.fullmatch(date) or key == _EMBARGO and not is_whole:
        return Moment(times.keep(key, Moment(words=words)))
    if not is_whole:
        times.unreadable[f"{key}_sent"] = words
    offset = found[4] if found and found[4] and _is_offset(found[4]) else ""
    of_day = f"T{found[1]}{found[2]}{found[3] or '00'}{offset}" if found else ""
    return Moment(times.keep(key, read_time(re.sub(r"[-:/.]", "", date) + of_day, zone)))


def _is_offset(sent: str) -> bool:
    if sent == "Z":
        return True
    hours, minutes = int(sent[1:3]), int(sent[-2:])
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if sent[0] == "-" else 1)
    return minutes in _QUARTERS and _EARLIEST <= offset <= _LATEST
