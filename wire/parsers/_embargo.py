"""An embargo said in words: "until 12:01 a.m. EDT Thursday, May 8, 2031" as a moment, or nothing.

What such a line leaves out, the moment at which it was written may supply: the year, the day of a weekday, the zone.
Nothing else is guessed: where a day or a time is ambiguous or contradicts another, a person decides.
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
RELEASE = time(0, 1)  # of copy in advance of a day, when no time is said: 12:01 a.m.
# Days from when it was written, of a weekday, a day of the month, a date ("back": gone by); further is a guess.
FURTHEST = {"weekday": 7, "number": 14, "date": 180, "back": 14}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_DATES_WITHOUT_YEAR = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}}\b|[:/]|\s*[ap]\.?m\b)", re.IGNORECASE),
    re.compile(rf"(?<![:/\d])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?!\w|,? \d{{4}}\b)", re.IGNORECASE),
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?m\b\.?|\b(?P<h24>\d\d):?(?P<m24>\d\d)(?=\s+[A-Z]{2,4}\b)"
    rf"|\b(?P<early>0\d)(?P<past>[0-5]\d)(?=,? (?:on )?(?:{'|'.join(_WEEKDAYS)})[a-z]*day\b)"  # "0001 Friday": no year
    r"|\b(?P<noon>noon)\b",
    re.IGNORECASE,
)
_GERMAN = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}),? (?:um )?(\d{1,2})[:.](\d\d) Uhr\b")
_ZONE = re.compile(rf"\b({'|'.join([*ZONE_HOURS, *ZONE_PLACES])})\b")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*day\b", re.IGNORECASE)
# Copy in advance of a day is released as that day begins; "hold until Friday" says no such thing.
_ADVANCE = re.compile(r"\bAdv\b|\bADV\b|\bADVANCE FOR\b|\bAdvance for\b|\b(?:For|FOR) (?:release|RELEASE)\b")
_ADVANCE_DAY = re.compile(r"\bA(?:DV|dv) ?(?P<day>\d{1,2})\b")
# What makes a day or a time another one than it seems, or none that a clock shows.
_UNSURE = re.compile(
    r"(?i:\b(?:midnight|morning|evening|night|tonight|afternoon|dawn|dusk|sunrise|sunset|close|tomorrow|yesterday|next|last"
    r"|first|second|third|fourth|week|weeks|month|after|following|embargo lifts|or|vote|speech|when|once)\b)"
    r"|\b\d{1,2}[/.]\d{1,2}\b|\b(?!19\d\d|20\d\d)\d{4}\b"
)
_NAMES_A_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_OF_A_LINE = re.compile(  # all that may stand in a line that gives a time and no day
    r"(?i:\b(?:eds|editors|embargo|embargoed|for|use|online|web|internet|release|publication|broadcast|hold|until|till|til|to|at"
    r"|on|the|not|before|no|and|thereafter|today|a|p|m|story|copy|under|strictly|please|note)\b)|[\W_]+"
)


def embargo_lifts_at(lines: Iterable[str], near: datetime | None = None) -> datetime | None:
    """The one moment that these lines give; None when they give none, or more than one.

    `near`: when they were written, in the sender's zone; what a line leaves out is then read from it.
    """
    said = list(lines)
    moments = {moment for line in said if (moment := moment_in(line))}
    if not moments and near:
        read = [(line, moment_near(line, near)) for line in said]
        if any(not moment and _names_a_day(line) for line, moment in read):
            return None  # "Adv16" beside "Nov. 16", which is too far to be sure of
        moments = {moment for _, moment in read if moment}
        if len({f"{moment.astimezone(near.tzinfo):%F}" for moment in moments}) == 1:
            return max(moments)  # "Adv11", and a note that names the hour of that day
    return moments.pop() if len(moments) == 1 else None


def _names_a_day(line: str) -> bool:
    return bool(_found((*_DATES, *_DATES_WITHOUT_YEAR), line) or _WEEKDAY.search(line))


def moment_in(line: str) -> datetime | None:
    """The date, time and zone in a line of words, each said once."""
    dates = _found(_DATES, line)
    clocks, zones = list(_CLOCK.finditer(line)), _ZONE.findall(line)
    if len(dates) != 1 or len(clocks) != 1 or len(zones) != 1:
        return None
    day, clock = _date(dates[0]), _time(clocks[0])
    if day is None or clock is None or _contradicts(line, day):
        return None
    return _latest(day, clock, _zone(zones[0]))


def moment_near(line: str, near: datetime) -> datetime | None:
    """The moment of a line that leaves out year, day or zone, as understood at `near`."""
    if found := _GERMAN.search(line):
        return _german_moment(found, near) if len(_GERMAN.findall(line)) == 1 else None
    clocks, zones = list(_CLOCK.finditer(line)), set(_ZONE.findall(line))
    if len(clocks) > 1 or len(zones) > 1 or _UNSURE.search(_CLOCK.sub(" ", line)):
        return None
    clock = _time(clocks[0]) if clocks else RELEASE if _ADVANCE.search(line) or _ADVANCE_DAY.search(line) else None
    if clock is None:
        return None
    zone = _zone(zones.pop()) if zones else near.tzinfo
    day = _day_near(line, near.astimezone(zone), clock)
    return _latest(day, clock, zone) if day else None


def _german_moment(found: re.Match[str], near: datetime) -> datetime | None:
    """ "08.05.2031, 13:30 Uhr": day first, without doubt."""
    day, month, year, hour, minute = map(int, found.groups())
    on = _day_of(year, month, day)
    return _latest(on, time(hour, minute), near.tzinfo) if on and hour < 24 and minute < 60 else None


def _latest(day: date, clock: time, zone: tzinfo | None) -> datetime:
    """The moment; of the two that have one name when clocks change, the later: nothing goes out an hour too soon."""
    first = datetime.combine(day, clock, zone)
    return max(first, first.replace(fold=1), key=datetime.timestamp)


def day_near(line: str, near: datetime) -> date | None:
    """The day of a line that gives a date, its year or not; None when it gives none or several."""
    dates = [*_found(_DATES, line), *_found(_DATES_WITHOUT_YEAR, line)]
    return _day_near(line, near, RELEASE) if len(dates) == 1 else None


def _day_near(line: str, near: datetime, clock: time) -> date | None:
    """The one day that a line names: by date, by its number in the month, by weekday, or not at all."""
    whole, dates = _found(_DATES, line), _found(_DATES_WITHOUT_YEAR, line)
    numbers, weekdays = _ADVANCE_DAY.findall(line), {name.lower() for name in _WEEKDAY.findall(line)}
    if len(whole) + len(dates) > 1 or len(weekdays) > 1 or len(numbers) > 1:
        return None
    if whole or dates:
        day = _date(whole[0]) if whole else _date_near(dates[0], near.date())
        return None if day is None or _contradicts(line, day) else day
    if _NAMES_A_MONTH.search(line):
        return None
    if numbers:
        ahead = (near.date() + timedelta(days=days) for days in range(FURTHEST["number"] + 1))
        day = next((day for day in ahead if day.day == int(numbers[0])), None)
        return None if day is None or _contradicts(line, day) else day
    if weekdays:
        return _next_weekday(_WEEKDAYS.index(weekdays.pop()), near, clock)
    is_all = not _OF_A_LINE.sub("", _ZONE.sub("", _CLOCK.sub("", line)))
    return near.date() if is_all and _CLOCK.search(line) and clock >= near.time() else None


def _next_weekday(wanted: int, near: datetime, clock: time) -> date | None:
    """The next such day; on that day itself only a time still to come is this one."""
    ahead = (wanted - near.weekday()) % FURTHEST["weekday"]
    if ahead == 0 and clock < near.time():
        return None
    return near.date() + timedelta(days=ahead)


def _date_near(found: re.Match[str], near: date) -> date | None:
    """ "May 8" of the year that brings it near; one long gone by may as well be next year's."""
    month = _MONTHS.index(found["month"].lower()) + 1
    days = [day for year in (-1, 0, 1) if (day := _day_of(near.year + year, month, int(found["day"])))]
    return next((day for day in days if -FURTHEST["back"] <= (day - near).days <= FURTHEST["date"]), None)


def _found(forms: Iterable[re.Pattern[str]], line: str) -> list[re.Match[str]]:
    return [found for form in forms for found in form.finditer(line)]


def _date(found: re.Match[str]) -> date | None:
    name = found["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name.lower()) + 1
    return _day_of(int(found["year"]), month, int(found["day"]))


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time | None:
    if found["noon"]:
        return time(12)
    if found["h24"] or found["early"]:
        hour, minute = int(found["h24"] or found["early"]), int(found["m24"] or found["past"])
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
