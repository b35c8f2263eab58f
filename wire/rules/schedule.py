"""Not before the moment that the desk has set: a late scheduler holds nothing back and lets nothing out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime


def q(at: datetime, via: str = "") -> Q:
    return Q(**{f"{via}publish_at": None}) | Q(**{f"{via}publish_at__lte": at})


def refuses(article: Any, at: datetime) -> str | None:
    if article.publish_at is None or article.publish_at <= at:
        return None
    return f"It is set to go live {localtime(article.publish_at):%b %-d, %Y, %H:%M %Z}."


def never_shown(article: Any, goes_live: datetime) -> str | None:
    """Why a story that goes live at `goes_live` would have left the site by then."""
    if article.expires_at is None or article.expires_at > goes_live:
        return None
    return f"It is to leave the site {localtime(article.expires_at):%b %-d, %Y, %H:%M %Z}, before it goes live."
