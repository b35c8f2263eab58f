"""Stored deliveries read again with today's parsers: what would change is shown first, and done only when told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Prefetch, QuerySet

from wire.actions.bind_rights import bind_rights
from wire.actions.call_back import heed_call_backs
from wire.actions.keep_version import LISTS, bind_story_anew, keep_versions
from wire.actions.read_copy import Parsed, WireError, read_copy
from wire.actions.receive import as_stream, receive, sender_of
from wire.actions.storable import AS_SENT, Arrival, arrival
from wire.actions.wire_photos import bind_photos, photos_of, pictures_of
from wire.models import Article, Delivery, Source, WireStory, WireVersion
from wire.vocabulary import Outcome, PubStatus, Signal

TOGETHER = 100  # deliveries fetched at once,
BYTES_TOGETHER = 8 * 1024 * 1024  # and no more than so many bytes of them
ORDERS = {"signals", "pubstatus"}  # a change of these may be a kill that nobody had understood


@dataclass
class Reread:
    """A stored version beside what its bytes say today: (as stored, as read now) of each field that differs."""

    version: WireVersion
    arrival: Arrival
    changes: dict[str, tuple[Any, Any]]
    kept: str = ""  # why it is not written again


@dataclass
class Replayed:
    """What today's parsers make of one delivery."""

    delivery: Delivery
    refused_now: str = ""  # it was imported, and would be refused for this reason
    readable_now: list[str] = field(default_factory=list)  # it was refused; the items that would be read
    versions: list[Reread] = field(default_factory=list)  # those that differ
    more: list[Arrival] = field(default_factory=list)  # items that nobody had read
    fewer: list[WireVersion] = field(default_factory=list)  # versions that would not be read; they stay

    @property
    def is_unchanged(self) -> bool:
        return not (self.refused_now or self.readable_now or self.versions or self.more or self.fewer)

    @property
    def differences(self) -> int:
        return sum(len(each.changes) for each in self.versions) + 100 * (len(self.more) + len(self.fewer))


def replayable(source: Source | None = None, since: datetime | None = None) -> QuerySet[Delivery]:
    """The deliveries whose bytes are kept and were read or refused, the oldest first."""
    wanted = Delivery.objects.filter(outcome__in=[Outcome.IMPORTED, Outcome.REFUSED], body__isnull=False)
    if source:
        wanted = wanted.filter(source=source)
    return (wanted.filter(received_at__gte=since) if since else wanted).order_by("pk")


def fetched(wanted: QuerySet[Delivery]) -> Iterator[Delivery]:
    """Each of them with its bytes and versions, few in memory at a time."""
    versions = WireVersion.objects.select_related("story__source").order_by("pk")
    last = 0
    while page := list(wanted.filter(pk__gt=last).values_list("pk", "size")[:TOGETHER]):
        last = page[-1][0]
        for keys in _small_enough(page):
            deliveries = wanted.filter(pk__in=keys).select_related("source")
            yield from deliveries.prefetch_related(Prefetch("versions", versions))


