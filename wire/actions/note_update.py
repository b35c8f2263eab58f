"""A later version of a story that we have an article of → an update that waits for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wire.actions.update import note_update
from wire.models import Article, WireVersion


def note_updates(new: Sequence[WireVersion], *, at: datetime) -> None:
    """Note for each article what its story's newest version would change. Call it in the import's transaction."""
    later = [version.story_id for version in new if version.story.version_total > 1]
    if not later:
        return
    picked_up = Article.objects.filter(wire_story__in=later).order_by("pk")
    for article in picked_up.select_related("source", "wire_version", "wire_story__current"):
        note_update(article, at=at)
