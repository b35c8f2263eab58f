"""Many deliveries together mean what each would mean by itself."""

import gc
import json
from datetime import timedelta

import pytest

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.receive import as_stream, receive
from wire.actions.receive_many import Lump, receive_many
from wire.models import Article, Delivery, PhotoAsset, Source, WireStory, WireVersion
from wire.parsers.ninjs import Ninjs
from wire.tests import cast
from wire.vocabulary import Channel, Outcome

pytestmark = pytest.mark.django_db

FACTS = {"channel": Channel.COMMAND, "at": cast.DAY}


def photo_story(guid, headline):
    told = json.loads(cast.ninjs(headline, uri=guid))
    told["associations"] = {"main": {"uri": f"{guid}-photo", "type": "picture", "headline": "Ferry", "byline": "Mara"}}
    return json.dumps(told).encode()


def mixed():
    """New stories, versions of one story out of order, the same bytes twice, photos, and what cannot be read."""
    return [
        Lump("1.json", cast.ninjs("One")),
        Lump("2.json", cast.ninjs("Two", version="2")),
        Lump("3.json", cast.ninjs("Two", version="3", byline="Someone")),
        Lump("4.json", cast.ninjs("Two", version="1", byline="Nobody")),
        Lump("5.json", cast.ninjs("One")),
        Lump("6.bin", b"\x00\x01\x02"),
        Lump("7.json", photo_story("urn:x:7", "Seven")),
        Lump("8.json", cast.ninjs("Long", slugline="x" * 600)),
        Lump("9.json", cast.ninjs("Stranger", infosource=[{"name": "Nordlys Wire"}])),
        Lump("10.txt", b""),
        Lump("11.json", cast.ninjs("Embargoed", embargoed="2099-01-01T00:00:00Z")),
    ]


READ = []


class Noted(Ninjs):
    """Notes what it is given to read."""

    name = "noted"

    def items(self, data, context):
        READ.append(data)
        yield from super().items(data, context)


def state():
    """All that is kept, without keys."""
    return {
        "deliveries": sorted(
            Delivery.objects.values_list("name", "outcome", "reason", "format", "source__name", "size")
        ),
        "stories": sorted(
            WireStory.objects.values_list("guid", "version_total", "pubstatus", "embargoed_until", "current__version")
        ),
        "versions": sorted(WireVersion.objects.values_list("story__guid", "version", "headline", "fingerprint")),
        "photos": sorted(PhotoAsset.objects.values_list("guid", "photographer", "wire_versions__story__guid")),
        "sources": sorted(Source.objects.values_list("name", flat=True)),
    }


def told(receipts):
    return [
        (each.delivery.name, len(each.versions), each.new_stories, each.unchanged, each.refusal) for each in receipts
    ]


def test_together_and_one_by_one_keep_the_same():
    cast.agency()
    singly = told([receive(as_stream(lump.data), name=lump.name, **FACTS) for lump in mixed()])
    expected = state()
    for model in (WireStory, WireVersion):
        WireStory.objects.update(current=None)
        model.objects.all().delete()
    Delivery.objects.all().delete()
    PhotoAsset.objects.all().delete()
    Source.objects.filter(name="Nordlys Wire").delete()
    assert told(receive_many(mixed(), **FACTS)) == singly
    assert state() == expected


def test_plain_new_stories_cost_a_handful_of_queries_together(django_assert_max_num_queries):
    cast.agency()
    with django_assert_max_num_queries(24):  # SQLite takes some 20 rows a statement, PostgreSQL all
        receive_many([Lump(f"{n}.json", cast.ninjs(f"Story {n}")) for n in range(100)], **FACTS)


def test_the_same_deliveries_again_change_nothing():
    cast.agency()
    receive_many(mixed(), **FACTS)
    before = state()
    again = receive_many(mixed(), **FACTS)
    assert sum(len(receipt.versions) for receipt in again) == 0
    assert state() == before


def test_a_recall_among_many_takes_the_live_story_away():
    cast.agency()
    receive_many([Lump("1.json", cast.ninjs("One"))], **FACTS)
    live = publish(pick_up(WireStory.objects.get().current, at=cast.DAY, section=cast.section()), at=cast.DAY)
    lumps = [Lump(f"{n}.json", cast.ninjs(f"Other {n}")) for n in range(5)]
    recall = Lump("kill.json", cast.ninjs("One", version="2", pubstatus="canceled"))
    receive_many([*lumps, recall], **FACTS)
    assert not Article.objects.public(cast.DAY).filter(pk=live.pk).exists()
    assert live.revisions.first().why == "Meridian Press killed it by its status, kill.json"


