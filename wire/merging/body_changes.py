"""What a later version changes in the text, paragraph by paragraph, told against ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from wire.merging.align import align, likeness, moves
from wire.merging.blocks import Block, blocks_of
from wire.merging.changed_facts import changed_facts
from wire.merging.facts import Kind, Text, names_in, read
from wire.merging.findings import Elsewhere, FactChange, How, facts_of, sentences_of
from wire.merging.hunks import matches
from wire.merging.lexicon import Lexicon, lexicon_of
from wire.merging.statements import statement_of
from wire.merging.wording import WEIGHT, Change, cut_off, paragraphs, quoted, told
from wire.vocabulary import Consequence

_SILENT = {"h2", "h3", "hr"}  # no paragraphs
_SECOND_LOOK = 6  # paragraphs side by side that came and went: some may be rewritten ones
_REWRITTEN = 0.2
_BY_LETTER = 2000  # characters


@dataclass(frozen=True)
class Bodies:
    """The three texts, and which paragraph of one is which of another."""

    base: Sequence[Block]
    theirs: Sequence[Block]
    ours: Sequence[Block]

    @classmethod
    def of(cls, base: str, theirs: str, ours: str) -> Bodies:
        return cls(blocks_of(base), blocks_of(theirs), blocks_of(ours))

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Of a paragraph of the base, theirs."""
        aligned = align(self.base, self.theirs)
        kept = {i: j for i, j in aligned if i is not None and j is not None}
        kept.update(moves(self.base, self.theirs, aligned))
        kept.update(_second_look(self.base, self.theirs, aligned, kept))
        return kept

    @cached_property
    def our_pairs(self) -> dict[int, int]:
        """Of a paragraph of the base, ours."""
        aligned = align(self.base, self.ours)
        kept = {i: k for i, k in aligned if i is not None and k is not None}
        return kept | dict(moves(self.base, self.ours, aligned))

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon_of(block.text for block in self.theirs or self.base)

    @cached_property
    def names_before(self) -> frozenset[str]:
        return names_in(block.text for block in self.base if block.tag not in _SILENT)

    @cached_property
    def names_after(self) -> frozenset[str]:
        return names_in(block.text for block in self.theirs if block.tag not in _SILENT)

    def read(self, block: Block) -> Text:
        return read(block.text, self.names_before | self.names_after, self.lexicon)

    @cached_property
    def numbers(self) -> list[int]:
        """Of each block of ours, the paragraph's number; a heading has that of the one before."""
        found, number = [], 0
        for block in self.ours:
            number += block.tag not in _SILENT
            found.append(max(number, 1))
        return found


def _second_look(
    base: Sequence[Block],
    theirs: Sequence[Block],
    aligned: Sequence[tuple[int | None, int | None]],
    kept: dict[int, int],
) -> dict[int, int]:
    """What went and what came at one place, and has at least something in common."""
    found: dict[int, int] = {}
    held = set(kept.values())
    went: list[int] = []
    came: list[int] = []
    for i, j in [*aligned, (-1, -1)]:
        if i is not None and j is not None:
            if 0 < len(went) <= _SECOND_LOOK and 0 < len(came) <= _SECOND_LOOK:
                weighed = sorted(((_likeness(base[n], theirs[m]), -n, -m) for n in went for m in came), reverse=True)
                for alike, n, m in weighed:
                    if alike >= _REWRITTEN and -n not in found and -m not in found.values():
                        found[-n] = -m
            went, came = [], []
        elif i is not None and i not in kept:
            went.append(i)
        elif j is not None and j not in held:
            came.append(j)
    return found


def _likeness(one: Block, other: Block) -> float:
    """Likeness by words, or letter by letter where words are not parted by spaces."""
    alike = likeness(one, other)
    longest = max(len(one.text), len(other.text))
    if alike >= _REWRITTEN or longest > _BY_LETTER or not any(letter > "\u2e7f" for letter in one.text):
        return alike
    return 2 * len(matches(one.text, other.text)) / (len(one.text) + len(other.text))


def body_changes(bodies: Bodies) -> list[Change]:
    """All that changed in the text; what is only worded otherwise is told in one line."""
    found = _Body(bodies)
    return [*found.top(), *found.facts(), *found.added(), *found.cut(), *found.wording()]


