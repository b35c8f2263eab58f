"""Without a credit line, no picture."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q


def q(at: datetime, via: str = "") -> Q:
    return ~Q(**{f"{via}credit_line": ""})


def refuses(photo: Any, at: datetime) -> str | None:
    return None if photo.credit_line else "It has no credit line: fill it in to show the picture."
