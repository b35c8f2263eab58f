"""A lump of bytes → a Delivery, kept whole → versions of wire stories. All of a delivery goes in, or none of it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from django.core.files import File
from django.db import IntegrityError, OperationalError, transaction

from wire.actions.attach_arrived import attach_arrived
from wire.actions.keep_version import Kept, keep_versions
from wire.actions.read_copy import Parsed, WireError, max_delivery_bytes, read_copy, too_large
from wire.actions.storable import arrival
from wire.models import Delivery, Source, WireVersion
from wire.parsers.item import ParsedItem
from wire.vocabulary import Channel, Outcome

CHUNK = 1024 * 1024
TRIES = 3  # where two imports, or an import and the desk, wait for each other, the database ends one of them


@dataclass
class Receipt:
    """What became of one delivery."""

    delivery: Delivery
    versions: list[WireVersion] = field(default_factory=list)  # new ones
    new_stories: int = 0
    unchanged: int = 0  # items that were here already
    was_here: bool = False  # these very bytes were imported before
    parsed: Parsed | None = None  # what the bytes say, where they were read for this receipt

    @property
    def refusal(self) -> str:
        return self.delivery.reason

    def note(self, kept: Kept) -> None:
        """One item more of this delivery."""
        self.new_stories += kept.is_new_story
        self.unchanged += not kept.is_new
        if kept.is_new:
            self.versions.append(kept.version)


def receive(
    stream: BinaryIO,
    *,
    name: str,
    channel: Channel,
    at: datetime,
    source: Source | None = None,
    by: Any = None,
    was_read: Parsed | WireError | None = None,
) -> Receipt:
    """Keep what `stream` holds and import it. The same bytes, or the same version of a story, change nothing.

    A delivery that cannot be read is kept with the reason; the receipt's `refusal` says it. `source` is who
    sent it, where the copy does not say so itself. `was_read`: what these bytes said when they were read for
    this moment and source already.
    """
    delivery, data = _keep(stream, name=name, channel=channel, at=at, source=source, by=by)
    if delivery.outcome == Outcome.IMPORTED:
        return Receipt(delivery, unchanged=delivery.versions.count() or 1, was_here=True)
    if data is None:
        return _refuse(delivery, too_large(delivery.size))
    try:
        parsed = _read(data, source, delivery.received_at, was_read if delivery.received_at == at else None)
        for _ in range(TRIES - 1):
            with suppress(OperationalError):
                return _import(delivery, parsed, data, source, at)
        return _import(delivery, parsed, data, source, at)
    except WireError as error:
        return _refuse(delivery, str(error))


def _read(data: bytes, source: Source | None, at: datetime, was_read: Parsed | WireError | None) -> Parsed:
    if isinstance(was_read, WireError):
        raise was_read
    return was_read or read_copy(data, source=source, at=at)


def keep_unreadable(*, name: str, channel: Channel, at: datetime, reason: str, by: Any = None) -> Delivery:
    """Keep the trace of something that could not even be opened; the same trouble again is the same trace."""
    told = {"name": name[-500:], "channel": channel, "outcome": Outcome.REFUSED, "reason": reason, "digest": ""}
    trace, _ = Delivery.objects.update_or_create(**told, defaults={"received_at": at, "received_by": by})
    return trace


def refuse_broken(name: str, *, traceback: str, at: datetime) -> None:
    """Mark the delivery on which our own code broke, so that it can be read again once the code is mended."""
    broken = Delivery.objects.filter(name=name[-500:], outcome=Outcome.RECEIVED).order_by("-pk").first()
    broken = broken or Delivery(name=name[-500:], channel=Channel.COMMAND, received_at=at)
    broken.outcome, broken.traceback = Outcome.REFUSED, traceback
    broken.reason = "Our own code broke on it; the traceback is kept."
    broken.save()


def _keep(stream: BinaryIO, *, source: Source | None, **facts: Any) -> tuple[Delivery, bytes | None]:
    """The delivery of these bytes, made unless it is here; its bytes, or None when they are too many to read."""
    digest, size = hashlib.sha256(), 0
    with SpooledTemporaryFile(max_size=max_delivery_bytes()) as copy:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        copy.seek(0)
        data = copy.read() if size <= max_delivery_bytes() else None
        made = Delivery(
            name=facts["name"][-500:], channel=facts["channel"], received_at=facts["at"], received_by=facts["by"],
            source=source, size=size, digest=digest.hexdigest(), body=data,
        )  # fmt: skip
        here = Delivery.objects.filter(digest=made.digest).first()
        if here is None and data is None:
            made.parked.save(made.digest, File(copy), save=False)
    if here is not None:
        return here, data
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # another process kept the same bytes a moment ago
        return Delivery.objects.get(digest=made.digest), data
    return made, data


@transaction.atomic
def _import(delivery: Delivery, parsed: Parsed, data: bytes, source: Source | None, at: datetime) -> Receipt:
    locked = Delivery.objects.select_for_update(no_key=True).get(pk=delivery.pk)
    if locked.outcome == Outcome.IMPORTED:
        return Receipt(locked, unchanged=len(parsed.items), was_here=True, parsed=parsed)
    receipt = Receipt(locked, parsed=parsed)
    told = [(item, source or sender_of(item)) for item in parsed.items]
    arrivals = [arrival(item, source=sender, delivery=locked, format=parsed.format) for item, sender in told]
    for kept in keep_versions(arrivals, at=at):
        receipt.note(kept)
    locked.source = told[-1][1]
    locked.outcome, locked.format, locked.reason, locked.traceback = Outcome.IMPORTED, parsed.format, "", ""
    locked.save(update_fields=["source", "outcome", "format", "reason", "traceback"])
    attach_arrived(locked, receipt.versions, data)
    return receipt


def sender_of(item: ParsedItem) -> Source:
    """The source that the copy names; a new one when we have not heard from it before."""
    if not item.source:
        raise WireError("The copy does not say who sent it. Name its source (--source on the command line).")
    new = Source.named(item.source)
    known = Source.objects.called(new.name)
    if known:
        return known
    number, slug = 1, new.slug
    while Source.objects.filter(slug=new.slug).exists():
        number += 1
        new.slug = f"{slug[:45]}-{number}"
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError:  # another process heard from it a moment ago
        return Source.objects.get(name=new.name)
    return new


def _refuse(delivery: Delivery, reason: str) -> Receipt:
    delivery.outcome, delivery.reason = Outcome.REFUSED, reason
    delivery.save(update_fields=["outcome", "reason"])
    return Receipt(delivery)


def as_stream(data: bytes) -> BinaryIO:
    """Bytes at hand, for receive()."""
    return BytesIO(data)
