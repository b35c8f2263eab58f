"""Furniture of the wires that is left in copy: what an agency wrote for desks and machines, never for readers.

It is found line by line, and taken out without a byte else being touched. The rules are data, one file an agency or
family, in wire/parsers/furniture/; its README says how to add one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape, unescape
from importlib.resources import files
from typing import Any, NamedTuple

_LONGEST_LINE = 600  # characters; a line of furniture is short, and what is longer begins or ends with it
_LONGEST_SEARCHED = 20_000
_LONGEST_TAKEN = 300  # characters; a longer line that only begins or ends as furniture may be prose
_RULE = "\ue000"  # stands for <hr>; copy that holds the sign itself holds nothing readable
_WRITTEN_RULE = re.compile(r"(?:[-_*•·=–—] ?){3,40}")
_CELLS = r"</t[dh]>\s*<t[dh][^>]*>"
_EDGE = re.compile(
    rf"(?P<cells>{_CELLS})|(?P<rule><hr[^>]*>)|"
    r"</?(?:p|h[2-6]|ul|ol|li|table|caption|thead|tbody|tfoot|tr|td|th|blockquote|pre|br|div)\b[^>]*>|\n",
    re.IGNORECASE,
)
_CELL = re.compile(_CELLS)
_TAG = re.compile(r"<[^>]*>")  # in house HTML no attribute and no text holds a bare "<" or ">"
_TOKEN = re.compile(rf"{_CELLS}|<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|.", re.DOTALL)
_EMPTY_INLINE = re.compile(r"<(strong|em|sub|sup|a)\b[^>]*>(\s*)</\1>")
_BREAK_BEFORE = re.compile(r"<br>((?:</\w+>)*)\Z")
_BREAK_AFTER = re.compile(r"((?:<\w[^>]*>)*?)<br>")
_LAST_RULE = re.compile(r"(?:\n|<hr>)+\Z")
_OPENING = re.compile(r"<(\w+)[^>]*>\s*\Z")


class Rule(NamedTuple):
    """One kind of furniture. `where` a line shows it: "line" the whole of it, "start", "end", "anywhere"
    or "after-rule", the whole of a line that follows a rule ("___").

    `takes` is what goes with one click: "line", "part" (what the pattern found), "rest" (from there to the end of the
    line); "rule" (a rule stands in its place), "decode" (the sign that the code means), "hand" (nothing: the desk has
    to decide). `puts` is what stands in the place of what was found, "*" whatever it was.
    """

    id: str
    pattern: re.Pattern[str]
    where: str
    says: str
    takes: str
    puts: Mapping[str, str]
    not_in: frozenset[str]  # fields where such words are in their place
    moves_to: str  # the field that has a place for them


class Hit(NamedTuple):
    """A line of copy that is furniture, or holds some: `says` tells the desk what it is and what to do."""

    rule: str
    line: str
    says: str


def hits(body_html: str, field: str = "body") -> list[Hit]:
    """The furniture in house HTML, line by line. [] of clean copy."""
    found = []
    before = ""
    asked = [rule for rule in rules() if field not in rule.not_in]
    for line in lines_of(body_html):
        found += [Hit(rule.id, line[:_LONGEST_LINE], rule.says) for rule in asked if _shows(rule, line, before)]
        before = line
    return found


def hits_in_words(words: str, field: str) -> list[Hit]:
    """The furniture in a field that holds plain text."""
    return hits(escape(words, quote=False), field)


def strike(body_html: str, hit: Hit, *, is_copy: bool = True) -> str:
    """`body_html` without this piece of furniture, the first if it stands there twice; untouched when nothing of it
    can go at a click. `is_copy`: not a headline or the like, whose one line is more than its furniture."""
    rule = _called(hit.rule)
    before = ""
    for line in _lines(body_html):
        if line.text[:_LONGEST_LINE] == hit.line and _shows(rule, line.text, before):
            return _without(body_html, line, rule, is_copy)
        before = line.text
    return body_html


def strike_in_words(words: str, hit: Hit) -> str:
    """The same in a field that holds plain text."""
    return unescape(strike(escape(words, quote=False), hit, is_copy=False))


def pieces(hit: Hit, *, is_copy: bool = True) -> list[tuple[str, bool]]:
    """The line in pieces, each with whether a click takes it out."""
    told, done = [], 0
    for start, end in _taken(_called(hit.rule), hit.line, is_copy):
        told += [(hit.line[done:start], False), (hit.line[start:end], True)]
        done = end
    return [(words, goes) for words, goes in [*told, (hit.line[done:], False)] if words]


def field_for(hit: Hit) -> str:
    """The field in which these words have their place; "" when they have none."""
    return _called(hit.rule).moves_to


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their files."""
    folder = files("wire.parsers") / "furniture"
    places = sorted((each for each in folder.iterdir() if each.name.endswith(".json")), key=lambda each: each.name)
    return tuple(_rule(told) for place in places for told in json.loads(place.read_text("utf-8")))


