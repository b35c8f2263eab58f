"""What a sender's words forbid or ask: usage terms, instructions and notes, read by rules kept as data.

The rules are in wire/parsers/restrictions/, a file an agency and a general one; its README says how to add one.
Words in capitals that look like a restriction and that no rule knows are never passed over: a person answers for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from wire.parsers._embargo import day_near, embargo_lifts_at
from wire.parsers._signals import EMBARGO_WORDS

_LONGEST = 300  # characters of a restriction's words
_LONGEST_SEARCHED = 20_000
_LONGEST_PART = 600
_TAKEN = "\ue000"  # stands where a known restriction stood
_HINT = re.compile(  # what stands in all that restricts anything: asked first, since most words do not
    r"[A-ZÀ-Þ]{2,}\W{1,3}[A-ZÀ-Þ]{2,}|\b(?i:(?:out|no|not|non|only|must|may not|ne|pas|sous|hors|tous|nach|zur|alle|uso"
    r"|web|hfr|adv|hold|stop|days?|hours?|weeks?|months?|years?|tagen?)\b|without|except|exclu|permi|restrict|prohib|forbid|mandatory"
    r"|requir|instruct|licen|expir|clear|consent|condition|fees?\b|charge|usage|us(?:e|ed|ing)\b|sale|resale|archiv|internet"
    r"|online|on-line|digital|website|electronic|embargo|until|before|release|delete|remove|valid|rights|client|subscriber|member|credit|cr[eé]dit"
    r"|provided|illustrat|language|graphic|disturbing|offensive|scenes|minors|faces|nur|kein|nicht|verbot|ver(?:ö|oe)ff|sperr"
    r"|gesperrt|frei|bitte|honorar|pers[öo]nl|interdi|sauf|uniquement|prohibid|vietat|s[óo]lo|credito"
    r"|crédito|adv ?\d|print|newspaper)"
)
_PART = re.compile(r"\s*[;|•·*\r\n]+\s*")
_CLAUSE = re.compile(
    r"[()\[\]{}]|\s[-–—]{1,2}\s|(?<=[^\W_]{2})(?<!\b(?i:jan|feb|mar|apr|aug|sep|oct|nov|dec))[.!?](?=\s|$)"
)
_QUOTED = re.compile(r"(?<=[^\W_] )(?:“[^”]{0,200}”|\"[^\"]{0,200}\")")  # what a sign in the picture says
_EMBARGOED = re.compile(f"(?:{EMBARGO_WORDS.pattern})(?:\\s*:?\\s*(?i:until|till|to|for|before)\\b)?[ ,]*")
_EDGES = ".,:!?()[]{}/–—-&+" + _TAKEN
_AND = ("and", "und", "et", "or", "y")
_UPWARD = re.compile(rf"(?:^|[.,:()\[\]–—{_TAKEN}-])[^a-zß-ÿ]*\Z")
_DOWNWARD = re.compile(rf"[^a-zß-ÿ]*(?:\Z|[.,:()\[\]–—{_TAKEN}-])")
_CONNECTING = re.compile(r"^(?:[\W_]|AND\b|BUT\b|OR\b|PLUS\b)+|(?:[\W_]|\bAND\b|\bBUT\b|\bOR\b)+\Z")
_SOUNDS = re.compile(
    r"(?<![\w-])(?:OUT|NO(?!\.? ?\d)|NOT|NON|ONLY|WITHOUT|EXCEPT|EXCLUD\w+|EXCLUSIVE|PERMI\w+|RESTRICT\w*|PROHIBIT\w*"
    r"|FORBIDDEN|MUST|CANNOT|MANDATORY|REQUIRE\w*|EMBARGO\w*|INSTRUCTIONS?|LICEN[CS]\w*|EXPIR\w+|CLEARED|CLEARANCE|CONSENT|CONDITIONS|FEES?"
    r"|CHARGES?|USAGE|USED?|SALES?|RESALES?|ARCHIV\w*|INTERNET|ONLINE|WEB|BROADCAST|UNTIL|PRIOR|TERMS|APPLY|BLACKOUT|DELETE\w*"
    r"|NUR|KEINE?N?|NICHT|VERBOTEN|SPERR\w*|INTERDIT\w*|SAUF|UNIQUEMENT|PROHIBID\w+|VIETAT\w+)\b"
)
_SOUNDS_LOUD = re.compile(
    r"(?<![\w-])(?:OUT|WITHOUT|PERMISSION|RESTRICT\w*|PROHIBIT\w*|ONLY|LICEN[CS]\w*|ARCHIV\w*|EMBARGO\w*|MANDATORY|USE|USAGE|SALES)\b"
)
_LOUD_RUN = re.compile(r"(?:^|(?<=\s))[^\Wa-zß-ÿ_][^a-zß-ÿ]{4,}(?=\s|\Z)")
_GOES_ON = re.compile(r" (?!\d|[A-Z]{3,9}\.? \d|(?:FILE|PHOTO|HANDOUT|AP)\b)[^\W_]")
_NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"twelve": 12, "fourteen": 14, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90},
}
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24, "tag": 24, "jour": 24, "stunde": 1}
_MOST_HOURS = 20 * 365 * 24


class Verdict(StrEnum):
    """What a restriction means for this paper's own site, the gravest first."""

    BARRED = "barred"
    UNTIL = "until"
    ACKNOWLEDGE = "acknowledge"
    EXPIRES = "expires"
    ALLOWED = "allowed"


