"""ANPA 1312 on the line: control bytes cut a run of bytes into transmissions, each with its head, text and trailer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from wire.parsers._embargo import ZONE_HOURS, ZONE_PLACES
from wire.parsers._time import Moment
from wire.parsers.errors import MalformedItem

SOH, STX, ETX, EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_MOST_STORIES = 1000
_MOST_LINES = 20_000
_LONGEST_HEAD = 400
_ID = re.compile(rb"\s*([A-Za-z]?)(\d{3,5})([A-Za-z]*) ?\x1f *([^\r\n\x02]{0,20})")
# Without control bytes, as a gateway may leave it: "W2870asian", "f l BC-…".
_BARE = re.compile(rb"\s*([A-Za-z])(\d{4})()\x1f? ?([\w-]{5})\s*\n(?=[a-z] [a-z]\s)")
_ORDERS = re.compile(
    r"(?P<priority>[a-z]) (?P<category>[a-z])(?![a-z])\s*(?P<format>[\x11-\x14]*)\s*"
    r"(?P<slug>\S.{0,80}?)??\s*(?P<day>\d\d-\d\d)?(?:\s+(?P<number>\d{3,5}))?\s*$"
)
_TABLE = ("\x14\x12", "\x12")
_ZONES = "|".join([*ZONE_HOURS, "ET", "CT", "PT"])
# One form an agency's machines write their time in, most of them month first.
_STAMPS = (
    # "AP-WF-11-13-31 1509GMT", "NYT-05-04-31 1530EDT", "LA-WP-05-04-31 1530EDT"
    r"(?P<by>[A-Z]{2,4})(?:-[A-Z]{2})?-(?P<mon>\d\d)-(?P<d>\d\d)-(?P<y>\d\d) (?P<h>\d\d)(?P<m>\d\d)"
    rf"(?P<zone>{_ZONES})?",
    r"(?P<by>K[A-Z]{2})-(?P<h>\d\d):(?P<m>\d\d)-(?P<mon>\d\d)-(?P<d>\d\d)-(?P<y>\d\d)",  # "KWS-21:37-09-12-31"
    r"(?P<by>Reut)(?:ers?)?:? ?(?P<h>\d\d):(?P<m>\d\d) (?P<mon>\d\d)-(?P<d>\d\d)(?:-(?P<y>\d\d))?",
    # "upi 05-04-31 03:30 ped": past noon, Eastern daylight time
    r"(?P<by>upi) (?P<mon>\d\d)-(?P<d>\d\d)-(?P<y>\d\d) (?P<h>\d\d):(?P<m>\d\d) (?P<half>[ap])(?P<zone>e[ds])",
    # "04:12ET 05-04-31": The Canadian Press, day first
    rf"(?P<h>\d\d):(?P<m>\d\d)(?P<zone>{_ZONES}) (?P<d>\d\d)-(?P<mon>\d\d)-(?P<y>\d\d)",
    rf"^(?P<mon>\d\d)-(?P<d>\d\d)-(?P<y>\d\d) (?P<h>\d\d)(?P<m>\d\d)(?P<zone>{_ZONES})",
)
_READ_STAMPS = tuple(map(re.compile, _STAMPS))
_STAMP_IN_COPY = re.compile(
    rf"(?m:^)[ \t^]*(?:{'|'.join(re.sub('[?]P<[a-z]+>', '?:', each) for each in _STAMPS)})[ \t<=]*$"
)
_UPI_ZONES = {"ed": "EDT", "es": "EST"}
# Whose machines sign so; other letters are kept as they stand.
_SIGNED_BY = {
    **{"NYT": "New York Times News Service", "KRT": "Knight Ridder/Tribune", "MCT": "McClatchy-Tribune", "upi": "UPI"},
    **{"TNS": "Tribune News Service", "LA": "Los Angeles Times-Washington Post", "SHNS": "Scripps Howard News Service"},
    **{"Reut": "Reuters", "KWS": "Kyodo"},
}


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
    found = _stamp(stamp)
    if not found or not found["y"]:
        return Moment(words=stamp)
    year, month, day, hour, minute = (int(found[part]) for part in ("y", "mon", "d", "h", "m"))
    said = found.groupdict()
    if said.get("half"):
        hour = hour % 12 + (12 if said["half"] == "p" else 0)
    known = _zone(said.get("zone") or "")
    try:
        at = datetime(1900 + year if year >= 70 else 2000 + year, month, day, hour, minute, tzinfo=known or zone)
    except ValueError:
        return Moment(words=stamp)
    return Moment(at.astimezone(UTC) if known else at, zone_assumed=known is None)


def _stamp(text: str) -> re.Match[str] | None:
    return next((found for form in _READ_STAMPS if (found := form.search(text))), None)


def _zone(name: str) -> tzinfo | None:
    name = _UPI_ZONES.get(name, name)
    if name in ZONE_PLACES:
        return ZoneInfo(ZONE_PLACES[name])
    return timezone(timedelta(hours=ZONE_HOURS[name])) if name else None


def _read(found: re.Match[bytes], rest: bytes) -> Transmission:
    service, sequence, agency, selector = (group.decode("ascii", "replace").strip() for group in found.groups())
    head, stx, text = rest.partition(STX)
    if not stx or len(head) > _LONGEST_HEAD:  # the start of text got lost: the head is one line of orders
        head, _, text = rest.lstrip().partition(b"\n")
    orders, unread = _orders(head.decode("ascii", "ignore"))
    is_table = bool(orders) and str(orders["format"]).endswith(_TABLE)
    copy, stamp = _without_stamp(_decoded(text, is_table))
    stamped = _stamp(stamp)
    signed = stamped.groupdict().get("by") or "" if stamped else ""
    return Transmission(
        service=service,
        sequence=sequence,
        selector=selector.strip("-"),
        agency=agency.title() or _SIGNED_BY.get(signed, signed),
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
    copy, _, tail = text.partition("\x03")
    stamp = tail.strip(" \t\r\n\f^<=")
    if stamp:
        return copy, stamp
    found = _STAMP_IN_COPY.search(copy, max(0, len(copy) - 200))
    if not found:
        return copy, ""
    return copy[: found.start()].rstrip("^ \t"), found[0].strip(" \t\n^<=")


def _decoded(text: bytes, is_table: bool) -> str:
    """Seven bits, but for letters: other high bytes are stray column codes."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        stray = rb"[\x80-\xff]+" if is_table else rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]+(?![A-Za-z\x80-\xff])"
        return re.sub(stray, b"", text).decode("cp1252", "replace")
