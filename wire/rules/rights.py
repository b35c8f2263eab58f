"""Not what its sender's words forbid; and what they only ask, once somebody of the desk has answered for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q


def q(at: datetime, via: str = "") -> Q:
    return Q(**{f"{via}barred_words": "", f"{via}unacknowledged_words": ""})


def refuses(thing: Any, at: datetime) -> str | None:
    reasons = []
    if thing.barred_words:
        reasons.append(
            f"Its sender forbids this use: {_quoted(thing.barred_words)}. Leave it out, or have a publisher answer "
            "for it where the sender has cleared it."
        )
    if thing.unacknowledged_words:
        reasons.append(
            f"Somebody must answer for {_quoted(thing.unacknowledged_words)}. Read what the sender asks, and answer "
            "for the use with a reason."
        )
    return " ".join(reasons) or None


def _quoted(words: str) -> str:
    return ", ".join(f"“{line}”" for line in words.splitlines())