class Restriction(NamedTuple):
    """One restriction, with the exact words it came from.

    `until`: blocked before it; with the verdict UNTIL and no moment, blocked without end.
    `expires`: blocked from it on.
    """

    rule: str
    words: str
    verdict: Verdict
    says: str
    until: datetime | None = None
    expires: datetime | None = None


class Rule(NamedTuple):
    """One way of saying a restriction. `verdict`: a Verdict, or "out" and "only", which ask the places it names.

    `spared_by`: the verdict beside which this one needs no answer.
    """

    id: str
    pattern: re.Pattern[str]
    verdict: str
    says: str
    spared_by: str


_UNKNOWN = Rule(
    "unknown",
    re.compile("$^"),
    Verdict.ACKNOWLEDGE,
    "No rule knows these words: read them, and answer for the use.",
    "",
)
_EMBARGO = Rule(
    "embargo", EMBARGO_WORDS, Verdict.UNTIL, "The sender holds it back until a moment that these words give.", ""
)


class _Said(NamedTuple):
    """A rule that some words fit: before a clock is asked."""

    rule: Rule
    words: str
    verdict: str
    number: str = ""
    unit: str = ""


def restrictions_in(*texts: str, sent_at: datetime | None, territory: str) -> list[Restriction]:
    """What these texts forbid or ask of a paper in `territory` (an ISO country code), each words once.

    `sent_at`: when they were written, in the sender's zone; days are counted from it.
    """
    said: dict[str, _Said] = {}
    for text in texts:
        if text:
            for each in _said_in(text[:_LONGEST_SEARCHED], territory):
                said.setdefault(each.words, each)
    found = [_timed(each, sent_at) for each in said.values()]
    verdicts = {each.verdict for each in found}
    return [_spared(each) if said[each.words].rule.spared_by in verdicts else each for each in found]


def gravest(found: Iterable[Restriction]) -> Verdict | None:
    """The verdict that counts; None when nothing is restricted."""
    order = list(Verdict)
    return min((each.verdict for each in found), key=order.index, default=None)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried: what bars first, what only asks last, since it is said in
    wider words; agencies' own before the general ones."""
    told = [each for name, rules in _files() if name != "places.json" for each in rules]
    places = "|".join(re.escape(name) for name in sorted(places_named(), key=len, reverse=True))
    one = rf"(?:THE |DIE |LA )?(?:{places})"
    between = r"(?:\s*(?:,|/|&|\+|-)\s*|\s+)(?:(?:AND|OR|UND|ET)\s+)?"
    named = rf"(?P<places>{one}(?:{between}{one}){{0,12}})(?!\w)"
    made = []
    for each in told:
        pattern = each["pattern"].replace("{places}", named).replace("[^", f"[^{_TAKEN}")
        made.append(Rule(each["id"], re.compile(pattern), each["verdict"], each["says"], each.get("spared_by", "")))
    order = ["until", "barred", "expires", "only", "out", "allowed", "acknowledge"]
    return tuple(sorted(made, key=lambda rule: order.index(rule.verdict)))


