"""An editor's answer to an alarm: done, and kept with who and when."""

from __future__ import annotations

import pytest

from wire.actions.call_back import ring
from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.settle_alarm import answers_to, settle_alarm, stories_asked
from wire.models import Alarm, Article, PhotoAsset, WireStory
from wire.tests import cast
from wire.tests.actions.test_call_back import ELIMINATION, live, picture, state
from wire.tests.actions.test_call_back_in_words import CORRECTIVE, STORY, VAGUE
from wire.tests.cast import DAY, HOUR
from wire.vocabulary import AlarmKind

pytestmark = pytest.mark.django_db

LATER = DAY + 2 * HOUR


@pytest.fixture
def asked():
    """A live story, and the alarm whether a vague notice means it."""
    article = live(cast.deliver(STORY).versions[0])
    cast.deliver(VAGUE, name="vague.txt", at=DAY + HOUR)
    return article, Alarm.objects.get()


def names(alarm: Alarm) -> list[str]:
    return [f"{answer.key} {answer.label}" for answer in answers_to(alarm)]


@pytest.mark.parametrize(
    ("answer", "ends", "outcome"),
    [
        ("kill", ("killed", "canceled"), "Killed: “Ferry hits pier; 14 hurt”."),
        ("withhold", ("published", "withheld"), "Withheld: “Ferry hits pier; 14 hurt”."),
        ("not-this", ("published", "usable"), "Not this story."),
    ],
)
def test_one_answer_does_it_and_says_who(asked, paul, answer, ends, outcome):
    article, alarm = asked
    settled = settle_alarm(alarm, answer, by=paul, at=LATER)
    assert state(article) == ends
    assert (settled.outcome, settled.settled_by, settled.settled_at) == (outcome, paul, LATER)
    assert not Alarm.objects.ringing().exists()


def test_a_kill_that_an_editor_confirms_is_logged_with_the_notice_and_the_editor(asked, paul):
    article, alarm = asked
    settle_alarm(alarm, "kill", by=paul, at=LATER)
    log = article.revisions.first()
    assert log.made_by == paul
    assert log.why.startswith("Meridian Press killed it: “BULLETIN KILL EDITORS: Kill the story slugged")
    assert log.why.endswith("”, vague.txt")


def test_an_alarm_is_answered_once(asked, paul):
    _, alarm = asked
    settle_alarm(alarm, "not-this", by=paul, at=LATER)
    with pytest.raises(DeskError, match="This alarm was answered already, by paul: Not this story."):
        settle_alarm(alarm, "kill", by=paul, at=LATER)


def test_an_answer_to_another_kind_of_alarm_is_refused(asked, paul):
    with pytest.raises(DeskError, match="That is no answer to this alarm."):
        settle_alarm(asked[1], "take-back", by=paul, at=LATER)


def test_each_kind_of_alarm_has_its_answers_and_their_keys(asked):
    _, alarm = asked
    assert names(alarm) == ["k Kill it", "w Withhold it", "n Not this story"]
    assert names(Alarm(kind="kill", version=alarm.version)) == ["n We have no such story"]
    assert names(Alarm(kind="kill", version=alarm.version, photo=PhotoAsset())) == [
        "k Kill it", "w Withhold it", "n Not this photo",
    ]  # fmt: skip
    assert names(Alarm(kind="revived", article=alarm.article)) == ["t Take it back as a draft", "n Leave it killed"]
    assert names(Alarm(kind="times")) == ["n Done"]


def test_a_story_that_nobody_picked_up_is_chosen_among_those_that_may_be_meant(paul):
    story = cast.deliver(STORY).versions[0].story
    other = cast.deliver(cast.ninjs("Other")).versions[0].story
    cast.deliver(VAGUE, at=DAY + HOUR)
    alarm = Alarm.objects.get()
    assert stories_asked(alarm) == [story]
    with pytest.raises(DeskError):
        settle_alarm(alarm, "kill", story=other, by=paul, at=LATER)
    settle_alarm(alarm, "kill", story=story, by=paul, at=LATER)
    story.refresh_from_db()
    assert story.pubstatus == "canceled"
    assert stories_asked(Alarm.objects.get()) == []


def test_no_such_story_gives_free_what_was_kept_back(paul):
    cast.deliver(VAGUE)
    late = cast.deliver(STORY, at=DAY + HOUR).versions[0]
    alarm = Alarm.objects.get()
    assert settle_alarm(alarm, "not-this", by=paul, at=LATER).outcome == "No story of ours is meant."
    late.refresh_from_db()
    assert pick_up(late, at=LATER).headline == "Ferry hits pier; 14 hurt"


@pytest.mark.parametrize(("answer", "ends"), [("take-back", ("draft", "usable")), ("leave", ("killed", "canceled"))])
def test_what_was_sent_again_comes_back_only_by_an_editor(paul, answer, ends):
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled"))
    cast.deliver(cast.ninjs(version="3"), name="3.json")
    settle_alarm(Alarm.objects.get(), answer, by=paul, at=LATER)
    assert state(article) == ends
    if answer == "take-back":
        assert article.revisions.first().why == "Taken back into use: its sender sent it again: 3.json"
        assert publish(article, at=LATER).is_published


def test_a_story_without_an_article_is_given_free(paul):
    cast.deliver(cast.ninjs(pubstatus="canceled"))
    again = cast.deliver(cast.ninjs(version="2")).versions[0]
    settle_alarm(Alarm.objects.get(), "take-back", by=paul, at=LATER)
    assert WireStory.objects.get().pubstatus == "usable"
    again.refresh_from_db()
    assert pick_up(again, at=LATER)


@pytest.mark.parametrize(("answer", "status"), [("kill", "canceled"), ("withhold", "withheld"), ("not-this", "usable")])
def test_a_photo_goes_or_stays(pia, answer, status):
    cast.deliver(picture())
    cast.deliver(picture(uri="tag:mp:XYZ101-b"))
    cast.deliver(ELIMINATION)
    alarm = Alarm.objects.ringing().first()
    settle_alarm(alarm, answer, by=pia, at=LATER)
    assert PhotoAsset.objects.get(pk=alarm.photo_id).pubstatus == status


def test_a_photo_that_was_sent_again_is_given_free_by_an_editor(paul):
    for version, status in (("1", "usable"), ("2", "canceled"), ("3", "usable")):
        cast.deliver(picture(version, pubstatus=status))
    alarm = Alarm.objects.get()
    assert names(alarm) == ["t Take it back into use", "n Leave it killed"]
    assert settle_alarm(alarm, "take-back", by=paul, at=LATER).outcome == "Given free: “The captain.”."
    assert PhotoAsset.objects.get().pubstatus == "usable"


def test_a_correction_is_seen(paul):
    live(cast.deliver(STORY).versions[0])
    cast.deliver(CORRECTIVE)
    assert settle_alarm(Alarm.objects.get(), "seen", by=paul, at=LATER).outcome == "Done."


def test_a_story_that_did_not_come_from_the_wire_is_killed_on_its_own_page(paul):
    version = cast.deliver(STORY).versions[0]
    alarm = ring(AlarmKind.KILL, "Does it mean this?", version, article=cast.live_story(), at=DAY)
    with pytest.raises(DeskError, match="This story did not come from the wire. Kill it on its own page."):
        settle_alarm(alarm, "kill", by=paul, at=LATER)
    assert not Article.objects.filter(desk_status="killed").exists()
    assert Alarm.objects.ringing().get() == alarm
