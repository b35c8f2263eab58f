"""Withdraw a story for good, and tell readers why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.errors import DeskError
from wire.actions.write import record_revision
from wire.models import Article
from wire.vocabulary import DeskStatus


def kill(article: Article, *, notice: str, by: Any = None, at: datetime) -> Article:
    """Take `article` away at once; its address answers 410 with `notice`. The text is kept for the desk."""
    if not notice.strip():
        raise DeskError("Say why the story is withdrawn: readers will see that sentence in its place.")
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.desk_status == DeskStatus.KILLED:
            raise DeskError(f"“{locked}” was killed already.")
        locked.desk_status = DeskStatus.KILLED
        locked.kill_notice = notice.strip()
        locked.killed_at = locked.saved_at = at
        locked.save()
        record_revision(locked, why=f"Killed: {locked.kill_notice}", by=by, at=at)
    return locked
