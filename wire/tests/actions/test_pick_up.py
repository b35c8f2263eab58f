from __future__ import annotations

import json

import pytest

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.pick_up import TAGS_AT_MOST, pick_up, pick_up_refusal
from wire.models import Article, ArticleRevision, Delivery, Section, Source
from wire.parsers.item import ParsedItem, ParsedMedia, ParsedTeaser
from wire.tests.cast import DAY, HOUR, agency, deliver, keep_version, ninjs, nitf, section
from wire.vocabulary import Channel, ItemKind, PubStatus, Signal

pytestmark = pytest.mark.django_db


def version(**fields):
    """A version as if just parsed from Meridian Press's wire."""
    told = {"guid": "mp-ferry", "version": "1", "headline": "Ferry hits pier", "body_html": "<p>It hit.</p>"} | fields
    delivery = Delivery.objects.create(name="story.xml", channel=Channel.COMMAND, received_at=DAY)
    return keep_version(ParsedItem(**told), source=agency(), delivery=delivery, format="nitf", at=DAY).version


def test_plain_text_becomes_a_draft_ready_to_edit(edda):
    told = deliver().versions[0]

    article = pick_up(told, by=edda, at=DAY + HOUR)

    article = Article.objects.get(pk=article.pk)
    assert (article.headline, article.byline) == ("Ferry hits pier; 14 hurt", "Ray Cole")
    assert article.dateline == "HARBOR CITY, Wash."
    assert article.body.startswith("<p>A state ferry struck a pier on Tuesday")
    assert article.body.count("<p>") == 3
    assert (article.source, article.wire_story, article.wire_version) == (agency(), told.story, told)
    assert (article.section, article.url_slug) == (section("nation-world"), "ferry-hits-pier-14-hurt")
    assert (article.desk_status, article.address, article.first_published_at) == ("draft", None, None)
    assert (article.created_at, article.created_by, article.saved_at) == (DAY + HOUR, edda, DAY + HOUR)
    assert rules.publishing_refusals(article, DAY + HOUR) == []


@pytest.mark.parametrize("copy", [ninjs(), nitf()], ids=["ninjs", "nitf"])
def test_marked_up_copy_becomes_a_draft_ready_to_edit(copy):
    article = pick_up(deliver(copy).versions[0], at=DAY)

    assert (article.headline, article.byline) == ("Ferry hits pier", "Ray Cole")
    assert article.body.startswith("<p>A state ferry struck a pier")
    assert rules.publishing_refusals(article, DAY) == []


def test_every_word_that_readers_meet_is_filled_in():
    article = pick_up(
        version(
            kicker="K", abstract="A ferry hit.", byline="Ray Cole", dateline="HARBOR CITY", language="en",
            contributor_line="Mia Tan contributed.", rail_heading="Related", embargo_words="Hold",
            embargoed_until=DAY + HOUR, expires_at=DAY + 2 * HOUR,
        ),
        at=DAY,
    )  # fmt: skip

    assert (article.kicker, article.summary, article.language) == ("K", "A ferry hit.", "en")
    assert (article.contributor_line, article.rail_heading) == ("Mia Tan contributed.", "Related")
    assert (article.embargo_words, article.embargoed_until, article.expires_at) == ("Hold", DAY + HOUR, DAY + 2 * HOUR)


def test_the_note_to_editors_goes_nowhere_near_the_article():
    article = pick_up(version(ednote="Eds: SECRET"), at=DAY)

    assert "SECRET" not in json.dumps(article.revisions.get().state)
    assert not [name for name, value in vars(article).items() if "SECRET" in str(value)]


def test_the_slugline_stands_in_for_a_headline():
    assert pick_up(version(headline="", slugline="BC-Ferry"), at=DAY).headline == "BC-Ferry"


def test_words_longer_than_our_fields_are_shortened_not_refused():
    article = pick_up(version(headline="x" * 301, kicker="k" * 150), at=DAY)

    assert (article.headline, article.kicker) == ("x" * 299 + "…", "k" * 99 + "…")
    article.full_clean(exclude=["address"])


@pytest.mark.parametrize(
    ("codes", "default", "slug"),
    [
        ({"category": ("s",)}, None, "sports"),
        ({"subjects": ("subj:15054000",)}, None, "sports"),
        ({"keywords": ("business",)}, None, "business"),
        ({"category": ("zz",), "subjects": ("04",)}, "opinion", "business"),
        ({"category": ("zz",)}, "opinion", "opinion"),
        ({}, "opinion", "opinion"),
        ({"category": ("zz",)}, None, "nation-world"),
        ({}, None, "nation-world"),
    ],
)
def test_the_section_comes_from_codes_then_the_source_then_what_catches_all(codes, default, slug):
    told = version(**codes)
    if default:
        Source.objects.filter(slug="mp").update(default_section=section(default))

    assert pick_up(told, at=DAY).section.slug == slug


def test_the_section_an_editor_names_goes_before_all():
    assert pick_up(version(category=("s",)), at=DAY, section=section("life")).section.slug == "life"


def test_no_section_is_made_up():
    told = version()
    Section.objects.filter(slug="nation-world").update(wire_codes="w")

    assert pick_up(told, at=DAY).section is None


