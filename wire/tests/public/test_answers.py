"""What an address answers: the page, another address, gone, not found, unchanged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wire.actions.kill import kill
from wire.actions.publish import unpublish
from wire.models import Article
from wire.tests import cast
from wire.tests.public.reading import of_class, page_of, words

pytestmark = pytest.mark.django_db

ADDRESS = "/local-news/2026/05/06/ferry-returns-to-its-old-pier/"


# ── addresses ────────────────────────────────────────────────────────────────
def test_a_changed_slug_redirects_for_good(client):
    story = cast.live_story(at=cast.AGO)
    cast.changed(story, cast.AGO + cast.HOUR, url_slug="ferry-is-back")
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (301, "/local-news/2026/05/06/ferry-is-back/")
    assert client.get(response["Location"]).status_code == 200


def test_a_changed_section_redirects_for_good(client):
    cast.changed(cast.live_story(at=cast.AGO), cast.AGO + cast.HOUR, section=cast.section("business"))
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (301, ADDRESS.replace("local-news", "business"))


def test_a_kill_answers_gone_with_the_notice(client):
    story = cast.live_story(at=cast.AGO, body="<p>What must not be read.</p>")
    kill(story, notice="It named the wrong man.", at=cast.AGO + cast.HOUR)
    response = client.get(ADDRESS)
    page = page_of(response)
    assert response.status_code == 410
    assert of_class(page, "notice__text") == ["It named the wrong man."]
    assert "Ferry returns" not in words(page)
    assert "What must not be read" not in words(page)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_kill_answers_gone_at_the_addresses_it_has_left_too(client):
    story = cast.changed(cast.live_story(at=cast.AGO), cast.AGO + cast.HOUR, url_slug="ferry-is-back")
    kill(story, notice="It named the wrong man.", at=cast.AGO + 2 * cast.HOUR)
    assert client.get(ADDRESS).status_code == 410


def test_a_story_called_back_by_its_sender_answers_gone(client):
    cast.deliver(cast.ninjs("Ferry hits pier"))
    story = cast.live_story(at=cast.AGO, source=cast.agency())
    Article.objects.filter(pk=story.pk).update(pubstatus="canceled")
    response = client.get(ADDRESS)
    assert response.status_code == 410
    assert of_class(page_of(response), "notice__text") == ["This story has been withdrawn."]


@pytest.mark.parametrize(
    "fields",
    [
        {"embargoed_until": cast.FUTURE},
        {"embargo_words": "HOLD FOR RELEASE"},
        {"expires_at": cast.AGO},
        {"desk_status": "draft"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_the_rules_refuse_is_not_found(client, fields):
    story = cast.live_story(at=cast.AGO)
    Article.objects.filter(pk=story.pk).update(**fields)
    response = client.get(ADDRESS)
    assert response.status_code == 404
    assert [words(each) for each in page_of(response).iter("h1")] == ["There is no page at this address"]


def test_an_embargo_ends_by_itself(client):
    story = cast.live_story(at=cast.AGO)
    Article.objects.filter(pk=story.pk).update(embargoed_until=cast.AGO + timedelta(minutes=1))
    assert client.get(ADDRESS).status_code == 200


def test_an_unpublished_story_is_not_found(client):
    unpublish(cast.live_story(at=cast.AGO), at=cast.AGO + cast.HOUR)
    assert client.get(ADDRESS).status_code == 404


def test_a_former_address_of_a_story_that_is_not_public_is_not_found(client):
    story = cast.changed(cast.live_story(at=cast.AGO), cast.AGO + cast.HOUR, url_slug="ferry-is-back")
    unpublish(story, at=cast.AGO + 2 * cast.HOUR)
    assert client.get(ADDRESS).status_code == 404


# ── HTTP ─────────────────────────────────────────────────────────────────────
@pytest.fixture
def pages(client):
    """An address of every kind of page, with its status."""
    cast.live_story(at=cast.AGO).tags.set(["ferries"])
    kill(cast.live_story("Killed", at=cast.AGO), notice="Wrong.", at=cast.AGO)
    return {"/": 200, "/local-news/": 200, "/tag/ferries/": 200, ADDRESS: 200,
            "/local-news/2026/05/06/killed/": 410, "/nowhere/": 404}  # fmt: skip


def test_pages_set_no_cookie_and_do_not_vary_by_one(client, pages):
    for address, status in pages.items():
        response = client.get(address)
        assert response.status_code == status
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address


def test_pages_carry_the_strict_policy(client, pages):
    for address in pages:
        policy = client.get(address)["Content-Security-Policy"]
        directives = dict(each.strip().split(" ", 1) for each in policy.split(";") if each.strip())
        assert directives == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self'",
            "font-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
        }, address


def test_shared_caches_must_ask_again(client, pages):
    for address, status in pages.items():
        if status == 200:
            assert set(client.get(address)["Cache-Control"].split(", ")) == {"public", "no-cache"}, address


def test_an_unchanged_page_is_not_sent_twice(client, pages):
    for address, status in pages.items():
        if status == 200:
            first = client.get(address)
            again = client.get(address, headers={"If-None-Match": first["ETag"]})
            assert (again.status_code, again.content) == (304, b""), address


def test_a_changed_page_is_sent_again(client, pages):
    mark = client.get(ADDRESS)["ETag"]
    cast.changed(
        Article.objects.get(headline="Ferry returns to its old pier"), cast.AGO + cast.HOUR, headline="Ferry is back"
    )
    assert client.get(ADDRESS, headers={"If-None-Match": mark}).status_code == 200


def test_a_kill_is_seen_by_whoever_had_the_page(client, pages):
    mark = client.get(ADDRESS)["ETag"]
    kill(Article.objects.get(headline="Ferry returns to its old pier"), notice="Wrong.", at=cast.AGO + cast.HOUR)
    assert client.get(ADDRESS, headers={"If-None-Match": mark}).status_code == 410


def test_head_answers_as_get_without_a_body(client, pages):
    for address, status in pages.items():
        response = client.head(address)
        assert (response.status_code, response.content) == (status, b""), address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_for_reading_only(client, pages, method):
    for address in ["/", "/local-news/", "/tag/ferries/", ADDRESS, "/pictures/1/100.jpg", "/preview/1/"]:
        assert getattr(client, method)(address).status_code == 405, address
