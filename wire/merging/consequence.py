"""What a later version of a story changes, told against what we run, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wire.merging.blocks import blocks_of
from wire.merging.body_changes import Bodies, body_changes
from wire.merging.changed_facts import changed_facts
from wire.merging.facts import Kind, Text, read
from wire.merging.findings import Elsewhere, FactChange, How
from wire.merging.statements import Statement, statement_of
from wire.merging.typography import folded
from wire.merging.wording import WEIGHT, quoted, told
from wire.merging.wording import Change as Change
from wire.vocabulary import Consequence, PubStatus, Signal

_RANK = {consequence: rank for rank, consequence in enumerate(Consequence)}
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = 3  # blocks at either end of a body that may say what the version corrects


@dataclass(frozen=True)
class Copy:
    """What is compared: our live text, or a version as sent. `photos` names each by whatever is lasting."""

    headline: str
    summary: str
    byline: str
    dateline: str
    body: str
    contributor_line: str = ""
    photos: tuple[str, ...] = ()
    ednote: str = ""
    signals: tuple[str, ...] = ()
    pubstatus: str = "usable"


def changes(base: Copy, theirs: Copy, ours: Copy) -> list[Change]:
    """What `theirs` changed since `base`, told against `ours`, the gravest first."""
    bodies = Bodies.of(base.body, theirs.body, ours.body)
    found = [
        *_called_back(theirs),
        *_corrected(base, theirs),
        *_lines(base, theirs, ours, bodies),
        *body_changes(bodies),
        *_photos(base, theirs, ours),
        *_credits(base, theirs, ours),
    ]
    return sorted(found, key=lambda change: _RANK[change.consequence])


def gravest(changes: Iterable[Change]) -> Consequence:
    """The gravest of them; COSMETIC where there is none."""
    return min((change.consequence for change in changes), key=_RANK.__getitem__, default=Consequence.COSMETIC)


def statement_in(copy: Copy) -> Statement | None:
    """What a version says that it corrects, in its note to editors or in its first and last lines."""
    lines = [block.text for block in blocks_of(copy.body)]
    return statement_of(copy.ednote, [*lines[:_EDGE], *lines[-_EDGE:]])


def _called_back(theirs: Copy) -> Iterable[Change]:
    if theirs.pubstatus == PubStatus.CANCELED or Signal.KILL in theirs.signals:
        yield Change(Consequence.KILL, "The sender has killed this story")
    elif theirs.pubstatus == PubStatus.WITHHELD or Signal.WITHHOLD in theirs.signals:
        yield Change(Consequence.KILL, "The sender withholds this story")


def _corrected(base: Copy, theirs: Copy) -> Iterable[Change]:
    """That it says so. A statement that the base made already is none of this version."""
    says, said = statement_in(theirs), statement_in(base)
    if says and (not said or folded(says.words) != folded(said.words)):
        verb = "clarifies" if says.is_clarification else "corrects"
        yield Change(Consequence.CORRECTION, f"Says that it {verb}: {quoted(says.words, 200)}", after=says.words)
    elif not says:
        for signal in (Signal.CORRECTION, Signal.CLARIFICATION):
            if signal in theirs.signals:
                yield Change(Consequence.CORRECTION, f"The sender calls it a {signal.label}, and does not say of what")
                return


# ── lines beside the text ────────────────────────────────────────────────────
def _lines(base: Copy, theirs: Copy, ours: Copy, bodies: Bodies) -> Iterable[Change]:
    yield from _line("Headline", base.headline, theirs.headline, ours.headline, bodies)
    yield from _line("Summary", base.summary, theirs.summary, ours.summary, bodies)
    was, now = (set(folded(each).casefold().replace(",", " ").split()) for each in (base.dateline, theirs.dateline))
    if was != now and folded(theirs.dateline) != folded(ours.dateline):
        weight = Consequence.COSMETIC if was <= now or now <= was else Consequence.FACT
        yield _whole(weight, "Dateline", base.dateline, theirs.dateline)


def _line(name: str, base: str, theirs: str, ours: str, bodies: Bodies) -> Iterable[Change]:
    """A headline or summary: its facts one by one, else the whole of it."""
    if folded(base) == folded(theirs) or folded(theirs) == folded(ours):
        return
    if not base or not theirs:
        yield _whole(Consequence.COSMETIC, name, base, theirs)
        return
    elsewhere = Elsewhere(bodies.names_before, bodies.names_after)
    before, after = _read_line(base, bodies), _read_line(theirs, bodies)
    found = changed_facts(before, after, elsewhere)
    own = f" (we run {quoted(ours)})" if ours and folded(ours) != folded(base) else ""
    graver = [each for each in found if each.how == How.CHANGED and not _we_say(each, ours, base, bodies)]
    for each in graver:
        words = f"{name}: {told(each)}{own}"
        yield Change(WEIGHT[each.how], words, None, each.before, each.after, each.kind)
    if not graver:
        yield _whole(_weight_of_line(found), name, base, theirs, own)


def _weight_of_line(found: list[FactChange]) -> Consequence:
    if any(each.kind == Kind.WORD for each in found):
        return Consequence.NEW_TOP
    return Consequence.ADDED if any(each.how == How.CAME for each in found) else Consequence.COSMETIC


def _we_say(change: FactChange, ours: str, base: str, bodies: Bodies) -> bool:
    """Whether our own line says it already."""
    if folded(ours) == folded(base) or not change.gained:
        return False
    keys = set(_read_line(ours, bodies).keys)
    return set(change.gained) <= keys and not (change.lost and set(change.lost) <= keys)


def _read_line(words: str, bodies: Bodies) -> Text:
    """A headline may have a capital on every word: then only those names count that the text has."""
    names = bodies.names_before | bodies.names_after
    letters = [word for word in words.split() if word[0].isalpha()]
    if sum(word[0].isupper() for word in letters) * 5 <= len(letters) * 3:
        return read(words, names, bodies.lexicon)
    kept = {*names, *bodies.lexicon.months, *bodies.lexicon.weekdays}
    lowered = _WORD.sub(lambda word: word[0] if word[0].casefold() in kept else word[0].lower(), words)
    text = read(lowered, names, bodies.lexicon)
    return Text(words, text.tokens) if len(text.words) == len(words) else text


def _whole(weight: Consequence, name: str, before: str, after: str, remark: str = "") -> Change:
    if not before:
        words = f"{name} added: {quoted(after)}"
    elif not after:
        words = f"{name} dropped: {quoted(before)}"
    else:
        words = f"{name}: {quoted(before)} → {quoted(after)}{remark}"
    return Change(weight, words, None, before, after)


def _credits(base: Copy, theirs: Copy, ours: Copy) -> Iterable[Change]:
    pairs = (("Byline", "byline"), ("Contributors", "contributor_line"))
    for name, attribute in pairs:
        was, now, own = (getattr(copy, attribute) for copy in (base, theirs, ours))
        if folded(was).casefold() != folded(now).casefold() != folded(own).casefold():
            yield _whole(Consequence.COSMETIC, name, was, now)


def _photos(base: Copy, theirs: Copy, ours: Copy) -> Iterable[Change]:
    """What came and is not ours yet, what went and is still ours."""
    came = set(theirs.photos) - set(base.photos) - set(ours.photos)
    went = (set(base.photos) - set(theirs.photos)) & set(ours.photos)
    told_ = [f"{len(came)} added"] * bool(came) + [f"{len(went)} removed"] * bool(went)
    if told_:
        yield Change(Consequence.PHOTOS, f"Photos: {', '.join(told_)}")
