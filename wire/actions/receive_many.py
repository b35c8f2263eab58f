"""Hundreds of small deliveries at once: read first, then stored together; what is out of the ordinary goes singly."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, transaction

from wire.actions.attach_arrived import PICTURE_FORMATS
from wire.actions.keep_version import keep_versions
from wire.actions.read_copy import Parsed, WireError, read_copy
from wire.actions.receive import Receipt, as_stream, receive, sender_of
from wire.actions.storable import arrival
from wire.models import Delivery, Source
from wire.parsers.item import ParsedItem
from wire.vocabulary import Channel, Outcome


@dataclass(frozen=True)
class Lump:
    """Bytes at hand, small enough to be read, and the name they came under."""

    name: str
    data: bytes


@dataclass(frozen=True)
class _Readable:
    """A lump that is new and was read without trouble; `delivery` is not stored yet."""

    delivery: Delivery
    parsed: Parsed


Readings = dict[int, Parsed | WireError]  # what lumps said, by their place


def receive_many(
    lumps: Sequence[Lump], *, channel: Channel, at: datetime, source: Source | None = None, by: Any = None
) -> list[Receipt]:
    """As receive() for each of `lumps`, in their order, with a handful of queries for all that is plain and new."""
    facts = {"channel": channel, "at": at, "source": source, "by": by}
    readable, readings = _readable(lumps, facts)
    try:
        with _collector_at_rest(), transaction.atomic():
            receipts = _import_together(list(readable.values()), source, at)
    except (IntegrityError, OperationalError, WireError):  # another process was faster, or one cannot be kept: singly
        receipts = []
    done = dict(zip(readable, receipts, strict=True)) if receipts else {}
    return [
        done.get(number) or receive(as_stream(lump.data), name=lump.name, was_read=readings.get(number), **facts)
        for number, lump in enumerate(lumps)
    ]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A batch makes rows and keeps them: to search them for garbage again and again takes a tenth of its time."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _readable(lumps: Sequence[Lump], facts: dict[str, Any]) -> tuple[dict[int, _Readable], Readings]:
    """By place in `lumps`: those whose bytes are new and can be read; and what all said that were read."""
    digests = [hashlib.sha256(lump.data).hexdigest() for lump in lumps]
    seen = set(Delivery.objects.filter(digest__in=digests).values_list("digest", flat=True))
    readable: dict[int, _Readable] = {}
    readings: Readings = {}
    for number, (lump, digest) in enumerate(zip(lumps, digests, strict=True)):
        if digest in seen:
            continue
        seen.add(digest)
        try:
            parsed = readings[number] = read_copy(lump.data, source=facts["source"], at=facts["at"])
        except WireError as error:
            readings[number] = error
            continue
        if parsed.format in PICTURE_FORMATS:
            continue  # renditions are made of it, which takes its time
        delivery = Delivery(
            name=lump.name[-500:], channel=facts["channel"], received_at=facts["at"], received_by=facts["by"],
            size=len(lump.data), digest=digest, body=lump.data, outcome=Outcome.IMPORTED, format=parsed.format,
        )  # fmt: skip
        readable[number] = _Readable(delivery, parsed)
    return readable, readings


def _import_together(readable: Sequence[_Readable], source: Source | None, at: datetime) -> list[Receipt]:
    senders: dict[str, Source] = {}
    told = [(each, item, source or _sender(item, senders)) for each in readable for item in each.parsed.items]
    for each, _, sender in told:
        each.delivery.source = sender
    Delivery.objects.bulk_create([each.delivery for each in readable])
    arrivals = [
        arrival(item, source=sender, delivery=each.delivery, format=each.parsed.format) for each, item, sender in told
    ]
    receipts = {each.delivery.pk: Receipt(each.delivery, parsed=each.parsed) for each in readable}
    for came, kept in zip(arrivals, keep_versions(arrivals, at=at), strict=True):
        receipts[came.delivery.pk].note(kept)
    return list(receipts.values())


def _sender(item: ParsedItem, senders: dict[str, Source]) -> Source:
    if item.source not in senders:
        senders[item.source] = sender_of(item)
    return senders[item.source]
