from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from wire.actions.errors import DeskError
from wire.actions.make_renditions import attach_file, make_renditions
from wire.models import PhotoAsset, Rendition
from wire.tests.cast import photo, picture
from wire.tests.imaging.pictures import bomb

pytestmark = pytest.mark.django_db


def files(settings):
    """Every file kept for readers and the desk."""
    return sorted(path.relative_to(settings.MEDIA_ROOT) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def of_renditions(settings):
    return [path for path in files(settings) if path.parts[0] == "renditions"]


def credits_of(one):
    credits = set()
    for rendition in one.renditions.all():
        with rendition.file.open() as file, Image.open(file) as opened:
            credits.add(opened.getexif()[ExifTags.Base.Artist].encode("latin-1").decode())
    return credits


def test_a_photo_gets_its_original_as_received_and_its_sizes():
    data = picture()

    one = PhotoAsset.objects.get(pk=attach_file(photo(), data, name="Ferry at dusk.JPG").pk)

    with one.image.open() as file:
        assert file.read() == data
    assert Path(one.image.name).name == f"{hashlib.sha256(data).hexdigest()[:24]}.jpg"
    assert PhotoAsset.objects.values_list("width", "height").get() == (1000, 600)
    assert [str(rendition) for rendition in one.rendition_list] == [
        *("1000×600 jpg", "1000×600 webp", "800×480 webp", "400×240 webp"),
    ]
    for rendition in one.rendition_list:
        with rendition.file.open() as file, Image.open(file) as opened:
            assert opened.size == (rendition.width, rendition.height)


def test_every_size_carries_the_credit():
    assert credits_of(attach_file(photo(credit_line="AP Photo/José Quist"), picture(), name="a.jpg")) == {
        "AP Photo/José Quist"
    }


def test_made_again_the_sizes_carry_todays_credit():
    one = attach_file(photo(credit_line="Mara Quist"), picture(), name="a.jpg")
    one.credit_line = "Mara Quist / The Courier"
    one.save()

    make_renditions(one)

    assert credits_of(one) == {"Mara Quist / The Courier"}


def test_sizes_are_replaced_not_piled_up(settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        one = attach_file(photo(), picture(), name="a.jpg")
    before = files(settings)

    with django_capture_on_commit_callbacks(execute=True):
        make_renditions(one)

    assert one.renditions.count() == len(of_renditions(settings)) == 4
    assert len(files(settings)) == len(before) == 5
    for rendition in one.renditions.all():
        assert rendition.file.storage.exists(rendition.file.name)


def test_another_file_takes_the_place_of_the_first(settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        one = attach_file(photo(), picture(), name="a.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        one = attach_file(one, picture(300, 200, "PNG"), name="b.png")

    assert [str(rendition) for rendition in Rendition.objects.all()] == ["300×200 jpg", "300×200 webp"]
    assert PhotoAsset.objects.values_list("width", "height").get() == (300, 200)
    assert len(of_renditions(settings)) == 2
    originals = [path for path in files(settings) if path.parts[0] == "photos"]
    assert [str(path) for path in originals] == [one.image.name]


def test_two_photos_of_the_same_bytes_keep_a_file_each(settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = attach_file(photo(), picture(), name="a.jpg")
        second = attach_file(photo(), picture(), name="a.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        attach_file(second, picture(300, 200), name="b.jpg")

    assert first.image.name != second.image.name
    assert first.image.storage.exists(first.image.name)


def test_a_photo_is_fetched_without_a_look_at_its_file(settings):
    one = attach_file(photo(), picture(), name="a.jpg")
    (settings.MEDIA_ROOT / one.image.name).unlink()

    assert PhotoAsset.objects.get().width == 1000


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        *(("a.JPEG", "jpeg"), ("a", "jpg"), ("a.", "jpg"), ("a.p/../hp", "jpg"), ("..", "jpg")),
        *(("a.jpg\x00.php", "php"), ("a.éa", "a"), ("a.longending", "longe"), (".hidden", "jpg")),
    ],
)
def test_the_name_of_a_file_leaves_nothing_but_its_ending(settings, name, ending):
    one = attach_file(photo(), picture(300, 200), name=name)

    digest = hashlib.sha256(picture(300, 200)).hexdigest()[:24]
    assert Path(one.image.name).name == f"{digest}.{ending}"
    assert Path(one.image.path).is_relative_to(settings.MEDIA_ROOT / "photos")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", "a.jpg: This is not a picture in a format we read (JPEG, PNG, WEBP, TIFF, GIF, AVIF)."),
        (bomb(), "a.jpg: The picture has too many pixels to show."),
        (picture()[:700], "a.jpg: The picture is damaged: "),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_stored(settings, data, message):
    one = photo()

    with pytest.raises(DeskError) as refused:
        attach_file(one, data, name="a.jpg")

    assert str(refused.value).startswith(message)
    assert files(settings) == []
    assert not PhotoAsset.objects.get().has_file
    assert not Rendition.objects.exists()


def test_a_refused_file_leaves_the_one_before_it_alone(settings):
    one = attach_file(photo(), picture(), name="a.jpg")
    before = files(settings)

    with pytest.raises(DeskError):
        attach_file(one, b"hello", name="b.jpg")

    assert files(settings) == before
    assert one.renditions.count() == 4


def test_a_file_too_large_is_refused_with_the_cure(settings):
    settings.MAX_PICTURE_MB = 1

    with pytest.raises(DeskError) as refused:
        attach_file(photo(), b"x" * (3 * 1024 * 1024), name="big.jpg")

    assert str(refused.value) == (
        "big.jpg is 3 MB; pictures of up to 1 MB are kept. Make it smaller, or raise MAX_PICTURE_MB."
    )
    assert files(settings) == []


def test_a_file_that_is_gone_is_asked_for_again():
    one = attach_file(photo(), picture(), name="dusk.jpg")
    one.image.storage.delete(one.image.name)
    with pytest.raises(DeskError) as refused:
        make_renditions(one)
    assert str(refused.value) == "The file of “The ferry at dusk.” is gone from the disk. Hand it in again."
    assert one.renditions.exists()
