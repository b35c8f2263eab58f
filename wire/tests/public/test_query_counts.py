"""A page asks the database the same few questions, whether it shows one story or thirty."""

from __future__ import annotations

import pytest

from wire.actions.pick_up import pick_up
from wire.models import Article, PhotoAsset, Placement, Rendition, Section, Teaser
from wire.tests import cast

pytestmark = pytest.mark.django_db

ADDRESS = "/local-news/2026/05/06/the-story/"


def photo(number: int) -> PhotoAsset:
    """A photo with its sizes; nothing here reads the files."""
    made = cast.photo(caption=f"Photo {number}", image=f"photos/{number}.jpg", width=400, height=300)
    for format in ("jpg", "webp"):
        for width in (200, 400):
            Rendition.objects.create(
                photo=made, format=format, width=width, height=300, file=f"{number}-{width}.{format}"
            )
    return made


def paper_of(stories: int) -> None:
    """A paper with so many stories, half of them wire, each with photo, tag and section, and one that shows all."""
    first = cast.live_story("The story", at=cast.AGO)
    first.tags.set([f"tag {number}" for number in range(stories)])
    sections = list(Section.objects.all())
    for number in range(stories):
        source = cast.agency() if number % 2 else None
        place = sections[0] if number % 2 else sections[number % len(sections)]
        other = cast.live_story(f"Other {number}", at=cast.AGO, source=source, section=place)
        other.tags.set(["shared"])
        Placement.objects.create(article=other, photo=photo(number))
        Placement.objects.create(article=first, photo=photo(100 + number), order=number)
        Teaser.objects.create(article=first, linked_article=other, order=number)
        Teaser.objects.create(article=first, url="https://example.org/", headline="Out", photo=photo(200 + number))
    assert Article.objects.public(cast.AGO).count() == stories + 1


@pytest.mark.parametrize("stories", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 4),
        ("/local-news/", 6),
        ("/tag/shared/", 6),
        (ADDRESS, 11),
    ],  # the article's eleventh asks for its corrections
    ids=["front", "section", "tag", "article"],
)
def test_a_page_asks_as_often_for_thirty_as_for_one(client, django_assert_num_queries, stories, address, queries):
    paper_of(stories)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_page_that_is_not_there_asks_little(client, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert client.get("/local-news/2026/05/06/nothing/").status_code == 404


@pytest.mark.parametrize("stories", [1, 30])
def test_the_wire_queue_asks_as_often_for_thirty_as_for_one(client, edda, django_assert_num_queries, stories):
    for number in range(stories):
        receipt = cast.deliver(cast.ninjs(f"Story {number}", version="1"))
        cast.deliver(cast.ninjs(f"Story {number}", version="2"))
        if number % 2:
            pick_up(receipt.versions[0], at=cast.AGO)
    client.force_login(edda)
    client.get("/desk/wire/wirestory/")
    with django_assert_num_queries(8):
        response = client.get("/desk/wire/wirestory/")
    assert response.content.decode().count("desk-button") >= stories
