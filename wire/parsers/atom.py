"""Atom 1.0 and 0.3: a feed of entries, or one entry by itself; entries that were taken back (tombstones)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from lxml import etree

from wire.parsers._derived import Status, read_status
from wire.parsers._feed import Entry, Feed, head_of
from wire.parsers._feed_text import absolute
from wire.parsers._feed_xml import ATOM, first_text, texts
from wire.parsers._mail_time import read_mail_time
from wire.parsers._xml import decode_xml, indexed, root_tag

_LOOKED_AT = 16_384
_NAMESPACES = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_AP = b"ap.org/schemas/03/2005/ap"  # AP's blocks: that dialect has a parser of its own
_TOMBSTONE = "tombstone.deleted-entry"
_KIND_OF_PAGE = "schemas.google.com/g/2005#kind"


def is_atom(data: bytes) -> bool:
    """Whether the root is Atom's; a feed that forgot its namespace is known by its entries."""
    root = root_tag(data)
    if root not in ("feed", "entry"):
        return False
    text = decode_xml(data[:_LOOKED_AT])
    return any(name in text for name in _NAMESPACES) or (root == "feed" and "<entry" in text)


class Atom(Feed):
    """An entry's node is an <entry>; its feed the <feed>, or the entry itself when it came alone."""

    name = "atom"
    home = ATOM
    guids = ("id",)
    bodies = ("content", "content.encoded", "x.content", "x.body")
    summaries = (
        "summary",
        "x.first_line",
        "first_line",
        "dc.description",
    )
    published = ("published", "issued", "dc.date", "created", "dcterms.issued", "dcterms.created", "x.published")
    updated = ("updated", "modified", "dcterms.modified", "x.updated")
    people_in = ("author/name", "dc.creator", "x.creator", "x.author")
    notices = ("rights", "copyright", *Feed.notices)

    def recognizes(self, data: bytes) -> bool:
        return is_atom(data) and _AP not in data

    def entries(self, root: etree._Element) -> Iterator[Entry]:
        if root.tag == "entry":
            alone = indexed(root)
            yield Entry(alone, alone)
            return
        head = head_of(root)
        for node in root.iterchildren("entry", _TOMBSTONE):
            if node.tag == _TOMBSTONE:
                etree.SubElement(node, "updated").text = node.get("when", "")
            yield Entry(indexed(node), head)

    def guid(self, entry: Entry) -> str:
        return entry.node.get("ref", "").strip() or super().guid(entry)

    def version(self, entry: Entry) -> str:
        changed = first_text(entry.node, *self.updated)
        return changed if read_mail_time(changed, UTC).at else ""

    def address(self, entry: Entry) -> str:
        links = [(each.get("rel", "alternate"), each.get("href", "")) for each in entry.node.iterfind("link")]
        found = next((href for rel, href in links if rel == "alternate" and href), "")
        return absolute(str(entry.node.base or ""), found) if found else ""

    def status(self, entry: Entry) -> Status:
        if entry.node.tag == _TOMBSTONE:
            return read_status("canceled")
        is_draft = first_text(entry.node, "app.control/app.draft").lower() == "yes"
        return read_status("withheld") if is_draft else super().status(entry)

    def ednote(self, entry: Entry) -> str:
        return super().ednote(entry) or first_text(entry.node, "tombstone.comment")

    def named(self, entry: Entry) -> list[str]:
        """Its own author, else that of the feed it was taken from, else that of this feed."""
        own = super().named(entry)
        above = [*texts(entry.node, "source/author/name"), *texts(entry.feed, "author/name")]
        return own or above[:1]

    def source(self, entry: Entry) -> str:
        return first_text(entry.node, "source/title") or self.feeds_title(entry)

    def categories(self, entry: Entry) -> Iterable[str]:
        nodes = [each for each in entry.node.iterfind("category") if _KIND_OF_PAGE not in each.get("scheme", "")]
        return [each.get("term") or each.get("label") or " ".join(texts(each, ".")) for each in nodes]

    def site(self, entry: Entry) -> str:
        return self.address(entry) or next((each.get("href", "") for each in entry.feed.iterfind("link")), "")

    def left_over(self, entry: Entry) -> dict[str, Any]:
        links = [(each.get("rel", "alternate"), each.get("href", "")) for each in entry.node.iterfind("link")]
        others = {rel: href for rel, href in links if rel not in ("alternate", "enclosure", "self", "edit") and href}
        mails = [mail for mail in texts(entry.node, "author/email") if mail]
        contributors = list(texts(entry.node, "contributor/name"))
        said: dict[str, Any] = {"links": others, "author_mail": ", ".join(mails), "contributor": contributors}
        return super().left_over(entry) | {key: value for key, value in said.items() if value}
