"""Owning up to readers: drafted from the wire, written by editors, published, dropped."""

from __future__ import annotations

import pytest

from wire.actions.correct import (
    correct,
    draft_correction,
    drop_correction,
    publish_correction,
    reword_correction,
    write_correction,
)
from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish, unpublish
from wire.merging.owning_up import PLAIN
from wire.models import Article, Correction
from wire.tests import cast
from wire.tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR
ELEVEN = "<p>A state ferry struck a pier and 11 riders were hurt.</p>"
FOURTEEN = ELEVEN.replace("11", "14")
NOTE = "An earlier version of this story gave the number hurt as 11. It is 14."
CORRECTS = {"ednote": "Eds: CORRECTS: Changes number hurt to 14, not 11, in 1st graf.", "body_html": FOURTEEN}


def sent(version: str, **fields):
    """A version of the ferry's story as it arrives, by itself: nobody looks at it yet."""
    told = {"version": version, "versioncreated": f"2031-05-06T14:0{version}:00Z", "body_html": ELEVEN} | fields
    return cast.deliver(cast.ninjs("Ferry hits pier", **told), name=f"v{version}.json").versions[0]


@pytest.fixture
def live(db) -> Article:
    article = pick_up(sent("1"), at=DAY, section=cast.section())
    return publish(article, at=DAY)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def notes(article: Article) -> list[tuple[str, str]]:
    return list(article.corrections.values_list("kind", "text"))


# ── drafted from the wire ────────────────────────────────────────────────────
def test_a_version_that_corrects_drafts_a_note_in_readers_words(live):
    version = sent("2", **CORRECTS)
    note = draft_correction(live, version, at=LATER)
    assert (note.text, note.kind, note.version, note.published_at) == (NOTE, "correction", version, None)
    assert notes(live) == [("correction", NOTE)]


def test_a_version_drafts_once(live):
    version = sent("2", **CORRECTS)
    first = draft_correction(live, version, at=LATER)
    assert draft_correction(live, version, at=LATER) == first
    assert Correction.objects.count() == 1


def test_a_version_that_says_the_same_again_drafts_no_second_note(live):
    first = draft_correction(live, sent("2", **CORRECTS), at=LATER)
    assert draft_correction(live, sent("3", **CORRECTS, byline="Mia Tan"), at=LATER) == first
    assert Correction.objects.count() == 1


def test_the_fact_that_changed_tells_where_the_sender_does_not(live):
    version = sent("2", body_html=FOURTEEN, ednote="CORRECTION")
    version.signals = ["correction"]
    note = draft_correction(live, version, at=LATER)
    assert note.text == "An earlier version of this story gave the number of riders as 11. It is 14."


def test_where_nothing_can_be_told_the_draft_is_plain_and_cannot_go_out_so(live):
    version = sent("2", ednote="(Corrects number of vessels in paragraph 3)")
    note = draft_correction(live, version, at=LATER)
    assert note.text == PLAIN
    with pytest.raises(DeskError) as refused:
        publish_correction(note, text=note.text, at=LATER)
    assert str(refused.value) == "Say what was wrong and what is right: readers will see this note."


def test_a_clarification_is_called_one(live):
    version = sent("2", ednote="This version clarifies that the riders were on the upper deck.")
    note = draft_correction(live, version, at=LATER)
    assert (note.kind, note.text) == (
        "clarification",
        "This story has been updated to clarify that the riders were on the upper deck.",
    )


def test_an_update_drafts_nothing(live):
    assert draft_correction(live, sent("2", ednote="Eds: UPDATES: Adds comment.", body_html=FOURTEEN), at=LATER) is None
    assert notes(live) == []


def test_a_story_that_readers_never_saw_needs_no_note(db):
    article = pick_up(sent("1"), at=DAY, section=cast.section())
    assert draft_correction(article, sent("2", **CORRECTS), at=LATER) is None


def test_a_killed_story_has_its_notice_and_needs_no_note(live):
    version = sent("2", **CORRECTS)
    Correction.objects.all().delete()
    kill(live, notice="It was wrong.", at=LATER)
    assert draft_correction(fresh(live), version, at=LATER) is None


def test_a_corrective_of_its_own_drafts_from_its_words(live):
    copy = (
        "<p>In a story May 6 about a ferry, Meridian Press erroneously reported that 11 people were hurt. "
        "Fourteen people were hurt.</p>"
    )
    corrective = cast.deliver(cast.ninjs("Correction: Ferry story", body_html=copy)).versions[0]
    Correction.objects.all().delete()
    note = draft_correction(live, corrective, at=LATER)
    assert note.text == (
        "An earlier version of this story erroneously reported that 11 people were hurt. Fourteen people were hurt."
    )


