"""Archives from strangers, unpacked in memory with bounds: nothing is written, no name is followed."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from wire.parsers.errors import MalformedItem

MOST_MEMBERS = 1_000
MOST_BYTES = 128 * 1024 * 1024
_STEEPEST = 200  # unpacked bytes to a packed one; copy goes to 20, tables to 60
_ALWAYS_ALLOWED = 4 * 1024 * 1024  # small archives of much the same copy may be steep
_BLOCK = 512
_ZIP_ENTRY = b"PK\x01\x02"
_TRIED_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PLAIN_FILES = (b"0", b"\x00", b"7")
_DAMAGED_ZIP = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, KeyError, IndexError),
)


class Member(NamedTuple):
    """A file in an archive."""

    name: str
    data: bytes


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_gzip(data: bytes) -> bool:
    return data.startswith(b"\x1f\x8b\x08")


def is_tar(data: bytes) -> bool:
    """A header whose own checksum is right; the oldest tar has no other mark."""
    return len(data) >= _BLOCK and data[0] != 0 and _checked(data[:_BLOCK])


def zip_members(data: bytes, name: str) -> Iterator[Member]:
    """The files of a zip. Raises MalformedItem."""
    if data.count(_ZIP_ENTRY) > MOST_MEMBERS:
        raise MalformedItem(f"{name}: there are more than {MOST_MEMBERS:,} files in it.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            listed = [each for each in archive.infolist() if not each.is_dir() and not _is_special(each)]
            _check_size(sum(each.file_size for each in listed), len(data), name)
            for each in listed:
                _check_readable(each, name)
                yield Member(each.filename, archive.read(each))
    except _DAMAGED_ZIP as error:
        raise MalformedItem(f"{name}: it is cut off or damaged: {error}") from error


def tar_members(data: bytes, name: str) -> Iterator[Member]:
    """The files of a tar, links and devices left out. Raises MalformedItem."""
    at, said = 0, ""
    for _ in range(2 * MOST_MEMBERS):
        header = data[at : at + _BLOCK]
        if not header.strip(b"\x00"):
            return
        size = _number(header[124:136])
        if len(header) < _BLOCK or not _checked(header) or size < 0 or at + _BLOCK + size > len(data):
            raise MalformedItem(f"{name}: it is cut off or damaged (byte {at:,}).")
        content, kind = data[at + _BLOCK : at + _BLOCK + size], header[156:157]
        at += _BLOCK + -(-size // _BLOCK) * _BLOCK
        if kind in (b"L", b"x"):  # a name that was too long for its place stands before its file
            said = _long_name(content, kind) or said
        elif kind in _PLAIN_FILES:
            yield Member(said or _own_name(header), content)
            said = ""
        elif kind != b"g":
            said = ""
    raise MalformedItem(f"{name}: there are more than {MOST_MEMBERS:,} files in it.")


def gunzipped(data: bytes, name: str) -> bytes:
    """What a gzip holds. Raises MalformedItem."""
    unpacking = zlib.decompressobj(wbits=31)
    most = max(_ALWAYS_ALLOWED, min(MOST_BYTES, _STEEPEST * len(data))) + 1
    try:
        plain = unpacking.decompress(data, most)
        for _ in range(MOST_MEMBERS):  # gzips may be joined end to end
            if not is_gzip(unpacking.unused_data) or len(plain) >= most:
                break
            packed, unpacking = unpacking.unused_data, zlib.decompressobj(wbits=31)
            plain += unpacking.decompress(packed, most - len(plain))
    except zlib.error as error:
        raise MalformedItem(f"{name}: it is cut off or damaged: {error}") from error
    _check_size(len(plain), len(data), name)
    if not unpacking.eof:
        raise MalformedItem(f"{name}: it is cut off or damaged: the end of the packed bytes is missing.")
    return plain


def _check_size(unpacked: int, packed: int, name: str) -> None:
    if unpacked > MOST_BYTES:
        raise MalformedItem(f"{name}: unpacked it has more than {MOST_BYTES:,} bytes.")
    if unpacked > max(_ALWAYS_ALLOWED, _STEEPEST * packed):
        raise MalformedItem(f"{name}: unpacked it would be more than {_STEEPEST} times as large as it is: a trap.")


def _check_readable(member: zipfile.ZipInfo, name: str) -> None:
    if member.flag_bits & 0x1:
        raise MalformedItem(f"{name}: “{member.filename}” is locked with a password.")
    if member.compress_type not in _TRIED_METHODS:
        raise MalformedItem(f"{name}: “{member.filename}” is packed by a method that is not read.")


def _is_special(member: zipfile.ZipInfo) -> bool:
    """A link or a device: only plain files are read."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind not in (0, stat.S_IFREG)


def _checked(header: bytes) -> bool:
    said = _number(header[148:156])
    return said == sum(header[:148]) + 8 * 0x20 + sum(header[156:_BLOCK])


def _number(field: bytes) -> int:
    """Octal digits, or binary where the first bit is set; -1 when it is neither."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:])
    digits = field.strip(b" \x00")
    return int(digits, 8) if digits and not digits.strip(b"01234567") else -1


def _long_name(content: bytes, kind: bytes) -> str:
    """GNU's long name, or the path among the lines "27 path=…" of POSIX."""
    if kind == b"L":
        return content.rstrip(b"\x00").decode("utf-8", "replace")
    lines = content.split(b"\n")[:MOST_MEMBERS]
    paths = (line.partition(b" path=")[2] for line in lines if b" path=" in line[:24])
    return next(paths, b"").decode("utf-8", "replace")


def _own_name(header: bytes) -> str:
    """The name, with the folder before it where this is POSIX tar."""
    parts = [header[:100].split(b"\x00")[0]]
    if header[257:263] == b"ustar\x00":
        parts.insert(0, header[345:500].split(b"\x00")[0])
    return b"/".join(filter(None, parts)).decode("utf-8", "replace")
