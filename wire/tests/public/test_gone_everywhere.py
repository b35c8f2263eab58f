"""A thousand live stories, one of them called back: from the end of the import on no public page has a trace of it."""

from __future__ import annotations

import time

import pytest
from taggit.models import Tag

from wire.actions.make_renditions import attach_file
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Article, PhotoAsset, Placement, Section, Teaser
from wire.tests import cast
from wire.tests.actions.test_call_back import picture
from wire.tests.public.reading import of_class, page_of, status, words

pytestmark = pytest.mark.django_db

LIVE = 1000
WITH_RAIL = 40  # stories that point to the one that goes
TOLD = ["Zanzibarine", "Yttrious", "Wyvernish", "Quixotine", "Ossifrage", "Vermicular", "Umbriel"]
STORY = """\
BC-US--Zanzibarine,200
Zanzibarine ferry hits Yttrious pier
By RAY COLE
Meridian Press

HARBOR CITY, Wash. (MP) — The Wyvernish ferry struck a pier on Tuesday and 14 passengers were hurt, officials said.

The ferry was arriving from Lorn Island when it failed to slow, said Mia Tan, who runs the terminal.

MP-WF-05-06-26 1400GMT
"""
KILL = """\
BC-US--Zanzibarine, KILL,60
BULLETIN KILL

EDITORS: Kill the story slugged US--Zanzibarine, datelined HARBOR CITY, headlined “Zanzibarine ferry hits Yttrious pier.” The Quixotine account of it is wrong. A kill is mandatory.

MP-WF-05-06-26 1500GMT
"""  # noqa: E501  (a paragraph of copy is one line)
WITHHOLD = KILL.replace("BULLETIN KILL\n\n", "").replace(", KILL", ", WITHHOLD").replace("Kill the", "Withhold the")
WITHHOLD = WITHHOLD.replace("A kill is mandatory.", "Details are being checked.")


def with_file(**fields) -> PhotoAsset:
    photo = cast.photo(**{"source": cast.agency()} | fields)
    attach_file(photo, cast.picture(400, 300), name=f"{photo.pk}.jpg")
    return PhotoAsset.objects.get(pk=photo.pk)


def place(article: Article, *photos: PhotoAsset) -> None:
    for order, photo in enumerate(photos, start=1):
        Placement.objects.create(article=article, photo=photo, order=order)


@pytest.fixture
def story() -> Article:
    """The story: first on the front, tagged, with two photos, in the rails of others among a thousand."""
    version = cast.deliver(STORY, at=cast.AGO).versions[0]
    one = publish(pick_up(version, at=cast.AGO, section=cast.section()), at=cast.AGO)
    one.front_order = 1
    one.save()
    one.tags.set(["zeugma", "shared"])
    place(one, *(with_file(caption=f"Vermicular {n}.", credit_line="Umbriel / MP") for n in (1, 2)))
    others = thousand()
    lines = [Teaser(article=each, linked_article=one, order=1) for each in others[:WITH_RAIL]]
    lines += [Teaser(article=each, linked_article=one, order=2, headline="Ossifrage") for each in others[:WITH_RAIL]]
    Teaser.objects.bulk_create(lines)
    for each in others[:WITH_RAIL]:
        each.tags.set(["shared"])
    return one


def thousand() -> list[Article]:
    """The other live stories, of every section."""
    sections = list(Section.objects.all())
    told = {"body": "<p>The ferry came back.</p>", "desk_status": "published", "created_at": cast.AGO}
    return Article.objects.bulk_create(
        Article(
            headline=f"Neighbour {number}", section=sections[number % len(sections)], url_slug=f"neighbour-{number}",
            address=f"{sections[number % len(sections)].slug}/2026/05/06/neighbour-{number}", saved_at=cast.AGO,
            first_published_at=cast.AGO - cast.HOUR * number / 60, **told,
        )
        for number in range(LIVE - 1)
    )  # fmt: skip


