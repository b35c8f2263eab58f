"""A sender's kill and withhold: by status, by words, early, late, twice, and taken back."""

from __future__ import annotations

import pytest

from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.receive_many import Lump, receive_many
from wire.actions.settle_alarm import settle_alarm
from wire.models import Alarm, Article, PhotoAsset, Placement, WireStory
from wire.tests import cast
from wire.tests.cast import DAY, HOUR
from wire.tests.parsers.archives import zipped
from wire.vocabulary import Channel

pytestmark = pytest.mark.django_db


def live(version) -> Article:
    return publish(pick_up(version, at=DAY, section=cast.section()), at=DAY)


def stored(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def ringing() -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.words) for alarm in Alarm.objects.ringing()]


def state(article: Article) -> tuple[str, str]:
    now = stored(article)
    return now.desk_status, now.pubstatus


# ── by status ────────────────────────────────────────────────────────────────
def test_a_kill_by_status_takes_the_story_away_in_our_words_and_logs_theirs():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    kill = cast.ninjs(version="2", pubstatus="canceled", ednote="A kill is mandatory. The captain was misquoted.")
    cast.deliver(kill, name="wire/kill.json", at=DAY + HOUR)

    gone = stored(article)
    assert (gone.desk_status, gone.pubstatus, gone.killed_at) == ("killed", "canceled", DAY + HOUR)
    assert gone.kill_notice == "Meridian Press has withdrawn this story."
    assert gone.body == "<p>A state ferry struck a pier on Tuesday.</p>"
    log = gone.revisions.first()
    said = "Meridian Press killed it: “A kill is mandatory. The captain was misquoted.”, wire/kill.json"
    assert (log.why, log.made_at, log.made_by) == (said, DAY + HOUR, None)
    assert ringing() == []


def test_a_long_notice_is_logged_with_the_delivery_at_its_end():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    note = "A kill is mandatory. " + "The captain was misquoted. " * 30
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled", ednote=note), name="k" * 400 + ".json")
    why = stored(article).revisions.first().why
    assert len(why) <= 300
    assert why.startswith("Meridian Press killed it: “A kill is mandatory. The captain")
    assert why.endswith("k.json")


def test_the_text_of_a_kill_never_becomes_the_text_of_the_story():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs("Kill notice", uri="tag:mp:Ferry hits pier", version="2", pubstatus="canceled"))
    story = WireStory.objects.get()
    assert (story.current.version, story.current.headline, story.version_total) == ("1", "Ferry hits pier", 2)
    assert stored(article).headline == "Ferry hits pier"


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_draft_is_called_back_too_and_cannot_be_published(status):
    draft = pick_up(cast.deliver(cast.ninjs()).versions[0], at=DAY, section=cast.section())
    cast.deliver(cast.ninjs(version="2", pubstatus=status))
    assert stored(draft).pubstatus == status
    with pytest.raises(DeskError):
        publish(draft, at=DAY)


def test_a_story_that_nobody_picked_up_cannot_be_picked_up_any_more():
    version = cast.deliver(cast.ninjs()).versions[0]
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled"))
    version.story.refresh_from_db()
    assert version.story.called_back_at.isoformat() == "2031-05-06T14:00:00+00:00"
    with pytest.raises(DeskError, match="Meridian Press says this story is canceled: it must not be used."):
        pick_up(version, at=DAY)


def test_a_kill_twice_is_one_kill():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled"), at=DAY + HOUR)
    before = article.revisions.count()
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled") + b"\n", at=DAY + 2 * HOUR)
    cast.deliver(cast.ninjs(version="3", pubstatus="canceled"), at=DAY + 3 * HOUR)
    assert (article.revisions.count(), stored(article).killed_at) == (before, DAY + HOUR)
    assert ringing() == []


def test_a_kill_with_a_lower_version_than_what_we_have_still_holds():
    article = live(cast.deliver(cast.ninjs(version="3")).versions[0])
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled"))
    assert state(article) == ("killed", "canceled")
    sentence = "Meridian Press has sent “Ferry hits pier” again after killing it. It stays killed."
    assert ringing() == [("revived", sentence)]


def test_a_kill_that_comes_before_its_story_holds_and_is_read_only_until_copy_comes():
    kill = cast.deliver(cast.ninjs("KILL", uri="tag:mp:1", version="2", pubstatus="canceled")).versions[0]
    assert WireStory.objects.get().current == kill
    late = cast.deliver(cast.ninjs("Ferry hits pier", uri="tag:mp:1", version="1")).versions[0]
    story = WireStory.objects.get()
    assert (story.current, story.pubstatus) == (late, "canceled")
    with pytest.raises(DeskError):
        pick_up(late, at=DAY)


