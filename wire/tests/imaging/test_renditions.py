from __future__ import annotations

import random

import pytest
from PIL import ExifTags, Image

from wire.imaging.renditions import FORMATS, MAX_HEIGHT, PictureError, Words, open_picture, renditions
from wire.tests.cast import picture
from wire.tests.imaging import pictures
from wire.tests.imaging.pictures import BLUE, bomb, from_a_phone, profile, said, saved, seen

WORDS = Words("AP Photo/José Quist", "© Meridian Press", "The “Kestrel” at its pier — at last.")


def sizes(data):
    return [(made.format, made.width, made.height) for made in renditions(data, WORDS)]


def first(data):
    return next(renditions(data, WORDS))


def near(colour, wanted):
    return all(abs(one - other) <= 6 for one, other in zip(colour[:3], wanted, strict=True))


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (1, [("webp", 1), ("jpg", 1)]),
        (399, [("webp", 399), ("jpg", 399)]),
        (400, [("webp", 400), ("jpg", 400)]),
        (401, [("webp", 401), ("jpg", 401), ("webp", 400)]),
        (1000, [("webp", 1000), ("jpg", 1000), ("webp", 800), ("webp", 400)]),
        (1200, [("webp", 1200), ("jpg", 1200), ("webp", 800), ("webp", 400)]),
        (1300, [("webp", 1300), ("webp", 1200), ("jpg", 1200), ("webp", 800), ("webp", 400)]),
        (1600, [("webp", 1600), ("webp", 1200), ("jpg", 1200), ("webp", 800), ("webp", 400)]),
        (4000, [("webp", 1600), ("webp", 1200), ("jpg", 1200), ("webp", 800), ("webp", 400)]),
    ],
)
def test_no_size_is_wider_than_the_original_and_one_is_a_jpeg(width, made):
    assert [(format, wide) for format, wide, _ in sizes(picture(width, 10))] == made


def test_each_size_keeps_the_proportions():
    assert sizes(picture(1000, 500)) == [
        ("webp", 1000, 500),
        ("jpg", 1000, 500),
        ("webp", 800, 400),
        ("webp", 400, 200),
    ]
    assert sizes(picture(3000, 1))[-1] == ("webp", 400, 1)


def test_each_rendition_is_what_it_says():
    for made in renditions(picture(1000, 500), WORDS):
        opened = seen(made)
        assert (opened.format, opened.size) == ({"webp": "WEBP", "jpg": "JPEG"}[made.format], (made.width, made.height))
        assert near(opened.convert("RGB").getpixel((5, 5)), BLUE)


def test_the_credit_can_be_read_in_each_rendition():
    for made in renditions(picture(1700), WORDS):
        assert said(made, ExifTags.Base.Artist) == "AP Photo/José Quist"
        assert said(made, ExifTags.Base.Copyright) == "© Meridian Press"
        assert said(made, ExifTags.Base.ImageDescription) == "The “Kestrel” at its pier — at last."


def test_the_credit_stands_in_for_a_copyright_notice():
    made = next(renditions(picture(), Words("Mara Quist")))

    assert said(made, ExifTags.Base.Copyright) == "Mara Quist"
    assert set(seen(made).getexif()) == {ExifTags.Base.Artist, ExifTags.Base.Copyright}


def test_a_picture_without_words_has_none():
    assert not seen(next(renditions(picture(), Words()))).getexif()


def test_an_endless_caption_is_cut_between_characters():
    made = next(renditions(picture(), Words("Mara Quist", "", "x" + "é" * 50_000)))

    assert said(made, ExifTags.Base.ImageDescription) == "x" + "é" * 999
    assert said(made, ExifTags.Base.Artist) == "Mara Quist"


def test_nothing_tells_where_with_what_and_by_whom_it_was_taken():
    told = (pictures.CAMERA, pictures.PLACE, pictures.COMMENT)
    original = from_a_phone()
    assert all(words.encode() in original for words in told)

    for made in renditions(original, WORDS):
        assert not [words for words in told if words.encode() in made.data]
        exif = seen(made).getexif()
        assert set(exif) == {ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.ImageDescription}
        assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (600, 400), (5, 200)), (3, (600, 400), (594, 200)), (6, (400, 600), (200, 5)), (8, (400, 600), (200, 594))],
)
def test_a_picture_taken_sideways_stands_upright(orientation, size, red_at):
    made = first(from_a_phone(orientation))

    assert (made.width, made.height) == size
    assert near(seen(made).convert("RGB").getpixel(red_at), (220, 20, 20))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_read(format):
    assert sizes(saved(Image.new("RGB", (500, 300), BLUE), format)) == [
        *(("webp", 500, 300), ("jpg", 500, 300), ("webp", 400, 240)),
    ]