class _Body:
    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies
        self.edited = {i: j for i, j in bodies.pairs.items() if bodies.base[i].folded != bodies.theirs[j].folded}
        self.came = [
            j
            for j, block in enumerate(bodies.theirs)
            if j not in set(bodies.pairs.values()) and block.tag != "hr" and not _is_statement(block)
        ]
        self.went = [i for i, block in enumerate(bodies.base) if i not in bodies.pairs and block.tag != "hr"]
        self.before = {i: bodies.read(bodies.base[i]) for i in [*self.edited, *self.went]}
        self.after = {j: bodies.read(bodies.theirs[j]) for j in [*self.edited.values(), *self.came]}
        self.reworded: list[int] = []
        self.already: list[Change] = []

    @cached_property
    def elsewhere(self) -> Elsewhere:
        before, after = self.before.values(), self.after.values()
        return Elsewhere(
            names_before=self.bodies.names_before,
            names_after=self.bodies.names_after,
            facts_before=facts_of(token for text in before for token in text.tokens),
            facts_after=facts_of(token for text in after for token in text.tokens),
            sentences_before=frozenset(each for text in before for each in sentences_of(text)),
            sentences_after=frozenset(each for text in after for each in sentences_of(text)),
        )

    # ── paragraphs that both have ────────────────────────────────────────────
    def facts(self) -> list[Change]:
        """What the paragraphs that stayed say otherwise; the same change in several places is told once."""
        places: dict[tuple[object, ...], list[int]] = {}
        first: dict[tuple[object, ...], tuple[FactChange, str]] = {}
        for i, j in sorted(self.edited.items(), key=lambda pair: pair[1]):
            for change, remark in self._of_pair(i, j):
                key = (*change.same, remark)
                first.setdefault(key, (change, remark))
                places.setdefault(key, [])
                if i in self.bodies.our_pairs:
                    places[key].append(self.bodies.numbers[self.bodies.our_pairs[i]])
        return [_change(*told_once, sorted(set(places[key]))) for key, told_once in first.items()] + self.already

    def _of_pair(self, i: int, j: int) -> Iterable[tuple[FactChange, str]]:
        ours = self._our(i)
        if ours is not None and ours.folded == self.bodies.theirs[j].folded:
            return
        changed = changed_facts(self.before[i], self.after[j], self.elsewhere)
        if not changed:
            self.reworded.append(i)
        our_text = None
        if ours is not None and ours.folded != self.bodies.base[i].folded:
            our_text = self.bodies.read(ours)
        for each in changed:
            if ours is None:
                yield each, ", in a paragraph that we cut"
            elif our_text is None:
                yield each, ""
            elif not _is_said(each, our_text, self.before[i], self.after[j]):
                yield each, _remark(each, our_text)
            elif each.how == How.CHANGED:
                number = self.bodies.numbers[self.bodies.our_pairs[i]]
                words = f"Paragraph {number}: {told(each)}; we already say {cut_off(each.after) or 'so'}"
                self.already.append(Change(Consequence.COSMETIC, words, number, each.before, each.after, each.kind))

    def _our(self, i: int) -> Block | None:
        return self.bodies.ours[self.bodies.our_pairs[i]] if i in self.bodies.our_pairs else None

    # ── paragraphs that came and went ────────────────────────────────────────
    def top(self) -> list[Change]:
        """The first paragraph, where another one stands there now."""
        j = next((j for j, block in enumerate(self.bodies.theirs) if block.tag not in _SILENT), None)
        first = next((i for i, block in enumerate(self.bodies.base) if block.tag not in _SILENT), None)
        if j is None or first is None:
            return []
        was = next((i for i, partner in self.bodies.pairs.items() if partner == j), None)
        block = self.bodies.theirs[j]
        if any(block.folded == ours.folded for ours in self.bodies.ours[: j + 1]):
            return []
        if was is None:
            self.came = [each for each in self.came if each != j]
        elif was == first and _likeness(self.bodies.base[was], block) >= _REWRITTEN * 2 or self._rose(was):
            return []
        return [Change(Consequence.NEW_TOP, f"New first paragraph: {quoted(block.text)}", 1, after=block.text)]

    def _rose(self, was: int) -> bool:
        """Whether the first paragraph became so only because all that stood above it was cut."""
        return was > 0 and not any(i in self.bodies.pairs for i in range(was))

    def added(self) -> list[Change]:
        """Paragraphs that came, those that stand together as one; not what ours has already, or what only moved."""
        here = {block.folded for block in self.bodies.ours}
        new = [
            j
            for j in self.came
            if self.bodies.theirs[j].folded not in here
            and not set(sentences_of(self.after[j])) <= set(self.elsewhere.sentences_before)
        ]
        return [self._added(group) for group in _side_by_side(new)]

    def _added(self, group: Sequence[int]) -> Change:
        blocks = [self.bodies.theirs[j] for j in group]
        count = "A paragraph" if len(blocks) == 1 else f"{len(blocks)} paragraphs"
        place = self._after(group[0])
        where = f" after paragraph {place}" if place else ""
        words = f"{count} added{where}: {quoted(blocks[0].text)}"
        return Change(Consequence.ADDED, words, place, after="\n".join(block.text for block in blocks))

    def _after(self, j: int) -> int | None:
        """The paragraph of ours below which theirs stands."""
        whose = {partner: i for i, partner in self.bodies.pairs.items()}
        for above in range(j - 1, -1, -1):
            i = whose.get(above)
            if i is not None and i in self.bodies.our_pairs:
                return self.bodies.numbers[self.bodies.our_pairs[i]]
        return None

    def cut(self) -> list[Change]:
        """Paragraphs that went, of those that we run."""
        still_said = set(self.elsewhere.sentences_after)
        ours = [i for i in self.went if i in self.bodies.our_pairs]
        gone = [i for i in ours if not set(sentences_of(self.before[i])) <= still_said]
        found = []
        for group in _side_by_side(gone):
            numbers = sorted({self.bodies.numbers[self.bodies.our_pairs[i]] for i in group})
            were = "was" if len(numbers) == 1 else "were"
            text = " ".join(self.bodies.base[i].text for i in group)
            words = f"{paragraphs(numbers)} {were} cut: {quoted(text)}"
            found.append(Change(Consequence.CUT, words, numbers[0], before=text))
        return found

    def wording(self) -> list[Change]:
        """Paragraphs with other words for the same."""
        kept = [self.bodies.our_pairs[i] for i in self.reworded if i in self.bodies.our_pairs]
        ours = sorted({self.bodies.numbers[k] for k in kept})
        if not ours:
            return []
        where = f"paragraph {ours[0]}" if len(ours) == 1 else f"{len(ours)} paragraphs"
        return [Change(Consequence.COSMETIC, f"Wording only, in {where}", ours[0])]


