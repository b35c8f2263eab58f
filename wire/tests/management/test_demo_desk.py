"""The demonstration that a newcomer meets: each thing that the desk is about is there to be seen."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from wire.actions.write import state_of
from wire.models import Alarm, Article, Correction, Delivery, PendingUpdate, WireStory
from wire.vocabulary import Outcome


@pytest.fixture
def demonstration(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("demo_desk")
    return timezone.now()


def headlines(stories):
    return [story.headline for story in stories]


def test_the_demonstration_shows_what_the_desk_is_about_and_is_loaded_once(demonstration, client):
    assert not Delivery.objects.exclude(outcome=Outcome.IMPORTED).exists()
    assert client.get("/").status_code == 200
    assert [update.consequence for update in PendingUpdate.objects.all()] == ["fact"]
    assert [(alarm.kind, alarm.article.headline) for alarm in Alarm.objects.ringing()] == [
        ("kill", "A Danish town builds a pier that knows how to lose")
    ]
    assert headlines(Article.objects.scheduled(demonstration)) == [
        "Crab fleet waits on the dock as season start slips again"
    ]
    assert headlines(Article.objects.exclude(unacknowledged_words="")) == [
        "Seven small towns, one pharmacist and a lot of pie"
    ]
    assert Correction.objects.public(demonstration).count() == 1
    embargoed = WireStory.objects.exclude(embargoed_until=None)
    assert [story.current.slugline for story in embargoed] == ["SCI--Kelp Forests"]
    assert [each for each in Article.objects.all() if state_of(each) != each.revisions.first().state] == []
    assert_loading_it_again_changes_nothing()


def assert_loading_it_again_changes_nothing():
    before = (Article.objects.count(), Delivery.objects.count())
    call_command("demo_desk")
    assert (Article.objects.count(), Delivery.objects.count()) == before
