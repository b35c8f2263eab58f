"""Laws that hold for every format: each sample in wires/<format>/ is swept, whoever wrote it.

Beside a sample lies `<name>.json`: {"shows": one sentence} and what is expected: {"item": ...} of one item,
{"items": [...]} of several, or {"error": the message}.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.conf import settings

from wire.parsers import registry
from wire.parsers.base import Parser
from wire.parsers.errors import UnknownFormat, WireError
from wire.parsers.item import Context

WIRES = Path(__file__).parents[1] / "wires"
SAMPLES = sorted(path for path in WIRES.glob("*/*") if path.suffix != ".json")
# Places in a sample at which it is cut and damaged, elsewhere in each; with SWEEP_EVERY_BYTE=1 at every byte, which
# takes a minute or two.
PLACES = None if os.environ.get("SWEEP_EVERY_BYTE") else 12
NOISE = (b"\x00", b"<", b"\xff", b'"', b"&")


@cache
def parsers() -> tuple[Parser, ...]:
    return registry.load(settings.WIRE_PARSERS)


def parse(data: bytes) -> registry.Parsed:
    return registry.parse(data, parsers(), Context())


def expected(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sample.with_suffix(".json").read_text("utf-8"))
    return found


def places(sample: Path, data: bytes) -> range:
    """Where to cut: evenly spread, beginning somewhere else in each sample."""
    step = max(1, len(data) // PLACES) if PLACES else 1
    return range(crc32(sample.name.encode()) % step, len(data), step)


each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")


def test_every_format_has_samples() -> None:
    formats = {path.parent.name for path in SAMPLES}
    assert {parser.name for parser in parsers()} <= formats


@each_sample
def test_a_sample_says_what_it_shows(sample: Path) -> None:
    facts = expected(sample)
    assert facts["shows"].endswith(".")
    assert len(facts.keys() & {"item", "items", "error"}) == 1


@each_sample
def test_exactly_one_parser_recognises_a_sample(sample: Path) -> None:
    data = sample.read_bytes()
    names = [parser.name for parser in parsers() if parser.recognizes(data)]
    assert names == ([] if expected(sample).get("unknown") else [sample.parent.name])


@each_sample
def test_a_sample_is_read_as_expected(sample: Path) -> None:
    facts = expected(sample)
    if "error" in facts:
        with pytest.raises(WireError) as refused:
            parse(sample.read_bytes())
        assert str(refused.value) == facts["error"]
    else:
        items = [item.as_json() for item in parse(sample.read_bytes()).items]
        assert items == facts.get("items", [facts.get("item")])


@each_sample
def test_a_sample_read_twice_is_the_same(sample: Path) -> None:
    facts, data = expected(sample), sample.read_bytes()
    if "error" not in facts:
        assert parse(data) == parse(data)


@each_sample
def test_a_sample_cut_anywhere_is_read_or_refused(sample: Path) -> None:
    data = sample.read_bytes()
    for place in places(sample, data):
        read_or_refused(data[:place])


@each_sample
def test_a_sample_damaged_anywhere_is_read_or_refused(sample: Path) -> None:
    data = sample.read_bytes()
    for number, place in enumerate(places(sample, data)):
        read_or_refused(data[:place] + NOISE[number % len(NOISE)] + data[place + 1 :])


def read_or_refused(data: bytes) -> None:
    """Any exception but WireError is the fault that this looks for; what is read has aware times only."""
    try:
        items = parse(data).items
    except WireError as refused:
        assert str(refused)
        return
    for item in items:
        json.dumps(item.as_json(), ensure_ascii=False).encode()
        assert item.guid
        for time in (item.first_created, item.version_created, item.embargoed_until, item.expires_at):
            assert time is None or time.tzinfo is not None


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b'{"name": "left-pad", "version": "1.3.0", "type": "module", "description": "Pads.", "keywords": ["pad"]}',
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"uri": "x"}}]}',
        b'{"data": {"item": {"uri": "x", "type": "text", "headline": "One", "versioncreated": "2031-05-04"}}}',
        b'<opml version="2.0"><body><outline text="Not ours"/></body></opml>',
        b"<html><body><nitf>no</nitf></body></html>",
        b"<nitfs/>",
        b"[1, 2, 3]",
        b"{}",
        b"<",
    ],
    ids=lambda data: data[:20].decode("ascii", "replace"),
)
def test_other_bytes_are_claimed_by_none(data: bytes) -> None:
    assert [parser.name for parser in parsers() if parser.recognizes(data)] == []
    with pytest.raises(UnknownFormat, match=r"^Not recognised as any of newsmlg2, newsml12"):
        parse(data)
