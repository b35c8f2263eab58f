"""Two states of a paragraph, compared by what they state: which facts are others now, which came, which went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wire.merging.facts import Kind, Text, runs
from wire.merging.findings import Elsewhere, FactChange, How
from wire.merging.hunks import Hunk, hunks, matches
from wire.merging.lexicon import OPENERS, SENSES, SMALL_WORDS
from wire.merging.passages import bare, shown, surrounded
from wire.merging.quotes import Quote, quotes_of, speaker

CHANGED, CAME, WENT = How
_COUNTED = (Kind.NEGATION, Kind.HEDGE)
_PRONOUNS = {"he", "she", "they", "it", "him", "her", "them", "who", "his", "their", "its"}
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_KEPT = 1 / 3  # of a sentence's telling words; with fewer left it went, and another came
_QUOTE_ALIKE = 0.5
_AT_MOST = 60  # facts, and sentences, of one paragraph that are weighed against one another


def changed_facts(before: Text, after: Text, elsewhere: Elsewhere | None = None) -> list[FactChange]:
    """What `after` states otherwise than `before`, in the order of the text. Other words for the same are nothing."""
    return _Comparison(before, after, elsewhere or Elsewhere()).found()


class _Comparison:
    def __init__(self, before: Text, after: Text, elsewhere: Elsewhere) -> None:
        self.before, self.after, self.elsewhere = before, after, elsewhere
        self.pairs = matches(before.keys, after.keys)
        self.hunks = hunks(before.keys, after.keys)
        self.gone, self.fresh = self._sentences()
        self.quoted_before: set[int] = set()
        self.quoted_after: set[int] = set()

    def found(self) -> list[FactChange]:
        changes = [*self._quotes(), *self._whole_sentences()]
        lost = self._balance(self.before, self.after, self._live_before()) - self.quoted_before
        gained = self._balance(self.after, self.before, self._live_after()) - self.quoted_after
        for hunk in self.hunks:
            changes += self._in_hunk(hunk, lost, gained)
        told = {key for change in changes if change.kind == Kind.NAME for key in (*change.lost, *change.gained)}
        senses = [each for each in self._senses() if not told & {*each.lost, *each.gained}]
        opposed = {key for change in senses for key in (*change.lost, *change.gained)}
        counts = [change for change in self._counts() if not opposed & {*change.lost, *change.gained}]
        counts = counts or list(self._denied_otherwise())
        changes += [*self._apart(lost, gained), *counts, *senses, *self._swaps()]
        return list({change.same: change for change in changes}.values())

    # ── sentences ────────────────────────────────────────────────────────────
    def _sentences(self) -> tuple[set[int], set[int]]:
        """Sentences that went and that came. What was rewritten beyond likeness, but on the same matter, is neither."""
        gone = _lacking(self.before, {i for i, _ in self.pairs})
        fresh = _lacking(self.after, {j for _, j in self.pairs})
        between: dict[tuple[int, int], int] = Counter(
            (self.before.tokens[i].sentence, self.after.tokens[j].sentence) for i, j in self.pairs
        )
        for (one, other), _ in sorted(between.items(), key=lambda each: -each[1]):
            if (one in gone) != (other in fresh):  # one has become part of the other
                gone.discard(one)
                fresh.discard(other)
        were = {one: _telling(self.before, one) for one in sorted(gone)[:_AT_MOST]}
        are = {other: _telling(self.after, other) for other in sorted(fresh)[:_AT_MOST]}
        for one, was in were.items():
            for other, now in are.items():
                if other in fresh and _on_one_matter(was, now):
                    gone.discard(one)
                    fresh.discard(other)
                    break
        return gone, fresh

    def _whole_sentences(self) -> Iterable[FactChange]:
        for number in sorted(self.gone)[:_AT_MOST]:
            keys = tuple(token.key for token in self.before.tokens if token.sentence == number)
            if keys not in self.elsewhere.sentences_after and not _telling(self.before, number) <= {*self.after.keys}:
                yield FactChange(Kind.WORD, WENT, before=self.before.sentence(number))
        for number in sorted(self.fresh)[:_AT_MOST]:
            keys = tuple(token.key for token in self.after.tokens if token.sentence == number)
            if keys not in self.elsewhere.sentences_before and not _telling(self.after, number) <= {*self.before.keys}:
                yield FactChange(Kind.WORD, CAME, after=self.after.sentence(number))

    def _live_before(self) -> list[int]:
        return [n for n, token in enumerate(self.before.tokens) if token.sentence not in self.gone]

    def _live_after(self) -> list[int]:
        return [n for n, token in enumerate(self.after.tokens) if token.sentence not in self.fresh]

    # ── numbers, names, days ─────────────────────────────────────────────────
    def _balance(self, one: Text, other: Text, live: Sequence[int]) -> set[int]:
        """Which facts of `one` the other lacks: of each that it has less often, those that found no partner."""
        partnered = {i for i, _ in self.pairs} if one is self.before else {j for _, j in self.pairs}
        others_live = self._live_after() if one is self.before else self._live_before()
        missing = Counter(one.keys[n] for n in live) - Counter(other.keys[n] for n in others_live)
        found = set()
        for n in sorted(live, key=lambda n: n in partnered):
            token = one.tokens[n]
            if token.kind in (Kind.NUMBER, Kind.NAME, Kind.DATE) and missing[token.key] > 0:
                missing[token.key] -= 1
                found.add(n)
        return found

    def _in_hunk(self, hunk: Hunk, lost: set[int], gained: set[int]) -> Iterable[FactChange]:
        for kind in (Kind.NUMBER, Kind.DATE, Kind.NAME):
            out = [n for n in range(hunk.start, hunk.end) if n in lost and self.before.tokens[n].kind == kind]
            come = [n for n in range(hunk.first, hunk.last) if n in gained and self.after.tokens[n].kind == kind]
            if kind == Kind.NAME:
                yield from self._names(hunk, out, come, lost, gained)
                continue
            for i, j in zip(out, come, strict=False):
                lost.discard(i)
                gained.discard(j)
                yield self._change(kind, CHANGED, [i], [j])

    def _names(
        self, hunk: Hunk, out: list[int], come: list[int], lost: set[int], gained: set[int]
    ) -> Iterable[FactChange]:
        """Names are weighed as they stand, side by side: a first name that goes is no other person."""
        lost.difference_update(out)
        gained.difference_update(come)
        if out and come:
            if not _initials(self.before, out, self.after, come):
                yield self._change(Kind.NAME, CHANGED, out, come)
            return
        if len(out) == 1 and hunk.end - hunk.start == 1 == hunk.last - hunk.first and self._may_be_name(hunk.first):
            yield self._change(Kind.NAME, CHANGED, out, [hunk.first])
            return
        was_named = [n for n in out if self.before.keys[n] not in self.elsewhere.names_after]
        if was_named and not _is_part_of_a_name(self.before, out):
            yield self._change(Kind.NAME, CHANGED, out, [])
        is_new = [n for n in come if self.after.keys[n] not in self.elsewhere.names_before]
        if is_new:
            yield self._change(Kind.NAME, CAME, [], come)

    def _may_be_name(self, j: int) -> bool:
        """Whether a sentence opens here with a word that is most likely a name: it took a name's place."""
        token = self.after.tokens[j]
        return token.key not in OPENERS and self.after.words[token.start].isupper()

    def _apart(self, lost: set[int], gained: set[int]) -> Iterable[FactChange]:
        """Facts that lost their place with their clause: paired by the noun beside them, else told by themselves."""
        for i in sorted(lost)[:_AT_MOST]:
            token = self.before.tokens[i]
            if token.kind == Kind.NAME:
                continue
            near = [
                j for j in sorted(gained)[:_AT_MOST] if self.after.tokens[j].kind == token.kind and self._beside(i, j)
            ]
            if near:
                gained.discard(near[0])
                yield self._change(token.kind, CHANGED, [i], near[:1])
            elif not self._moved(token.key):
                how = CHANGED if token.kind == Kind.NUMBER else WENT
                yield self._change(token.kind, how, [i], [])
        for j in sorted(gained)[:_AT_MOST]:
            token = self.after.tokens[j]
            if token.kind == Kind.NAME or self._moved(token.key):
                continue
            vague = self._put_for(j) if token.kind == Kind.NUMBER else ""
            yield self._change(token.kind, CHANGED if vague else CAME, [], [j], before=vague)

    def _put_for(self, j: int) -> str:
        """The word that a number stands for now: "several", "one", or a number in a language that we cannot read."""
        for start, end, first, last in self.hunks:
            if first <= j < last and end - start == 1 and last - first <= 2:
                return self.before.between(start, end)
        return ""

    def _moved(self, key: str) -> bool:
        """Whether another paragraph has taken the fact over."""
        return 0 < self.elsewhere.facts_before[key] == self.elsewhere.facts_after[key]

    def _beside(self, i: int, j: int) -> bool:
        was, now = _context(self.before, i, 3), _context(self.after, j, 3)
        return bool({key for _, key in was} & {key for _, key in now})

    def _change(
        self, kind: Kind, how: How, out: Sequence[int], come: Sequence[int], before: str = "", after: str = ""
    ) -> FactChange:
        return FactChange(
            kind,
            how,
            before=before or shown(self.before, out),
            after=after or shown(self.after, come),
            lost=tuple(self.before.keys[n] for n in out),
            gained=tuple(self.after.keys[n] for n in come),
        )

    # ── denials, doubts, opposites ───────────────────────────────────────────
    def _counts(self) -> Iterable[FactChange]:
        """A "not" that came or went, and so a word of doubt."""
        for kind in _COUNTED:
            out = [n for n in self._live_before() if self.before.tokens[n].kind == kind and n not in self.quoted_before]
            come = [n for n in self._live_after() if self.after.tokens[n].kind == kind and n not in self.quoted_after]
            kept = {i for i, _ in self.pairs}
            held = {j for _, j in self.pairs}
            if len(out) > len(come):
                for n in sorted(out, key=lambda n: n in kept)[: len(out) - len(come)]:
                    yield FactChange(kind, CHANGED, before=surrounded(self.before, n), lost=(self.before.keys[n],))
            for n in sorted(come, key=lambda n: n in held)[: max(0, len(come) - len(out))]:
                yield FactChange(kind, CHANGED, after=surrounded(self.after, n), gained=(self.after.keys[n],))

    def _denied_otherwise(self) -> Iterable[FactChange]:
        """A "not" that left one word for another: of as many, each as before, or one that now denies what was said."""
        held, said, denied_before = {j for _, j in self.pairs}, set(self.before.keys), _denied(self.before)
        for j in self._live_after():
            if self.after.tokens[j].kind == Kind.NEGATION and j not in held | self.quoted_after:
                denied = next((key for step, key in _in_order(self.after, j, 1) if step == 1), None)
                if denied in said - denied_before:
                    yield FactChange(Kind.NEGATION, CHANGED, after=surrounded(self.after, j), gained=("¬",))

    def _senses(self) -> Iterable[FactChange]:
        """A word in whose place stands one that says another thing: rose, fell; denied, admitted; he, she."""
        free_before = self._unpaired(self.before, self._live_before(), 0) - self.quoted_before
        free_after = self._unpaired(self.after, self._live_after(), 1) - self.quoted_after
        was, now = _sense_lines(self.before, self._live_before()), _sense_lines(self.after, self._live_after())
        for i in [n for n in sorted(free_before) if self.before.keys[n] in SENSES][:_AT_MOST]:
            for group, line in SENSES.get(self.before.keys[i], ()):
                if was[group, line] <= now[group, line]:
                    continue
                others = [
                    j
                    for j in [n for n in sorted(free_after) if self.after.keys[n] in SENSES][:_AT_MOST]
                    for mine, other in SENSES.get(self.after.keys[j], ())
                    if mine == group and other != line and now[mine, other] > was[mine, other]
                ]
                if others:
                    free_after.discard(others[0])
                    yield self._change(Kind.SENSE, CHANGED, [i], others[:1])
                    break
        for hunk in self.hunks:
            if hunk.end - hunk.start == 1 == hunk.last - hunk.first and _opposite(
                self.before.keys[hunk.start], self.after.keys[hunk.first]
            ):
                yield self._change(Kind.SENSE, CHANGED, [hunk.start], [hunk.first])

    def _unpaired(self, text: Text, live: Sequence[int], side: int) -> set[int]:
        return set(live) - {pair[side] for pair in self.pairs}

    def _swaps(self) -> Iterable[FactChange]:
        """The same facts, each where the other was: "14 hurt, 11 missing" made "11 hurt, 14 missing"."""
        free = self._unpaired(self.before, self._live_before(), 0)
        moved = [n for n in sorted(free) if self.before.tokens[n].kind in (Kind.NUMBER, Kind.NAME, Kind.DATE)]
        told: set[frozenset[str]] = set()
        for i in moved[:_AT_MOST]:
            other = self._taken_over(i, self.before, self.after)
            if other is not None and self._taken_over(other, self.after, self.before) is not None:
                names = frozenset({bare(self.before, i), bare(self.after, other)})
                if len(names) == 2 and names not in told:
                    told.add(names)
                    pair = bare(self.before, i), bare(self.after, other)
                    yield FactChange(self.before.tokens[i].kind, CHANGED, *pair, swapped=True)

    def _taken_over(self, i: int, one: Text, other: Text) -> int | None:
        """Which fact, said in both texts, stands in the other where token `i` of the one stands, and `i` does not."""
        token, was = one.tokens[i], _context(one, i)
        places = [j for j, each in enumerate(other.tokens) if each.kind == token.kind]
        if len(places) > 2 * _AT_MOST:
            return None
        own = max((_alike(was, _context(other, j)) for j in places if other.keys[j] == token.key), default=2.0)
        others = [
            (_alike(was, _context(other, j)), -j)
            for j in places
            if other.keys[j] != token.key and other.keys[j] in one.keys and not _same_name(one, i, other, j)
        ]
        best = max(others, default=(0.0, 0))
        return -best[1] if best[0] >= 0.5 and best[0] > own else None

    # ── quotations ───────────────────────────────────────────────────────────
    def _quotes(self) -> list[FactChange]:
        was, now = quotes_of(self.before), quotes_of(self.after)
        if _joined(was) == _joined(now):
            return []
        left = [quote for quote in was if quote.keys not in {each.keys for each in now}]
        come = [quote for quote in now if quote.keys not in {each.keys for each in was}]
        found = []
        for quote in left:
            alike, partner = max(((_quote_likeness(quote, each), each) for each in come), default=(0.0, None))
            if partner is None or alike < _QUOTE_ALIKE:
                if not _said(quote.keys, self.after) and len(quote.keys) > 2:
                    found.append(FactChange(Kind.QUOTE, WENT, before=quote.words, who=speaker(self.before, quote)))
                continue
            come.remove(partner)
            if _within(quote.keys, partner.keys) or _within(partner.keys, quote.keys):
                how = CAME if len(partner.keys) > len(quote.keys) else WENT
            else:
                how = CHANGED
                self.quoted_before.update(range(quote.first, quote.last))
                self.quoted_after.update(range(partner.first, partner.last))
            who = speaker(self.after, partner) or speaker(self.before, quote)
            found.append(FactChange(Kind.QUOTE, how, quote.words, partner.words, quote.keys, partner.keys, who=who))
        for quote in come:
            if len(quote.keys) > 2 and self.after.tokens[quote.first].sentence not in self.fresh:
                found.append(FactChange(Kind.QUOTE, CAME, after=quote.words, who=speaker(self.after, quote)))
        return found


