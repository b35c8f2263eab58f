"""IIM, the IPTC's words in a picture since 1991: datasets by record and number, their charset believed last."""

from __future__ import annotations

from collections.abc import Iterator

from wire.parsers._text import is_mac_roman

_RESOURCE = b"8BIM"
_IIM_RESOURCE = 0x0404
_CHARSET = (1, 90)
_UTF8 = b"\x1b%G"
# What 1:90 may name (ISO 2022); what is not here is read as Western, like copy that names nothing.
_CHARSETS = {
    **{b"\x1b-B": "iso8859-2", b"\x1b-C": "iso8859-3", b"\x1b-D": "iso8859-4", b"\x1b-L": "iso8859-5"},
    **{b"\x1b-G": "iso8859-6", b"\x1b-F": "iso8859-7", b"\x1b-H": "iso8859-8", b"\x1b-M": "iso8859-9"},
}
_MOST_DATASETS = 5_000
_MOST_RESOURCES = 1_000
_SHORTEST_LIMIT = 31  # bytes; a value this long may have been cut inside a letter

Datasets = dict[tuple[int, int], list[str]]


def read_iim(data: bytes) -> Datasets:
    """The texts of IIM bytes, each dataset a list since it may be repeated."""
    raw: dict[tuple[int, int], list[bytes]] = {}
    for key, value in _datasets(data):
        raw.setdefault(key, []).append(value)
    declared = b"".join(raw.pop(_CHARSET, [b""])[:1]).strip()
    every = [value for values in raw.values() for value in values]
    is_utf8 = declared == _UTF8 or any(_is_utf8_beyond_ascii(value) for value in every)
    charset = _CHARSETS.get(declared) or ("mac-roman" if not declared and is_mac_roman(b"\n".join(every)) else "cp1252")
    read = {key: [_decoded(value, is_utf8, charset) for value in values] for key, values in raw.items()}
    return {key: kept for key, texts in read.items() if (kept := [text for text in texts if text.strip(" \x00")])}


def iim_in(resources: bytes) -> bytes:
    """The IIM block among Photoshop's image resources; b"" when there is none."""
    at, found = 0, b""
    for _ in range(_MOST_RESOURCES):
        at = resources.find(_RESOURCE, at)
        if at < 0 or at + 12 > len(resources):
            break
        number, name = int.from_bytes(resources[at + 4 : at + 6]), resources[at + 6]
        start = at + 6 + (name + 2) // 2 * 2  # the name's length and the name fill an even number of bytes
        size = int.from_bytes(resources[start : start + 4])
        if number == _IIM_RESOURCE:
            found += resources[start + 4 : start + 4 + size]
        at = start + 4 + size if start + 4 + size <= len(resources) else at + 4
    return found


def _datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = data.find(b"\x1c")
    for _ in range(_MOST_DATASETS):
        if at < 0 or at + 5 > len(data) or data[at] != 0x1C:
            return
        size, start = int.from_bytes(data[at + 3 : at + 5]), at + 5
        if size & 0x8000:  # the length of a length, for values beyond 32 KB
            digits = min(size & 0x7FFF, 4)
            size, start = int.from_bytes(data[start : start + digits]), start + digits
        if start + size > len(data):
            return
        yield (data[at + 1], data[at + 2]), data[start : start + size]
        at = start + size


def _is_utf8_beyond_ascii(value: bytes) -> bool:
    try:
        return not value.isascii() and bool(value.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _decoded(value: bytes, is_utf8: bool, charset: str) -> str:
    """The text of a value. Bytes are believed before what the file declares."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        if is_utf8 and len(value) >= _SHORTEST_LIMIT and error.reason == "unexpected end of data":
            return value[: error.start].decode("utf-8")  # cut to fit its dataset, inside a letter
    return value.decode(charset, "replace")
