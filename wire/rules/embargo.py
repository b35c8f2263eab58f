"""Not before its moment. Words that speak of an embargo without a readable time hold it back without end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime


def q(at: datetime, via: str = "") -> Q:
    unbound = Q(**{f"{via}embargoed_until": None, f"{via}embargo_words": ""})
    return unbound | Q(**{f"{via}embargoed_until__lte": at})


def refuses(thing: Any, at: datetime) -> str | None:
    if thing.embargoed_until is None:
        if not thing.embargo_words:
            return None
        return f"It is embargoed and no time could be read from “{thing.embargo_words}”. Set “Embargoed until”."
    if thing.embargoed_until <= at:
        return None
    return f"It is embargoed until {localtime(thing.embargoed_until):%b %-d, %Y, %H:%M %Z}."
