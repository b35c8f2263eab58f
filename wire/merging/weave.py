"""Two states of a passage woven together word by word over what both came from, or not at all.

Text and dress are kept apart: the dress of a word is its marks (emphasis, links), its typography and the space
before it. A word that one side dressed and the other did not touch wears the new dress; wherever words themselves
changed on both sides too near to each other to be read separately, nothing is woven.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from wire.merging.hunks import Hunk, hunks, matches
from wire.merging.tokens import Passage, Token, ends_sentence

_APART = 3  # unchanged words between two changes that may be made independently in one sentence
_REWRITTEN = 0.4  # share of a sentence's words; who changed more has written another sentence


class _Clash(Exception):
    """Both sides changed the same words, or words too near."""


class _Change(NamedTuple):
    """`base[start:end]` gives way to these tokens. `by`: "ours", "theirs", or "both" in the same words."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    by: str

    @property
    def says(self) -> tuple[object, ...]:
        return self.start, self.end, *(token.key for token in self.tokens)

    def covers(self, other: _Change) -> bool:
        """Whether both only cut, and this one the more."""
        return not (self.tokens or other.tokens) and self.start <= other.start and other.end <= self.end


class _Side:
    """One of the two states, seen from the base."""

    def __init__(self, base: Passage, state: Passage, name: str) -> None:
        found = differences(base, state)
        self.changes = [_Change(h.start, h.end, tuple(state.tokens[h.first : h.last]), name) for h in found]
        self.kept: dict[int, Token] = {}
        i = j = 0
        for hunk in [*found, Hunk(len(base.tokens), 0, len(state.tokens), 0)]:
            self.kept.update(zip(range(i, hunk.start), state.tokens[j : hunk.first], strict=True))
            i, j = hunk.end, hunk.last


def woven(base: Passage, theirs: Passage, ours: Passage) -> list[Token] | None:
    """What both sides meant, or None when only a person can say."""
    wire, desk = _Side(base, theirs, "theirs"), _Side(base, ours, "ours")
    _place_alike(base, wire.changes, desk.changes)
    _place_alike(base, desk.changes, wire.changes)
    try:
        return _assembled(base, wire, desk)
    except _Clash:
        return None


def _place_alike(base: Passage, mine: list[_Change], yours: Sequence[_Change]) -> None:
    """Words put where two blocks were joined stand before the border as well as behind it: where the other has them."""
    told = {change.says for change in yours}
    for n, (came, joined) in enumerate(pairwise(mine)):
        if came.start == came.end == joined.start and _joins(base, joined):
            behind = came._replace(start=joined.end, end=joined.end)
            if behind.says in told:
                mine[n : n + 2] = [joined, behind]


def differences(before: Passage, after: Passage) -> list[Hunk]:
    """Where two states of a passage differ in words: sentences that stayed are found first, whatever block they are in
    now; then words and the beginnings of blocks between them."""
    mine, yours = _sentences(before), _sentences(after)
    anchors = matches(
        [tuple(before.keys[start:end]) for start, end in mine], [tuple(after.keys[s:e]) for s, e in yours]
    )
    found = []
    i = j = 0
    for (start, end), (first, last) in [
        *((mine[n], yours[m]) for n, m in anchors),
        ((len(before.tokens), 0), (len(after.tokens), 0)),
    ]:
        within = hunks(before.keys[i:start], after.keys[j:first])
        found += [each for a, b, c, d in within for each in _apart(before, after, Hunk(i + a, i + b, j + c, j + d))]
        i, j = end, last
    ends = [*(hunk.start for hunk in found[1:]), len(before.tokens)]
    return [_slid(hunk, end, before.keys, after.keys) for hunk, end in zip(found, ends, strict=False)]