def test_a_kill_and_its_story_in_one_archive():
    kill, story = cast.ninjs(version="2", pubstatus="canceled"), cast.ninjs(version="1")
    cast.deliver(zipped(("1-kill.json", kill), ("2-story.json", story)), name="both.zip")
    story = WireStory.objects.get()
    assert (story.pubstatus, story.current.version, story.version_total) == ("canceled", "1", 2)


def test_versions_without_numbers_go_by_their_time_then_by_arrival():
    article = live(cast.deliver(cast.ninjs(version="", versioncreated="2031-05-06T14:00:00Z")).versions[0])
    cast.deliver(cast.ninjs(version="", versioncreated="2031-05-06T16:00:00Z", pubstatus="withheld"))
    cast.deliver(cast.ninjs(version="", versioncreated="2031-05-06T15:00:00Z", body_html="<p>Earlier.</p>"))
    assert state(article) == ("published", "withheld")
    cast.deliver(cast.ninjs(version="", versioncreated="2031-05-06T17:00:00Z", body_html="<p>Later.</p>"))
    assert state(article) == ("published", "usable")


# ── withheld, and given back ─────────────────────────────────────────────────
def test_a_withheld_story_comes_back_by_itself_with_a_later_usable_version():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs(version="3", pubstatus="withheld"), at=DAY + HOUR)
    held = stored(article)
    assert (held.desk_status, held.kill_notice) == ("published", "Meridian Press has withheld this story for now.")
    assert not Article.objects.public(DAY + HOUR).exists()

    cast.deliver(cast.ninjs(version="2"), at=DAY + 2 * HOUR)
    assert not Article.objects.public(DAY + 2 * HOUR).exists()

    cast.deliver(cast.ninjs(version="4"), name="4.json", at=DAY + 3 * HOUR)
    assert Article.objects.public(DAY + 3 * HOUR).get() == article
    assert stored(article).kill_notice == ""
    assert "Meridian Press sent it again, usable: 4.json" in article.revisions.values_list("why", flat=True)


def test_a_late_withhold_of_an_earlier_version_changes_nothing():
    article = live(cast.deliver(cast.ninjs(version="2")).versions[0])
    cast.deliver(cast.ninjs(version="1", pubstatus="withheld"))
    assert state(article) == ("published", "usable")
    assert WireStory.objects.get().pubstatus == "usable"


def test_a_kill_outdoes_a_withhold_and_no_withhold_softens_a_kill():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs(version="2", pubstatus="withheld"))
    cast.deliver(cast.ninjs(version="3", pubstatus="canceled"))
    cast.deliver(cast.ninjs(version="4", pubstatus="withheld"))
    assert state(article) == ("killed", "canceled")


def test_after_a_kill_a_later_usable_version_revives_nothing_and_asks():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs(version="2", pubstatus="canceled"))
    version = cast.deliver(cast.ninjs(version="3")).versions[0]
    assert state(article) == ("killed", "canceled")
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.article, alarm.version) == ("revived", article, version)


def test_many_at_once_end_as_one_by_one_would():
    cast.agency()
    numbered = [("1", "usable"), ("2", "withheld"), ("3", "usable"), ("4", "canceled"), ("5", "usable")]
    lumps = [Lump(f"{number}.json", cast.ninjs(version=number, pubstatus=status)) for number, status in numbered]
    receive_many(lumps, channel=Channel.COMMAND, at=DAY)
    story = WireStory.objects.get()
    assert (story.pubstatus, story.current.version) == ("canceled", "5")
    assert [kind for kind, _ in ringing()] == ["revived"]


# ── photos ───────────────────────────────────────────────────────────────────
ELIMINATION = "BC-Photo Elimination,30\n\nPHOTO ELIMINATION: XYZ101 should not be used; the wrong person is named.\n"


def picture(version="1", **fields) -> bytes:
    told = {"type": "picture", "uri": "tag:mp:XYZ101", "description_text": "The captain.", "creditline": "MP/Quist"}
    return cast.ninjs("Captain", version=version, body_html="", **told | fields)