def addresses(client, story: Article) -> list[str]:
    """Every public address that may speak of the story, the pages of the lists one by one."""
    found = ["/"]
    starts = [each.get_absolute_url() for each in Section.objects.all()]
    starts += [f"/tag/{tag.slug}/" for tag in Tag.objects.all()]
    for start in starts:
        response = client.get(start)
        last = response.context["page"].page.paginator.num_pages if response.status_code == 200 else 1
        found += [f"{start}?page={number}" for number in range(1, last + 1)]
    railed = Article.objects.filter(teasers__linked_article=story).distinct()
    sample = Article.objects.order_by("pk")[:: LIVE // 40]
    found += [each.get_absolute_url() for each in {*railed, *sample, story}]
    return found + pictures(story)


def pictures(story: Article) -> list[str]:
    placed = PhotoAsset.objects.filter(placements__article=story)
    return [rendition.get_absolute_url() for photo in placed for rendition in photo.rendition_list]


def traces(client, story: Article) -> dict[str, list[str]]:
    """What is found where; a picture's bytes count, and so does its address on a page."""
    hidden = [*TOLD, *pictures(story)]
    found = {}
    for address in addresses(client, story):
        response = client.get(address)
        if response.streaming:
            said = ["the picture"] if status(response) == 200 else []
        else:
            said = [word for word in hidden if word in response.content.decode()]
        if said:
            found[address] = said
    return found


def test_a_live_story_is_found_at_all_these_addresses_and_again_after_a_withhold(client, story):
    """The control as well: were nothing found here, the test below would prove nothing."""
    assert Article.objects.public(cast.AGO).count() == LIVE
    before = traces(client, story)
    assert {"/", "/local-news/?page=1", "/tag/zeugma/?page=1", "/tag/shared/?page=1"} <= set(before)
    assert len(before) >= WITH_RAIL + 4 + len(pictures(story))
    assert set(TOLD) - {"Quixotine"} <= {word for said in before.values() for word in said}

    cast.deliver(WITHHOLD, at=cast.AGO + cast.HOUR)
    again = STORY.replace(",200", ", 1st Ld-Writethru,200").replace("1400GMT", "1600GMT")
    cast.deliver(again, at=cast.AGO + 2 * cast.HOUR)
    assert traces(client, story) == before


@pytest.mark.parametrize(("notice", "heading"), [
    (KILL, "This story was withdrawn"),
    (WITHHOLD, "This story is withheld for now"),
], ids=["killed", "withheld"])  # fmt: skip
def test_a_story_called_back_leaves_no_trace_on_any_public_page(client, story, notice, heading):
    start = time.perf_counter()
    cast.deliver(notice, at=cast.AGO + cast.HOUR)
    print(f"called back among {LIVE} live stories in {time.perf_counter() - start:.3f} s")

    assert traces(client, story) == {}

    response = client.get(story.get_absolute_url())
    assert response.status_code == 410
    assert of_class(page_of(response), "notice__heading") == [heading]
    assert "Meridian Press has with" in words(page_of(response))
    assert [status(client.get(address)) for address in pictures(story)] == [404] * len(pictures(story))
    assert Article.objects.get(pk=story.pk).body.count("<p>") == 2


# ── what readers are told instead ────────────────────────────────────────────
def test_the_notice_points_to_the_story_to_read_instead_while_that_is_public(client):
    gone, better = cast.live_story("Wrong", at=cast.AGO), cast.live_story("The true story", at=cast.AGO)
    told = {"desk_status": "killed", "killed_at": cast.AGO, "kill_notice": "It was wrong.", "replacement": better}
    Article.objects.filter(pk=gone.pk).update(**told)
    page = page_of(client.get(gone.get_absolute_url()))
    assert "Read instead: The true story" in of_class(page, "notice__way")
    assert page.xpath("//main//a/@href") == [better.get_absolute_url(), "/"]

    Article.objects.filter(pk=better.pk).update(embargoed_until=cast.FUTURE)
    page = page_of(client.get(gone.get_absolute_url()))
    assert "The true story" not in words(page)
    assert page.xpath("//main//a/@href") == ["/"]


# ── photos ───────────────────────────────────────────────────────────────────
@pytest.fixture
def pictured(client) -> tuple[Article, Article, PhotoAsset, PhotoAsset]:
    """A story whose lead photo can be called back, one that teases it, the photo, and the next one."""
    cast.deliver(picture(caption=""), at=cast.AGO)
    first = PhotoAsset.objects.get()
    attach_file(first, cast.picture(400, 300), name="first.jpg")
    second = with_file(caption="The next photo.", credit_line="Next / MP")
    article, railed = cast.live_story("Pictured", at=cast.AGO), cast.live_story("Railed", at=cast.AGO)
    place(article, first, second)
    Teaser.objects.create(article=railed, linked_article=article, order=1, photo=first)
    return article, railed, first, second


def shown(client, address: str) -> set[str]:
    """The photos of a page, by the first part of their addresses."""
    page = page_of(client.get(address))
    return {"/".join(each.split("/")[:3]) for each in page.xpath("//main//img/@src | //aside//img/@src")}


@pytest.mark.parametrize("by", ["status", "words"])
def test_a_killed_photo_leaves_every_page_and_the_next_one_leads(client, pictured, by):
    article, railed, first, second = pictured
    pages = ["/", "/local-news/", article.get_absolute_url(), railed.get_absolute_url()]
    gone = [rendition.get_absolute_url() for rendition in first.rendition_list]
    assert all(f"/pictures/{first.pk}" in shown(client, page) for page in pages)
    assert {status(client.get(address)) for address in gone} == {200}

    words_of_it = "BC-Photo Elimination,30\n\nPHOTO ELIMINATION: XYZ101 should not be used.\n"
    cast.deliver(words_of_it if by == "words" else picture("2", pubstatus="canceled"), at=cast.AGO)

    assert [shown(client, page) for page in pages] == [{f"/pictures/{second.pk}"}] * len(pages)
    assert {status(client.get(address)) for address in gone} == {404}
    lead = client.get(article.get_absolute_url()).context["page"].lead
    assert lead.photo == second
