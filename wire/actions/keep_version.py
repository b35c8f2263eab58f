"""Items as parsed → versions of their wire stories, with their photos: one at a time or hundreds together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from wire.actions.bind_rights import bind_rights, bind_stories
from wire.actions.call_back import heed_call_backs
from wire.actions.note_update import note_updates
from wire.actions.notices import rank
from wire.actions.storable import AS_SENT, Arrival, arrival
from wire.actions.wire_photos import bind_photos, hold_photos, photos_of, pictures_of
from wire.actions.write import record_revision
from wire.models import Article, WireStory, WireVersion
from wire.parsers.item import ParsedItem
from wire.sluglines import bare_slug, slugified

LISTS = ("authors", "category", "keywords", "subjects", "signals", "references", "media", "teasers", "assumed")
# A version that is silent about an embargo does not lift it (NewsML-G2 2.35, embargoed); its status is heard by
# call_back, since a notice may come late, or mean another story.
BINDS_ALL_VERSIONS = ("embargoed_until", "embargo_words", "expires_at")
STORY_FIELDS = ("current", "kind", "version_total", "last_received_at", *BINDS_ALL_VERSIONS)

StoryKey = tuple[int, str]  # source, guid
Marks = tuple[str, datetime | None]  # what is unlikely to be the same of two stories: bare slug, time of creation
VersionKey = tuple[int, str, str]  # story, version as sent; the fingerprint where none was sent


@dataclass(frozen=True)
class Kept:
    version: WireVersion
    is_new: bool
    is_new_story: bool


def keep_versions(arrivals: Sequence[Arrival], *, at: datetime) -> list[Kept]:
    """Store each arrival unless its version is here, in their order. Call it in a transaction."""
    stories = _stories(arrivals, at)
    arrivals = _told_apart(arrivals, stories)
    stories |= _stories([each for each in arrivals if each.story_key not in stories], at)
    here = _versions_of(stories.values())
    kept: list[Kept] = []
    for each in arrivals:
        story = stories[each.story_key]
        key = _version_key(story.pk, each.item.version, each.fingerprint)
        is_new = key not in here
        is_new_story = is_new and not story.version_total
        if is_new:
            here[key] = _version(each, story, at)
            story.version_total += 1
        kept.append(Kept(here[key], is_new, is_new_story))
    new = [one.version for one in kept if one.is_new]
    WireVersion.objects.bulk_create(new)
    _take_notes(new, at)
    pictured = [
        (one.version, each) for one, each in zip(kept, arrivals, strict=True) if one.is_new and pictures_of(each.item)
    ]
    hold_photos([(each.item, each.source) for _, each in pictured])
    for version, each in pictured:
        _place_photos(version, each, at)
    heed_call_backs(new, at=at)
    bind_rights(new, at=at)
    note_updates(new, at=at)
    return kept


def _stories(arrivals: Sequence[Arrival], at: datetime) -> dict[StoryKey, WireStory]:
    """The story of each arrival, made where it is new, locked until the transaction ends."""
    told = {each.story_key: each for each in arrivals}
    fresh = [
        WireStory(
            source=told[key].source, guid=key[1], kind=told[key].item.kind, first_received_at=at, last_received_at=at
        )
        for key in sorted(told)  # in one order, so that two imports at once do not wait for each other
    ]
    WireStory.objects.bulk_create(fresh, ignore_conflicts=True)
    found = {}
    for source in sorted({source for source, _ in told}):
        guids = [guid for each, guid in told if each == source]
        locked = WireStory.objects.select_for_update(no_key=True).filter(source_id=source, guid__in=guids)
        found |= {(source, story.guid): story for story in locked.order_by("pk")}
    currents = [story.current_id for story in found.values() if story.current_id]
    versions = WireVersion.objects.in_bulk(currents) if currents else {}
    for key, story in found.items():  # of a join each new story would bring its source once more, and no version
        story.source = told[key].source
        if story.current_id:
            story.current = versions[story.current_id]
    return found


def _told_apart(arrivals: Sequence[Arrival], stories: Mapping[StoryKey, WireStory]) -> list[Arrival]:
    """The arrivals, those under a name of their own that share a guid with another story.

    Some senders give all their items one id, or use an id again: another slug and another time of creation
    together say that it is another story.
    """
    known = {key: _marks(story.current) for key, story in stories.items() if story.current}
    return [
        _renamed(each) if _contradict(known.setdefault(each.story_key, _marks(each.item)), _marks(each.item)) else each
        for each in arrivals
    ]


def _marks(item: ParsedItem | WireVersion) -> Marks:
    return bare_slug(item.slugline).casefold(), item.first_created


def _contradict(one: Marks, other: Marks) -> bool:
    return all([*one, *other]) and one[0] != other[0] and one[1] != other[1]


def _renamed(each: Arrival) -> Arrival:
    slug, created = _marks(each.item)
    guid = f"{each.item.guid[:400]}#{slugified(slug)[:60]}-{created:%Y%m%dT%H%M%S}"
    extra = {**each.item.extra, "guid_sent": each.item.guid}
    item = replace(each.item, guid=guid, assumed=(*each.item.assumed, "guid"), extra=extra)
    return arrival(item, source=each.source, delivery=each.delivery, format=each.format)


def _versions_of(stories: Iterable[WireStory]) -> dict[VersionKey, WireVersion]:
    """The versions that are here already, of stories that have any."""
    known = [story.pk for story in stories if story.version_total]
    versions = WireVersion.objects.filter(story__in=known).only("story_id", "version", "fingerprint") if known else ()
    return {_version_key(each.story_id, each.version, each.fingerprint): each for each in versions}


def _version_key(story: int, version: str, fingerprint: str) -> VersionKey:
    return (story, version, "") if version else (story, "", fingerprint)


def _version(each: Arrival, story: WireStory, at: datetime) -> WireVersion:
    return WireVersion(
        story=story, delivery=each.delivery, format=each.format, received_at=at, fingerprint=each.fingerprint,
        extra=each.plain.get("extra", {}), **{name: getattr(each.item, name) for name in AS_SENT},
        **{name: each.plain.get(name, []) for name in LISTS},
    )  # fmt: skip


def _place_photos(version: WireVersion, each: Arrival, at: datetime) -> None:
    photos = photos_of(each.item, each.source, at)
    version.photos.set([photo for photo, _ in photos])
    if version.story.current == version:
        bind_photos(photos, each.item)


def _take_notes(new: Sequence[WireVersion], at: datetime) -> None:
    """The stories learn of their new versions; a late one is kept and rolls nothing back."""
    bound: list[tuple[WireVersion, dict[str, Any]]] = []
    before = {version.story_id: _as_noted(version.story) for version in new}
    for version in new:
        story = version.story
        story.last_received_at = at
        if _is_read_instead(version, story.current):
            bound.append((version, _make_current(story, version)))
    told = {version.story_id: version.story for version in new}
    begun = [pk for pk, story in told.items() if story.version_total == 1 and _as_noted(story) == before[pk]]
    if begun:  # most are new stories that say nothing that binds: their first version is all there is to note
        first = WireVersion.objects.filter(story=OuterRef("pk")).order_by("pk").values("pk")[:1]
        WireStory.objects.filter(pk__in=begun).update(version_total=1, current=Subquery(first))
    noted = set(begun)
    stories = [story for pk, story in told.items() if pk not in noted]
    # An upsert: bulk_update() writes a CASE for each row and field, and takes ten times as long.
    WireStory.objects.bulk_create(stories, update_conflicts=True, unique_fields=["id"], update_fields=STORY_FIELDS)
    # Held until the import ends, so that no editor saves between what is read here of a story and what is written.
    held = (
        Article.objects.select_for_update(no_key=True)
        .filter(wire_story__in=[story.pk for story in stories])
        .order_by("pk")
    )
    articles = {each.wire_story_id: each for each in held}
    for version, changed in bound:
        if changed and version.story_id in articles:
            _bind_article(articles[version.story_id], version, changed, at)


def _as_noted(story: WireStory) -> tuple[Any, ...]:
    """What is noted of a story beside its versions."""
    return tuple(getattr(story, name) for name in STORY_FIELDS if name not in ("current", "version_total"))


def _is_read_instead(version: WireVersion, current: WireVersion | None) -> bool:
    """Whether the desk reads `version` in the place of `current`: a later one, but no notice in the place of copy."""
    if current is None:
        return True
    place, other = rank(version), rank(current)
    return place > other or (place == other and version.supersedes(current))


def _make_current(story: WireStory, version: WireVersion) -> dict[str, Any]:
    """What this changes of what binds all versions."""
    story.current, story.kind = version, version.kind
    bound = {name: getattr(version, name) or getattr(story, name) for name in BINDS_ALL_VERSIONS}
    changed = {name: value for name, value in bound.items() if value != getattr(story, name)}
    for name, value in changed.items():
        setattr(story, name, value)
    return changed


def bind_story_anew(story: WireStory) -> None:
    """What the versions of `story` say, from the first to the last, binds it: one of them is read otherwise now."""
    story.current, story.embargoed_until, story.embargo_words, story.expires_at = None, None, "", None
    story.restrictions = []
    versions = list(story.versions.order_by("pk"))
    for version in versions:
        version.story = story
        if _is_read_instead(version, story.current):
            _make_current(story, version)
    bind_stories([story], versions)
    story.save()


def _bind_article(article: Article, version: WireVersion, changed: dict[str, Any], at: datetime) -> None:
    for name, value in changed.items():
        setattr(article, name, value)
    article.save(update_fields=changed)
    sent = version.take or version.version or "a version"
    record_revision(article, why=f"{version.story.source} sent {sent}", at=at)