def _rule(told: dict[str, Any]) -> Rule:
    takes = told.get("takes", "part" if told["where"] in ("end", "anywhere") else "line")
    puts, not_in, moves_to = told.get("puts", {}), frozenset(told.get("not_in", ())), told.get("moves_to", "")
    return Rule(told["id"], re.compile(told["pattern"]), told["where"], told["says"], takes, puts, not_in, moves_to)


@cache
def _called(name: str) -> Rule:
    return next(rule for rule in rules() if rule.id == name)


class _Line(NamedTuple):
    text: str
    start: int
    end: int


def lines_of(body_html: str) -> Iterator[str]:
    """The lines a reader sees: paragraphs, items, rows of tables; a sign for a rule between them."""
    return (line.text for line in _lines(body_html))


def _lines(body_html: str) -> Iterator[_Line]:
    start = 0
    for edge in _EDGE.finditer(body_html):
        if edge["cells"]:
            continue
        yield from _line(body_html, start, edge.start())
        if edge["rule"]:
            yield _Line(_RULE, edge.start(), edge.end())
        start = edge.end()
    yield from _line(body_html, start, len(body_html))


def _line(body_html: str, start: int, end: int) -> Iterator[_Line]:
    shown = _TAG.sub("", _CELL.sub(" | ", body_html[start:end]))
    if text := " ".join(unescape(shown).split()):
        yield _Line(text, start, end)


def _shows(rule: Rule, line: str, before: str) -> bool:
    if rule.where == "start":
        return bool(rule.pattern.match(line[:_LONGEST_LINE]))
    if rule.where == "end":
        tail = line[-_LONGEST_LINE:]
        return any(found.end() == len(tail) for found in rule.pattern.finditer(tail))
    if rule.where == "anywhere":
        return bool(rule.pattern.search(line[:_LONGEST_SEARCHED]))
    whole = len(line) <= _LONGEST_LINE and bool(rule.pattern.fullmatch(line))
    return whole and (rule.where == "line" or is_rule(before))


def is_rule(line: str) -> bool:
    """Whether `line` parts the copy: a rule, or one that is written out."""
    return line == _RULE or bool(_WRITTEN_RULE.fullmatch(line))


# ── taking it out ────────────────────────────────────────────────────────────
def _taken(rule: Rule, line: str, is_copy: bool) -> list[tuple[int, int]]:
    """The parts of `line` that a click takes out; [] when the desk has to decide."""
    takes = "part" if rule.where == "end" and not is_copy else rule.takes  # a headline ends with it, and stays
    if takes == "hand" or takes == "line" and rule.where in ("start", "end") and len(line) > _LONGEST_TAKEN:
        return []
    if takes in ("line", "rule"):
        return [(0, len(line))]
    if takes == "rest":
        return [(len(line[: found.start()].rstrip()), len(line)) for found in _found(rule, line)[:1]]
    return [_with_spare_space(rule, line, *found.span()) for found in _found(rule, line)]


