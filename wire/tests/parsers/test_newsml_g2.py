"""NewsML-G2, field by field: what the samples do not show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.newsml_g2 import NewsMLG2
from wire.vocabulary import ItemKind, PubStatus, Signal

NOON = "2031-05-04T12:00:00Z"


def document(item: str = "", content: str = "", body: str = "", attributes: str = 'guid="x-1" version="2"') -> bytes:
    headline = "" if "<headline" in content else "<headline>Rain</headline>"
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" {attributes}><itemMeta>{item}</itemMeta>'
        f"<contentMeta>{headline}{content}</contentMeta><contentSet>{body}</contentSet></newsItem>"
    ).encode()


def parse(item: str = "", content: str = "", body: str = "", context: Context | None = None, **more: str) -> ParsedItem:
    (found,) = NewsMLG2().items(document(item, content, body, **more), context or Context())
    return found


@pytest.mark.parametrize("root", ["newsMessage", "newsItem", "packageItem", "n:newsItem", "contentSet", "planningItem"])
def test_it_knows_its_roots_however_they_are_prefixed(root: str) -> None:
    assert NewsMLG2().recognizes(f"<?xml version='1.0'?><!-- x --><{root}>".encode())


@pytest.mark.parametrize("root", ["NewsML", "NewsItem", "nitf", "rss", "newsitems", "item"])
def test_it_does_not_know_other_roots(root: str) -> None:
    assert not NewsMLG2().recognizes(f"<{root}>".encode())


@pytest.mark.parametrize(
    ("sent", "status", "signals"),
    [
        ('<pubStatus qcode="stat:usable"/>', PubStatus.USABLE, ()),
        ("", PubStatus.USABLE, ()),
        ('<pubStatus qcode="stat:withheld"/>', PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ('<pubStatus qcode="stat:canceled"/>', PubStatus.CANCELED, (Signal.KILL,)),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', PubStatus.CANCELED, (Signal.KILL,)),
        ('<pubStatus qcode="stat:dozing"/>', PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ('<pubStatus qcode="stat:usable"/><signal qcode="edStat:D"/>', PubStatus.CANCELED, (Signal.KILL,)),
        ('<itemMetaExtProperty type="rtr:msgType" value="D"/>', PubStatus.CANCELED, (Signal.KILL,)),
    ],
)
def test_a_status_is_known_by_its_code_or_by_a_signal(
    sent: str, status: PubStatus, signals: tuple[Signal, ...]
) -> None:
    item = parse(sent)
    assert (item.pubstatus, item.signals) == (status, signals)


@pytest.mark.parametrize(
    ("code", "signals"),
    [
        ("sig:update", (Signal.UPDATE,)),
        ("sig:correction", (Signal.CORRECTION,)),
        ("edStat:U", (Signal.UPDATE,)),
        ("edStat:C", (Signal.CORRECTION,)),
        ("edStat:N", ()),
        ("rtrmsgType:R", (Signal.UPDATE,)),
        ("rtrmsgType:A", (Signal.CORRECTION,)),
        ("tt_sig:replace", (Signal.UPDATE,)),
        ("update:append-major-content", (Signal.UPDATE,)),
        ("ansaprod:update", ()),
        ("prodId:kill", ()),
        ("nonsense", ()),
    ],
)
def test_signals_are_codes_of_lists_we_know(code: str, signals: tuple[Signal, ...]) -> None:
    assert parse(f'<signal qcode="{code}"/>').signals == signals


def test_an_embargo_holds_until_its_moment() -> None:
    item = parse(f"<embargoed>{NOON}</embargoed>")
    assert (item.embargoed_until, item.signals) == (datetime(2031, 5, 4, 12, tzinfo=UTC), (Signal.EMBARGO,))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("<embargoed/>", "embargoed"),
        ("<embargoed>soon</embargoed>", "soon"),
        ('<edNote role="x:embargo">Nicht vor Freitag</edNote>', "Nicht vor Freitag"),
    ],
)
def test_an_embargo_without_a_moment_has_no_end(sent: str, words: str) -> None:
    item = parse(sent)
    assert (item.embargoed_until, item.embargo_words, item.signals) == (None, words, (Signal.EMBARGO,))


def test_a_picture_that_is_embargoed_without_end_is_withheld_beside_a_text() -> None:
    data = b"""<newsMessage><itemSet>
      <newsItem guid="t"><itemMeta><itemClass qcode="ninat:text"/><link residref="p"/></itemMeta>
        <contentMeta><headline>Rain</headline></contentMeta></newsItem>
      <newsItem guid="p"><itemMeta><itemClass qcode="ninat:picture"/><embargoed/></itemMeta>
        <contentSet><remoteContent href="p.jpg"/></contentSet></newsItem></itemSet></newsMessage>"""
    text, _ = NewsMLG2().items(data, Context())
    assert [(each.href, each.pubstatus) for each in text.media] == [("p.jpg", PubStatus.WITHHELD)]


@pytest.mark.parametrize(
    ("headline", "slugline", "take", "signals"),
    [
        ("UPDATE 2-Rain stops", "OXLAND-RAIN/ (UPDATE 2)", "UPDATE 2", (Signal.UPDATE,)),
        ("CORRECTED (OFFICIAL)-Rain stops", "OXLAND-RAIN/", "CORRECTED", (Signal.CORRECTION,)),
        ("Rain stops", "OXLAND-RAIN/ (CORRECTED)", "CORRECTED", (Signal.CORRECTION,)),
        ("REFILE-Rain stops", "", "REFILE", (Signal.CORRECTION,)),
        ("ADVISORY-Rain report delayed", "", "", (Signal.ADVISORY,)),
        ("KILL SWITCH - how it works", "", "", ()),
        ("Kill - a film", "", "", ()),
    ],
)
def test_headlines_and_sluglines_say_what_a_version_is(
    headline: str, slugline: str, take: str, signals: tuple[Signal, ...]
) -> None:
    item = parse(content=f"<headline>{headline}</headline><slugline>{slugline}</slugline>")
    assert (item.headline, item.slugline, item.take, item.signals) == (headline, slugline, take, signals)


@pytest.mark.parametrize(("genre", "signals"), [("Daybook", (Signal.ADVISORY,)), ("Prévisions météo", ())])
def test_kinds_of_copy_for_the_desk_are_advisories(genre: str, signals: tuple[Signal, ...]) -> None:
    assert parse(content=f"<genre><name>{genre}</name></genre>").signals == signals


def test_pictures_of_a_list_of_many_stories_belong_to_none() -> None:
    item = '<newsItem guid="{0}"><itemMeta><itemClass qcode="ninat:{1}"/></itemMeta></newsItem>'
    references = "".join(f'<itemRef residref="{guid}"/>' for guid in ("t1", "t2", "p"))
    package = f'<packageItem guid="k"><groupSet root="g"><group id="g">{references}</group></groupSet></packageItem>'
    items = package + item.format("t1", "text") + item.format("t2", "text") + item.format("p", "picture")
    found = list(NewsMLG2().items(f"<newsMessage><itemSet>{items}</itemSet></newsMessage>".encode(), Context()))
    assert [(each.guid, each.references, each.media) for each in found[:3]] == [
        ("k", ("t1", "t2", "p"), ()),
        ("t1", (), ()),
        ("t2", (), ()),
    ]


@pytest.mark.parametrize(
    ("content", "headline"),
    [
        ('<headline role="hld:subHeadline">Sub</headline><headline>Main</headline>', "Main"),
        ('<headline>Plain</headline><headline role="hlrole:main">Main</headline>', "Main"),
        ("<headline>A &lt;b&gt;bold&lt;/b&gt; line</headline>", "A bold line"),
        ("<headline>Bread &amp;amp; butter</headline>", "Bread & butter"),
        ("<headline rank='1'>One</headline><headline rank='3'>Three</headline>", "One"),
    ],
)
def test_the_main_headline_is_taken(content: str, headline: str) -> None:
    item = parse(content=content)
    assert (item.headline, item.assumed) == (headline, ())


@pytest.mark.parametrize(
    ("item", "content", "headline"),
    [
        ("<title>From the title</title>", "<headline/>", "From the title"),
        ("", '<headline role="x:short">From another</headline>', "From another"),
        ('<itemClass qcode="ninat:picture"/>', "<headline/><description>A ferry.</description>", "A ferry."),
        ("", "<headline/>", "It rained."),
    ],
)
def test_a_headline_that_was_not_sent_is_assumed(item: str, content: str, headline: str) -> None:
    found = parse(item, content, "<inlineData>It rained. It stopped.</inlineData>")
    assert (found.headline, found.assumed) == (headline, ("headline",))


@pytest.mark.parametrize(
    ("guid", "version", "lasting"),
    [
        ("tag:wire.example,2031:newsml_L8:978556838", "978556838", "tag:wire.example,2031:newsml_L8"),
        ("urn:newsml:wire.example:20310504:ox:2", "2", "urn:newsml:wire.example:20310504:ox"),
        ("urn:newsml:wire.example:20310504:2", "2", "urn:newsml:wire.example:20310504:2"),
        ("http://norr.example/text/1:0", "", "http://norr.example/text/1:0"),
    ],
)
def test_a_lasting_name_does_not_end_in_the_version(guid: str, version: str, lasting: str) -> None:
    assert parse(attributes=f'guid="{guid}" version="{version}"').guid == lasting


@pytest.mark.parametrize(
    ("content", "byline", "authors"),
    [
        ("<by>By DANA ORTEGA and LEE PARK</by>", "DANA ORTEGA and LEE PARK", ("Dana Ortega", "Lee Park")),
        ("<by>Von Ada Moor, dpa</by><language tag='de'/>", "Ada Moor, dpa", ("Ada Moor",)),
        ("<by>Van Morrow</by><language tag='en'/>", "Van Morrow", ("Van Morrow",)),
        ("<creator><name>Ada Moor</name></creator>", "Ada Moor", ("Ada Moor",)),
        ("<creator><name>moor.ada</name></creator>", "", ()),
        ("<creator><name>Ox News Agency</name></creator>", "", ()),
        ("<creator role='x:editor'><name>Ed Itor</name></creator>", "", ()),
        ("<creator/><contributor role='x:author'><name>Bo Lund</name></contributor>", "Bo Lund", ("Bo Lund",)),
    ],
)
def test_bylines_name_people(content: str, byline: str, authors: tuple[str, ...]) -> None:
    item = parse(content=content)
    assert (item.byline, item.authors) == (byline, authors)


@pytest.mark.parametrize(
    ("content", "city"),
    [
        ("<located><name>Port Ox, OX</name></located>", "Port Ox"),
        ("<located qcode='city:Harbrook'/>", "Harbrook"),
        ("<located qcode='geo:345678'/>", ""),
        ("<located literal='No-Data-Available'/>", ""),
        ("<located><name>Capital</name></located><dateline>Harbrook (dpa) - </dateline>", "Harbrook"),
        ("<located><name>Capital</name></located><dateline>2031-05-04T12:00:00Z</dateline>", "Capital"),
    ],
)
def test_the_city_is_a_place_and_no_filler(content: str, city: str) -> None:
    assert parse(content=content).city == city


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<inlineData>One.\n\nTwo.</inlineData>", "<p>One.</p>\n<p>Two.</p>"),
        ("<inlineData>plain</inlineData><inlineXML><html><body><p>Rich.</p></body></html></inlineXML>", "<p>Rich.</p>"),
        ("<inlineXML/><inlineData>&lt;p&gt;Yes.&lt;/p&gt;</inlineData>", "<p>Yes.</p>"),
        ("<inlineData>&amp;lt;p&amp;gt;Yes.&amp;lt;/p&amp;gt;</inlineData>", "<p>Yes.</p>"),
        ("<inlineXML><body.content><p>Yes.</p></body.content></inlineXML>", "<p>Yes.</p>"),
        ("<inlineData><![CDATA[<nitf><body><body.head><hedline><hl1>No</hl1></hedline></body.head><body.content>"
         "<p>Yes.</p></body.content></body></nitf>]]></inlineData>", "<p>Yes.</p>"),
        ("<inlineXML><div><h1>Rain</h1><h1>Sun</h1><p>Yes.</p></div></inlineXML>", "<h2>Sun</h2>\n<p>Yes.</p>"),
        ("<inlineXML><div><p onclick='x()'>Yes.</p><script>no()</script></div></inlineXML>", "<p>Yes.</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_richest_body_is_read(body: str, html: str) -> None:
    assert parse(body=body).body_html == html


@pytest.mark.parametrize(("declared", "count"), [("140", 140), ("", 2), ("0", 2), ("many", 2)])
def test_the_declared_count_of_words_is_kept_when_it_is_one(declared: str, count: int) -> None:
    body = f'<inlineXML wordcount="{declared}"><p xmlns="http://www.w3.org/1999/xhtml">It rained.</p></inlineXML>'
    assert parse(body=body).word_count == count


def test_subjects_are_eight_digits_where_there_are_any() -> None:
    item = parse(
        content='<subject qcode="medtop:20000523"/><subject qcode="N2:OX"/>'
        '<subject type="cpnat:person"><name>Ada</name></subject>'
        '<subject uri="http://cv.iptc.org/newscodes/subjectcode/04000000"/><subject qcode="apcategorycode:a"/>'
        '<subject type="cpnat:abstract" literal="ferries"/>'
    )
    assert (item.subjects, item.category, item.keywords) == (("20000523", "N2:OX", "04000000"), ("a",), ("ferries",))
    assert item.extra["about"] == {"person": ["Ada"], "abstract": ["ferries"]}


def test_a_description_by_a_machine_is_ignored() -> None:
    item = parse(content='<description role="x:semantics">a=b</description><description>Sum.</description>')
    assert (item.abstract, item.extra) == ("Sum.", {})


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ('<itemClass qcode="icls:text"/>', ItemKind.TEXT),
        ('<itemClass qcode="ninat:graphic"/>', ItemKind.GRAPHIC),
        ('<itemClass qcode="ninat:composite"/>', ItemKind.COMPOSITE),
        ('<itemClass qcode="x:unheard"/>', ItemKind.TEXT),
    ],
)
def test_a_class_is_known_under_any_scheme(path: str, kind: ItemKind) -> None:
    assert parse(path).kind is kind


def test_an_item_without_class_is_what_it_holds() -> None:
    item = parse(body='<remoteContent href="a.jpg" contenttype="image/jpeg"/>')
    assert (item.kind, item.media[0].href) == (ItemKind.PICTURE, "a.jpg")


def test_a_time_without_zone_is_in_the_sources_zone() -> None:
    east = timezone(timedelta(hours=10))
    item = parse("<versionCreated>2031-05-04T12:00:00</versionCreated>", context=Context(zone=east))
    assert (item.version_created, item.assumed) == (datetime(2031, 5, 4, 12, tzinfo=east), ("zone",))


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><newsItem guid="x">&b;</newsItem>',
        b"<newsItem>" + b"<div>" * 5000,
        b"<newsItem",
        b'<newsMessage><itemSet><newsItem guid=""/></itemSet></newsMessage>',
        b"<newsMessage/>",
        b"<groupSet root='a'><group id='a'><groupRef idref='a'/></group></groupSet>",
    ],
)
def test_what_is_broken_or_empty_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedItem, match=r"^newsmlg2: "):
        list(NewsMLG2().items(data, Context()))


def test_many_items_and_groups_in_a_ring_are_read_in_good_time() -> None:
    links = "".join(f'<link residref="p{n}"/>' for n in range(500))
    items = "".join(f'<newsItem guid="p{n}"><itemMeta><itemClass qcode="ninat:text"/></itemMeta></newsItem>'
                    for n in range(500))  # fmt: skip
    ring = "".join(f'<group id="g{n}"><groupRef idref="g{(n + 1) % 500}"/></group>' for n in range(500))
    package = f'<packageItem guid="k"><itemMeta>{links}</itemMeta><groupSet root="g0">{ring}</groupSet></packageItem>'
    found = list(
        NewsMLG2().items(f"<newsMessage><itemSet>{items}{package}</itemSet></newsMessage>".encode(), Context())
    )
    assert len(found) == 501
