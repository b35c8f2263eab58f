"""An article put back to what a revision says of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wire.actions.hold import hold
from wire.actions.put_state import MOMENTS, put_state
from wire.actions.update import note_update
from wire.models import Article, ArticleRevision


def restore(article: Article, revision: ArticleRevision, *, by: Any = None, at: datetime) -> Article:
    """Put `article` back to what `revision` says of it. The state it leaves is a revision too: nothing is lost.

    What its text was taken from comes back with it: versions that were merged since wait as an update again.
    When readers see it stays as it is: an earlier text must not go live sooner than the desk has set since.
    """
    state = {name: value for name, value in revision.state.items() if name not in MOMENTS}
    with transaction.atomic():
        locked = hold(article)
        before = revision.state.get("wire_version_id")
        if before != locked.wire_version_id and locked.wire_story_id:
            known = locked.wire_story.versions.filter(pk=before or 0)
            Article.objects.filter(pk=locked.pk, wire_story=locked.wire_story_id).update(
                wire_version=known.first() or locked.wire_version
            )
        done = put_state(locked, state, why=f"Restored revision {revision.number}", by=by, at=at)
        note_update(done, by_itself=False, at=at)
    return done
