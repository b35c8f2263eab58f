"""The facts of the first page this newsroom ever had to read; the page itself is not part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from wire.markup import blocks, plain_text
from wire.parsers.item import Context, ParsedItem
from wire.parsers.plaintext import PlainText

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "000_48dc260f86d48b7f.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside the project")


@pytest.fixture(scope="module")
def items() -> list[ParsedItem]:
    return list(PlainText().items(SEED.read_bytes(), Context()))


@pytest.fixture(scope="module")
def page(items: list[ParsedItem]) -> ParsedItem:
    return items[0]


def test_it_is_recognised() -> None:
    assert PlainText().recognizes(SEED.read_bytes())


def test_it_is_one_item(items: list[ParsedItem]) -> None:
    assert len(items) == 1


def test_its_headline(page: ParsedItem) -> None:
    assert page.headline == "Trump confronts Putin on election hacking in first meeting"


def test_its_source_and_byline_are_the_agency(page: ParsedItem) -> None:
    assert (page.source, page.byline, page.authors) == ("The Washington Post", "The Washington Post", ())


def test_its_dateline_is_split_off(page: ParsedItem) -> None:
    assert (page.dateline, page.city) == ("HAMBURG, Germany", "HAMBURG")


def test_it_has_thirty_four_paragraphs(page: ParsedItem) -> None:
    assert len(blocks(page.body_html)) == 34


def test_its_copy_begins_after_the_dateline_and_ends_before_the_standing_blocks(page: ParsedItem) -> None:
    text = plain_text(page.body_html)
    assert text.startswith("Eight months after")
    assert text.endswith("the urgency that we see.”")


def test_an_editors_bracket_stays_in_the_copy(page: ParsedItem) -> None:
    assert " hour (after) " in page.body_html


def test_its_photo_is_one_with_the_credit_cut_off(page: ParsedItem) -> None:
    assert [(photo.credit_line, photo.href) for photo in page.media] == [("AP Photo/Evan Vucci", "")]
    assert page.media[0].caption.endswith("Hamburg, Germany.")
    assert page.media[0].caption not in plain_text(page.body_html)


def test_its_rail_has_a_heading_and_twelve_teasers(page: ParsedItem) -> None:
    assert page.rail_heading == "More in Local News"
    assert len(page.teasers) == 12


def test_each_teaser_has_headline_and_summary_without_furniture(page: ParsedItem) -> None:
    assert all(teaser.headline and teaser.summary for teaser in page.teasers)
    assert not any("Continue reading" in teaser.summary for teaser in page.teasers)
    assert sum(teaser.summary.endswith("…") for teaser in page.teasers) == 2


def test_only_one_teaser_has_a_kicker(page: ParsedItem) -> None:
    assert [teaser.kicker for teaser in page.teasers if teaser.kicker] == ["Everett"]


def test_the_three_forms_of_credit_are_read(page: ParsedItem) -> None:
    credits = {teaser.credit_line for teaser in page.teasers}
    assert credits == {
        *("", "Ryan Berry / The Herald", "Olivia Vanni / The Herald", "Aspen Anderson / The Herald"),
        *("Will Geschke / The Herald", "Photo by Jacquelyn Jimenez Romero/Washington State Standard"),
        "Jerry Cornfield / Washington State Standard",
    }


def test_a_credit_before_its_caption_belongs_to_that_caption(page: ParsedItem) -> None:
    teaser = page.teasers[-1]
    assert teaser.credit_line == "Jerry Cornfield / Washington State Standard"
    assert teaser.caption.startswith("A new law in Washington") and teaser.caption.endswith("state Capitol.")
    assert teaser.headline.startswith("Washington will offer")


def test_captions_carry_no_credit(page: ParsedItem) -> None:
    assert not any("Herald)" in teaser.caption or "Standard)" in teaser.caption for teaser in page.teasers)


def test_standing_blocks_are_neither_copy_nor_teasers(page: ParsedItem) -> None:
    assert page.extra["standing_blocks"] == ["Talk to us", "Support local journalism"]
    shown = page.body_html + " ".join(teaser.headline + teaser.summary for teaser in page.teasers)
    assert "news tips" not in shown and "Donations" not in shown


def test_its_guid_is_derived_and_lasting(page: ParsedItem) -> None:
    again = next(PlainText().items(SEED.read_bytes(), Context()))
    assert again == page
    assert page.guid.startswith("text:the-washington-post:trump-confronts-putin-")
    assert "guid" in page.assumed and page.extra["guid_from"] == ["source", "headline", "lead"]
