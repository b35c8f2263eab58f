"""Stored deliveries read again: what differs is shown, and done only where no editor is at work on it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.replay import BYTES_TOGETHER, TOGETHER, Replayed, apply, fetched, replay, replayable
from wire.models import Article, Delivery, PhotoAsset, Source, WireStory, WireVersion
from wire.tests import cast
from wire.tests.cast import AGO, DAY, HOUR
from wire.tests.parsers.test_sweep import WIRES
from wire.vocabulary import Channel, Outcome, PubStatus

pytestmark = pytest.mark.django_db

SAMPLES = sorted(path for path in WIRES.glob("*/*") if path.suffix != ".json")
PICTURE = {"type": "picture", "uri": "p1", "description_text": "The pier.", "creditline": "MP/Quist"}


def again() -> list[Replayed]:
    return [replay(delivery) for delivery in fetched(replayable())]


def applied(at=DAY + HOUR) -> list[Replayed]:
    found = again()
    for each in found:
        assert apply(each, at=at) == ""
    return found


def changes(found: list[Replayed]) -> list[dict]:
    return [each.changes for replayed in found for each in replayed.versions]


def was_read_as(**fields) -> WireVersion:
    """A story that today's parsers would read otherwise: as if an earlier one had stored these `fields`."""
    version = cast.deliver(cast.ninjs()).versions[0]
    WireVersion.objects.filter(pk=version.pk).update(**fields)
    return WireVersion.objects.get(pk=version.pk)


def was_refused(data: bytes, source: Source | None = None) -> Delivery:
    """A delivery that some earlier parser did not know."""
    return Delivery.objects.create(
        name="story.json", channel=Channel.COMMAND, received_at=DAY, source=source, body=data, size=len(data),
        digest=hashlib.sha256(data).hexdigest(), outcome=Outcome.REFUSED, reason="Not recognised.",
    )  # fmt: skip


# Of a sample TIFF only the head is there, all that a parser reads; Pillow says so when it looks for the picture.
cut_tiff = pytest.mark.filterwarnings("ignore:Tag data larger than file")


@cut_tiff
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sample_wire_is_read_again_as_it_was(sample):
    cast.deliver(sample.read_bytes(), name=sample.name, at=AGO)

    assert [(each.is_unchanged, each.readable_now) for each in again()] == [(True, [])]


@cut_tiff
def test_all_sample_wires_together_are_read_again_as_they_were_whoever_sent_them():
    for number, sample in enumerate(SAMPLES):
        source = [cast.agency(), None][number % 2]
        delivered = cast.receive(
            cast.as_stream(sample.read_bytes()), name=sample.name, channel=Channel.COMMAND, at=AGO, source=source
        )
        assert delivered.delivery.pk
    told = {each.delivery.name: changes([each]) or each.more or each.fewer for each in again() if not each.is_unchanged}

    assert told == {}


def test_a_field_that_is_read_otherwise_is_shown_and_nothing_is_written():
    version = was_read_as(byline="By RAY COLE", urgency=4)

    (found,) = again()

    assert changes([found]) == [{"byline": ("By RAY COLE", "Ray Cole"), "urgency": (4, None)}]
    assert (found.refused_now, found.readable_now, found.more, found.fewer) == ("", [], [], [])
    version.refresh_from_db()
    assert (version.byline, version.urgency) == ("By RAY COLE", 4)


def test_applied_the_version_is_written_again_with_its_fingerprint_and_then_unchanged():
    right = cast.deliver(cast.ninjs()).versions[0]
    WireVersion.objects.update(byline="By RAY COLE", fingerprint="0" * 64)

    applied()

    version = WireVersion.objects.get()
    assert (version.pk, version.byline, version.fingerprint) == (right.pk, "Ray Cole", right.fingerprint)
    assert (version.received_at, version.story.version_total) == (DAY, 1)
    assert again()[0].is_unchanged


def test_what_binds_the_story_is_told_anew():
    held = cast.deliver(cast.ninjs("Held", embargoed="2099-01-01T08:00:00Z")).versions[0]
    WireVersion.objects.update(embargoed_until=None)
    WireStory.objects.update(embargoed_until=None, expires_at=AGO)

    applied()

    story = WireStory.objects.get()
    assert (story.current, story.embargoed_until, story.expires_at) == (held, held.embargoed_until, None)


