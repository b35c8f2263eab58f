"""Pictures that arrive as files find the photos they are."""

import json

import pytest

from wire.actions.receive import as_stream, receive
from wire.models import PhotoAsset, WireStory
from wire.tests import cast
from wire.vocabulary import Channel, ItemKind

pytestmark = pytest.mark.django_db


def arrive(name, data):
    facts = {"channel": Channel.COMMAND, "at": cast.DAY, "source": cast.agency()}
    return receive(as_stream(data), name=name, **facts)


def story_with_picture(href):
    told = json.loads(cast.ninjs("Ferry"))
    told["associations"] = {
        "main": {
            "uri": "urn:x:pic",
            "type": "picture",
            "renditions": {"original": {"href": href}},
            "byline": "Mara Quist",
        }
    }
    return json.dumps(told).encode()


def test_a_picture_file_is_an_item_with_its_photo():
    receipt = arrive("in/ferry.jpg", cast.picture())
    assert receipt.refusal == ""
    assert WireStory.objects.get().kind == ItemKind.PICTURE
    photo = PhotoAsset.objects.get()
    assert (photo.width, photo.height) == (1000, 600)
    assert photo.renditions.exists()


def test_a_file_that_a_story_named_goes_to_that_storys_photo():
    arrive("in/ferry.json", story_with_picture("hal101.jpg"))
    waiting = PhotoAsset.objects.get()
    assert not waiting.has_file
    arrive("in/hal101.jpg", cast.picture())
    waiting.refresh_from_db()
    assert waiting.has_file


@pytest.mark.parametrize("href", ["other.jpg", "xhal101.jpg", ""])
def test_a_file_of_another_name_goes_to_no_story(href):
    arrive("in/ferry.json", story_with_picture(href))
    waiting = PhotoAsset.objects.get()
    arrive("in/hal101.jpg", cast.picture())
    waiting.refresh_from_db()
    assert not waiting.has_file
