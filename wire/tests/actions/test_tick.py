"""What a tick tells once, however often and wherever it runs; and the audit of what readers see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Q

from wire.actions.publish import publish
from wire.actions.tick import tick, violations
from wire.models import Alarm, Article, PhotoAsset, Placement, Teaser
from wire.rules import embargo
from wire.tests.cast import DAY, HOUR, live_story, local_story, photo
from wire.vocabulary import AlarmKind

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR
MUCH_LATER = DAY + timedelta(days=2)


def told(done):
    return [str(story) for story in done.went_live], [str(story) for story in done.left], len(done.photos)


def whys(article):
    return list(article.revisions.order_by("number").values_list("why", "made_at"))


def scheduled(headline="Ferry", **fields):
    return publish(local_story(headline, **fields), at=DAY, publish_at=LATER)


def test_nothing_due_is_nothing_done():
    story = scheduled()
    live_story("Pier", expires_at=LATER)

    assert told(tick(at=LATER - timedelta(seconds=1))) == ([], [], 0)
    assert whys(story)[-1] == ("Scheduled for Tue, May 6, 2031, 09:00 PDT", DAY)


def test_a_story_whose_moment_came_is_told_once_to_have_gone_live():
    story = scheduled()

    assert told(tick(at=MUCH_LATER)) == (["Ferry"], [], 0)
    assert told(tick(at=MUCH_LATER + HOUR)) == ([], [], 0)

    story.refresh_from_db()
    assert (story.publish_at, story.first_published_at, story.updated_at) == (None, LATER, None)
    assert whys(story)[2:] == [("Went live as scheduled", MUCH_LATER)]


def test_a_story_that_another_rule_holds_is_told_when_it_does_go_live():
    story = scheduled()
    Article.objects.update(embargoed_until=MUCH_LATER)

    assert told(tick(at=LATER)) == ([], [], 0)
    assert told(tick(at=MUCH_LATER)) == (["Ferry"], [], 0)
    assert whys(story)[-1] == ("Went live as scheduled", MUCH_LATER)


def test_an_expired_story_is_a_draft_and_says_why():
    story = live_story("Ferry", expires_at=LATER)
    assert list(Article.objects.public(LATER)) == []

    assert told(tick(at=MUCH_LATER)) == ([], ["Ferry"], 0)
    assert told(tick(at=MUCH_LATER)) == ([], [], 0)

    story.refresh_from_db()
    assert (story.desk_status, story.first_published_at, story.expires_at) == ("draft", DAY, LATER)
    assert whys(story)[-1] == ("Left the site: expired Tue, May 6, 2031, 09:00 PDT", MUCH_LATER)


def test_a_story_that_came_and_went_between_two_ticks_has_left():
    story = scheduled(expires_at=LATER + HOUR)

    assert told(tick(at=MUCH_LATER)) == ([], ["Ferry"], 0)
    story.refresh_from_db()
    assert (story.desk_status, story.publish_at, story.first_published_at) == ("draft", None, LATER)


def placed(article, *photos):
    for order, each in enumerate(photos, start=1):
        Placement.objects.create(article=article, photo=each, order=order)


def test_a_photo_that_expires_in_a_live_story_raises_one_alarm():
    story = live_story("Ferry")
    gone = photo(expires_at=LATER)
    placed(story, gone, photo(caption="The pier."))

    assert told(tick(at=LATER)) == ([], [], 1)
    assert told(tick(at=MUCH_LATER)) == ([], [], 0)

    alarm = Alarm.objects.get()
    assert alarm.words == (
        "Photo “The ferry at dusk.” expired Tue, May 6, 2031, 09:00 PDT: the next one leads in “Ferry”."
    )
    assert (alarm.kind, alarm.photo, alarm.article, alarm.raised_at) == (AlarmKind.RIGHTS, gone, story, LATER)


def test_the_alarm_says_how_each_story_stands_without_the_photo():
    gone = photo(expires_at=LATER)
    placed(live_story("Alone"), gone)
    placed(live_story("Behind"), photo(caption="The pier."), gone)
    placed(local_story("Draft"), gone)

    tick(at=LATER)

    assert Alarm.objects.get().words.endswith(": “Alone” has no photo now; it is gone from “Behind”.")


def test_a_photo_that_is_licensed_anew_and_expires_again_is_told_again():
    gone = photo(expires_at=LATER)
    placed(live_story("Ferry"), gone)
    tick(at=LATER)
    Alarm.objects.update(settled_at=LATER, outcome="Bought again.")
    PhotoAsset.objects.update(expires_at=MUCH_LATER)

    assert told(tick(at=LATER + HOUR)) == ([], [], 0)
    assert told(tick(at=MUCH_LATER)) == ([], [], 1)


def test_an_expired_photo_that_no_reader_would_have_seen_raises_nothing():
    placed(local_story("Draft"), photo(expires_at=LATER))
    placed(scheduled(), photo(caption="The pier.", expires_at=DAY))

    assert told(tick(at=LATER - timedelta(seconds=1))) == ([], [], 0)


def test_the_audit_finds_nothing_in_any_state_of_things():
    host = live_story("Pier")
    for number, story in enumerate([scheduled(), live_story("Gone", expires_at=LATER), local_story("Draft")]):
        placed(story, photo(caption=f"Photo {number}", expires_at=LATER))
        Teaser.objects.create(article=host, linked_article=story)

    for at in (DAY, LATER, MUCH_LATER):
        assert tick(at=at).violations == []


def test_the_audit_names_what_a_list_lets_through_and_a_rule_forbids(monkeypatch):
    host, held = live_story("Pier"), live_story("Ferry")
    Article.objects.filter(pk=held.pk).update(embargoed_until=MUCH_LATER)
    placed(host, photo(embargoed_until=MUCH_LATER))
    Teaser.objects.create(article=host, linked_article=held)
    assert list(violations(LATER)) == []

    monkeypatch.setattr(embargo, "q", lambda at, via="": Q())

    told = "It is embargoed until May 8, 2031, 08:00 PDT."
    assert list(violations(LATER)) == [
        f"“Ferry”: {told}",
        f"Photo “The ferry at dusk.”: {told}",
        f"Related story “Ferry”: {told}",
    ]