def _small_enough(page: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    keys: list[int] = []
    total = 0
    for key, size in page:
        if keys and total + size > BYTES_TOGETHER:
            yield keys
            keys, total = [], 0
        keys.append(key)
        total += size
    yield keys


def replay(delivery: Delivery) -> Replayed:
    """What would change if `delivery` arrived today, read as it was then: its source and zone, its moment of arrival.

    A delivery does not keep whether its source was named or found in the copy, so both are tried: if either reading
    gives what is stored, nothing has changed.
    """
    data = bytes(delivery.body or b"")
    if delivery.outcome == Outcome.REFUSED:
        return _was_refused(delivery, data)
    found: list[Replayed] = []
    refusal = ""
    for source in dict.fromkeys([delivery.source, None]):
        try:
            found.append(_compared(delivery, read_copy(data, source=source, at=delivery.received_at)))
        except WireError as error:
            refusal = refusal or str(error)
            continue
        if found[-1].is_unchanged:
            break
    return min(found, key=lambda each: each.differences) if found else Replayed(delivery, refused_now=refusal)


def _was_refused(delivery: Delivery, data: bytes) -> Replayed:
    try:
        parsed = read_copy(data, source=delivery.source, at=delivery.received_at)
    except WireError:
        return Replayed(delivery)
    if delivery.source is None and not all(item.source for item in parsed.items):
        return Replayed(delivery)  # nobody knows who sent it: it would be refused again
    names = [item.headline or item.slugline or item.guid for item in parsed.items]
    return Replayed(delivery, readable_now=names)


def _compared(delivery: Delivery, parsed: Parsed) -> Replayed:
    source = delivery.source or Source()
    arrivals = [arrival(item, source=source, delivery=delivery, format=parsed.format) for item in parsed.items]
    versions = list(delivery.versions.all())
    pairs, more, fewer = _paired(versions, arrivals)
    rereads = [Reread(version, each, changes) for version, each in pairs if (changes := _changes(version, each))]
    for each in rereads:
        each.kept = _why_kept(each, each.version.story)
    return Replayed(delivery, versions=rereads, more=more, fewer=fewer)


def _paired(
    versions: list[WireVersion], arrivals: list[Arrival]
) -> tuple[list[tuple[WireVersion, Arrival]], list[Arrival], list[WireVersion]]:
    """Each version with the item that it was; then items and versions that have no partner."""
    pairs: list[tuple[WireVersion, Arrival]] = []
    for mark, its in (
        (lambda v: (_guid(v), v.version, v.fingerprint), lambda a: (a.item.guid, a.item.version, a.fingerprint)),
        (lambda v: (_guid(v), v.version), lambda a: (a.item.guid, a.item.version)),
        (_guid, lambda a: a.item.guid),
    ):
        pairs += _take_pairs(versions, arrivals, mark, its)
    arrivals = [each for each in arrivals if not _is_here(each)]
    if len(versions) == len(arrivals):
        return pairs + list(zip(versions, arrivals, strict=True)), [], []
    return pairs, arrivals, versions


def _take_pairs(
    versions: list[WireVersion],
    arrivals: list[Arrival],
    mark: Callable[[WireVersion], Hashable],
    its: Callable[[Arrival], Hashable],
) -> Iterator[tuple[WireVersion, Arrival]]:
    for each in list(arrivals):
        version = next((version for version in versions if mark(version) == its(each)), None)
        if version:
            versions.remove(version)
            arrivals.remove(each)
            yield version, each


def _is_here(each: Arrival) -> bool:
    """Whether this item's version came with another delivery, which answers for it."""
    others = WireVersion.objects.filter(story__guid=each.item.guid, version=each.item.version)
    if not each.item.version:
        others = others.filter(headline=each.item.headline) | others.filter(body_html=each.item.body_html)
    return others.exclude(delivery=each.delivery).exists()


def _guid(version: WireVersion) -> str:
    """The id as it was sent; ours tells stories apart to which their sender gave the same."""
    return str(version.extra.get("guid_sent") or version.story.guid)


def _changes(version: WireVersion, each: Arrival) -> dict[str, tuple[Any, Any]]:
    """(as stored, as read now) of each field that differs."""
    stored, now = _as_stored(version), _as_read(each)
    return {name: (stored[name], now[name]) for name in now if stored[name] != now[name]}


def _as_stored(version: WireVersion) -> dict[str, Any]:
    told = {name: getattr(version, name) for name in (*AS_SENT, *LISTS, "format")}
    extra = {name: value for name, value in version.extra.items() if name != "guid_sent"}
    if "guid_sent" in version.extra:
        told["assumed"] = told["assumed"][:-1]  # that the id is ours
    return told | {"extra": extra, "guid": _guid(version)}


def _as_read(each: Arrival) -> dict[str, Any]:
    plain = {name: _plain(each.plain.get(name, [])) for name in LISTS}
    told = {name: getattr(each.item, name) for name in AS_SENT}
    return told | plain | {"format": each.format, "extra": _plain(each.plain.get("extra", {})), "guid": each.item.guid}


def _plain(value: Any) -> Any:
    """As a JSON column gives it back."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


# ── doing it ─────────────────────────────────────────────────────────────────
def apply(replayed: Replayed, *, at: datetime) -> str:
    """Do what `replayed` shows, in one transaction: a refused delivery that can be read is imported, items that nobody
    had read are kept, versions are written again unless somebody made an article of their story. A kill is heeded even
    then.

    What is not done says so in `kept`. The refusal, where the import refuses after all; else "".
    """
    delivery = replayed.delivery
    with transaction.atomic():
        if replayed.readable_now:
            told = {"name": delivery.name, "channel": delivery.channel, "source": delivery.source, "at": at}
            return receive(as_stream(bytes(delivery.body or b"")), by=delivery.received_by, **told).refusal
        for each in replayed.versions:
            _rewrite(each, at)
        if replayed.more:
            keep_versions([replace(each, source=_sender(each)) for each in replayed.more], at=at)
    return ""


def _sender(each: Arrival) -> Source:
    known = Source.objects.called(each.item.source) if each.item.source else None
    return known or each.delivery.source or sender_of(each.item)


def _rewrite(each: Reread, at: datetime) -> None:
    story = (
        WireStory.objects.select_for_update(of=("self",), no_key=True)
        .select_related("source")
        .get(pk=each.version.story_id)
    )
    each.kept = _why_kept(each, story)
    if each.kept:
        return
    version = WireVersion.objects.get(pk=each.version.pk)
    version.story = story
    for name, (_, now) in each.changes.items():
        setattr(version, name, now)
    if "guid_sent" in version.extra or "guid_sent" in each.version.extra:
        version.extra = {**version.extra, "guid_sent": each.version.extra["guid_sent"]}
        version.assumed = [*each.arrival.item.assumed, "guid"]
    version.fingerprint = each.arrival.fingerprint
    version.save()
    bind_story_anew(story)
    if "media" in each.changes and pictures_of(each.arrival.item):
        photos = photos_of(each.arrival.item, story.source, at)
        version.photos.set([photo for photo, _ in photos])
        if story.current_id == version.pk:
            bind_photos(photos, each.arrival.item)
    if ORDERS & each.changes.keys():
        heed_call_backs([version], at=at)
    bind_rights(list(story.versions.select_related("story__source").order_by("pk")), at=at)


def _calls_back(each: Reread) -> bool:
    """Whether this is a kill or a withhold that nobody had understood: it is heeded, whoever works on the story."""
    item = each.arrival.item
    is_order = item.pubstatus != PubStatus.USABLE or bool({Signal.KILL, Signal.WITHHOLD} & set(item.signals))
    return is_order and bool(ORDERS & each.changes.keys())


def _why_kept(each: Reread, story: WireStory) -> str:
    article = Article.objects.filter(wire_story=story).first()
    if article and not (_calls_back(each) and article.wire_version_id != each.version.pk):
        return f"“{article}” was made of its story."
    if "guid" in each.changes:
        return "Its id would be another: it stays with its story."
    others: QuerySet[WireVersion] = story.versions.exclude(pk=each.version.pk)
    item = each.arrival.item
    same = {"version": item.version} if item.version else {"version": "", "fingerprint": each.arrival.fingerprint}
    return "Another version of its story is that one already." if others.filter(**same).exists() else ""
