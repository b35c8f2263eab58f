"""NewsML 1.2, field by field: what the samples do not show."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime

import pytest

from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.newsml_12 import NewsML12
from wire.vocabulary import ItemKind, PubStatus, Signal

LINES = "<NewsLines><HeadLine>Rain</HeadLine></NewsLines>"
TEXT = "<ContentItem><DataContent><p>It rained.</p></DataContent></ContentItem>"


def news_item(component: str = LINES + TEXT, management: str = "", identifier: str = "") -> str:
    identifier = (
        identifier or "<ProviderId>w.example</ProviderId><NewsItemId>x-1</NewsItemId><RevisionId>1</RevisionId>"
    )
    return (
        f"<NewsItem><Identification><NewsIdentifier>{identifier}</NewsIdentifier></Identification>"
        f"<NewsManagement>{management}</NewsManagement><NewsComponent>{component}</NewsComponent></NewsItem>"
    )


def parse_all(*items: str) -> list[ParsedItem]:
    return list(NewsML12().items(f"<NewsML>{''.join(items)}</NewsML>".encode(), Context()))


def parse(component: str = LINES + TEXT, management: str = "", identifier: str = "") -> ParsedItem:
    (item,) = parse_all(news_item(component, management, identifier))
    return item


@pytest.mark.parametrize(
    ("public", "item_id", "version", "guid"),
    [
        ("urn:newsml:w.example:20310504:ox:1", "ox", "1", "urn:newsml:w.example:20310504:ox"),
        ("urn:newsml:w.example:20310504:bsf153:1N", "bsf153", "1", "urn:newsml:w.example:20310504:bsf153"),
        ("urn:newsml:w.example:20310504:a_b c:12U", "a_b c", "12", "urn:newsml:w.example:20310504:a_b c"),
        ("urn:newsml:w.example:20310504:ox:3A", "ox", "", "urn:newsml:w.example:20310504:ox"),
        ("urn:newsml:w.example", "ox", "1", "urn:newsml:w.example:20310504:ox"),
        ("", "ox", "1", "urn:newsml:w.example:20310504:ox"),
        ("urn:x", "", "1", "urn:x"),
    ],
)
def test_a_lasting_name_is_without_revision_and_names_this_item(
    public: str, item_id: str, version: str, guid: str
) -> None:
    item = parse(
        identifier=f"<ProviderId>w.example</ProviderId><DateId>20310504</DateId><NewsItemId>{item_id}</NewsItemId>"
        f"<RevisionId>{version}</RevisionId><PublicIdentifier>{public}</PublicIdentifier>"
    )
    assert (item.guid, item.version) == (guid, version)


@pytest.mark.parametrize(
    ("word", "status", "signals"),
    [
        ("Usable", PubStatus.USABLE, ()),
        ("usable", PubStatus.USABLE, ()),
        ("", PubStatus.USABLE, ()),
        ("Embargoed", PubStatus.USABLE, (Signal.EMBARGO,)),
        ("WITHHELD", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("Canceled", PubStatus.CANCELED, (Signal.KILL,)),
        ("Dozing", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
    ],
)
def test_a_status_is_known_in_any_case(word: str, status: PubStatus, signals: tuple[Signal, ...]) -> None:
    item = parse(management=f'<Status FormalName="{word}"/>')
    assert (item.pubstatus, item.signals) == (status, signals)


def test_a_status_that_will_be_canceled_is_an_end() -> None:
    change = '<FutureStatus FormalName="Canceled"/><DateAndTime>20310601T000000Z</DateAndTime>'
    item = parse(management=f'<Status FormalName="Usable"/><StatusWillChange>{change}</StatusWillChange>')
    assert (item.expires_at, item.embargoed_until) == (datetime(2031, 6, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("management", "signals"),
    [
        ('<NewsItemType FormalName="Alert"/>', (Signal.ALERT,)),
        ('<NewsItemType FormalName="Advisory"/>', (Signal.ADVISORY,)),
        ('<NewsItemType FormalName="News"/>', ()),
        ('<Instruction FormalName="Rectify"/>', (Signal.CORRECTION,)),
        ('<Instruction FormalName="Replace"/>', (Signal.UPDATE,)),
    ],
)
def test_types_and_instructions_are_signals(management: str, signals: tuple[Signal, ...]) -> None:
    assert parse(management=management).signals == signals


def test_the_component_nearest_to_the_copy_wins_and_outer_ones_fill_gaps() -> None:
    item = parse(
        "<NewsLines><HeadLine>Outer</HeadLine><SlugLine>OUT</SlugLine><CreditLine>WX</CreditLine></NewsLines>"
        '<DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>'
        f"<NewsComponent><NewsLines><HeadLine>Inner</HeadLine><SlugLine/></NewsLines>{TEXT}</NewsComponent>"
    )
    assert (item.headline, item.slugline, item.credit_line, item.language) == ("Inner", "OUT", "WX", "fr")


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("<nitf><body><body.content><p>Yes.</p></body.content></body></nitf>", "<p>Yes.</p>"),
        ("<p>Yes.</p><p>Yes.</p>", "<p>Yes.</p>\n<p>Yes.</p>"),
        ("&lt;p&gt;Yes.&lt;/p&gt;", "<p>Yes.</p>"),
        ("Yes.\n\nYes.", "<p>Yes.</p>\n<p>Yes.</p>"),
        ("<body.content><p>Yes.</p></body.content>", "<p>Yes.</p>"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><p>Yes.</p></body></html>',
         "<p>Yes.</p>"),
    ],
)  # fmt: skip
def test_copy_comes_in_many_forms(content: str, html: str) -> None:
    assert parse(f"{LINES}<ContentItem><DataContent>{content}</DataContent></ContentItem>").body_html == html


@pytest.mark.parametrize(
    ("line", "keywords"),
    [("ferry, port", ("ferry", "port")), ("ferry; port", ("ferry", "port")), ("ferry-port", ("ferry-port",))],
)
def test_keyword_lines_hold_one_or_many(line: str, keywords: tuple[str, ...]) -> None:
    item = parse(f"<NewsLines><HeadLine>Rain</HeadLine><KeywordLine>{line}</KeywordLine></NewsLines>{TEXT}")
    assert item.keywords == keywords


@pytest.mark.parametrize(
    ("line", "city", "dateline"),
    [
        ("Paris, 21 jan 2031 (AFP) -", "Paris", "Paris, 21 jan 2031 (AFP) -"),
        ("Bern", "Bern", "Bern"),
        ("Bern (ats)", "Bern", "Bern (ats)"),
        ("21/01/2031", "", ""),
    ],
)
def test_datelines_hold_a_place_a_mark_or_only_a_date(line: str, city: str, dateline: str) -> None:
    item = parse(f"<NewsLines><HeadLine>Rain</HeadLine><DateLine>{line}</DateLine></NewsLines>{TEXT}")
    assert (item.city, item.dateline) == (city, dateline)


def test_the_agency_is_no_byline() -> None:
    party = "<{0}><Party FormalName='Wire Example'/></{0}>"
    admin = f"<AdministrativeMetadata>{party.format('Provider')}{party.format('Creator')}</AdministrativeMetadata>"
    assert parse(LINES + admin + TEXT).byline == ""


def test_pictures_beside_a_text_are_its_media() -> None:
    picture = '<NewsComponent><Role FormalName="Picture"/><ContentItem Href="{0}.jpg"/></NewsComponent>'
    item = parse(f"{LINES}{TEXT}{picture.format('a')}{picture.format('b')}")
    assert (item.kind, [each.href for each in item.media]) == (ItemKind.TEXT, ["a.jpg", "b.jpg"])


def test_one_item_that_says_nothing_does_not_stop_the_others() -> None:
    empty = "<NewsItem><Identification/><NewsManagement/><NewsComponent/></NewsItem>"
    assert [item.headline for item in parse_all(empty, news_item())] == ["Rain"]


def test_an_item_inside_an_item_is_read_once() -> None:
    found = parse_all(news_item(f"{LINES}{TEXT}<NewsComponent>{news_item(TEXT)}</NewsComponent>"))
    assert [item.body_html for item in found] == ["<p>It rained.</p>", "<p>It rained.</p>"]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE NewsML [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><NewsML><NewsItem>&b;</NewsItem></NewsML>',
        b"<NewsML><NewsItem>" + b"<NewsComponent>" * 5000,
        b"<NewsML",
        b"<NewsML/>",
        b"<NewsML><NewsItem/></NewsML>",
    ],
)
def test_what_is_broken_or_empty_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedItem, match=r"^newsml12: "):
        list(NewsML12().items(data, Context()))


def test_many_small_components_are_read_in_good_time() -> None:
    parts = "".join(
        f'<NewsComponent xml:lang="en"><Role FormalName="Photo"/><ContentItem Href="{n}.jpg"/></NewsComponent>'
        for n in range(2000)
    )
    assert len(parse(LINES + TEXT + parts).media) == 2000


def test_a_headline_may_be_wrapped_in_a_news_line() -> None:
    item = parse(f"<NewsLines><NewsLine><HeadLine>Rain</HeadLine></NewsLine></NewsLines>{TEXT}")
    assert (item.headline, item.assumed) == ("Rain", ())


def test_a_sub_headline_that_has_its_line_is_not_said_again() -> None:
    lines = "<NewsLines><HeadLine>Rain</HeadLine><SubHeadLine>Rivers rise</SubHeadLine></NewsLines>"
    copy = "<h1>Rain</h1><h2>Rivers rise</h2><p>It rained.</p><h2>More</h2><p>Much.</p>"
    item = parse(f"{lines}<ContentItem><DataContent>{copy}</DataContent></ContentItem>")
    assert item.body_html == "<p>It rained.</p>\n<h2>More</h2>\n<p>Much.</p>"


def test_a_lead_beside_a_picture_without_copy_is_no_copy() -> None:
    words = "<ContentItem><DataContent>It rained.</DataContent></ContentItem>"
    lead = f"<NewsComponent><Role FormalName='Lead'/>{words}</NewsComponent>"
    photo = "<NewsComponent><Role FormalName='Photo'/><ContentItem Href='a.jpg'/></NewsComponent>"
    item = parse(LINES + lead + photo)
    assert (item.kind, item.body_html, item.abstract) == (ItemKind.PICTURE, "", "It rained.")


def test_kyodo_numbers_its_leads_in_the_headline() -> None:
    item = parse(f"<NewsLines><HeadLine>2ND LD: Rain</HeadLine></NewsLines>{TEXT}")
    assert (item.headline, item.take, item.signals) == ("2ND LD: Rain", "2ND LD", (Signal.UPDATE,))


@pytest.mark.parametrize(
    ("line", "city"),
    [
        ("OXDAM 15/06 (BELGA) =", "OXDAM"),
        ("Oxdam, 15.6.2031", "Oxdam"),
        ("15/06", ""),
        ("Port Ox (Oxland)", "Port Ox"),
        ("Oxland (AFP)", "Oxland"),
    ],
)
def test_the_place_in_a_dateline_is_without_its_day(line: str, city: str) -> None:
    item = parse(f"<NewsLines><HeadLine>Rain</HeadLine><DateLine>{line}</DateLine></NewsLines>{TEXT}")
    assert item.city == city


def test_a_company_is_nobody_though_its_release_is_by_it() -> None:
    item = parse(f"<NewsLines><HeadLine>Rain</HeadLine><ByLine>Kestrel Ferries Inc.</ByLine></NewsLines>{TEXT}")
    assert (item.byline, item.authors) == ("Kestrel Ferries Inc.", ())


def test_a_property_may_name_the_category() -> None:
    described = '<DescriptiveMetadata><Property FormalName="Category" Value="a; s"/></DescriptiveMetadata>'
    item = parse(LINES + described + TEXT)
    assert (item.category, item.extra.get("properties")) == (("a", "s"), None)


def test_sizes_of_one_picture_are_one_picture_and_its_caption_stands_beside_them() -> None:
    def size(role: str, name: str, width: int) -> str:
        told = f'<Characteristics><Property FormalName="Width" Value="{width}"/></Characteristics>'
        file = f'<ContentItem Href="{name}.jpg"><MediaType FormalName="Photo"/>{told}</ContentItem>'
        return f'<NewsComponent><Role FormalName="{role}"/>{file}</NewsComponent>'

    sizes = size("Thumbnail", "small", 150) + size("Main", "large", 4000) + size("Preview", "middle", 1024)
    words = "<ContentItem><DataContent><p>A boat lists.</p></DataContent></ContentItem>"
    caption = f'<NewsComponent><Role FormalName="Caption"/>{words}</NewsComponent>'
    item = parse(f'{caption}<NewsComponent EquivalentsList="yes"><Role FormalName="Main"/>{sizes}</NewsComponent>')
    (picture,) = item.media
    assert (picture.href, picture.caption) == ("large.jpg", "A boat lists.")
    assert len(picture.extra["renditions"]) == 3


def test_a_pointer_to_a_picture_in_the_same_file_is_no_picture() -> None:
    pointer = '<media media-type="image"><media-reference data-location="#photo1"/></media>'
    copy = f"<nitf><body><body.content>{pointer}<p>It rained.</p></body.content></body></nitf>"
    file = '<ContentItem Href="rain.jpg"><MediaType FormalName="Photo"/></ContentItem>'
    beside = f'<NewsComponent Duid="photo1"><Role FormalName="Photo"/>{file}</NewsComponent>'
    text = f"<ContentItem><DataContent>{copy}</DataContent></ContentItem>"
    item = parse(f'<NewsComponent><Role FormalName="Main"/>{LINES}{text}</NewsComponent>{beside}')
    assert [each.href for each in item.media] == ["rain.jpg"]


@pytest.mark.parametrize(
    ("lines", "sign_off"),
    [
        ("     It rained.\n==Kyodo", ""),
        ("It rained.\n\n(Schluss) abc/de", "(Schluss) abc/de"),
        ("It rained.\n\nABC // DEF\n\nLusa/Fim", "ABC // DEF"),
        ("It rained.\n\nABC (DE) // FGH\n\nLusa/fim", "ABC (DE) // FGH"),
        ("It rained.\n\ndpa ab yyno n1 cde", "dpa ab yyno n1 cde"),
        ("It rained. Enditem", ""),
        ("It rained.\n\nEnditem", ""),
        ("It rained.\n\nafp", ""),
    ],
)
def test_the_marks_under_the_last_paragraph_are_no_copy(lines: str, sign_off: str) -> None:
    item = parse(f"{LINES}<ContentItem><DataContent>{lines}</DataContent></ContentItem>")
    assert (item.body_html, item.extra.get("sign_off", "")) == ("<p>It rained.</p>", sign_off)


def test_the_dateline_in_the_copy_is_kept_where_it_says_more() -> None:
    head = "<body.head><dateline><location>Oxdam</location></dateline></body.head>"
    words = "<p>Oxdam (Tarvona), 14 sep (EFE).- It rained all day.</p>"
    copy = f"<nitf><body>{head}<body.content>{words}</body.content></body></nitf>"
    item = parse(f"{LINES}<ContentItem><DataContent>{copy}</DataContent></ContentItem>")
    assert (item.dateline, item.city, item.body_html) == (
        "Oxdam (Tarvona), 14 sep",
        "Oxdam",
        "<p>It rained all day.</p>",
    )


def test_a_russian_dateline_is_not_said_again_in_the_copy() -> None:
    line = "<NewsLines><HeadLine>Дождь</HeadLine><DateLine>ОКСДАМ, 11 июля. /ТАСС/.</DateLine></NewsLines>"
    copy = "<p>ОКСДАМ, 11 июля. /ТАСС/. Весь день шел дождь, сообщил мэр.</p>"
    item = parse(f"{line}<ContentItem><DataContent>{copy}</DataContent></ContentItem>")
    assert (item.city, item.body_html) == ("ОКСДАМ", "<p>Весь день шел дождь, сообщил мэр.</p>")


def encoded(content: bytes, media: str = "Text") -> str:
    told = f'<MediaType FormalName="{media}"/><Encoding Notation="Base64">'
    return (
        f"{LINES}<ContentItem>{told}<DataContent>{b64encode(content).decode()}</DataContent></Encoding></ContentItem>"
    )


def test_copy_that_came_encoded_is_copy() -> None:
    assert parse(encoded("<p>Café owners closed.</p><p>It rained.</p>".encode())).body_html == (
        "<p>Café owners closed.</p>\n<p>It rained.</p>"
    )


@pytest.mark.parametrize("component", [encoded(b"\xff\xd8\xff\xe0", "Photo"), encoded(b"\x00\x01"), encoded(b"\xff")])
def test_what_is_encoded_and_no_words_is_no_copy(component: str) -> None:
    assert parse(component).body_html == ""


def test_copy_in_one_preformatted_block_is_paragraphs_and_its_tables_stay() -> None:
    words = "Oxdam, 8 maja (PAP) - Rain closed the bridge over the Warne in Oxdam\nfor two days.\n\nNobody was hurt."
    copy = "<p>Rain closed the bridge over the Warne in Oxdam for two days.</p>\n<p>Nobody was hurt.</p>"
    table = "Oxdam        10   8   1   1   25\nPort Alder   10   7   2   1   23"
    told = [f"<pre>{words}\n\n{table}</pre>", f"{words}\n\n{table}"]
    items = [parse(f"{LINES}<ContentItem><DataContent>{each}</DataContent></ContentItem>") for each in told]
    assert [item.body_html for item in items] == [f"{copy}\n<pre>{table}</pre>"] * 2
    assert items[0].city == "Oxdam"


@pytest.mark.parametrize("rows", ["Oxdam        10   8\nPort Alder   10   7", "Oxdam       10  8\nPort Alder  10  7"])
def test_a_preformatted_block_in_columns_stays_one(rows: str) -> None:
    item = parse(f"{LINES}<ContentItem><DataContent><pre>{rows}</pre></DataContent></ContentItem>")
    assert item.body_html == f"<pre>{rows}</pre>"


def test_keywords_of_an_industry_or_a_state_are_keywords() -> None:
    told = '<Property FormalName="BWIndustryKeywords" Value="Robotics"/><Property FormalName="Size" Value="large"/>'
    item = parse(f"{LINES}<Metadata>{told}</Metadata>{TEXT}")
    assert (item.keywords, item.extra["properties"]["BWIndustryKeywords"]) == (("Robotics",), ["Robotics"])
