"""ANPA 1312 on the line: control bytes cut a run of bytes into transmissions, each with its head, text and trailer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from wire.parsers._embargo import ZONE_HOURS
from wire.parsers._time import Moment
from wire.parsers.errors import MalformedItem

SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_MOST_STORIES = 1000
_MOST_LINES = 20_000
_LONGEST_HEAD = 400
_ID = re.compile(rb"\s*([A-Za-z]?)(\d{3,5})([A-Za-z]*)\x1f *([^\r\n\x02]{0,20})")
# Without control bytes, as a gateway may leave it: "W2870asian", "f l BC-…".
_BARE = re.compile(rb"\s*([A-Za-z])(\d{4})()\x1f? ?([\w-]{5})\s*\n(?=[a-z] [a-z]\s)")
_ORDERS = re.compile(
    r"(?P<priority>[a-z]) (?P<category>[a-z])(?![a-z])\s*(?P<format>[\x11-\x14]*)\s*"
    r"(?P<slug>\S.{0,80}?)??\s*(?P<day>\d\d-\d\d)?(?:\s+(?P<number>\d{3,5}))?\s*$"
)
_TABLE = ("\x14\x12", "\x12")
_STAMP = re.compile(
    r"(?P<by>[A-Z]{2,4})-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) (?P<hour>\d\d)(?P<minute>\d\d)"
    rf"(?P<zone>{'|'.join(ZONE_HOURS)})?"
    r"|(?P<kyodo>K[A-Z]{2})-(?P<h>\d\d):(?P<m>\d\d)-(?P<mon>\d\d)-(?P<d>\d\d)-(?P<y>\d\d)"
)


@dataclass(frozen=True)
class Transmission:
    """One story as it was sent."""

    service: str = ""
    sequence: str = ""
    selector: str = ""
    agency: str = ""  # what the head or the trailer calls the sender: "AP", "Kyodo"
    priority: str = ""
    category: str = ""
    is_table: bool = False
    slug: str = ""  # squeezed and cut short
    day: str = ""  # "11-13"
    number: str = ""
    unread: tuple[str, ...] = ()  # lines of the head that say nothing we know
    text: str = ""
    stamp: str = ""


def is_anpa(data: bytes) -> bool:
    """Whether a transmission starts near the top of these bytes."""
    start = data[: 2 * _LONGEST_HEAD]
    return bool(_BARE.match(start)) or any(_ID.match(part) for part in start.split(SOH)[1:])


def transmissions(data: bytes) -> Iterator[Transmission]:
    """The transmissions of a file, in their order. Raises MalformedItem."""
    parts = data.split(SOH, _MOST_STORIES + 1)
    for part in parts[1 : _MOST_STORIES + 1] if len(parts) > 1 else parts:
        sent = part.partition(EOT)[0]
        if sent.count(b"\n") > _MOST_LINES:
            raise MalformedItem(f"anpa1312: one transmission holds more than {_MOST_LINES} lines; that is no story.")
        if found := _ID.match(sent) or _BARE.match(sent):
            yield _read(found, sent[found.end() :])


def sent_at(stamp: str, zone: tzinfo) -> Moment:
    """The moment of "AP-WF-11-13-13 1509GMT" or, in the agency's own time, of "KWS-21:37-09-12-18"."""
    found = _STAMP.search(stamp)
    if not found:
        return Moment(words=stamp)
    parts = ("year", "month", "day", "hour", "minute") if found["by"] else ("y", "mon", "d", "h", "m")
    year, month, day, hour, minute = (int(found[part]) for part in parts)
    hours = ZONE_HOURS[found["zone"]] if found["zone"] else None
    known = (timezone(timedelta(hours=hours)) if hours else UTC) if hours is not None else None
    try:
        at = datetime(1900 + year if year >= 70 else 2000 + year, month, day, hour, minute, tzinfo=known or zone)
    except ValueError:
        return Moment(words=stamp)
    return Moment(at.astimezone(UTC) if known else at, zone_assumed=known is None)


def _read(found: re.Match[bytes], rest: bytes) -> Transmission:
    service, sequence, agency, selector = (group.decode("ascii", "replace").strip() for group in found.groups())
    head, stx, text = rest.partition(STX)
    if not stx or len(head) > _LONGEST_HEAD:  # the start of text got lost: the head is one line of orders
        head, _, text = rest.lstrip().partition(b"\n")
    orders, unread = _orders(head.decode("ascii", "ignore"))
    is_table = bool(orders) and str(orders["format"]).endswith(_TABLE)
    copy, stamp = _without_stamp(_decoded(text, is_table))
    stamped = _STAMP.search(stamp)
    return Transmission(
        service=service,
        sequence=sequence,
        selector=selector.strip("-"),
        agency=agency.title() or (stamped["by"] or "Kyodo" if stamped else ""),
        priority=orders.get("priority", ""),
        category=orders.get("category", ""),
        is_table=is_table,
        slug=orders.get("slug", ""),
        day=orders.get("day", ""),
        number=orders.get("number", ""),
        unread=tuple(unread),
        text=copy,
        stamp=stamp,
    )


def _orders(head: str) -> tuple[dict[str, str], list[str]]:
    """What the second line orders; other lines as they stand."""
    orders: dict[str, str] = {}
    unread = []
    for line in filter(None, (each.strip(" \r\n\x00") for each in head.split("\n"))):
        found = _ORDERS.match(line) if not orders else None
        if found:
            orders = {name: value or "" for name, value in found.groupdict().items()}
        else:
            unread.append(line)
    return orders, unread


def _without_stamp(text: str) -> tuple[str, str]:
    """The copy and its time stamp, which stands after the end of text, or last of all when that got lost."""
    copy, etx, tail = text.partition("\x03")
    if etx:
        return copy, tail.strip(" \t\r\n\f^<=")
    found = _STAMP.search(copy, max(0, len(copy) - 200))
    if not found:
        return copy, ""
    return copy[: found.start()].rstrip("^ \t"), found[0]


def _decoded(text: bytes, is_table: bool) -> str:
    """Seven bits, but for letters: other high bytes are stray column codes."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        stray = rb"[\x80-\xff]+" if is_table else rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]+(?![A-Za-z\x80-\xff])"
        return re.sub(stray, b"", text).decode("cp1252", "replace")
