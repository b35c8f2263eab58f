from __future__ import annotations

from datetime import timedelta

import pytest

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Article, Delivery, PhotoAsset, Placement, WireStory, WireVersion
from wire.parsers.errors import MalformedItem
from wire.parsers.item import ParsedItem, ParsedMedia
from wire.tests.cast import DAY, HOUR, agency, keep_version, live_story, section
from wire.vocabulary import Channel, ItemKind, PubStatus, Signal

pytestmark = pytest.mark.django_db

TOMORROW = DAY + timedelta(days=1)
NO_CHARACTERS = "nitf: the item holds characters that are none (NUL, half of a surrogate pair)."


def keep(version="1", *, at=DAY, **fields):
    """A version of the ferry story, as if just parsed."""
    told = {"guid": "mp-ferry", "headline": "Ferry hits pier", "body_html": "<p>A ferry hit a pier.</p>"} | fields
    delivery = Delivery.objects.create(name="story.xml", channel=Channel.COMMAND, received_at=at)
    item = ParsedItem(version=version, **told)
    return keep_version(item, source=agency(), delivery=delivery, format="nitf", at=at)


def live_from(kept):
    article = pick_up(kept.version, at=DAY, section=section())
    return publish(article, at=DAY)


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_all_that_was_read_is_kept_as_sent():
    version = keep(
        kicker="K", abstract="A", slugline="S", take="1st Ld", byline="Ray Cole", authors=("Ray Cole", "Mia Tan"),
        dateline="HARBOR CITY", city="Harbor City", language="en", urgency=3, priority="r", category=("a",),
        keywords=("ferry",), subjects=("15",), sequence="0042", word_count=7, signals=(Signal.UPDATE,),
        references=("mp-0",), version_created=DAY, ednote="Eds: adds.", usage_terms="U", caption="C",
        credit_line="MP", contributor_line="More.", rail_heading="Related", assumed=("guid",), extra={"a": [1]},
    ).version  # fmt: skip

    version.refresh_from_db()
    assert (version.headline, version.body_html, version.take) == (
        "Ferry hits pier",
        "<p>A ferry hit a pier.</p>",
        "1st Ld",
    )
    assert (version.authors, version.category, version.signals) == (["Ray Cole", "Mia Tan"], ["a"], ["update"])
    assert (version.references, version.assumed, version.extra) == (["mp-0"], ["guid"], {"a": [1]})
    assert (version.urgency, version.word_count, version.version_created) == (3, 7, DAY)
    assert (version.format, version.received_at, version.delivery.name) == ("nitf", DAY, "story.xml")


def test_what_a_parser_notes_beside_the_words_makes_no_new_version():
    first = keep("", extra={"seen": 1})

    again = keep("", extra={"seen": 2})

    assert (again.version, again.is_new, again.is_new_story) == (first.version, False, False)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"guid": ""}, "nitf: the item has no name of its own (guid), and none could be derived."),
        ({"guid": "x" * 501}, "nitf: guid has 501 characters, at most 500 can be kept."),
        ({"byline": "x" * 501}, "nitf: byline has 501 characters, at most 500 can be kept."),
        ({"version": "9" * 65}, "nitf: version has 65 characters, at most 64 can be kept."),
        ({"media": (ParsedMedia(href="x" * 1001),)}, "nitf: href has 1001 characters, at most 1000 can be kept."),
        (
            {"kind": ItemKind.PICTURE, "authors": ("x" * 201,)},
            "nitf: photographer has 201 characters, at most 200 can be kept.",
        ),
        ({"headline": "Ferry\x00"}, NO_CHARACTERS),
        ({"headline": "Ferry\ud800"}, NO_CHARACTERS),
        ({"keywords": ("ok", "\x00")}, NO_CHARACTERS),
        ({"media": (ParsedMedia(caption="\udfff"),)}, NO_CHARACTERS),
        ({"extra": {"deep": [{"\x00": 1}]}}, NO_CHARACTERS),
        ({"urgency": -1}, "nitf: urgency is -1, which is no number that can be kept."),
        ({"word_count": 10**30}, f"nitf: word_count is {10**30}, which is no number that can be kept."),
    ],
)
def test_what_no_database_can_hold_is_refused_before_anything_is_stored(fields, message):
    with pytest.raises(MalformedItem) as refused:
        keep(**fields)

    assert str(refused.value) == message
    assert (WireStory.objects.count(), WireVersion.objects.count(), PhotoAsset.objects.count()) == (0, 0, 0)


def test_a_backslash_in_the_words_is_no_nul():
    assert keep(headline=r"How \u0000 broke the ferry").version.headline == r"How \u0000 broke the ferry"