def _apart(before: Passage, after: Passage, hunk: Hunk) -> list[Hunk]:
    """A change of words, and beside it the end of a block that was taken out or put in, as two changes."""
    start, end, first, last = hunk
    joins = [token.opens_block for token in before.tokens[start:end]]
    splits = [token.opens_block for token in after.tokens[first:last]]
    if joins == [True] and splits and not any(splits):
        return [Hunk(start, start, first, last), Hunk(start, end, last, last)]
    if joins[:1] == [True] and not any(joins[1:] + splits) and splits:
        return [Hunk(start, start + 1, first, first), Hunk(start + 1, end, first, last)]
    if splits[:1] == [True] and not any(splits[1:] + joins) and joins and len(splits) > 1:
        return [Hunk(start, start, first, first + 1), Hunk(start, end, first + 1, last)]
    return [hunk]


def _slid(hunk: Hunk, until: int, before: Sequence[str], after: Sequence[str]) -> Hunk:
    """The same change as far back as it can be told: of "One. [Two.]" and "One[. Two]." the first."""
    start, end, first, last = hunk
    if start < end and first < last:
        return hunk
    while end < until and (before[start] == before[end] if first == last else before[start] == after[first]):
        start, end, first, last = start + 1, end + 1, first + 1, last + 1
    return Hunk(start, end, first, last)


def _sentences(passage: Passage) -> list[tuple[int, int]]:
    return [(start, end) for start, end in passage.sentences if not passage.tokens[start].opens_block]


def _assembled(base: Passage, wire: _Side, desk: _Side) -> list[Token]:
    changes = _united(base, wire.changes, desk.changes)
    _keep_apart(base, changes)
    tokens: list[Token] = []
    place = 0
    for change in [*changes, _Change(len(base.tokens), len(base.tokens), (), "both")]:
        tokens += [_dressed(base.tokens[i], wire.kept[i], desk.kept[i]) for i in range(place, change.start)]
        tokens += (
            change.tokens if change.by == "both" else _in_dress(base, change, wire if change.by == "ours" else desk)
        )
        place = change.end
    return tokens


def _united(base: Passage, wire: Sequence[_Change], desk: Sequence[_Change]) -> list[_Change]:
    """All changes in order; what both sides did, once; a cut within the other side's cut, not at all."""
    theirs = {change.says: change for change in wire}
    both = [_in_both_dresses(base, theirs[change.says], change) for change in desk if change.says in theirs]
    agreed = {change.says for change in both}
    alone = sorted(
        (change for change in [*wire, *desk] if change.says not in agreed),
        key=lambda change: (change.start, -change.end if not change.tokens else 0, change.end),
    )
    kept: list[_Change] = []
    within: list[_Change] = []
    for change in alone:
        covered = kept and kept[-1].by != change.by and kept[-1].covers(change)
        (within if covered else kept).append(change)
    written = [token for change in kept for token in change.tokens]
    for cut in [*within, *both]:
        if not cut.tokens and _are_carried(base.tokens[cut.start : cut.end], written):
            raise _Clash
    return sorted([*both, *kept], key=lambda change: (change.start, change.end))


def _in_both_dresses(base: Passage, wire: _Change, desk: _Change) -> _Change:
    """The same words from both sides: dressed as if the base had had them, in the dress of what they replace."""
    replaced = {token.marks for token in base.tokens[desk.start : desk.end]}
    marks = replaced.pop() if len(replaced) == 1 else ()
    pairs = zip(wire.tokens, desk.tokens, strict=True)
    tokens = tuple(_dressed(Token(mine.text, marks, mine.spaced, mine.key), yours, mine) for yours, mine in pairs)
    return desk._replace(tokens=tokens, by="both")


def _are_carried(cut: Sequence[Token], written: Sequence[Token]) -> bool:
    """Whether words were not cut but stand elsewhere in the passage: half of them, or three that tell in a row."""
    gone, there = ([token.key for token in tokens if _tells(token)] for tokens in (cut, written))
    if 2 * len(set(gone) & set(there)) >= len(set(gone)) > 0:
        return True
    runs = {tuple(there[i : i + _APART]) for i in range(len(there) - _APART + 1)}
    return any(tuple(gone[i : i + _APART]) in runs for i in range(len(gone) - _APART + 1))


def _tells(token: Token) -> bool:
    return token.is_word and not (len(token.key) < 4 and token.key.islower())


