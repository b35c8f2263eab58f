"""Take out of a story what its sender wrote for desks, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire import furniture
from wire.actions.errors import DeskError
from wire.actions.find_furniture import Left, furniture_in
from wire.actions.hold import hold_wire_story
from wire.actions.write import record_revision, save_article
from wire.models import Article, Placement, Teaser

_AT_MOST = 500  # pieces taken out in one go


def strike_furniture(
    article: Article, *, line: str | None = None, field: str = "", by: Any = None, at: datetime
) -> list[Left]:
    """Take the furniture of `line` out of `article`, in `field` or wherever it stands first; without `line`, all that
    a click takes out. What has a field of its own moves there. Returns what went.

    Raises DeskError when nothing of it is there, when the desk has to decide on it, or when a headline would be empty.
    """
    gone: list[Left] = []
    with transaction.atomic():
        hold_wire_story(article)
        locked = (
            Article.objects.select_for_update(of=("self",), no_key=True)
            .select_related("source", "section")
            .get(pk=article.pk)
        )
        while len(gone) < _AT_MOST and (left := _next(locked, line, field)):
            _take_out(left, locked)
            gone.append(left)
            if line is not None:
                break
        if not gone:
            raise DeskError(_why_nothing(locked, line, field))
        save_article(locked, by=by, at=at)
        told = ", ".join(f"“{left.hit.line}”" for left in gone)
        record_revision(locked, why=f"Took out wire furniture: {told}", by=by, at=at)
    return gone


def _next(article: Article, line: str | None, field: str) -> Left | None:
    """The next piece to go: whole lines before their parts, by which they may be known; so a written rule is last."""
    found = [left for left in _meant(article, line, field) if left.can_go]
    return min(found, key=lambda left: (left.is_rule, len(left.pieces)), default=None)


def _meant(article: Article, line: str | None, field: str) -> list[Left]:
    found = furniture_in(article)
    return [left for left in found if line is None or left.hit.line == line and field in ("", left.field)]


def _take_out(left: Left, article: Article) -> None:
    struck = left.struck
    if isinstance(left.holder, Teaser) and not struck and left.field == "headline" and not left.holder.linked_article:
        raise DeskError(f"Nothing but “{left.hit.line}” is the headline of a related story. Write it anew.")
    if left.holder == article and not struck and left.field in ("headline", "body") and article.is_published:
        raise DeskError(f"Nothing but “{left.hit.line}” stands there, and the story is published. Write it anew.")
    home = furniture.field_for(left.hit)
    holder = article if isinstance(left.holder, Article) else left.holder
    setattr(holder, left.field, struck)
    if home and left.field != home and isinstance(holder, Article):
        here = getattr(article, home)
        if left.taken not in here:
            setattr(article, home, "\n".join(filter(None, [here, left.taken])))
    if isinstance(holder, Placement | Teaser):
        holder.save(update_fields=[left.field])


def _why_nothing(article: Article, line: str | None, field: str) -> str:
    found = _meant(article, line, field)
    if line is None and not found:
        return f"No wire furniture is left in “{article}”."
    if not found:
        return f"“{line}” no longer stands in “{article}” as it is saved."
    return f"This is for you to decide, not for a click. {' '.join(left.sentence for left in found)}"
