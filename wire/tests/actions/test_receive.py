from __future__ import annotations

import hashlib
import json
from io import BytesIO

import pytest
from django.db import OperationalError

from wire.actions.keep_version import keep_versions
from wire.actions.receive import as_stream, keep_unreadable, receive, refuse_broken
from wire.models import Delivery, PhotoAsset, Source, WireStory, WireVersion
from wire.tests.cast import DAY, HOUR, TEXT, agency, deliver, formats, ninjs, nitf
from wire.vocabulary import Channel, Outcome

pytestmark = pytest.mark.django_db

NOBODY = "The copy does not say who sent it. Name its source (--source on the command line)."
UNSIGNED = ninjs(infosource=None)


def arrive(copy: str | bytes, *, source: Source | None = None, at=DAY, name="story.txt"):
    """Bytes of which nobody says who sent them."""
    data = copy.encode() if isinstance(copy, str) else copy
    return receive(as_stream(data), name=name, channel=Channel.PASTE, at=at, source=source)


def test_the_bytes_are_kept_whole():
    receipt = deliver(name="wires/story.txt")

    kept = Delivery.objects.get()
    assert receipt.delivery == kept
    assert bytes(kept.body) == TEXT.encode()
    assert (kept.size, kept.digest) == (len(TEXT.encode()), hashlib.sha256(TEXT.encode()).hexdigest())
    assert (kept.name, kept.channel, kept.received_at) == ("wires/story.txt", "command", DAY)
    assert (kept.outcome, kept.format, kept.reason, kept.parked.name) == ("imported", "plaintext", "", "")
    assert kept.source == agency()


@pytest.mark.parametrize("copy", [TEXT.encode(), ninjs(), nitf()], ids=["plaintext", "ninjs", "nitf"])
def test_a_new_story_has_its_first_version(copy):
    receipt = deliver(copy)

    (version,) = receipt.versions
    assert (receipt.new_stories, receipt.unchanged, receipt.was_here, receipt.refusal) == (1, 0, False, "")
    assert version.headline.startswith("Ferry hits pier")
    story = version.story
    assert (story.current, story.version_total, story.source) == (version, 1, agency())
    assert (story.first_received_at, story.last_received_at) == (DAY, DAY)


@pytest.mark.parametrize("copy", [TEXT.encode(), ninjs(), nitf()], ids=["plaintext", "ninjs", "nitf"])
def test_the_same_bytes_twice_change_nothing(copy):
    first = deliver(copy)

    again = deliver(copy, name="another name.txt", at=DAY + HOUR)

    assert (again.versions, again.new_stories, again.unchanged, again.was_here) == ([], 0, 1, True)
    assert again.delivery == first.delivery
    assert (Delivery.objects.count(), WireStory.objects.count(), WireVersion.objects.count()) == (1, 1, 1)
    assert WireStory.objects.get().last_received_at == DAY


def test_the_same_version_in_other_bytes_changes_nothing():
    deliver(ninjs(version="2"))

    again = deliver(ninjs(version="2", body_html="<p>Other words.</p>"), at=DAY + HOUR)

    assert (again.versions, again.unchanged, again.was_here) == ([], 1, False)
    assert Delivery.objects.count() == 2
    story = WireStory.objects.get()
    assert (story.version_total, story.last_received_at) == (1, DAY)
    assert story.current.body_html == "<p>A state ferry struck a pier on Tuesday.</p>"


def test_an_unnumbered_version_with_new_words_is_a_new_version():
    deliver(ninjs(version=None))
    deliver(json.dumps(json.loads(ninjs(version=None)), indent=1).encode())
    assert WireVersion.objects.count() == 1

    receipt = deliver(ninjs(version=None, body_html="<p>Fifteen are hurt.</p>"), at=DAY + HOUR)

    assert (receipt.new_stories, len(receipt.versions), receipt.unchanged) == (0, 1, 0)
    story = WireStory.objects.get()
    assert (story.version_total, story.current.body_html) == (2, "<p>Fifteen are hurt.</p>")


def test_a_late_version_is_kept_and_rolls_nothing_back():
    deliver(ninjs(version="3", embargoed="2031-05-07T00:00:00Z"))

    receipt = deliver(ninjs(version="2", pubstatus="canceled", body_html="<p>Old words.</p>"), at=DAY + HOUR)

    story = WireStory.objects.get()
    assert [version.version for version in receipt.versions] == ["2"]
    assert (story.current.version, story.version_total, story.pubstatus) == ("3", 2, "canceled")
    assert story.embargoed_until.isoformat() == "2031-05-07T00:00:00+00:00"
    assert story.last_received_at == DAY + HOUR


