"""Furniture of the wires that is left in copy: what an agency wrote for desks and machines, never for readers.

The rules are data, one file an agency or family, in wire/parsers/furniture/; its README says how to add one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from importlib.resources import files
from typing import NamedTuple

_LONGEST_LINE = 600  # characters; a line of furniture is short, and what is longer begins or ends with it
_LONGEST_SEARCHED = 20_000
_RULE = "\ue000"  # stands for <hr>; copy that holds the sign itself holds nothing readable
_WRITTEN_RULE = re.compile(r"(?:[-_*•·=–—] ?){3,40}")
_CELL = re.compile(r"</t[dh]>\s*<t[dh][^>]*>")
_HR = re.compile(r"<hr[^>]*>")
_BREAK = re.compile(
    r"</?(?:p|h[2-6]|ul|ol|li|table|caption|thead|tbody|tfoot|tr|td|th|blockquote|pre|br|div)\b[^>]*>|\n", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")  # in house HTML no attribute and no text holds a bare "<" or ">"


class Rule(NamedTuple):
    """One kind of furniture. `where` a line shows it: "line" the whole of it, "start", "end", "anywhere"
    or "after-rule", the whole of a line that follows a rule ("___")."""

    id: str
    pattern: re.Pattern[str]
    where: str
    says: str


class Hit(NamedTuple):
    """A line of copy that is furniture, or holds some: `says` tells the desk what it is and what to do."""

    rule: str
    line: str
    says: str


def hits(body_html: str) -> list[Hit]:
    """The furniture in house HTML, line by line. [] of clean copy."""
    found = []
    before = ""
    for line in lines_of(body_html):
        found += [Hit(rule.id, line[:_LONGEST_LINE], rule.says) for rule in rules() if _shows(rule, line, before)]
        before = line
    return found


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their files."""
    folder = files("wire.parsers") / "furniture"
    places = sorted((each for each in folder.iterdir() if each.name.endswith(".json")), key=lambda each: each.name)
    told = (rule for place in places for rule in json.loads(place.read_text("utf-8")))
    return tuple(Rule(each["id"], re.compile(each["pattern"]), each["where"], each["says"]) for each in told)


def lines_of(body_html: str) -> Iterator[str]:
    """The lines a reader sees: paragraphs, items, rows of tables; a sign for a rule between them."""
    marked = _CELL.sub(" | ", _HR.sub(f"\n{_RULE}\n", body_html))
    for part in _BREAK.split(marked):
        if line := " ".join(unescape(_TAG.sub("", part)).split()):
            yield line


def _shows(rule: Rule, line: str, before: str) -> bool:
    if rule.where == "start":
        return bool(rule.pattern.match(line[:_LONGEST_LINE]))
    if rule.where == "end":
        tail = line[-_LONGEST_LINE:]
        return any(found.end() == len(tail) for found in rule.pattern.finditer(tail))
    if rule.where == "anywhere":
        return bool(rule.pattern.search(line[:_LONGEST_SEARCHED]))
    whole = len(line) <= _LONGEST_LINE and bool(rule.pattern.fullmatch(line))
    return whole and (rule.where == "line" or _is_rule(before))


def _is_rule(line: str) -> bool:
    return line == _RULE or bool(_WRITTEN_RULE.fullmatch(line))
