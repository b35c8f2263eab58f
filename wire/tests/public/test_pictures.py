"""Pictures are served while readers may see them, and to the desk always."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from wire.actions.kill import kill
from wire.actions.make_renditions import attach_file
from wire.actions.publish import publish, unpublish
from wire.models import Article, PhotoAsset, Placement, Teaser
from wire.tests import cast
from wire.tests.public.reading import status

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(db) -> PhotoAsset:
    return attach_file(cast.photo(), cast.picture(400, 300), name="ferry.jpg")


@pytest.fixture
def story(photo) -> Article:
    """A live story with the photo in it."""
    live = cast.live_story(at=cast.AGO)
    Placement.objects.create(article=live, photo=photo)
    return live


def address(photo: PhotoAsset, extension: str = "jpg") -> str:
    return f"/pictures/{photo.pk}/400.{extension}"


@pytest.mark.parametrize(
    ("extension", "kind", "format"), [("jpg", "image/jpeg", "JPEG"), ("webp", "image/webp", "WEBP")]
)
def test_a_public_photo_is_served_in_its_format(client, story, photo, extension, kind, format):
    response = client.get(address(photo, extension))
    data = b"".join(response)
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert set(response["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert "cookie" not in response.get("Vary", "").lower()
    assert response["X-Content-Type-Options"] == "nosniff"
    with Image.open(BytesIO(data)) as picture:
        assert (picture.format, picture.size) == (format, (400, 300))


def test_every_size_that_a_page_names_is_served(client, story, photo):
    for rendition in photo.renditions.all():
        assert status(client.get(rendition.get_absolute_url())) == 200


@pytest.mark.parametrize("name", ["300.jpg", "400.png", "400.gif", "0.jpg"])
def test_a_size_or_format_that_was_not_made_is_not_found(client, story, photo, name):
    assert status(client.get(f"/pictures/{photo.pk}/{name}")) == 404


def test_a_photo_that_stands_nowhere_is_not_found(client, photo):
    assert status(client.get(address(photo))) == 404


def test_a_photo_of_a_draft_is_not_found_until_it_is_published(client, photo):
    draft = cast.local_story(at=cast.AGO)
    Placement.objects.create(article=draft, photo=photo)
    assert status(client.get(address(photo))) == 404
    publish(draft, at=cast.AGO)
    assert status(client.get(address(photo))) == 200


def test_a_photo_goes_with_its_story(client, story, photo):
    unpublish(story, at=cast.AGO)
    assert status(client.get(address(photo))) == 404
    publish(story, at=cast.AGO)
    assert status(client.get(address(photo))) == 200
    kill(story, notice="Wrong.", at=cast.AGO)
    assert status(client.get(address(photo))) == 404


def test_a_photo_in_a_second_story_stays(client, story, photo):
    Placement.objects.create(article=cast.live_story("Second", at=cast.AGO), photo=photo)
    kill(story, notice="Wrong.", at=cast.AGO)
    assert status(client.get(address(photo))) == 200


def test_a_photo_in_a_teaser_is_served(client, photo):
    Teaser.objects.create(article=cast.live_story(at=cast.AGO), url="https://example.org/", headline="Out", photo=photo)
    assert status(client.get(address(photo))) == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"credit_line": ""},
        {"pubstatus": "withheld"},
        {"embargoed_until": cast.FUTURE},
        {"embargo_words": "HOLD"},
        {"expires_at": cast.AGO},
    ],
    ids=lambda fields: "".join(fields),
)
def test_a_photo_that_the_rules_refuse_is_not_found(client, story, photo, fields):
    PhotoAsset.objects.filter(pk=photo.pk).update(**fields)
    assert status(client.get(address(photo))) == 404


def test_the_desk_sees_a_photo_that_readers_do_not_and_nobody_keeps_it(client, photo, pia):
    client.force_login(pia)
    response = client.get(address(photo))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert b"".join(response)[:2] == b"\xff\xd8"


def test_an_account_without_the_right_sees_no_more_than_a_reader(client, photo, django_user_model):
    client.force_login(django_user_model.objects.create_user("rolf"))
    assert status(client.get(address(photo))) == 404


def test_the_original_is_served_nowhere(client, story, photo):
    """It carries what the camera wrote into it; only our renditions go out."""
    for start in ("/", "/media/", "/static/", "/pictures/"):
        assert status(client.get(start + photo.image.name)) == 404


def test_a_picture_is_sent_once_and_asked_about_each_time(client, story, photo):
    first = client.get(address(photo))
    mark = first["ETag"] if status(first) == 200 else ""
    again = client.get(address(photo), headers={"If-None-Match": mark})
    assert (status(again), again.content, again["ETag"]) == (304, b"", mark)
    assert set(again["Cache-Control"].split(", ")) == {"public", "no-cache"}

    PhotoAsset.objects.update(pubstatus="canceled")
    assert status(client.get(address(photo), headers={"If-None-Match": mark})) == 404
