"""Where two sequences differ, at a cost that stays bounded whatever is compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_EXACT_UP_TO = 40_000  # pairs; beyond, repeated things are matched with the next of their kind
_LOOKED_AHEAD = 60


class Hunk(NamedTuple):
    """`before[start:end]` has become `after[first:last]`; one of the two may be empty."""

    start: int
    end: int
    first: int
    last: int


def hunks(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Hunk]:
    """The differences in order. No two of them touch."""
    found = []
    start = first = 0
    for i, j in [*matches(before, after), (len(before), len(after))]:
        if i > start or j > first:
            found.append(Hunk(start, i, first, j))
        start, first = i + 1, j + 1
    return found


def matches(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of places that hold the same, both rising: first what is single on both sides, then what lies between."""
    found = []
    open_ = [(0, len(before), 0, len(after))]
    while open_:
        start, end, first, last = open_.pop()
        while start < end and first < last and before[start] == after[first]:
            found.append((start, first))
            start, first = start + 1, first + 1
        while start < end and first < last and before[end - 1] == after[last - 1]:
            end, last = end - 1, last - 1
            found.append((end, last))
        if start == end or first == last:
            continue
        anchors = _single(before[start:end], after[first:last])
        if anchors:
            edges = [(start - 1, first - 1), *((start + i, first + j) for i, j in anchors), (end, last)]
            found += edges[1:-1]
            open_ += [(i + 1, k, j + 1, m) for (i, j), (k, m) in zip(edges, edges[1:], strict=False)]
        else:
            found += [(start + i, first + j) for i, j in _repeated(before[start:end], after[first:last])]
    return sorted(found)


def _single(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest rising chain of what occurs once on either side."""
    places = _once(after)
    return rising([(i, places[each]) for each, i in _once(before).items() if each in places])


def _once(things: Sequence[Hashable]) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    twice = set()
    for i, each in enumerate(things):
        if each in places:
            twice.add(each)
        places[each] = i
    return {each: i for each, i in places.items() if each not in twice}


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs whose second places rise, given pairs whose first places do."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [n]
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _repeated(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    if len(before) * len(after) <= _EXACT_UP_TO:
        for i, j, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            yield from ((i + n, j + n) for n in range(size))
        return
    j = 0
    for i, each in enumerate(before):
        ahead = next((k for k in range(j, min(j + _LOOKED_AHEAD, len(after))) if after[k] == each), None)
        if ahead is not None:
            yield i, ahead
            j = ahead + 1
