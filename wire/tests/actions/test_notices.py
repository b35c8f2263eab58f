"""What a version is, and what a notice says of its story."""

from __future__ import annotations

import pytest

from wire.actions.notices import (
    call_back_in,
    days_named,
    gist_of,
    is_corrective,
    photo_ids,
    places_named,
    reads_as_order,
    slugs_named,
    words_of,
)
from wire.models import WireVersion


def version(**fields) -> WireVersion:
    return WireVersion(**fields)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, None),
        ({"signals": ["correction"]}, None),
        ({"pubstatus": "withheld"}, "withheld"),
        ({"signals": ["withhold"]}, "withheld"),
        ({"pubstatus": "sleeping"}, "withheld"),
        ({"pubstatus": "canceled"}, "canceled"),
        ({"pubstatus": "withheld", "signals": ["kill"]}, "canceled"),
    ],
)
def test_the_graver_of_status_and_words_counts_and_an_unknown_status_withholds(fields, asked):
    assert call_back_in(version(**fields)) == asked


@pytest.mark.parametrize(
    ("fields", "is_order"),
    [
        ({"slugline": "BC-US--Ferry Crash", "take": "KILL"}, True),
        ({"headline": "KILL: Ferry hits pier"}, True),
        ({"ednote": "EDITORS: Kill the story slugged US--Ferry Crash."}, True),
        ({"body_html": "<p>A kill is mandatory.</p>"}, True),
        ({"caption": "PHOTO ELIMINATION: XYZ101 should not be used."}, True),
        ({"body_html": "<p>“A kill is mandatory,” the note said.</p>"}, False),
        ({"ednote": 'The note said "A kill is mandatory."'}, False),
        ({"body_html": "<p>A kill is mandatory.</p>" + "<p>And so it went on, year by year.</p>" * 30}, False),
        ({"pubstatus": "canceled"}, False),
    ],
)
def test_an_order_is_short_and_stands_in_no_quotation_marks(fields, is_order):
    assert reads_as_order(version(**fields)) == is_order


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"slugline": "BC-US--Ferry Crash", "take": "KILL"}, ["us-ferry-crash"]),
        ({"slugline": "BC-Notes", "ednote": "Kill the file slugged BC-US--Ferry Crash, datelined"}, ["us-ferry-crash"]),
        ({"ednote": "Kill US stories slugged “Ferry Crash” and slugged Pier."}, ["ferry-crash", "pier"]),
        ({"headline": "A kill"}, []),
    ],
)  # fmt: skip
def test_the_slug_in_the_words_goes_before_the_notices_own(fields, says):
    assert slugs_named(version(**fields)) == says


def test_places_and_days_are_read_from_the_words():
    told = version(ednote="Kill the May 3 story datelined LACEY, Wash., and the one of Sept. 21, datelined SALEM.")
    assert [place.partition(",")[0].partition(".")[0] for place in places_named(told)] == ["LACEY", "SALEM"]
    assert days_named(told) == {(5, 3), (9, 21)}
    assert places_named(version(city="LACEY")) == ["LACEY"]


def test_photo_ids_are_read_from_the_words_each_once():
    told = version(headline="PHOTO ELIMINATION XYZ101", caption="XYZ101 and XYZ102 should not be used.")
    assert photo_ids(told) == ["XYZ101", "XYZ102"]


@pytest.mark.parametrize(
    ("fields", "corrects"),
    [
        ({"body_html": "<p>In a story May 4 about a ferry, Meridian Press erroneously reported a number.</p>"}, True),
        ({"body_html": "<p>In stories of May 4, Meridian Press misspelled the name of the captain.</p>"}, True),
        ({"headline": "CORRECTION: Ferry Crash story"}, True),
        ({"headline": "CORRECTION: Ferry", "body_html": "<p>In a story on May 4 the captain was named.</p>"}, True),
        ({"headline": "CORRECTION: Ferry", "body_html": "<p>A ferry struck a pier.</p>"}, False),
        ({"body_html": "<p>In a story that is told at the pier, the captain sings.</p>"}, False),
        ({"body_html": "<p>In a story May 4, it was wrong.</p>", "signals": ["correction", "update"]}, False),
        ({"body_html": "<p>In a story May 4, it was wrong.</p>", "signals": ["correction", "kill"]}, False),
        ({"body_html": "<p>In a story May 4, it was wrong.</p>", "signals": []}, False),
    ],
)
def test_a_corrective_speaks_of_an_earlier_story_and_is_none(fields, corrects):
    assert is_corrective(version(**{"signals": ["correction"]} | fields)) == corrects


def test_all_words_of_a_notice_are_read_once_each_and_its_gist_is_short():
    told = version(
        headline="Kill", ednote="Kill", body_html="<p>One.</p><p>Two.</p>", extra={"unparsed_header": ["Three"]}
    )
    assert words_of(told) == "Kill\nOne.\nTwo.\nThree"
    assert gist_of(version(headline="word " * 100)) == ("word " * 32).rstrip()[:159] + "…"