def test_a_later_version_that_calls_the_story_back_takes_the_live_article_away():
    article = live_from(keep("1"))

    keep("2", pubstatus=PubStatus.CANCELED)

    assert WireStory.objects.get().pubstatus == "canceled"
    assert stored(article).pubstatus == "canceled"
    assert not Article.objects.public(DAY).exists()
    assert Article.objects.killed().get() == article


def test_a_story_called_back_by_mistake_is_given_free_by_a_later_version():
    article = live_from(keep("1"))
    keep("2", pubstatus=PubStatus.WITHHELD)

    keep("3")

    assert Article.objects.public(DAY).get() == article


def test_an_embargo_of_a_later_version_binds_the_article():
    article = live_from(keep("1"))

    keep("2", embargoed_until=TOMORROW)

    assert stored(article).embargoed_until == TOMORROW
    assert not Article.objects.public(DAY).exists()
    assert Article.objects.public(TOMORROW).get() == article


def test_embargo_words_of_a_later_version_bind_the_article():
    article = live_from(keep("1"))

    keep("2", embargo_words="Hold for release")

    assert stored(article).embargo_words == "Hold for release"
    assert not Article.objects.public(TOMORROW).exists()


def test_a_silent_later_version_does_not_lift_the_embargo():
    article = pick_up(keep("1", embargoed_until=TOMORROW, expires_at=TOMORROW + HOUR).version, at=DAY)

    keep("2")

    story = WireStory.objects.get()
    assert (story.current.version, story.embargoed_until, story.expires_at) == ("2", TOMORROW, TOMORROW + HOUR)
    assert stored(article).embargoed_until == TOMORROW


def test_a_later_version_may_name_another_moment():
    article = pick_up(keep("1", embargoed_until=TOMORROW).version, at=DAY)

    keep("2", embargoed_until=DAY + HOUR)

    assert (WireStory.objects.get().embargoed_until, stored(article).embargoed_until) == (DAY + HOUR, DAY + HOUR)


@pytest.mark.parametrize("later", [{}, {"embargoed_until": TOMORROW}, {"body_html": "<p>New.</p>"}])
def test_an_editors_own_embargo_survives_a_version_that_says_nothing_new(later):
    article = pick_up(keep("1", embargoed_until=TOMORROW).version, at=DAY)
    Article.objects.filter(pk=article.pk).update(embargoed_until=TOMORROW + HOUR, expires_at=TOMORROW + 2 * HOUR)

    keep("2", **later)

    assert stored(article).embargoed_until == TOMORROW + HOUR
    assert stored(article).expires_at == TOMORROW + 2 * HOUR


def test_a_later_version_leaves_our_words_alone():
    article = live_from(keep("1"))

    keep("2", headline="Ferry hits pier; 15 hurt", body_html="<p>New.</p>")

    assert (stored(article).headline, stored(article).body) == ("Ferry hits pier", "<p>A ferry hit a pier.</p>")


def test_a_picture_of_the_copy_is_a_photo_whose_file_is_to_come():
    media = ParsedMedia(
        guid="mp-photo", href="ferry.jpg", caption="The ferry.", credit_line="MP/Mara Quist", alt_text="A ferry",
        photographer="Mara Quist", copyright_holder="MP", copyright_notice="© MP", usage_terms="No sales",
        embargoed_until=TOMORROW,
    )  # fmt: skip

    version = keep(media=(media, media, ParsedMedia(kind=ItemKind.VIDEO, guid="mp-video"))).version

    photo = PhotoAsset.objects.get()
    assert list(version.photos.all()) == [photo]
    assert (photo.source, photo.guid, photo.href, photo.added_at) == (agency(), "mp-photo", "ferry.jpg", DAY)
    assert (photo.caption, photo.credit_line, photo.alt_text) == ("The ferry.", "MP/Mara Quist", "A ferry")
    assert (photo.photographer, photo.copyright_holder, photo.copyright_notice) == ("Mara Quist", "MP", "© MP")
    assert (photo.usage_terms, photo.pubstatus, photo.embargoed_until) == ("No sales", "usable", TOMORROW)
    assert not photo.has_file


def test_a_photo_known_by_words_alone_is_the_same_photo_in_the_next_version():
    words = {"caption": "The ferry.", "credit_line": "MP/Mara Quist"}
    first = keep("1", media=(ParsedMedia(**words),)).version.photos.get()

    again = keep("2", media=(ParsedMedia(caption="The \n ferry.", credit_line="MP/Mara Quist"),)).version.photos.get()

    assert again == first
    assert first.guid.startswith("words:")
    keep("3", media=(ParsedMedia(),))
    assert PhotoAsset.objects.get() == first


