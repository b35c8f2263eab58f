"""Notes to readers on the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from wire.actions.correct import correct, write_correction
from wire.actions.kill import kill
from wire.models import Article
from wire.tests import cast

pytestmark = pytest.mark.django_db

NOTE = "An earlier version of this story gave the number hurt as 11. It is 14."


@pytest.fixture
def story(db) -> Article:
    return cast.live_story("Ferry hits pier", at=cast.AGO)


@pytest.fixture
def publisher(client, paul):
    client.force_login(paul)
    return client


@pytest.fixture
def editor(client, edda):
    client.force_login(edda)
    return client


def panel(article: Article) -> str:
    return reverse("admin:wire_article_change", args=[article.pk])


def page(article: Article) -> str:
    return reverse("admin:wire_article_corrections", args=[article.pk])


def decide(note) -> str:
    return reverse("admin:wire_article_correction", args=[note.article_id, note.pk])


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def notes(article: Article) -> list[tuple[str, bool]]:
    return [(note.text, note.published_at is not None) for note in article.corrections.order_by("pk")]


def test_the_panel_shows_drafted_notes_with_their_buttons(publisher, story):
    write_correction(story, text=NOTE, at=cast.AGO)
    html = publisher.get(panel(story)).content.decode()
    assert "A note to readers is drafted." in html
    assert NOTE in html
    assert [label in html for label in (">Publish note<", ">Keep the draft<", ">Drop<")] == [True] * 3
    assert html.index(NOTE) < html.index('id="article_form"')  # a form in a form would be none


def test_a_panel_without_drafts_offers_to_write_one(publisher, story):
    html = publisher.get(panel(story)).content.decode()
    assert "drafted." not in html
    assert f'href="{page(story)}"' in html


def test_a_story_never_seen_by_readers_offers_no_note(publisher):
    draft = cast.local_story("Bridge opens", at=cast.AGO)
    assert page(draft) not in publisher.get(panel(draft)).content.decode()
    assert "Readers have never seen this story" in publisher.get(page(draft)).content.decode()


def test_a_drafted_note_is_published_in_the_editors_words(publisher, story, paul):
    note = write_correction(story, text="Eleven was wrong.", at=cast.AGO)
    response = publisher.post(decide(note), {"publish": "1", "text": NOTE}, follow=True)
    assert told(response) == ["Readers see the note now."]
    assert notes(story) == [(NOTE, True)]
    assert story.revisions.first().made_by == paul
    assert NOTE in publisher.get(story.get_absolute_url()).content.decode()


def test_a_drafted_note_is_dropped(publisher, story):
    note = write_correction(story, text=NOTE, at=cast.AGO)
    response = publisher.post(decide(note), {"drop": "1"}, follow=True)
    assert told(response) == ["Dropped: readers will not see that note."]
    assert notes(story) == []


def test_a_note_dropped_meanwhile_says_so(publisher, story):
    note = write_correction(story, text=NOTE, at=cast.AGO)
    address = decide(note)
    note.delete()
    assert told(publisher.post(address, {"drop": "1"}, follow=True)) == ["Somebody has dropped this note meanwhile."]


def test_a_note_of_another_story_is_not_reached(publisher, story):
    note = write_correction(story, text=NOTE, at=cast.AGO)
    other = cast.live_story("Bridge opens", at=cast.AGO)
    publisher.post(reverse("admin:wire_article_correction", args=[other.pk, note.pk]), {"drop": "1"})
    assert notes(story) == [(NOTE, False)]


def test_an_empty_note_is_refused_with_the_cure(publisher, story):
    note = write_correction(story, text=NOTE, at=cast.AGO)
    response = publisher.post(decide(note), {"publish": "1", "text": " "}, follow=True)
    assert told(response) == ["Say what was wrong and what is right: readers will see this note."]
    assert notes(story) == [(NOTE, False)]


def test_an_own_note_goes_out_at_once(publisher, story):
    response = publisher.post(page(story), {"kind": "clarification", "text": NOTE, "publish": "1"}, follow=True)
    assert told(response) == ["Readers see the note now."]
    assert notes(story) == [(NOTE, True)]
    assert "Clarification" in publisher.get(story.get_absolute_url()).content.decode()


def test_desk_talk_in_an_own_note_is_shown_beside_the_field(publisher, story):
    text = "(Corrects number of injured in paragraph 3)"
    html = publisher.post(page(story), {"kind": "correction", "text": text, "publish": "1"}).content.decode()
    assert "is not for readers." in html
    assert notes(story) == []


def test_an_editor_drafts_and_a_publisher_publishes(editor, story):
    html = editor.get(page(story)).content.decode()
    assert "Publish note" not in html
    response = editor.post(page(story), {"kind": "correction", "text": NOTE, "publish": "1"}, follow=True)
    assert told(response) == ["The note is drafted: somebody who may publish stories decides on it."]
    assert notes(story) == [(NOTE, False)]
    note = story.corrections.get()
    response = editor.post(decide(note), {"publish": "1", "text": "Reworded."}, follow=True)
    assert told(response) == ["Publishing a note to readers is for publishers. It is kept as a draft."]
    assert notes(story) == [("Reworded.", False)]


def test_a_draft_is_kept_from_the_notes_own_page(editor, story):
    note = write_correction(story, text="Eleven was wrong.", at=cast.AGO)
    response = editor.post(decide(note), {"keep": "1", "text": NOTE, "from": "corrections"})
    assert response.headers["Location"] == page(story)
    assert notes(story) == [(NOTE, False)]


def test_the_photo_desk_writes_no_notes(client, pia, story):
    note = write_correction(story, text=NOTE, at=cast.AGO)
    client.force_login(pia)
    assert told(client.get(page(story), follow=True)) == ["Notes to readers are for wire editors."]
    assert told(client.post(decide(note), {"drop": "1"}, follow=True)) == ["Notes to readers are for wire editors."]
    assert notes(story) == [(NOTE, False)]
    assert NOTE not in client.get(panel(story)).content.decode()


def test_the_page_lists_what_readers_see(publisher, story, paul):
    assert "No note stands with this story." in publisher.get(page(story)).content.decode()
    correct(story, text=NOTE, by=paul, at=cast.AGO + cast.HOUR)
    html = publisher.get(page(story)).content.decode()
    assert NOTE in html
    assert "paul" in html
    assert "No note stands" not in html


def test_a_killed_story_takes_no_note(publisher, story):
    kill(story, notice="Wrong.", at=cast.AGO + cast.HOUR)
    assert "This story was killed" in publisher.get(page(story)).content.decode()
    assert page(story) not in publisher.get(panel(story)).content.decode()


def test_a_note_is_decided_by_post_alone(publisher, story):
    note = write_correction(story, text=NOTE, at=cast.AGO)
    assert publisher.get(decide(note)).status_code == 405
