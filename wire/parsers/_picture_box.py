"""Pictures in boxes, as AVIF and HEIC are: where in the file their Exif and their XMP stand, and how large they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif")
_MOST_BOXES = 2_000
_MOST_BYTES = 4_000_000  # of one block of words
_FULL = 4  # bytes of version and flags


class Boxed(NamedTuple):
    """What such a file says beside its pixels."""

    width: int
    height: int
    xmp: bytes
    exif: bytes


def is_boxed(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _BRANDS


def mime_type_of(data: bytes) -> str:
    names = data[8 : 8 + max(0, int.from_bytes(data[:4]) - 8)]
    return "image/avif" if b"avif" in names or b"avis" in names else "image/heic"


def is_cut(data: bytes) -> bool:
    """Whether the last box should end behind the end of the file."""
    at = 0
    for _ in range(_MOST_BOXES):
        size = int.from_bytes(data[at : at + 4])
        size = int.from_bytes(data[at + 8 : at + 16]) if size == 1 else size
        at += size
        if size < 8 or at >= len(data):
            break
    return at > len(data) or 0 < size < 8


def read_boxes(data: bytes) -> Boxed:
    """Size, XMP and Exif; what is not there, or stands behind the end of the file, is empty."""
    meta = next((part for kind, part in _boxes(data) if kind == b"meta"), b"")[_FULL:]
    inner = dict(_boxes(meta))
    kinds, places = _kinds(inner.get(b"iinf", b"")), _places(inner.get(b"iloc", b""))
    blocks = {
        kinds[item]: data[at : at + min(size, _MOST_BYTES)] for item, (at, size) in places.items() if item in kinds
    }
    exif = blocks.get("exif", b"")
    width, height = _size(inner.get(b"iprp", b""))
    return Boxed(width, height, blocks.get("xmp", b""), exif[4 + int.from_bytes(exif[:4]) :])


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _ in range(_MOST_BOXES):
        size, kind, start = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16]), at + 16
        end = at + size if size else len(data)
        if len(kind) < 4 or end <= at + 7:
            return
        yield kind, data[start:end]
        at = end


def _kinds(box: bytes) -> dict[int, str]:
    """Which items hold Exif and XMP, by their number."""
    found = {}
    for kind, entry in _boxes(box[_FULL + (2 if box[:1] == b"\x00" else 4) :]):
        wide = 4 if entry[:1] >= b"\x03" else 2
        number, name = int.from_bytes(entry[4 : 4 + wide]), entry[6 + wide : 10 + wide]
        if kind == b"infe" and (name == b"Exif" or name == b"mime" and b"application/rdf+xml" in entry):
            found[number] = "exif" if name == b"Exif" else "xmp"
    return found


def _places(box: bytes) -> dict[int, tuple[int, int]]:
    """Where items stand in the file, and how long they are: the first piece of each."""
    version, sizes = box[:1], box[4:6]
    if len(sizes) < 2 or version > b"\x02":
        return {}
    offset, length, base, index = (
        sizes[0] >> 4,
        sizes[0] & 15,
        sizes[1] >> 4,
        sizes[1] & 15 if version != b"\x00" else 0,
    )
    wide = 4 if version == b"\x02" else 2
    at = 6 + wide
    found: dict[int, tuple[int, int]] = {}
    for _ in range(min(int.from_bytes(box[6:at]), _MOST_BOXES)):
        number = int.from_bytes(box[at : at + wide])
        method = int.from_bytes(box[at + wide : at + wide + 2]) & 15 if version != b"\x00" else 0
        at += wide + (2 if version != b"\x00" else 0) + 2
        start, pieces = int.from_bytes(box[at : at + base]), int.from_bytes(box[at + base : at + base + 2])
        first = at + base + 2 + index
        if method == 0 and pieces:
            moved, size = box[first : first + offset], box[first + offset : first + offset + length]
            found[number] = (start + int.from_bytes(moved), int.from_bytes(size))
        at += base + 2 + pieces * (index + offset + length)
    return found


def _size(properties: bytes) -> tuple[int, int]:
    """The largest picture of those in the file: thumbnails and tiles have a size too."""
    listed = dict(_boxes(properties)).get(b"ipco", b"")
    sizes = [
        (int.from_bytes(part[4:8]), int.from_bytes(part[8:12])) for kind, part in _boxes(listed) if kind == b"ispe"
    ]
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
