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
