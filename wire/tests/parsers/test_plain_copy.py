"""Plain text: no honest copy is cut away for looking like furniture, and furniture of the wire does not stay."""

from __future__ import annotations

import pytest

from wire.markup import blocks
from wire.parsers.item import ParsedItem
from wire.parsers.plaintext import PlainText
from wire.tests.parsers.test_plaintext import LEAD, read

FIRST = "The harbor council voted on Monday to build a new pier for fishing boats."
LAST = "Boats have moored at the old pier since 1931, when it was built by hand."
MIDDLE = "The vote was seven to two, with one member away on a fishing trip."


def under_a_headline(*copy: str) -> ParsedItem:
    return read("Council votes on new pier", "By Dana Ortega", "", "\n\n".join(copy))


@pytest.mark.parametrize(
    "paragraph",
    [
        "(c) The council may, by vote, close the pier at any time of the year.",
        "Video: a camera on the pier has run since May and shows the birds.",
        "URL: the clerk spelled it out, letter by letter, for the older members.",
        "Follow the coast road at low tide and you will see the piles.",
        "Distributed by hand, the leaflet reached every house in the town.",
        "Keywords: pier, boats and birds were all he could read of it.",
        "Three firms contributed to the fund.",
        "CONTACTS",
        "Donate boats",
        "Photos: the council says none exist of the pier before 1931.",
    ],
)
def test_what_only_looks_like_furniture_is_copy(paragraph: str) -> None:
    item = under_a_headline(FIRST, paragraph, LAST, MIDDLE)
    assert blocks(item.body_html) == [f"<p>{text}</p>" for text in (FIRST, paragraph, LAST, MIDDLE)]


def test_a_firm_that_contributed_last_is_no_contributor() -> None:
    assert under_a_headline(FIRST, LAST, "Three firms contributed to the fund.").contributor_line == ""


def test_signs_with_more_copy_below_than_above_part_two_sections() -> None:
    item = under_a_headline(FIRST, "###", LAST, MIDDLE)
    assert blocks(item.body_html) == [f"<p>{FIRST}</p>", "<hr>", f"<p>{LAST}</p>", f"<p>{MIDDLE}</p>"]


@pytest.mark.parametrize(
    ("furniture", "kind"),
    [
        ("Video: Inside the harbor\n\nUrl: https://wire.example/pier", "embeds"),
        ("Contacts:\n\nJo Mander, 555-0100-22", "after_end"),
        ("Media contact: Jo Mander, jo@wire.example", "after_end"),
        ("Follow Dana Ortega on Twitter: @danaortega", "follow_lines"),
        ("(c) 2031, The Capital Ledger", ""),
        ("Graphics available: pier-map", ""),
    ],
)
def test_furniture_below_the_copy_is_taken_off(furniture: str, kind: str) -> None:
    item = under_a_headline(FIRST, LAST, furniture)
    assert blocks(item.body_html) == [f"<p>{FIRST}</p>", f"<p>{LAST}</p>"]
    assert not kind or item.extra[kind][0] == furniture.split("\n")[0]


@pytest.mark.parametrize(
    "first",
    [
        "It rained on the day they buried the bridge.",
        "By noon on Monday the pier was gone.",
        "“I saw it,” said Ray Mott.",
    ],
)
def test_a_sentence_that_opens_the_copy_is_no_headline(first: str) -> None:
    received = "\n\n".join([first, FIRST, LAST])
    assert PlainText().recognizes(received.encode())
    item = read(received)
    assert blocks(item.body_html)[0] == f"<p>{first}</p>"
    assert "headline" in item.assumed and item.headline == first.rstrip(".")


@pytest.mark.parametrize(
    "following", ["By Dana Ortega", "HARBOR CITY, Wash. — A new pier is to be built for the boats."]
)
def test_a_sentence_above_a_byline_or_a_dateline_is_a_headline(following: str) -> None:
    item = read("Council votes on a new pier.", "", following, "", FIRST)
    assert (item.headline, item.assumed) == ("Council votes on a new pier.", ("guid",))


def test_rows_in_columns_stay_rows() -> None:
    item = under_a_headline(FIRST, "Boat        Built   Aboard\nKestrel     1998    214\nOsprey      2004    0", LAST)
    assert (
        blocks(item.body_html)[1]
        == "<pre>Boat        Built   Aboard\nKestrel     1998    214\nOsprey      2004    0</pre>"
    )


def test_points_of_a_list_are_not_joined() -> None:
    points = [
        "- A retirement home above the harbor was cleared before noon.",
        "- The coast road was shut in both directions.",
    ]
    item = under_a_headline(FIRST, "\n".join(points), LAST)
    assert blocks(item.body_html)[1:3] == [f"<p>{point}</p>" for point in points]


