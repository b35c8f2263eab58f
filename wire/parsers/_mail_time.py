"""Times as mails and RSS feeds spell them: "Thu, 05 Sep 2002 00:00:01 GMT", two-digit years, named zones."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from wire.parsers._embargo import ZONE_HOURS, ZONE_PLACES
from wire.parsers._time import Moment, read_time

_CLOCK = (
    r"(?:,?\s+(?:at\s+|-\s+|[–—]\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?)?"
)
_ZONE = r"(?:\s*(?P<zone>(?:GMT|UTC)?[+-]\d{2}:?\d{2}|[A-Za-z]{1,7}))?(?:\s*\([^()]{0,40}\))?"
_WEEKDAY = r"(?:[^\W\d_]{1,12}\.?,?\s*)?"
_MONTH = r"(?P<month>[^\W\d_]{3,10})"
_FORMS = (
    re.compile(
        rf"{_WEEKDAY}\b(?P<day>\d{{1,2}})\.?[\s-]+(?:de )?{_MONTH}\.?,?[\s-]+(?:de )?(?P<year>\d{{4}}|\d{{2}})"
        rf"{_CLOCK}{_ZONE}"
    ),
    re.compile(rf"{_WEEKDAY}\b{_MONTH}\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_CLOCK}{_ZONE}"),
    re.compile(rf"{_WEEKDAY}\b{_MONTH}\.?\s+(?P<day>\d{{1,2}}){_CLOCK}{_ZONE}\s+(?P<year>\d{{4}})"),
    re.compile(rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}}){_CLOCK}{_ZONE}"),
    re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}){_CLOCK}{_ZONE}"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# As feeds of other countries begin them, where English begins them otherwise.
_OTHER_MONTHS = {
    **{"ene": 1, "gen": 1, "fév": 2, "fev": 2, "mär": 3, "mrz": 3, "maa": 3, "avr": 4, "abr": 4, "mai": 5, "maj": 5},
    **{"mei": 5, "mag": 5, "giu": 6, "lug": 7, "aoû": 8, "ago": 8, "set": 9, "okt": 10, "ott": 10, "out": 10},
    **{"déc": 12, "dez": 12, "dic": 12, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6},
    **{"июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12},
}
_IN_FOUR = {"juin": 6, "juil": 7}
_HOURS = ZONE_HOURS | {
    **{"UT": 0, "Z": 0, "WET": 0, "WEST": 1, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "AWST": 8, "JST": 9, "KST": 9},
    **{"AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "MEZ": 1, "MESZ": 2},
}
_YEARS = range(1900, 2400)
_CENTURY_TURNS_AT = 69  # RFC 2822: 00 to 68 are of this century
_LONGEST = 100


def read_mail_time(text: str, zone: tzinfo) -> Moment:
    """The moment that `text` names, in the words of a mail or in digits alone; never raises.

    >>> read_mail_time("Sun, 4 May 31 14:30 EDT", UTC).at.isoformat()
    '2031-05-04T14:30:00-04:00'
    """
    plain = read_time(text, zone)
    if plain.at is not None or not plain.words or len(text) > _LONGEST:
        return plain
    for form in _FORMS:
        if found := form.fullmatch(plain.words):
            at, zone_assumed = _moment(found, zone)
            return Moment(at, zone_assumed) if at else plain
    return plain


def _moment(found: re.Match[str], zone: tzinfo) -> tuple[datetime | None, bool]:
    month, year = _month(found["month"].lower()), int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < _CENTURY_TURNS_AT else 1900
    if not month or year not in _YEARS:
        return None, False
    hour = int(found["hour"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    sent = _zone(found["zone"] or "")
    clock = (hour, int(found["minute"] or 0), int(found["second"] or 0))
    try:
        at = datetime(year, month, int(found["day"]), *clock, tzinfo=sent or zone)
    except ValueError:
        return None, False
    return at, sent is None


def _month(sent: str) -> int:
    """The number of a month; 0 for none that we know."""
    if sent.isdigit():
        return int(sent)
    if sent[:3] in _MONTHS:
        return _IN_FOUR.get(sent[:4]) or _MONTHS.index(sent[:3]) + 1
    return _IN_FOUR.get(sent[:4]) or _OTHER_MONTHS.get(sent[:3], 0)


def _zone(sent: str) -> tzinfo | None:
    """The zone of an offset or of a name; None when there is none, or none that we know."""
    name = sent.upper()
    offset = name.removeprefix("GMT").removeprefix("UTC").replace(":", "")
    if offset[:1] in ("+", "-"):
        length = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
        return timezone(-length if offset[0] == "-" else length) if length < timedelta(hours=24) else None
    if name in ZONE_PLACES:
        return ZoneInfo(ZONE_PLACES[name])
    return timezone(timedelta(hours=_HOURS[name])) if name in _HOURS else None
