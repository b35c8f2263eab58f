"""What readers see of one story."""

from __future__ import annotations

import pytest

from wire.actions.make_renditions import attach_file
from wire.models import Article, Placement, SiteBlock, Source, Teaser
from wire.tests import cast
from wire.tests.public.reading import of_class, words

pytestmark = pytest.mark.django_db

ADDRESS = "/local-news/2026/05/06/ferry-returns-to-its-old-pier/"


# ── the article ──────────────────────────────────────────────────────────────
def test_an_article_shows_headline_kicker_summary_byline_and_source(read):
    story = cast.live_story(at=cast.AGO, kicker="Ferries", summary="It is back.")
    page = read(story.get_absolute_url())
    assert story.get_absolute_url() == ADDRESS
    assert [words(each) for each in page.iter("h1")] == ["Ferry returns to its old pier"]
    assert of_class(page, "story__section") == ["Local News"]
    assert of_class(page, "story__kicker") == ["Ferries"]
    assert of_class(page, "story__summary") == ["It is back."]
    assert of_class(page, "byline__name") == ["By Dana Ortega"]
    assert of_class(page, "byline__source") == [cast.PAPER]
    assert of_class(page, "byline__mark") == []


def test_a_wire_article_is_credited_to_its_source_and_marked(read):
    page = read(cast.live_story(at=cast.AGO, source=cast.agency(), byline="Ray Cole").get_absolute_url())
    assert of_class(page, "byline__who") == ["By Ray Cole Meridian Press Wire"]


def test_a_byline_that_is_the_source_is_printed_once(read):
    page = read(cast.live_story(at=cast.AGO, source=cast.agency(), byline="Meridian Press").get_absolute_url())
    assert of_class(page, "byline__who") == ["Meridian Press Wire"]


def test_the_dateline_opens_the_first_paragraph(read):
    page = read(
        cast.live_story(
            at=cast.AGO, dateline="LORN, Wash.", body="<p>It rained.</p>\n<p>It stopped.</p>"
        ).get_absolute_url()
    )
    assert of_class(page, "copy")[0] == "LORN, Wash. — It rained. It stopped."


def test_the_time_of_publishing_stands_in_the_papers_zone(read):
    page = read(cast.live_story(at=cast.AGO).get_absolute_url())
    times = page.find_class("byline__when")[0].findall(".//time")
    assert [(each.get("datetime"), words(each)) for each in times] == [
        ("2026-05-06T08:00:00-07:00", "May 6, 2026, 8 a.m.")
    ]


def test_updated_is_said_only_after_a_change_that_readers_read(read):
    story = cast.live_story(at=cast.AGO)
    cast.changed(story, cast.AGO + cast.HOUR, front_order=3)
    assert of_class(read(ADDRESS), "byline__updated") == []
    cast.changed(story, cast.AGO + 2 * cast.HOUR, body="<p>The ferry came back on Wednesday.</p>")
    assert of_class(read(ADDRESS), "byline__updated") == ["Updated May 6, 2026, 10 a.m."]


def test_an_article_shows_contributors_and_tags(read):
    story = cast.live_story(at=cast.AGO, contributor_line="Ray Cole contributed to this report.")
    story.tags.set(["ferries", "Lorn Island"])
    page = read(ADDRESS)
    assert of_class(page, "story__contributors") == ["Ray Cole contributed to this report."]
    links = {words(each): each.get("href") for each in page.find_class("tags__link")}
    assert links == {"ferries": "/tag/ferries/", "Lorn Island": "/tag/lorn-island/"}


def test_what_is_empty_leaves_no_trace(read):
    page = read(cast.live_story(at=cast.AGO, byline="").get_absolute_url())
    absent = ["story__kicker", "story__summary", "byline__name", "story__contributors", "tags", "rail", "photo"]
    assert {name: of_class(page, name) for name in absent} == {name: [] for name in absent}


def test_a_source_may_be_renamed_and_its_stories_follow(read):
    cast.live_story(at=cast.AGO, source=cast.agency())
    Source.objects.filter(slug="mp").update(credit_line="Meridian Press & Sons")
    assert of_class(read(ADDRESS), "byline__source") == ["Meridian Press & Sons"]


# ── photos ───────────────────────────────────────────────────────────────────
def placed(story: Article, **fields) -> Placement:
    return Placement.objects.create(article=story, photo=cast.photo(**fields))


