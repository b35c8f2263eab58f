"""Tags as TIFF and Exif keep them: read with bounds, never followed in circles."""

from __future__ import annotations

from typing import Literal

Tags = dict[int, tuple[int | bytes, ...]]

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 13: 4}  # bytes of a value by its type; others hold no words for us
_NUMBERS = {3, 4, 13}
_EXIF_IFD = 34665  # where the tags of the exposure stand; those of the place (GPS) are left alone
_MOST_TAGS = 1_000
_MOST_VALUES = 100_000
_MOST_BYTES = 8_000_000


def read_tags(data: bytes) -> Tags:
    """The tags of the first directory and of its Exif directory; {} when these bytes are no TIFF."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    if data[:4] not in (b"II*\x00", b"MM\x00*"):
        return {}
    tags = _directory(data, int.from_bytes(data[4:8], order), order)
    place = tags.get(_EXIF_IFD, (0,))[0]
    return (_directory(data, place, order) if isinstance(place, int) and place else {}) | tags


def _directory(data: bytes, at: int, order: Literal["little", "big"]) -> Tags:
    count = int.from_bytes(data[at : at + 2], order)
    tags: Tags = {}
    for number in range(min(count, _MOST_TAGS)):
        entry = data[at + 2 + 12 * number : at + 14 + 12 * number]
        if len(entry) < 12:
            break
        tag, kind, values = (int.from_bytes(entry[i:j], order) for i, j in ((0, 2), (2, 4), (4, 8)))
        length = _SIZES.get(kind, 0) * values
        place = int.from_bytes(entry[8:12], order)
        raw = entry[8 : 8 + length] if length <= 4 else data[place : place + length]
        if 0 < length <= _MOST_BYTES and len(raw) == length:
            tags.setdefault(tag, _values(raw, kind, order))
    return tags


def _values(raw: bytes, kind: int, order: Literal["little", "big"]) -> tuple[int | bytes, ...]:
    if kind not in _NUMBERS:
        return (raw,)
    size = _SIZES[kind]
    most = min(len(raw), size * _MOST_VALUES)
    return tuple(int.from_bytes(raw[i : i + size], order) for i in range(0, most, size))
