from __future__ import annotations

import pytest

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import WireStory, WireVersion
from wire.tests.cast import DAY, HOUR, deliver, ninjs
from wire.vocabulary import Signal

PICTURE = [
    {"type": "picture", "uri": "mp-photo", "headline": "Ferry", "body_text": "The ferry.", "byline": "Mara Quist"}
]


def version(number="", *, created=None, received=DAY, pk=None):
    return WireVersion(pk=pk, version=number, version_created=created, received_at=received)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (version("2"), version("1")),
        (version("10"), version("9")),
        (version("2", received=DAY), version("1", received=DAY + HOUR)),
        (version("2", created=DAY), version("1", created=DAY + HOUR)),
        (version("2", created=DAY + HOUR), version("2", created=DAY)),
        (version(created=DAY + HOUR), version(created=DAY)),
        (version(created=DAY + HOUR), version(created=DAY, received=DAY + HOUR)),
        (version("b", created=DAY + HOUR), version("c", created=DAY)),
        (version(received=DAY + HOUR), version(received=DAY)),
        (version(created=DAY, received=DAY + HOUR), version(received=DAY)),
        (version("2", received=DAY + HOUR), version(received=DAY)),
        (version(received=DAY + HOUR), version("2", received=DAY)),
        (version(pk=8), version(pk=7)),
        (version(), version(pk=7)),
        (version("²", pk=8), version("3", pk=7)),
    ],
)
def test_the_later_version_supersedes_and_not_the_other_way_round(later, earlier):
    assert later.supersedes(earlier)
    assert not earlier.supersedes(later)


def test_the_first_version_supersedes_nothing_at_all():
    assert version().supersedes(None)


@pytest.mark.parametrize(
    ("signals", "verdict"),
    [
        ([], True),
        (["update", "correction", "alert", "embargo"], True),
        (["kill"], False),
        (["withhold"], False),
        (["update", "advisory"], False),
    ],
)
def test_messages_to_editors_are_not_for_readers(signals, verdict):
    assert WireVersion(signals=signals).is_for_readers is verdict
    assert WireVersion(signals=[Signal(signal) for signal in signals]).is_for_readers is verdict


@pytest.mark.django_db
def test_the_queue_tells_new_from_picked_up_from_live_from_changed():
    new, drafted, live, changed = (deliver(ninjs(name)).versions[0] for name in ("New", "Drafted", "Live", "Changed"))
    pick_up(drafted, at=DAY)
    publish(pick_up(live, at=DAY), at=DAY)
    pick_up(changed, at=DAY)
    deliver(ninjs("Changed", version="2", body_html="<p>A state ferry struck two piers on Tuesday.</p>"))

    def names(stories):
        return sorted(str(story) for story in stories)

    assert names(WireStory.objects.new()) == ["New"]
    assert names(WireStory.objects.picked_up(DAY)) == ["Changed", "Drafted"]
    assert names(WireStory.objects.live(DAY)) == ["Live"]
    assert names(WireStory.objects.changed_since_pick_up()) == ["Changed"]


@pytest.mark.django_db
def test_the_queue_finds_stories_whose_current_version_has_photos():
    deliver(ninjs("Plain"))
    deliver(ninjs("Pictured", associations=PICTURE))
    deliver(ninjs("Picture dropped", associations=PICTURE))
    deliver(ninjs("Picture dropped", version="2"))

    assert [str(story) for story in WireStory.objects.with_photos()] == ["Pictured"]


@pytest.mark.django_db
def test_a_line_of_the_queue_costs_no_query_of_its_own(django_assert_num_queries):
    def look():
        for story in WireStory.objects.for_queue():
            assert (str(story.source), story.current.byline) == ("Meridian Press", "Ray Cole")
            assert not hasattr(story, "article")

    for total in (1, 3):
        while WireStory.objects.count() < total:
            deliver(ninjs(f"Story {WireStory.objects.count()}"))
        with django_assert_num_queries(1):
            look()


@pytest.mark.django_db
def test_a_story_is_called_by_its_slugline_else_its_headline_else_its_guid():
    assert str(deliver().versions[0].story) == "BC-US--Ferry Crash"
    assert str(deliver(ninjs("Ferry")).versions[0].story) == "Ferry"
    assert str(WireStory(guid="mp-1")) == "mp-1"
    assert str(WireVersion(headline="Ferry")) == "Ferry (version as received)"
    assert str(WireVersion(slugline="BC-Ferry", version="3")) == "BC-Ferry (version 3)"
