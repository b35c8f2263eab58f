"""A later version of a story that we have an article of → an update that waits for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wire.models import WireVersion


def note_updates(new: Sequence[WireVersion], *, at: datetime) -> None:
    """Note for each article what its story's newest version would change. Call it in the import's transaction."""
