"""The front page, sections and tags."""

from __future__ import annotations

import pytest

from wire.models import Section
from wire.tests import cast
from wire.tests.public.reading import of_class, page_of, words

pytestmark = pytest.mark.django_db


# ── lists ────────────────────────────────────────────────────────────────────
def test_an_empty_front_says_so(client):
    page = page_of(client.get("/"))
    assert of_class(page, "notice__heading") == ["Nothing has been published yet."]
    assert page.find_class("notice__link")[0].get("href") == "/desk/"


def test_the_front_leads_with_what_was_placed_then_the_newest(read):
    for hour, headline in enumerate(["Oldest", "Middle", "Newest"]):
        cast.live_story(headline, at=cast.AGO + hour * cast.HOUR)
    cast.live_story("Placed", at=cast.AGO - cast.HOUR, front_order=1)
    assert of_class(read("/"), "card__headline") == ["Placed", "Newest", "Middle", "Oldest"]


def test_the_front_names_each_storys_source(read):
    cast.live_story("Ours", at=cast.AGO)
    cast.live_story("Theirs", at=cast.AGO + cast.HOUR, source=cast.agency())
    cards = {
        of_class(card, "card__headline")[0]: of_class(card, "card__source")[0] for card in read("/").find_class("card")
    }
    assert cards == {"Ours": f"{cast.PAPER} May 6, 8 a.m.", "Theirs": "Wire Meridian Press May 6, 9 a.m."}


def test_what_is_not_on_top_of_the_front_stands_in_its_sections_strip(read):
    for number in range(10):
        cast.live_story(f"Local {number}", at=cast.AGO + number * cast.HOUR)
    cast.live_story("Sport", at=cast.AGO - cast.HOUR, section=cast.section("sports"))
    strips = {
        of_class(strip, "strip__heading")[0]: of_class(strip, "card__headline")
        for strip in read("/").find_class("strip")
    }
    assert strips == {"Local News": ["Local 1", "Local 0"], "Sports": ["Sport"]}


def test_a_section_shows_its_own_stories_newest_first(read):
    Section.objects.filter(slug="sports").update(description="Who won.")
    for hour, headline in enumerate(["Older", "Newer"]):
        cast.live_story(headline, at=cast.AGO + hour * cast.HOUR, section=cast.section("sports"))
    cast.live_story("Elsewhere", at=cast.AGO)
    page = read("/sports/")
    assert [words(each) for each in page.iter("h1")] == ["Sports"]
    assert of_class(page, "heading__description") == ["Who won."]
    assert of_class(page, "card__headline") == ["Newer", "Older"]


def test_an_empty_section_says_so(read):
    assert of_class(read("/opinion/"), "notice__heading") == ["Nothing has been published here yet."]


def test_a_long_section_is_paged(read):
    for number in range(22):
        cast.live_story(f"Story {number:02}", at=cast.AGO + number * cast.HOUR)
    first, second = read("/local-news/"), read("/local-news/?page=2")
    assert (len(of_class(first, "card__headline")), of_class(second, "card__headline")) == (21, ["Story 00"])
    assert of_class(first, "pagination") == ["Page 1 of 2 Older →"]
    assert of_class(second, "pagination") == ["← Newer Page 2 of 2"]


@pytest.mark.parametrize("number", ["0", "-1", "9", "x", "1e9", "9" * 50])
def test_a_page_number_that_is_none_shows_a_page(read, number):
    cast.live_story(at=cast.AGO)
    assert of_class(read(f"/local-news/?page={number}"), "card__headline") == ["Ferry returns to its old pier"]


def test_a_tag_shows_its_stories_and_no_others(read):
    cast.live_story("With", at=cast.AGO).tags.set(["ferries"])
    cast.live_story("Without", at=cast.AGO)
    page = read("/tag/ferries/")
    assert [words(each) for each in page.iter("h1")] == ["ferries"]
    assert of_class(page, "card__headline") == ["With"]


def test_a_tag_that_no_public_story_carries_is_not_found(client):
    cast.local_story("Draft").tags.set(["ferries"])
    assert client.get("/tag/ferries/").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/no-such-section/", "/tag/no-such-tag/", "/local-news/2026/05/06/no-such-story/", "/local-news/2026/13/45/x/",
     "/pictures/1/100.jpg", "/local-news/2026/", "/%00/", "/preview/x/"],
)  # fmt: skip
def test_an_unknown_address_is_not_found_with_the_navigation(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert of_class(page_of(response), "navigation__link")[:2] == ["Local News", "Nation & World"]