def _found(rule: Rule, line: str) -> list[re.Match[str]]:
    if rule.where == "start":
        return [found for found in [rule.pattern.match(line[:_LONGEST_LINE])] if found]
    if rule.where == "end":
        begin = max(0, len(line) - _LONGEST_LINE)
        return [found for found in rule.pattern.finditer(line, begin) if found.end() == len(line)][:1]
    return list(rule.pattern.finditer(line[:_LONGEST_SEARCHED]))


def _with_spare_space(rule: Rule, line: str, start: int, end: int) -> tuple[int, int]:
    """With the space that would be left over, where nothing takes the part's place."""
    if rule.puts or rule.takes == "decode":
        return start, end
    spare_before = start > 0 and line[start - 1] == " "
    if line[end : end + 1] == " " and (spare_before or start == 0):
        return start, end + 1
    if spare_before and (end == len(line) or line[end] in ".,;:!?"):
        return start - 1, end
    return start, end


def _without(body_html: str, line: _Line, rule: Rule, is_copy: bool) -> str:
    spans = _taken(rule, line.text, is_copy)
    tokens = _tokens(body_html[line.start : line.end])
    places = _places(tokens)
    if not spans or "".join(char for char, _ in places) != line.text:
        return body_html
    gone: dict[int, str] = {}  # token → what stands in its place
    for start, end in spans:
        owners = [owner for _, owner in places[start:end]]
        gone |= dict.fromkeys(owners, "")
        gone[owners[0]] = escape(_put(rule, line.text[start:end]), quote=False)
    left = "".join(gone.get(number, source) for number, (_, source) in enumerate(tokens))
    while (tidied := _EMPTY_INLINE.sub(r"\2", left)) != left:
        left = tidied
    before, after = body_html[: line.start], body_html[line.end :]
    return before + left + after if _TAG.sub("", left).strip() else _closed_up(before, left.strip(), after, rule)


def _tokens(source: str) -> list[tuple[str, str]]:
    """Each piece of the source: what a reader sees of it, and the piece."""
    pieces = _TOKEN.findall(source)
    return [(" | " if _CELL.fullmatch(each) else "" if each[0] == "<" else unescape(each), each) for each in pieces]


def _places(tokens: list[tuple[str, str]]) -> list[tuple[str, int]]:
    """The line's characters, blanks made one as lines_of() has them, each with the token that it comes from."""
    told: list[tuple[str, int]] = []
    for number, (shown, _) in enumerate(tokens):
        for char in shown:
            if not char.isspace():
                told.append((char, number))
            elif told and told[-1][0] != " ":
                told.append((" ", number))
    return told[:-1] if told and told[-1][0] == " " else told


def _put(rule: Rule, found: str) -> str:
    if rule.takes == "decode":
        return unescape(found)
    return rule.puts.get(found, rule.puts.get("*", ""))


def _closed_up(before: str, left: str, after: str, rule: Rule) -> str:
    """The copy where a whole line is gone: no empty paragraph, item or row stays, and no doubled break."""
    closing = "".join(tag for tag in _TAG.findall(left) if tag[1] == "/")
    opening = "".join(tag for tag in _TAG.findall(left) if tag[1] != "/")
    before, after = before + closing, opening + after
    if broken := _BREAK_BEFORE.search(before):
        before = before[: broken.start()] + broken[1]
    elif (broken := _BREAK_AFTER.match(after)) and (not before or before.endswith(("\n", ">"))):
        after = broken[1] + after[broken.end() :]
    while (opened := _OPENING.search(before)) and (closed := re.match(rf"\s*</{opened[1]}>", after)):
        before, after = before[: opened.start()], after[closed.end() :]
    if rule.takes == "rule" and before.endswith("\n") and after.startswith("\n"):
        return f"{before}<hr>{after}"
    if after.startswith("\n") and (not before or before.endswith("\n")):
        after = after[1:]
    if not after.strip():  # a rule at the end parts nothing from nothing
        before = _LAST_RULE.sub("", before)
    return before + after
