"""What the parsers hand out: frozen descriptions of what a sender sent, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from wire.parsers._credit import credit_witnesses, split_credit
from wire.vocabulary import ItemKind, PubStatus, Signal

UTC = UTC


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a parser cannot know from the bytes.

    `source`: the sender's name, "" when nobody said. `zone`: of times that carry none.
    `received_at`: when the bytes arrived (aware); the story date of copy that states none.
    `inner`: reads a delivery found inside this one (bytes, its name) with the same parsers; raises WireError.
    """

    source: str = ""
    zone: tzinfo = UTC
    received_at: datetime | None = None
    inner: Callable[[bytes, str], Parsed] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class ParsedMedia:
    """A picture (or sound, video) that belongs to an item: a reference, never the bytes."""

    href: str = ""  # as sent: an address, a file name in the same delivery, or "" when only words are known
    guid: str = ""
    kind: ItemKind = ItemKind.PICTURE
    headline: str = ""
    caption: str = ""  # as sent; marked-up copy's keep their sign-off: "… on Friday. (AP Photo/Mara Quist)"
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

    def parted_words(self) -> tuple[str, str]:
        """Caption and credit line as a page shows them: the sign-off stands in the credit line alone."""
        caption, printed = split_credit(self.caption)
        if not printed:
            return self.caption, self.credit_line
        # "AP" alone is no credit when the caption ends in "(AP Photo/Mara Quist)".
        return caption, printed if self.credit_line in printed else self.credit_line

    def with_witnesses(self, field: str = "", creator: str = "", holder: str = "") -> ParsedMedia:
        """The picture with all that spoke of its credit under extra["credit_witnesses"], where several did.

        `field`, `creator`, `holder`: what the item says whose own picture this is.
        """
        extra, signed = self.extra, split_credit(self.caption)[1]
        creator = self.photographer or extra.get("producer", "") or creator
        field = extra.get("creditline") or extra.get("credit") or field or self.credit_line
        said = credit_witnesses(
            signed,
            field if field not in (signed, creator) else "",
            creator,
            self.copyright_holder or holder,
            extra.get("credit_witnesses", {}),
        )
        return replace(self, extra={**extra, "credit_witnesses": said}) if said else self


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

    def with_witnesses(self) -> ParsedItem:
        """The item whose pictures keep all that spoke of their credits; of a picture the item itself speaks too."""
        if not self.media:
            return self
        own = (self.credit_line, " and ".join(self.authors), self.copyright_holder)
        own = own if self.kind == self.media[0].kind and len(self.media) == 1 else ("", "", "")
        return replace(self, media=tuple(each.with_witnesses(*own) for each in self.media))

    def as_json(self) -> dict[str, Any]:
        """The item with the keys of `import_wire --json`; what the sender did not say is left out."""
        return _as_json(self)


@dataclass(frozen=True)
class Parsed:
    """What was read, and by which format's parser."""

    format: str
    items: tuple[ParsedItem, ...]


def _as_json(thing: ParsedItem | ParsedMedia | ParsedTeaser) -> dict[str, Any]:
    out = {}
    for name, key in _KEYS[type(thing)]:
        value = getattr(thing, name)
        if value or value not in ("", None, (), {}):
            out[key] = value if type(value) is str else _plain(value)
    return out


# The fields of each class, and what JSON calls them.
_KEYS = {
    kind: tuple((each.name, "type" if each.name == "kind" else each.name) for each in fields(kind))
    for kind in (ParsedItem, ParsedMedia, ParsedTeaser)
}


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
