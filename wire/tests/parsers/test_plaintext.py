"""Plain text copy: what is recognised, and what its lines become."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from wire.markup import blocks
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.plaintext import PlainText
from wire.vocabulary import PubStatus, Signal

LEAD = "HARBOR CITY, Wash. (AP) — A ferry struck a pier on Sunday, the harbor office said."
MORE = "Nobody had seen it coming, and the pier had been there for a hundred years."


def read(*lines: str, context: Context | None = None) -> ParsedItem:
    (item,) = PlainText().items("\n".join(lines).encode(), context or Context())
    return item


@pytest.mark.parametrize(
    "received",
    [
        f"Ferry hits pier\n\n{LEAD}\n",
        f"BC-US--Ferry Crash,20\n\n{LEAD}\n",
        "BC-US--Ferry Crash, KILL,60\n\nEDITORS: Kill the story. A kill is mandatory.\n",
        f"Ferry hits pier\n\nBy Joan Bell\n\n{MORE}\n",
        f"Ferry hits pier\n\n{MORE}\n\n{MORE}\n",
    ],
)
def test_copy_is_recognised(received: str) -> None:
    assert PlainText().recognizes(received.encode())


@pytest.mark.parametrize(
    "received",
    [
        b"",
        b"hello",
        b"<nitf><body/></nitf>",
        b'{"headline": "Ferry hits pier"}',
        b"[1, 2]",
        b"{\\rtf1 Ferry}",
        b"\x16\x16\x01a1234\x1fbc-ferry\r\n\x02Ferry hits pier\x03",
        b"From: desk@example.org\nSubject: Ferry\nDate: today\n\nA ferry struck a pier on Sunday, they said.",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00",
        b"name,town,year\nJoan,Harbor City,1990\nLee,Port Alder,1991\nPat,Sedge Falls,1992\n" * 5,
        b"2031-05-04 10:00:00 INFO server - Started in 3 ms\n2031-05-04 10:00:01 ERROR db - It broke\n" * 9,
        b"import os\n\ndef one(x):\n    return x + 1\n\nclass Two:\n    pass\n" * 4,
        b"#include <stdio.h>\nint main(void) {\n    return 0;\n}\n" * 4,
        b"SELECT a, b\nFROM c\nWHERE d = 1;\n" * 5,
    ],
)
def test_other_bytes_are_left_alone(received: bytes) -> None:
    assert not PlainText().recognizes(received)


def test_lines_without_any_story_are_malformed() -> None:
    with pytest.raises(MalformedItem, match=r"^plaintext: no headline, slug or copy was found in these lines\.$"):
        read("___")


def test_a_form_feed_stands_between_two_stories() -> None:
    received = f"One\n\n{LEAD}\n\fTwo\n\n{LEAD}\n".encode()
    assert [item.headline for item in PlainText().items(received, Context())] == ["One", "Two"]


def test_the_story_date_is_that_of_receipt_in_the_context_zone() -> None:
    received = datetime(2031, 5, 5, 3, tzinfo=UTC)
    west = timezone(timedelta(hours=-7))
    item = read("BC-US--Ferry Crash, 1st Ld,20", "", LEAD, context=Context(received_at=received, zone=west))
    assert item.guid == "text:the-associated-press:us-ferry-crash:2031-05-04"
    assert item.assumed == ("guid", "headline")
    assert item.extra["guid_from"] == ["source", "slugline", "received_at"]


def test_a_later_filing_keeps_the_guid() -> None:
    first = read("BC-US--Ferry Crash,20", "Ferry hits pier", "", LEAD)
    later = read("AP-US--Ferry Crash, 3rd Ld-Writethru,90", "Ferry hits pier; 14 hurt", "", LEAD, "", MORE)
    assert first.guid == later.guid


def test_without_a_slug_another_lead_is_another_guid() -> None:
    assert read("Ferry hits pier", "", LEAD).guid != read("Ferry hits pier", "", LEAD.replace("Sunday", "Monday")).guid


def test_the_context_names_the_source() -> None:
    assert read("Ferry hits pier", "", LEAD, context=Context(source="Harbor Wire")).source == "Harbor Wire"


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (["(c) 2031, The Capital Ledger"], "The Capital Ledger"),
        (["Copyright 2031 by Harbor Wire. All rights reserved."], "Harbor Wire"),
        (["© 2031 Harbor Wire"], "Harbor Wire"),
        (["By Joan Bell", "AP Sports Writer"], "The Associated Press"),
        (["By Joan Bell", "Special to The Capital Ledger"], "The Capital Ledger"),
        (["By Joan Bell, The Harbor Daily"], "The Harbor Daily"),
        (["By Joan Bell"], ""),
    ],
)
def test_the_source_is_what_the_copy_says(lines: list[str], source: str) -> None:
    item = read("Ferry hits pier", *lines, "", "HARBOR CITY — A ferry struck a pier on Sunday, they said.", "", MORE)
    assert item.source == source


def test_unknown_header_lines_are_kept() -> None:
    item = read("BC-US--Ferry Crash", "Ferry hits pier", "Zone 4 only", "", LEAD)
    assert item.extra["unparsed_header"] == ["Zone 4 only"]


def test_a_kill_is_canceled_and_its_words_stay_with_the_editors() -> None:
    item = read("BC-US--Ferry Crash, KILL,60", "", "EDITORS: Kill the story. A kill is mandatory.")
    assert (item.signals, item.pubstatus, item.body_html) == ((Signal.KILL,), PubStatus.CANCELED, "")


def test_a_kill_in_the_copy_counts_as_one() -> None:
    item = read("BC-US--Ferry Crash,60", "Ferry notice", "", LEAD, "", "The account is wrong and a kill is mandatory.")
    assert item.signals == (Signal.KILL,)


def test_words_of_an_embargo_below_the_dateline_still_hold_the_story() -> None:
    item = read("Ferry hits pier", "", LEAD, "", "(HOLD FOR RELEASE until Friday)", "", MORE)
    assert (item.signals, item.embargoed_until) == ((Signal.EMBARGO,), None)
    assert item.embargo_words == "(HOLD FOR RELEASE until Friday)"
    assert "HOLD" not in item.body_html


def test_a_note_to_editors_in_the_copy_is_never_copy() -> None:
    item = read("Ferry hits pier", "", LEAD, "", "(EDITORS: Note language in 2nd graf.)", "", MORE)
    assert item.ednote == "(EDITORS: Note language in 2nd graf.)"
    assert len(blocks(item.body_html)) == 2


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("(Begin optional trim)", "(End optional trim)"),
        ("(BEGIN OPTIONAL TRIM)", "(END OPTIONAL TRIM)"),
        ("(first optional trim begins)", "(first optional trim ends)"),
        ("(optional trim follows)", "(end optional trim)"),
        ("(Optional add follows)", "(optional add end)"),
        ("(Begin\n\noptional trim)", "(End optional\n\ntrim)"),
        ("Begin optional trim", "End optional trim"),
    ],
)
def test_optional_trims_become_ranges(begin: str, end: str) -> None:
    copy = [LEAD, begin, "Two is long.", "Three is too.", end, MORE]
    item = read("Ferry hits pier", "", "\n\n".join(copy))
    assert item.extra["optional_trims"] == [[1, 2]]
    assert "trim_unclosed" not in item.extra
    assert len(blocks(item.body_html)) == 4 and "ptional" not in item.body_html


def test_text_run_on_after_a_trim_mark_is_kept() -> None:
    copy = [LEAD, "(Begin optional trim) Two is long.", f"(End optional trim) {MORE}"]
    item = read("Ferry hits pier", "", "\n\n".join(copy))
    assert item.extra["optional_trims"] == [[1, 1]]
    assert blocks(item.body_html)[1:] == ["<p>Two is long.</p>", f"<p>{MORE}</p>"]


def test_nested_trims_are_both_kept() -> None:
    begin, end = "(Begin optional trim)", "(End optional trim)"
    item = read("Ferry hits pier", "", "\n\n".join([LEAD, begin, "Two.", begin, "Three.", end, end, MORE]))
    assert item.extra["optional_trims"] == [[1, 2], [2, 2]]


def test_brackets_and_dashes_of_prose_are_untouched() -> None:
    prose = "“We went (after) her,” he said — twice. It was optional (they thought), and the trim was red."
    item = read("Ferry hits pier", "", LEAD, "", prose, "", "By Friday, all was well. The (second) ferry ran.")
    assert blocks(item.body_html)[1:] == [f"<p>{prose}</p>", "<p>By Friday, all was well. The (second) ferry ran.</p>"]


def test_a_rule_before_prose_is_a_break() -> None:
    item = read("Ferry hits pier", "", LEAD, "", "***", "", MORE)
    assert [block[:4] for block in blocks(item.body_html)] == ["<p>A", "<hr>", "<p>N"]


def test_what_follows_the_end_mark_is_kept_apart() -> None:
    item = read("Ferry hits pier", "", LEAD, "", "###", "", "Contact: Joan Bell, desk@example.org")
    assert item.extra["after_end"] == ["Contact: Joan Bell, desk@example.org"]
    assert "Contact" not in item.body_html


def test_markup_in_plain_text_stays_text() -> None:
    item = read("Ferry hits pier", "", LEAD, "", "He typed <script>alert(1)</script> & laughed.")
    assert "&lt;script&gt;" in item.body_html and "<script" not in item.body_html


def test_copy_that_says_related_in_passing_has_no_rail() -> None:
    item = read("Ferry hits pier", "", LEAD, "", "Related", "", f"{MORE} {MORE}")
    assert item.rail_heading == "" and item.teasers == ()
    assert len(blocks(item.body_html)) == 3


def test_restrictions_of_a_photo_are_its_usage_terms() -> None:
    caption = "A ferry docks on Friday. (AP Photo/Mara Quist) MANDATORY CREDIT; TV OUT"
    (photo,) = read("Ferry hits pier", "", caption, "", LEAD).media
    assert (photo.caption, photo.credit_line) == ("A ferry docks on Friday.", "AP Photo/Mara Quist")
    assert photo.usage_terms == "MANDATORY CREDIT; TV OUT"


@pytest.mark.parametrize("received", [b"A. " * 9000, b"___\n" * 2000, (b"X" * 60 + b"\n") * 4000])
def test_hostile_lengths_are_read_in_a_moment(received: bytes) -> None:
    assert not PlainText().recognizes(received)
