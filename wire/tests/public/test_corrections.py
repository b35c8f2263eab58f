"""What readers see of what we had wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wire.actions.correct import correct, write_correction
from wire.actions.publish import unpublish
from wire.tests import cast
from wire.tests.public.reading import of_class, words

pytestmark = pytest.mark.django_db

AFTER = cast.AGO + cast.HOUR
NOTE = "An earlier version of this story gave the number hurt as 11. It is 14."
CLARIFIED = "The riders were on the <upper> deck."


@pytest.fixture
def story(db):
    return cast.live_story("Ferry hits pier", at=cast.AGO)


def items(page, kind: str) -> list:
    return page.xpath(f"//*[@itemtype='https://schema.org/{kind}']")


def props(item, name: str) -> list[str]:
    """The values of a property that stand directly in `item`, as a reader of microdata takes them."""
    own = [
        each for each in item.xpath(f".//*[@itemprop='{name}']") if each.xpath("ancestor::*[@itemscope][1]")[0] is item
    ]
    return [each.get("content") or each.get("datetime") or words(each) for each in own]


def test_notes_stand_below_the_text_the_newest_first_and_dated(read, story):
    correct(story, text=NOTE, at=AFTER)
    correct(story, text=CLARIFIED, kind="clarification", at=AFTER + timedelta(days=1))
    page = read(story.get_absolute_url())
    assert of_class(page, "correction__heading") == ["Clarification", "Correction"]
    assert of_class(page, "correction__text") == [CLARIFIED, NOTE]
    assert of_class(page, "correction__time") == ["May 7, 2026, 9 a.m.", "May 6, 2026, 9 a.m."]
    text, notes = page.find_class("copy")[0], page.find_class("correction")[0]
    assert list(page.iter()).index(text) < list(page.iter()).index(notes)


def test_a_pointer_below_the_byline_leads_to_them(read, story):
    correct(story, text=NOTE, at=AFTER)
    page = read(story.get_absolute_url())
    assert of_class(page, "correction__pointer") == ["Correction added May 6, 2026"]
    assert page.find_class("correction__link")[0].get("href") == "#corrections"
    assert page.find_class("correction")[0].get("id") == "corrections"


def test_a_story_without_notes_says_nothing_of_them(read, story):
    page = read(story.get_absolute_url())
    assert page.xpath("//*[contains(@class, 'correction')]") == []
    assert "correction" not in "".join(page.xpath("//link/@href"))


def test_a_drafted_note_is_nowhere(client, story):
    write_correction(story, text="Zanzibarine note.", at=AFTER)
    for address in ("/", "/local-news/", story.get_absolute_url()):
        assert b"Zanzibarine" not in client.get(address).content


def test_the_notes_of_a_story_that_is_not_public_are_nowhere(client, story):
    correct(story, text="Zanzibarine note.", at=AFTER)
    assert b"Zanzibarine" in client.get(story.get_absolute_url()).content
    unpublish(story, at=AFTER)
    for address in ("/", "/local-news/", story.get_absolute_url()):
        assert b"Zanzibarine" not in client.get(address).content


def test_a_note_counts_as_an_update(read, story):
    correct(story, text=NOTE, at=AFTER)
    assert of_class(read(story.get_absolute_url()), "byline__updated") == ["Updated May 6, 2026, 9 a.m."]


def test_machines_read_the_article_and_its_corrections(read, story):
    correct(story, text=NOTE, at=AFTER)
    page = read(story.get_absolute_url())
    [article] = items(page, "NewsArticle")
    assert props(article, "headline") == ["Ferry hits pier"]
    assert props(article, "datePublished") == ["2026-05-06T08:00:00-07:00"]
    assert props(article, "dateModified") == ["2026-05-06T09:00:00-07:00"]
    [author], [publisher] = items(page, "Person"), items(page, "Organization")
    assert props(author, "name") == ["Dana Ortega"]
    assert props(publisher, "name") == [cast.PAPER]
    [note] = items(page, "CorrectionComment")
    assert note.get("itemprop") == "correction"
    assert props(note, "text") == [NOTE]
    assert props(note, "datePublished") == ["2026-05-06T09:00:00-07:00"]


def test_a_wire_story_without_a_byline_is_its_agencys(read):
    story = cast.live_story("Ferry sails", at=cast.AGO, source=cast.agency(), byline="")
    page = read(story.get_absolute_url())
    assert [(each.get("itemprop"), props(each, "name")) for each in items(page, "Organization")] == [
        ("author", ["Meridian Press"]),
        ("publisher", [cast.PAPER]),
    ]
    assert items(page, "Person") == []


def test_no_script_is_needed_for_it(client, story):
    correct(story, text=NOTE, at=AFTER)
    response = client.get(story.get_absolute_url())
    assert b"<script" not in response.content
    assert "unsafe" not in response.headers["Content-Security-Policy"]