def test_a_short_list_does_not_hide_that_lines_are_wrapped() -> None:
    copy = [
        "HARBOR CITY, Wash., May 4, 2031 /PRNewswire/ --\n\n"
        "Harbor Works today opened a plant that turns farmed seaweed into\ngas, the first of its kind on the river.",
        "   - 22,000 tonnes of seaweed\n   - Power for the town\n   - 31 jobs",
    ]
    item = read("Plant opens", "", "\n\n".join(copy))
    assert blocks(item.body_html)[0].endswith("seaweed into gas, the first of its kind on the river.</p>")


def test_the_label_of_a_release_is_not_printed() -> None:
    item = read("FOR IMMEDIATE RELEASE", "", "Council votes on new pier", "", f"HARBOR CITY, Wash. — {FIRST}")
    assert (item.kicker, item.headline) == ("", "Council votes on new pier")
    assert item.extra["unparsed_header"] == ["FOR IMMEDIATE RELEASE"]


def test_the_slug_and_keywords_once_more_below_the_copy() -> None:
    item = read(
        "STORM-PIER (WASHPOST)", "Pier falls", "", FIRST, "", LAST, "", "Keywords: piers, storms", "", "storm-pier"
    )
    assert (item.slugline, item.keywords) == ("STORM-PIER", ("piers", "storms"))
    assert len(blocks(item.body_html)) == 2


def test_reuters_slug_below_the_copy() -> None:
    item = read(
        "UPDATE 2-Pier falls", "", f"HARBOR CITY, May 4 (Reuters) - {FIRST}", "", "Keywords: HARBOR PIER/ (UPDATE 2)"
    )
    assert item.slugline == "HARBOR PIER/"


def test_a_special_line_below_the_copyright_line() -> None:
    item = read(
        "Pier falls", "By Kim Oduya", "(c) 2031, The Washington Post", "Special To The Washington Post", "", FIRST
    )
    assert item.extra["byline_title"] == "Special To The Washington Post"


def test_a_telex_frames_own_lines_are_no_byline() -> None:
    frame = "ZCZC FMG0412\nRTR AAP NEWS\n:PIER :Pier falls\n:STATE - Pier falls in storm\n\n"
    item = read(f"{frame}   By Mal Dunstan\n   TAMBERG, May 4 AAP - {FIRST}\n   {LAST}\n   AAP rt\nNNNN")
    assert (item.byline, item.category, item.source) == ("Mal Dunstan", ("STATE",), "AAP")
    assert item.extra["unparsed_header"] == ["ZCZC FMG0412", "RTR AAP NEWS"]
    assert len(blocks(item.body_html)) == 2


def test_the_editors_note_is_for_the_desk_and_kept_apart() -> None:
    item = read("Pier falls", "EDITOR'S NOTE _ Second of two parts.", "By Kim Oduya", "", FIRST, "", LAST)
    assert item.ednote in item.extra["editors_note"][0] and "Second of two parts." in item.ednote


def test_a_dash_at_the_start_of_a_line_is_a_dash() -> None:
    item = under_a_headline(FIRST, "_ Fares rise on Tuesday.", LAST)
    assert blocks(item.body_html)[1] == "<p>— Fares rise on Tuesday.</p>"


def test_rights_behind_a_byline() -> None:
    item = read("Pier falls", "By Kim Oduya, (c) 2031, The Washington Post", "", FIRST, "", LAST)
    assert (item.byline, item.copyright_notice) == ("Kim Oduya", "(c) 2031, The Washington Post")
    assert item.source == "The Washington Post"


def test_a_headline_between_a_long_note_and_a_byline_is_no_part_of_the_note() -> None:
    note = "Eds: UPDATES: With the harbor office. Will be updated. AP Photos."
    wrapped = LEAD.replace("harbor office", "harbor\noffice at Port Alder")
    item = read("AP-US--Pier, 2nd Ld", note, "Pier falls in storm", "By LEE PARK", "Associated Press", "", wrapped)
    assert (item.headline, item.ednote) == ("Pier falls in storm", note)


def test_one_wrapped_line_is_enough_to_join_it() -> None:
    item = read(
        "Bank cuts",
        "",
        "OSLO, March 5 (Reuters) - The Halden Bank cut its key lending rate to",
        "2.5 percent on Sunday.",
    )
    assert item.body_html == "<p>The Halden Bank cut its key lending rate to 2.5 percent on Sunday.</p>"
