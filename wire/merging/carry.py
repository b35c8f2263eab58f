"""A text was changed: each of its words keeps its one origin, wherever it now stands, or is its writer's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby
from typing import Any

from wire.merging.align import align, moves
from wire.merging.blocks import Block, blocks_of
from wire.merging.hunks import matches
from wire.merging.origins import Origin, Origins, packed, runs_of, word_by_word
from wire.merging.typography import folded

WORDS_THAT_TELL = 3  # on end; fewer may be the same by chance
PHRASE = 7  # from here on a piece of a sentence tells, wherever it stands
_NEAR = 12  # words after a run, where it may go on
_RARE = 2  # a word that occurs no more often is not there by chance
_PLACES_AT_MOST = 20  # of one phrase that are looked at
_EDGES = "\"'.,:;!?()[]-"
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\Z")

Pair = tuple[int, int]
Given = list[list[Origin | None]]


def whole(body: str, origin: Origin) -> dict[str, Any]:
    """The origins of a text whose words are all of one origin."""
    return packed([[origin] * len(block.text.split()) for block in blocks_of(body)])


def fits(body: str, origins: Origins) -> bool:
    """Whether `origins` are this text's, word for word."""
    counted = [sum(run.words for run in runs) for runs in runs_of(origins)]
    return counted == [len(block.text.split()) for block in blocks_of(body)]


def carry(
    before_body: str,
    before_origins: Origins,
    after_body: str,
    *,
    otherwise: Origin,
    also: Sequence[tuple[str, Origins]] = (),
) -> dict[str, Any]:
    """The origins of `after_body`: each word has that of the same word in the text before, through edits, splits, joins
    and moves; else of one of the texts in `also`, the first that has it; else `otherwise`, its writer's.

    Inside a paragraph that stayed, single words are kept; from elsewhere come only whole sentences, whole short blocks
    and phrases, since "on Tuesday in the" stands everywhere. A text whose origins do not fit it is not asked.
    """
    after = _Text(after_body)
    given: Given = [[None] * len(words) for words in after.words]
    for body, origins in ((before_body, before_origins), *also):
        if body and origins and fits(body, origins):
            _Giver(_Text(body), origins, after, given).give()
    return packed([[origin or otherwise for origin in block] for block in given])


class _Text:
    """A text as its blocks, and their words as they are compared."""

    def __init__(self, body: str) -> None:
        self.blocks: tuple[Block, ...] = blocks_of(body)
        self.printed = [block.text.split() for block in self.blocks]
        self.words = [[_key(word) for word in words] for words in self.printed]

    @cached_property
    def flat(self) -> list[str]:
        return list(chain.from_iterable(self.words))

    @cached_property
    def often(self) -> Counter[str]:
        return Counter(self.flat)

    @cached_property
    def phrases(self) -> dict[tuple[str, str, str], list[int]]:
        """Where in `flat` each three words on end stand."""
        places: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for at, three in enumerate(zip(self.flat, self.flat[1:], self.flat[2:], strict=False)):
            if len(places[three]) < _PLACES_AT_MOST:
                places[three].append(at)
        return places


def _key(word: str) -> str:
    """A word as it is compared: a capital, a comma, the shape of a quotation mark make no other word of it."""
    plain = folded(word).casefold()
    return plain.strip(_EDGES) or plain


