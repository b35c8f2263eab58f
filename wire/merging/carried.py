"""Sentences that one side carried into another paragraph, while the other side cut or changed them where they were.

Each of the two paragraphs merges well by itself; only together do they show that a cut would be undone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wire.merging.blocks import Block
from wire.merging.tokens import Passage

_WORDS_THAT_TELL = 4
_RUN = 3  # words in a row by which a sentence is known again
_PLACES = 10  # a run that stands in more tells nothing
_KNOWN_FROM = 0.5  # of the shorter sentence's runs

Sentence = tuple[str, ...]


@dataclass(frozen=True)
class States:
    """A strand: its three states. `is_settled`: no one is asked about it so far."""

    base: tuple[Block, ...]
    theirs: tuple[Block, ...]
    ours: tuple[Block, ...]
    is_settled: bool


def carried(strands: Sequence[States]) -> dict[int, int]:
    """The strands into which such a sentence came, each with the strand that it came from."""
    told = {n: _sentences(strand) for n, strand in enumerate(strands) if _is_changed(strand)}
    home: dict[Sentence, list[tuple[int, Sentence]]] = defaultdict(list)
    for n, (base, _, _) in told.items():
        for sentence in base:
            for run in _runs(sentence):
                home[run].append((n, sentence))
    found: dict[int, int] = {}
    for n, (base, theirs, ours) in told.items():
        if not strands[n].is_settled:
            continue
        own = {run for sentence in base for run in _runs(sentence)}
        for mine, other in ((ours, theirs), (theirs, ours)):
            for sentence in sorted(mine - base - other):
                for origin, was in _origins(_runs(sentence) - own, n, home):
                    there = told[origin][1 if mine is ours else 2]
                    if strands[origin].is_settled and was not in there:
                        found[n] = origin
    return found


def _is_changed(strand: States) -> bool:
    states = strand.base, strand.theirs, strand.ours
    return not states[0] == states[1] == states[2] and all(block.is_flowing for state in states for block in state)


def _sentences(strand: States) -> tuple[set[Sentence], set[Sentence], set[Sentence]]:
    return set(_told(strand.base)), set(_told(strand.theirs)), set(_told(strand.ours))


def _told(blocks: Sequence[Block]) -> Iterator[Sentence]:
    passage = Passage(blocks)
    for start, end in passage.sentences:
        words = tuple(token.key for token in passage.tokens[start:end] if token.is_word)
        if len(words) >= _WORDS_THAT_TELL:
            yield words


def _runs(sentence: Sentence) -> set[Sentence]:
    return {sentence[i : i + _RUN] for i in range(len(sentence) - _RUN + 1)}


def _origins(
    runs: set[Sentence], now: int, home: dict[Sentence, list[tuple[int, Sentence]]]
) -> Iterator[tuple[int, Sentence]]:
    """The base's sentences of other strands that share the better part of a sentence's runs, or of their own."""
    told = (places for run in runs if len(places := home.get(run, [])) <= _PLACES)
    shared = Counter(place for places in told for place in places if place[0] != now)
    for place, count in shared.items():
        if count >= _KNOWN_FROM * min(len(runs), len(_runs(place[1]))):
            yield place
