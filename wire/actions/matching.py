"""Which story, or which photo, do a notice's words mean: certain, plausible, or one that we do not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from django.db.models import Q
from django.utils import timezone

from wire.actions.notices import (
    days_named,
    is_named_by_sender,
    keyword_named,
    moment,
    photo_ids,
    places_named,
    slugs_named,
    words_of,
)
from wire.models import PhotoAsset, WireStory, WireVersion
from wire.sluglines import bare_slug, slugified
from wire.vocabulary import ItemKind, PubStatus

WITHIN = timedelta(days=7)  # of its story a notice may come and act alone
LOOKED_BACK = timedelta(days=30)  # for stories that it may mean
CANDIDATES = 5
_READ_AT_MOST = 20_000  # versions whose headlines are compared
_SHORTEST_HEADLINE = 3  # words; two words stand in many a text
_OVERLAP = 0.6  # of the words of two headlines that are about the same
_COMPARED = (
    *("headline", "slugline", "city", "dateline", "kind", "pubstatus", "signals", "version_created", "received_at"),
    *("story__guid", "story__pubstatus", "story__called_back_at", "story__current", "story__source__name"),
    "story__source__default_zone",
)


@dataclass(frozen=True)
class Likeness:
    """In what a notice and a version of a story agree."""

    slug: bool
    place: bool
    headline: bool
    time: bool
    is_near: bool = False  # no headline quoted, but most of its words

    @property
    def is_certain(self) -> bool:
        return self.slug and self.place and self.headline and self.time

    @property
    def is_plausible(self) -> bool:
        return self.slug or self.headline or self.is_near

    @property
    def degree(self) -> int:
        return 4 * self.headline + 3 * self.slug + 2 * self.is_near + self.place + self.time

    @property
    def in_words(self) -> str:
        """For an editor: what agrees, and what does not."""
        parts = {"slug": self.slug, "dateline": self.place, "headline": self.headline, "time": self.time}
        agree = [name for name, said in parts.items() if said]
        differ = [name for name, said in parts.items() if not said]
        told = [
            f"The same: {', '.join(agree)}." if agree else "",
            f"Not certain: {', '.join(differ)}." if differ else "",
        ]
        return " ".join(line for line in told if line)


@dataclass(frozen=True)
class Meant:
    """The stories that a notice may mean, the likeliest first; `certain` when it can be only one."""

    certain: WireStory | None = None
    plausible: tuple[tuple[WireStory, Likeness], ...] = ()


_NOTHING = Likeness(False, False, False, False)


class Notice:
    """What a notice says of its story, read once and compared with many."""

    def __init__(self, version: WireVersion) -> None:
        self.version = version
        self.slugs = set(slugs_named(version))
        self.words = f"-{slugified(words_of(version))}-"
        self.at = moment(version)
        self.keyword = keyword_named(version)

    @cached_property
    def places(self) -> list[str]:
        return places_named(self.version)

    @cached_property
    def days(self) -> set[tuple[int, int]]:
        return days_named(self.version)

    @cached_property
    def headline(self) -> set[str]:
        """The words of its own headline, where its sender gave it one."""
        return _telling_words(self.version.headline) if "headline" not in self.version.assumed else set()

    def likeness(self, copy: WireVersion) -> Likeness:
        """In what this notice agrees with a version of a story; all False for what it cannot mean."""
        slug = _slug(copy.slugline) if copy.slugline else ""
        same_slug, headline = slug in self.slugs, self._quotes(copy.headline, slug)
        is_near = not headline and self._is_near(copy.headline, slug)
        if not (same_slug or headline or is_near):
            return _NOTHING
        return Likeness(same_slug, self._is_datelined(copy), headline, self._is_in_time(copy), is_near)

    def _quotes(self, headline: str, slug: str) -> bool:
        plain = _plain(headline)
        if plain.count("-") + 1 < _SHORTEST_HEADLINE or plain in slug or any(plain in each for each in self.slugs):
            return False
        return f"-{plain}-" in self.words

    def _is_near(self, headline: str, slug: str) -> bool:
        if self.keyword and f"-{slug}".endswith(f"-{self.keyword}"):
            return True
        return bool(self.headline) and _overlap(self.headline, _telling_words(headline)) >= _OVERLAP

    def _is_datelined(self, copy: WireVersion) -> bool:
        city = slugified(copy.city or copy.dateline.partition(",")[0])
        return bool(city and self.places) and all(_begins_with(place, city) for place in self.places)

    def _is_in_time(self, copy: WireVersion) -> bool:
        """The story came first, by days and not weeks; where the notice names days, on one of them."""
        made = moment(copy)
        if not timedelta(0) <= self.at - made <= WITHIN:
            return False
        zone = copy.story.source.zone or timezone.get_default_timezone()
        return not self.days or any((day.month, day.day) in self.days for day in _days_of(made, zone))


def stories_meant(version: WireVersion) -> Meant:
    """The stories of its source that a notice may mean."""
    notice = Notice(version)
    alike: dict[int, Likeness] = {}
    stories: dict[int, WireStory] = {}
    for copy in _compared(version):
        found = notice.likeness(copy)
        stories[copy.story_id] = copy.story
        if found.is_plausible and found.degree > alike.get(copy.story_id, _NOTHING).degree:
            alike[copy.story_id] = found
    for story in _named_by_id(version):
        stories[story.pk] = story
        alike.setdefault(story.pk, Likeness(False, False, False, False, is_near=True))
    ranked = sorted(alike.items(), key=lambda pair: (-pair[1].degree, -pair[0]))
    certain = [story for story, found in ranked if found.is_certain]
    referred = story_referred_to(version)
    if referred or len(certain) == 1:
        return Meant(referred or stories[certain[0]])
    return Meant(None, tuple((stories[story], found) for story, found in ranked[:CANDIDATES]))


def likeness_to(version: WireVersion, story: WireStory) -> Likeness:
    """In what a notice agrees with a story, by the version of it that agrees most."""
    notice = Notice(version)
    copies = story.versions.exclude(pk=version.pk).select_related("story__source").only(*_COMPARED)
    found = [notice.likeness(copy) for copy in copies if _is_told(copy)]
    return max(found, key=lambda each: each.degree, default=_NOTHING)


def might_mean(notices: Iterable[Notice], copies: Iterable[WireVersion]) -> list[Notice]:
    """Those of `notices` that are worth asking about now that `copies` are here; asks no database."""
    copies = list(copies)
    return [
        notice
        for notice in notices
        if any(
            copy.story.source_id == notice.version.story.source_id and notice.likeness(copy).is_plausible
            for copy in copies
        )
    ]


def story_referred_to(version: WireVersion) -> WireStory | None:
    """The one story of its source whose guid it refers to, unless their slugs are at odds."""
    known = [story for story in _named_by_id(version, assumed=False) if story.pk != version.story_id]
    if len(known) != 1:
        return None
    slug = _slug(known[0].current.slugline) if known[0].current else ""
    named = slugs_named(version)
    return known[0] if not (slug and named) or slug in named else None


def _named_by_id(version: WireVersion, assumed: bool = True) -> list[WireStory]:
    """The stories whose guids it refers to; with `assumed`, that too whose guid it was sent under."""
    guids = [*version.references, *([version.extra["guid_sent"]] if assumed and "guid_sent" in version.extra else [])]
    if not guids:
        return []
    stories = WireStory.objects.filter(source_id=version.story.source_id, guid__in=guids)
    return list(stories.select_related("current", "source").order_by("pk"))


def _compared(version: WireVersion) -> Iterable[WireVersion]:
    """The copy of its source that came shortly before or after it."""
    near = (version.received_at - LOOKED_BACK, version.received_at + LOOKED_BACK)
    versions = WireVersion.objects.filter(story__source_id=version.story.source_id, received_at__range=near)
    rows = versions.exclude(pk=version.pk).select_related("story__source").only(*_COMPARED)
    return [copy for copy in rows.order_by("-pk")[:_READ_AT_MOST] if copy.kind == ItemKind.TEXT and _is_told(copy)]


def _is_told(copy: WireVersion) -> bool:
    """Whether it is copy: a notice does not mean another notice."""
    return copy.pubstatus == PubStatus.USABLE and copy.is_for_readers


def photos_meant(version: WireVersion) -> tuple[list[str], list[PhotoAsset]]:
    """The ids of photos that a notice names, and the photos of its source that have one of them."""
    ids = photo_ids(version)
    if not ids:
        return [], []
    told = Q()
    for each in ids:
        told |= Q(guid__icontains=each) | Q(href__icontains=each) | Q(wire_versions__sequence__iexact=each)
        told |= Q(wire_versions__extra__transmission_reference=each)
    found = PhotoAsset.objects.filter(told, source_id=version.story.source_id).distinct().order_by("pk")
    own = set() if is_named_by_sender(version) else set(version.photos.values_list("pk", flat=True))
    return ids, [photo for photo in found if photo.pk not in own and _has_id(photo, ids)]


def _has_id(photo: PhotoAsset, ids: list[str]) -> bool:
    """Whether one of the ids is a whole part of its names, not merely letters of one."""
    names = [photo.guid, PurePosixPath(photo.href).stem]
    for kind, *said in photo.wire_versions.values_list("kind", "sequence", "extra"):
        if kind in (ItemKind.PICTURE, ItemKind.GRAPHIC):
            names += [said[0], str(said[1].get("transmission_reference", ""))]
    parts = {part for name in names for part in slugified(name).split("-")}
    return any(each.lower() in parts for each in ids)


def _begins_with(place: str, city: str) -> bool:
    """Whether "SEATTLE, Wash. The account …" begins with the city, and not with a longer name."""
    words = place.split()
    size = city.count("-") + 1
    if slugified(" ".join(words[:size])) != city:
        return False
    ends = words[size - 1][-1] in ',.;:)”"'
    follows = words[size] if len(words) > size else ""
    return ends or not follows or not follows[0].isupper()


def _days_of(made: datetime, zone: tzinfo) -> list[datetime]:
    return [made.astimezone(UTC), made.astimezone(zone)]


# A waiting notice is compared with every item that comes, and every item with each of them.
_plain = lru_cache(2048)(slugified)


@lru_cache(2048)
def _slug(slugline: str) -> str:
    return slugified(bare_slug(slugline))


@lru_cache(2048)
def _telling_words(headline: str) -> set[str]:
    return {word for word in _plain(headline).split("-") if len(word) > 3 or word.isdigit()}


def _overlap(one: set[str], other: set[str]) -> float:
    shared = one & other
    return len(shared) / len(one | other) if len(shared) >= _SHORTEST_HEADLINE else 0.0
