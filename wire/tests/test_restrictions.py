"""What senders forbid is found, each line by its verdict; prose, names and credits restrict nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from wire.restrictions import Restriction, Verdict, as_kept, gravest, places_named, restrictions_in, rules
from wire.tests.command_line import PROJECT

FILES = sorted(path for path in PROJECT.glob("wire/parsers/restrictions/*.json") if path.name != "places.json")
RULES = [each for path in FILES for each in json.loads(path.read_text("utf-8"))]
HERE = Path(__file__).parent / "restrictions"
RESTRICTED = [line.partition(" | ")[::2] for line in (HERE / "restricted.txt").read_text("utf-8").splitlines()]
HARMLESS = (HERE / "harmless.txt").read_text("utf-8").splitlines()
PROSE = (HERE.parent / "furniture/prose.txt").read_text("utf-8").splitlines()
SENT = datetime(2031, 5, 6, 11, tzinfo=ZoneInfo("America/New_York"))  # a Tuesday

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])


def read(*texts: str, territory: str = "US", sent_at: datetime | None = SENT) -> list[Restriction]:
    return restrictions_in(*texts, sent_at=sent_at, territory=territory)


def blocks(line: str) -> bool:
    """Whether readers are kept from it, for now or for good, or for a time."""
    return gravest(read(line)) not in (None, Verdict.ALLOWED)


def moments(line: str) -> set[str]:
    timed = [each for each in read(line) if each.verdict in (Verdict.UNTIL, Verdict.EXPIRES)]
    found = [each.until or each.expires for each in timed]
    return {moment.isoformat() if moment else "-" for moment in found}


# ── the labelled lines ───────────────────────────────────────────────────────
def test_there_is_enough_to_try() -> None:
    assert (len(RESTRICTED) >= 300, len(HARMLESS) >= 75, len(PROSE) >= 150) == (True, True, True)
    lines = [line for _, line in RESTRICTED]
    assert len(set(lines)) == len(lines)
    assert {label.partition(" ")[0] for label, _ in RESTRICTED} == {*Verdict}


def test_every_restriction_has_the_verdict_that_was_written_by_hand() -> None:
    wrong = {
        line: (label, gravest(read(line)))
        for label, line in RESTRICTED
        if gravest(read(line)) != label.partition(" ")[0]
    }
    assert wrong == {}


def test_every_moment_is_the_one_that_was_written_by_hand() -> None:
    timed = [(label.partition(" ")[2], line) for label, line in RESTRICTED if " " in label]
    assert len(timed) >= 60
    assert {line: moments(line) for moment, line in timed if moments(line) != {moment}} == {}


def test_nothing_that_blocks_is_missed_and_nothing_harmless_blocked(record_property) -> None:
    blocking = [line for label, line in RESTRICTED if not label.startswith("allowed")]
    free = [line for label, line in RESTRICTED if label.startswith("allowed")] + HARMLESS + PROSE
    recall = sum(map(blocks, blocking)) / len(blocking)
    false_blocks = sum(map(blocks, free)) / len(free)
    record_property("recall", f"{recall:.1%} of {len(blocking)}")
    record_property("false blocks", f"{false_blocks:.1%} of {len(free)}")
    assert (recall, false_blocks) == (1.0, 0.0)


def test_a_harmless_line_restricts_nothing() -> None:
    found = {line: [each for each in read(line) if each.verdict != Verdict.ALLOWED] for line in [*HARMLESS, *PROSE]}
    assert {line: restrictions for line, restrictions in found.items() if restrictions} == {}


def test_a_barred_line_is_barred_wherever_it_stands() -> None:
    barred = [line for label, line in RESTRICTED if label == "barred"]
    caption = "A ferry docks at Lorn Island on Friday. (Mara Quist/Meridian Press)"
    for shown in ("{}; NO SALES", "NO SALES; {}", f"{caption}\n{{}}", "Eds: With photos.\n{}\n"):
        assert [line for line in barred if gravest(read(shown.format(line))) != Verdict.BARRED] == []


# ── the rules themselves ─────────────────────────────────────────────────────
def test_a_rule_has_one_name_and_all_its_keys() -> None:
    assert sorted(rule.id for rule in rules()) == sorted(rule["id"] for rule in RULES)
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    keys = {"id", "pattern", "verdict", "says", "examples", "not_examples"}
    assert [rule["id"] for rule in RULES if rule.keys() - {"spared_by"} != keys or not rule["examples"]] == []
    assert {rule["verdict"] for rule in RULES} <= {*Verdict, "out", "only"}
    assert [rule["id"] for rule in RULES if not rule["says"].endswith(".")] == []


@each_rule
def test_a_rule_finds_its_examples(rule: dict[str, Any]) -> None:
    assert [each for each in rule["examples"] if rule["id"] not in [found.rule for found in read(each)]] == []


@each_rule
def test_a_rule_leaves_alone_what_it_must(rule: dict[str, Any]) -> None:
    assert {each: read(each) for each in rule["not_examples"] if read(each)} == {}


def test_places_are_written_in_capitals_and_mean_countries() -> None:
    assert [name for name in places_named() if name != name.upper()] == []
    codes = {code for codes in places_named().values() for code in codes}
    assert {code for code in codes if len(code) != 2 or code != code.upper()} == {"*"}


@pytest.mark.parametrize(
    ("words", "territory", "verdict"),
    [
        ("US OUT", "US", Verdict.BARRED),
        ("US OUT", "GB", Verdict.ALLOWED),
        ("UK AND IRELAND OUT", "IE", Verdict.BARRED),
        ("SOUTH AMERICA OUT", "US", Verdict.ALLOWED),
        ("NORTH AMERICA OUT", "CA", Verdict.BARRED),
        ("GERMANY ONLY", "DE", Verdict.ALLOWED),
        ("GERMANY ONLY", "AT", Verdict.BARRED),
        ("G-A-S OUT", "AT", Verdict.BARRED),
        ("WORLDWIDE OUT", "NZ", Verdict.BARRED),
        ("Not for use in Japan", "JP", Verdict.BARRED),
    ],
)
def test_a_country_bars_the_paper_that_is_in_it(words: str, territory: str, verdict: Verdict) -> None:
    assert gravest(read(words, territory=territory)) == verdict


# ── what is found ────────────────────────────────────────────────────────────
def test_each_restriction_keeps_the_exact_words_it_came_from() -> None:
    found = read(
        "A ferry docks. (Mara Quist/MP) MANDATORY CREDIT; Japan out; NO DRONES USE WITHOUT PERMISSION", "Online  out"
    )
    assert [(each.rule, each.words, each.verdict) for each in found] == [
        ("mandatory-credit", "MANDATORY CREDIT", Verdict.ALLOWED),
        ("out-of", "Japan out", Verdict.ALLOWED),
        ("ask-first", "NO DRONES USE WITHOUT PERMISSION", Verdict.ACKNOWLEDGE),
        ("online-out", "Online out", Verdict.BARRED),
    ]


def test_the_same_words_are_one_restriction() -> None:
    assert [each.words for each in read("NO SALES", "No more.\nNO SALES; NO SALES")] == ["NO SALES"]


def test_no_archiving_needs_no_answer_where_its_end_is_said() -> None:
    assert [(each.words, each.verdict) for each in read("NO ARCHIVING; 14 DAYS")] == [
        ("NO ARCHIVING", Verdict.ALLOWED),
        ("14 DAYS", Verdict.EXPIRES),
    ]
    assert [each.verdict for each in read("NO ARCHIVING")] == [Verdict.ACKNOWLEDGE]


def test_an_expiry_that_cannot_be_counted_is_a_persons_to_set() -> None:
    (found,) = read("14 DAYS", sent_at=None)
    assert (found.verdict, found.expires) == (Verdict.ACKNOWLEDGE, None)
    assert found.says.endswith("When that is could not be read: set “Expires at”, and answer for the use.")
    assert gravest(read("0 DAYS")) == Verdict.ACKNOWLEDGE
    assert gravest(read("Valid until May 40")) == Verdict.ACKNOWLEDGE
    assert gravest(read("Use within 9999 years")) == Verdict.ACKNOWLEDGE


def test_an_embargo_that_cannot_be_read_is_one_without_end() -> None:
    assert [(each.verdict, each.until) for each in read("Embargoed until the vote")] == [(Verdict.UNTIL, None)]
    assert [(each.verdict, each.until) for each in read("Embargoed until 6 p.m. Friday", sent_at=None)] == [
        (Verdict.UNTIL, None)
    ]


def test_a_restriction_is_kept_as_json_with_its_moments() -> None:
    (kept,) = as_kept(read("14 DAYS ONLY"))
    assert kept == {
        "rule": "expires-days-bare",
        "words": "14 DAYS ONLY",
        "verdict": "expires",
        "says": "Its use ends after a time that these words give.",
        "expires": (SENT + timedelta(days=14)).isoformat(),
    }
    assert json.loads(json.dumps(as_kept(read("HOLD FOR RELEASE until 6 p.m. GMT May 8"))))[0]["until"] == (
        datetime(2031, 5, 8, 18, tzinfo=UTC).isoformat()
    )


def test_nothing_is_said_of_nothing() -> None:
    assert read() == read("", "   ", "\n") == []
    assert gravest([]) is None


@pytest.mark.parametrize("unit", ["NO ", "use ", "until ", "(", "A ", "JAPAN, ", "14 days ", "photo ", "“", "not for "])
def test_a_text_that_never_ends_is_read_to_its_bound(unit: str) -> None:
    text = f"ONLINE OUT\n{unit * (40_000 // len(unit))}\nUS OUT"
    assert [each.words for each in read(text) if each.verdict == Verdict.BARRED] == ["ONLINE OUT"]
