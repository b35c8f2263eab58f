"""An embargo said in words: "until 12:01 a.m. EDT Thursday, May 8, 2031" as a moment, or nothing.

Nothing is guessed: without year, time and zone, or where the weekday contradicts the date, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Names that leave summer time open are looked up in the zone's calendar; the others are plain hours.
ZONE_HOURS = {
    **{"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "AKDT": -8, "AKST": -9},
    **{"HST": -10, "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2},
}
ZONE_PLACES = {
    **{"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"},
    **{"Eastern": "America/New_York", "Central": "America/Chicago", "Pacific": "America/Los_Angeles"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?m\b\.?|\b(?P<h24>\d\d):?(?P<m24>\d\d)(?=\s+[A-Z]{2,4}\b)"
    r"|\b(?P<noon>noon)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(rf"\b({'|'.join([*ZONE_HOURS, *ZONE_PLACES])})\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*day\b", re.IGNORECASE)


def embargo_lifts_at(lines: Iterable[str]) -> datetime | None:
    """The one moment that these lines give; None when they give none, or more than one."""
    moments = {moment for line in lines if (moment := moment_in(line))}
    return moments.pop() if len(moments) == 1 else None


def moment_in(line: str) -> datetime | None:
    """The date, time and zone in a line of words, each said once."""
    dates = [found for form in _DATES for found in form.finditer(line)]
    clocks, zones = list(_CLOCK.finditer(line)), _ZONE.findall(line)
    if len(dates) != 1 or len(clocks) != 1 or len(zones) != 1:
        return None
    day, clock = _date(dates[0]), _time(clocks[0])
    if day is None or clock is None or _contradicts(line, day):
        return None
    return datetime.combine(day, clock, tzinfo=_zone(zones[0]))


def _date(found: re.Match[str]) -> date | None:
    name = found["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name.lower()) + 1
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time | None:
    if found["noon"]:
        return time(12)
    if found["h24"]:
        hour, minute = int(found["h24"]), int(found["m24"])
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _contradicts(line: str, day: date) -> bool:
    named = _WEEKDAY.search(line)
    return bool(named and _WEEKDAYS.index(named[1].lower()) != day.weekday())


def _zone(name: str) -> tzinfo:
    if name in ZONE_PLACES:
        return ZoneInfo(ZONE_PLACES[name])
    return timezone(timedelta(hours=ZONE_HOURS[name]))
