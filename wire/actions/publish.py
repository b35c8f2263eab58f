"""Out to readers, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from wire import furniture, rules
from wire.actions.errors import DeskError
from wire.actions.write import give_address, record_revision
from wire.markup import paragraphs_html
from wire.models import Article
from wire.vocabulary import DeskStatus


def refusals(article: Article, at: datetime) -> list[str]:
    """Why `article` may not be published at `at`: the rules, then what was written for desks and not for readers."""
    left = furniture.hits("\n".join([paragraphs_html([article.headline, article.summary]), article.body]))
    return rules.publishing_refusals(article, at) + [f"“{hit.line}” is wire furniture. {hit.says}" for hit in left]


def publish(article: Article, *, by: Any = None, at: datetime, why: str = "Published") -> Article:
    """Show `article` to readers from `at` on. Raises DeskError with every reason why it may not go out."""
    try:
        return _publish(article, by=by, at=at, why=why)
    except IntegrityError:  # another story took the address at the same moment: this one gets the next number
        return _publish(article, by=by, at=at, why=why)


def _publish(article: Article, *, by: Any, at: datetime, why: str) -> Article:
    with transaction.atomic():
        locked = _locked(article)
        if locked.is_published:
            return locked
        if locked.desk_status == DeskStatus.KILLED:
            raise DeskError(f"“{locked}” was killed and cannot be published again. Write a new story.")
        reasons = refusals(locked, at)
        if reasons:
            raise DeskError(f"“{locked}” cannot be published. {' '.join(reasons)}")
        locked.desk_status = DeskStatus.PUBLISHED
        locked.first_published_at = locked.first_published_at or at
        locked.saved_at = at
        give_address(locked)
        locked.save()
        record_revision(locked, why=why, by=by, at=at)
    return locked


def unpublish(article: Article, *, by: Any = None, at: datetime, why: str = "Unpublished") -> Article:
    """Take `article` off every page; it becomes a draft again and keeps its address for later."""
    with transaction.atomic():
        locked = _locked(article)
        if not locked.is_published:
            raise DeskError(f"“{locked}” is not published.")
        locked.desk_status = DeskStatus.DRAFT
        locked.saved_at = at
        locked.save()
        record_revision(locked, why=why, by=by, at=at)
    return locked


def _locked(article: Article) -> Article:
    """The article as it is stored now, held until the transaction ends."""
    Article.objects.select_for_update().get(pk=article.pk)
    return Article.objects.select_related("section", "source").get(pk=article.pk)
