"""A change in words that an editor reads at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wire.merging.facts import Kind
from wire.merging.findings import FactChange, How
from wire.vocabulary import Consequence

SHOWN_AT_MOST = 90  # characters of a passage
_WITHIN = str.maketrans("“”", "‘’")
WEIGHT = {How.CHANGED: Consequence.FACT, How.CAME: Consequence.ADDED, How.WENT: Consequence.CUT}


@dataclass(frozen=True)
class Change:
    """One thing that a later version changes. `place`: the paragraph of ours, from 1; None where it has none.

    `kind` says of a changed fact what it is; `before` and `after` are its words.
    """

    consequence: Consequence
    words: str
    place: int | None = None
    before: str = ""
    after: str = ""
    kind: Kind | None = None


def cut_off(words: str, limit: int = SHOWN_AT_MOST) -> str:
    """The words on one line, or as many whole ones as fit."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    return f"{words[:limit].rpartition(' ')[0] or words[:limit]}…"


def quoted(words: str, limit: int = SHOWN_AT_MOST) -> str:
    """The same in quotation marks; speech within them has single ones."""
    return f"“{cut_off(words, limit).translate(_WITHIN)}”"


def told(change: FactChange) -> str:
    """The change of a fact, without where it stands."""
    before, after = cut_off(change.before), cut_off(change.after)
    if change.kind == Kind.QUOTE:
        return _told_of_quote(change, before, after)
    if change.kind == Kind.WORD:
        return f"adds “{after}”" if change.how == How.CAME else f"cuts “{before}”"
    bare = change.kind in (Kind.NUMBER, Kind.DATE)
    if change.swapped:
        return f"{before} and {after} changed places" if bare else f"‘{before}’ and ‘{after}’ changed places"
    if before and after:
        return f"{before} → {after}" if bare else f"‘{before}’ → ‘{after}’"
    if change.kind == Kind.NAME:
        return f"now names ‘{after}’" if after else f"no longer names ‘{before}’"
    return f"now says “{after}”" if after else f"no longer says “{before}”"


def _told_of_quote(change: FactChange, before: str, after: str) -> str:
    of = f" of {change.who}" if change.who else ""
    who = f" {change.who}" if change.who else ""
    if before and after:
        what = {How.CHANGED: "changed", How.CAME: "is longer", How.WENT: "is shorter"}[change.how]
        return f"the quote{of} {what}: “{before}” → “{after}”"
    return f"now quotes{who}: “{after}”" if after else f"no longer quotes{who}: “{before}”"


def paragraphs(places: Sequence[int]) -> str:
    """ "Paragraph 4", "Paragraphs 2, 6 and 9"."""
    if len(places) == 1:
        return f"Paragraph {places[0]}"
    return f"Paragraphs {', '.join(map(str, places[:-1]))} and {places[-1]}"
