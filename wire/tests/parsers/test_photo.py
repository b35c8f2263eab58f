"""Pictures as items: what the samples do not show, and files that mean harm."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from time import perf_counter
from typing import Any

import pytest
from PIL import Image

from wire.parsers.errors import MalformedItem, WireError
from wire.parsers.item import Context, ParsedItem
from wire.parsers.photo import Photo, Picture
from wire.tests.parsers import picture_files as files
from wire.vocabulary import ItemKind, PubStatus, Signal


def read(data: bytes, **context: Any) -> ParsedItem:
    parser = Photo() if Photo().recognizes(data) else Picture()
    (item,) = parser.items(data, Context(**context))
    return item


def of_iim(*datasets: tuple[int, int, bytes | str], **context: Any) -> ParsedItem:
    return read(files.jpeg(iim=files.iim(*datasets)), **context)


def of_xmp(properties: str, attributes: str = "") -> ParsedItem:
    return read(files.jpeg(xmp=files.xmp(properties, attributes)))


def test_a_jpeg_is_known_by_its_first_bytes() -> None:
    assert Photo().recognizes(b"\xff\xd8\xff\xe0")
    assert not Photo().recognizes(b"\xff\xd8 text")
    assert not Picture().recognizes(files.plain())


def test_a_png_or_webp_without_words_is_no_delivery() -> None:
    assert not Picture().recognizes(files.plain("PNG"))
    assert not Picture().recognizes(files.plain("WEBP"))
    assert Picture().recognizes(files.plain("TIFF"))


def test_the_item_is_a_picture_and_its_file_is_its_medium() -> None:
    item = of_iim((2, 105, "Ferry"), (2, 120, "The ferry."))
    assert (item.kind, item.media[0].kind) == (ItemKind.PICTURE, ItemKind.PICTURE)
    assert item.media[0].guid == item.guid
    assert (item.media[0].width, item.media[0].height) == (24, 16)
    assert len(item.media[0].extra["sha256"]) == 64


# ── names ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("properties", "guid"),
    [
        ("<xmpMM:DocumentID>xmp.did:0417</xmpMM:DocumentID>", "xmp.did:0417"),
        ("<plus:ImageSupplierImageID>ORM-417</plus:ImageSupplierImageID>", "ORM-417"),
        (
            "<dc:identifier>tag:orm.example,2031:417</dc:identifier><xmpMM:DocumentID>xmp.did:1</xmpMM:DocumentID>",
            "tag:orm.example,2031:417",
        ),
    ],
)
def test_a_name_in_the_file_is_the_items_name(properties: str, guid: str) -> None:
    item = of_xmp(properties)
    assert item.guid == guid
    assert "guid" not in item.assumed


@pytest.mark.parametrize("sent", ["417", "000000000", "0000-0000-0000"])
def test_a_counter_or_a_blank_is_no_name(sent: str) -> None:
    assert of_xmp(f"<dc:identifier>{sent}</dc:identifier>").guid.startswith("sha256:")


def test_two_photos_of_one_job_are_two_items() -> None:
    job = ((2, 103, "JOB417"), (2, 5, "Ferry"), (2, 55, "20310504"))
    one, two = of_iim(*job, (2, 60, "120000+0000")), of_iim(*job, (2, 60, "120001+0000"))
    assert one.guid == "jpeg:job417:ferry:20310504T120000"
    assert one.guid != two.guid
    assert one.assumed == ("headline", "guid")


def test_a_better_caption_is_the_same_photo() -> None:
    job = ((2, 103, "JOB417"), (2, 5, "Ferry"), (2, 55, "20310504"), (2, 60, "120000+0000"))
    assert of_iim(*job, (2, 120, "A ferry.")).guid == of_iim(*job, (2, 120, "The ferry Kestrel.")).guid


# ── times ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("clock", "at"),
    [
        ("143000-0500", datetime(2031, 5, 4, 14, 30, tzinfo=timezone(timedelta(hours=-5)))),
        ("143000+0530", datetime(2031, 5, 4, 14, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))),
        ("143000-1430", datetime(2031, 5, 4, 14, 30, tzinfo=UTC)),
        ("143000+9900", datetime(2031, 5, 4, 14, 30, tzinfo=UTC)),
        ("143000-1057", datetime(2031, 5, 4, 14, 30, tzinfo=UTC)),
        ("143000", datetime(2031, 5, 4, 14, 30, tzinfo=UTC)),
        ("14:30:00", datetime(2031, 5, 4, 14, 30, tzinfo=UTC)),
        ("1430", datetime(2031, 5, 4, 14, 30, tzinfo=UTC)),
        ("noon", datetime(2031, 5, 4, tzinfo=UTC)),
        ("", datetime(2031, 5, 4, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_read_and_a_false_offset_is_not_believed(clock: str, at: datetime) -> None:
    assert of_iim((2, 55, "20310504"), (2, 60, clock)).first_created == at


@pytest.mark.parametrize("date", ["20310000", "00000000", "yesterday", "2031-13-01"])
def test_a_date_that_is_none_is_no_time(date: str) -> None:
    assert of_iim((2, 105, "Ferry"), (2, 55, date)).first_created is None


def test_a_date_that_is_none_is_kept() -> None:
    assert of_iim((2, 55, "20310000"), (2, 60, "120000")).extra["first_created"] == "20310000 120000"


def test_a_time_without_zone_is_of_the_senders_zone_and_says_so() -> None:
    item = of_iim((2, 55, "20310504"), (2, 60, "120000"), zone=timezone(timedelta(hours=2)))
    assert item.first_created == datetime(2031, 5, 4, 10, tzinfo=UTC)
    assert "zone" in item.assumed


@pytest.mark.parametrize("sent", ["2031-05-04", "2031-05-04T14:30", "2031-05-04T14:30:00", "2031-05-04T14:30:00.00"])
def test_iim_lends_xmp_the_clock_and_the_zone_that_it_lacks(sent: str) -> None:
    words = files.xmp(f"<photoshop:DateCreated>{sent}</photoshop:DateCreated>")
    item = read(files.jpeg(xmp=words, iim=files.iim((2, 55, "20310504"), (2, 60, "143000-0500"))))
    assert item.first_created == datetime(2031, 5, 4, 19, 30, tzinfo=UTC)
    assert "zone" not in item.assumed


@pytest.mark.parametrize("sent", ["20310504T143000Z", "2031-05-04T14:30:00Z", "2031:05:04 14:30:00Z"])
def test_xmp_may_write_a_time_in_any_of_its_ways(sent: str) -> None:
    item = of_xmp(f"<photoshop:DateCreated>{sent}</photoshop:DateCreated>")
    assert item.first_created == datetime(2031, 5, 4, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "clock", "words"),
    [
        ("20310508", "105738-1057", "20310508 105738-1057"),
        ("20310508", "noon", "20310508 noon"),
        ("soon", "", "soon"),
        ("", "000100-0400", "000100-0400"),
    ],
)
def test_an_embargo_that_cannot_be_read_whole_has_no_end(date: str, clock: str, words: str) -> None:
    item = of_iim((2, 105, "Ferry"), (2, 30, date), (2, 35, clock))
    assert (item.embargoed_until, item.embargo_words, item.signals) == (None, words, (Signal.EMBARGO,))
    assert item.media[0].pubstatus == PubStatus.WITHHELD


def test_a_dataset_that_nobody_named_is_kept_under_its_number() -> None:
    assert of_iim((2, 105, "Ferry"), (2, 27, "Port Alder"), (2, 0, b"\x00\x04")).extra["iim_2_27"] == "Port Alder"


@pytest.mark.parametrize("sent", ["2031", "2031-05"])
def test_a_year_or_month_alone_is_kept_in_words(sent: str) -> None:
    item = of_xmp(f"<photoshop:DateCreated>{sent}</photoshop:DateCreated>")
    assert (item.first_created, item.extra["first_created"]) == (None, sent)


def test_a_dash_for_a_blank_says_nothing() -> None:
    item = of_iim((2, 105, "Ferry"), (2, 90, "-"), (2, 95, "-"))
    assert item.city == "" and "state" not in item.extra


def test_another_day_in_iim_does_not_touch_the_date_in_xmp() -> None:
    words = files.xmp("<photoshop:DateCreated>2031-05-04</photoshop:DateCreated>")
    item = read(files.jpeg(xmp=words, iim=files.iim((2, 55, "20310503"), (2, 60, "120000+0000"))))
    assert item.first_created == datetime(2031, 5, 4, tzinfo=UTC)


# ── words ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("creators", "byline", "authors"),
    [
        (["Mara Quist", "Ray Cole"], "Mara Quist and Ray Cole", ("Mara Quist", "Ray Cole")),
        (["By MARA QUIST"], "MARA QUIST", ("Mara Quist",)),
        (["Mara Quist/Harbor Daily"], "Mara Quist/Harbor Daily", ("Mara Quist",)),
        (["Associated Press"], "Associated Press", ()),
        (["Getty Images"], "Getty Images", ()),
        (["STR"], "STR", ()),
        (["AFP Contributor"], "AFP Contributor", ()),
        (["Reuters Photographer"], "Reuters Photographer", ()),
        (["HO HANDOUT"], "HO HANDOUT", ()),
        (["XXSTRINGERXX xxxxx"], "XXSTRINGERXX xxxxx", ()),
        (["Uncredited"], "Uncredited", ()),
    ],
)
def test_people_are_people(creators: list[str], byline: str, authors: tuple[str, ...]) -> None:
    item = of_xmp(files.bag("dc:creator", *creators))
    assert (item.byline, item.authors) == (byline, authors)


@pytest.mark.parametrize(
    ("caption", "order", "rest"),
    [
        ("CORRECTS name of ship: The Kestrel docks.", "CORRECTS name of ship", "The Kestrel docks."),
        ("**EMBARGOED UNTIL 7 P.M.** — The medal.", "EMBARGOED UNTIL 7 P.M.", "The medal."),
        (
            "ADVANCE FOR USE SUNDAY, MAY 4 AND THEREAFTER - A ferry.",
            "ADVANCE FOR USE SUNDAY, MAY 4 AND THEREAFTER",
            "A ferry.",
        ),
        ("FILE - A ferry docks, May 1, 2019.", "", "FILE - A ferry docks, May 1, 2019."),
        ("Corrects is a word like another - So there.", "", "Corrects is a word like another - So there."),
    ],
)
def test_an_order_at_the_start_of_a_caption_goes_to_the_note(caption: str, order: str, rest: str) -> None:
    item = of_xmp(files.alt("dc:description", caption))
    assert (item.ednote, item.caption) == (order, rest)


def test_an_embargo_inside_a_caption_is_heard() -> None:
    item = of_xmp(files.alt("dc:description", "The medal of the Alder Prize. " * 30 + "EMBARGOED TO THURSDAY."))
    assert item.signals == (Signal.EMBARGO,)
    assert item.embargo_words == item.ednote == "EMBARGOED TO THURSDAY."
    assert item.media[0].pubstatus == PubStatus.WITHHELD


def test_an_advisory_is_one_by_its_category() -> None:
    assert of_iim((2, 15, "V"), (2, 105, "Photos to come")).signals == (Signal.ADVISORY,)


def test_action_advised_01_takes_a_picture_back() -> None:
    item = of_iim((2, 42, "01"), (2, 105, "Ferry"))
    assert (item.pubstatus, item.media[0].pubstatus) == (PubStatus.CANCELED, PubStatus.CANCELED)
    assert item.signals == (Signal.KILL,)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("PHOTO ELIMINATION: XYZ101 should not be used; wrong person is named.", PubStatus.CANCELED),
        ("A kill is mandatory.", PubStatus.CANCELED),
        ("Editors: please withhold XYZ101.", PubStatus.WITHHELD),
        ("A ferry returns to the kill, as the channel is called.", PubStatus.USABLE),
    ],
)
def test_words_take_a_picture_back(words: str, status: PubStatus) -> None:
    assert of_iim((2, 40, words), (2, 105, "Ferry")).pubstatus == status


@pytest.mark.parametrize("place", ["<rdf:Bag><rdf:li rdf:parseType='Resource'>{}</rdf:li></rdf:Bag>", "{}"])
def test_the_city_where_a_picture_was_taken_may_stand_in_a_structure(place: str) -> None:
    taken = place.format("<Iptc4xmpExt:City>Port Alder</Iptc4xmpExt:City>")
    inner = taken if "Bag" in taken else f"<rdf:Description>{taken}</rdf:Description>"
    assert of_xmp(f"<Iptc4xmpExt:LocationCreated>{inner}</Iptc4xmpExt:LocationCreated>").city == "Port Alder"


def test_a_credit_may_end_a_line_inside_the_caption() -> None:
    caption = "FILE - The pier in 1999. (AP Photo/Ray Cole, File)\nThe pier fell in 2031."
    assert of_xmp(files.alt("dc:description", caption)).credit_line == "AP Photo/Ray Cole, File"


@pytest.mark.parametrize(
    ("instructions", "terms"),
    [
        ("NO SALES", "NO SALES"),
        ("For editorial use only", "For editorial use only"),
        ("Call the desk in Port Alder.", ""),
    ],
)
def test_instructions_that_restrict_are_terms_of_use_too(instructions: str, terms: str) -> None:
    item = of_iim((2, 40, instructions), (2, 105, "Ferry"))
    assert (item.ednote, item.usage_terms) == (instructions, terms)


def test_a_source_that_a_newsroom_named_wins_and_the_sent_one_is_kept() -> None:
    item = of_iim((2, 115, "Pool"), (2, 105, "Ferry"), source="Orm Agency")
    assert (item.source, item.extra["source"]) == ("Orm Agency", "Pool")


def test_lines_of_a_caption_stay_lines() -> None:
    assert of_iim((2, 120, "One.\r\rTwo  here. \r\n")).caption == "One.\n\nTwo here."


def test_iim_may_run_over_two_segments() -> None:
    block = files.photoshop(files.iim((2, 105, "Ferry"), (2, 120, "x" * 300)))
    halves = [files.segment(0xED, b"Photoshop 3.0\x00" + half) for half in (block[:100], block[100:])]
    base = files.plain()
    assert read(base[:2] + b"".join(halves) + base[2:]).headline == "Ferry"


def test_a_long_dataset_has_a_length_of_its_length() -> None:
    text = b"y" * 40_000
    raw = struct.pack(">BBBHI", 0x1C, 2, 120, 0x8004, len(text)) + text
    assert len(read(files.jpeg(iim=raw)).caption) == 40_000


# ── harm ─────────────────────────────────────────────────────────────────────
LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><x>&a9;</x>'
HOSTILE = {
    "endless fillers": b"\xff\xd8" + b"\xff" * 2_000_000,
    "a segment longer than the file": files.plain()[:2] + b"\xff\xe1\xff\xff" + b"x" * 100,
    "a segment of no length": files.plain()[:2] + b"\xff\xe1\x00\x00" * 10,
    "many small segments": files.plain()[:2] + b"\xff\xe1\x00\x02" * 200_000,
    "no frame": b"\xff\xd8\xff\xda\x00\x02\xff\xd9",
    "PNG without size": b"\x89PNG\r\n\x1a\n" + files.chunk(b"eXIf", b"") + files.chunk(b"IEND", b""),
    "PNG chunk of 4 GB": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffeXIf",
    "WebP of nothing": b"RIFF\x04\x00\x00\x00WEBPXMP ",
    "TIFF that points at itself": b"II*\x00\x00\x00\x00\x00" * 100,
    "TIFF that ends": b"MM\x00*\x00\x00\x00\x08",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_means_harm_is_refused_at_once(data: bytes) -> None:
    began = perf_counter()
    with pytest.raises(MalformedItem, match=r"^(?:jpeg|picture): the picture "):
        read(data)
    assert perf_counter() - began < 0.5


def test_a_picture_that_unpacks_to_more_than_can_be_shown_is_refused_unopened() -> None:
    base = bytearray(files.png(exif=files.exif({0x013B: "Mia Tan"})))
    base[16:24] = struct.pack(">II", 100_000, 100_000)
    with pytest.raises(MalformedItem, match=r"has 100000×100000 pixels; at most 100,000,000 can be shown\."):
        read(bytes(base))


@pytest.mark.parametrize(
    "packet",
    [
        BOMB.encode(),
        b"<a>" * 100_000,
        files.xmp("<dc:title>" + "<rdf:Bag><rdf:li>" * 120 + "x" + "</rdf:li></rdf:Bag>" * 120 + "</dc:title>"),
        files.xmp('<dc:title rdf:resource="file:///etc/passwd"/>'),
        files.xmp("", 'dc:title="' + "x" * 50_000 + '"'),
    ],
    ids=["entities", "never closed", "deep", "a reference", "a huge attribute"],
)
def test_xmp_that_means_harm_harms_nobody(packet: bytes) -> None:
    began = perf_counter()
    try:
        read(files.png(xmp=packet, exif=files.exif({0x013B: "Mia Tan"})))
    except WireError as refused:
        pytest.fail(f"the other words can be read: {refused}")
    assert perf_counter() - began < 0.5


def test_packed_xmp_is_unpacked_within_bounds() -> None:
    text = zlib.compress(b" " * 16_000_000)
    said = files.chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + text)
    base = files.plain("PNG")
    assert read(base[:33] + said + base[33:]).guid.startswith("sha256:")


def test_exif_that_circles_ends() -> None:
    tags = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 1) + struct.pack("<HHII", 34665, 4, 1, 8) + b"\x00" * 4
    assert read(files.jpeg(exif=tags)).guid.startswith("sha256:")


# ── boxes ────────────────────────────────────────────────────────────────────
def in_boxes(brand: str) -> bytes:
    out = BytesIO()
    words = files.xmp(files.alt("dc:description", "A ferry docks."))
    Image.new("RGB", (24, 16)).save(out, "AVIF", xmp=words, exif=files.exif({0x013B: "Mara Quist"}))
    return out.getvalue().replace(b"avif", brand.encode())


@pytest.mark.parametrize(("brand", "mime_type"), [("avif", "image/avif"), ("heic", "image/heic")])
def test_avif_and_heic_keep_their_words_in_boxes(brand: str, mime_type: str) -> None:
    item = read(in_boxes(brand))
    assert (item.caption, item.byline) == ("A ferry docks.", "Mara Quist")
    assert (item.media[0].mime_type, item.media[0].width, item.media[0].height) == (mime_type, 24, 16)


def test_boxes_that_end_behind_the_file_are_refused() -> None:
    with pytest.raises(MalformedItem, match="cut off"):
        read(in_boxes("avif")[:-9])


def test_a_gif_or_avif_without_a_word_is_no_delivery() -> None:
    assert not Picture().recognizes(files.plain("GIF"))
    assert not Picture().recognizes(files.plain("AVIF"))


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_xmp_is_read_in_every_charset_that_the_standard_allows(charset: str) -> None:
    words = files.xmp(files.alt("dc:description", "Le café du port.")).decode().encode(charset)
    assert read(files.jpeg(xmp=words)).caption == "Le café du port."
