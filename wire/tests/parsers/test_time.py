"""All the ways in which agencies write a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wire.parsers._time import Moment, read_time

WEST = timezone(timedelta(hours=-8))


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("20310504T143000-0500", "2031-05-04T14:30:00-05:00"),
        ("20310504T143000+0100", "2031-05-04T14:30:00+01:00"),
        ("20310504T143000Z", "2031-05-04T14:30:00+00:00"),
        ("2031-05-04T14:30:00+01:00", "2031-05-04T14:30:00+01:00"),
        ("2031-05-04T14:30:00+1000", "2031-05-04T14:30:00+10:00"),
        ("2031-05-04T14:30:00-05", "2031-05-04T14:30:00-05:00"),
        ("2031-05-04T14:30:00.000Z", "2031-05-04T14:30:00+00:00"),
        ("2031-05-04T14:30:00.123456789Z", "2031-05-04T14:30:00.123456+00:00"),
        ("2031-05-04T14:30Z", "2031-05-04T14:30:00+00:00"),
        ("2031-05-04 14:30:00 GMT", "2031-05-04T14:30:00+00:00"),
        ("20310504143000-0500", "2031-05-04T14:30:00-05:00"),
        ("20310504T1430Z", "2031-05-04T14:30:00+00:00"),
        ("2031/05/04 14:30:00 GMT-3", "2031-05-04T14:30:00-03:00"),
        ("2031/05/04 14:30:00.123 GMT+10", "2031-05-04T14:30:00.123000+10:00"),
        ("2031-05-04T14:30:00 UTC+5:30", "2031-05-04T14:30:00+05:30"),
        ("2031-05-04T14:30:00 UTC+0530", "2031-05-04T14:30:00+05:30"),
        (" 2031-05-04T14:30:00Z\n", "2031-05-04T14:30:00+00:00"),
    ],
)
def test_a_time_with_its_zone_is_read_as_sent(sent: str, read: str) -> None:
    moment = read_time(sent, WEST)
    assert moment.at is not None
    assert (moment.at.isoformat(), moment.zone_assumed, moment.words) == (read, False, "")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2031-05-04T14:30:00", "2031-05-04T14:30:00-08:00"),
        ("2031.05.04 14:30:00", "2031-05-04T14:30:00-08:00"),
        ("20310504143000", "2031-05-04T14:30:00-08:00"),
        ("2031-05-04", "2031-05-04T00:00:00-08:00"),
        ("20310504", "2031-05-04T00:00:00-08:00"),
    ],
)
def test_a_time_without_zone_gets_the_given_one_and_says_so(sent: str, read: str) -> None:
    moment = read_time(sent, WEST)
    assert moment.at is not None
    assert (moment.at.isoformat(), moment.zone_assumed, moment.words) == (read, True, "")


@pytest.mark.parametrize("sent", ["", "  ", "YYYYMMDD000000-HHMM", "yyyy-mm-dd"])
def test_blanks_and_placeholders_say_nothing(sent: str) -> None:
    assert read_time(sent, UTC) == Moment()


@pytest.mark.parametrize(
    "sent",
    [
        *("tomorrow", "0001 Friday", "2031", "2031-13-04T00:00:00Z", "2031-02-30", "2031-05-04T25:00:00Z"),
        *("2031-05-04T14:30:00+9900", "2031-05-04T14:30:00+1599", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
        *("2031-05/04", "２０３１-05-04", "2031-05-04T14:30:00 Eastern"),
    ],
)
def test_what_cannot_be_read_is_kept_word_for_word(sent: str) -> None:
    assert read_time(sent, UTC) == Moment(words=sent)


@given(st.datetimes(timezones=st.just(UTC)))
@example(datetime(1799, 12, 31, 23, 59, 59, tzinfo=UTC))
@example(datetime(2399, 12, 31, 23, 59, 59, tzinfo=UTC))
def test_the_usual_forms_in_utc_are_read_as_any_other(at: datetime) -> None:
    for form in ("%Y%m%dT%H%M%S", "%Y-%m-%dT%H:%M:%S"):
        sent = at.strftime(form.replace("%Y", f"{at.year:04}"))
        assert read_time(f"{sent}Z", WEST).at == read_time(f"{sent}+00:00", WEST).at


@pytest.mark.parametrize("sent", ["20310504T1430.0Z", "20310230T143000Z", "20310504T240000Z", "2031-W19-1T14:30:00Z"])
def test_what_only_looks_like_a_usual_form_is_kept_word_for_word(sent: str) -> None:
    assert read_time(sent, UTC) == Moment(words=sent)
