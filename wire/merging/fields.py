"""Headline, summary, byline, pictures: each merged by itself. Where both sides wrote, ours stands; theirs is shown."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wire.merging.typography import folded

Id = TypeVar("Id", bound=Hashable)


@dataclass(frozen=True)
class FieldMerge:
    """A field's value after the merge. `outcome`: "same" as we have it, "theirs" taken over, "ours" kept since only
    we wrote, "both" wrote different things: then the value is ours, until the desk says otherwise."""

    value: str
    outcome: str
    base: str
    theirs: str
    ours: str


def merge_field(base: str, theirs: str, ours: str) -> FieldMerge:
    """Merge a field of plain text. A change of typography alone is no change, but is not undone either."""
    was, wire, desk = folded(base), folded(theirs), folded(ours)
    if ours in (base, theirs):
        outcome = "same" if ours == theirs else "theirs"
    elif wire == was:
        outcome = "same" if desk == was else "ours"
    elif desk == was:
        outcome = "theirs"
    else:
        outcome = "same" if desk == wire else "both"
    return FieldMerge(theirs if outcome == "theirs" else ours, outcome, base, theirs, ours)


def merge_list(base: Sequence[Id], theirs: Sequence[Id], ours: Sequence[Id]) -> list[Id]:
    """Merge an ordered list of names, as of pictures.

    What we added, left out or arranged stays so. What the wire added since comes in behind the one that it follows
    there, after what we added there. What the wire withdrew leaves, unless we had added it ourselves. The wire's
    order is taken over only if we left the order alone.
    """
    withdrawn = set(base) - set(theirs)
    merged = [each for each in dict.fromkeys(ours) if each not in withdrawn]
    if _arranged_alike(base, ours):
        merged = _arranged(merged, [each for each in theirs if each in set(base)])
    left_out, ours_alone = set(base) - set(ours), set(ours) - set(base) - set(theirs)
    before: Id | None = None
    for each in dict.fromkeys(theirs):
        if each not in merged and each not in left_out:
            at = merged.index(before) + 1 if before in merged else 0
            while at < len(merged) and merged[at] in ours_alone:
                at += 1
            merged.insert(at, each)
        if each in merged:
            before = each
    return merged


def _arranged_alike(one: Sequence[Id], other: Sequence[Id]) -> bool:
    shared = set(one) & set(other)
    return [each for each in one if each in shared] == [each for each in other if each in shared]


def _arranged(names: Sequence[Id], pattern: Sequence[Id]) -> list[Id]:
    """The names with those that are in the pattern in its order, in the places that such names had."""
    inside = set(names)
    ordered = iter([each for each in dict.fromkeys(pattern) if each in inside])
    among = set(pattern)
    return [next(ordered) if each in among else each for each in names]
