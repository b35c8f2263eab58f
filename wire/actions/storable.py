"""One item as it arrived, checked before anything of it is stored."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from wire.actions.wire_photos import PHOTO_AS_SENT, pictures_of
from wire.models import Delivery, PhotoAsset, Source, WireStory, WireVersion
from wire.parsers.errors import MalformedItem
from wire.parsers.item import ParsedItem, ParsedMedia

AS_SENT = (
    *("kind", "version", "headline", "kicker", "abstract", "slugline", "take", "byline", "dateline", "city"),
    *("language", "urgency", "priority", "sequence", "word_count", "pubstatus", "first_created", "version_created"),
    *("released_at", "embargoed_until", "embargo_words", "expires_at", "ednote", "usage_terms", "copyright_holder"),
    *("copyright_notice", "caption", "credit_line", "body_html", "contributor_line", "rail_heading"),
)
_INTEGERS = ("urgency", "word_count")
_HALF_A_PAIR = re.compile(b"\xed[\xa0-\xbf]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Arrival:
    """An item, who sent it in which delivery, and what marks its words."""

    item: ParsedItem
    source: Source
    delivery: Delivery
    format: str
    plain: dict[str, Any]  # the item as JSON keeps it
    fingerprint: str

    @property
    def story_key(self) -> tuple[int, str]:
        return self.source.pk, self.item.guid


def arrival(item: ParsedItem, *, source: Source, delivery: Delivery, format: str) -> Arrival:
    """`item` ready to be kept. Raises MalformedItem when a database cannot hold it."""
    plain = item.as_json()
    told = {key: value for key, value in plain.items() if key != "extra"}
    written = json.dumps(told, sort_keys=True, ensure_ascii=False)
    as_bytes = written.encode("utf-8", "surrogatepass")
    _check_storable(item, plain, as_bytes, format)
    return Arrival(item, source, delivery, format, plain, hashlib.sha256(as_bytes).hexdigest())


def _check_storable(item: ParsedItem, plain: dict[str, Any], written: bytes, format: str) -> None:
    """Refuse what a database cannot hold before anything of it is stored."""
    if not item.guid:
        raise MalformedItem(f"{format}: the item has no name of its own (guid), and none could be derived.")
    if not _looks_storable(written, plain.get("extra")) and any(map(_UNSTORABLE.search, _texts(plain))):
        raise MalformedItem(f"{format}: the item holds characters that are none (NUL, half of a surrogate pair).")
    _check_lengths(WireStory, ("guid",), item, format)
    _check_lengths(WireVersion, AS_SENT, item, format)
    _check_sizes(item, format)
    for media in pictures_of(item):
        _check_lengths(PhotoAsset, PHOTO_AS_SENT, media, format)


def _looks_storable(written: bytes, extra: Any) -> bool:
    """Whether there can be no such character, as the item written as JSON shows: cheaper than to ask each text."""
    if extra:
        written += json.dumps(extra, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"\\u0000" not in written and not _HALF_A_PAIR.search(written)


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        yield from (text for pair in thing.items() for each in pair for text in _texts(each))
    elif isinstance(thing, (list, tuple)):
        yield from (text for each in thing for text in _texts(each))


def _check_sizes(item: ParsedItem, format: str) -> None:
    for name in _INTEGERS:
        value = getattr(item, name)
        if value is None:
            continue
        limit = connection.ops.integer_field_range(WireVersion._meta.get_field(name).get_internal_type())[1]
        if not 0 <= value <= (limit or value):
            raise MalformedItem(f"{format}: {name} is {value}, which is no number that can be kept.")


@cache
def _limits(model: type[Model], names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Those of the columns `names` that take only so many characters, and how many."""
    lengths = ((name, getattr(model._meta.get_field(name), "max_length", None)) for name in names)
    return tuple((name, length) for name, length in lengths if length)


def _check_lengths(model: type[Model], names: tuple[str, ...], told: ParsedItem | ParsedMedia, format: str) -> None:
    for name, limit in _limits(model, names):
        value = getattr(told, name)
        if isinstance(value, str) and len(value) > limit:
            raise MalformedItem(f"{format}: {name} has {len(value)} characters, at most {limit} can be kept.")
