"""What the rules refuse appears on no public page; a new page must be named here before the suite passes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wire.actions.kill import kill
from wire.actions.make_renditions import attach_file
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish, unpublish
from wire.actions.write import save_article
from wire.models import Article, PhotoAsset, Placement, Teaser, WireVersion
from wire.public import urls
from wire.tests import cast

pytestmark = pytest.mark.django_db


HEADLINE = "Zanzibarine headline"
WORDS = {
    "headline": HEADLINE,
    "kicker": "Quixotine kicker",
    "summary": "Wyvernish summary.",
    "body": "<p>Yttrious body.</p>",
    "byline": "Xanthe Byline",
    "dateline": "KUMQUATVILLE",
    "contributor_line": "Jabberwock contributed.",
}
PHOTO = {"caption": "Vermicular caption.", "credit_line": "Umbriel Credit", "alt_text": "Thrasonic alternative"}
TELLING = [
    *("Zanzibarine", "Quixotine", "Wyvernish", "Yttrious", "Xanthe", "KUMQUATVILLE", "Jabberwock"),
    *("Vermicular", "Umbriel", "Thrasonic", "Ossifrage"),
]


def set_to(**fields) -> Callable[[Article], object]:
    return lambda story: Article.objects.filter(pk=story.pk).update(**fields)


REFUSED: dict[str, Callable[[Article], object]] = {
    "embargoed": set_to(embargoed_until=cast.FUTURE),
    "embargoed in words": set_to(embargo_words="Ossifrage: HOLD FOR RELEASE"),
    "expired": set_to(expires_at=cast.AGO),
    "withheld by its sender": set_to(pubstatus="withheld"),
    "canceled by its sender": set_to(pubstatus="canceled"),
    "of an unknown status": set_to(pubstatus="sleeping"),
    "killed": lambda story: kill(story, notice="It was wrong.", at=cast.AGO + cast.HOUR),
    "killed and embargoed": lambda story: (
        set_to(embargoed_until=cast.FUTURE)(story),
        kill(story, notice="It was wrong.", at=cast.AGO + cast.HOUR),
    ),
    "unpublished again": lambda story: unpublish(story, at=cast.AGO + cast.HOUR),
    "without a body": set_to(body=""),
    "without a section": lambda story: (
        unpublish(story, at=cast.AGO + cast.HOUR),
        set_to(section=None)(story),
    ),
}


def telling_story(make: Callable[..., Article] = cast.live_story) -> Article:
    """A story of which every word can be told from all others, with a photo, a tag, and in a neighbour's rail."""
    story = make(at=cast.AGO, source=cast.agency(), front_order=1, **WORDS)
    story.tags.set(["zeugma", "shared"])
    photo = cast.photo(**PHOTO)
    attach_file(photo, cast.picture(400, 300), name="telling.jpg")
    Placement.objects.create(article=story, photo=photo)
    neighbour = cast.live_story("Neighbour", at=cast.AGO)
    neighbour.tags.set(["shared"])
    Teaser.objects.create(article=neighbour, linked_article=story, order=1)
    Teaser.objects.create(article=neighbour, linked_article=story, order=2, headline="Ossifrage teaser", photo=photo)
    Teaser.objects.create(article=story, url="https://example.org/", headline="Ossifrage rail", photo=photo)
    moved = cast.live_story("Moved", at=cast.AGO)
    moved.url_slug = "moved-away"
    save_article(moved, at=cast.AGO)
    return story


def addresses(story: Article) -> dict[str, list[str]]:
    """Every public address pattern by name, and where it might speak of `story`. `preview` is the desk's."""
    photo = PhotoAsset.objects.get(caption=PHOTO["caption"])
    own = f"/{story.address}/" if story.address else f"/local-news/2026/05/06/{story.url_slug}/"
    return {
        "front": ["/"],
        "section": ["/local-news/", "/nation-world/", "/local-news/?page=2", "/no-such-section/"],
        "tag": ["/tag/zeugma/", "/tag/shared/", "/tag/no-such-tag/"],
        "article": [
            own,
            "/local-news/2026/05/06/neighbour/",
            "/local-news/2026/05/06/moved/",
            "/local-news/2026/05/06/moved-away/",
            "/local-news/2026/05/06/no-such-story/",
        ],
        "picture": [f"/pictures/{photo.pk}/400.jpg", f"/pictures/{photo.pk}/400.webp", "/pictures/9999/400.jpg"],
        "preview": [f"/preview/{story.pk}/", "/preview/9999/"],
    }