@cache
def places_named() -> dict[str, list[str]]:
    """The names of places, in capitals, each with the ISO codes of the countries it means; "*" is all."""
    places: dict[str, list[str]] = next(told for name, told in _files() if name == "places.json")
    return places


def _files() -> Iterator[tuple[str, Any]]:
    folder = files("wire.parsers") / "restrictions"
    named = sorted((each for each in folder.iterdir() if each.name.endswith(".json")), key=lambda each: each.name)
    for place in sorted(named, key=lambda each: each.name == "general.json"):
        yield place.name, json.loads(place.read_text("utf-8"))


# ── words ────────────────────────────────────────────────────────────────────
@lru_cache(maxsize=4096)  # the same terms stand under thousands of items
def _said_in(text: str, territory: str) -> tuple[_Said, ...]:
    found: list[_Said] = []
    for part in _PART.split(text):
        if _HINT.search(part):
            plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), " ".join(part.split()))
            for piece in [plain] if len(plain) <= _LONGEST_PART else _cut(plain):
                found += _in_part(piece, territory)
    return tuple(found)


def _cut(part: str) -> list[str]:
    """What is too long for one restriction, sentence by sentence."""
    sentences = [part[start:end] for start, end in _clauses(part)]
    return [each[at : at + _LONGEST_PART] for each in sentences for at in range(0, len(each), _LONGEST_PART)]


@lru_cache(maxsize=4096)
def _in_part(part: str, territory: str) -> tuple[_Said, ...]:
    """Moments first, since a date holds full stops; then clause by clause; then what nobody knows."""
    found: list[_Said] = []
    left = part
    embargo = _EMBARGOED.search(part)
    if embargo:
        found.append(_Said(_EMBARGO, part[embargo.start() :][:_LONGEST].strip(), Verdict.UNTIL))
        left = _without(left, embargo.start(), embargo.end())
    for rule in rules():
        if rule.verdict in (Verdict.UNTIL, Verdict.EXPIRES):
            left = _take(rule, left, territory, found)
    for start, end in _clauses(left):
        rest = left[start:end]
        for rule in rules():
            if rule.verdict not in (Verdict.UNTIL, Verdict.EXPIRES):
                rest = _take(rule, rest, territory, found)
        found += [_Said(_UNKNOWN, words, Verdict.ACKNOWLEDGE) for words in _unknown_in(rest, part[start:end])]
    return tuple(found)


def _clauses(part: str) -> Iterator[tuple[int, int]]:
    ends = [*((found.start(), found.end()) for found in _CLAUSE.finditer(part)), (len(part), len(part))]
    start = 0
    for end, following in ends:
        yield start, end
        start = following


def _take(rule: Rule, clause: str, territory: str, found: list[_Said]) -> str:
    """Adds to `found` what fits the rule, and gives the clause without it."""
    left = clause
    for match in rule.pattern.finditer(clause):
        if match.end() == match.start() or not _counts(clause, match.start(), match.end()):
            continue
        named = match.groupdict()
        words = match[0].strip(" ,:/-–—")[:_LONGEST]
        verdict = _verdict(rule, named.get("places") or "", territory)
        found.append(_Said(rule, words, verdict, named.get("n") or "", named.get("unit") or ""))
        left = _without(left, match.start(), match.end())
    return left


def _without(text: str, start: int, end: int) -> str:
    """The text with nothing known between; as long as it was, so that places in it stay."""
    return f"{text[:start]}{_TAKEN * (end - start)}{text[end:]}"


def _verdict(rule: Rule, named: str, territory: str) -> str:
    """The rule's own verdict, or what follows from the places it names."""
    if rule.verdict not in ("out", "only"):
        return rule.verdict
    left, codes = _bare(named), set()
    for name, all_of in sorted(places_named().items(), key=lambda place: -len(place[0])):
        if _bare(name) in left:
            left = left.replace(_bare(name), "  ")
            codes |= {*all_of}
    is_named = bool(codes & {territory.upper(), "*"})
    return Verdict.BARRED if is_named == (rule.verdict == "out") else Verdict.ALLOWED


def _bare(names: str) -> str:
    """Names of places, in capitals, a blank round each."""
    return f" {' '.join(re.split(r'[^A-ZÀ-Þ.]+', names.upper()))} "


