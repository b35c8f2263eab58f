"""When a published story goes live, and what hangs on that moment: its first publishing and its address."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from wire.actions.errors import DeskError
from wire.models import Article


def is_scheduled(article: Article, at: datetime) -> bool:
    """Whether the desk has published it for a moment still to come."""
    return article.is_published and is_coming(article, at)


def was_live(article: Article, at: datetime) -> bool:
    """Whether its first publishing has come, or it was for no moment in particular; from then on it stays."""
    if article.first_published_at is None or article.first_published_at <= at:
        return article.first_published_at is not None
    return not is_coming(article, at)


def is_coming(article: Article, at: datetime) -> bool:
    """Whether its moment is still to come, published or not."""
    return article.publish_at is not None and article.publish_at > at


def set_moment(article: Article, at: datetime, *, is_first: bool) -> None:
    """Settle when `article`, being published at `at`, goes live: at `publish_at`, or at once.

    `is_first`: it was never live. Its address is given anew then, and leaves no redirect, since nobody has seen it.
    """
    if not is_coming(article, at):
        article.publish_at = None
    if is_first:
        article.first_published_at = article.publish_at or at
        article.address = None


def keep_moment(article: Article, before: Article, at: datetime) -> None:
    """After an editor's change to a published story: a coming moment may be moved, one that has come may not."""
    if is_scheduled(before, at):
        set_moment(article, at, is_first=not was_live(before, at))
    elif is_coming(article, at):
        raise DeskError(f"Readers see “{article}” already. Unpublish it first, then set when it goes live again.")
    else:
        article.publish_at = before.publish_at


def forget_moment(article: Article, at: datetime) -> None:
    """No moment any more; a story that was never live has never been published, and has no address."""
    if not was_live(article, at):
        article.first_published_at = article.address = None
    article.publish_at = None


def in_words(moment: datetime) -> str:
    """A moment as the desk reads it, in the site's zone: "Tue, May 6, 2031, 08:00 PDT"."""
    return f"{localtime(moment):%a, %b %-d, %Y, %H:%M %Z}"
