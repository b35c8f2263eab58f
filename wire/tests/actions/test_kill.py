"""Withdrawing a story, what readers find in its place, and the way back."""

from __future__ import annotations

import pytest

from wire.actions.errors import DeskError
from wire.actions.kill import kill, reinstate, say_instead
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Alarm, Article, WireStory
from wire.tests import cast
from wire.tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR


def stored(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def called_back(status: str) -> Article:
    """A live story that its sender has called back."""
    version = cast.deliver(cast.ninjs()).versions[0]
    article = publish(pick_up(version, at=DAY, section=cast.section()), at=DAY)
    cast.deliver(cast.ninjs(version="2", pubstatus=status))
    return stored(article)


def test_a_killed_story_keeps_its_text_and_says_who_when_and_why(paul):
    article = cast.live_story()
    kill(article, notice=" It named the wrong man. ", by=paul, at=LATER)
    gone = stored(article)
    assert (gone.desk_status, gone.kill_notice, gone.killed_at) == ("killed", "It named the wrong man.", LATER)
    assert gone.body == "<p>The ferry came back on Tuesday.</p>"
    log = gone.revisions.first()
    assert (log.why, log.made_by, log.made_at) == ("Killed: It named the wrong man.", paul, LATER)


def test_a_kill_without_a_word_to_readers_is_refused():
    with pytest.raises(DeskError, match="Say why the story is withdrawn"):
        kill(cast.live_story(), notice=" ", at=LATER)


def test_a_story_is_killed_once():
    article = kill(cast.live_story(), notice="Wrong.", at=LATER)
    with pytest.raises(DeskError, match="“Ferry returns to its old pier” was killed already."):
        kill(article, notice="Wrong.", at=LATER)


def test_what_readers_are_pointed_to_can_be_chosen_later(paul):
    article, better = kill(cast.live_story(), notice="Wrong.", at=LATER), cast.live_story("The true story")
    say_instead(article, notice="It was wrong.", replacement=better, by=paul, at=LATER + HOUR)
    gone = stored(article)
    assert (gone.kill_notice, gone.replacement, gone.killed_at) == ("It was wrong.", better, LATER)
    log = gone.revisions.first()
    assert (log.why, log.made_by) == ("The notice to readers: It was wrong.", paul)


def test_a_story_cannot_stand_in_its_own_place():
    article = cast.live_story()
    with pytest.raises(DeskError, match="A story cannot stand in its own place."):
        kill(article, notice="Wrong.", replacement=article, at=LATER)


def test_a_live_story_has_no_notice_to_change():
    with pytest.raises(DeskError, match="is neither killed nor withheld"):
        say_instead(cast.live_story(), notice="Wrong.", at=LATER)


def test_a_mistaken_kill_comes_back_as_a_draft_with_who_answers_for_it(paul):
    article = called_back("canceled")
    reinstate(article, reason="The notice meant another story.", by=paul, at=LATER)
    back = stored(article)
    assert (back.desk_status, back.pubstatus, back.killed_at, back.kill_notice) == ("draft", "usable", None, "")
    story = WireStory.objects.get()
    assert (story.pubstatus, story.called_back_at) == ("usable", None)
    log = back.revisions.first()
    assert (log.why, log.made_by) == ("Taken back into use: The notice meant another story.", paul)
    assert publish(back, at=LATER).is_published


def test_a_withheld_story_comes_back_as_it_was(paul):
    article = called_back("withheld")
    reinstate(article, reason="Their desk said so by telephone.", by=paul, at=LATER)
    assert Article.objects.public(LATER).get() == article
    assert Alarm.objects.count() == 0


def test_taking_back_into_use_needs_a_reason(paul):
    with pytest.raises(DeskError, match="Say why the story may be used again"):
        reinstate(called_back("canceled"), reason=" ", by=paul, at=LATER)


def test_what_our_own_desk_killed_stays_killed(paul):
    article = kill(cast.live_story(), notice="Wrong.", at=LATER)
    with pytest.raises(DeskError, match="was killed by our own desk, not by its sender. Write a new story."):
        reinstate(article, reason="Please.", by=paul, at=LATER)


def test_what_nobody_called_back_cannot_be_taken_back(paul):
    with pytest.raises(DeskError, match="is not called back"):
        reinstate(cast.live_story(), reason="Please.", by=paul, at=LATER)


def test_a_story_that_our_desk_killed_keeps_our_notice_when_its_sender_kills_it_too():
    version = cast.deliver(cast.ninjs()).versions[0]
    article = publish(pick_up(version, at=DAY, section=cast.section()), at=DAY)
    kill(article, notice="Our words.", at=DAY)
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled"), at=LATER)
    gone = stored(article)
    assert (gone.kill_notice, gone.killed_at, gone.pubstatus) == ("Our words.", DAY, "canceled")
