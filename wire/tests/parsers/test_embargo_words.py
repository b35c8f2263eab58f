"""An embargo in words, with what it leaves out read from the day on which it was written; and never more than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from wire.parsers import registry
from wire.parsers._embargo import day_near, embargo_lifts_at
from wire.parsers.item import Context, ParsedItem
from wire.tests.cast import ninjs
from wire.vocabulary import Signal

NEW_YORK = ZoneInfo("America/New_York")
EDT, PDT, BST = (timezone(timedelta(hours=hours)) for hours in (-4, -7, 1))
MONDAY = datetime(2031, 5, 5, 14, 0, tzinfo=NEW_YORK)


def day(number: int, hour: int = 0, minute: int = 1, *, month: int = 5, year: int = 2031, zone=NEW_YORK) -> datetime:
    return datetime(year, month, number, hour, minute, tzinfo=zone)


READABLE = [
    ("HOLD FOR RELEASE until 12:01 a.m. EDT Thursday, May 8", day(8, zone=EDT)),
    ("HOLD FOR RELEASE until 12:01 a.m. EDT Thursday, May 8, 2031", day(8, zone=EDT)),
    ("HOLD FOR RELEASE until 12:01 a.m. EDT Thursday", day(8, zone=EDT)),
    ("Embargoed until 12:01 a.m. Thursday", day(8)),
    ("Embargoed until 12:01 a.m. PDT Friday", day(9, zone=PDT)),
    ("Embargoed until noon Thursday", day(8, 12, 0)),
    ("Embargoed until 7 p.m. Monday", day(5, 19, 0)),
    ("Embargoed to 0001 GMT Tuesday", day(6, zone=UTC)),
    ("EMBARGOED UNTIL 00:01 BST ON 8 MAY", day(8, zone=BST)),
    ("Embargoed until 6 p.m. May 8th", day(8, 18, 0)),
    ("Embargoed until 6 p.m. on the 8 May", day(8, 18, 0)),
    ("Eds: For release at 4 p.m. ET and thereafter", day(5, 16, 0)),
    ("EMBARGOED UNTIL 7 P.M.", day(5, 19, 0)),
    ("(For release online at 9 p.m.)", day(5, 21, 0)),
    ("For release Sunday", day(11)),
    ("For release Sunday, May 11, 2031", day(11)),
    ("FOR RELEASE May 11, 2031, 6 a.m.", day(11, 6, 0)),
    ("Adv for Sunday, May 11, and thereafter", day(11)),
    ("AP ADVANCE FOR SUNDAY, MAY 11", day(11)),
    ("ADVANCE FOR USE SUNDAY, MAY 11 AND THEREAFTER", day(11)),
    ("ADV11", day(11)),
    ("BC-US--Salmon Census, Adv11,410", day(11)),
    ("Hold for release until 10 a.m. EDT May 3", day(3, 10, 0, zone=EDT)),
    ("Nicht vor 08.05.2031, 13:30 Uhr verwenden", day(8, 13, 30)),
]
UNREADABLE = [
    "HOLD FOR RELEASE",
    "Embargoed until Friday",
    "Embargoed until midnight Thursday",
    "Embargoed until 12 midnight Thursday, May 8",
    "EMBARGOED UNTIL THURSDAY MORNING",
    "For release Sunday evening",
    "Embargoed until 10 a.m. next Friday",
    "Embargoed until 10 a.m. Thursday week",
    "Embargoed until 10 a.m. Thursday or Friday",
    "Embargoed until 10 a.m. tomorrow",
    "Embargoed until 10 a.m. or 11 a.m. Thursday",
    "Embargoed until 10 a.m. ET / 7 a.m. PT Thursday",
    "Embargoed until 10 a.m. Monday, May 8",
    "Embargoed until 10 a.m. Thursday after the vote",
    "Embargoed until the vote at 9 p.m.",
    "Embargoed until 10 a.m. ET 5/8",
    "Embargoed until 10 a.m. 08.05.2031",
    "Embargoed until 32.05.2031, 13:30 Uhr",
    "Embargoed until 10 a.m. Feb. 30",
    "Embargoed until 10 a.m. Dec. 31",
    "Embargoed until 10 a.m. April 1",
    "Embargoed until 6 p.m. Sunday in June",
    "Embargoed until 25:00 GMT Thursday",
    "Embargoed until 13 p.m. Thursday",
    "AP ADVANCE FOR SUNDAY, MAY 12",
    "Adv for Sunday, Nov. 30",
    "ADV30",
    "ADV45",
    "ADV10 ADV11",
    "ADV11 for Saturday",
    "Sperrfrist: Sonntag 1800",
    "For release at 10 a.m. ET and thereafter",
    "For release Monday",
    "Embargoed until 7 a.m. Monday",
]


def test_of_two_moments_with_one_name_the_later_is_meant() -> None:
    saturday = datetime(2031, 11, 1, 14, 0, tzinfo=NEW_YORK)
    back = embargo_lifts_at(["Embargoed until 1:30 a.m. Sunday"], saturday)  # clocks go back on Nov. 2 at 2 a.m.
    assert back and back.astimezone(UTC) == datetime(2031, 11, 2, 6, 30, tzinfo=UTC)
    forward = embargo_lifts_at(["Embargoed until 2:30 a.m. Sunday"], datetime(2031, 3, 8, 14, 0, tzinfo=NEW_YORK))
    assert forward and forward.astimezone(UTC) == datetime(2031, 3, 9, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(("line", "moment"), READABLE)
def test_what_a_line_leaves_out_is_read_from_the_day_it_was_written(line: str, moment: datetime) -> None:
    assert embargo_lifts_at([line], MONDAY) == moment


@pytest.mark.parametrize("line", UNREADABLE)
def test_what_is_ambiguous_or_contradicts_itself_gives_no_moment(line: str) -> None:
    assert embargo_lifts_at([line], MONDAY) is None


@pytest.mark.parametrize("line", [line for line, _ in READABLE if "2031, 6" not in line and "May 8, 2031" not in line])
def test_without_the_day_it_was_written_nothing_is_made_up(line: str) -> None:
    assert embargo_lifts_at([line]) is None


def test_a_time_of_today_that_has_passed_may_mean_another_day() -> None:
    early = MONDAY.replace(hour=6)
    assert embargo_lifts_at(["For release at 10 a.m. ET"], early) == day(5, 10, 0)
    assert embargo_lifts_at(["Embargoed until 7 a.m. Monday"], early) == day(5, 7, 0)
    assert embargo_lifts_at(["For release Monday"], MONDAY.replace(hour=0, minute=0)) == day(5)


def test_a_year_turns_between_writing_and_release() -> None:
    december = datetime(2031, 12, 29, 9, tzinfo=NEW_YORK)
    assert embargo_lifts_at(["Adv for Sunday, Jan. 4"], december) == day(4, month=1, year=2032)
    assert embargo_lifts_at(["ADV04"], december) == day(4, month=1, year=2032)
    january = datetime(2032, 1, 2, 9, tzinfo=NEW_YORK)
    assert embargo_lifts_at(["Embargoed until 6 p.m. Dec. 31"], january) == day(31, 18, 0, month=12)


def test_the_day_is_the_one_in_the_zone_that_the_line_names() -> None:
    late = datetime(2031, 5, 5, 23, 30, tzinfo=ZoneInfo("America/Los_Angeles"))  # Tuesday in London
    assert embargo_lifts_at(["Embargoed until 10 a.m. BST Tuesday"], late) == day(6, 10, 0, zone=BST)
    assert embargo_lifts_at(["Embargoed until 11 a.m. BST"], late) == day(6, 11, 0, zone=BST)


def test_a_line_that_says_all_is_believed_before_one_that_says_less() -> None:
    slug, note = "BC-US--Salmon Census, Adv08", "For release at 6 a.m. EDT Friday, May 9, 2031"
    assert embargo_lifts_at([slug, note], MONDAY) == day(9, 6, 0, zone=EDT)


def test_of_two_readings_on_one_day_the_later_holds_and_on_two_days_none() -> None:
    assert embargo_lifts_at(["ADV11", "For release at 6 a.m. Sunday"], MONDAY) == day(11, 6, 0)
    assert embargo_lifts_at(["ADV11", "For release at 6 a.m. Saturday"], MONDAY) is None


def test_a_date_alone_is_read_with_the_year_that_brings_it_near() -> None:
    assert f"{day_near('Valid until May 20', MONDAY)}" == "2031-05-20"
    assert f"{day_near('Valid until 20 May 2031', MONDAY)}" == "2031-05-20"
    assert day_near("Valid for days", MONDAY) is None
    assert day_near("Valid from May 6 until May 20", MONDAY) is None


# ── as parsers ask it ────────────────────────────────────────────────────────
def parse(data: bytes, received_at: datetime | None = None) -> ParsedItem:
    context = Context(source="Meridian Press", zone=NEW_YORK, received_at=received_at)
    return registry.parse(data, registry.load(settings.WIRE_PARSERS), context).items[0]


NOTE = "HOLD FOR RELEASE until 12:01 a.m. Thursday"
TEXT = f"""\
BC-US--Ferry Crash,260
Eds: {NOTE}
Ferry hits pier; 14 hurt
By RAY COLE
Meridian Press

