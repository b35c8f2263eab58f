"""Archives: what the samples do not show, and archives that mean harm."""

from __future__ import annotations

import gzip
import json
import random
import tarfile
import zipfile
from time import perf_counter

import pytest

from wire.parsers import registry
from wire.parsers.archive import Archive
from wire.parsers.errors import MalformedItem, UnknownFormat, WireError
from wire.parsers.item import Context, ParsedItem
from wire.tests.parsers.archives import gzipped, tarred, zipped

PARSERS = registry.load(["wire.parsers.photo.Photo", "wire.parsers.archive.Archive", "wire.parsers.ninjs.Ninjs"])


def story(uri: str = "urn:orm:tram") -> bytes:
    said = {"uri": uri, "type": "text", "version": "1", "versioncreated": "2031-05-04T10:00:00Z", "headline": "Tram"}
    return json.dumps({**said, "body_text": "The tram line opens."}).encode()


def read(data: bytes) -> tuple[ParsedItem, ...]:
    return registry.parse(data, PARSERS, Context()).items


@pytest.mark.parametrize(
    "first", ["[Content_Types].xml", "mimetype", "_rels/.rels", "META-INF/MANIFEST.MF", "word/document.xml"]
)
def test_a_document_that_is_a_zip_is_no_archive(first: str) -> None:
    assert not Archive().recognizes(zipped((first, b"x")))


def test_gzips_joined_end_to_end_are_one_file() -> None:
    whole = story()
    (item,) = read(gzip.compress(whole[:40]) + gzip.compress(whole[40:]))
    assert item.headline == "Tram"


@pytest.mark.parametrize("data", [b"", b"PK", b"\x1f\x8b", b"x" * 511, b"x" * 600, b"\x00" * 1024])
def test_other_bytes_are_no_archive(data: bytes) -> None:
    assert not Archive().recognizes(data)


@pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_kind_of_tar_is_read(format: int) -> None:
    name = "stories/" + "folder/" * 10 + "tram.json"
    assert read(tarred((name, story()), format=format))[0].extra["member"] == name


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_both_kinds_of_zip_are_read(method: int) -> None:
    assert read(zipped(("tram.json", story()), method=method))[0].guid == "urn:orm:tram"


def test_a_member_that_nobody_reads_refuses_the_whole_by_its_name() -> None:
    with pytest.raises(UnknownFormat, match=r"^“notes\.bin”: Not recognised as any of jpeg, archive, ninjs\."):
        read(zipped(("tram.json", story()), ("notes.bin", b"\x01\x02 no format knows this")))


def test_links_in_a_zip_are_left_out() -> None:
    with pytest.raises(MalformedItem, match=r"^archive: there is no file in it that could be read\.$"):
        read(zipped(("link", b"/etc/passwd"), mode=0o120777))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_and_devices_in_a_tar_are_left_out(kind: bytes) -> None:
    with pytest.raises(MalformedItem, match=r"^archive: there is no file in it that could be read\.$"):
        read(tarred(("it", b""), kind=kind))


def test_without_a_reader_nothing_is_opened() -> None:
    with pytest.raises(MalformedItem, match=r"^archive: nobody said who reads what is inside\.$"):
        list(Archive().items(zipped(("tram.json", story())), Context()))


def test_a_method_nobody_uses_is_not_read() -> None:
    with pytest.raises(MalformedItem, match=r"“tram\.json” is packed by a method that is not read\.$"):
        read(zipped(("tram.json", story()), method=zipfile.ZIP_LZMA))


# ── harm ─────────────────────────────────────────────────────────────────────
def lying(size: int) -> bytes:
    """A zip that declares a small size for what is large."""
    data = bytearray(zipped(("zeros", b"\x00" * 20_000_000)))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(data)


def negative() -> bytes:
    """A tar whose file has a size below zero, round which a reader may go for ever."""
    data = bytearray(tarred(("tram.json", story())))
    data[124:136] = b"\xff" * 11 + b"\x00"
    data[148:156] = b" " * 8
    data[148:156] = f"{sum(data[:512]):06o}\0 ".encode()
    return bytes(data)


HOSTILE = {
    "packed a thousand times": zipped(("zeros", b"\x00" * 20_000_000)),
    "a size that is a lie": lying(100),
    "gzip of zeros": gzipped(b"\x00" * 20_000_000),
    "gzip of gzip of zeros": gzipped(gzipped(b"\x00" * 20_000_000)),
    "many files": zipped(*((f"{i}.txt", b"x") for i in range(1_001))),
    "many files in a tar": tarred(*((f"{i}", b"") for i in range(2_100))),
    "a size below zero": negative(),
    "zip of nothing but a table": b"PK\x03\x04" + b"PK\x01\x02" * 50_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_an_archive_that_means_harm_is_refused_at_once(data: bytes) -> None:
    began = perf_counter()
    with pytest.raises(MalformedItem):
        read(data)
    assert perf_counter() - began < 0.5


@pytest.mark.parametrize("whole", [zipped(("tram.json", story())), tarred(("tram.json", story())), gzipped(story())])
def test_damage_anywhere_is_read_or_refused(whole: bytes) -> None:
    chance = random.Random(417)
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(3):
            data[chance.randrange(min(len(data), 1_024))] = chance.randrange(256)
        try:
            read(bytes(data))
        except WireError as refused:
            assert str(refused)