def found(client, story: Article) -> dict[str, list[str]]:
    """Which telling words stand at which addresses; a picture's bytes count as its own word."""
    told = {}
    for address in [each for group in addresses(story).values() for each in group]:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        said = [word for word in TELLING if word.encode() in content + repr(response.headers).encode()]
        said += ["the picture"] if response.status_code == 200 and response.streaming else []
        if said:
            told[address] = said
    return told


def test_every_public_address_is_watched():
    story = telling_story()
    assert {pattern.name for pattern in urls.urlpatterns} == set(addresses(story))


def test_a_public_story_does_appear(client):
    """The control: were nothing found here, the tests below would prove nothing."""
    story = telling_story()
    seen = found(client, story)
    assert {
        "/",
        "/local-news/",
        "/local-news/?page=2",
        "/tag/zeugma/",
        "/tag/shared/",
        f"/{story.address}/",
        "/local-news/2026/05/06/neighbour/",
    } == {address for address in seen if not address.startswith("/pictures/")}
    assert set(TELLING) == {word for words in seen.values() for word in words if word != "the picture"}
    assert len([address for address, words in seen.items() if "the picture" in words]) == 2


@pytest.mark.parametrize("refuse", REFUSED.values(), ids=REFUSED)
def test_a_refused_story_appears_nowhere(client, refuse):
    story = telling_story()
    refuse(story)
    assert found(client, Article.objects.get(pk=story.pk)) == {}


def test_a_draft_appears_nowhere(client):
    assert found(client, telling_story(cast.local_story)) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"credit_line": ""},
        {"pubstatus": "withheld"},
        {"pubstatus": "canceled"},
        {"embargoed_until": cast.FUTURE},
        {"embargo_words": "HOLD"},
        {"expires_at": cast.AGO},
    ],
    ids=lambda fields: "".join(fields),
)
def test_a_refused_photo_appears_nowhere_though_its_story_does(client, fields):
    story = telling_story()
    PhotoAsset.objects.update(**fields)
    seen = found(client, story)
    said = {word for words in seen.values() for word in words}
    assert not said & {"Vermicular", "Umbriel", "Thrasonic", "the picture"}
    assert "Zanzibarine" in said


def test_a_photo_in_a_teaser_of_a_refused_story_is_not_served(client):
    story = telling_story()
    Placement.objects.all().delete()
    Article.objects.filter(pk=story.pk).update(embargoed_until=cast.FUTURE)
    assert found(client, story) == {}


def test_what_is_for_editors_appears_on_no_page(client):
    """Notes, usage terms and what else the sender told the desk stand in the wire version, never on a page."""
    told = {
        "ednote": "Zanzibarine note: call Ada on 555-0100.",
        "usageterms": "Quixotine terms: no resale.",
        "copyrightnotice": "Wyvernish notice.",
        "copyrightholder": "Yttrious holder",
        "slugline": "Xanthe-slug",
        "signal": "update",
    }
    picture = {"type": "picture", "uri": "p1", "description_text": "The pier.", "creditline": "MP/Quist",
               "usageterms": "Jabberwock terms.", "copyrightholder": "Vermicular holder"}  # fmt: skip
    receipt = cast.deliver(cast.ninjs("Ferry hits pier", associations={"main": picture}, **told))
    version = WireVersion.objects.get()
    assert (version.ednote, version.usage_terms) == (told["ednote"], told["usageterms"])
    assert version.photos.get().usage_terms == "Jabberwock terms."
    article = publish(pick_up(receipt.versions[0], at=cast.AGO, section=cast.section()), at=cast.AGO)
    for address in ("/", "/local-news/", article.get_absolute_url()):
        response = client.get(address)
        assert b"Ferry hits pier" in response.content
        assert [word for word in [*TELLING, "555-0100"] if word.encode() in response.content] == [], address
