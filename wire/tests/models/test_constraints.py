"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from wire.models import (
    Article,
    ArticleRevision,
    Delivery,
    FormerAddress,
    PhotoAsset,
    Placement,
    Rendition,
    Section,
    SiteBlock,
    Source,
    Teaser,
    WireStory,
    WireVersion,
)
from wire.tests.cast import DAY, agency, deliver, live_story, local_story, photo, section
from wire.vocabulary import Channel, DeskStatus, Outcome

pytestmark = pytest.mark.django_db

PUBLISHED = {
    "desk_status": DeskStatus.PUBLISHED,
    "first_published_at": DAY,
    "address": "a/2031/05/06/b",
    "headline": "x",
}


def article(**fields):
    return Article.objects.create(**{"created_at": DAY, "saved_at": DAY} | fields)


def published(**gaps):
    return article(**PUBLISHED | {"section": section()} | gaps)


def killed(**gaps):
    return article(**{"desk_status": DeskStatus.KILLED, "killed_at": DAY, "kill_notice": "Wrong."} | gaps)


def delivery(**fields):
    return Delivery.objects.create(**{"name": "a.txt", "channel": Channel.PASTE, "received_at": DAY} | fields)


def story(**fields):
    told = {"source": agency(), "guid": "mp-1", "first_received_at": DAY, "last_received_at": DAY}
    return WireStory.objects.create(**told | fields)


def version(of: WireStory, **fields):
    told = {"story": of, "delivery": delivery(), "format": "nitf", "received_at": DAY, "fingerprint": "f"}
    return WireVersion.objects.create(**told | fields)


def rendition(**fields):
    told = {"photo": photo(), "file": "a.webp", "format": "webp", "width": 400, "height": 300}
    return Rendition.objects.create(**told | fields)


def wired():
    """A wire story and the version that stands for it."""
    told = deliver().versions[0]
    return {"source": told.story.source, "wire_story": told.story, "wire_version": told}


CHECKED = [
    ("published_article_is_whole", lambda: published(address=None)),
    ("published_article_is_whole", lambda: published(first_published_at=None)),
    ("published_article_is_whole", lambda: published(section=None)),
    ("published_article_is_whole", lambda: published(headline="")),
    ("killed_article_says_so", lambda: killed(killed_at=None)),
    ("killed_article_says_so", lambda: killed(kill_notice="")),
    ("wire_article_names_its_source", lambda: article(**wired() | {"source": None})),
    ("wire_article_names_its_source", lambda: article(**wired() | {"wire_version": None})),
    ("refusal_says_why", lambda: delivery(outcome=Outcome.REFUSED)),
    ("rendition_has_size", lambda: rendition(width=0)),
    ("rendition_has_size", lambda: rendition(height=0)),
    ("source_has_slug", lambda: Source.objects.create(slug="", name="A", credit_line="A")),
    ("source_has_credit_line", lambda: Source.objects.create(slug="a", name="A", credit_line="")),
    ("section_has_own_address", lambda: Section.objects.create(name="No address", slug="")),
    ("section_has_own_address", lambda: Section.objects.create(name="The desk", slug="desk")),
    ("section_has_own_address", lambda: Section.objects.create(name="Tags", slug="tag")),
    ("teaser_points_one_way", lambda: tease(linked_article=local_story("B"), url="https://lorn.example/b")),
    ("teaser_says_something", lambda: tease(url="https://lorn.example/b")),
    ("teaser_points_elsewhere", lambda: tease_itself()),
    ("block_has_heading", lambda: SiteBlock.objects.filter(name="talk").update(heading="")),
    ("story_has_guid", lambda: story(guid="")),
]


def tease(**fields):
    return Teaser.objects.create(article=local_story("A"), **fields)


def tease_itself():
    same = local_story()
    return Teaser.objects.create(article=same, linked_article=same)


@pytest.mark.parametrize(("constraint", "make"), CHECKED)
def test_a_row_that_breaks_a_rule_is_refused(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def twice(make):
    make()
    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        make()


def test_an_address_belongs_to_one_article():
    twice(lambda: article(address="local-news/2031/05/06/ferry"))


def test_many_articles_have_no_address_yet():
    article()
    article()

    assert Article.objects.filter(address=None).count() == 2


def test_a_wire_story_has_one_article():
    told = wired()
    twice(lambda: article(**told))


def test_a_former_address_leads_to_one_article():
    ours = live_story()
    twice(lambda: FormerAddress.objects.create(address="a/b", article=ours))


def test_the_revisions_of_an_article_are_numbered():
    ours = article()
    twice(lambda: ArticleRevision.objects.create(article=ours, number=1, made_at=DAY, why="x", state={}))


def test_the_same_bytes_are_kept_once():
    twice(lambda: delivery(digest="d" * 64))


def test_deliveries_that_could_not_be_opened_have_no_digest_in_common():
    delivery()
    delivery()

    assert Delivery.objects.count() == 2


def test_a_source_has_one_photo_of_a_guid():
    twice(lambda: photo(source=agency(), guid="mp-photo"))


def test_photos_of_our_own_need_no_guid():
    photo(source=agency())
    photo(source=agency())

    assert PhotoAsset.objects.count() == 2


def test_a_photo_has_each_size_of_a_format_once():
    one = photo()
    twice(lambda: rendition(photo=one))


def test_a_photo_stands_once_in_an_article():
    ours, one = local_story(), photo()
    twice(lambda: Placement.objects.create(article=ours, photo=one))


def test_no_two_sources_have_a_short_name_in_common():
    names = iter("AB")
    twice(lambda: Source.objects.create(slug="same", name=next(names), credit_line="A"))


def test_no_two_sources_have_a_name_in_common():
    slugs = iter("ab")
    twice(lambda: Source.objects.create(slug=next(slugs), name="Same", credit_line="A"))


def test_no_two_sections_have_an_address_in_common():
    names = iter("AB")
    twice(lambda: Section.objects.create(name=next(names), slug="same"))


def test_no_two_sections_have_a_name_in_common():
    slugs = iter("ab")
    twice(lambda: Section.objects.create(name="Same", slug=next(slugs)))


def test_each_standing_block_is_there_once():
    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        SiteBlock.objects.create(name="talk", heading="Talk to us")


def test_a_source_has_one_story_of_a_guid():
    twice(story)


def test_two_sources_may_use_the_same_guid():
    story()
    story(source=Source.objects.get(slug="ap"))

    assert WireStory.objects.filter(guid="mp-1").count() == 2


def test_a_story_has_each_numbered_version_once():
    one = story()
    prints = iter("fg")
    twice(lambda: version(one, version="2", fingerprint=next(prints)))


def test_a_story_has_the_same_unnumbered_words_once():
    one = story()
    twice(lambda: version(one))