class _Giver:
    """Gives the origins of one text to the words of another that have none yet."""

    def __init__(self, text: _Text, origins: Origins, after: _Text, given: Given) -> None:
        self.text, self.after, self.given = text, after, given
        self.origins = [list(word_by_word(runs)) for runs in runs_of(origins)]
        self.left = [[True] * len(words) for words in text.words]  # words not yet found again
        self.partner: dict[int, int] = {}  # block of `after` → block of `text`
        self.came_from: list[Counter[int]] = [Counter() for _ in given]  # of each block of `after`, how many words

    def give(self) -> None:
        self._in_their_blocks()
        for j in range(len(self.given)):
            if None in self.given[j]:
                self._split_or_joined(j)
        for j in range(len(self.given)):
            if None in self.given[j]:
                self._from_elsewhere(j)
        for j, sources in enumerate(self.came_from):
            if None in self.given[j] and j not in self.partner:
                self._most_of(j, sources)

    def _take(self, j: int, m: int, i: int, k: int) -> None:
        self.left[i][k] = False
        self.came_from[j][i] += 1
        if self.given[j][m] is None:
            self.given[j][m] = self.origins[i][k]

    # ── the block that stayed, or moved ──────────────────────────────────────
    def _in_their_blocks(self) -> None:
        aligned = align(self.text.blocks, self.after.blocks)
        pairs = [(i, j) for i, j in aligned if i is not None and j is not None]
        stayed = {j: i for i, j in [*pairs, *moves(self.text.blocks, self.after.blocks, aligned)]}
        self.partner = stayed | self._unchanged(stayed)
        for j, i in self.partner.items():
            self._word_by_word(i, j)

    def _word_by_word(self, i: int, j: int) -> None:
        mine, its = self.text.words[i], self.after.words[j]
        for run in self._telling(self._same(mine, its), its):
            for k, m in run:
                self._take(j, m, i, k)

    def _most_of(self, j: int, sources: Counter[int]) -> None:
        """A block that was moved and rewritten, as its phrases show: single words of it are kept too."""
        for i, words in sources.most_common(1):
            if 2 * words >= len(self.given[j]):
                self._word_by_word(i, j)

    def _unchanged(self, stayed: Mapping[int, int]) -> dict[int, int]:
        """Blocks that say what another block said than the one in whose place they stand."""
        places = {tuple(words): i for i, words in enumerate(self.text.words) if len(words) >= WORDS_THAT_TELL}
        same = {j: places[tuple(words)] for j, words in enumerate(self.after.words) if tuple(words) in places}
        return {j: i for j, i in same.items() if j not in stayed or self.text.words[stayed[j]] != self.after.words[j]}

    def _same(self, before: Sequence[str], after: Sequence[str]) -> list[Pair]:
        """Pairs of words that are the same, in order: rare words first, so that no common word stands in their way."""
        rare = [[n for n, word in enumerate(words) if self.text.often[word] <= _RARE] for words in (before, after)]
        anchors = matches([before[k] for k in rare[0]], [after[m] for m in rare[1]])
        edges = [(-1, -1), *((rare[0][k], rare[1][m]) for k, m in anchors), (len(before), len(after))]
        pairs = edges[1:-1]
        for (k, m), (end, last) in zip(edges, edges[1:], strict=False):
            between = matches(before[k + 1 : end], after[m + 1 : last])
            pairs += [(k + 1 + n, m + 1 + o) for n, o in between]
        return sorted(pairs)

    def _telling(self, pairs: Sequence[Pair], words: Sequence[str]) -> Iterator[list[Pair]]:
        """The runs of matched words, without lone common words amid others' words: they are there by chance."""
        runs = _runs(pairs)
        for n, run in enumerate(runs):
            gap_before = run[0][1] - (runs[n - 1][-1][1] + 1 if n else 0)
            gap_after = (runs[n + 1][0][1] if n + 1 < len(runs) else len(words)) - run[-1][1] - 1
            lone = len(run) < WORDS_THAT_TELL and min(gap_before, gap_after) >= WORDS_THAT_TELL * len(run)
            if not lone or any(self.text.often[words[m]] <= _RARE for _, m in run):
                yield run

    # ── a block of which a part went next door ───────────────────────────────
    def _split_or_joined(self, j: int) -> None:
        own = self.partner.get(j)
        beside = [self.partner.get(j - 1), self.partner.get(j + 1)]
        beside += [] if own is None else [own - 1, own + 1]
        for i in dict.fromkeys(each for each in beside if each is not None and 0 <= each < len(self.text.words)):
            places = [m for m, origin in enumerate(self.given[j]) if origin is None]
            there = [k for k, is_left in enumerate(self.left[i]) if is_left]
            if not places or not there:
                continue
            words = [self.after.words[j][m] for m in places]
            pairs = self._same([self.text.words[i][k] for k in there], words)
            if not self._is_part(pairs, len(there), len(words), len(self.given[j])):
                continue
            for run in self._telling(pairs, words):
                for k, m in run:
                    self._take(j, places[m], i, there[k])

    @staticmethod
    def _is_part(pairs: Sequence[Pair], there: int, here: int, block: int) -> bool:
        """Whether these matches show a piece of a block, and no more than words that both happen to have."""
        runs = _runs(pairs)
        if len(runs) == 1 and len(runs[0]) == here == block:
            return True
        on_end = sum(len(run) for run in runs if len(run) >= WORDS_THAT_TELL)
        return on_end >= WORDS_THAT_TELL and 2 * on_end >= min(there, here)

    # ── sentences and phrases from anywhere ──────────────────────────────────
    def _from_elsewhere(self, j: int) -> None:
        if len(self.given[j]) < WORDS_THAT_TELL:
            return self._short_block(j)
        goes_on = (-_NEAR, -_NEAR)  # where the last run ended, in the text and here
        for start, end in self._open(j):
            m = start
            while m <= end - WORDS_THAT_TELL:
                at, size = self._longest(j, m, end)
                is_near = 0 <= at - goes_on[0] < _NEAR and m - goes_on[1] < _NEAR
                if size and (is_near or self._tells(j, m, m + size)):
                    for n in range(size):
                        self._take(j, m + n, *self._place[at + n])
                    goes_on = (at + size, m + size)
                    m += size
                else:
                    m += 1

    def _open(self, j: int) -> list[Pair]:
        """Where words without origin begin and end."""
        stretches = groupby(range(len(self.given[j])), key=lambda m: self.given[j][m] is None)
        return [(places[0], places[-1] + 1) for is_open, group in stretches if is_open and (places := list(group))]

    def _short_block(self, j: int) -> None:
        """One or two words are carried where they were a block before."""
        if self.after.words[j] in self.text.words:
            i = self.text.words.index(self.after.words[j])
            for m in range(len(self.given[j])):
                self._take(j, m, i, m)

    def _longest(self, j: int, m: int, end: int) -> Pair:
        """Where in the text the longest run stands that equals the words from `m` on; its length, 0 for none."""
        words, flat = self.after.words[j], self.text.flat
        best = (0, 0)
        for at in self.text.phrases.get((words[m], words[m + 1], words[m + 2]), ()):
            size = WORDS_THAT_TELL
            while m + size < end and at + size < len(flat) and flat[at + size] == words[m + size]:
                size += 1
            if size > best[1]:
                best = (at, size)
        return best

    def _tells(self, j: int, start: int, end: int) -> bool:
        """Whether these words cannot be the same by chance: a long phrase, or whole sentences."""
        printed = self.after.printed[j]
        begins = start == 0 or bool(_SENTENCE_END.search(printed[start - 1]))
        ends = end == len(printed) or bool(_SENTENCE_END.search(printed[end - 1]))
        return end - start >= PHRASE or (begins and ends)

    @cached_property
    def _place(self) -> list[Pair]:
        """Block and word of each place in `flat`."""
        return [(i, k) for i, words in enumerate(self.text.words) for k in range(len(words))]


def _runs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs that follow each other on both sides, together."""
    runs: list[list[Pair]] = []
    for i, j in pairs:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    return runs
