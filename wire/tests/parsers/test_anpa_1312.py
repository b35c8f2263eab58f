"""ANPA 1312: what head, caret lines, rows and trailer say."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Any

import pytest

from wire.agate import tables_for_readers
from wire.parsers.anpa_1312 import ANPA1312
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.vocabulary import PubStatus, Signal

LEAD = "\t   PORT ALDER, Quillmark (AP) _ The Lantern Bridge opened on Sunday."
STAMP = "AP-WF-05-04-31 1830GMT"


def sent(*lines: str, orders: str = "r a\x13\x11 BC-Bridge   05-04 0412", stamp: str = STAMP) -> bytes:
    text = "\n".join(lines)
    return f"\x16\x16\x01W2410\x1f-----\n{orders}\n\x02{text}\n\x03{stamp}<\n\x0c\n\x04".encode("latin-1")


def read(*lines: str, context: Context | None = None, **parts: Any) -> ParsedItem:
    (item,) = ANPA1312().items(sent(*lines, **parts), context or Context())
    return item


def test_the_full_slug_line_wins_over_the_packed_one() -> None:
    item = read("^BC-QL--Lantern Bridge, 2nd Ld,40<", LEAD, orders="r a BC-QL--LanternBridg 1stLd   05-04")
    assert (item.slugline, item.take) == ("BC-QL--Lantern Bridge", "2nd Ld")
    assert item.extra["packed_slug"] == "BC-QL--LanternBridg 1stLd"


def test_without_a_slug_line_the_packed_one_serves() -> None:
    item = read(LEAD, orders="r a BC-QL--LanternBridg 1stLd-Writethru   05-04 0412")
    assert (item.slugline, item.take) == ("BC-QL--LanternBridg", "1stLd-Writethru")
    assert item.signals == (Signal.UPDATE,)


@pytest.mark.parametrize("take", ["Add1", "1stAdd"])
def test_an_add_asks_for_an_editor(take: str) -> None:
    assert read(LEAD, orders=f"r a BC-Bridge {take}   05-04 0412").signals == (Signal.ADD,)


def test_a_line_broken_before_its_end_sign_is_joined() -> None:
    item = read("^BC-Bridge,40<", "^Lantern Bridge opens", "after nine years<", LEAD)
    assert item.headline == "Lantern Bridge opens after nine years"


def test_a_killed_slug_in_the_head_alone_cancels() -> None:
    item = read("^BC-Bridge,40<", "^Bridge<", LEAD, orders="b a BC-Bridge KILL   05-04 0412")
    assert (item.pubstatus, item.signals) == (PubStatus.CANCELED, (Signal.KILL,))


@pytest.mark.parametrize(
    ("stamp", "moment", "source"),
    [
        ("NYT-05-04-31 1530EDT", "2031-05-04T19:30:00+00:00", "New York Times News Service"),
        ("LA-WP-05-04-31 1530EDT", "2031-05-04T19:30:00+00:00", "Los Angeles Times-Washington Post"),
        ("AP-NY-05-04-31 1530EST", "2031-05-04T20:30:00+00:00", "The Associated Press"),
        ("upi 05-04-31 03:30 ped", "2031-05-04T19:30:00+00:00", "UPI"),
        ("upi 05-04-31 12:30 aes", "2031-05-04T05:30:00+00:00", "UPI"),
        ("04:12ET 04-05-31", "2031-05-04T08:12:00+00:00", "The Associated Press"),
        ("05-04-31 1530EDT", "2031-05-04T19:30:00+00:00", "The Associated Press"),
    ],
)
def test_stamps_of_other_agencies(stamp: str, moment: str, source: str) -> None:
    item = read("^BC-Bridge,40<", "^Bridge opens<", LEAD, stamp=stamp)
    assert item.version_created and item.version_created.isoformat() == moment
    assert item.source == source


def test_a_stamp_may_be_the_last_line_of_the_copy() -> None:
    item = read("^BC-Bridge,40<", "^Bridge opens<", LEAD, f"\t   {STAMP}<", stamp="")
    assert item.version_created and item.version_created.isoformat() == "2031-05-04T18:30:00+00:00"
    assert item.body_html == "<p>The Lantern Bridge opened on Sunday.</p>"


@pytest.mark.parametrize("day", ["Reut15:30 05-04", "SHNS-05-04-31"])
def test_a_stamp_without_year_or_hour_is_kept_in_words(day: str) -> None:
    item = read("^BC-Bridge,40<", "^Bridge opens<", LEAD, stamp=day)
    assert (item.version_created, item.extra["version_created"]) == (None, day)


def test_two_alerts_of_one_day_are_two_stories() -> None:
    first = read("^BC-QL--APNewsAlert,18<", LEAD)
    second = read("^BC-QL--APNewsAlert,18<", "\t   PORT ALDER, Quillmark (AP) _ The Lantern Bridge is shut again.")
    assert first.guid != second.guid
    assert first.extra["guid_from"] == ["source", "slugline", "version_created", "headline"]


def test_versions_of_a_story_share_its_name() -> None:
    first = read("^BC-Lantern Bridge,40<", "^Bridge opens<", LEAD)
    later = read("^BC-Lantern Bridge, 1st Ld-Writethru,40<", "^Bridge shut<", LEAD, stamp="AP-WF-05-04-31 2130GMT")
    assert first.guid == later.guid == "text:the-associated-press:lantern-bridge:2031-05-04"


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("AP-WF-05-04-31 1830GMT", "2031-05-04T18:30:00+00:00"),
        ("AP-NY-05-04-98 1430EDT", None),
        ("AP-NY-05-04-31 1430EDT", "2031-05-04T18:30:00+00:00"),
    ],
)
def test_a_stamp_names_its_zone(stamp: str, moment: str | None) -> None:
    item = read(LEAD, stamp=stamp)
    assert item.version_created
    assert item.version_created.isoformat() == (moment or "1998-05-04T18:30:00+00:00")
    assert "zone" not in item.assumed


def test_a_stamp_without_zone_is_the_senders_own_time() -> None:
    east = timezone(timedelta(hours=9))
    item = read(LEAD, stamp="KWS-21:37-05-04-31", context=Context(zone=east))
    assert item.version_created
    assert item.version_created.isoformat() == "2031-05-04T21:37:00+09:00"
    assert "zone" in item.assumed


def test_a_stamp_nobody_can_read_is_kept() -> None:
    item = read(LEAD, stamp="AP-WF-13-44-31 1830GMT")
    assert item.version_created is None
    assert item.extra["version_created"] == "AP-WF-13-44-31 1830GMT"


def test_cells_are_set_apart_by_semicolons_separators_or_carets() -> None:
    rows = ["\x08^;W;L\x10 ", "\x08Alder\x10 Bay;3{;_\x10 ", "\x08Quill\x1f1\x1f2\x10 ", "Tern^ ^^4^ ^^5<"]
    item = read("^Standings=", *rows, orders="r s\x14\x12 BC-Bowls   05-04 0412")
    assert item.body_html == "<pre>;W;L\nAlder Bay;3{;_\nQuill;1;2\nTern;4;5</pre>"
    assert tables_for_readers(item.body_html) == (
        "<table><tr><th></th><th>W</th><th>L</th></tr><tr><td>Alder Bay</td><td>3½</td><td>—</td></tr>"
        "<tr><td>Quill</td><td>1</td><td>2</td></tr><tr><td>Tern</td><td>4</td><td>5</td></tr></table>"
    )
    assert item.headline == "Standings"


def test_markup_in_cells_is_text() -> None:
    item = read("\x08<b>;1;2", "\x08x;3;4", orders="r s\x14\x12 BC-Bowls   05-04")
    assert item.body_html.startswith("<pre>&lt;b&gt;;1;2")
    assert tables_for_readers(item.body_html).startswith("<table><tr><td>&lt;b&gt;</td>")


def test_furniture_of_the_trade_goes_into_fields() -> None:
    item = read(
        "^BC-Bridge,40<",
        "^Bridge opens<",
        LEAD,
        "",
        "\t   (Begin optional trim)",
        "",
        "\t   Bees came.",
        "",
        "^(Eds: Photos will follow.)<",
        "^END<",
    )
    assert item.body_html == "<p>The Lantern Bridge opened on Sunday.</p>\n<p>Bees came.</p>"
    assert item.ednote == "(Eds: Photos will follow.)"
    assert item.extra["optional_trims"] == [[1, 1]]


def test_endless_lines_are_refused() -> None:
    with pytest.raises(MalformedItem, match=r"^anpa1312: one transmission holds more than 20000 lines"):
        read(*["a"] * 20_001)


def test_an_advance_line_is_no_headline_and_its_day_has_the_year_of_the_stamp() -> None:
    item = read(
        "^BC-Trains,Adv 11,80<", "^$adv 11<", "^For release Sunday, May 11, and thereafter<", "^Slow trains<", LEAD
    )
    assert item.headline == "Slow trains"
    assert item.embargoed_until and f"{item.embargoed_until:%F %H:%M}" == "2031-05-11 00:01"
    assert "embargoed_until" in item.assumed


def test_text_in_front_and_a_blank_before_the_selector() -> None:
    head = b"(line 3)\r\n\x010211KYODO \x1fkoko-\r\n\x02\r\n"
    received = head + b"BC-Bridge\r\nBridge opens+\r\n\r\n     It is open.\r\n==Kyodo\r\n\x03"
    assert ANPA1312().recognizes(received)
    (item,) = ANPA1312().items(received, Context())
    assert (item.headline, item.sequence, item.source) == ("Bridge opens", "0211", "Kyodo")
