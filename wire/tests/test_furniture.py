"""Furniture left in copy is found, every kind of it; prose with brackets, dashes and “By” is left alone."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from wire.furniture import Hit, hits, hits_in_words, lines_of, pieces, rules, strike, strike_in_words
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
    keys, may = {"id", "pattern", "where", "says", "examples", "not_examples"}, {"takes", "puts", "moves_to", "not_in"}
    assert [rule["id"] for rule in RULES if rule.keys() - may != keys or not rule["examples"]] == []
    assert {rule.takes for rule in rules()} == {"line", "part", "rest", "rule", "decode", "hand"}
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


@pytest.mark.parametrize("field", ["byline", "credit_line"])
def test_agencies_that_share_a_byline_or_credit_are_no_slug_line(field: str) -> None:
    assert hits_in_words("NTB-AFP-DPA", field) == []
    assert hits_in_words("NTB-AFP-DPA", "headline")


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


# ── taking it out ────────────────────────────────────────────────────────────
BY_HAND = {rule.id for rule in rules() if rule.takes == "hand"}


def struck(body: str) -> str:
    """All that clicks take out of `body`."""
    for _ in range(20):
        changed = next((after for hit in hits(body) if (after := strike(body, hit)) != body), None)
        if changed is None:
            return body
        body = changed
    raise AssertionError(f"never done with {body}")


def test_what_only_the_desk_can_decide_is_listed() -> None:
    orders = {"release-line", "embargo-line", "kill-words", "kill-orders", "desk-lane", "dpa-desk-note"}
    more_than_a_line = {"trim-mark-split", "ap-support-note", "dpa-notebook", "dpa-not-for-publication"}
    assert orders | more_than_a_line == BY_HAND


@each_rule
def test_a_click_takes_a_rules_examples_out(rule: dict[str, Any]) -> None:
    before, after = "<p>Trams stand still.</p>\n", "\n<p>It rained.</p>"
    ruled = before + ("<hr>\n" if rule["where"] == "after-rule" else "")
    shown = [each if "&" in each or "</" in each else escape(each, quote=False) for each in rule["examples"]]
    left = {each: struck(f"{ruled}<p>{each}</p>{after}") for each in shown}
    assert {each: body for each, body in left.items() if {hit.rule for hit in hits(body)} - BY_HAND} == {}
    assert [body for body in left.values() if not body.startswith(before) or not body.endswith(after)] == []


def test_every_line_left_behind_can_be_taken_out_but_for_what_the_desk_decides() -> None:
    bodies = [line if "&" in line else escape(line, quote=False) for line in LEFT_BEHIND]
    still = [body for body in bodies if {hit.rule for hit in hits(struck(f"<p>Trams.</p>\n<p>{body}</p>"))} - BY_HAND]
    assert still == []
    by_hand = [body for body in bodies if hits(struck(f"<p>Trams.</p>\n<p>{body}</p>"))]
    assert len(by_hand) <= len(bodies) / 4


def test_prose_is_unharmed_byte_for_byte() -> None:
    prose = [f"<p>{escape(line, quote=False)}</p>" for line in PROSE]
    body = "\n".join(prose)
    assert struck(body) == body
    among = {line: "\n".join(prose[max(number - 1, 0) : number + 2]) for number, line in enumerate(PROSE)}
    every = [Hit(rule.id, line, rule.says) for rule in rules() for line in PROSE]
    assert [hit for hit in every if strike(among[hit.line], hit) != among[hit.line]] == []


def test_furniture_among_prose_is_taken_out_and_the_prose_stays_byte_for_byte() -> None:
    prose = [f"<p>{escape(line, quote=False)}</p>" for line in PROSE]
    mixed = [part for line in prose for part in (line, "<p>-30-</p>")]
    body = "\n".join(mixed)
    for hit in hits(body):
        body = strike(body, hit)
    assert body == "\n".join(prose)


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("<p>One.</p>\n<p>-30-</p>", "<p>One.</p>"),
        ("<p>-30-</p>\n<p>One.</p>", "<p>One.</p>"),
        ("<p>-30-</p>", ""),
        ("<p>One.<br>-30-</p>", "<p>One.</p>"),
        ("<p>-30-<br>One.</p>", "<p>One.</p>"),
        ("<p>One.<br>-30-<br>Two.</p>", "<p>One.<br>Two.</p>"),
        ("<p><em>One.<br>-30-</em></p>", "<p><em>One.</em></p>"),
        ("<ul><li>One</li><li>(MORE)</li></ul>", "<ul><li>One</li></ul>"),
        ("<ul><li>(MORE)</li></ul>\n<p>One.</p>", "<p>One.</p>"),
        ("<table><tr><td>a</td></tr><tr><td>(MORE)</td></tr></table>", "<table><tr><td>a</td></tr></table>"),
        ("<p><strong>Eds:</strong> Adds a quote.</p>\n<p>One.</p>", "<p>One.</p>"),
        ("<p>One. <em>(Begin optional trim)</em> Two.</p>", "<p>One. Two.</p>"),
        ("<p>The pier (End optional trim).</p>", "<p>The pier.</p>"),
        ("<p>(Begin italics)The <em>Kestrel</em>(End italics) sailed.</p>", "<p>The <em>Kestrel</em> sailed.</p>"),
        ("<p>``We <em>left</em>,'' she said.</p>", "<p>“We <em>left</em>,” she said.</p>"),
        ("<p>The tram _ old _ stood &amp; fell.</p>", "<p>The tram — old — stood &amp; fell.</p>"),
        ("<p>Smith &amp;amp; Sons &lt; Co</p>", "<p>Smith &amp; Sons &lt; Co</p>"),
        ("<p>A &lt;b&gt;ferry&lt;/b&gt; sank.</p>", "<p>A ferry sank.</p>"),
        ("<p>A &lt;!-- ad --&gt; ferry sank.</p>", "<p>A ferry sank.</p>"),
        ("<p>[caption id=&quot;a&quot;]The depot[/caption]</p>", "<p>The depot</p>"),
        ("<p>APNewsBreak: County sells trams</p>", "<p>County sells trams</p>"),
        ("<p>Smoke rose [...] Continue reading</p>", "<p>Smoke rose …</p>"),
        ("<p>A.</p>\n<p>___</p>\n<p>B.</p>", "<p>A.</p>\n<hr>\n<p>B.</p>"),
        ("<p>A.</p>\n<hr>\n<p>Cole reported from Tarn Mills.</p>", "<p>A.</p>"),
        ("<p>A.</p>\n<p>EMBARGOED UNTIL FRIDAY</p>", "<p>A.</p>\n<p>EMBARGOED UNTIL FRIDAY</p>"),
        (f"<p>(c) 2031, Orm Times. {'Trams stood still. ' * 20}</p>",) * 2,
    ],
)
def test_a_click_takes_out_just_that(body: str, left: str) -> None:
    assert struck(body) == left


def test_what_goes_is_shown_before_the_click() -> None:
    [hit] = hits("<p>One. (Begin optional trim) Two.</p>")
    assert pieces(hit) == [("One. ", False), ("(Begin optional trim) ", True), ("Two.", False)]


def test_a_headline_keeps_what_is_not_its_tag() -> None:
    [hit] = hits_in_words("Smith & Sons <sold>, 2nd Ld", "headline")
    assert strike_in_words("Smith & Sons <sold>, 2nd Ld", hit) == "Smith & Sons <sold>"


@pytest.mark.parametrize("unit", ["(Begin optional trim) ", "<em>``</em>", "<br>-30-", "&amp;amp; "])
def test_no_line_makes_the_click_slow(unit: str) -> None:
    body = house_html(f"<p>{unit * (20_000 // len(unit))}</p>")
    began = perf_counter()
    for hit in hits(body)[:3]:
        strike(body, hit)
    assert perf_counter() - began < 1.5
