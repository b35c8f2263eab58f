"""May readers see this? One rule a file, each with two faces: q() for lists, refuses() for one thing.

Rules name fields, not classes, so that models may import them. All are allow-lists.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from wire.rules import complete, credit, desk, embargo, expiry, rights, schedule, status

ARTICLE_RULES = (status, desk, schedule, embargo, expiry, rights, complete)
OUR_WORD = (desk, schedule)
PHOTO_RULES = (status, embargo, expiry, rights, credit)


def article_q(at: datetime, via: str = "") -> Q:
    """Articles that readers may see at `at`; `via` is the path to the article, as "article__"."""
    return _all_of(ARTICLE_RULES, at, via)


def photo_q(at: datetime, via: str = "") -> Q:
    """Photos that readers may see at `at`, in an article that they may see."""
    return _all_of(PHOTO_RULES, at, via)


def article_refusals(article: Any, at: datetime) -> list[str]:
    """Why readers do not see this article at `at`, each reason a sentence for the desk; [] when they do."""
    return _reasons(ARTICLE_RULES, article, at)


def publishing_refusals(article: Any, at: datetime, goes_live: datetime | None = None) -> list[str]:
    """Why this article may not be published at `at` to go live then, or at `goes_live`: every rule but our own word."""
    moment = max(at, goes_live or at)
    others = [rule for rule in ARTICLE_RULES if rule not in OUR_WORD]
    told = [rule.refuses(article, at if rule is expiry else moment) for rule in others]
    if moment > at and not expiry.refuses(article, at):
        told.append(schedule.never_shown(article, moment))
    return [reason for reason in told if reason]


def photo_refusals(photo: Any, at: datetime) -> list[str]:
    """Why readers do not see this photo at `at`."""
    return _reasons(PHOTO_RULES, photo, at)


def _all_of(rules: Any, at: datetime, via: str) -> Q:
    together = Q()
    for rule in rules:
        together &= rule.q(at, via)
    return together


def _reasons(rules: Any, thing: Any, at: datetime) -> list[str]:
    return [reason for rule in rules if (reason := rule.refuses(thing, at))]