# ── published ────────────────────────────────────────────────────────────────
def test_publishing_a_note_dates_it_and_leaves_a_trace(live, paul):
    note = draft_correction(live, sent("2", **CORRECTS), at=LATER)
    out = publish_correction(note, text=f" {NOTE} ", by=paul, at=LATER)
    assert (out.text, out.published_at, out.by) == (NOTE, LATER, paul)
    last = live.revisions.first()
    assert (last.why, last.made_by, last.made_at) == (f"Correction published: {NOTE}", paul, LATER)
    assert last.state["corrections"] == [{"kind": "correction", "text": NOTE}]
    assert fresh(live).updated_at == LATER
    assert list(live.corrections.public(LATER)) == [out]
    assert list(live.corrections.drafts()) == []


def test_a_story_without_notes_is_recorded_as_before(live):
    assert "corrections" not in live.revisions.first().state


def test_a_note_is_published_once(live):
    note = correct(live, text=NOTE, at=LATER)
    with pytest.raises(DeskError) as refused:
        publish_correction(note, text="Again.", at=LATER)
    assert str(refused.value) == "Readers have this note already. Write another one, if there is more to say."


def test_what_is_for_desks_is_not_published(live):
    with pytest.raises(DeskError) as refused:
        correct(live, text="(Corrects number of injured in paragraph 3)", at=LATER)
    assert "is not for readers" in str(refused.value)
    assert notes(live) == []


@pytest.mark.parametrize("text", ["", "  ", PLAIN, "This story has been updated to clarify a point."])
def test_a_note_that_says_nothing_is_refused(live, text):
    with pytest.raises(DeskError) as refused:
        correct(live, text=text, at=LATER)
    assert str(refused.value) == "Say what was wrong and what is right: readers will see this note."


def test_an_unpublished_story_that_was_live_takes_a_note_for_later(live):
    unpublish(live, at=LATER)
    correct(live, text=NOTE, kind="clarification", at=LATER)
    assert notes(live) == [("clarification", NOTE)]
    assert live.revisions.first().why == f"Clarification published: {NOTE}"


def test_a_draft_of_ours_is_put_right_without_a_note(db):
    article = cast.local_story("Bridge opens")
    with pytest.raises(DeskError) as refused:
        correct(article, text=NOTE, at=LATER)
    assert str(refused.value) == "Readers have never seen “Bridge opens”. Put its text right; no note is needed."


def test_a_killed_story_takes_no_note(live):
    kill(live, notice="It was wrong.", at=LATER)
    with pytest.raises(DeskError) as refused:
        correct(live, text=NOTE, at=LATER)
    assert str(refused.value) == (
        "“Ferry hits pier” was killed: readers see its notice alone. Say there what was wrong."
    )


# ── drafts ───────────────────────────────────────────────────────────────────
def test_an_editors_own_note_waits_as_a_draft(live, edda):
    note = write_correction(live, text=NOTE, by=edda, at=LATER)
    assert (note.by, note.published_at, note.version) == (edda, None, None)
    assert list(live.corrections.drafts()) == [note]
    assert live.revisions.count() == 2


def test_a_draft_is_kept_in_other_words(live, edda):
    note = draft_correction(live, sent("2", **CORRECTS), at=LATER)
    assert reword_correction(note, text="Fourteen were hurt.", by=edda, at=LATER).text == "Fourteen were hurt."
    assert notes(live) == [("correction", "Fourteen were hurt.")]


def test_a_draft_is_dropped(live, edda):
    note = draft_correction(live, sent("2", **CORRECTS), at=LATER)
    drop_correction(note, by=edda, at=LATER)
    assert notes(live) == []
    with pytest.raises(DeskError) as refused:
        publish_correction(note, text=NOTE, at=LATER)
    assert str(refused.value) == "Somebody has dropped this note meanwhile. Write another one, if it is still needed."


def test_what_readers_have_seen_is_not_dropped(live, edda):
    note = correct(live, text=NOTE, at=LATER)
    with pytest.raises(DeskError) as refused:
        drop_correction(note, by=edda, at=LATER)
    assert str(refused.value) == "Readers have this note already. Write another one, if there is more to say."
    assert notes(live) == [("correction", NOTE)]
