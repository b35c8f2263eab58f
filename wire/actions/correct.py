"""Own up to readers: a dated note on a live story."""

from __future__ import annotations

from datetime import datetime

from wire.models import Article, Correction, WireVersion


def draft_correction(article: Article, version: WireVersion, *, at: datetime) -> Correction | None:
    """Draft the note for what `version` corrects; None when it corrects nothing. The same version drafts once."""
