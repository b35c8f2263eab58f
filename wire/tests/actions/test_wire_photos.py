from __future__ import annotations

import pytest

from wire.actions.wire_photos import photo_of, photos_of
from wire.models import PhotoAsset
from wire.parsers.item import ParsedItem, ParsedMedia
from wire.tests.cast import DAY, agency, deliver, ninjs
from wire.vocabulary import ItemKind

pytestmark = pytest.mark.django_db

FERRY = "FILE - The ferry leaves Harbor City on Friday."


def words_of(photo):
    return (photo.caption, photo.credit_line)


def asset(**fields):
    return photo_of(ParsedMedia(**{"guid": "mp-photo"} | fields), agency(), DAY)


@pytest.mark.parametrize(
    ("sign_off", "credit_line"),
    [
        ("(AP Photo/Mara Quist)", "AP Photo/Mara Quist"),
        ("(AP Photo/Mara Quist, File)", "AP Photo/Mara Quist, File"),
        ("(Photo by Mara Quist/Tidewater/AP, File)", "Photo by Mara Quist/Tidewater/AP, File"),
        ("Foto: Mara Quist / AP / NWB", "Mara Quist / AP / NWB"),
    ],
)
@pytest.mark.parametrize("said", [True, False], ids=["read by the parser", "in the caption alone"])
def test_the_sign_off_is_cut_and_its_credit_kept(sign_off, credit_line, said):
    photo = asset(caption=f"{FERRY} {sign_off}", credit_line=credit_line if said else "")

    assert words_of(photo) == (FERRY, credit_line)
    assert words_of(PhotoAsset.objects.get()) == (FERRY, credit_line)


@pytest.mark.parametrize(
    "caption", [FERRY, f"{FERRY} (see map)", f" {FERRY}\nIt is late. ", f"{FERRY} (AP Photo/Mara Quist) TV OUT", ""]
)
def test_a_caption_without_a_sign_off_is_untouched(caption):
    assert words_of(asset(caption=caption, credit_line="MP/Mara Quist")) == (caption, "MP/Mara Quist")


@pytest.mark.parametrize(
    ("field", "shown"),
    [("AP", "AP Photo/Mara Quist"), ("Mara Quist / The Courier", "Mara Quist / The Courier")],
)
def test_the_credit_field_is_believed_unless_the_sign_off_says_more(field, shown):
    assert words_of(asset(caption=f"{FERRY} (AP Photo/Mara Quist)", credit_line=field)) == (FERRY, shown)


def test_a_photo_known_by_words_alone_is_the_same_with_and_without_its_sign_off():
    credit = "AP Photo/Mara Quist"
    parted = asset(guid="", caption=FERRY, credit_line=credit)

    assert asset(guid="", caption=f"{FERRY} ({credit})", credit_line=credit) == parted
    assert asset(guid="", caption=f"{FERRY} ({credit})") == parted


def test_a_picture_that_is_an_item_of_its_own_has_its_sign_off_cut():
    item = ParsedItem(kind=ItemKind.PICTURE, guid="mp-photo", caption=f"{FERRY} (AP Photo/Mara Quist)")

    ((photo, media),) = photos_of(item, agency(), DAY)

    assert words_of(photo) == (FERRY, "AP Photo/Mara Quist")
    assert media.caption == item.caption


def test_what_was_sent_keeps_the_sign_off_that_our_photo_has_cut():
    sent = f"{FERRY} (AP Photo/Mara Quist)"

    version = deliver(ninjs(type="picture", description_text=sent, body_html="")).versions[0]

    assert version.caption == sent
    assert words_of(version.photos.get()) == (FERRY, "AP Photo/Mara Quist")
