"""Which blocks of the three texts are states of one another, and in what order the merged text has them.

A strand is what became of one base block on either side, or of several where one side split or joined them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wire.merging.align import align, likeness, moves
from wire.merging.blocks import Block
from wire.merging.hunks import matches

_SAME_ADDITION = 0.6
_COMPLETES = 0.5  # of a half's words are those that the other half lacks
_WORDS_THAT_TELL = 3


@dataclass
class Strand:
    """Places of blocks in the three texts, rising."""

    base: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    ours: tuple[int, ...] = ()
    moved_by: frozenset[str] = frozenset()


class _Kinship:
    """What one side's blocks are to the base's."""

    def __init__(self, base: Sequence[Block], state: Sequence[Block]) -> None:
        aligned = align(base, state)
        moved = moves(base, state, aligned)
        links = [(i, j) for i, j in aligned if i is not None and j is not None] + moved
        self.links = links + _halves(base, state, links) + _shifted(base, state, links)
        self.moved = {i for i, _ in moved}
        self.known = {j: i for i, j in self.links}
        self.left = {i for i, _ in self.links}
        self.added = [j for j in range(len(state)) if j not in self.known]

    def follows(self, j: int) -> int:
        """The base block that a block follows; -1 at the top."""
        return next((self.known[n] for n in range(j - 1, -1, -1) if n in self.known), -1)


def strands(base: Sequence[Block], theirs: Sequence[Block], ours: Sequence[Block]) -> list[Strand]:
    """All strands in the order of the merged text: ours, with what the wire moved and added in its place."""
    wire, desk = _Kinship(base, theirs), _Kinship(base, ours)
    together = _Sets(len(base), len(theirs), len(ours))
    for i, j in wire.links:
        together.join(("base", i), ("theirs", j))
    for i, j in desk.links:
        together.join(("base", i), ("ours", j))
    for k, j in _written_by_both(theirs, ours, wire, desk):
        together.join(("theirs", k), ("ours", j))
    return _in_order(together.strands({"theirs": wire.moved, "ours": desk.moved}))


def _halves(base: Sequence[Block], state: Sequence[Block], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Blocks without a partner that are a part of a neighbour's partner: it was split there, or joined."""
    split = _parts(state, base, {j: i for i, j in links})
    joined = _parts(base, state, dict(links))
    return [(i, j) for j, i in split] + joined


