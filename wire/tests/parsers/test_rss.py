"""RSS, field by field: what the samples do not show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from html import escape

import pytest

from wire.parsers._feed import name_and_mail
from wire.parsers._mail_time import read_mail_time
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.rss import RSS
from wire.vocabulary import ItemKind

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def feed(item: str, channel: str = "") -> bytes:
    return f'<rss version="2.0" {SPACES}><channel>{channel}<item>{item}</item></channel></rss>'.encode()


def parse(item: str, channel: str = "", context: Context | None = None) -> ParsedItem:
    (found,) = RSS().items(feed(f"<title>Rain</title><guid>g</guid>{item}", channel), context or Context())
    return found


def body(html: str) -> str:
    return parse(f"<description>{escape(html)}</description>").body_html


@pytest.mark.parametrize(
    "data",
    [
        b"<rss/>",
        b'\xef\xbb\xbf<?xml version="1.0"?><!-- a --><rss version="0.91">',
        b'<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/">',
        "<rss/>".encode("utf-16"),
    ],
)
def test_rss_is_known_by_its_root(data: bytes) -> None:
    assert RSS().recognizes(data)


@pytest.mark.parametrize("data", [b"<feed/>", b'<rdf:RDF xmlns:rdf="r"/>', b"<html><rss/></html>", b"rss", b""])
def test_other_roots_are_not_rss(data: bytes) -> None:
    assert not RSS().recognizes(data)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("Thu, 05 Sep 2002 00:00:01 GMT", "2002-09-05T00:00:01+00:00"),
        ("Thu, 5 Sep 2002 00:00 +0200", "2002-09-05T00:00:00+02:00"),
        ("5 Sep 02 10:15 EST", "2002-09-05T10:15:00-05:00"),
        ("jeu., 05 sept. 2002 10:15:00 +0200", "2002-09-05T10:15:00+02:00"),
        ("ven., 05 juil. 2002 10:15:00 +0200", "2002-07-05T10:15:00+02:00"),
        ("Do, 05 Dez 2002 10:15:00 MEZ", "2002-12-05T10:15:00+01:00"),
        ("jueves, 5 de diciembre de 2002 10:15:00 GMT", "2002-12-05T10:15:00+00:00"),
        ("Чт, 05 сен 2002 10:15:00 +0300", "2002-09-05T10:15:00+03:00"),
        ("05.09.2002 10:15 GMT", "2002-09-05T10:15:00+00:00"),
        ("Thursday, September 5, 2002 - 10:15 EDT", "2002-09-05T10:15:00-04:00"),
        ("2002-09-05 10:15:00 EST", "2002-09-05T10:15:00-05:00"),
        ("Thu, 05 Sep 97 10:15:00 PDT", "1997-09-05T10:15:00-07:00"),
        ("Thu, 05 September 2002 10:15:00 CEST", "2002-09-05T10:15:00+02:00"),
        ("Thursday, 05-Sep-02 10:15:00 UT", "2002-09-05T10:15:00+00:00"),
        ("Thu, 05 Sep 2002 10:15:00 +0000 (UTC)", "2002-09-05T10:15:00+00:00"),
        ("September 5, 2002 3:15 PM ET", "2002-09-05T15:15:00-04:00"),
        ("Thu Sep  5 10:15:00 GMT 2002", "2002-09-05T10:15:00+00:00"),
        ("Thu, 05 Sep 2002 10:15:00 GMT+02:00", "2002-09-05T10:15:00+02:00"),
        ("2002-09-05T10:15:00.123+02:00", "2002-09-05T10:15:00.123000+02:00"),
        ("2002-09-05 10:15:00Z", "2002-09-05T10:15:00+00:00"),
    ],
)
def test_times_are_read_as_feeds_spell_them(sent: str, expected: str) -> None:
    moment = read_mail_time(sent, UTC)
    assert moment.at is not None
    assert (moment.at.isoformat(), moment.zone_assumed, moment.words) == (expected, False, "")


def test_a_time_with_no_zone_that_we_know_is_in_the_sources() -> None:
    east = timezone(timedelta(hours=8))
    for sent in ("5 Sep 2002 10:15", "5 Sep 2002 10:15:00 XYZT"):
        moment = read_mail_time(sent, east)
        assert moment.at == datetime(2002, 9, 5, 10, 15, tzinfo=east)
        assert moment.zone_assumed


@pytest.mark.parametrize("sent", ["soon", "31 Feb 2031 10:00 GMT", "5 Foo 2031 10:00 GMT", "5 Sep 2031 25:00 GMT"])
def test_a_time_nobody_can_read_is_kept_in_words(sent: str) -> None:
    assert read_mail_time(sent, UTC) == (None, False, sent)


@pytest.mark.parametrize(
    ("sent", "person"),
    [
        ("a@b.example (Mara Quist)", ("Mara Quist", "a@b.example")),
        ("Mara Quist <a@b.example>", ("Mara Quist", "a@b.example")),
        ("Mara Quist (a@b.example)", ("Mara Quist", "a@b.example")),
        ("a@b.example", ("", "a@b.example")),
        ("Mara Quist", ("Mara Quist", "")),
    ],
)
def test_a_mail_address_is_parted_from_the_name(sent: str, person: tuple[str, str]) -> None:
    assert name_and_mail(sent) == person


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("2 < 3", "<p>2 &lt; 3</p>"),
        ("<p>One.</p><h4>Two</h4>", "<p>One.</p>\n<h3>Two</h3>"),
        ("One<br/><br/>Two", "<p>One</p>\n<p>Two</p>"),
        ("&lt;p&gt;One.&lt;/p&gt;", "<p>One.</p>"),
        ("Fish &amp; chips", "<p>Fish &amp; chips</p>"),
        ('<a href="https://a.example/b>One</a> more', '<p><a href="https://a.example/b">One</a> more</p>'),
        ('<p onclick="x()">One</p><iframe src="x"></iframe>', "<p>One</p>"),
        ("", ""),
    ],
)
def test_a_description_is_read_as_it_was_meant(html: str, expected: str) -> None:
    assert body(html) == expected


def test_a_body_sent_twice_is_no_abstract() -> None:
    words = f"&lt;p&gt;{'word ' * 120}&lt;/p&gt;"
    item = parse(f"<description>{words}</description><content:encoded>{words}</content:encoded>")
    assert (item.abstract, item.word_count) == ("", 120)


def test_full_text_wins_over_its_summary() -> None:
    item = parse("<description>Short.</description><content:encoded>&lt;p&gt;Long.&lt;/p&gt;</content:encoded>")
    assert (item.body_html, item.abstract) == ("<p>Long.</p>", "Short.")


def test_what_an_item_does_not_say_its_channel_may() -> None:
    channel = "<title>Ledger</title><language>de</language><copyright>(c) Ledger</copyright>"
    item = parse("", channel)
    assert (item.source, item.language, item.copyright_notice) == ("Ledger", "de", "(c) Ledger")
    own = parse("<dc:language>fr</dc:language><dc:rights>(c) Mara</dc:rights><source url='u'>Post</source>", channel)
    assert (own.source, own.language, own.copyright_notice) == ("Post", "fr", "(c) Mara")


def test_keywords_come_from_every_vocabulary_once() -> None:
    item = parse(
        "<category>Moor</category><dc:subject>Rain</dc:subject><media:keywords>Rain, wind</media:keywords>"
        "<itunes:keywords>moor</itunes:keywords>"
    )
    assert item.keywords == ("Moor", "Rain", "wind", "moor")


@pytest.mark.parametrize(
    ("xml", "media"),
    [
        ('<enclosure url="a.mp3" type="audio/mpeg"/>', [("https://l.example/a.mp3", ItemKind.AUDIO)]),
        ('<enclosure url="https://x.example/a.mp4"/>', [("https://x.example/a.mp4", ItemKind.VIDEO)]),
        (
            '<enclosure url="https://x.example/a.jpg" type="application/octet-stream"/>',
            [("https://x.example/a.jpg", ItemKind.PICTURE)],
        ),
        ('<enclosure url="https://x.example/a.zip" type="application/zip"/>', []),
        ('<media:content url="https://x.example/7"/>', [("https://x.example/7", ItemKind.PICTURE)]),
        ('<media:thumbnail url="https://x.example/t.jpg"/>', [("https://x.example/t.jpg", ItemKind.PICTURE)]),
        ('<itunes:image href="https://x.example/i.jpg"/>', [("https://x.example/i.jpg", ItemKind.PICTURE)]),
        (
            '<media:content url="https://x.example/a.jpg?w=640"/>'
            '<enclosure url="https://x.example/a.jpg" type="image/jpeg"/>',
            [("https://x.example/a.jpg?w=640", ItemKind.PICTURE)],
        ),
    ],
)
def test_media_are_found_once_wherever_they_stand(xml: str, media: list[tuple[str, ItemKind]]) -> None:
    item = parse(f"<link>https://l.example/</link>{xml}")
    assert [(each.href, each.kind) for each in item.media] == media


def test_damage_beyond_bare_ampersands_is_refused() -> None:
    with pytest.raises(MalformedItem, match=r"^rss: the XML is broken off or damaged \(line 1\)"):
        list(RSS().items(b"<rss><channel><item><title>a & b</item></rss>", Context()))


def test_what_has_no_field_is_kept_under_its_name() -> None:
    item = parse("<comments>https://l.example/c</comments><georss:point xmlns:georss='g'>1 2</georss:point>")
    assert item.extra == {"comments": "https://l.example/c", "point": "1 2"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>It rains.</p> <a href="https://t.example/a">Continue reading...</a>', "<p>It rains.</p>"),
        ('<p>It rains. <a href="/a">Read more</a></p>', "<p>It rains.</p>"),
        ('<p>It rains.</p><p><a href="/a">Lire la suite</a></p>', "<p>It rains.</p>"),
        ('<p>It rains. [<a href="/a">mehr</a>]</p>', "<p>It rains.</p>"),
        ('<p>It rains.</p><p>Says <a href="https://t.example/a">more</a> rain.</p>', "more</a> rain.</p>"),
        ('<p>See <a href="https://t.example/a">More than rain</a></p>', "More than rain</a></p>"),
    ],
)
def test_a_link_to_the_storys_own_page_is_no_copy(html: str, expected: str) -> None:
    assert body(html).endswith(expected)


def test_an_address_is_no_byline() -> None:
    item = parse("<dc:creator>https://t.example/people/7</dc:creator><author>Ada Moor</author>")
    assert item.byline == "Ada Moor"


def test_a_description_of_media_is_copy_where_there_is_no_other() -> None:
    group = "<media:group><media:description>It rains.</media:description></media:group>"
    assert parse(group).body_html == "<p>It rains.</p>"
    assert parse(f"<description>Rain.</description>{group}").abstract == ""


def test_a_status_of_media_rss_that_nobody_knows_changes_nothing() -> None:
    assert parse("<media:status>active</media:status><description>Rain.</description>").pubstatus == "usable"


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Click</li></ul></div>',
        '<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3></div>',
        '<aside class="element element-rich-link"><p>Related: <a href="https://t.example/a">Sun</a></p></aside>',
        '<hr><p><a href="https://t.example/a">Rain</a> was originally published in <a href="https://t.example">T</a>'
        " on Medium, where people talk.</p>",
        '<div class="field field-name-field-tags field-type-taxonomy-term-reference"><a href="/t">rain</a></div>',
    ],
)
def test_what_content_systems_hang_around_a_text_is_no_copy(furniture: str) -> None:
    assert body(f"<p>It rains.</p>{furniture}") == "<p>It rains.</p>"


def test_a_picture_in_the_words_of_a_site_map_is_found() -> None:
    item = '<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
    found = parse(f"{item}<image:loc>https://t.example/r.jpg</image:loc><image:title>Rain</image:title></image:image>")
    assert [each.href for each in found.media] == ["https://t.example/r.jpg"]


def test_what_agencies_add_to_a_feed_is_read() -> None:
    item = parse(
        "<slugline>RAIN-QUILL</slugline><byline>By Ada Moor</byline><dateline>PORT ALDER, Quillmark</dateline>"
        "<keywords>rain, wind</keywords><urgency>3</urgency><description>It rains.</description>"
    )
    assert (item.slugline, item.byline, item.dateline, item.city) == (
        *("RAIN-QUILL", "Ada Moor"),
        *("PORT ALDER, Quillmark", "PORT ALDER"),
    )
    assert (item.keywords, item.urgency, item.extra) == (("rain", "wind"), 3, {})


def test_an_urgency_that_is_none_stays_beside_the_story() -> None:
    item = parse("<urgency>high</urgency>")
    assert (item.urgency, item.extra) == (None, {"urgency": "high"})


def test_a_table_in_a_figure_is_copy() -> None:
    table = '<figure class="wp-block-table"><table><tr><td>Rain</td><td>5 mm</td></tr></table></figure>'
    assert "<td>5 mm</td>" in body(f"<p>It rains.</p>{table}")


def test_rights_in_a_picture_are_no_rights_in_the_story() -> None:
    media = '<media:content url="https://t.example/r.jpg"><media:copyright>Ada</media:copyright></media:content>'
    group = f"<media:group>{media}<media:copyright>Ada Moor</media:copyright></media:group>"
    item = parse(group, "<copyright>Tide Press 2031</copyright>")
    assert (item.copyright_notice, item.media[0].copyright_notice) == ("Tide Press 2031", "Ada")
    assert parse(group).copyright_notice == "Ada Moor"


def test_a_picture_without_a_story_is_a_picture() -> None:
    words = "<media:description>Rain on the pier.</media:description><media:keywords>rain, pier</media:keywords>"
    media = f'<media:content url="https://t.example/r.jpg" medium="image">{words}</media:content>'
    item = parse(media)
    assert (item.kind, item.keywords) == (ItemKind.PICTURE, ("rain", "pier"))
    assert parse(f"<description>It rains.</description>{media}").kind == ItemKind.TEXT
    assert parse('<media:thumbnail url="https://t.example/r.jpg"/>').kind == ItemKind.TEXT


def test_a_summary_cut_short_does_not_say_so() -> None:
    item = parse("<description>It rains. [&amp;#8230;]</description><content:encoded>It rains on.</content:encoded>")
    assert item.abstract == "It rains."


def test_a_feeds_title_may_hold_signs_of_html() -> None:
    assert parse("", "<title>Tide &amp;raquo; Rain</title>").source == "Tide » Rain"


def test_an_address_is_seen_from_the_feeds_own() -> None:
    item = parse("<link>/rain/1</link>", "<link>https://t.example/news/</link>")
    assert item.extra["url"] == "https://t.example/rain/1"


def test_a_writers_face_is_no_picture_of_the_story() -> None:
    face = '<media:content url="https://0.gravatar.com/avatar/ab?s=96" medium="image"/>'
    item = parse(f'{face}<media:content url="https://t.example/rain.jpg" medium="image"/>')
    assert [each.href for each in item.media] == ["https://t.example/rain.jpg"]


def test_a_credit_may_be_an_attribute_of_the_picture() -> None:
    html = '<p>It rains.</p><img src="https://t.example/r.jpg" data-portal-copyright="Ada Moor / Tide">'
    (picture,) = parse(f"<description>{escape(html)}</description>").media
    assert picture.credit_line == "Ada Moor / Tide"
