"""What a sender's words forbid is bound to stories and photos, for all later versions, and told to the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wire.actions.bind_rights import bind_photo
from wire.actions.keep_version import bind_story_anew
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.receive_many import Lump, receive_many
from wire.models import Alarm, Article, PhotoAsset, Source, WireStory
from wire.rules import article_refusals, photo_refusals
from wire.tests import cast
from wire.tests.cast import DAY, HOUR, deliver, ninjs
from wire.vocabulary import AlarmKind, Channel

pytestmark = pytest.mark.django_db

SENT = datetime.fromisoformat("2031-05-06T14:00:00+00:00")
PICTURE = {"type": "picture", "uri": "mp-photo", "description_text": "The pier.", "creditline": "MP/Mara Quist"}


def send(version: str = "1", *, at: datetime = DAY, **fields):
    """A version of one story, from Meridian Press."""
    return deliver(ninjs(version=version, uri="tag:mp:ferry", **fields), at=at).versions[0]


def send_photo(version: str = "1", **fields):
    """A story that a picture comes with."""
    return send(version, associations={"main": PICTURE | fields})


def story() -> WireStory:
    return WireStory.objects.get()


def article() -> Article:
    return Article.objects.get()


def live(version) -> Article:
    return publish(pick_up(version, at=DAY, section=cast.section()), at=DAY)


def words_of(thing) -> list[tuple[str, str]]:
    return [(each["words"], each["verdict"]) for each in thing.restrictions]


# ── stories ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "fields",
    [
        {"usageterms": "MANDATORY CREDIT; ONLINE OUT"},
        {"ednote": "Eds: With photos.\nMANDATORY CREDIT; ONLINE OUT"},
        {"copyrightnotice": "Meridian Press 2031\nMANDATORY CREDIT; ONLINE OUT"},
        {"specialinstructions": "MANDATORY CREDIT; ONLINE OUT"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_story_knows_what_its_version_forbids_wherever_it_says_so(fields):
    send(**fields)
    assert words_of(story()) == [("MANDATORY CREDIT", "allowed"), ("ONLINE OUT", "barred")]


def test_the_article_of_a_restricted_story_is_restricted():
    picked = pick_up(send(usageterms="ONLINE OUT; US OUT; NO ARCHIVING"), at=DAY)
    assert (picked.barred_words, picked.unacknowledged_words) == ("ONLINE OUT\nUS OUT", "NO ARCHIVING")
    assert words_of(picked) == words_of(story())


def test_a_free_story_is_restricted_by_nothing():
    picked = pick_up(send(ednote="Eds: UPDATES: Adds comment from union."), at=DAY)
    assert (picked.barred_words, picked.unacknowledged_words, picked.restrictions) == ("", "", [])


def test_a_later_version_adds_to_what_is_said_and_silence_lifts_nothing():
    live(send(usageterms="NO SALES"))
    send("2", usageterms="ONLINE OUT; NO SALES")
    send("3")
    assert words_of(story()) == words_of(article()) == [("NO SALES", "allowed"), ("ONLINE OUT", "barred")]
    assert article().barred_words == "ONLINE OUT"
    assert [revision.why for revision in article().revisions.all()][-3:] == [
        "Meridian Press says: “ONLINE OUT”",
        "Published",
        "Picked up from Meridian Press",
    ]


def test_a_version_that_came_late_still_restricts():
    live(send("2"))
    send("1", usageterms="ONLINE OUT", versioncreated="2031-05-06T13:00:00Z")
    assert (article().barred_words, article().wire_version.version) == ("ONLINE OUT", "2")


def test_a_late_versions_embargo_holds_where_none_was_given():
    live(send("2"))
    send("1", embargoed="2031-05-09T12:00:00Z", versioncreated="2031-05-06T13:00:00Z")
    assert story().embargoed_until == article().embargoed_until == datetime.fromisoformat("2031-05-09T12:00:00+00:00")
    assert not Article.objects.public(DAY).exists()


def test_a_late_versions_embargo_does_not_undo_a_later_one():
    send("2", embargoed="2031-05-07T12:00:00Z")
    send("1", embargoed="2031-05-09T12:00:00Z", versioncreated="2031-05-06T13:00:00Z")
    assert story().embargoed_until == datetime.fromisoformat("2031-05-07T12:00:00+00:00")


def test_the_desk_is_called_when_a_live_story_is_taken_off_by_words():
    live(send())
    send("2", usageterms="ONLINE OUT; NO ARCHIVING")
    alarm = Alarm.objects.get(kind=AlarmKind.RIGHTS)
    assert alarm.words == (
        "“Ferry hits pier” is off the site until somebody decides. Meridian Press says: “ONLINE OUT”, “NO ARCHIVING”."
    )
    assert (alarm.article, alarm.raised_at) == (article(), DAY)
    assert not Article.objects.public(DAY).exists()


def test_what_restricts_nothing_here_calls_nobody():
    live(send())
    send("2", usageterms="TV OUT; NO SALES; JAPAN OUT")
    assert not Alarm.objects.exists()
    assert Article.objects.public(DAY).exists()


@pytest.mark.parametrize(("territory", "barred"), [("US", ""), ("JP", "JAPAN OUT")])
def test_the_papers_territory_decides_what_is_barred(settings, territory, barred):
    settings.TERRITORY = territory
    assert pick_up(send(usageterms="JAPAN OUT"), at=DAY).barred_words == barred


def test_a_kill_notices_words_do_not_outlive_the_kill():
    send(usageterms="NO ARCHIVING")
    send("2", pubstatus="canceled", ednote="EDITORS: Kill the story. Do not use. ONLINE OUT")
    assert words_of(story()) == [("NO ARCHIVING", "acknowledge"), ("ONLINE OUT", "barred")]


def test_copy_that_came_before_its_words_were_read_is_read_when_picked_up():
    version = send(usageterms="ONLINE OUT")
    WireStory.objects.update(restrictions=[])
    version.story.refresh_from_db()
    assert pick_up(version, at=DAY).barred_words == "ONLINE OUT"
    assert words_of(story()) == [("ONLINE OUT", "barred")]


def test_a_story_that_is_read_anew_keeps_its_restrictions():
    send(usageterms="ONLINE OUT; 14 DAYS ONLY")
    send("2")
    told = story()
    bind_story_anew(told)
    assert words_of(story()) == [("ONLINE OUT", "barred"), ("14 DAYS ONLY", "expires")]
    assert story().expires_at == SENT + timedelta(days=14)


# ── moments ──────────────────────────────────────────────────────────────────
def test_an_end_in_words_counts_from_the_version_that_said_it_first():
    live(send(usageterms="14 DAYS ONLY"))
    send("2", usageterms="14 DAYS ONLY", versioncreated="2031-05-10T14:00:00Z")
    assert story().expires_at == article().expires_at == SENT + timedelta(days=14)


def test_of_two_ends_the_sooner_holds():
    live(send(expires="2031-05-12T00:00:00Z", usageterms="14 DAYS ONLY"))
    assert article().expires_at == datetime.fromisoformat("2031-05-12T00:00:00+00:00")
    send("2", usageterms="2 DAYS ONLY", expires="2031-05-12T00:00:00Z")
    assert article().expires_at == SENT + timedelta(days=2)


def test_a_web_embargo_in_usage_terms_holds_the_story_in_its_sources_zone():
    Source.objects.filter(pk=cast.agency().pk).update(default_zone="America/New_York")
    send(usageterms="Web embargo until 6 p.m. Thursday")
    assert story().embargoed_until == datetime(2031, 5, 8, 18, tzinfo=ZoneInfo("America/New_York"))


def test_an_embargo_in_words_is_never_sooner_than_one_in_a_field():
    send(embargoed="2031-05-09T12:00:00Z", usageterms="NO WEB USE UNTIL 6 P.M. EDT MAY 8, 2031")
    assert story().embargoed_until == datetime.fromisoformat("2031-05-09T12:00:00+00:00")
    send("2", embargoed="2031-05-09T12:00:00Z", usageterms="NO WEB USE UNTIL 6 P.M. EDT MAY 10, 2031")
    assert story().embargoed_until == datetime.fromisoformat("2031-05-10T22:00:00+00:00")


def test_words_of_an_embargo_without_a_time_hold_a_live_story_without_end_and_the_desk_is_told():
    live(send(embargoed="2031-05-06T12:00:00Z"))
    assert Article.objects.public(DAY).exists()
    send("2", usageterms="Web embargo until the vote")
    held = article()
    assert (held.embargoed_until, held.embargo_words) == (None, "Web embargo until the vote")
    assert not Article.objects.public(DAY + timedelta(days=400)).exists()
    assert Alarm.objects.get(kind=AlarmKind.TIMES).words == (
        "“Ferry hits pier” is held back by words that give no time that can be read: “Web embargo until the vote”. "
        "Set “Embargoed until” to let it out."
    )


def test_an_embargo_in_a_headline_outlasts_an_earlier_one_that_is_over():
    live(send(embargoed="2031-05-06T12:00:00Z"))
    send("2", headline="EMBARGOED until Friday: Ferry hits pier")
    assert (article().embargoed_until, article().embargo_words) == (None, "EMBARGOED until Friday: Ferry hits pier")


def test_what_the_desk_has_set_stays_when_the_same_words_come_again():
    held = pick_up(send(ednote="Embargoed until the vote"), at=DAY, section=cast.section())
    cast.changed(held, DAY, embargoed_until=DAY - HOUR)
    publish(held, at=DAY)
    send("2", ednote="Embargoed until the vote")
    assert Article.objects.public(DAY).exists()


def test_an_editor_cannot_put_off_the_senders_end():
    picked = pick_up(send(usageterms="14 DAYS ONLY"), at=DAY, section=cast.section())
    cast.changed(picked, DAY, expires_at=None)
    assert article().expires_at == SENT + timedelta(days=14)
    cast.changed(picked, DAY, expires_at=SENT + timedelta(days=3))
    assert article().expires_at == SENT + timedelta(days=3)


@pytest.mark.parametrize(
    ("fields", "against"),
    [
        ({"embargoed": "2031-05-20T00:00:00Z"}, "it is embargoed until Mon, May 19, 2031, 17:00 PDT"),
        ({"versioncreated": "2031-06-01T00:00:00Z"}, "it was made Sat, May 31, 2031, 17:00 PDT"),
    ],
)
def test_an_end_before_readers_could_see_it_is_told(fields, against):
    send(expires="2031-05-18T00:00:00Z", **fields)
    assert Alarm.objects.get(kind=AlarmKind.TIMES).words == (
        f"“Ferry hits pier” is to expire Sat, May 17, 2031, 17:00 PDT, and {against}: readers never see it. "
        "Ask its sender."
    )


def test_an_embargo_that_is_over_holds_nothing_and_calls_nobody():
    live(send(ednote="HOLD FOR RELEASE until 12:01 a.m. EDT Sunday, May 4, 2031"))
    assert Article.objects.public(DAY).exists()
    assert not Alarm.objects.exists()


@pytest.mark.parametrize("words", ["EXPIRES 99 MAY", "0 DAYS", "Use within 99999 days", "Valid until 31 Feb", "HOLD"])
def test_moments_that_cannot_be_read_stop_no_import(words):
    picked = pick_up(send(usageterms=words), at=DAY)
    assert (picked.expires_at, picked.embargoed_until) == (None, None)


# ── photos ───────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "fields",
    [
        {"usageterms": "ONLINE OUT"},
        {"description_text": "The pier. (Mara Quist/MP) ONLINE OUT"},
        {"copyrightnotice": "Meridian Press. ONLINE OUT"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_photo_is_barred_by_its_own_words_and_its_story_is_not(fields):
    send_photo(**fields)
    photo = PhotoAsset.objects.get()
    assert (photo.barred_words, story().restrictions) == ("ONLINE OUT", [])
    assert photo_refusals(photo, DAY) != []


def test_a_photo_in_several_versions_keeps_all_that_was_said_of_it():
    send_photo(usageterms="ONLINE OUT; 14 DAYS")
    send_photo("2", usageterms="NO ARCHIVING; 14 DAYS", versioncreated="2031-05-10T14:00:00Z")
    send_photo("3")
    photo = PhotoAsset.objects.get()
    assert words_of(photo) == [("ONLINE OUT", "barred"), ("14 DAYS", "expires"), ("NO ARCHIVING", "allowed")]
    assert photo.expires_at == SENT + timedelta(days=14)


def test_a_picture_that_is_its_own_item_is_bound_by_all_that_is_said_of_it():
    told = {"description_text": "The pier.", "creditline": "MP/Mara Quist", "body_html": ""}
    deliver(ninjs(type="picture", uri="mp-photo", ednote="Embargoed until the vote; US OUT", **told))
    photo = PhotoAsset.objects.get()
    assert (photo.barred_words, photo.embargoed_until) == ("US OUT", None)
    assert photo.embargo_words == "Embargoed until the vote"


def test_the_desk_is_called_when_a_live_storys_photo_is_barred():
    live(send_photo())
    send_photo("2", usageterms="ONLINE OUT")
    assert Alarm.objects.get(kind=AlarmKind.RIGHTS).words == (
        "Photo “The pier.” is gone from “Ferry hits pier” until somebody decides. Meridian Press says: “ONLINE OUT”."
    )


def test_a_photo_of_our_own_is_barred_by_what_stands_on_it_and_no_longer():
    photo = cast.photo(usage_terms="ONLINE OUT; NO ARCHIVING")
    assert bind_photo(photo, at=DAY) is True
    photo.save()
    assert (photo.barred_words, photo.unacknowledged_words) == ("ONLINE OUT", "NO ARCHIVING")
    photo.usage_terms = "NO ARCHIVING"
    assert bind_photo(photo, at=DAY) is False
    assert (photo.barred_words, photo.unacknowledged_words) == ("", "NO ARCHIVING")


def test_an_editor_lifts_nothing_of_a_senders_photo_by_deleting_its_words():
    send_photo(usageterms="ONLINE OUT; 14 DAYS")
    photo = PhotoAsset.objects.get()
    photo.usage_terms, photo.expires_at = "", None
    bind_photo(photo, at=DAY)
    assert (photo.barred_words, photo.expires_at) == ("ONLINE OUT", SENT + timedelta(days=14))


# ── many at once ─────────────────────────────────────────────────────────────
def lumps(count: int, **fields) -> list[Lump]:
    return [Lump(f"{n}.json", ninjs(f"Ferry {n}", uri=f"tag:{n}:{sorted(fields)}", **fields)) for n in range(count)]


def queries_of(many: list[Lump]) -> int:
    sender = cast.agency()
    with CaptureQueriesContext(connection) as asked:
        receive_many(many, channel=Channel.COMMAND, at=DAY, source=sender)
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_what_is_restricted():
    assert queries_of(lumps(3)) == queries_of(lumps(9, language="en"))
    few = queries_of(lumps(3, usageterms="ONLINE OUT"))
    assert queries_of(lumps(9, usageterms="ONLINE OUT", language="en")) == few
    assert WireStory.objects.exclude(restrictions=[]).count() == 12


def test_two_versions_of_a_story_in_one_import_both_count():
    told = [ninjs(uri="t", version=n, usageterms=words) for n, words in (("1", "US OUT"), ("2", "ONLINE OUT"))]
    receive_many([Lump(f"{n}.json", each) for n, each in enumerate(told)], channel=Channel.COMMAND, at=DAY)
    assert words_of(story()) == [("US OUT", "barred"), ("ONLINE OUT", "barred")]


def test_what_is_restricted_is_refused_with_the_words():
    picked = pick_up(send(usageterms="ONLINE OUT"), at=DAY, section=cast.section())
    assert article_refusals(picked, DAY)[1:] == [
        "Its sender forbids this use: “ONLINE OUT”. Leave it out, or have a publisher answer for it where the sender "
        "has cleared it."
    ]