def test_a_later_version_stays_the_current_one():
    was_read_as(headline="Wrong")
    second = cast.deliver(cast.ninjs(uri="tag:mp:Ferry hits pier", version="2"), at=DAY + HOUR).versions[0]

    applied()

    story = WireStory.objects.get()
    assert (story.current, story.version_total) == (second, 2)
    assert sorted(story.versions.values_list("headline", flat=True)) == ["Ferry hits pier", "Ferry hits pier"]


def test_photos_that_are_read_now_come_to_the_version():
    cast.deliver(cast.ninjs(associations={"main": PICTURE}))
    WireVersion.objects.update(media=[])
    WireVersion.photos.through.objects.all().delete()
    PhotoAsset.objects.all().delete()

    applied()

    (photo,) = WireVersion.objects.get().photos.all()
    assert (photo.caption, photo.credit_line) == ("The pier.", "MP/Quist")


def test_a_story_that_an_editor_picked_up_is_kept_and_says_why():
    version = was_read_as(byline="By RAY COLE")
    pick_up(version, at=DAY)

    (found,) = again()
    assert [each.kept for each in found.versions] == ["“Ferry hits pier” was made of its story."]

    applied()
    version.refresh_from_db()
    assert version.byline == "By RAY COLE"


def test_a_story_picked_up_between_the_look_and_the_deed_is_kept():
    version = was_read_as(byline="By RAY COLE")
    (found,) = again()
    pick_up(version, at=DAY)

    apply(found, at=DAY + HOUR)

    assert [each.kept for each in found.versions] == ["“Ferry hits pier” was made of its story."]
    version.refresh_from_db()
    assert version.byline == "By RAY COLE"


def misread_kill() -> WireVersion:
    """A story, and a later version that calls it back, as a parser had stored it that did not understand it."""
    first = cast.deliver(cast.ninjs()).versions[0]
    second = cast.deliver(cast.ninjs(version="2", versioncreated="2031-05-06T15:00:00Z")).versions[0]
    data = cast.ninjs(version="2", versioncreated="2031-05-06T15:00:00Z", pubstatus="canceled")
    Delivery.objects.filter(pk=second.delivery_id).update(body=data)
    return first


def test_a_kill_that_nobody_had_understood_is_heeded():
    misread_kill()

    applied()

    assert WireStory.objects.get().pubstatus == PubStatus.CANCELED


def test_it_is_heeded_for_a_story_that_readers_see_too():
    live = publish(pick_up(misread_kill(), at=DAY), at=DAY)
    assert Article.objects.public(DAY + HOUR).exists()

    found = applied()

    assert [each.kept for replayed in found for each in replayed.versions] == [""]
    assert not Article.objects.public(DAY + HOUR).filter(pk=live.pk).exists()


def test_a_version_that_would_have_another_id_stays_with_its_story():
    was_read_as()
    WireStory.objects.update(guid="derived-otherwise")

    (found,) = applied()

    assert changes([found]) == [{"guid": ("derived-otherwise", "tag:mp:Ferry hits pier")}]
    assert [each.kept for each in found.versions] == ["Its id would be another: it stays with its story."]
    assert WireStory.objects.get().guid == "derived-otherwise"


def test_a_number_that_another_version_has_is_not_given_twice():
    was_read_as(version="")
    cast.deliver(cast.ninjs(headline="Ferry hits pier again", uri="tag:mp:Ferry hits pier"), at=DAY + HOUR)
    WireVersion.objects.filter(version="").update(headline="Wrong")

    found = applied()

    assert [each.kept for replayed in found for each in replayed.versions] == [
        "Another version of its story is that one already."
    ]


def test_a_refused_delivery_that_can_be_read_now_is_shown_and_then_imported():
    was_refused(cast.ninjs("Ferry hits pier"), source=cast.agency())

    (found,) = again()
    assert (found.readable_now, found.is_unchanged) == (["Ferry hits pier"], False)
    assert not WireStory.objects.exists()

    applied()
    delivery = Delivery.objects.get()
    assert (delivery.outcome, delivery.reason, delivery.received_at) == (Outcome.IMPORTED, "", DAY)
    assert WireStory.objects.get().current.headline == "Ferry hits pier"
    assert again()[0].is_unchanged