def test_keywords_become_tags():
    article = pick_up(version(keywords=(" Ferry  crash", "ferry crash", "Pier", "Pier", "", "x" * 61)), at=DAY)

    assert sorted(name.lower() for name in article.tags.names()) == ["ferry crash", "pier"]


def test_a_flood_of_keywords_is_cut_off():
    article = pick_up(version(keywords=tuple(f"word {number:02}" for number in range(40))), at=DAY)

    assert sorted(article.tags.names()) == [f"word {number:02}" for number in range(TAGS_AT_MOST)]


def test_photos_are_placed_in_the_order_of_the_copy():
    media = tuple(ParsedMedia(guid=f"mp-photo-{number}", caption=f"Photo {number}") for number in (1, 2, 3))

    article = pick_up(version(media=media), at=DAY)

    placed = [(placement.order, str(placement.photo), placement.caption) for placement in article.placements.all()]
    assert placed == [(1, "Photo 1", ""), (2, "Photo 2", ""), (3, "Photo 3", "")]


def test_lines_on_related_stories_become_teasers_with_their_photos():
    lines = (
        ParsedTeaser(
            headline="Pier closes", summary="Until June.", kicker="Harbor", caption="The pier.", credit_line="MP"
        ),
        ParsedTeaser(headline="Ferry history", url="https://lorn.example/history"),
    )

    article = pick_up(version(teasers=lines), at=DAY)

    first, second = article.teasers.all()
    assert (first.order, first.headline, first.summary, first.kicker) == (1, "Pier closes", "Until June.", "Harbor")
    assert (first.photo.caption, first.photo.credit_line, first.url) == ("The pier.", "MP", "")
    assert (second.order, second.headline, second.url, second.photo) == (
        *(2, "Ferry history", "https://lorn.example/history", None),
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//lorn.example/", "https://" + "x" * 1000])
def test_an_address_that_readers_cannot_be_sent_to_is_dropped(url):
    teaser = pick_up(version(teasers=(ParsedTeaser(headline="Pier closes", url=url),)), at=DAY).teasers.get()

    assert (teaser.headline, teaser.url) == ("Pier closes", "")


def test_a_related_line_without_a_headline_is_none():
    assert not pick_up(version(teasers=(ParsedTeaser(url="https://lorn.example/"),)), at=DAY).teasers.exists()


def test_a_story_is_picked_up_once():
    told = version()
    first = pick_up(told, at=DAY)

    assert pick_up(told, at=DAY + HOUR) == first
    assert pick_up(version(version="2", headline="Later"), at=DAY + HOUR) == first
    assert (Article.objects.count(), ArticleRevision.objects.count()) == (1, 1)


def test_the_first_revision_says_where_it_came_from(edda):
    media, lines = (ParsedMedia(guid="mp-photo", caption="C"),), (ParsedTeaser(headline="Pier closes"),)

    article = pick_up(version(keywords=("ferry",), media=media, teasers=lines), by=edda, at=DAY)

    (revision,) = article.revisions.all()
    assert (revision.number, revision.why) == (1, "Picked up from Meridian Press")
    assert (revision.made_by, revision.made_at) == (edda, DAY)
    assert (revision.state["headline"], revision.state["tags"]) == ("Ferry hits pier", ["ferry"])
    assert [placed["order"] for placed in revision.state["placements"]] == [1]
    assert [line["headline"] for line in revision.state["teasers"]] == ["Pier closes"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"signals": (Signal.KILL,)}, "This is a message to editors (kill), not copy for readers."),
        ({"signals": (Signal.WITHHOLD,)}, "This is a message to editors (withhold), not copy for readers."),
        (
            {"signals": (Signal.UPDATE, Signal.ADVISORY)},
            "This is a message to editors (update, advisory), not copy for readers.",
        ),
        ({"kind": ItemKind.PICTURE}, "This is a picture, not a story. Its photos are under Photos."),
        ({"kind": ItemKind.COMPOSITE}, "This is a package, not a story. Its photos are under Photos."),
        ({"pubstatus": PubStatus.CANCELED}, "Meridian Press says this story is canceled: it must not be used."),
        ({"pubstatus": PubStatus.WITHHELD}, "Meridian Press says this story is withheld: it must not be used."),
    ],
)
def test_what_is_no_copy_is_not_picked_up(fields, message):
    told = version(**fields)

    with pytest.raises(DeskError) as refused:
        pick_up(told, at=DAY)

    assert str(refused.value) == pick_up_refusal(told) == message
    assert not Article.objects.exists()


def test_an_old_version_of_a_story_called_back_is_not_picked_up():
    old = version()
    version(version="2", pubstatus=PubStatus.CANCELED)
    old.refresh_from_db()

    assert pick_up_refusal(old) == "Meridian Press says this story is canceled: it must not be used."


def test_copy_can_be_picked_up():
    assert pick_up_refusal(version(signals=(Signal.UPDATE, Signal.EMBARGO))) == ""


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("Gaza City, May 16, 2021 (AFP) -", "Gaza City, May 16, 2021"),
        ("OLYMPIA, Wash.", "OLYMPIA, Wash."),
        ("HAMBURG (MP) —", "HAMBURG"),
        ("", ""),
    ],
)
def test_a_dateline_is_picked_up_without_the_agency_and_the_dash(sent, printed):
    assert pick_up(version(dateline=sent), at=DAY).dateline == printed