def _keep_apart(base: Passage, changes: Sequence[_Change]) -> None:
    for one, next_ in pairwise(changes):
        if one.by != next_.by and "both" not in (one.by, next_.by) and not _are_apart(base, one, next_):
            raise _Clash
    last: dict[str, _Change] = {}
    for change in changes:
        if change.tokens:
            last[change.by] = change
            if len(last) > 1 and change.by != "both" and _say_the_same_twice(base, last):
                raise _Clash
    touched: dict[str, dict[int, int]] = {"ours": {}, "theirs": {}, "both": {}}
    edges = [edge for edge, _ in base.sentences]
    for change in changes:
        written = sum(token.is_word for token in change.tokens)
        for n in range(max(bisect_right(edges, change.start) - 1, 0), len(edges)):
            start, end = base.sentences[n]
            if start >= change.end:
                break
            words = sum(token.is_word for token in base.tokens[max(start, change.start) : min(end, change.end)])
            touched[change.by][n] = touched[change.by].get(n, 0) + max(words, written)
    for n in touched["ours"].keys() & touched["theirs"].keys():
        start, end = base.sentences[n]
        words = sum(token.is_word for token in base.tokens[start:end])
        if max(touched["ours"][n], touched["theirs"][n]) > _REWRITTEN * words:
            raise _Clash


def _are_apart(base: Passage, one: _Change, next_: _Change) -> bool:
    """Whether two changes of two sides, the first before the second, can be read separately."""
    if next_.start < one.end or one.start == next_.start and one.end == next_.end:
        return False
    if any(_joins(base, change) for change in (one, next_)):
        return True
    between = base.tokens[one.end : next_.start]
    if sum(token.is_word for token in between) >= _APART:
        return True
    inserts = one.start == one.end or next_.start == next_.end
    for at in range(one.end, next_.start + 1):
        if ends_sentence(base.tokens, at) or base.tokens[at - 1].opens_block and one.end < at:
            return True
        if at < len(base.tokens) and base.tokens[at].opens_block and not (inserts and one.end == next_.start):
            return True
    return False


def _say_the_same_twice(base: Passage, last: dict[str, _Change]) -> bool:
    """Whether both sides put a word at places with no word between."""
    if "ours" not in last or "theirs" not in last:
        return False
    one, next_ = sorted((last["ours"], last["theirs"]), key=lambda change: change.start)
    if any(token.is_word for token in base.tokens[one.end : next_.start]):
        return False
    written = {token.key for token in one.tokens if _tells(token)}
    return any(token.key in written for token in next_.tokens)


def _joins(base: Passage, change: _Change) -> bool:
    """Whether all that it does is to join two blocks, the first of which ended a sentence."""
    gone = base.tokens[change.start : change.end]
    return len(gone) == 1 and gone[0].opens_block and not change.tokens and ends_sentence(base.tokens, change.start)


def _dressed(base: Token, wire: Token, desk: Token) -> Token:
    """A word that both sides kept. In typography the desk has the last word; two new links at once are a clash."""
    if wire.marks not in (base.marks, desk.marks) and desk.marks != base.marks:
        raise _Clash
    text = wire.text if desk.text == base.text else desk.text
    marks = wire.marks if desk.marks == base.marks else desk.marks
    return Token(text, marks, wire.spaced if desk.spaced == base.spaced else desk.spaced, base.key)


def _in_dress(base: Passage, change: _Change, other: _Side) -> Sequence[Token]:
    """The change's tokens in the dress that the other side gave to the words they replace."""
    dresses = {(base.tokens[i].marks, other.kept[i].marks) for i in range(change.start, change.end) if i in other.kept}
    changed = {(old, now) for old, now in dresses if old != now}
    if not changed:
        return change.tokens
    if len(dresses) > 1:
        raise _Clash
    ((old, now),) = changed
    if change.tokens and all(token.marks == old for token in change.tokens):
        return [Token(token.text, now, token.spaced, token.key) for token in change.tokens]
    beside = [i for i in (change.start - 1, change.end) if i in other.kept and base.tokens[i].marks == old]
    if change.tokens or not any(other.kept[i].marks == now for i in beside):
        raise _Clash
    return ()
