"""The blocks of words in a picture's file: XMP, IIM, Exif. Headers only; no pixel is ever decoded."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from wire.parsers._picture_box import is_boxed, is_cut, mime_type_of, read_boxes
from wire.parsers._picture_tiff import Tags, read_tags
from wire.parsers.errors import MalformedItem

MOST_PIXELS = 100_000_000
_MOST_BLOCK = 4_000_000  # bytes of one block of words; the largest that are sent have some hundred thousand
_MOST_XMP = 2_000_000
_MOST_CHUNKS = 10_000
_MOST_FILLERS = 4_096  # a marker of JPEG may have any number of them
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/\x00"
_EXIF_MARK = b"Exif\x00\x00"
_PHOTOSHOP_MARK = b"Photoshop 3.0\x00"
_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_PNG_XMP = b"XML:com.adobe.xmp\x00"
_GIF_MARKS = (b"GIF87a", b"GIF89a")
_GIF_XMP = b"\x21\xff\x0bXMP DataXMP"
_LONGEST_BOX = 64 * 1024  # bytes at the start in which AVIF and HEIC say what they hold
_TIFF_MARKS = (b"II*\x00", b"MM\x00*")
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG frames, which say how large the picture is
_BARE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9


@dataclass
class PictureFile:
    """What a file holds beside its pixels."""

    mime_type: str
    width: int = 0
    height: int = 0
    xmp: bytes = b""
    photoshop: bytes = b""  # Photoshop's image resources, one of which is IIM
    iim: bytes = b""  # IIM that stands by itself, in TIFF
    exif: Tags = field(default_factory=dict)


def is_jpeg(data: bytes) -> bool:
    """Whether these bytes begin as a JPEG file does; its name may end in anything."""
    return data.startswith(b"\xff\xd8\xff")


def is_picture_with_words(data: bytes) -> bool:
    """A PNG, WebP, GIF, AVIF or HEIC that carries XMP or Exif, or a TIFF, which always has a place for words."""
    if data.startswith(_PNG_MARK):
        return _PNG_XMP in data or b"eXIf" in data
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return b"XMP " in data or b"EXIF" in data
    if data.startswith(_GIF_MARKS):
        return _GIF_XMP in data
    if is_boxed(data):
        return b"Exif" in data[:_LONGEST_BOX] or b"application/rdf+xml" in data[:_LONGEST_BOX]
    return data.startswith(_TIFF_MARKS)


def read_picture(data: bytes, name: str) -> PictureFile:
    """The blocks of words and the size. Raises MalformedItem when the file is cut, damaged or far too large."""
    if is_jpeg(data):
        found = _read_jpeg(data, name)
    elif data.startswith(_PNG_MARK):
        found = _read_png(data, name)
    elif data[:4] == b"RIFF":
        found = _read_webp(data, name)
    elif data.startswith(_GIF_MARKS):
        found = _read_gif(data, name)
    elif is_boxed(data):
        found = _read_boxed(data, name)
    else:
        found = _read_tiff(data, name)
    if found.width < 1 or found.height < 1:
        raise MalformedItem(f"{name}: the picture is damaged: nothing in it says how large it is.")
    if found.width * found.height > MOST_PIXELS:
        size = f"{found.width}×{found.height}"
        raise MalformedItem(f"{name}: the picture has {size} pixels; at most {MOST_PIXELS:,} can be shown.")
    return found


def _read_jpeg(data: bytes, name: str) -> PictureFile:
    found = PictureFile("image/jpeg")
    for marker, part in _jpeg_segments(data, name):
        if marker in _SIZES and len(part) >= 5:
            found.height, found.width = int.from_bytes(part[1:3]), int.from_bytes(part[3:5])
        elif marker == 0xE1 and part.startswith(_XMP_MARK):
            found.xmp = found.xmp or part[len(_XMP_MARK) :]
        elif marker == 0xE1 and part.startswith(_EXIF_MARK):
            found.exif = found.exif or read_tags(part[len(_EXIF_MARK) :])
        elif marker == 0xED and part.startswith(_PHOTOSHOP_MARK) and len(found.photoshop) < _MOST_BLOCK:
            found.photoshop += part[len(_PHOTOSHOP_MARK) :]  # one block may run over several segments
    return found


def _jpeg_segments(data: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    """The segments before the pixels. Raises MalformedItem when the file ends before the picture does."""
    at = 2
    for _ in range(_MOST_CHUNKS):
        at = data.find(b"\xff", at)
        fillers = data[at : at + _MOST_FILLERS]
        at += max(0, len(fillers) - len(fillers.lstrip(b"\xff")) - 1) if at >= 0 else 0
        marker, size = data[at + 1 : at + 2], int.from_bytes(data[at + 2 : at + 4])
        if at < 0 or not marker or marker[0] == _END_OF_IMAGE:
            break
        if marker[0] in _BARE or marker[0] == 0:
            at += 2
            continue
        if size < 2 or at + 2 + size > len(data):
            break
        if marker[0] == _START_OF_SCAN:
            if data.rfind(b"\xff\xd9", at) < 0:
                raise MalformedItem(f"{name}: the picture is cut off: its end is missing after {len(data)} bytes.")
            return
        yield marker[0], data[at + 4 : at + 2 + size]
        at += 2 + size
    raise MalformedItem(f"{name}: the picture is cut off or damaged: no pixels were found in {len(data)} bytes.")


def _read_png(data: bytes, name: str) -> PictureFile:
    found = PictureFile("image/png")
    for kind, part in _chunks(data, len(_PNG_MARK), name, tail=4):
        if kind == b"IHDR":
            found.width, found.height = int.from_bytes(part[:4]), int.from_bytes(part[4:8])
        elif kind == b"iTXt" and part.startswith(_PNG_XMP):
            found.xmp = _itxt(part[len(_PNG_XMP) :])
        elif kind == b"eXIf":
            found.exif = read_tags(part.removeprefix(_EXIF_MARK))
        elif kind == b"IEND":
            return found
    raise MalformedItem(f"{name}: the picture is cut off: its end is missing after {len(data)} bytes.")


def _itxt(part: bytes) -> bytes:
    """The text of an iTXt chunk behind its keyword: flag, method, language, translated keyword, text."""
    packed, (_, _, text) = part[:1] == b"\x01", (part[2:].split(b"\x00", 2) + [b"", b""])[:3]
    if not packed:
        return text
    try:
        return zlib.decompressobj().decompress(text, _MOST_XMP)
    except zlib.error:
        return b""


def _read_webp(data: bytes, name: str) -> PictureFile:
    found = PictureFile("image/webp")
    if int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise MalformedItem(f"{name}: the picture is cut off: its end is missing after {len(data)} bytes.")
    for kind, part in _chunks(data, 12, name, tail=0):
        if kind == b"VP8X":
            found.width, found.height = (int.from_bytes(part[i : i + 3], "little") + 1 for i in (4, 7))
        elif kind == b"VP8 " and not found.width:
            found.width, found.height = (int.from_bytes(part[i : i + 2], "little") & 0x3FFF for i in (6, 8))
        elif kind == b"VP8L" and not found.width:
            bits = int.from_bytes(part[1:5], "little")
            found.width, found.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        elif kind == b"XMP ":
            found.xmp = part
        elif kind == b"EXIF":
            found.exif = read_tags(part.removeprefix(_EXIF_MARK))
    return found


def _chunks(data: bytes, at: int, name: str, tail: int) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of PNG (a checksum of 4 bytes behind each) or of RIFF (filled up to an even length)."""
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(data):
            return
        head = data[at : at + 8]
        kind, size = (head[4:], int.from_bytes(head[:4])) if tail else (head[:4], int.from_bytes(head[4:], "little"))
        if at + 8 + size + tail > len(data):
            raise MalformedItem(f"{name}: the picture is cut off: its end is missing after {len(data)} bytes.")
        yield kind, data[at + 8 : at + 8 + min(size, _MOST_BLOCK)]
        at += 8 + size + (tail or size % 2)