def _shifted(base: Sequence[Block], state: Sequence[Block], links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours between which words went over: their border was shifted."""
    found = []
    for (i, j), (k, m) in pairwise(sorted(links)):
        four = base[i], state[j], base[k], state[m]
        if (k, m) == (i + 1, j + 1) and four[0] != four[1] and four[2] != four[3] and all(b.is_flowing for b in four):
            before, after, below, under = (block.words for block in four)
            if _completes(before - after, under - below):
                found.append((i, m))
            elif _completes(below - under, after - before):
                found.append((k, j))
    return found


def _parts(parts: Sequence[Block], wholes: Sequence[Block], partner: dict[int, int]) -> list[tuple[int, int]]:
    """(part, whole) where a block near a partner of the whole completes it; what was put between them is with them."""
    found: dict[int, int] = {}
    for places in (range(len(parts)), range(len(parts) - 1, -1, -1)):
        whole: int | None = None
        missing: Counter[str] = Counter()
        between: list[int] = []
        for n in places:
            block = parts[n]
            if n in partner:
                whole = partner[n] if block.is_flowing and wholes[partner[n]].is_flowing else None
                between, missing = [], Counter()
            elif whole is not None and n not in found:
                if not missing:
                    missing.update(wholes[whole].words)
                    missing.subtract(parts[n - places.step].words)
                if not block.is_flowing:
                    whole = None
                elif _completes(block.words, missing):
                    found |= dict.fromkeys([*between, n], whole)
                    missing.subtract(block.words)
                    between = []
                else:
                    between.append(n)
    return sorted(found.items())


def _completes(words: Counter[str], missing: Counter[str]) -> bool:
    told = sum(min(count, max(missing[word], 0)) for word, count in words.items())
    return words.total() >= _WORDS_THAT_TELL and told >= _COMPLETES * words.total()


def _written_by_both(
    theirs: Sequence[Block], ours: Sequence[Block], wire: _Kinship, desk: _Kinship
) -> list[tuple[int, int]]:
    """(place in theirs, place in ours) of what both added, and of what is the same but known to one side alone."""
    pairs = []
    for one, other in align([theirs[k] for k in wire.added], [ours[j] for j in desk.added]):
        if one is not None and other is not None:
            k, j = wire.added[one], desk.added[other]
            told = theirs[k].words.total() > _WORDS_THAT_TELL or wire.follows(k) == desk.follows(j)
            if told and likeness(theirs[k], ours[j]) >= _SAME_ADDITION:
                pairs.append((k, j))
    for k, j in matches([block.folded for block in theirs], [block.folded for block in ours]):
        if theirs[k].words.total() > _WORDS_THAT_TELL:
            only_wire = k in wire.known and j not in desk.known and wire.known[k] not in desk.left
            only_desk = j in desk.known and k not in wire.known and desk.known[j] not in wire.left
            pairs += [(k, j)] if only_wire or only_desk else []
    return pairs


class _Sets:
    """Places in the three texts, joined into strands."""

    def __init__(self, base: int, theirs: int, ours: int) -> None:
        sizes = {"base": base, "theirs": theirs, "ours": ours}
        self.head = {(text, i): (text, i) for text, size in sizes.items() for i in range(size)}

    def find(self, place: tuple[str, int]) -> tuple[str, int]:
        while self.head[place] != place:
            self.head[place] = place = self.head[self.head[place]]
        return place

    def join(self, one: tuple[str, int], other: tuple[str, int]) -> None:
        self.head[self.find(other)] = self.find(one)

    def strands(self, moved: dict[str, set[int]]) -> list[Strand]:
        gathered: dict[tuple[str, int], dict[str, list[int]]] = {}
        for text, i in self.head:
            gathered.setdefault(self.find((text, i)), {}).setdefault(text, []).append(i)
        found = []
        for places in gathered.values():
            base, theirs, ours = (tuple(sorted(places.get(text, ()))) for text in ("base", "theirs", "ours"))
            movers = frozenset(side for side, blocks in moved.items() if not blocks.isdisjoint(base))
            found.append(Strand(base, theirs, ours, movers))
        return found


def _in_order(found: Sequence[Strand]) -> list[Strand]:
    order = _with_what_we_cut(found)
    wire = sorted((each for each in found if each.theirs), key=lambda each: each.theirs)
    for n, strand in enumerate(wire):
        is_new = not strand.base and not strand.ours
        is_moved = "theirs" in strand.moved_by and "ours" not in strand.moved_by
        if is_moved:
            order.pop(_place(order, strand))
        if is_new or is_moved:
            follows = (each for each in wire[n + 1 :] if each.base and "theirs" not in each.moved_by)
            order.insert(_gap(order, wire[n - 1] if n else None, next(follows, None)), strand)
    return order


def _gap(order: Sequence[Strand], before: Strand | None, after: Strand | None) -> int:
    """The place between two strands. If we moved the first away, before the second."""
    if before and "ours" in before.moved_by and not (after and "ours" in after.moved_by):
        return _place(order, after) if after else len(order)
    return _behind(order, before)


def _with_what_we_cut(found: Sequence[Strand]) -> list[Strand]:
    """Our order; where we cut a block, its strand keeps the place that the base gave it."""
    order = sorted((each for each in found if each.ours), key=lambda each: each.ours)
    before: Strand | None = None
    for strand in sorted((each for each in found if each.base), key=lambda each: each.base):
        if not strand.ours:
            order.insert(_behind(order, before), strand)
        if strand.ours and "ours" in strand.moved_by:
            continue
        before = strand
    return order


def _behind(order: Sequence[Strand], strand: Strand | None) -> int:
    """The place behind a strand, or at the top, and behind what we added there."""
    at = _place(order, strand) + 1 if strand else 0
    while at < len(order) and not order[at].base and not order[at].theirs:
        at += 1
    return at


def _place(order: Sequence[Strand], strand: Strand) -> int:
    return next(n for n, each in enumerate(order) if each is strand)