def test_what_still_cannot_be_read_is_unchanged():
    cast.deliver(b"nothing that anybody knows" * 3)
    was_refused(cast.ninjs("Unsigned", infosource=[]))

    assert [each.is_unchanged for each in again()] == [True, True]


def test_a_delivery_that_would_be_refused_now_says_why_and_keeps_its_versions():
    was_read_as()
    Delivery.objects.update(body=b"{}")

    (found,) = applied()

    assert found.refused_now.startswith("Not recognised as any of ")
    assert (Delivery.objects.get().outcome, WireVersion.objects.count()) == (Outcome.IMPORTED, 1)


def test_items_that_nobody_had_read_are_kept_and_versions_are_never_removed():
    was_read_as()
    WireStory.objects.update(current=None)
    story = WireStory.objects.get()
    WireVersion.objects.all().delete()
    story.delete()

    (found,) = applied()
    assert ([each.item.headline for each in found.more], found.fewer) == (["Ferry hits pier"], [])
    assert WireVersion.objects.get().delivery == Delivery.objects.get()

    extra = WireVersion.objects.get()
    extra.pk, extra.version, extra.headline = None, "7", "A second item"
    extra.save()
    (found,) = applied()
    assert (found.more, [each.headline for each in found.fewer]) == ([], ["A second item"])
    assert WireVersion.objects.count() == 2


def test_an_item_that_came_with_another_delivery_is_answered_for_there():
    cast.deliver(cast.ninjs("One"))
    cast.deliver(cast.ninjs("One") + b"\n")
    WireVersion.objects.update(byline="By RAY COLE")

    first, second = again()

    assert (len(first.versions), second.is_unchanged) == (1, True)


def test_times_without_a_zone_are_read_in_the_zone_of_their_source():
    Source.objects.filter(pk=cast.agency().pk).update(default_zone="Asia/Tokyo")
    cast.deliver(cast.ninjs(versioncreated="2031-05-06T14:00:00"), source=cast.agency())
    assert again()[0].is_unchanged

    Source.objects.update(default_zone="Europe/Lisbon")
    ((created,),) = [list(each.values()) for each in changes(again())]
    assert created[1] - created[0] == timedelta(hours=8)


def test_only_what_was_sent_by_one_source_or_since_a_moment_is_read_again():
    other = Source.objects.create(slug="lw", name="Lorn Wire", credit_line="Lorn Wire")
    cast.deliver(cast.ninjs("One"), name="one")
    cast.deliver(cast.ninjs("Two"), name="two", source=other)
    cast.deliver(cast.ninjs("Three"), name="three", at=DAY + HOUR)
    Delivery.objects.create(name="parked", channel=Channel.COMMAND, received_at=DAY, outcome="refused", reason="Large.")

    def names(**narrowed):
        return [delivery.name for delivery in replayable(**narrowed)]

    assert names() == ["one", "two", "three"]
    assert names(source=other) == ["two"]
    assert names(since=DAY + HOUR) == ["three"]
    assert names(source=other, since=DAY + HOUR) == []


def test_deliveries_are_fetched_a_few_at_a_time(django_assert_num_queries):
    bare = {"channel": Channel.COMMAND, "received_at": DAY, "outcome": "refused", "reason": "No.", "body": b"x"}
    Delivery.objects.bulk_create(Delivery(name=str(n), size=1, digest=str(n), **bare) for n in range(TOGETHER + 1))
    big = {**bare, "size": BYTES_TOGETHER}
    Delivery.objects.bulk_create(Delivery(name=f"big {n}", digest=f"big {n}", **big) for n in range(3))

    with django_assert_num_queries(
        3 + 2 * 5
    ):  # a page of 100, one of 4, an empty one; small ones together, each big one alone
        names = [delivery.name for delivery in fetched(replayable())]

    assert names == [*map(str, range(TOGETHER + 1)), "big 0", "big 1", "big 2"]
