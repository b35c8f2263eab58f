"""base + theirs + ours → the merged body, and what only a person can decide.

What one side alone changed is taken over, a cut as well. Where both changed the same words, or one cut what the
other changed, nothing is decided: the conflict holds all three states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from itertools import groupby

from wire.merging.blocks import CONTAINERS, LISTS, Block, blocks_of, body_of, parts_of
from wire.merging.carried import States, carried
from wire.merging.strands import Strand, strands
from wire.merging.tokens import Passage, markup_of
from wire.merging.weave import woven


class ConflictKind(StrEnum):
    """Why a person is asked."""

    BOTH_CHANGED = "both_changed"
    CUT_HERE = "cut_here"  # we cut it, they changed it
    CUT_THERE = "cut_there"  # they cut it, we changed it
    BOTH_ADDED = "both_added"  # much the same, in different words


class Choice(StrEnum):
    """What the desk may say to a conflict."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # ours, then theirs
    EDIT = "edit"  # words of its own


@dataclass(frozen=True)
class Agreed:
    """Blocks that need no decision. `said_by`: "both", "ours", "theirs", or "merged" of words of both."""

    blocks: tuple[Block, ...]
    said_by: str


@dataclass(frozen=True)
class Conflict:
    """A passage that both sides changed. `id` stays the same for the same three texts; `place` is the number
    of its first block in ours, from 1; of what we cut, the number that it would have."""

    id: str
    kind: ConflictKind
    base: tuple[Block, ...]
    theirs: tuple[Block, ...]
    ours: tuple[Block, ...]
    place: int


@dataclass(frozen=True)
class Merged:
    """The merged body in order."""

    pieces: tuple[Agreed | Conflict, ...]

    @property
    def conflicts(self) -> list[Conflict]:
        return [piece for piece in self.pieces if isinstance(piece, Conflict)]

    @property
    def is_clean(self) -> bool:
        return not self.conflicts


class Unsettled(LookupError):
    """A conflict without a choice, or a choice without its conflict. The text is for an editor."""


def merge(base: str, theirs: str, ours: str) -> Merged:
    """Merge a later wire body into our edited one. `base` is the wire body that ours was made from."""
    pieces = _merged(blocks_of(base), blocks_of(theirs), blocks_of(ours))
    return Merged(tuple(_gathered(_numbered(pieces))))


def settled(merged: Merged, choices: Mapping[str, Choice | str]) -> str:
    """The body with a choice for each conflict by its id: "ours", "theirs", "both", or HTML of the desk's own."""
    known = {conflict.id for conflict in merged.conflicts}
    if stray := sorted(choices.keys() - known):
        raise Unsettled(f"There is no conflict {stray[0]} in this merge: open the update again and choose anew.")
    done: list[Block] = []
    for piece in merged.pieces:
        done += piece.blocks if isinstance(piece, Agreed) else _chosen(piece, choices.get(piece.id))
    return body_of(done)


def drafted(merged: Merged) -> str:
    """The body as it would be if every conflict were left as we have it."""
    return settled(merged, {conflict.id: Choice.OURS for conflict in merged.conflicts})


def _chosen(conflict: Conflict, choice: Choice | str | None) -> tuple[Block, ...]:
    if choice == Choice.OURS:
        return conflict.ours
    if choice == Choice.THEIRS:
        return conflict.theirs
    if choice == Choice.BOTH:
        return conflict.ours + conflict.theirs
    if choice is None or choice == Choice.EDIT:
        raise Unsettled(f"Paragraph {conflict.place} is not settled: keep ours, take theirs, keep both, or rewrite it.")
    return blocks_of(choice)


Blocks = tuple[Block, ...]


def _merged(base: Blocks, theirs: Blocks, ours: Blocks) -> Iterator[Agreed | Conflict]:
    if ours in (base, theirs) or theirs == base:
        yield Agreed(ours if theirs == base else theirs, _said_by(base, theirs, ours))
        return
    places = strands(base, theirs, ours)
    states = [_states(strand, base, theirs, ours) for strand in places]
    pieces = [_settle(*each) for each in states]
    came_from = carried([States(*each, isinstance(piece, Agreed)) for each, piece in zip(states, pieces, strict=True)])
    place = 1
    for n, (strand, (was, wire, desk), piece) in enumerate(zip(places, states, pieces, strict=True)):
        if strand.ours:
            place = strand.ours[0] + 1
        if n in came_from and (wire or desk):
            piece = _brought_back(was + states[came_from[n]][0], wire, desk)
        if isinstance(piece, Conflict):
            yield replace(piece, place=place)
        elif piece.blocks:
            yield piece
        place += len(desk)


def _states(strand: Strand, base: Blocks, theirs: Blocks, ours: Blocks) -> tuple[Blocks, Blocks, Blocks]:
    """The blocks of a strand in the three texts."""
    return (
        tuple(base[i] for i in strand.base),
        tuple(theirs[i] for i in strand.theirs),
        tuple(ours[i] for i in strand.ours),
    )


