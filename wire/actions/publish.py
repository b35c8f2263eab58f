"""Out to readers, at once or at a moment to come, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from wire import rules
from wire.actions.errors import DeskError
from wire.actions.find_furniture import furniture_in
from wire.actions.hold import hold
from wire.actions.schedule import forget_moment, in_words, is_scheduled, set_moment, was_live
from wire.actions.write import give_address, record_revision
from wire.models import Article
from wire.vocabulary import DeskStatus


def refusals(article: Article, at: datetime) -> list[str]:
    """Why `article` may not be published at `at`, to go live then or at its `publish_at`: the rules, then what was
    written for desks and not for readers."""
    reasons = rules.publishing_refusals(article, at, article.publish_at)
    return reasons + [left.sentence for left in furniture_in(article)]


def publish(
    article: Article, *, by: Any = None, at: datetime, why: str = "Published", publish_at: datetime | None = None
) -> Article:
    """Show `article` to readers from `at` on, or from `publish_at` on: what is given here, else what is stored.

    Nothing has to run at that moment: a rule lets the story out. Raises DeskError with every reason why it may not go.
    """
    try:
        return _publish(article, by=by, at=at, why=why, publish_at=publish_at)
    except IntegrityError:  # another story took the address at the same moment: this one gets the next number
        return _publish(article, by=by, at=at, why=why, publish_at=publish_at)


def _publish(article: Article, *, by: Any, at: datetime, why: str, publish_at: datetime | None) -> Article:
    with transaction.atomic():
        locked = _locked(article)
        if locked.is_published:
            return locked
        if locked.desk_status == DeskStatus.KILLED:
            raise DeskError(f"“{locked}” was killed and cannot be published again. Write a new story.")
        is_first = not was_live(locked, at)
        locked.publish_at = publish_at or locked.publish_at
        reasons = refusals(locked, at)
        if reasons:
            raise DeskError(f"“{locked}” cannot be published. {' '.join(reasons)}")
        locked.desk_status = DeskStatus.PUBLISHED
        set_moment(locked, at, is_first=is_first)
        locked.saved_at = at
        give_address(locked)
        locked.save()
        coming = is_scheduled(locked, at)
        record_revision(locked, why=f"Scheduled for {in_words(locked.publish_at)}" if coming else why, by=by, at=at)
    return locked


def unpublish(article: Article, *, by: Any = None, at: datetime, why: str = "Unpublished") -> Article:
    """Take `article` off every page; it becomes a draft again and keeps its address for later.

    A story that was only scheduled is a draft as if it had never been published.
    """
    with transaction.atomic():
        locked = _locked(article)
        if not locked.is_published:
            raise DeskError(f"“{locked}” is not published.")
        locked.desk_status = DeskStatus.DRAFT
        forget_moment(locked, at)
        locked.saved_at = at
        locked.save()
        record_revision(locked, why=why, by=by, at=at)
    return locked


def _locked(article: Article) -> Article:
    """The article as it is stored now, held until the transaction ends."""
    hold(article)
    return Article.objects.select_related("section", "source").get(pk=article.pk)