def _lacking(text: Text, partnered: set[int]) -> set[int]:
    """The sentences of which too little found a partner."""
    all_, held = Counter[int](), Counter[int]()
    for n, token in enumerate(text.tokens):
        weight = 1 if token.key in SMALL_WORDS else 4
        all_[token.sentence] += weight
        held[token.sentence] += weight * (n in partnered)
    return {number for number, total in all_.items() if held[number] < _KEPT * total}


def _telling(text: Text, sentence: int) -> set[str]:
    """What a sentence is about: its words but the small ones."""
    own = [token for token in text.tokens if token.sentence == sentence and token.kind not in _COUNTED]
    return {token.key for token in own} - SMALL_WORDS - _PRONOUNS


def _senses_of(words: set[str]) -> set[tuple[int, int]]:
    return {sense for word in words for sense in SENSES.get(word, ())}


def _on_one_matter(one: set[str], other: set[str]) -> bool:
    """Whether two sentences share a telling word, or one of the same sense."""
    return bool(one & other or _senses_of(one) & _senses_of(other))


def _sense_lines(text: Text, live: Sequence[int]) -> Counter[tuple[int, int]]:
    return Counter(place for n in live for place in SENSES.get(text.keys[n], ()))


def _opposite(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES)


def _in_order(text: Text, n: int, reach: int) -> Iterable[tuple[int, str]]:
    """(-1 or 1, word) of the telling words just before and after, in its sentence; facts of its own kind are none."""
    token = text.tokens[n]
    for step in (-1, 1):
        at, left = n + step, reach
        while left and 0 <= at < len(text.tokens) and text.tokens[at].sentence == token.sentence:
            near = text.tokens[at]
            if near.kind != token.kind and near.key not in SMALL_WORDS:
                yield step, near.key
                left -= 1
            at += step


