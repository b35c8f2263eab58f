"""The desk sees a piece as readers would, and why they do not see it yet."""

from __future__ import annotations

import pytest

from wire.actions.make_renditions import attach_file
from wire.models import Article, Placement
from wire.tests import cast
from wire.tests.public.reading import of_class, page_of, status, words

pytestmark = pytest.mark.django_db


def address(story: Article) -> str:
    return f"/preview/{story.pk}/"


def test_a_reader_is_sent_to_the_login(client):
    story = cast.local_story()
    response = client.get(address(story))
    assert (response.status_code, response["Location"]) == (302, f"/desk/login/?next={address(story)}")


def test_an_account_without_the_right_is_sent_to_the_login(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("rolf"))
    assert client.get(address(cast.local_story())).status_code == 302


def test_a_draft_is_shown_whole_with_the_reasons(client, edda):
    story = cast.local_story(summary="It is back.", embargoed_until=cast.FUTURE)
    client.force_login(edda)
    page = page_of(client.get(address(story)))
    assert [words(each) for each in page.iter("h1")] == ["Ferry returns to its old pier"]
    assert of_class(page, "copy")[0] == "The ferry came back on Tuesday."
    assert of_class(page, "preview__line") == ["Readers do not see this page:"]
    assert [words(each) for each in page.find_class("preview__list")[0]] == [
        "It has not been published.",
        "It is embargoed until Dec 31, 2098, 16:00 PST.",
    ]


def test_a_half_written_draft_can_be_looked_at(client, edda):
    story = cast.local_story("", body="", section=None, byline="")
    client.force_login(edda)
    page = page_of(client.get(address(story)))
    assert [words(each) for each in page.find_class("preview__list")[0]] == [
        "It has not been published.",
        "It still needs a headline and text and a section.",
    ]


def test_a_live_story_says_so(client, edda):
    story = cast.live_story(at=cast.AGO)
    client.force_login(edda)
    page = page_of(client.get(address(story)))
    assert of_class(page, "preview__line") == ["Readers see this page as it stands here."]
    assert page.find_class("preview__list") == []


def test_the_pictures_of_a_draft_are_shown_to_the_desk(client, edda):
    story = cast.local_story()
    photo = attach_file(cast.photo(), cast.picture(400, 300), name="ferry.jpg")
    Placement.objects.create(article=story, photo=photo)
    client.force_login(edda)
    [image] = page_of(client.get(address(story))).iter("img")
    assert status(client.get(image.get("src"))) == 200


def test_nobody_keeps_or_lists_a_preview(client, edda):
    client.force_login(edda)
    response = client.get(address(cast.local_story()))
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert response["X-Robots-Tag"] == "noindex"


def test_the_redirect_to_the_login_is_not_kept_either(client):
    response = client.get(address(cast.local_story()))
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_the_readers_page_has_no_banner(client, edda):
    client.force_login(edda)
    response = client.get(cast.live_story(at=cast.AGO).get_absolute_url())
    assert page_of(response).find_class("preview") == []


def test_a_preview_may_be_framed_by_nobody(client, edda):
    client.force_login(edda)
    response = client.get(address(cast.local_story()))
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_story_that_does_not_exist_is_not_found(client, edda):
    client.force_login(edda)
    assert client.get("/preview/9999/").status_code == 404


def test_an_account_without_rights_is_refused_and_not_sent_round(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("rolf", is_staff=True))
    response = client.get(address(cast.local_story("Secret pier")))
    assert response.status_code == 403
    assert "Secret pier" not in response.content.decode()
