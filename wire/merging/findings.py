"""What is found when two states of a paragraph are compared, and what the rest of the story says to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from wire.merging.facts import Kind, Text, Token


class How(StrEnum):
    """Whether what readers are told has become another thing, or more, or less."""

    CHANGED = "changed"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True)
class FactChange:
    """`before` and `after` as written, with the noun of a number; `lost` and `gained` say which facts they are."""

    kind: Kind
    how: How
    before: str = ""
    after: str = ""
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    swapped: bool = False
    who: str = ""  # of a quote

    @property
    def same(self) -> tuple[object, ...]:
        """Equal for one change told in two places."""
        return (self.kind, self.how, self.before, self.after, self.swapped, self.who)


@dataclass(frozen=True)
class Elsewhere:
    """What the rest of the story says: names, and of the paragraphs that changed the facts and the sentences."""

    names_before: Collection[str] = frozenset()
    names_after: Collection[str] = frozenset()
    facts_before: Counter[str] = field(default_factory=Counter)
    facts_after: Counter[str] = field(default_factory=Counter)
    sentences_before: Collection[tuple[str, ...]] = frozenset()
    sentences_after: Collection[tuple[str, ...]] = frozenset()


def sentences_of(text: Text) -> list[tuple[str, ...]]:
    """What each sentence says."""
    kept: dict[int, list[str]] = {}
    for token in text.tokens:
        kept.setdefault(token.sentence, []).append(token.key)
    return [tuple(keys) for keys in kept.values()]


def facts_of(tokens: Iterable[Token]) -> Counter[str]:
    """How often each number, name and day is said."""
    return Counter(token.key for token in tokens if token.kind in (Kind.NUMBER, Kind.NAME, Kind.DATE))
