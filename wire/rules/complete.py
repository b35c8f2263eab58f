"""A piece has a headline, text and a section before readers meet it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

_NEEDED = {"headline": "a headline", "body": "text", "section_id": "a section"}


def q(at: datetime, via: str = "") -> Q:
    return ~Q(**{f"{via}headline": ""}) & ~Q(**{f"{via}body": ""}) & Q(**{f"{via}section__isnull": False})


def refuses(article: Any, at: datetime) -> str | None:
    return missing(article)


def missing(article: Any) -> str | None:
    """What the piece lacks, whatever the time."""
    lacks = [words for name, words in _NEEDED.items() if not getattr(article, name)]
    return f"It still needs {' and '.join(lacks)}." if lacks else None