def _context(text: Text, n: int, reach: int = 2) -> set[tuple[int, str]]:
    return set(_in_order(text, n, reach))


def _denied(text: Text) -> set[str]:
    """The words that a "not" stands before, or just after."""
    nots = [n for n, token in enumerate(text.tokens) if token.kind == Kind.NEGATION]
    return {key for n in nots for step, key in _in_order(text, n, 2) if step == 1 or text.tokens[n].key == "¬"}


def _same_name(one: Text, i: int, other: Text, j: int) -> bool:
    """Whether both are parts of one name: Jon Ortega, Ortega."""
    if one.tokens[i].kind != Kind.NAME:
        return False
    mine, yours = runs(one.tokens, one.words, i), runs(other.tokens, other.words, j)
    return bool({*one.keys[slice(*mine)]} & {*other.keys[slice(*yours)]})


def _alike(one: set[tuple[int, str]], other: set[tuple[int, str]]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _is_part_of_a_name(text: Text, places: Sequence[int]) -> bool:
    """Whether the rest of the name stays: "Mayor Ortega", "Jon Ortega" made "Ortega"."""
    first, last = runs(text.tokens, text.words, places[0])
    return len(places) < last - first and places[-1] < last


def _initials(one: Text, out: Sequence[int], other: Text, come: Sequence[int]) -> bool:
    """Whether one side is the other's initials: Federal Ferry Agency, FFA."""
    keys = [one.keys[n] for n in out], [other.keys[n] for n in come]
    short, long = sorted(keys, key=len)
    return len(short) == 1 and len(long) > 1 and "".join(key[0] for key in long) == short[0]


def _joined(quotes: Sequence[Quote]) -> tuple[str, ...]:
    return tuple(key for quote in quotes for key in quote.keys)


def _quote_likeness(one: Quote, other: Quote) -> float:
    if _within(one.keys, other.keys) or _within(other.keys, one.keys):
        return 1.0
    return 2 * len(matches(one.keys, other.keys)) / (len(one.keys) + len(other.keys))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) > 1 and any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


def _said(keys: tuple[str, ...], text: Text) -> bool:
    return _within(keys, text.keys)
