"""Dates as agencies spell them. Always aware: a time without a zone gets the context's, and says so."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as datetime_timezone
from typing import NamedTuple

_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})(?P<sep>[-./]?)(?P<month>[0-9]{2})(?P=sep)(?P<day>[0-9]{2})"
    r"(?:[Tt]?\s*(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})"
    r"(?::?(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?)?"
    r"\s*(?P<zone>Z|z|(?:UTC|GMT)[+-][0-9]{1,2}(?::?[0-9]{2})?|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
# Two forms of most wires, which need no taking apart: "20310504T143000Z", "2031-05-04T14:30:00Z".
_IN_UTC = re.compile(
    r"[0-9]{8}T(?:[01][0-9]|2[0-3])[0-9]{4}Z|[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z"
)
_PLACEHOLDER = re.compile(r"Y{2,4}\W?M{2}\W?D{2}", re.IGNORECASE)  # sent by systems that forgot to fill it in
_YEARS = range(1800, 2400)  # beyond these a shift of zone could leave datetime's range
_LARGEST_OFFSET = timedelta(hours=15)


class Moment(NamedTuple):
    """A time as read. `words`: what was sent, when it could not be read as a time."""

    at: datetime | None = None
    zone_assumed: bool = False
    words: str = ""


_UNSAID = Moment()


def read_time(text: str, zone: tzinfo) -> Moment:
    """The moment that `text` names; never raises.

    >>> read_time("20310504T143000-0500", UTC).at.isoformat()
    '2031-05-04T14:30:00-05:00'
    """
    if not text:
        return _UNSAID
    text = text.strip()
    if _IN_UTC.fullmatch(text) and (moment := _moment_in_utc(text)):
        return moment
    if not text or _PLACEHOLDER.match(text):
        return _UNSAID
    found = _MOMENT.fullmatch(text)
    at = _moment(found, zone) if found else None
    if found is None or at is None:
        return Moment(words=text)
    return Moment(at, zone_assumed=not found["zone"])


def _moment_in_utc(text: str) -> Moment | None:
    """A time in one of the two forms that most wires use; None when the calendar has no such day."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Moment(at) if at.year in _YEARS else None


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    sent_zone = _zone(found["zone"]) if found["zone"] else zone
    if sent_zone is None or int(found["year"]) not in _YEARS:
        return None
    year, month, day, hour, minute, second = (
        int(found[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    microsecond = int((found["fraction"] or "").ljust(6, "0")[:6])
    try:
        return datetime(year, month, day, hour, minute, second, microsecond, sent_zone)
    except ValueError:
        return None


def _zone(sent: str) -> tzinfo | None:
    sent = sent.lstrip("UTCGM")  # "GMT-3" is what some content systems print
    if sent[:1] not in ("+", "-"):
        return UTC
    digits = sent[1:].replace(":", "")
    digits = digits.zfill(len(digits) + len(digits) % 2).ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > _LARGEST_OFFSET:
        return None
    return datetime_timezone(-offset if sent[0] == "-" else offset)
