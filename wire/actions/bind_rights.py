"""What senders forbid, read from their words, bound to the stories and photos that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wire.models import WireVersion


def bind_rights(new: Sequence[WireVersion], *, at: datetime) -> None:
    """Bind what the `new` versions say of rights. Call it in the import's transaction."""