HARBOR CITY, Wash. (MP) — A state ferry struck a pier on Tuesday and 14 passengers were hurt, officials said.

The ferry Kestrel was arriving from Lorn Island when it failed to slow, said Mia Tan, who runs the terminal.
"""


def test_a_moment_that_the_day_of_the_copy_completes_is_marked_as_assumed() -> None:
    item = parse(ninjs(ednote=NOTE, versioncreated="2031-05-05T14:00:00Z"))
    assert (item.embargoed_until, item.embargo_words) == (day(8), NOTE)
    assert "embargoed_until" in item.assumed
    assert Signal.EMBARGO in item.signals


def test_a_moment_that_is_said_in_full_is_not_assumed() -> None:
    item = parse(ninjs(ednote="HOLD FOR RELEASE until 12:01 a.m. EDT Thursday, May 8, 2031"))
    assert (item.embargoed_until, "embargoed_until" in item.assumed) == (day(8, zone=EDT), False)


def test_the_version_is_the_day_of_the_copy_and_then_its_arrival() -> None:
    told = {"ednote": NOTE, "firstcreated": "2031-04-28T14:00:00Z"}
    assert parse(ninjs(**told, versioncreated="2031-05-05T14:00:00Z")).embargoed_until == day(8)
    assert parse(ninjs(**told, versioncreated="")).embargoed_until == day(1)
    assert parse(ninjs(ednote=NOTE, versioncreated=""), MONDAY).embargoed_until == day(8)
    assert parse(ninjs(ednote=NOTE, versioncreated="")).embargoed_until is None


def test_plain_text_is_of_the_day_it_came() -> None:
    item = parse(TEXT.encode(), MONDAY)
    assert (item.embargoed_until, "embargoed_until" in item.assumed) == (day(8), True)
    item = parse(TEXT.encode())
    assert (item.embargoed_until, "embargoed_until" in item.assumed) == (None, False)
    assert item.embargo_words.endswith(NOTE)


def test_words_that_give_no_moment_stay_an_embargo_without_end() -> None:
    item = parse(ninjs(ednote="Embargoed until midnight Thursday"))
    assert (item.embargoed_until, item.embargo_words) == (None, "Embargoed until midnight Thursday")
    assert Signal.EMBARGO in item.signals


def test_release_from_prison_is_no_embargo() -> None:
    item = parse(ninjs(body_html="<p>For release from prison, an inmate must apply.</p>"))
    assert (item.embargo_words, item.signals) == ("", ())


def test_a_date_that_cannot_be_read_outweighs_the_number_of_a_day() -> None:
    near = datetime(2031, 5, 4, 12, tzinfo=UTC)
    assert embargo_lifts_at(["For release Sunday, Nov. 16, and thereafter", "Adv16"], near) is None