def _read_gif(data: bytes, name: str) -> PictureFile:
    """XMP stands bare behind its mark, and ends where the magic trailer begins: 01 FF FE … 00 00."""
    if not data.rstrip(b"\x00").endswith(b";"):
        raise MalformedItem(f"{name}: the picture is cut off: its end is missing after {len(data)} bytes.")
    start = data.find(_GIF_XMP) + len(_GIF_XMP)
    end = data.find(b"\x01\xff\xfe\xfd", start, start + _MOST_XMP)
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return PictureFile("image/gif", width, height, data[start:end] if end > 0 else b"")


def _read_boxed(data: bytes, name: str) -> PictureFile:
    if is_cut(data):
        raise MalformedItem(f"{name}: the picture is cut off: its end is missing after {len(data)} bytes.")
    said = read_boxes(data)
    exif = read_tags(said.exif.removeprefix(_EXIF_MARK))
    return PictureFile(mime_type_of(data), said.width, said.height, said.xmp, exif=exif)


def _read_tiff(data: bytes, name: str) -> PictureFile:
    tags = read_tags(data)
    offsets, sizes = (tags.get(tag, ()) for tag in (273, 279))
    ends = [a + b for a, b in zip(offsets, sizes, strict=False) if isinstance(a, int) and isinstance(b, int)]
    if not tags or max(ends, default=0) > len(data):
        raise MalformedItem(f"{name}: the picture is cut off or damaged: its tags point behind its {len(data)} bytes.")
    width, height = (next((each for each in tags.get(tag, ()) if isinstance(each, int)), 0) for tag in (256, 257))
    blocks = [next((each for each in tags.get(tag, ()) if isinstance(each, bytes)), b"") for tag in (700, 34377, 33723)]
    return PictureFile("image/tiff", width, height, blocks[0], blocks[1], blocks[2], exif=tags)