def _counts(clause: str, start: int, end: int) -> bool:
    """Whether a restriction stands here and no part of a sentence: words in capitals begin or end what they stand
    in, others are parted from it on both sides."""
    if clause[start:end] == clause[start:end].upper():
        return bool(_UPWARD.search(clause[:start]) or _DOWNWARD.match(clause[end:]))
    before, after = clause[:start].rstrip(), clause[end:].lstrip()
    is_first = not before or before[-1] in _EDGES or before.lower().endswith(tuple(f" {each}" for each in _AND))
    is_last = not after or after[0] in _EDGES or after.lower().startswith(tuple(f"{each} " for each in _AND))
    return is_first and is_last


def _unknown_in(rest: str, clause: str) -> Iterator[str]:
    """What sounds like a restriction, in capitals, in what is left of a clause; all of a clause whose known words
    go on: RESTRICTED TO EDITORIAL USE is known, RESTRICTED TO EDITORIAL USE BY SCHOOLS is not."""
    for number, piece in enumerate(re.split(f"{_TAKEN}+", rest)):
        for words in map(_bared, piece.split(":")):
            if words != words.upper():
                yield from _loud_in(words)
            elif number and words and _GOES_ON.match(piece):
                yield clause.strip()[:_LONGEST]
            elif (" " in words or number) and _SOUNDS.search(words):
                yield words[:_LONGEST]


def _loud_in(words: str) -> Iterator[str]:
    """Capitals at the start or end of other words: "A ferry docks NO DRONES WITHOUT PERMISSION"."""
    for run in _LOUD_RUN.finditer(words):
        loud = _bared(run[0])
        if " " in loud and _SOUNDS_LOUD.search(loud) and (run.start() == 0 or run.end() == len(words)):
            yield loud[:_LONGEST]


def _bared(piece: str) -> str:
    return _CONNECTING.sub("", piece)


# ── moments ──────────────────────────────────────────────────────────────────
def _timed(said: _Said, sent_at: datetime | None) -> Restriction:
    """With the moments that the words give. An expiry that cannot be read is a person's to set."""
    rule, verdict = said.rule, Verdict(said.verdict)
    if verdict == Verdict.UNTIL:
        until = embargo_lifts_at([said.words]) or embargo_lifts_at([said.words], sent_at)
        return Restriction(rule.id, said.words, verdict, rule.says, until=until)
    if verdict == Verdict.EXPIRES:
        expires = _expiry(said, sent_at) if sent_at else None
        if expires is None:
            says = f"{rule.says} When that is could not be read: set “Expires at”, and answer for the use."
            return Restriction(rule.id, said.words, Verdict.ACKNOWLEDGE, says)
        return Restriction(rule.id, said.words, verdict, rule.says, expires=expires)
    return Restriction(rule.id, said.words, verdict, rule.says)


def _expiry(said: _Said, sent_at: datetime) -> datetime | None:
    if said.number:
        number = int(said.number) if said.number.isdecimal() else _NUMBERS.get(said.number.lower(), 0)
        hours = number * next((hours for unit, hours in _HOURS.items() if said.unit.lower().startswith(unit)), 0)
        return sent_at + timedelta(hours=hours) if 0 < hours <= _MOST_HOURS else None
    day = day_near(said.words, sent_at)
    return datetime.combine(day, time(), tzinfo=sent_at.tzinfo) if day else None


def _spared(each: Restriction) -> Restriction:
    return each._replace(verdict=Verdict.ALLOWED)


def binding_moments(kept: Iterable[dict[str, str]]) -> tuple[datetime | None, datetime | None]:
    """Of restrictions as JSON keeps them: the last moment before which, and the first from which, nothing is shown."""
    told = list(kept)
    untils = [datetime.fromisoformat(each["until"]) for each in told if "until" in each]
    ends = [datetime.fromisoformat(each["expires"]) for each in told if "expires" in each]
    return max(untils, default=None), min(ends, default=None)


def as_kept(found: Sequence[Restriction]) -> list[dict[str, str]]:
    """As JSON keeps them beside a story or a photo."""
    return [
        {
            "rule": each.rule, "words": each.words, "verdict": each.verdict.value, "says": each.says,
            **({"until": each.until.isoformat()} if each.until else {}),
            **({"expires": each.expires.isoformat()} if each.expires else {}),
        }
        for each in found
    ]  # fmt: skip