def test_a_refused_delivery_keeps_its_reason_and_its_bytes():
    receipt = arrive(b"\x00\x01\x02\x03 nothing we know \xff\xfe")

    kept = Delivery.objects.get()
    assert kept.outcome == Outcome.REFUSED
    assert receipt.refusal == kept.reason
    assert kept.reason.startswith(f"Not recognised as any of {formats()}. The delivery begins “")
    assert bytes(kept.body) == b"\x00\x01\x02\x03 nothing we know \xff\xfe"
    assert not WireStory.objects.exists()


@pytest.mark.parametrize("nothing", [b"", b" \r\n\t"])
def test_an_empty_delivery_is_refused(nothing):
    assert arrive(nothing).refusal == "The delivery is empty: there is nothing to read in it."


def test_copy_that_nobody_signs_is_refused_with_the_cure():
    receipt = arrive(UNSIGNED)

    assert receipt.refusal == NOBODY
    assert receipt.delivery.source is None
    assert not WireStory.objects.exists()


def test_a_refused_delivery_is_read_again_once_its_source_is_named():
    refused = arrive(UNSIGNED).delivery

    receipt = arrive(UNSIGNED, source=agency(), at=DAY + HOUR)

    kept = Delivery.objects.get()
    assert (receipt.new_stories, receipt.was_here, receipt.refusal) == (1, False, "")
    assert (kept.pk, kept.received_at, kept.source) == (refused.pk, DAY, agency())
    assert (kept.outcome, kept.reason, kept.format) == ("imported", "", "ninjs")


def test_a_sender_heard_for_the_first_time_becomes_a_source():
    arrive(ninjs(infosource=[{"name": "Lorn Island Herald"}]))

    new = Source.objects.get(slug="lorn-island-herald")
    assert (new.name, new.credit_line) == ("Lorn Island Herald", "Lorn Island Herald")
    assert (WireStory.objects.get().source, Delivery.objects.get().source) == (new, new)


def test_a_sender_is_known_again_by_any_of_its_names():
    source = agency()
    total = Source.objects.count()
    arrive(ninjs("A", infosource=[{"name": "mp"}]))
    arrive(ninjs("B", infosource=[{"name": "MERIDIAN PRESS"}]))

    assert {story.source for story in WireStory.objects.all()} == {source}
    assert Source.objects.count() == total


def test_two_senders_whose_short_names_meet_are_kept_apart():
    arrive(ninjs("A", infosource=[{"name": "通信社"}]))
    arrive(ninjs("B", infosource=[{"name": "新聞社"}]))

    assert sorted(story.source.slug for story in WireStory.objects.all()) == ["source", "source-2"]


def test_a_sender_with_an_endless_name_is_one_source():
    for headline in "AB":
        arrive(ninjs(headline, infosource=[{"name": "x" * 300}]))

    assert {story.source.name for story in WireStory.objects.all()} == {"x" * 200}


def test_nothing_is_stored_but_the_delivery_when_one_of_its_items_is_malformed():
    copy = b"[" + ninjs("Good") + b"," + ninjs("Bad", slugline="x" * 501) + b"]"

    receipt = arrive(copy)

    assert receipt.refusal == "ninjs: slugline has 501 characters, at most 500 can be kept."
    assert receipt.versions == []
    assert (WireStory.objects.count(), WireVersion.objects.count(), PhotoAsset.objects.count()) == (0, 0, 0)
    assert not Source.objects.filter(name="Meridian Press").exists()
    assert bytes(Delivery.objects.get().body) == copy


def test_every_item_of_a_delivery_is_a_story():
    receipt = deliver(b"[" + ninjs("One") + b"," + ninjs("Two") + b"]")

    assert (receipt.new_stories, receipt.unchanged) == (2, 0)
    assert [version.headline for version in receipt.versions] == ["One", "Two"]
    assert deliver(b"[" + ninjs("One") + b"," + ninjs("Two") + b"]").unchanged == 2


class Counted(BytesIO):
    """A stream that knows how much was asked of it at once."""

    asked = 0

    def read(self, size: int | None = -1) -> bytes:
        type(self).asked = max(self.asked, len(self.getbuffer()) if size in (-1, None) else size)
        return super().read(size)


