"""Our own word: only what the desk has published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from wire.vocabulary import DeskStatus


def q(at: datetime, via: str = "") -> Q:
    return Q(**{f"{via}desk_status": DeskStatus.PUBLISHED})


def refuses(article: Any, at: datetime) -> str | None:
    if article.desk_status == DeskStatus.PUBLISHED:
        return None
    if article.desk_status == DeskStatus.KILLED:
        return "It was killed; readers see the notice."
    return "It has not been published."
