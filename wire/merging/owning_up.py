"""A note to readers, drafted: what was wrong, what is right, in their words and not in a desk's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from wire.merging.facts import Kind
from wire.merging.statements import Statement
from wire.merging.wording import Change
from wire.vocabulary import Consequence

EARLIER = "An earlier version of this story"
PLAIN = f"{EARLIER} contained an error."  # says too little: an editor must complete it
PLAIN_CLARIFICATION = "This story has been updated to clarify a point."
_TOLD_AT_MOST = 3  # changed facts; of more, the note cannot know which it owns up to
_IN_READERS_WORDS = re.compile(
    r"(?i:an?(?: earlier| previous)? version of |(?:this|the) (?:story|article|report) has been )"
)
_ERRONEOUSLY = re.compile(
    r"(?i:in an? .{0,300}?),\s+(?P<who>[^,]{2,80}?) (?P<how>erroneously|incorrectly|mistakenly|wrongly) (?P<rest>.+)",
    re.DOTALL,
)
_LEAD_IN = re.compile(r"(?i:(?:corrects|clarifies|corrected|fixes|changes|amends)\s*:?\s*)+")
_SHOWS = re.compile(r"(?i:to (?:show|say|reflect|indicate|clarify|make clear) )?(?i:that) (?P<right>.+)", re.DOTALL)
_TO_NOT = re.compile(
    r"(?P<what>[^.;]{3,120}?) to (?P<right>[^.;]{1,120}?),? (?:not|instead of|rather than|sted) (?P<wrong>[^;]{1,120})"
)
_FROM_TO = re.compile(r"(?P<what>[^.;]{3,120}?) from (?P<wrong>[^.;]{1,120}?) to (?P<right>[^;]{1,120})")
_SPELLING = re.compile(r"(?i:(?:the )?spellings? of )(?P<whose>.+)")
_DESK_TALK = re.compile(
    r"(?i:\b(?:eds?|editors)\b\s*[:,]|\bgrafs?\b|\bpvs\b|\bwritethru\b|\bld\b|\bslug(?:line)?\b|\bsted\b|\bpghs?\b"
    r"|\bnote language\b|\bthis version\b)|\b[A-Z]{6,}\b"
)
_IS_SO = re.compile(r"[A-ZÀ-Þ“‘\d].{2,200}? (?:is|are|was|were|has|have|had|did|will|does|do) .+", re.DOTALL)
_NUMBERED = {"hurt", "injured", "killed", "dead", "wounded", "missing", "arrested", "displaced", "rescued", "evacuated"}
_DETERMINERS = ("the ", "a ", "an ", "his ", "her ", "its ", "their ")


def note(says: Statement | None, found: Sequence[Change], *, clarifies: bool = False) -> str:
    """The draft: of what the version `says` it corrects, else of the facts `found` changed, else PLAIN."""
    clarifies = clarifies or bool(says and says.is_clarification)
    facts = [change for change in found if change.consequence == Consequence.FACT and change.kind]
    for text in (_of_statement(says, facts), "" if clarifies else _of_facts(facts)):
        if text and not _DESK_TALK.search(text):
            return text
    return PLAIN_CLARIFICATION if clarifies else PLAIN


def _of_statement(says: Statement | None, facts: Sequence[Change]) -> str:
    """In readers' words what the sender's say; "" when they do not say enough."""
    if says is None:
        return ""
    if _IN_READERS_WORDS.match(says.words):
        return _sentence(says.words)
    wrongly = _ERRONEOUSLY.match(says.words)
    if wrongly:
        return _sentence(f"{EARLIER} {wrongly['how']} {wrongly['rest']}")
    words = _LEAD_IN.sub("", says.words, count=1).strip(" .")
    shows = _SHOWS.match(words)
    if shows:
        verb = "updated to clarify" if says.is_clarification else "corrected to say"
        return _sentence(f"This story has been {verb} that {shows['right']}")
    pair = _TO_NOT.match(words) or _FROM_TO.match(words)
    if pair:
        return _of_pair(pair["what"].strip(), pair["wrong"].strip(" ."), pair["right"].strip(" ."))
    spelling = _SPELLING.match(words)
    if spelling:
        return _of_spelling(spelling["whose"].strip(" ."), facts)
    says_so = words == says.words.strip(" .") and _IS_SO.match(words) and not says.is_clarification
    return f"{PLAIN} {_sentence(words)}" if says_so else ""


def _of_pair(what: str, wrong: str, right: str) -> str:
    spelling = _SPELLING.match(what)
    if spelling:
        return f"{EARLIER} misspelled {_with_article(spelling['whose'])} as {wrong}. It is {_sentence(right)}"
    return f"{EARLIER} gave {_with_article(what)} as {wrong}. It is {_sentence(right)}"


def _of_spelling(whose: str, facts: Sequence[Change]) -> str:
    whose = whose if "name" in whose.split()[-1:] or whose[:1].islower() else f"the name of {whose}"
    names = [fact for fact in facts if fact.kind == Kind.NAME and fact.before and fact.after]
    right = f" It is {names[0].after}, not {names[0].before}." if len(names) == 1 else ""
    return f"{_sentence(f'{EARLIER} misspelled {_with_article(whose)}')}{right}"


def _with_article(what: str) -> str:
    """ "the number hurt" of "number hurt"; a name, or what has its article, stays."""
    return what if what.lower().startswith(_DETERMINERS) or what[:1].isupper() else f"the {what}"


def _of_facts(facts: Sequence[Change]) -> str:
    told = list(dict.fromkeys(_of_fact(fact) for fact in facts))
    return " ".join(told) if 0 < len(told) <= _TOLD_AT_MOST else ""


def _of_fact(fact: Change) -> str:
    before, after = fact.before, fact.after
    if "changed places" in fact.words:
        return f"{EARLIER} confused {before} and {after}."
    if fact.kind == Kind.QUOTE:
        return f"{EARLIER} gave a quotation wrongly. It is: “{after}”"
    if not before:
        return f"{EARLIER} was wrong in one point. It should have said “{after}”."
    if not after:
        return f"{EARLIER} wrongly said “{before}”."
    if fact.kind == Kind.NUMBER:
        return _of_number(before, after)
    if fact.kind == Kind.NAME:
        if SequenceMatcher(None, before, after, autojunk=False).ratio() > 0.7:
            return f"{EARLIER} misspelled the name of {after} as {before}."
        return f"{EARLIER} named {before}. It should have named {after}."
    if fact.kind == Kind.DATE:
        what = "a date" if any(each.isdigit() for each in before + after) else "a day"
        return f"{EARLIER} gave {what} as {before}. It is {after}."
    return f"{EARLIER} said “{before}”. It should have said “{after}”."


def _of_number(before: str, after: str) -> str:
    """A number with what it counts, where both have it alike: "gave the number hurt as 11. It is 14." """
    was, now = before.split(), after.split()
    if len(was) == len(now) > 1 and was[1:] == now[1:]:
        noun = " ".join(was[1:])
        if noun in _NUMBERED:
            return f"{EARLIER} gave the number {noun} as {was[0]}. It is {now[0]}."
        if noun.islower() and (noun.endswith("s") or noun == "people") and was[0][:1] not in "$€£¥":
            return f"{EARLIER} gave the number of {noun} as {was[0]}. It is {now[0]}."
    if len(was) == len(now) > 1 and was[:-1] == now[:-1] and was[-2].endswith(","):
        return f"{EARLIER} gave the age of {' '.join(was[:-1]).rstrip(',')} as {was[-1]}. It is {now[-1]}."
    return f"{EARLIER} said “{before}”. It should have said “{after}”."


def _sentence(words: str) -> str:
    words = words.strip(" ()")
    words = f"{words[0].upper()}{words[1:]}" if words.startswith(("an ", "this ", "a ", "the ")) else words
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."
