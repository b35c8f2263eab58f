"""What the parsers hand out: frozen descriptions of what a sender sent, before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, tzinfo
from typing import Any

from wire.vocabulary import ItemKind, PubStatus, Signal

UTC = UTC


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a parser cannot know from the bytes.

    `source`: the sender's name, "" when nobody said. `zone`: of times that carry none.
    `received_at`: when the bytes arrived (aware); the story date of copy that states none.
    """

    source: str = ""
    zone: tzinfo = UTC
    received_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ParsedMedia:
    """A picture (or sound, video) that belongs to an item: a reference, never the bytes."""

    href: str = ""  # as sent: an address, a file name in the same delivery, or "" when only words are known
    guid: str = ""
    kind: ItemKind = ItemKind.PICTURE
    headline: str = ""
    caption: str = ""
    credit_line: str = ""  # "AP Photo/Mara Quist", brackets cut off
    alt_text: str = ""
    photographer: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    mime_type: str = ""
    width: int | None = None
    height: int | None = None
    pubstatus: PubStatus = PubStatus.USABLE
    embargoed_until: datetime | None = None
    expires_at: datetime | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ParsedTeaser:
    """A line on a related story, found in the copy."""

    headline: str = ""
    summary: str = ""
    kicker: str = ""
    url: str = ""
    caption: str = ""  # of its photo
    credit_line: str = ""  # of its photo


@dataclass(frozen=True, kw_only=True)
class ParsedItem:
    """One thing as its sender described it. Every datetime is aware; "" and () mean "not said"."""

    kind: ItemKind = ItemKind.TEXT
    source: str = ""  # who sent it, in the sender's own words
    guid: str = ""
    version: str = ""  # as sent; "" when the sender gave none
    references: tuple[str, ...] = ()
    headline: str = ""
    kicker: str = ""
    abstract: str = ""
    slugline: str = ""
    take: str = ""  # "1st Ld-Writethru"
    byline: str = ""  # as printed, without "By "
    authors: tuple[str, ...] = ()
    dateline: str = ""  # as printed, without the agency mark and the dash: "OLYMPIA, Wash."
    city: str = ""
    language: str = ""
    urgency: int | None = None
    priority: str = ""
    category: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    sequence: str = ""
    word_count: int | None = None
    pubstatus: PubStatus = PubStatus.USABLE
    signals: tuple[Signal, ...] = ()
    first_created: datetime | None = None
    version_created: datetime | None = None
    released_at: datetime | None = None
    embargoed_until: datetime | None = None
    embargo_words: str = ""  # the exact words that speak of an embargo, when words did
    expires_at: datetime | None = None
    ednote: str = ""  # for editors, never public
    usage_terms: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    caption: str = ""
    credit_line: str = ""
    body_html: str = ""  # house HTML (wire.markup), with the dateline split off
    contributor_line: str = ""  # "Associated Press writer Ray Cole contributed to this report."
    media: tuple[ParsedMedia, ...] = ()
    rail_heading: str = ""
    teasers: tuple[ParsedTeaser, ...] = ()
    assumed: tuple[str, ...] = ()  # keys of this item that the sender did not say
    extra: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The item with the keys of `import_wire --json`; what the sender did not say is left out."""
        return _as_json(self)


def _as_json(thing: Any) -> dict[str, Any]:
    out = {}
    for each in fields(thing):
        value = getattr(thing, each.name)
        if value in ("", None, ()) or value == {}:
            continue
        key = "type" if each.name == "kind" else each.name
        out[key] = _plain(value)
    return out


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (ParsedMedia, ParsedTeaser)):
        return _as_json(value)
    if isinstance(value, (ItemKind, PubStatus, Signal)):
        return value.value
    return value
