"""RSS 2.0, 0.9x and 1.0, with Media RSS and Dublin Core; and WordPress's export (WXR), which is RSS as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from lxml import etree

from wire.parsers._derived import Status, read_status
from wire.parsers._feed import Entry, Feed, head_of
from wire.parsers._feed_text import absolute, without_shortcodes
from wire.parsers._feed_xml import RSS as RSS_HOME
from wire.parsers._feed_xml import first_text, texts
from wire.parsers._mail_time import read_mail_time
from wire.parsers._wxr import attachments, is_public_post, is_wxr, with_zone_said, writers
from wire.parsers._xml import decode_xml, indexed, root_tag, text_of

_RDF_RSS = ("purl.org/rss/1.0/", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9")
_YANDEX = ("x.full-text", "full-text")  # also of others that read its feeds
_BYLINES = ("x.byline", "byline")
_NO_SUBJECTS = {"author", "post_format"}  # what WordPress keeps among its categories besides
_LOOKED_AT = 16_384


class RSS(Feed):
    """An entry's node is an <item>; its feed the <channel>."""

    name = "rss"
    home = RSS_HOME
    guids = ("guid", "x.guid", "dc.identifier")
    bodies = (
        "content.encoded",
        "x.encoded",
        "x.body",
        "fulltext",
        "x.fulltext",
        *_YANDEX,
        "body",
        "atom.content",
        "content",
    )
    summaries = (
        *("excerpt.encoded", "description", "atom.summary", "dc.description", "dc.abstract", "dcterms.abstract"),
        *("itunes.summary", "x.description"),
    )
    published = (
        "wp.post_date_gmt",
        "pubDate",
        "dc.date",
        "dcterms.issued",
        "dcterms.created",
        "atom.published",
        "prism.publicationDate",
        "x.date",
    )
    updated = (
        "wp.post_modified_gmt",
        "atom.updated",
        "dcterms.modified",
        "dc.modified",
        "x.modified",
        "prism.modificationDate",
    )
    people_in = ("dc.creator", "author", "atom.author/atom.name", "itunes.author", "x.creator", "x.author", *_BYLINES)

    def recognizes(self, data: bytes) -> bool:
        root = root_tag(data)
        return root == "rss" or (root == "RDF" and any(name in decode_xml(data[:_LOOKED_AT]) for name in _RDF_RSS))

    def entries(self, root: etree._Element) -> Iterator[Entry]:
        channel = root.find("channel")
        feed = root if channel is None else channel
        nodes, is_export = list(root.iter("item")), is_wxr(feed)
        head = head_of(feed)
        if not is_export:
            yield from (Entry(indexed(node), head) for node in nodes)
            return
        names, attached = writers(feed), attachments(nodes)
        for node in filter(is_public_post, nodes):
            yield Entry(indexed(with_zone_said(node)), head, attached(node), names)

    def guid(self, entry: Entry) -> str:
        return super().guid(entry) or entry.node.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "").strip()

    def version(self, entry: Entry) -> str:
        changed = first_text(entry.node, *self.updated)
        return changed if read_mail_time(changed, UTC).at else ""

    def address(self, entry: Entry) -> str:
        links = (first_text(entry.node, *self.addresses), *texts(entry.node, "link"), *texts(entry.node, "x.link"))
        atoms = (
            each.get("href", "") for each in entry.node.iterfind("atom.link") if each.get("rel", "") == "alternate"
        )
        guid = entry.node.find("guid")
        named = first_text(guid) if guid is not None and guid.get("isPermaLink", "true") != "false" else ""
        found = next((each for each in [*links, *atoms, named] if each.startswith(("http", "/"))), "")
        return absolute(first_text(entry.feed, "link"), found) if found.startswith("/") else found

    def site(self, entry: Entry) -> str:
        return self.address(entry) or first_text(entry.feed, "link")

    def named(self, entry: Entry) -> list[str]:
        """Writers; a WordPress that lets several sign keeps them among its categories."""
        signed = [text_of(each) for each in entry.node.iterfind("category[@domain='author']")]
        return list(dict.fromkeys(filter(None, signed))) or super().named(entry)

    def categories(self, entry: Entry) -> Iterable[str]:
        nodes = entry.node.iterfind("category")
        return [text_of(each) for each in nodes if each.get("domain", "") not in _NO_SUBJECTS]

    def status(self, entry: Entry) -> Status:
        """WordPress shows a post with a password to those alone who have it."""
        return read_status("withheld") if first_text(entry.node, "wp.post_password") else super().status(entry)

    def said(self, entry: Entry, paths: Iterable[str]) -> list[str]:
        return [without_shortcodes(html) for html in super().said(entry, paths)]
