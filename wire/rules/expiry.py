"""Not after its last moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime


def q(at: datetime, via: str = "") -> Q:
    return Q(**{f"{via}expires_at": None}) | Q(**{f"{via}expires_at__gt": at})


def refuses(thing: Any, at: datetime) -> str | None:
    if thing.expires_at is None or thing.expires_at > at:
        return None
    return f"It expired {localtime(thing.expires_at):%b %-d, %Y, %H:%M %Z}."
