"""Furniture left in copy is found, every kind of it; prose with brackets, dashes and “By” is left alone."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from wire.furniture import Hit, hits, lines_of, rules
from wire.markup import house_html
from wire.tests.command_line import PROJECT

FILES = sorted(PROJECT.glob("wire/parsers/furniture/*.json"))
RULES = [each for path in FILES for each in json.loads(path.read_text("utf-8"))]
HERE = Path(__file__).parent / "furniture"
LEFT_BEHIND = (HERE / "left_behind.txt").read_text("utf-8").splitlines()
PROSE = (HERE / "prose.txt").read_text("utf-8").splitlines()

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])


def found(body_html: str) -> list[str]:
    return [hit.rule for hit in hits(body_html)]


def test_there_is_enough_to_try() -> None:
    assert (len(set(LEFT_BEHIND)) >= 120, len(set(PROSE)) >= 150) == (True, True)
    assert len(LEFT_BEHIND) == len(set(LEFT_BEHIND))


def test_a_rule_has_one_name_and_all_its_keys() -> None:
    assert [rule.id for rule in rules()] == [rule["id"] for rule in RULES]
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    keys = {"id", "pattern", "where", "says", "examples", "not_examples"}
    assert [rule["id"] for rule in RULES if rule.keys() != keys or not rule["examples"]] == []
    assert {rule["where"] for rule in RULES} <= {"line", "start", "end", "anywhere", "after-rule"}
    assert [rule["id"] for rule in RULES if not rule["says"].endswith(".")] == []


@each_rule
def test_a_rule_finds_its_examples(rule: dict[str, Any]) -> None:
    before = "<p>Trams stand still.</p><hr>" if rule["where"] == "after-rule" else ""
    missed = [each for each in rule["examples"] if rule["id"] not in found(f"{before}<p>{each}</p>")]
    assert missed == []


@each_rule
def test_a_rule_leaves_alone_what_it_must(rule: dict[str, Any]) -> None:
    assert {each: found(f"<p>{each}</p>") for each in rule["not_examples"] if found(f"<p>{each}</p>")} == {}


def test_every_line_left_behind_is_found() -> None:
    bodies = (line if "&" in line else escape(line, quote=False) for line in LEFT_BEHIND)
    assert [body for body in bodies if not hits(f"<p>The trams stood still.</p>\n<p>{body}</p>")] == []


def test_no_line_of_prose_is_taken_for_furniture() -> None:
    taken = {line: found(f"<p>{escape(line, quote=False)}</p>") for line in PROSE}
    assert {line: names for line, names in taken.items() if names} == {}


def test_a_hit_names_rule_and_line_and_tells_the_desk_what_to_do() -> None:
    says = "A mark that the copy ends is left in it: delete it."
    assert hits("<p>Trams stand still.</p>\n<p>-30-</p>") == [Hit("end-mark", "-30-", says)]


def test_clean_copy_has_no_hits() -> None:
    assert hits("") == []
    assert hits("<h2>What we know</h2>\n<p>Trams <em>stand</em> still.</p>\n<hr>\n<ul><li>One</li></ul>") == []


def test_a_rule_of_the_page_is_no_furniture_and_a_written_one_is() -> None:
    assert found("<p>One.</p><hr><p>Two.</p>") == []
    assert found("<p>One.</p><p>___</p><p>Two.</p>") == ["written-rule"]


@pytest.mark.parametrize("rule", ["<hr>", "<p>___</p>", "<p>- - -</p>"])
def test_who_reported_is_furniture_only_below_a_rule(rule: str) -> None:
    line = "<p>Cole reported from Tarn Mills, Tan from Port Alder.</p>"
    assert "reported-from" in found(f"<p>Trams stand still.</p>{rule}{line}")
    assert found(f"<p>Trams stand still.</p>{line}") == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One.<br>-30-</p>", ["One.", "-30-"]),
        ("<ul><li>One</li><li>(MORE)</li></ul>", ["One", "(MORE)"]),
        ("<table><tr><th>Start</th><th>END</th></tr></table>", ["Start | END"]),
        ("<pre>One\n  two</pre>", ["One", "two"]),
        ("<p>A <strong>B</strong>&nbsp;&amp; C</p>", ["A B & C"]),
        ("<blockquote><p>One</p></blockquote>", ["One"]),
    ],
)
def test_a_line_is_what_a_reader_sees_as_one(body: str, lines: list[str]) -> None:
    assert list(lines_of(body)) == lines


def test_emphasis_does_not_hide_furniture() -> None:
    assert found("<p><strong>Eds:</strong> Adds comment.</p>") == ["eds-note"]
    assert found("<p>The pier. <em>(Begin optional trim)</em> More.</p>") == ["trim-mark"]


@pytest.mark.parametrize(
    "unit",
    ["(", "begin optional ", "a-", "AP-", "- ", "A ", "BY AND ", "a/b", "&amp;lt;", "contributed to ", "… ", "'' "],
)
def test_no_line_makes_it_slow(unit: str) -> None:
    body = house_html(f"<p>{unit * (40_000 // len(unit))}</p>" + f"<p>By {unit * 100}</p>" * 100)
    rules()
    began = perf_counter()
    hits(body)
    assert perf_counter() - began < 0.6
