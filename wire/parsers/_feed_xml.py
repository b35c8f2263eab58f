"""The XML of feeds: many vocabularies in one document, told apart by namespace, or by prefix when that is misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from wire.parsers._xml import Indexed, Node, decode_xml, parse_xml, text_of
from wire.parsers.errors import MalformedItem

ATOM = frozenset({"www.w3.org/2005/atom", "purl.org/atom/ns", "purl.org/atom/ns#"})
RSS = frozenset({"", "purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9"})
_LONGEST_NAME = 200  # characters of a tag and its namespace that are worth remembering
_USERLAND = re.compile(r"(?:backend|blogs?)\.userland\.com/|(?:cyber\.)?(?:law\.)?harvard\.edu/rss")
_XHTML = "www.w3.org/1999/xhtml"
# Each vocabulary's prefix here, whatever the sender binds it to: tags are then "dc.creator", "media.content".
_KNOWN = (
    ("dcterms", r"purl\.org/dc/terms"),
    ("dc", r"purl\.org/(?:dc/elements/1\.\d|metadata/dublin_core)"),
    ("media", r"search\.yahoo\.com/mrss|tools\.search\.yahoo\.com/mrss|www\.rssboard\.org/media-rss"),
    ("content", r"purl\.org/rss/1\.0/modules/content"),
    ("excerpt", r"wordpress\.org/export/[\d.]+/excerpt"),
    ("wp", r"wordpress\.org/export/[\d.]+"),
    ("itunes", r"www\.itunes\.com/dtds/podcast-1\.0\.dtd"),
    ("prism", r"(?:www\.)?prismstandard\.org/namespaces/.*"),
    ("rdf", r"www\.w3\.org/1999/02/22-rdf-syntax-ns"),
    ("app", r"www\.w3\.org/2007/app|purl\.org/atom/app"),
    ("tombstone", r"purl\.org/atompub/tombstones/1\.0"),
    ("thr", r"purl\.org/syndication/thread/1\.0"),
    ("slash", r"purl\.org/rss/1\.0/modules/slash"),
    ("yt", r"www\.youtube\.com/xml/schemas/2015"),
    ("atom", r"www\.w3\.org/2005/atom"),
)
_NAMES = tuple((name, re.compile(address)) for name, address in _KNOWN)
_PREFIXES = {name for name, _ in _KNOWN}
_DECLARED_AS = {
    **{"dc": "http://purl.org/dc/elements/1.1/", "media": "http://search.yahoo.com/mrss/"},
    **{"content": "http://purl.org/rss/1.0/modules/content/", "atom": "http://www.w3.org/2005/Atom"},
    **{"itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd", "wp": "http://wordpress.org/export/1.2/"},
}
_BARE_AMPERSAND = re.compile(
    r"<!\[CDATA\[(?:(?!\]\]>).)*+(?:\]\]>)?|&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
    re.DOTALL,
)
_ROOT = re.compile(r"<(?:rss|feed|entry|[A-Za-z]+:RDF)\b")


def parse_feed(data: bytes, format_name: str, home: frozenset[str]) -> etree._Element:
    """The root; tags of the `home` vocabulary bare, others as "dc.creator". Raises MalformedItem.

    Feeds are written by templates: "&" left bare and prefixes never declared are mended, other damage is not.
    """
    try:
        root = parse_xml(data, format_name, namespaces=True)
    except MalformedItem:
        mended = _mended(decode_xml(data))
        if mended is None:
            raise
        root = parse_xml(mended.encode("utf-8", "replace"), format_name, namespaces=True)
    for node in root.iter(etree.Element):
        tag = str(node.tag)
        node.tag = (_short_name if len(tag) <= _LONGEST_NAME else _name)(tag, node.prefix, home)
    return root


def first_text(node: Node | None, *paths: str) -> str:
    """The words of the first of `paths` that has any."""
    if node is None:
        return ""
    for path in paths:
        for each in _at(node, path):
            if text := text_of(each):
                return text
    return ""


def texts(node: Node, path: str) -> list[str]:
    """The words of all elements at `path` that have any."""
    return [text for each in _at(node, path) if (text := text_of(each))]


def _at(node: Node, path: str) -> Iterable[etree._Element]:
    if isinstance(node, Indexed):
        return node.all_at(path)
    return node.iterchildren(path) if path.isidentifier() else node.iterfind(path)  # the first is the cheaper


def _name(tag: str, prefix: str | None, home: frozenset[str]) -> str:
    address, _, local = tag.removeprefix("{").rpartition("}")
    plain = re.sub(r"^https?://", "", address.strip()).rstrip("/#").lower()
    if plain in home or plain == _XHTML or (home is RSS and _USERLAND.match(plain)):
        return local
    for name, known in _NAMES:
        if known.fullmatch(plain):
            return f"{name}.{local}"
    if prefix in _PREFIXES:  # a namespace spelt wrong under the usual prefix
        return f"{prefix}.{local}"
    return f"x.{local}" if prefix else local


_short_name = lru_cache(maxsize=1024)(_name)  # the same few dozen tags in all entries of all feeds


def _mended(text: str) -> str | None:
    mended = _BARE_AMPERSAND.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)
    missing = [f for f in _DECLARED_AS if re.search(rf"<{f}:", mended) and not re.search(rf"xmlns:{f}\s*=", mended)]
    declared = "".join(f' xmlns:{prefix}="{_DECLARED_AS[prefix]}"' for prefix in missing)
    mended = _ROOT.sub(lambda found: found[0] + declared, mended, count=1)
    return mended if mended != text else None