def test_a_named_source_holds_for_all():
    source = cast.agency()
    receipts = receive_many([Lump(f"{n}.json", cast.ninjs(f"S {n}")) for n in range(3)], source=source, **FACTS)
    assert {receipt.delivery.source for receipt in receipts} == {source}
    assert Delivery.objects.filter(outcome=Outcome.IMPORTED).count() == 3


def test_nothing_at_all_is_nothing():
    assert receive_many([], **FACTS) == []


def test_an_id_that_a_sender_gives_to_everything_does_not_make_one_story_of_all():
    cast.agency()
    constant = {"uri": "urn:x:constant"}
    lumps = [
        Lump("1.json", cast.ninjs("One", slugline="Ferry", firstcreated="2031-05-06T10:00:00Z", **constant)),
        Lump("2.json", cast.ninjs("Two", slugline="Bridge", firstcreated="2031-05-06T11:00:00Z", **constant)),
        Lump(
            "3.json",
            cast.ninjs("One, later", version="2", slugline="Ferry", firstcreated="2031-05-06T10:00:00Z", **constant),
        ),
    ]
    receive_many(lumps[:2], **FACTS)
    receive_many(lumps[2:], **FACTS)
    stories = {story.current.headline: (story.guid, story.version_total) for story in WireStory.objects.all()}
    assert stories == {
        "One, later": ("urn:x:constant", 2),
        "Two": ("urn:x:constant#bridge-20310506T110000", 1),
    }
    assert WireStory.objects.get(guid__contains="#").current.extra["guid_sent"] == "urn:x:constant"


def test_a_new_slug_alone_or_a_new_time_alone_is_the_same_story():
    cast.agency()
    facts = {"uri": "urn:x:1", "slugline": "Ferry", "firstcreated": "2031-05-06T10:00:00Z"}
    receive_many([Lump("1.json", cast.ninjs("One", **facts))], **FACTS)
    receive_many([Lump("2.json", cast.ninjs("Two", version="2", **{**facts, "slugline": "Ferry Crash"}))], **FACTS)
    later = {**facts, "firstcreated": "2031-05-06T12:00:00Z", "slugline": "Ferry Crash"}
    receive_many([Lump("3.json", cast.ninjs("Three", version="3", **later))], **FACTS)
    assert WireStory.objects.get().version_total == 3


def test_nothing_is_read_twice_and_receipts_say_what_was_read(settings):
    cast.agency()
    settings.WIRE_PARSERS = [f"{__name__}.Noted"]
    READ.clear()
    lumps = [
        *(Lump("1.json", cast.ninjs("One")), Lump("2.json", cast.ninjs("Two"))),
        *(Lump("broken.json", cast.ninjs("Broken")[:-20]), Lump("long.json", cast.ninjs("Long", slugline="x" * 600))),
    ]
    receipts = receive_many(lumps, **FACTS)
    assert sorted(READ) == sorted(lump.data for lump in lumps)
    assert [[item.headline for item in each.parsed.items] if each.parsed else None for each in receipts] == [
        *(["One"], ["Two"], None, None)
    ]
    assert [each.refusal[:34] for each in receipts] == [
        *("", "", "noted: the JSON is broken off or d", "noted: slugline has 600 characters")
    ]


def test_refused_bytes_that_come_again_are_read_again_for_the_moment_when_they_first_came(settings):
    cast.agency()
    settings.WIRE_PARSERS = [f"{__name__}.Noted"]
    broken = [Lump("broken.json", cast.ninjs("Broken")[:-20])]
    receive_many(broken, **FACTS)
    READ.clear()
    (receipt,) = receive_many(broken, **{**FACTS, "at": cast.DAY + timedelta(days=1)})
    assert len(READ) == 1
    assert (receipt.delivery.received_at, receipt.refusal[:5]) == (cast.DAY, "noted")


@pytest.mark.parametrize("lumps", [mixed()[:2], mixed()], ids=["all go in together", "one of them cannot be kept"])
def test_the_garbage_collector_is_left_as_it_was(lumps):
    cast.agency()
    receive_many(lumps, **FACTS)
    assert gc.isenabled()
    gc.disable()
    try:
        receive_many([Lump("later.json", cast.ninjs("Later"))], **FACTS)
        assert not gc.isenabled()
    finally:
        gc.enable()