def _change(change: FactChange, remark: str, places: Sequence[int]) -> Change:
    said = told(change)
    words = f"{paragraphs(places)}: {said}{remark}" if places else f"{said[0].upper()}{said[1:]}{remark}"
    return Change(WEIGHT[change.how], words, places[0] if places else None, change.before, change.after, change.kind)


def _is_said(change: FactChange, ours: Text, before: Text, after: Text) -> bool:
    """Whether our own text says already what changed."""
    if change.kind in (Kind.NEGATION, Kind.HEDGE):
        counts = [Counter(token.kind for token in text.tokens)[change.kind] for text in (before, after, ours)]
        return counts[2] == counts[1] != counts[0]
    if change.kind == Kind.WORD:
        keys = read(change.after or change.before).keys
        return bool(change.after) == (Counter(keys) <= Counter(ours.keys))
    if change.swapped:
        return False
    gone = not change.lost or not Counter(change.lost) <= Counter(ours.keys)
    come = Counter(change.gained) <= Counter(ours.keys)
    return gone and come and bool(change.gained or change.lost)


def _remark(change: FactChange, ours: Text) -> str:
    """That we do not say either of it."""
    is_ours = change.lost and change.kind not in (Kind.NEGATION, Kind.HEDGE, Kind.WORD, Kind.QUOTE)
    return ", in words that we changed" if is_ours and not Counter(change.lost) <= Counter(ours.keys) else ""


def _is_statement(block: Block) -> bool:
    return statement_of("", [block.text]) is not None


def _side_by_side(places: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][-1] == place - 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found
