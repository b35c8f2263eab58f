"""Two states of a body beside each other, for a person to read: which paragraphs changed, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wire.merging.align import align, moves
from wire.merging.blocks import blocks_of
from wire.merging.hunks import Hunk, hunks

_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Run:
    """Words that are the "same" in both, "cut" or "added"."""

    text: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One paragraph: the "same", "changed", "added", "cut" or "moved", and its number on either side, from 1.

    The runs without "added" are its text before, those without "cut" its text after.
    """

    kind: str
    before: int | None
    after: int | None
    runs: tuple[Run, ...]


def difference(before: str, after: str) -> list[Row]:
    """What became of each paragraph, in the order of `after`; what was cut stands where it stood."""
    was, is_ = blocks_of(before), blocks_of(after)
    aligned = align(was, is_)
    came_from = {j: i for i, j in moves(was, is_, aligned)}
    gone = set(came_from.values())
    rows = []
    for i, j in aligned:
        if j is None:
            if i is not None and i not in gone:
                rows.append(Row("cut", i + 1, None, _runs(was[i].text, "")))
        elif i is not None:
            kind = "same" if was[i].html == is_[j].html else "changed"
            rows.append(Row(kind, i + 1, j + 1, _runs(was[i].text, is_[j].text)))
        elif j in came_from:
            i = came_from[j]
            rows.append(Row("moved", i + 1, j + 1, _runs(was[i].text, is_[j].text)))
        else:
            rows.append(Row("added", None, j + 1, _runs("", is_[j].text)))
    return rows


def _runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of both in one line."""
    if before == after:
        return (Run(after, "same"),) if after else ()
    mine, yours = _WORD.findall(before), _WORD.findall(after)
    runs = []
    i = 0
    for start, end, first, last in [*_readable(hunks(mine, yours)), Hunk(len(mine), len(mine), len(yours), len(yours))]:
        words = (("same", mine[i:start]), ("cut", mine[start:end]), ("added", yours[first:last]))
        runs += [Run("".join(each), kind) for kind, each in words if each]
        i = end
    return tuple(runs)


def _readable(found: Sequence[Hunk]) -> Iterator[Hunk]:
    """Changes with a single word between them are read as one."""
    open_: Hunk | None = None
    for hunk in found:
        if open_ and hunk.start - open_.end <= 1:
            open_ = Hunk(open_.start, hunk.end, open_.first, hunk.last)
            continue
        if open_:
            yield open_
        open_ = hunk
    if open_:
        yield open_
