"""One item as parsed → a version of its wire story, with its photos."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

from wire.actions.write import record_revision
from wire.models import Article, Delivery, PhotoAsset, Source, WireStory, WireVersion
from wire.parsers.errors import MalformedItem
from wire.parsers.item import ParsedItem, ParsedMedia
from wire.vocabulary import ItemKind, PubStatus

AS_SENT = (
    *("kind", "version", "headline", "kicker", "abstract", "slugline", "take", "byline", "dateline", "city"),
    *("language", "urgency", "priority", "sequence", "word_count", "pubstatus", "first_created", "version_created"),
    *("released_at", "embargoed_until", "embargo_words", "expires_at", "ednote", "usage_terms", "copyright_holder"),
    *("copyright_notice", "caption", "credit_line", "body_html", "contributor_line", "rail_heading"),
)
LISTS = ("authors", "category", "keywords", "subjects", "signals", "references", "media", "teasers", "assumed")
PHOTO_AS_SENT = (
    *("href", "caption", "credit_line", "alt_text", "photographer", "copyright_holder", "copyright_notice"),
    *("usage_terms", "pubstatus", "embargoed_until", "expires_at"),
)
# A version that is silent about an embargo does not lift it (NewsML-G2 2.35, embargoed); its status always speaks.
BINDS_ALL_VERSIONS = ("pubstatus", "embargoed_until", "embargo_words", "expires_at")
_INTEGERS = ("urgency", "word_count")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Kept:
    version: WireVersion
    is_new: bool
    is_new_story: bool


def keep_version(item: ParsedItem, *, source: Source, delivery: Delivery, format: str, at: datetime) -> Kept:
    """Store `item` unless this version is here. Call it in a transaction. Raises MalformedItem."""
    plain = item.as_json()
    _check_storable(item, plain, format)
    story, is_new_story = WireStory.objects.get_or_create(
        source=source, guid=item.guid, defaults={"kind": item.kind, "first_received_at": at, "last_received_at": at}
    )
    story = WireStory.objects.select_for_update(of=("self",)).select_related("current").get(pk=story.pk)
    mark = _fingerprint(plain)
    same = {"version": item.version} if item.version else {"version": "", "fingerprint": mark}
    here = story.versions.filter(**same).first()
    if here is not None:
        return Kept(here, is_new=False, is_new_story=False)
    version = WireVersion(
        story=story, delivery=delivery, format=format, received_at=at, fingerprint=mark, extra=plain.get("extra", {}),
        **{name: getattr(item, name) for name in AS_SENT}, **{name: plain.get(name, []) for name in LISTS},
    )  # fmt: skip
    version.save()
    photos = _photos(item, source, at)
    version.photos.set([photo for photo, _ in photos])
    _take_note(story, version, at)
    if story.current == version:
        _bind_photos(photos, item.embargo_words if _is_picture(item) else "")
    return Kept(version, is_new=True, is_new_story=is_new_story)


def _fingerprint(plain: dict[str, Any]) -> str:
    told = {key: value for key, value in plain.items() if key != "extra"}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _check_storable(item: ParsedItem, plain: dict[str, Any], format: str) -> None:
    """Refuse what a database cannot hold before anything of it is stored."""
    if not item.guid:
        raise MalformedItem(f"{format}: the item has no name of its own (guid), and none could be derived.")
    if any(_UNSTORABLE.search(text) for text in _texts(plain)):
        raise MalformedItem(f"{format}: the item holds characters that are none (NUL, half of a surrogate pair).")
    _check_lengths(WireStory, {"guid": item.guid}, format)
    _check_lengths(WireVersion, {name: getattr(item, name) for name in AS_SENT}, format)
    _check_sizes({name: getattr(item, name) for name in _INTEGERS}, format)
    for media in _pictures(item):
        _check_lengths(PhotoAsset, {name: getattr(media, name) for name in PHOTO_AS_SENT}, format)


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        yield from (text for pair in thing.items() for each in pair for text in _texts(each))
    elif isinstance(thing, (list, tuple)):
        yield from (text for each in thing for text in _texts(each))


def _check_sizes(told: dict[str, int | None], format: str) -> None:
    for name, value in told.items():
        limit = connection.ops.integer_field_range(WireVersion._meta.get_field(name).get_internal_type())[1]
        if value is not None and not 0 <= value <= (limit or value):
            raise MalformedItem(f"{format}: {name} is {value}, which is no number that can be kept.")


def _check_lengths(model: type[Model], told: dict[str, Any], format: str) -> None:
    for name, value in told.items():
        limit = model._meta.get_field(name).max_length
        if limit and isinstance(value, str) and len(value) > limit:
            raise MalformedItem(f"{format}: {name} has {len(value)} characters, at most {limit} can be kept.")


def _take_note(story: WireStory, version: WireVersion, at: datetime) -> None:
    """The story learns of its new version; a late one is kept and rolls nothing back."""
    story.version_total += 1
    story.last_received_at = at
    if version.supersedes(story.current):
        story.current, story.kind = version, version.kind
        bound = {name: getattr(version, name) or getattr(story, name) for name in BINDS_ALL_VERSIONS}
        changed = {name: value for name, value in bound.items() if value != getattr(story, name)}
        for name, value in changed.items():
            setattr(story, name, value)
        _bind_article(story, version, changed, at)
    story.save()


def _bind_article(story: WireStory, version: WireVersion, changed: dict[str, Any], at: datetime) -> None:
    article = Article.objects.filter(wire_story=story).first()
    if article and changed:
        for name, value in changed.items():
            setattr(article, name, value)
        article.save(update_fields=changed)
        record_revision(article, why=f"{story.source} sent {version.take or version.version or 'a version'}", at=at)


def _bind_photos(photos: list[tuple[PhotoAsset, ParsedMedia]], embargo_words: str) -> None:
    """What the sender now forbids holds for a photo that is here already; silence lifts nothing."""
    for photo, media in photos:
        said = {name: getattr(media, name) for name in BINDS_ALL_VERSIONS if getattr(media, name, None)}
        if media.pubstatus == PubStatus.USABLE:  # of a picture in a story: merely not said
            del said["pubstatus"]
        if embargo_words:
            said["embargo_words"] = embargo_words
        PhotoAsset.objects.filter(pk=photo.pk).update(**said)


def _photos(item: ParsedItem, source: Source, at: datetime) -> list[tuple[PhotoAsset, ParsedMedia]]:
    told = ((photo_of(media, source, at), media) for media in _pictures(item))
    return [(photo, media) for photo, media in told if photo]


def _pictures(item: ParsedItem) -> list[ParsedMedia]:
    pictures = [media for media in item.media if media.kind in (ItemKind.PICTURE, ItemKind.GRAPHIC)]
    if _is_picture(item) and not pictures:
        return [_as_media(item)]
    return pictures


def _is_picture(item: ParsedItem) -> bool:
    return item.kind in (ItemKind.PICTURE, ItemKind.GRAPHIC)


def _as_media(item: ParsedItem) -> ParsedMedia:
    """A picture that is an item of its own."""
    shared = ("kind", "guid", "caption", "credit_line", "usage_terms", "copyright_holder", "copyright_notice")
    bound = ("pubstatus", "embargoed_until", "expires_at")
    return ParsedMedia(
        **{name: getattr(item, name) for name in (*shared, *bound)}, photographer=", ".join(item.authors)
    )


def photo_of(media: ParsedMedia, source: Source | None, at: datetime) -> PhotoAsset | None:
    """The photo that copy speaks of, as we know it, or a new one whose file is still to come."""
    guid = media.guid or media.href or _name_of_words(media.caption, media.credit_line)
    if not guid:
        return None
    told = {name: getattr(media, name) for name in PHOTO_AS_SENT}
    photo, _ = PhotoAsset.objects.get_or_create(source=source, guid=guid[:500], defaults={**told, "added_at": at})
    return photo


def _name_of_words(caption: str, credit_line: str) -> str:
    """The lasting name of a photo of which only words are known: derived from them."""
    words = " ".join(f"{caption}\n{credit_line}".split())
    return f"words:{hashlib.sha256(words.encode()).hexdigest()[:32]}" if words else ""
