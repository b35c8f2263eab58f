"""The sender's word: only what it calls usable."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from wire.vocabulary import PubStatus


def q(at: datetime, via: str = "") -> Q:
    return Q(**{f"{via}pubstatus": PubStatus.USABLE})


def refuses(thing: Any, at: datetime) -> str | None:
    if thing.pubstatus == PubStatus.USABLE:
        return None
    return f"The sender says it is {thing.pubstatus}: it must not be used."
