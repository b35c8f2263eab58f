"""What a later version changes: labelled pairs, one a file's section; how they are written says pairs/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from wire.merging.consequence import Change, Copy, changes, gravest
from wire.vocabulary import Consequence

PAIRS = Path(__file__).parent / "pairs"
FIELDS = {
    "headline": "headline", "summary": "summary", "byline": "byline", "dateline": "dateline", "ednote": "ednote",
    "contributors": "contributor_line", "pubstatus": "pubstatus", "photos": "photos", "signals": "signals",
}  # fmt: skip
PLAIN = Copy(headline="Ferry hits pier", summary="", byline="Ray Cole", dateline="HARBOR CITY, Wash.", body="")
FIELD = re.compile(rf"({'|'.join(FIELDS)}): (.*)")


@dataclass(frozen=True)
class Pair:
    shows: str
    base: Copy
    theirs: Copy
    ours: Copy
    expects: list[tuple[str, str]]

    def found(self) -> list[Change]:
        return changes(self.base, self.theirs, self.ours)


def copy_of(lines: list[str], before: Copy) -> Copy:
    """A text, its fields those of the one `before` where it sets none."""
    told: dict = {"ednote": "", "signals": (), "pubstatus": "usable"}
    blocks = []
    for line in lines:
        field = FIELD.fullmatch(line)
        if field:
            lasting = field[1] in ("photos", "signals")
            told[FIELDS[field[1]]] = tuple(field[2].split()) if lasting else field[2]
        elif line.startswith("<"):
            blocks.append(line)
        else:
            blocks.append(f"<h2>{line[3:]}</h2>" if line.startswith("## ") else f"<p>{line}</p>")
    return replace(before, body="\n".join(blocks), **told)


def pair_of(section: str) -> Pair:
    shows, *rest = section.strip().split("\n--- ")
    parts = {name: lines for name, *lines in (part.splitlines() for part in rest)}
    base = copy_of(parts["base"], PLAIN)
    ours = copy_of(parts["ours"], base) if "ours" in parts else replace(base, ednote="", signals=())
    expects = [tuple(line.split(": ", 1)) for line in parts["expects"] if line]
    return Pair(shows, base, copy_of(parts["theirs"], base), ours, expects)


SECTIONS = [
    pair_of(section) for path in sorted(PAIRS.glob("*.txt")) for section in path.read_text("utf-8").split("====== ")[1:]
]
every_pair = pytest.mark.parametrize("pair", SECTIONS, ids=lambda pair: pair.shows)


def test_there_are_pairs_of_many_kinds():
    assert len(SECTIONS) >= 120
    expected = {pair.expects[0][0 if pair.expects[0][0] != "gravest" else 1] for pair in SECTIONS if pair.expects}
    assert expected == {each.value for each in Consequence}


@every_pair
def test_a_pair_is_told_as_labelled(pair):
    found = [(change.consequence.value, change.words) for change in pair.found()]
    if pair.expects and pair.expects[0][0] == "gravest":
        assert gravest(pair.found()).value == pair.expects[0][1]
    else:
        assert found == pair.expects
