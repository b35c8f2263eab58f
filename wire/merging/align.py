"""Which block of one text is which of another: by what they say, in order; then what moved, was split or joined."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from wire.merging.blocks import LISTS, Block
from wire.merging.hunks import hunks, matches

ALIKE = 0.45  # from here on two blocks are states of one; below, one went and another came
MOVED = 0.6  # out of order, more likeness is asked for
_WORDS_THAT_TELL = 4  # shorter blocks may say the same by chance
_PART = 0.7  # likeness of a block and a part of it,
_A_PART = 4  # if the part has so many words, and so great a share of them stands in the whole
_IN_PART = 0.7
_SHAPED = {"ul", "ol", "table", "tr", "hr", "pre", "line"}
_EVERY_PAIR_UP_TO = 400
_CANDIDATES = 4
_COMMON = 12  # a word in more blocks than this tells nothing


def likeness(one: Block, other: Block) -> float:
    """How much two blocks say the same, 0 to 1. A part of a block is like the whole, not quite as much."""
    if one.folded == other.folded:
        return 1.0
    if one.tag != other.tag and not {one.tag, other.tag}.isdisjoint(_SHAPED) and not {one.tag, other.tag} <= LISTS:
        return 0.0
    alike = in_common(one.words, other.words)
    if one.tag == "tr" and one.children[:1] and other.children[:1] and len(one.children) == len(other.children):
        return 0.5 * alike + 0.5 * (one.children[0].folded == other.children[0].folded)
    smaller, larger = sorted((one.words, other.words), key=Counter.total)
    if alike < _PART and smaller.total() >= _A_PART and _weight(smaller & larger) > _IN_PART * _weight(smaller):
        return _PART
    return alike


def in_common(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    shared = _weight(one & other)
    return 2 * shared / (_weight(one) + _weight(other)) if shared else 0.0


def _weight(words: Counter[str]) -> float:
    """Short words stand in every sentence; figures do not."""
    return sum(count if len(word) > 3 or word[0].isdigit() else count / 4 for word, count in words.items())


def align(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int | None, int | None]]:
    """Pairs of places in order, each place once. None: it has no partner, it went or came."""
    aligned: list[tuple[int | None, int | None]] = []
    i = j = 0
    for k, m in [*_linked(before, after), (len(before), len(after))]:
        aligned += [(n, None) for n in range(i, k)]
        aligned += [(None, n) for n in range(j, m)]
        if k < len(before):
            aligned.append((k, m))
        i, j = k + 1, m + 1
    return aligned


def moves(
    before: Sequence[Block], after: Sequence[Block], aligned: Sequence[tuple[int | None, int | None]]
) -> list[tuple[int, int]]:
    """Of the places without a partner, those that have one out of order: blocks that moved."""
    left = [i for i, j in aligned if j is None and i is not None]
    came = [j for i, j in aligned if i is None and j is not None]
    likely = _likely([before[i] for i in left], [after[j] for j in came], MOVED)
    found: dict[int, int] = {}
    taken = set()
    for _, i, j in sorted(likely, key=lambda each: (-each[0], each[1], each[2])):
        block = before[left[i]]
        if i not in found and j not in taken and block.words.total() >= _WORDS_THAT_TELL:
            found[i] = j
            taken.add(j)
    return sorted((left[i], came[j]) for i, j in found.items())


def _linked(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int]]:
    """Pairs in order: what is the same, and in the gaps what is most alike."""
    one, other = [block.folded for block in before], [block.folded for block in after]
    found = matches(one, other)
    for start, end, first, last in hunks(one, other):
        chain = _heaviest(_likely(before[start:end], after[first:last], ALIKE))
        edges = [(start - 1, first - 1), *((start + i, first + j) for i, j in chain), (end, last)]
        found += edges[1:-1]
        for (i, j), (k, m) in pairwise(edges):
            if k - i == m - j == 2 and _is_rewritten(before[i + 1], after[j + 1]):
                found.append((i + 1, j + 1))
    return sorted(found)


def _is_rewritten(before: Block, after: Block) -> bool:
    """Whether a single block, where a single block was between neighbours that stayed, has anything left of it."""
    return before.tag == after.tag and likeness(before, after) > ALIKE / 2


def _likely(before: Sequence[Block], after: Sequence[Block], least: float) -> list[tuple[float, int, int]]:
    """(likeness, place, place) of pairs that are alike at least so much; of many, those that share rare words."""
    if len(before) * len(after) <= _EVERY_PAIR_UP_TO:
        pairs = [(i, j) for i in range(len(before)) for j in range(len(after))]
    else:
        pairs = _sharing_rare_words(before, after)
    weighed = ((likeness(before[i], after[j]), i, j) for i, j in pairs)
    return [each for each in weighed if each[0] >= least]


def _sharing_rare_words(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[int, int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(before):
        for word in block.words:
            where[word].append(i)
    pairs = []
    for j, block in enumerate(after):
        shared: Counter[int] = Counter()
        for word in block.words:
            if len(where.get(word, ())) <= _COMMON:
                shared.update(where.get(word, ()))
        pairs += [(i, j) for i, _ in shared.most_common(_CANDIDATES)]
    return sorted(pairs)


def _heaviest(likely: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The rising chain of pairs with the most likeness in all."""
    best: list[tuple[int, float, int]] = [(-1, 0.0, -1)]  # (last place, weight, which), both rising
    chained: list[int] = []
    pairs = sorted(likely, key=lambda each: (each[1], -each[2]))
    for n, (alike, _, j) in enumerate(pairs):
        at = bisect_right(best, (j - 1, float("inf"), 0)) - 1
        weight = best[at][1] + alike
        chained.append(best[at][2])
        if (there := bisect_right(best, (j, float("inf"), 0)) - 1) >= 0 and best[there][1] >= weight:
            continue
        last = there + 1
        while last < len(best) and best[last][1] <= weight:
            last += 1
        best[there + (best[there][0] != j) : last] = [(j, weight, n)]
    n, chain = best[-1][2], []
    while n >= 0:
        chain.append((pairs[n][1], pairs[n][2]))
        n = chained[n]
    return chain[::-1]
