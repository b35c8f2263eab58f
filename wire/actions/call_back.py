"""A sender's kill, withhold or elimination: what readers see goes at once; what is not certain raises an alarm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wire.models import WireVersion


def heed_call_backs(new: Sequence[WireVersion], *, at: datetime) -> None:
    """Act on those of the `new` versions that call something back. Call it in the import's transaction."""
