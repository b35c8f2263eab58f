"""Atom, field by field: what the samples do not show."""

from __future__ import annotations

import pytest

from wire.parsers.atom import Atom
from wire.parsers.item import Context, ParsedItem
from wire.parsers.rss import RSS

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def parse(entry: str, feed: str = "") -> ParsedItem:
    data = f"<feed {ATOM}>{feed}<entry><title>Rain</title><id>e1</id>{entry}</entry></feed>"
    (found,) = Atom().items(data.encode(), Context())
    return found


@pytest.mark.parametrize(
    ("data", "is_atom"),
    [
        (f"<feed {ATOM}/>", True),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry/></a:feed>", True),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", True),
        ("<feed><entry/></feed>", True),
        (f"<entry {ATOM}/>", True),
        ("<feed><cow/></feed>", False),
        ("<entry/>", False),
        ("<rss><atom:link xmlns:atom='http://www.w3.org/2005/Atom'/></rss>", False),
    ],
)
def test_atom_is_known_by_its_root(data: str, is_atom: bool) -> None:
    assert Atom().recognizes(data.encode()) is is_atom
    assert not (is_atom and RSS().recognizes(data.encode()))


@pytest.mark.parametrize(
    ("content", "body_html"),
    [
        ("<content>It &lt; rained.</content>", "<p>It &lt; rained.</p>"),
        ('<content type="text">a &lt;b&gt; c</content>', "<p>a &lt;b&gt; c</p>"),
        ('<content type="text">&lt;p&gt;HTML called text&lt;/p&gt;</content>', "<p>HTML called text</p>"),
        ('<content type="html">&lt;b&gt;It&lt;/b&gt; rained.</content>', "<p><strong>It</strong> rained.</p>"),
        ('<content type="text/html"><![CDATA[<p>It rained.</p>]]></content>', "<p>It rained.</p>"),
        ('<content type="image/png">iVBORw0KGgo=</content><summary>It rained.</summary>', "<p>It rained.</p>"),
        ('<content src="https://a.example/7"/><summary>It rained.</summary>', "<p>It rained.</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b>'
            "<ul><li>c</li></ul></div></content>",
            "<p>a <strong>b</strong></p>\n<ul><li>c</li></ul>",
        ),
    ],
)
def test_content_is_read_by_its_type(content: str, body_html: str) -> None:
    assert parse(content).body_html == body_html


def test_an_entrys_author_wins_then_its_sources_then_the_feeds() -> None:
    author = "<author><name>{}</name></author>"
    feed = author.format("Desk Staff")
    assert parse("", feed).byline == "Desk Staff"
    assert parse(f"<source>{author.format('Lee Park')}</source>", feed).byline == "Lee Park"
    assert parse(author.format("Mara Quist") + author.format("Orla Finch"), feed).byline == "Mara Quist and Orla Finch"


@pytest.mark.parametrize(
    ("xml", "version"),
    [
        ("<updated>2031-05-04T10:00:00Z</updated>", "2031-05-04T10:00:00Z"),
        ("<published>2031-05-04T10:00:00Z</published>", ""),
        ("<updated>just now</updated>", ""),
    ],
)
def test_a_version_is_the_moment_of_change(xml: str, version: str) -> None:
    assert parse(xml).version == version


@pytest.mark.parametrize(
    ("base", "href", "address"),
    [
        ("https://a.example/x/", "y", "https://a.example/x/y"),
        ("https://a.example/x/", "https://b.example/", "https://b.example/"),
        ("", "y", "y"),
        ("https://[bad", "y", "y"),
    ],
)
def test_addresses_are_seen_from_their_base(base: str, href: str, address: str) -> None:
    assert parse(f'<link href="{href}" xml:base="{base}"/>', "").extra["url"] in (href, address)
    data = f'<feed {ATOM} xml:base="{base}"><entry><id>e</id><title>Rain</title><link href="{href}"/></entry></feed>'
    (item,) = Atom().items(data.encode(), Context())
    assert item.extra["url"] == address


def test_categories_are_terms_and_not_kinds_of_page() -> None:
    kind = '<category scheme="http://schemas.google.com/g/2005#kind" term="x#post"/>'
    assert parse(f'{kind}<category term="Rain" label="The rain"/><category label="Wind"/>').keywords == ("Rain", "Wind")


def test_an_enclosure_is_a_medium_and_other_links_are_kept() -> None:
    item = parse(
        '<link rel="enclosure" href="https://a.example/f.mp3" type="audio/mpeg" title="The song"/>'
        '<link rel="enclosure" href="https://a.example/f.pdf" type="application/pdf"/>'
        '<link rel="via" href="https://via.example/"/><link rel="self" href="https://self.example/"/>'
    )
    assert [(each.href, each.headline) for each in item.media] == [("https://a.example/f.mp3", "The song")]
    assert item.extra == {"links": {"via": "https://via.example/"}, "enclosures": ["https://a.example/f.pdf"]}
