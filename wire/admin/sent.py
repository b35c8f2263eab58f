"""What a browser sent, whoever wrote it: read as a number or as words, or as nothing."""

from __future__ import annotations

from wire.markup import printable

_DIGITS = 18  # of the longest number that a database compares with its own


def number(sent: str | None) -> int | None:
    """A key, or a revision's number; None for anything else."""
    return int(sent) if sent and len(sent) <= _DIGITS and sent.isdecimal() else None


def words(sent: str | None) -> str:
    """Text without the signs that no text has, and that PostgreSQL refuses to store."""
    return printable(sent or "")
