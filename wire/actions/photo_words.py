"""What a version says of its photos beside what we print of them: captions and credits meet as a story's words do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from wire.actions.errors import DeskError
from wire.actions.find_furniture import furniture_in_photo, is_in_published_story
from wire.actions.make_renditions import make_renditions
from wire.actions.put_state import refuse_long
from wire.actions.wire_photos import lasting_name
from wire.markup import paragraphs_html
from wire.merging.consequence import Change, Copy, changes
from wire.models import PhotoAsset, WireVersion
from wire.parsers.item import ParsedMedia
from wire.vocabulary import Consequence

LABELS = {"caption": "Photo caption", "credit_line": "Photo credit"}
_PREFIX = "photo-"
_TOLD = ("guid", "href", "caption", "credit_line")


def our_words(photos: Iterable[PhotoAsset]) -> dict[str, str]:
    """By "photo-12-caption" and so on, what we print of each."""
    return {_key(photo.pk, name): getattr(photo, name) for photo in photos for name in LABELS}


def sent_words(version: WireVersion) -> dict[str, str]:
    """By the same keys, what `version` says of its photos; the sign-off stands in the credit alone."""
    known = {photo.guid: photo.pk for photo in version.photos.all()}
    told = [ParsedMedia(**{name: media.get(name, "") for name in _TOLD}) for media in version.media]
    out = {}
    for media in told:
        photo = known.get(lasting_name(media))
        if photo:
            caption, credit_line = media.parted_words()
            out |= {_key(photo, "caption"): caption, _key(photo, "credit_line"): credit_line}
    return out


def label(key: str) -> str:
    """What the desk calls "photo-12-caption"; "" for what is no key of a photo."""
    found = _taken_apart(key)
    return f"{LABELS[found[1]]} ({PhotoAsset.objects.filter(pk=found[0]).first() or 'gone'})" if found else ""


def is_key(name: str) -> bool:
    """Whether this names words of a photo."""
    return _taken_apart(name) is not None


def put_words(state: Mapping[str, Any]) -> list[PhotoAsset]:
    """Give photos the words that `state` has for them, in their files too. Call it in a transaction."""
    wanted: dict[int, dict[str, str]] = {}
    for key, value in state.items():
        if found := _taken_apart(key):
            wanted.setdefault(found[0], {})[found[1]] = value
    changed = []
    for photo in PhotoAsset.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk"):
        differing = {name: value for name, value in wanted[photo.pk].items() if getattr(photo, name) != value}
        for name, value in differing.items():
            setattr(photo, name, value)
        refuse_long(photo, differing)
        _refuse_furniture(photo, differing)
        if differing:
            photo.save(update_fields=list(differing))
            changed.append(photo)
            with suppress(DeskError):  # its file cannot be read: the page says what is right all the same
                if photo.has_file:
                    make_renditions(photo)
    return changed


def _refuse_furniture(photo: PhotoAsset, words: Mapping[str, str]) -> None:
    """What was written for desks does not go live with a caption, as with no other text."""
    brought = furniture_in_photo(PhotoAsset(**words)) if words and is_in_published_story(photo) else []
    if brought:
        told = " ".join(left.sentence for left in brought)
        raise DeskError(f"A published story has the photo “{photo}”. {told} Word it anew on the photo’s page first.")


def told_changes(base: Mapping[str, str], theirs: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[Change]:
    """What a later version says otherwise of photos that we show: a fact where a fact changed."""
    for key in ours.keys() & theirs.keys() & base.keys():
        found = _taken_apart(key)
        if not found or base[key] == theirs[key] or theirs[key] == ours[key]:
            continue
        inner = changes(*(_as_copy(state[key]) for state in (base, theirs, ours)))
        facts = [each.words.partition(": ")[2] for each in inner if each.consequence == Consequence.FACT]
        said = "; ".join(facts) or f"“{base[key]}” → “{theirs[key]}”"
        yield Change(Consequence.FACT if facts else Consequence.PHOTOS, f"{LABELS[found[1]]}: {said}", None)


def _as_copy(words: str) -> Copy:
    return Copy(headline="", summary="", byline="", dateline="", body=paragraphs_html([words]))


def _key(photo: int, name: str) -> str:
    return f"{_PREFIX}{photo}-{name}"


def _taken_apart(key: str) -> tuple[int, str] | None:
    start, _, name = key.removeprefix(_PREFIX).partition("-")
    return (int(start), name) if key.startswith(_PREFIX) and start.isdecimal() and name in LABELS else None