def _brought_back(base: Blocks, theirs: Blocks, ours: Blocks) -> Conflict:
    """What would bring back a sentence that the other side cut or changed in another paragraph."""
    kind = ConflictKind.BOTH_CHANGED if theirs and ours else None
    return _conflict(kind or (ConflictKind.CUT_THERE if ours else ConflictKind.CUT_HERE), base, theirs, ours)


def _said_by(base: Blocks, theirs: Blocks, ours: Blocks) -> str:
    if ours == theirs:
        return "both"
    return "theirs" if ours == base else "ours"


def _settle(base: Blocks, theirs: Blocks, ours: Blocks) -> Agreed | Conflict:
    """One strand: what became of it."""
    if theirs == base or ours in (base, theirs):
        return Agreed(ours if theirs == base else theirs, _said_by(base, theirs, ours))
    if _say_the_same(theirs, ours):
        return Agreed(ours, "both")
    if not ours or not theirs:
        left = theirs or ours
        kept = _say_the_same(base, left) or _words(base, False) == _words(left, False)
        kind = ConflictKind.CUT_THERE if ours else ConflictKind.CUT_HERE
        return Agreed((), "both") if kept else _conflict(kind, base, theirs, ours)
    if not base:
        return _conflict(ConflictKind.BOTH_ADDED, base, theirs, ours)
    if (woven_ := _woven(base, theirs, ours)) is not None:
        return Agreed(woven_, "merged")
    return _conflict(ConflictKind.BOTH_CHANGED, base, theirs, ours)


def _say_the_same(one: Blocks, other: Blocks) -> bool:
    """Whether two states differ in nothing but typography."""
    if not all(block.is_flowing for block in one + other):
        return [(block.tag, block.folded) for block in one] == [(block.tag, block.folded) for block in other]
    return _words(one) == _words(other)


def _words(blocks: Blocks, with_breaks: bool = True) -> list[tuple[str, tuple[str, ...]]]:
    return [(token.key, token.marks) for token in Passage(blocks).tokens if with_breaks or token.key != "<p>"]


def _woven(base: Blocks, theirs: Blocks, ours: Blocks) -> Blocks | None:
    """Both sides' changes in one, where they can be read separately."""
    states = (base, theirs, ours)
    if all(block.is_flowing for state in states for block in state):
        tokens = woven(*(Passage(state) for state in states))
        return None if tokens is None else _blocks(markup_of(tokens), base[0])
    if any(len(state) != 1 for state in states):
        return None
    tags = {state[0].tag for state in states}
    if tags == {"tr"}:
        return _row(base[0], theirs[0], ours[0])
    if len(tags) > 1 and not tags <= LISTS or not tags <= CONTAINERS:
        return None
    pieces = list(_merged(*(state[0].children for state in states)))
    if any(isinstance(piece, Conflict) for piece in pieces):
        return None
    kept = [block for piece in pieces if isinstance(piece, Agreed) for block in piece.blocks]
    frame = theirs[0] if ours[0].tag == base[0].tag else ours[0]
    return _blocks(frame.holding(kept), base[0]) if kept else ()


def _row(base: Block, theirs: Block, ours: Block) -> Blocks | None:
    """A row of a table cell by cell; None if either side has more or fewer cells."""
    rows = [block.children for block in (base, theirs, ours)]
    if len({len(row) for row in rows}) > 1:
        return None
    cells: list[Block] = []
    for cell in zip(*rows, strict=True):
        piece = _settle(*((state,) for state in cell))
        if isinstance(piece, Conflict):
            return None
        cells += piece.blocks
    return _blocks(ours.holding(cells), base)


def _blocks(markup: str, like: Block) -> Blocks:
    """Blocks of merged markup; within a list or table, of the kind that stands there."""
    return blocks_of(markup) if like.is_top_level else parts_of(markup)


def _conflict(kind: ConflictKind, base: Blocks, theirs: Blocks, ours: Blocks) -> Conflict:
    return Conflict("", kind, base, theirs, ours, 0)


def _numbered(pieces: Iterator[Agreed | Conflict]) -> Iterator[Agreed | Conflict]:
    """Each conflict with its name: a digest of what it is about, so that an answer never meets another question."""
    taken: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Conflict):
            states = (body_of(piece.base), body_of(piece.theirs), body_of(piece.ours))
            name = blake2b("\0".join((piece.kind, *states)).encode(), digest_size=4).hexdigest()
            n = 1
            while (id_ := name if n == 1 else f"{name}-{n}") in taken:
                n += 1
            taken.add(id_)
            piece = replace(piece, id=id_)
        yield piece


def _gathered(pieces: Iterator[Agreed | Conflict]) -> Iterator[Agreed | Conflict]:
    """Neighbouring blocks of one voice as one piece."""
    for said_by, group in groupby(pieces, lambda piece: piece.said_by if isinstance(piece, Agreed) else piece.id):
        run = list(group)
        if isinstance(run[0], Agreed):
            yield Agreed(tuple(block for piece in run if isinstance(piece, Agreed) for block in piece.blocks), said_by)
        else:
            yield from run
