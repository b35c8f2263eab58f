"""All that speaks of a picture's credit stays with the picture, whichever format brought it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wire.parsers._credit import split_credit
from wire.parsers.errors import WireError
from wire.parsers.item import ParsedItem, ParsedMedia
from wire.parsers.registry import Parsed
from wire.tests.parsers.test_sweep import SAMPLES, parse
from wire.vocabulary import ItemKind

WITNESSES = {"xmp", "iim", "exif", "caption", "credit", "creator", "copyright_holder"}


def read(sample: Path) -> tuple[ParsedItem, ...]:
    try:
        found: Parsed = parse(sample.read_bytes())
    except WireError:
        return ()
    return found.items


def pictures() -> Iterator[tuple[str, ParsedMedia]]:
    for sample in SAMPLES:
        for item in read(sample):
            for media in item.media:
                yield f"{sample.parent.name}/{sample.name}", media


def test_over_all_samples_a_picture_with_two_voices_keeps_both() -> None:
    heard = set()
    for name, media in pictures():
        signed = split_credit(media.caption)[1]
        said = media.extra.get("credit_witnesses", {})
        if signed and media.photographer:
            assert (said["caption"], said["creator"]) == (signed, media.photographer), name
        if media.photographer and media.copyright_holder:
            assert said["copyright_holder"] == media.copyright_holder, name
        assert said.keys() <= WITNESSES and len(said) != 1, name
        heard |= {name.partition("/")[0]} if said else set()
    assert heard >= {"apatom", "apmedia", "jpeg", "newsml12", "newsmlg2", "ninjs", "nitf", "picture", "rss"}


@pytest.mark.parametrize(
    ("media", "said"),
    [
        (ParsedMedia(credit_line="Mara Quist"), None),
        (ParsedMedia(credit_line="Mara Quist", photographer="Mara Quist"), None),
        (ParsedMedia(credit_line="AP", photographer="Mara Quist"), {"credit": "AP", "creator": "Mara Quist"}),
        (
            ParsedMedia(caption="A pier. (AP Photo/Mara Quist)", credit_line="AP Photo/Mara Quist"),
            None,
        ),
        (
            ParsedMedia(
                caption="A pier. (AP Photo/Mara Quist)", credit_line="AP Photo/Mara Quist", extra={"creditline": "AP"}
            ),
            {"caption": "AP Photo/Mara Quist", "credit": "AP"},
        ),
        (
            ParsedMedia(credit_line="Mara Quist/Pix", copyright_holder="Pix North"),
            {"credit": "Mara Quist/Pix", "copyright_holder": "Pix North"},
        ),
    ],
)
def test_one_voice_is_the_credit_line_and_several_are_kept(media: ParsedMedia, said: dict[str, str] | None) -> None:
    assert media.with_witnesses().extra.get("credit_witnesses") == said


def test_of_a_picture_item_the_item_speaks_too() -> None:
    item = ParsedItem(
        kind=ItemKind.PICTURE,
        credit_line="ASSOCIATED PRESS",
        authors=("Mara Quist",),
        media=(ParsedMedia(href="a.jpg", credit_line="Mara Quist"),),
    )
    (media,) = item.with_witnesses().media
    assert media.extra == {"credit_witnesses": {"credit": "ASSOCIATED PRESS", "creator": "Mara Quist"}}


def test_of_a_story_the_writers_do_not_speak_for_its_pictures() -> None:
    item = ParsedItem(credit_line="AP", authors=("Ada Moor",), media=(ParsedMedia(href="a.jpg", credit_line="Pix"),))
    assert item.with_witnesses() == item


def test_asked_twice_the_witnesses_say_the_same() -> None:
    media = ParsedMedia(credit_line="AP", photographer="Mara Quist").with_witnesses()
    assert media.with_witnesses() == media
