"""A story put back to an earlier state: its words come back, its times and what its sender said do not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wire.actions.errors import DeskError
from wire.actions.publish import publish
from wire.actions.restore import restore
from wire.models import Article
from wire.tests import cast
from wire.tests.cast import DAY, HOUR, changed, local_story

pytestmark = pytest.mark.django_db

TOMORROW = DAY + timedelta(days=1)


def restored(story: Article, number: int) -> Article:
    return restore(story, story.revisions.get(number=number), at=DAY + 2 * HOUR)


def test_a_scheduled_story_waits_for_its_moment_with_its_earlier_text():
    story = publish(local_story(body="<p>First.</p>"), at=DAY, publish_at=TOMORROW)
    changed(story, DAY + HOUR, body="<p>Second.</p>")

    back = restored(story, 1)

    assert (back.body, back.publish_at, back.first_published_at) == ("<p>First.</p>", TOMORROW, TOMORROW)
    assert not Article.objects.public(TOMORROW - HOUR).exists()


def test_limits_that_were_set_since_hold_for_the_earlier_text():
    story = publish(local_story(body="<p>First.</p>"), at=DAY)
    changed(story, DAY + HOUR, body="<p>Second.</p>", embargoed_until=TOMORROW, expires_at=cast.FUTURE)

    back = restored(story, 1)

    assert (back.body, back.embargoed_until, back.expires_at) == ("<p>First.</p>", TOMORROW, cast.FUTURE)


def test_the_end_of_an_embargo_that_an_editor_has_read_from_words_stays():
    story = local_story(embargo_words="Hold for noon", embargoed_until=DAY)
    changed(story, DAY + HOUR, embargoed_until=TOMORROW)

    assert restored(story, 1).embargoed_until == TOMORROW


def test_what_is_live_is_not_put_back_to_a_state_without_text():
    story = changed(local_story(body=""), DAY, body="<p>Back.</p>")
    live = publish(story, at=DAY)

    with pytest.raises(DeskError, match="is published. It still needs text. Fill it in, or unpublish the story first."):
        restored(live, 1)

    assert Article.objects.get().body == "<p>Back.</p>"
