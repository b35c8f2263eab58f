"""The photos that wire copy speaks of: found or made, and bound by what their sender says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from wire.models import PhotoAsset, Source
from wire.parsers.item import ParsedItem, ParsedMedia
from wire.vocabulary import ItemKind, PubStatus

PHOTO_AS_SENT = (
    *("href", "caption", "credit_line", "alt_text", "photographer", "copyright_holder", "copyright_notice"),
    *("usage_terms", "pubstatus", "embargoed_until", "expires_at"),
)
BINDS_PHOTOS = ("pubstatus", "embargoed_until", "expires_at")


def bind_photos(photos: list[tuple[PhotoAsset, ParsedMedia]], item: ParsedItem) -> None:
    """What the sender now forbids holds for a photo that is here already; silence lifts nothing."""
    for photo, media in photos:
        said = {name: getattr(media, name) for name in BINDS_PHOTOS if getattr(media, name)}
        if media.pubstatus == PubStatus.USABLE:  # of a picture in a story: merely not said
            del said["pubstatus"]
        if _is_picture(item) and item.embargo_words:
            said["embargo_words"] = item.embargo_words
        PhotoAsset.objects.filter(pk=photo.pk).update(**said)


def hold_photos(told: Iterable[tuple[ParsedItem, Source]]) -> None:
    """Lock the photos that are here of all that these items show, in one order: two imports may show the same ones."""
    names = {(source.pk, lasting_name(media)) for item, source in told for media in pictures_of(item)}
    if names:
        known = PhotoAsset.objects.filter(
            source__in={source for source, _ in names}, guid__in={name for _, name in names}
        )
        list(known.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def photos_of(item: ParsedItem, source: Source, at: datetime) -> list[tuple[PhotoAsset, ParsedMedia]]:
    """The photos of an item as we know them, made where they are new, each with what the item says of it."""
    told = ((photo_of(media, source, at), media) for media in pictures_of(item))
    return [(photo, media) for photo, media in told if photo]


def pictures_of(item: ParsedItem) -> list[ParsedMedia]:
    """The pictures that an item speaks of; a picture item is its own."""
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
    """The photo that copy speaks of, as we know it, or a new one whose file is still to come.

    What was sent keeps its sign-off; our caption has it cut off, since a page shows the credit line beside it.
    """
    caption, credit_line = media.parted_words()
    guid = lasting_name(media)
    if not guid:
        return None
    told = {name: getattr(media, name) for name in PHOTO_AS_SENT} | {"caption": caption, "credit_line": credit_line}
    photo, _ = PhotoAsset.objects.get_or_create(source=source, guid=guid, defaults={**told, "added_at": at})
    return photo


def lasting_name(media: ParsedMedia) -> str:
    """The guid under which we know this photo; "" when nothing at all is known of it."""
    return (media.guid or media.href or _name_of_words(*media.parted_words()))[:500]


def _name_of_words(caption: str, credit_line: str) -> str:
    """The lasting name of a photo of which only words are known: derived from them."""
    words = " ".join(f"{caption}\n{credit_line}".split())
    return f"words:{hashlib.sha256(words.encode()).hexdigest()[:32]}" if words else ""
