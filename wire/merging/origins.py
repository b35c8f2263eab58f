"""Whose words an article is made of: for each block of its text, runs of words with their origin.

As `Article.origins` keeps it, plain JSON: {"of": [origin, …], "blocks": [[[words, place in "of"], …], …]}, the blocks
in the order of the text and the runs of a block in the order of its words. [] while nobody has looked yet. An origin
is {"source": slug, "credit": line, "story": guid, "version": pk} of a wire version, or {"by": username, "at": ISO time}
of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

Origin = Mapping[str, Any]
Origins = Mapping[str, Any] | Sequence[Any]  # the latter only as []
Kind = Literal["kept", "altered", "new"]

WORDS_AT_LEAST = 6  # what is shorter is no reporting: a subhead, "This story was updated."
SHARE_AT_LEAST = 0.05  # of all words: below it, copyediting


@dataclass(frozen=True)
class Run:
    """So many words on end, of one origin."""

    words: int
    origin: Origin


@dataclass(frozen=True)
class Share:
    """What one origin has in a text."""

    origin: Origin
    words: int
    share: float  # of all words, 0 to 1


@dataclass(frozen=True)
class BlockOrigin:
    """A block in short: "kept" as the wire sent it, "altered" by us, or "new" and ours alone.

    `percent` is what `main`, the origin of most of its words, has in it.
    """

    kind: Kind
    main: Origin
    percent: int


@dataclass(frozen=True)
class Credited:
    """Who wrote enough of a text to be named."""

    is_ours: bool
    wires: tuple[tuple[str, str], ...]  # slug and credit line of each sender, the largest share first


def is_wire(origin: Origin) -> bool:
    return "version" in origin


def packed(blocks: Iterable[Sequence[Origin]]) -> dict[str, Any]:
    """The origins of blocks, given word by word, as they are kept."""
    of: list[dict[str, Any]] = []
    places: dict[tuple[Any, ...], int] = {}
    told = []
    for words in blocks:
        runs = []
        for origin, same in groupby(words):
            key = tuple(sorted(origin.items()))
            if key not in places:
                places[key] = len(of)
                of.append(dict(origin))
            runs.append([sum(1 for _ in same), places[key]])
        told.append(runs)
    return {"of": of, "blocks": told}


def runs_of(origins: Origins) -> list[list[Run]]:
    """The runs of each block; [] where nothing is known."""
    if not isinstance(origins, Mapping):
        return []
    of = origins["of"]
    return [[Run(words, of[place]) for words, place in block] for block in origins["blocks"]]


def word_by_word(runs: Iterable[Run]) -> Iterator[Origin]:
    for run in runs:
        for _ in range(run.words):
            yield run.origin


def shares(origins: Origins) -> list[Share]:
    """What each origin has in the text, the most first."""
    return _shares(run for block in runs_of(origins) for run in block)


def _shares(runs: Iterable[Run]) -> list[Share]:
    words: dict[tuple[Any, ...], int] = {}
    of: dict[tuple[Any, ...], Origin] = {}
    for run in runs:
        key = tuple(sorted(run.origin.items()))
        of[key] = run.origin
        words[key] = words.get(key, 0) + run.words
    total = sum(words.values())
    most_first = sorted(words, key=lambda key: -words[key])
    return [Share(of[key], words[key], words[key] / total) for key in most_first if words[key]]


def block_origin(runs: Sequence[Run]) -> BlockOrigin | None:
    """A block in short; None for one without words."""
    told = _shares(runs)
    if not told:
        return None
    wire = [is_wire(each.origin) for each in told]
    kind: Kind = "new" if not any(wire) else "kept" if all(wire) else "altered"
    return BlockOrigin(kind, told[0].origin, max(1, int(told[0].share * 100)))


def credited(origins: Origins) -> Credited:
    """Who wrote enough to be named: a whole paragraph, or a twentieth of all words and more than a line.

    A copyeditor's commas and spellings are no reporting.
    """
    blocks = runs_of(origins)
    total = sum(run.words for block in blocks for run in block)
    words: dict[str, int] = {}
    lines: dict[str, str] = {}
    named: set[str] = set()
    for block in blocks:
        writers = {_writer(run.origin) for run in block}
        size = sum(run.words for run in block)
        if len(writers) == 1 and size >= WORDS_AT_LEAST:
            named |= writers
        for run in block:
            writer = _writer(run.origin)
            words[writer] = words.get(writer, 0) + run.words
            lines[writer] = run.origin.get("credit", "")
    named |= {name for name, much in words.items() if much >= max(WORDS_AT_LEAST, SHARE_AT_LEAST * total)}
    wires = sorted((name for name in words if name and name in named), key=lambda name: -words[name])
    return Credited("" in named, tuple((name, lines[name]) for name in wires))


def _writer(origin: Origin) -> str:
    """The sender's slug; "" for us."""
    return str(origin["source"]) if is_wire(origin) else ""