@pytest.mark.parametrize(
    ("mode", "colour", "format", "shown"),
    [
        ("L", 100, "PNG", (100, 100, 100)),
        ("1", 1, "PNG", (255, 255, 255)),
        ("LA", (100, 255), "PNG", (100, 100, 100)),
        ("P", 0, "GIF", (0, 0, 0)),
        ("I;16", 30_000, "PNG", (117, 117, 117)),
        ("CMYK", (0, 0, 0, 0), "JPEG", (255, 255, 255)),
        ("CMYK", (0, 0, 0, 255), "JPEG", (0, 0, 0)),
        ("CMYK", (0, 0, 0, 0), "TIFF", (255, 255, 255)),
        ("RGBA", (40, 90, 120, 255), "PNG", BLUE),
    ],
)
def test_every_kind_of_colour_is_shown(mode, colour, format, shown):
    made = first(saved(Image.new(mode, (20, 20), colour), format))

    assert near(seen(made).convert("RGB").getpixel((5, 5)), shown)


def test_what_is_transparent_stays_so_and_is_white_in_the_jpeg():
    webp, jpeg = list(renditions(saved(Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "PNG"), WORDS))

    assert seen(webp).convert("RGBA").getpixel((5, 5))[3] == 0
    assert near(seen(jpeg).getpixel((5, 5)), (255, 255, 255))


def test_a_palette_with_a_transparent_colour_is_shown():
    webp, jpeg = list(renditions(saved(Image.new("P", (20, 20), 0), "PNG", transparency=0), WORDS))

    assert seen(webp).convert("RGBA").getpixel((5, 5))[3] == 0
    assert near(seen(jpeg).getpixel((5, 5)), (255, 255, 255))


@pytest.mark.parametrize("broken", [b"no profile at all", profile("LAB"), b""])
def test_a_broken_colour_profile_does_not_keep_a_picture_out(broken):
    made = first(saved(Image.new("RGB", (20, 20), BLUE), icc_profile=broken))

    assert near(seen(made).convert("RGB").getpixel((5, 5)), BLUE)


def test_a_colour_profile_is_applied_and_not_passed_on():
    made = first(saved(Image.new("RGB", (20, 20), BLUE), icc_profile=profile()))

    assert near(seen(made).convert("RGB").getpixel((5, 5)), BLUE)
    assert "icc_profile" not in seen(made).info


NO_FORMAT = "This is not a picture in a format we read (JPEG, PNG, WEBP, TIFF, GIF, AVIF)."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("text", [b"", b"hello", b"%PDF-1.7", SVG, saved(Image.new("RGB", (9, 9)), "BMP")])
def test_what_is_no_picture_is_refused_with_a_sentence(text):
    with pytest.raises(PictureError) as refused:
        first(text)

    assert str(refused.value) == NO_FORMAT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bomb(), "The picture has too many pixels to show."),
        (bomb(10_000, 9_999), "The picture has too many pixels to show."),
        (bomb(16_384, 1), "The picture is damaged: "),
        (picture()[:700], "The picture is damaged: "),
    ],
)
def test_bombs_and_torn_files_are_refused_with_a_sentence(data, message):
    with pytest.raises(PictureError) as refused:
        first(data)

    assert str(refused.value).startswith(message)


def test_a_picture_taller_than_browsers_can_show_is_refused():
    with pytest.raises(PictureError) as refused:
        first(saved(Image.new("1", (20, MAX_HEIGHT + 1)), "PNG"))

    assert str(refused.value) == "The picture is too tall to show: 16384 pixels, at most 16383."


@pytest.mark.parametrize("format", FORMATS)
def test_damage_of_any_kind_is_survived(format):
    chance = random.Random(7)
    whole = saved(Image.effect_noise((60, 40), 50).convert("RGB"), format)
    for _ in range(150):
        torn = bytearray(whole)
        for _ in range(chance.choice([1, 3, 20])):
            torn[chance.randrange(min(len(torn), 400))] = chance.randrange(256)
        if chance.random() < 0.3:
            del torn[chance.randrange(len(torn)) :]
        try:
            open_picture(bytes(torn))
        except PictureError as error:
            assert str(error)