def test_a_photo_killed_by_its_status_is_gone_whatever_the_version():
    cast.deliver(picture("2"))
    Placement.objects.create(article=cast.live_story(), photo=PhotoAsset.objects.get())
    cast.deliver(picture("1", pubstatus="canceled"))
    assert PhotoAsset.objects.get().pubstatus == "canceled"
    assert not PhotoAsset.objects.public(DAY).exists()


def test_a_photo_killed_before_it_comes_stays_killed():
    cast.deliver(picture("2", pubstatus="canceled"))
    cast.deliver(picture("1"))
    assert PhotoAsset.objects.get().pubstatus == "canceled"


def test_a_withheld_photo_comes_back_with_a_later_usable_version_and_a_killed_one_asks():
    cast.deliver(picture("1"))
    cast.deliver(picture("2", pubstatus="withheld"))
    assert PhotoAsset.objects.get().pubstatus == "withheld"
    cast.deliver(picture("3"))
    assert PhotoAsset.objects.get().pubstatus == "usable"
    cast.deliver(picture("4", pubstatus="canceled"))
    cast.deliver(picture("5"))
    assert PhotoAsset.objects.get().pubstatus == "canceled"
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.photo, alarm.article) == ("revived", PhotoAsset.objects.get(), None)


def test_a_photo_named_in_words_goes_where_one_photo_has_that_id():
    cast.deliver(picture())
    cast.deliver(ELIMINATION, at=DAY + HOUR)
    photo = PhotoAsset.objects.get()
    assert photo.pubstatus == "canceled"
    log = Alarm.objects.get()
    assert (log.photo, log.settled_at, log.settled_by) == (photo, DAY + HOUR, None)
    assert log.outcome == "The photo is killed: only one has that id."


def test_a_photo_id_that_two_photos_have_asks_of_both():
    cast.deliver(picture())
    cast.deliver(picture(uri="tag:mp:XYZ101-b"))
    cast.deliver(ELIMINATION)
    assert set(PhotoAsset.objects.values_list("pubstatus", flat=True)) == {"usable"}
    assert {alarm.photo for alarm in Alarm.objects.ringing()} == set(PhotoAsset.objects.all())


def test_a_notice_that_names_the_replacement_too_asks_of_both():
    cast.deliver(picture())
    cast.deliver(picture(uri="tag:mp:XYZ105"))
    cast.deliver(ELIMINATION.replace("used;", "used, XYZ105 stands in its place;"))
    assert set(PhotoAsset.objects.values_list("pubstatus", flat=True)) == {"usable"}
    assert {alarm.photo for alarm in Alarm.objects.ringing()} == set(PhotoAsset.objects.all())


def test_what_an_editor_has_answered_is_not_asked_again_when_more_comes(paul):
    cast.deliver(picture())
    cast.deliver(ELIMINATION.replace("XYZ101", "XYZ101 and XYZ102"))
    known, unknown = Alarm.objects.get(photo__isnull=False), Alarm.objects.get(photo=None)
    settle_alarm(known, "not-this", by=paul, at=DAY)
    cast.deliver(picture(uri="tag:mp:other"))
    assert list(Alarm.objects.ringing()) == [unknown]
    assert PhotoAsset.objects.filter(pubstatus="usable").count() == 2


def test_a_photo_killed_in_words_before_it_comes_goes_when_it_comes():
    cast.deliver(ELIMINATION)
    assert [words for _, words in ringing()] == [
        "A kill for a photo that we do not know: PHOTO ELIMINATION: XYZ101 should not be used; "
        "the wrong person is named."
    ]
    cast.deliver(picture())
    assert PhotoAsset.objects.get().pubstatus == "canceled"
    assert ringing() == []


def test_a_corrected_caption_calls_the_desk_and_takes_nothing_away():
    cast.deliver(picture())
    cast.deliver("BC-Photo Correction,30\n\nEds: CORRECTS spelling of first name to Jon, not John, in photo XYZ101.\n")
    photo = PhotoAsset.objects.get()
    alarm = Alarm.objects.get()
    assert (photo.pubstatus, alarm.kind, alarm.photo) == ("usable", "corrective", photo)


def test_a_photo_killed_in_words_stays_killed_when_its_sender_lifts_a_withhold():
    cast.deliver(picture("1"))
    cast.deliver(ELIMINATION, at=DAY + HOUR)
    cast.deliver(picture("2", pubstatus="withheld"), at=DAY + 2 * HOUR)
    cast.deliver(picture("3"), at=DAY + 3 * HOUR)
    assert PhotoAsset.objects.get().pubstatus == "canceled"
