"""NewsML-G2: what agencies do in it that the standard leaves open."""

from __future__ import annotations

import pytest

from wire.parsers.item import Context
from wire.parsers.newsml_g2 import NewsMLG2
from wire.tests.parsers.test_newsml_g2 import document, parse
from wire.vocabulary import PubStatus, Signal


@pytest.mark.parametrize(
    ("roles", "status", "signals"),
    [
        (("FullStory", "Lead"), PubStatus.USABLE, (Signal.UPDATE,)),
        (("Kill",), PubStatus.CANCELED, (Signal.KILL,)),
        (("Withhold",), PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        (("Corrective",), PubStatus.USABLE, (Signal.CORRECTION,)),
    ],
)
def test_a_role_of_the_item_says_what_kind_of_filing_it_is(
    roles: tuple[str, ...], status: PubStatus, signals: tuple[Signal, ...]
) -> None:
    sent = "".join(f'<role qcode="aprole:x"><name>{each}</name></role>' for each in roles)
    item = parse(f'<pubStatus qcode="stat:usable"/>{sent}')
    assert (item.pubstatus, item.signals) == (status, signals)


def test_a_role_that_only_says_new_asks_for_nothing() -> None:
    assert parse('<role qcode="itemRole:N"/>').signals == ()


def test_a_withheld_item_stays_withheld_by_signal_when_its_status_says_usable() -> None:
    item = parse('<pubStatus qcode="stat:usable"/><signal qcode="sig:withhold"/>')
    assert (item.pubstatus, item.signals) == (PubStatus.WITHHELD, (Signal.WITHHOLD,))


def test_a_break_parts_words() -> None:
    content = "<headline>Rain<br/>in <em>Ox</em>dam</headline><description>It rains.<br/>It pours.</description>"
    item = parse(content=content)
    assert (item.headline, item.abstract) == ("Rain in Oxdam", "It rains. It pours.")


def test_a_note_that_is_called_an_embargo_text_is_an_embargo() -> None:
    item = parse('<edNote role="aparole:embargotext">frei für Dienstag</edNote>')
    assert item.signals == (Signal.EMBARGO,)


@pytest.mark.parametrize(("code", "category"), [("a1312cat:i", "i"), ("AAcat:SPO", "SPO"), ("dpacat:vm", "vm")])
def test_codes_of_category_lists_are_categories(code: str, category: str) -> None:
    item = parse(content=f'<subject qcode="{code}"><name>Sport</name></subject>')
    assert (item.category, item.subjects) == ((category,), ())


def test_what_an_item_asserts_without_a_name_keeps_the_words_that_point_to_it() -> None:
    asserted = '<assert literal="p9"><POIDetails/></assert><assert literal="Kestrel"><organisationDetails/></assert>'
    data = document(content='<located literal="p9"/><subject literal="Kestrel" type="cpnat:organisation"/>')
    (item,) = NewsMLG2().items(data.replace(b"<contentSet>", f"{asserted}<contentSet>".encode()), Context())
    assert (item.city, item.extra["about"]) == ("", {"organisation": ["Kestrel"]})


@pytest.mark.parametrize(
    ("last", "sign_off"),
    [
        ("<p>XQD-AB<br/>04-MAY-31 10:12</p>", "XQD-AB 04-MAY-31 10:12"),
        ("<p>moo/bl/cc</p>", "moo/bl/cc"),
        ("<p>ا ف ب/جص</p>", "ا ف ب/جص"),
        ("<p>(©NTB)</p>", ""),
        ("<p>==Kyodo</p>", ""),
        ("<p>(foto) (vídeo)</p>", ""),
    ],
)
def test_what_desks_write_below_the_copy_is_not_copy(last: str, sign_off: str) -> None:
    item = parse(body=f"<inlineXML><html><body><p>It rained.</p><p>Much.</p>{last}</body></html></inlineXML>")
    assert (item.body_html, item.extra.get("sign_off", "")) == ("<p>It rained.</p>\n<p>Much.</p>", sign_off)


def test_preformatted_copy_without_dashed_lines_stays_copy() -> None:
    item = parse(
        body="<inlineXML><html><body><pre>---- a table ----\n1 2</pre><p>It rained.</p></body></html></inlineXML>"
    )
    assert (item.ednote, item.body_html) == ("", "<pre>---- a table ----\n1 2</pre>\n<p>It rained.</p>")


def test_rights_that_only_the_nitf_inside_says_are_kept() -> None:
    nitf = (
        '<nitf><head><docdata><doc.copyright holder="Tide Agency"/></docdata></head>'
        "<body><body.content><p>It rained.</p></body.content></body></nitf>"
    )
    assert parse(body=f"<inlineXML>{nitf}</inlineXML>").copyright_holder == "Tide Agency"


@pytest.mark.parametrize(
    ("above", "byline", "kept"),
    [
        ("<p>Rain</p>", "", ""),
        ("<p>The Tide Wire</p><p>Rain</p>", "The Tide Wire", ""),
        (
            "<p>It has rained on all of Oxland.</p><p>Rain</p>",
            "",
            "<p>It has rained on all of Oxland.</p>\n<p>Rain</p>\n",
        ),
        ("<p>Rain fell</p>", "", "<p>Rain fell</p>\n"),
    ],
)
def test_a_headline_that_opens_the_copy_is_not_said_again(above: str, byline: str, kept: str) -> None:
    copy = f"{above}<p>PORT OX -- It rained all day.</p><p>{'-' * 50}</p>"
    item = parse(body=f"<inlineXML><html><body>{copy}</body></html></inlineXML>")
    rest = "<p>PORT OX -- It rained all day.</p>" if kept else "<p>It rained all day.</p>"
    assert (item.byline, item.body_html, item.city) == (byline, f"{kept}{rest}", "" if kept else "PORT OX")


def test_a_headline_that_is_the_whole_copy_stays() -> None:
    assert parse(body="<inlineXML><html><body><p>Rain</p></body></html></inlineXML>").body_html == "<p>Rain</p>"


def test_copy_that_is_marked_as_the_body_of_an_article_is_all_there_is() -> None:
    copy = (
        '<article><h1>Other words</h1><div>Sunday</div><p itemprop="articleBody">It rained.</p>'
        '<div itemprop="articleBody"><p>Much.</p></div></article><aside><p>Comments</p></aside>'
    )
    item = parse(body=f"<inlineXML><html><body>{copy}</body></html></inlineXML>")
    assert item.body_html == "<p>It rained.</p>\n<p>Much.</p>"


@pytest.mark.parametrize(
    "sent",
    [
        '<located qcode="iso3166-1a2:OX"><name>Oxland</name></located>',
        '<located qcode="xcountry:7"><name>Oxland</name></located>',
        '<located type="cptype:country"><name>Oxland</name></located>',
    ],
)
def test_a_country_by_the_list_of_its_code_is_no_city(sent: str) -> None:
    assert parse(content=sent).city == ""
    assert parse(content=f"{sent}<located><name>Port Ox</name></located>").city == "Port Ox"


def test_a_credit_in_a_caption_is_read_before_the_tags_behind_it() -> None:
    caption = "A ferry in Port Ox, May 3, 2031. REUTERS/Mara Quist (OXLAND - Tags: TRANSPORT SOCIETY)"
    content = f'<creditline>REUTERS</creditline><description role="descRole:caption">{caption}</description>'
    item = parse('<itemClass qcode="icls:picture"/>', content, '<remoteContent href="a.jpg" contenttype="image/jpeg"/>')
    assert (item.media[0].credit_line, item.media[0].caption) == ("REUTERS/Mara Quist", caption)


def test_points_alone_stay_copy() -> None:
    item = parse(body="<inlineXML><html><body><p>* It rained.</p></body></html></inlineXML>")
    assert item.body_html == "<p>* It rained.</p>"


def test_what_afp_tells_its_clients_behind_the_credit_is_no_caption() -> None:
    terms = 'RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO / CITY OF OXDAM" - NO MARKETING'
    notice = "The erroneous mention[s] appearing in the metadata of this photo by Ada MOOR has been modified."
    caption = "A boat lists in Oxdam. (Photo by Ada MOOR / AFP)"
    sent = f'<description role="drol:caption">{caption} / {terms} / "{notice}"</description>'
    item = parse('<itemClass qcode="ninat:picture"/>', sent)
    (picture,) = item.media
    assert (item.caption, picture.caption) == (caption, caption)
    assert (item.ednote, picture.usage_terms, item.usage_terms) == (notice, terms, terms)


def test_an_order_before_a_caption_is_for_editors() -> None:
    sent = '<description role="drol:caption">CORRECTS spelling of name to Moor: Ada Moor rows in Oxdam.</description>'
    item = parse('<itemClass qcode="ninat:picture"/>', sent)
    caption = "Ada Moor rows in Oxdam."
    assert (item.caption, item.media[0].caption, item.headline) == (caption, caption, "Rain")
    assert (item.ednote, item.signals) == ("CORRECTS spelling of name to Moor", (Signal.CORRECTION,))


def test_an_agency_takes_no_pictures_and_signs_no_name() -> None:
    sent = '<creator><name>AP</name></creator><description role="drol:caption">A boat lists.</description>'
    item = parse('<itemClass qcode="ninat:picture"/><provider literal="AP"/>', sent)
    assert (item.byline, item.authors, item.media[0].photographer, item.media[0].credit_line) == ("", (), "", "AP")
    assert parse(content="<by>Ada Moor /ritzau/</by>").authors == ("Ada Moor",)


@pytest.mark.parametrize(
    ("note", "headline", "signals"),
    [
        ("(Amplía con declaraciones)", "(AMP) Llueve en Oxdam", (Signal.UPDATE,)),
        ("(Corrige el nombre)", "(CORRECCIÓN) Llueve en Oxdam", (Signal.CORRECTION,)),
    ],
)
def test_efe_says_what_is_new_above_the_dateline(note: str, headline: str, signals: tuple[Signal, ...]) -> None:
    copy = f"<p>{note}</p><p>Oxdam, 22 sep (EFE).- Llueve desde el lunes.</p>"
    body = f"<inlineXML><nitf><body><body.content>{copy}</body.content></body></nitf></inlineXML>"
    item = parse(content=f"<headline>{headline}</headline>", body=body)
    assert (item.ednote, item.city, item.body_html) == (note, "Oxdam", "<p>Llueve desde el lunes.</p>")
    assert item.signals == signals
