"""NITF as agencies really send it: what they sign, repeat, wrap and escape."""

from __future__ import annotations

import pytest

from wire.tests.parsers.test_nitf import nitf, parse


def test_what_stands_below_the_headline_is_no_byline() -> None:
    head = "<hedline><hl1>Show opens</hl1><hl2>A hundred works</hl2></hedline><byline>A hundred works</byline>"
    assert parse(nitf(head=head)).byline == ""


def test_a_story_does_not_refer_to_itself() -> None:
    assert parse(nitf(docdata_attributes='management-doc-idref="x-1"')).references == ()
    assert parse(nitf(docdata_attributes='management-doc-idref="x-0"')).references == ("x-0",)


@pytest.mark.parametrize(
    ("title", "slugline"),
    [("US--Quay Collapse", "US--Quay Collapse"), ("Quay collapses", ""), ("X-ray: the quay", "")],
)
def test_a_title_in_aps_form_is_the_slug(title: str, slugline: str) -> None:
    assert parse(nitf(metas=f"<title>{title}</title>")).slugline == slugline


def test_a_copyright_line_at_the_end_is_the_notice() -> None:
    def notice(tagline: str) -> str:
        data = nitf(content="<p>Rain.</p>").replace(b"</body>", f"<body.end>{tagline}</body.end></body>".encode())
        return parse(data).copyright_notice

    assert notice("<tagline>Copyright 2031 Tide Press.</tagline>") == "Copyright 2031 Tide Press."
    assert notice("<tagline>Copyright law is her field.</tagline>") == ""


@pytest.mark.parametrize(
    ("byline", "last", "kept"),
    [
        ("ab/cde", "<p>It rained. EFE</p><p>ab/cde</p>", "<p>It rained.</p>"),
        ("Ada Moor", "<p>It rained.</p><p>ab/cde</p>", "<p>It rained.</p>\n<p>ab/cde</p>"),
        ("", "<p>It rained. (ANSA).</p><p>QV2-AB</p>", "<p>It rained.</p>"),
        ("", "<p>They met at the</p><p>CO-OP</p>", "<p>They met at the</p>\n<p>CO-OP</p>"),
        ("", "<p>Det regnet.</p><p>(©NTB)</p>", "<p>Det regnet.</p>"),
    ],
)
def test_signs_of_those_who_sent_it_are_no_copy(byline: str, last: str, kept: str) -> None:
    assert parse(nitf(head=f"<byline>{byline}</byline>", content=last)).body_html == kept


def test_one_break_is_a_wrap_where_another_paragraph_is_wrapped() -> None:
    wrapped = "<p>The harbour board met for the third time on Monday<br/>and once more could not agree on"
    wrapped += " who shall pay<br/>for the new quay.</p>"
    twice = "<p>Its chair said the talks would go on as long as the<br/>money lasts.</p>"
    asked = "<p>Who pays for the new quay, and who decides about it?<br/>The board does.</p>"
    body = parse(nitf(content=wrapped + twice + asked)).body_html
    assert "as long as the money lasts." in body
    assert "about it?<br>The board does." in body
    assert "as the<br>money lasts." in parse(nitf(content=twice)).body_html


def test_an_order_before_a_caption_is_not_for_readers() -> None:
    media = "<media media-type='image'><media-caption>CORRECTS NAME TO JON - Jon Teague rides.</media-caption></media>"
    (picture,) = parse(nitf(content=media)).media
    assert (picture.caption, picture.extra) == ("Jon Teague rides.", {"ednote": "CORRECTS NAME TO JON"})


def test_lines_that_were_escaped_twice_read_as_meant() -> None:
    head = "<hedline><hl1>Moor &amp;amp; Lund&amp;#8217;s quay</hl1></hedline><note>R&amp;D; AT&amp;T &amp;copy</note>"
    item = parse(nitf(head=head))
    assert (item.headline, item.ednote) == ("Moor & Lund’s quay", "R&D; AT&T &copy")