def test_a_delivery_too_large_is_parked_whole_and_not_read(settings):
    settings.MAX_DELIVERY_MB = 1
    copy = TEXT.encode() + b"x" * 3 * 1024 * 1024

    receipt = receive(Counted(copy), name="big.txt", channel=Channel.UPLOAD, at=DAY)

    kept = Delivery.objects.get()
    assert receipt.refusal == (
        "The delivery is too large to read: 3.0 MB, the limit is 1 MB. Raise MAX_DELIVERY_MB and import it again."
    )
    assert (kept.outcome, kept.body, kept.size) == ("refused", None, len(copy))
    with kept.parked.open() as file:
        assert file.read() == copy
    assert kept.parked.name == f"oversized/{hashlib.sha256(copy).hexdigest()}"
    assert Counted.asked == 1024 * 1024


def test_a_parked_delivery_is_parked_once_and_read_when_the_limit_is_raised(settings):
    settings.MAX_DELIVERY_MB = 0.0001
    for _ in range(2):
        deliver()
    parked = Delivery.objects.get()
    assert parked.parked.storage.listdir("oversized")[1] == [parked.digest]

    settings.MAX_DELIVERY_MB = 1
    receipt = deliver()

    assert (receipt.new_stories, receipt.refusal) == (1, "")
    assert Delivery.objects.get().outcome == Outcome.IMPORTED


@pytest.mark.parametrize("escape", [b"\\u0000", b"\\ud800", b"\\udfff", b"\\ufffe"])
@pytest.mark.parametrize("place", ["headline", "body_html", "uri", "slugline"])
def test_characters_that_are_none_do_not_break_an_import(escape, place):
    copy = ninjs(**{place: "Ferry@hits pier", "infosource": [{"name": "Mer@idian"}]}).replace(b"@", escape)

    receipt = deliver(copy)

    kept = Delivery.objects.get()
    assert bytes(kept.body) == copy
    assert kept.outcome in (Outcome.IMPORTED, Outcome.REFUSED)
    assert (kept.outcome == Outcome.REFUSED) == bool(receipt.refusal)


def test_a_name_too_long_keeps_its_end():
    deliver(name="wires/" * 100 + "story.txt")

    assert Delivery.objects.get().name == ("wires/" * 100 + "story.txt")[-500:]


def test_what_could_not_be_opened_leaves_a_trace():
    kept = keep_unreadable(name="x" * 600, channel=Channel.COMMAND, at=DAY, reason="There is no such file or folder.")

    assert (kept.outcome, kept.reason, len(kept.name)) == ("refused", "There is no such file or folder.", 500)
    assert (kept.digest, kept.body) == ("", None)


def test_a_delivery_our_own_code_broke_on_keeps_the_traceback_and_is_read_again():
    broken = Delivery.objects.create(
        name="story.txt", channel=Channel.COMMAND, received_at=DAY, body=TEXT.encode(),
        digest=hashlib.sha256(TEXT.encode()).hexdigest(),
    )  # fmt: skip
    refuse_broken("story.txt", traceback="Traceback …", at=DAY)
    broken.refresh_from_db()
    assert (broken.outcome, broken.traceback) == ("refused", "Traceback …")
    assert broken.reason == "Our own code broke on it; the traceback is kept."

    receipt = deliver()

    broken.refresh_from_db()
    assert (receipt.delivery, receipt.new_stories) == (broken, 1)
    assert (broken.outcome, broken.reason, broken.traceback) == ("imported", "", "")


def test_breaking_before_anything_was_kept_is_recorded_too():
    refuse_broken("story.txt", traceback="Traceback …", at=DAY)

    kept = Delivery.objects.get()
    assert (kept.name, kept.outcome, kept.received_at) == ("story.txt", "refused", DAY)


def test_an_import_that_the_database_ended_for_another_one_is_begun_again(monkeypatch):
    met = iter([OperationalError("deadlock detected")])

    def keep_once_the_other_is_through(*arrivals, **facts):
        for error in met:
            raise error
        return keep_versions(*arrivals, **facts)

    monkeypatch.setattr("wire.actions.receive.keep_versions", keep_once_the_other_is_through)
    receipt = deliver()
    assert (receipt.delivery.outcome, receipt.new_stories) == ("imported", 1)


def test_a_database_that_ends_every_try_is_no_success(monkeypatch):
    def never(*arrivals, **facts):
        raise OperationalError("deadlock detected")

    monkeypatch.setattr("wire.actions.receive.keep_versions", never)
    with pytest.raises(OperationalError):
        deliver()
    assert Delivery.objects.get().outcome == "received"