def test_a_picture_that_is_an_item_of_its_own_is_a_photo():
    kept = keep(
        kind=ItemKind.PICTURE, guid="mp-photo", caption="The ferry.", credit_line="MP", authors=("Mara Quist",),
        embargo_words="Hold",
    )  # fmt: skip

    photo = kept.version.photos.get()
    assert (photo.guid, photo.caption, photo.photographer) == ("mp-photo", "The ferry.", "Mara Quist")
    assert photo.embargo_words == "Hold"
    assert PhotoAsset.objects.filter(embargo_words="").count() == 0


def test_a_picture_called_back_disappears_from_a_live_story():
    photo = keep("1", kind=ItemKind.PICTURE, guid="mp-photo", caption="C", credit_line="MP").version.photos.get()
    Placement.objects.create(article=live_story(), photo=photo)
    assert PhotoAsset.objects.public(DAY).get() == photo

    keep("2", kind=ItemKind.PICTURE, guid="mp-photo", pubstatus=PubStatus.CANCELED)

    assert not PhotoAsset.objects.public(DAY).exists()
    photo.refresh_from_db()
    assert (photo.pubstatus, photo.caption) == ("canceled", "C")


def test_a_story_that_shows_a_picture_called_back_does_not_give_it_free():
    keep("1", kind=ItemKind.PICTURE, guid="mp-photo", pubstatus=PubStatus.CANCELED, embargoed_until=TOMORROW)

    keep("1", media=(ParsedMedia(guid="mp-photo"),))

    photo = PhotoAsset.objects.get()
    assert (photo.pubstatus, photo.embargoed_until) == ("canceled", TOMORROW)


def test_a_late_version_says_nothing_of_a_photo():
    keep("2", media=(ParsedMedia(guid="mp-photo"),))

    keep("1", media=(ParsedMedia(guid="mp-photo", pubstatus=PubStatus.WITHHELD),))

    assert PhotoAsset.objects.get().pubstatus == "usable"


def test_a_late_version_leaves_the_article_alone():
    article = live_from(keep("2"))

    keep("1", pubstatus=PubStatus.WITHHELD, headline="Ferry strikes pier")

    assert Article.objects.public(DAY).get() == article


def current():
    return WireStory.objects.get().current.version


@pytest.mark.parametrize(
    "notice",
    [
        {"pubstatus": PubStatus.CANCELED},
        {"pubstatus": PubStatus.WITHHELD},
        {"signals": (Signal.KILL,)},
        {"signals": (Signal.WITHHOLD,)},
        {"signals": (Signal.ADVISORY,)},
    ],
    ids=["canceled", "withheld", "kill", "withhold", "advisory"],
)
def test_a_notice_is_read_only_while_there_is_no_copy(notice):
    keep("3", **notice)
    assert current() == "3"
    keep("1")
    assert current() == "1"
    keep("4", **notice)
    assert current() == "1"
    assert WireVersion.objects.count() == 3


TEXT = {
    "assumed": ("guid",),
    "version": "",
}  # of copy without an id of its own: parts and notices share the story's name


def kept_as_text(at, **fields):
    return keep(at=at, version_created=at, **TEXT | fields).version


def test_an_add_is_kept_and_is_not_the_story():
    add = kept_as_text(DAY, take="1st Add", signals=(Signal.ADD,), body_html="<p>More.</p>")
    assert WireStory.objects.get().current == add

    full = kept_as_text(DAY - HOUR, body_html="<p>A ferry hit a pier.</p>")
    assert WireStory.objects.get().current == full

    kept_as_text(DAY + HOUR, take="2nd Add", signals=(Signal.ADD,), body_html="<p>Still more.</p>")
    assert WireStory.objects.get().current == full
    assert WireVersion.objects.count() == 3


def test_a_writethru_with_inserts_is_the_story():
    kept_as_text(DAY)
    full = kept_as_text(
        DAY + HOUR, take="1st Ld-Writethru", signals=(Signal.UPDATE, Signal.ADD), body_html="<p>All.</p>"
    )
    assert WireStory.objects.get().current == full


def test_what_comes_under_an_id_of_its_senders_own_is_the_whole_story():
    keep("1")
    keep("2", take="Add 1", signals=(Signal.ADD,), body_html="<p>All of it.</p>")
    assert current() == "2"


def test_a_correction_of_an_earlier_story_is_not_the_story():
    full = kept_as_text(DAY)
    body = "<p>In a story May 6 about a ferry, Meridian Press erroneously reported that 14 were hurt.</p>"
    kept_as_text(DAY + HOUR, headline="CORRECTION: Ferry Crash story", signals=(Signal.CORRECTION,), body_html=body)
    assert WireStory.objects.get().current == full


def test_a_full_text_that_corrects_is_the_story():
    kept_as_text(DAY)
    full = kept_as_text(
        DAY + HOUR, signals=(Signal.CORRECTION,), ednote="CORRECTS the number hurt", body_html="<p>All.</p>"
    )
    assert WireStory.objects.get().current == full
