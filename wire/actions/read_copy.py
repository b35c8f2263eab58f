"""Bytes → what they say. Stores nothing."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils import timezone

from wire.models import Source
from wire.parsers import registry
from wire.parsers.base import Parser
from wire.parsers.errors import WireError
from wire.parsers.item import Context
from wire.parsers.registry import Parsed

__all__ = ["Parsed", "WireError", "max_delivery_bytes", "read_copy", "too_large", "wire_parsers"]


@cache
def _loaded(paths: tuple[str, ...]) -> tuple[Parser, ...]:
    return registry.load(paths)


def wire_parsers() -> tuple[Parser, ...]:
    """The parsers that settings.WIRE_PARSERS names."""
    return _loaded(tuple(settings.WIRE_PARSERS))


def max_delivery_bytes() -> int:
    """How large a delivery may be to be read."""
    return int(settings.MAX_DELIVERY_MB * 1024 * 1024)


def too_large(size: int) -> str:
    """Why a delivery of `size` bytes is not read."""
    return (
        f"The delivery is too large to read: {size / 1024 / 1024:.1f} MB, the limit is {settings.MAX_DELIVERY_MB} MB. "
        "Raise MAX_DELIVERY_MB and import it again."
    )


def read_copy(data: bytes, *, source: Source | None = None, sender: str = "", at: datetime) -> Parsed:
    """What these bytes say. `source` gives zone and format; `sender` is a name where there is no source.

    Raises WireError with a sentence for the desk.
    """
    if len(data) > max_delivery_bytes():
        raise WireError(too_large(len(data)))
    zone = (source.zone if source else None) or timezone.get_default_timezone()
    context = Context(source=source.name if source else sender, zone=zone, received_at=at)
    return registry.parse(data, wire_parsers(), context, only=source.default_format if source else "")