def test_a_photo_shows_caption_and_credit(read):
    placement = placed(cast.live_story(at=cast.AGO), alt_text="A white ferry at a pier")
    attach_file(placement.photo, cast.picture(), name="ferry.jpg")
    page = read(ADDRESS)
    [figure] = page.find_class("photo")
    [image] = figure.iter("img")
    assert of_class(figure, "photo__caption") == ["The ferry at dusk."]
    assert of_class(figure, "photo__credit") == ["Photo: Mara Quist / The Courier"]
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("A white ferry at a pier", "1000", "600")
    assert image.get("src").startswith(f"/pictures/{placement.photo.pk}/")


def test_a_photo_without_alternative_text_has_an_empty_one_never_the_caption(read):
    attach_file(placed(cast.live_story(at=cast.AGO)).photo, cast.picture(), name="ferry.jpg")
    assert [image.get("alt") for image in read(ADDRESS).iter("img")] == [""]


def test_a_credit_is_shown_without_a_caption_too(read):
    placed(cast.live_story(at=cast.AGO), caption="")
    page = read(ADDRESS)
    assert of_class(page, "photo__caption") == []
    assert of_class(page, "photo__credit") == ["Photo: Mara Quist / The Courier"]


def test_a_photo_whose_file_is_awaited_keeps_its_place(read):
    placed(cast.live_story(at=cast.AGO))
    [figure] = read(ADDRESS).find_class("photo")
    assert of_class(figure, "photo__awaited") == ["Photo to come"]
    assert list(figure.iter("img")) == []


def test_the_articles_own_caption_wins(read):
    placement = placed(cast.live_story(at=cast.AGO))
    Placement.objects.filter(pk=placement.pk).update(caption="Seen from Lorn.")
    assert of_class(read(ADDRESS), "photo__caption") == ["Seen from Lorn."]


def test_photos_stand_in_their_order_the_first_leads(read):
    story = cast.live_story(at=cast.AGO)
    for order, caption in ((2, "Second."), (1, "First."), (3, "Third.")):
        Placement.objects.create(article=story, photo=cast.photo(caption=caption), order=order)
    page = read(ADDRESS)
    assert of_class(page, "photo__caption") == ["First.", "Second.", "Third."]
    assert of_class(page.find_class("photo--lead")[0], "photo__caption") == ["First."]


# ── the rail and the standing blocks ─────────────────────────────────────────
def test_the_rail_shows_teasers_of_ours_and_of_elsewhere(read):
    story = cast.live_story(at=cast.AGO, rail_heading="More in Local News")
    other = cast.live_story("Pool opens", at=cast.AGO, summary="With a slide.")
    Teaser.objects.create(article=story, linked_article=other, order=1)
    Teaser.objects.create(
        article=story, linked_article=other, order=2, headline="Our own line", summary="Our own words"
    )
    Teaser.objects.create(article=story, url="https://www.example.org/a", headline="Outside", kicker="Coast", order=3)
    Teaser.objects.create(article=story, headline="Nowhere", order=4)
    rail = read(ADDRESS).find_class("rail")[0]
    assert of_class(rail, "rail__heading") == ["More in Local News"]
    assert of_class(rail, "card__headline") == ["Pool opens", "Our own line", "Outside", "Nowhere"]
    assert of_class(rail, "card__summary") == ["With a slide.", "Our own words"]
    assert of_class(rail, "card__kicker") == ["Coast"]
    assert [each.get("href") for each in rail.find_class("card__link")] == [
        other.get_absolute_url(),
        other.get_absolute_url(),
        "https://www.example.org/a",
    ]


def test_both_standing_blocks_are_shown(read):
    cast.live_story(at=cast.AGO)
    assert of_class(read(ADDRESS), "block__heading") == ["Talk to us", "Support local journalism"]


@pytest.mark.parametrize(
    ("field", "left"),
    [("has_talk_block", ["Support local journalism"]), ("has_support_block", ["Talk to us"])],
)
def test_a_block_can_be_switched_off_for_one_article(read, field, left):
    cast.live_story(at=cast.AGO, **{field: False})
    other = cast.live_story("Pool opens", at=cast.AGO)
    assert of_class(read(ADDRESS), "block__heading") == left
    assert of_class(read(other.get_absolute_url()), "block__heading") == ["Talk to us", "Support local journalism"]


def test_a_block_can_be_switched_off_everywhere(read):
    cast.live_story(at=cast.AGO)
    SiteBlock.objects.filter(name="talk").update(is_on=False)
    assert of_class(read(ADDRESS), "block__heading") == ["Support local journalism"]
