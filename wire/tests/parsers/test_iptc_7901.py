"""IPTC 7901: head, top, notebook and stamp."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Any

import pytest

from wire.parsers._iptc_transmission import month_named
from wire.parsers.errors import MalformedItem
from wire.parsers.iptc_7901 import IPTC7901
from wire.parsers.item import Context, ParsedItem
from wire.parsers.plaintext import PlainText
from wire.vocabulary import PubStatus, Signal

COPY = "   Port Alder (dpa) - The Lantern Bridge opened on Monday."


def sent(top: str = "Bridge opens =", body: str = COPY, **parts: str) -> bytes:
    head = parts.get("head", "eca062 4 i 211 ccccb   dpa 061")
    stamp = parts.get("stamp", "051137 GMT May 31")
    text = f"\x01{head}\n\nQuillmark/bridge/\n\x02{top}\n\n{body}\n\x03{stamp}\n\x7f\n\x7f\x04"
    return text.replace("\n", "\r\n").encode()


def read(*args: str, context: Context | None = None, **parts: Any) -> ParsedItem:
    (item,) = IPTC7901().items(sent(*args, **parts), context or Context())
    return item


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("eca062 4 i 211 ccccb   dpa 061", ("062", "4", ("i",), 211, "dpa")),
        ("eca0124 3 i 93  dpa 1888", ("0124", "3", ("i",), 93, "dpa")),
        ("eca00075 rs 93", ("0007", "5", ("rs",), 93, "dpa")),
        ("ats0088 4 ec", ("0088", "4", ("ec",), 6, "ATS")),
        ("afp 0088 2 p 40 F", ("0088", "2", ("p",), 40, "AFP")),
        ("eca0124", ("0124", "", (), 6, "dpa")),
    ],
)
def test_a_head_is_read_with_glued_or_missing_fields(head: str, said: tuple[object, ...]) -> None:
    item = read(head=head)
    assert (item.sequence, item.priority, item.category, item.word_count or 0, item.source) == said


@pytest.mark.parametrize(
    ("take", "signal"),
    [
        ("1ST LEAD", Signal.UPDATE),
        ("3RD NET", Signal.UPDATE),
        ("EXTRA", Signal.ALERT),
        ("REFILE", Signal.CORRECTION),
        ("KILL", Signal.KILL),
        ("ADVISORY", Signal.ADVISORY),
    ],
)
def test_a_take_word_is_no_headline_but_an_order(take: str, signal: Signal) -> None:
    item = read(f"{take}\nBridge opens =")
    assert (item.take, item.headline, item.signals) == (take, "Bridge opens", (signal,))


def test_a_take_word_may_stand_in_the_headlines_line() -> None:
    item = read("1ST LEAD Lantern Bridge opens after nine years =")
    assert (item.take, item.headline) == ("1ST LEAD", "Lantern Bridge opens after nine years")


@pytest.mark.parametrize("by", ["By", "Von", "Par"])
def test_a_byline_ends_the_header(by: str) -> None:
    item = read(f"Bridge opens\n{by} Ira Voss, dpa =")
    assert (item.headline, item.byline, item.authors) == ("Bridge opens", "Ira Voss, dpa", ("Ira Voss",))


def test_a_kill_in_words_is_canceled() -> None:
    assert read("Bridge - bitte nicht verwenden =").pubstatus is PubStatus.CANCELED


def test_a_german_story_has_no_headline_sign_and_no_blank() -> None:
    item = read("Brücke öffnet", "Quillstadt (dpa) - Die Brücke ist offen.")
    assert (item.headline, item.city) == ("Brücke öffnet", "Quillstadt")


@pytest.mark.parametrize(
    "notebook",
    [
        "# Notebook\n\n## Contacts\nTel 555 0100",
        "# dpa-Notizblock\n\n## dpa-Kontakte\nTel 555 0100",
        "* * * *\nThe following information is not intended for publication\n\nTel 555 0100",
        "* * * *\nDie folgenden Informationen sind nicht zur Veröffentlichung bestimmt\nTel 555 0100",
    ],
)
def test_a_notebook_never_reaches_readers(notebook: str) -> None:
    item = read("Bridge opens =", f"{COPY}\n\n{notebook}\n\ndpa abc def")
    assert item.body_html == "<p>The Lantern Bridge opened on Monday.</p>"
    assert "Tel 555 0100" in str(item.extra["notebook"])
    assert item.extra["initials"] == "dpa abc def"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("Okt", 10), ("Mai", 5), ("Mär", 3), ("M\ufffdr", 3), ("Dez", 12), ("déc", 12), ("juil", 7), ("juin", 6)),
        *(("août", 8), ("Jan", 1), ("fév", 2), ("Sept", 9), ("Smarch", 0), ("", 0)),
    ],
)
def test_months_are_known_in_the_agencies_languages(name: str, number: int) -> None:
    assert month_named(name) == number


def test_a_time_without_zone_is_the_agencys_own() -> None:
    item = read(stamp="071341 Okt 31", context=Context(zone=timezone(timedelta(hours=2))))
    assert item.version_created
    assert item.version_created.isoformat() == "2031-10-07T13:41:00+02:00"
    assert item.assumed == ("guid", "zone")


def test_a_stamp_nobody_can_read_is_kept() -> None:
    assert read(stamp="991341 GMT Okt 31").extra["version_created"] == "991341 GMT Okt 31"


def test_plain_text_leaves_a_message_without_control_bytes_alone() -> None:
    stripped = sent().translate(None, b"\x01\x02\x03\x04\x7f")
    assert IPTC7901().recognizes(stripped)
    assert not PlainText().recognizes(stripped)


def test_endless_lines_are_refused() -> None:
    with pytest.raises(MalformedItem, match=r"^iptc7901: one message holds more than 20000 lines"):
        read("Bridge =", "a\n" * 20_001)


@pytest.mark.parametrize(
    "sign",
    [
        "am/lp/swi",
        "am/ bl/",
        "VDH/FUL/",
        "AB-CD",
        "./.CVN",
        "(Schluss) abc/def",
        "APA0125    2031-09-27/10:34",
        "(©NTB)",
        "(foto)",
    ],
)
def test_a_sign_below_the_copy_is_no_paragraph(sign: str) -> None:
    item = read("Bridge opens =", f"{COPY}\n\n   {sign}")
    assert item.body_html == "<p>The Lantern Bridge opened on Monday.</p>"
    assert item.extra["initials"] == sign


@pytest.mark.parametrize(
    "stamp", ["051137 GMT maj 31", "05-MAG-31 11:37 NNNN", "05/05/11-37/31", "051137 MAY 31", "051137 mei 2031"]
)
def test_stamps_of_several_agencies(stamp: str) -> None:
    at = read(stamp=stamp).version_created
    assert at and at.isoformat() == "2031-05-05T11:37:00+00:00"


@pytest.mark.parametrize("by", ["Av Ira Voss", "Af Ira Voss", "Door Ira Voss", "Tekst: Ira Voss", "Di Ira Voss"])
def test_a_byline_in_other_languages(by: str) -> None:
    item = read(f"Bridge opens\n{by}")
    assert (item.headline, item.byline, item.authors) == ("Bridge opens", "Ira Voss", ("Ira Voss",))


def test_a_headline_that_begins_like_a_byline_stays() -> None:
    item = read("Broen ved Harvik åpner igjen fredag\nAv ti ferger er tre borte =")
    assert (item.headline, item.byline) == ("Broen ved Harvik åpner igjen fredag Av ti ferger er tre borte", "")


@pytest.mark.parametrize(
    ("headline", "take", "signal"),
    [
        ("Bridge opens (2)", "2", Signal.UPDATE),
        ("Bridge opens (3DER)", "3DER", Signal.UPDATE),
        ("Bridge opens (1LEAD)", "1LEAD", Signal.UPDATE),
        ("Bridge opens (CORRECT)", "CORRECT", Signal.CORRECTION),
    ],
)
def test_the_number_of_a_filing_stands_behind_the_headline(headline: str, take: str, signal: Signal) -> None:
    item = read(f"{headline} =")
    assert (item.headline, item.take, item.signals) == ("Bridge opens", take, (signal,))


def test_a_bracketed_line_above_the_copy_is_no_part_of_the_headline() -> None:
    item = read("Bridge opens\n(PHOTO+VIDEO) =")
    assert (item.headline, item.take) == ("Bridge opens", "PHOTO+VIDEO")


def test_tass_says_when_it_filed_and_is_not_quoted_for_it() -> None:
    item = read("Bridge opens\n5/5 Tass 45", "PORT ALDER, May 5 (Itar-Tass) -- The bridge opened.", head="iti045 4 pol")
    assert (item.headline, item.source, item.city) == ("Bridge opens", "TASS", "PORT ALDER")


def test_a_polish_dateline_begins_with_the_day() -> None:
    item = read("Most otwarty", "   05.05. Port Alder (PAP) - Most otwarto w poniedziałek.")
    assert (item.dateline, item.city) == ("05.05. Port Alder", "Port Alder")


def test_a_note_to_editors_and_a_small_by_below_the_headline() -> None:
    item = read("Bridge opens after nine years\n    ATTENTION - ADDS quotes ///\n    by Ira Voss =")
    assert (item.headline, item.ednote, item.byline) == ("Bridge opens after nine years", "ADDS quotes", "Ira Voss")


def test_a_small_by_goes_on_with_a_headline_that_is_not_set_in() -> None:
    item = read("Lantern Bridge is closed again\nby Ira Voss =")
    assert (item.headline, item.byline) == ("Lantern Bridge is closed again by Ira Voss", "")


def test_an_embargo_line_is_no_headline() -> None:
    item = read("Embargoed to 0001 Friday May 9\nBRIDGE OPENS =", stamp="081620 GMT May 31")
    assert (item.headline, item.ednote) == ("BRIDGE OPENS", "Embargoed to 0001 Friday May 9")
    assert item.embargoed_until and item.embargoed_until.isoformat() == "2031-05-09T00:01:00+00:00"


def test_the_slug_once_more_is_no_kicker() -> None:
    assert read("2 Quillmark/bridge\nBridge opens =").kicker == ""


@pytest.mark.parametrize("signs", ["(ats/odp/kv)", "(sda)"])
def test_signs_of_the_desk_are_no_copy(signs: str) -> None:
    item = read("Bridge opens =", f"{COPY}\n\n{signs}")
    assert (item.body_html, item.extra["initials"]) == ("<p>The Lantern Bridge opened on Monday.</p>", signs)


def test_points_of_a_list_are_paragraphs() -> None:
    points = "- In Vale Negro a retirement home with 48 rooms was cleared.\n- The motorway was shut in both directions."
    assert "cleared.</p>\n<p>- The motorway" in read("Bridge opens =", f"{COPY}\n\n{points}").body_html


def test_figures_a_blank_apart_are_a_table() -> None:
    rows = "1. Seefeld     20 13 4 3  40:18  43\n2. Talheim     20 12 5 3  38:20  41"
    assert f"<pre>{rows}</pre>" in read("Table =", f"{COPY}\n\n{rows}").body_html


def test_a_note_in_the_notebook_ends_where_the_rest_is_for_nobody() -> None:
    below = (
        "# Notebook\n\n## Note to editors\n- Corrects name\n\n* * * *\nThe following information is not for publication"
    )
    assert read("Bridge opens =", f"{COPY}\n\n{below}\n").ednote == "- Corrects name"
