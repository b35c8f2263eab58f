"""XML that strangers sent: decoded by its bytes, read without network, DTD or entities, found by local name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from html.entities import html5
from threading import local
from typing import Any

from lxml import etree

from wire.parsers.errors import MalformedItem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Named here, since Python knows "charsets" that are not: a sender must not choose zip or rot13.
_CHARSETS = re.compile(r"(?:iso-?8859|windows|cp|koi8|gb|big5|shift_jis|euc|mac)[-_a-z0-9]*\Z", re.IGNORECASE)
_WESTERN = {"iso-8859-1", "iso8859-1", "windows-1252", "cp1252"}
_QUOTED = r"""(?>[^\[\]>"']|"[^"]*"|'[^']*')*+"""
_SUBSET = r"""(?>\[(?>[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<)*+\])?+"""
_DOCTYPE = re.compile(rf"<!DOCTYPE\s{_QUOTED}{_SUBSET}\s*>", re.DOTALL)
_PROLOG = re.compile(rf"\ufeff?(?>\s+|<\?.*?\?>|<!--.*?-->|{_DOCTYPE.pattern})*+", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_VALUE = r"""\s*=\s*(?>"[^"<&]*"|'[^'<&]*')"""
_NAMESPACE = r"""(xmlns=(["'])(?:https?://|urn:)[A-Za-z0-9][A-Za-z0-9:/.-]*\2)(?=[\s/>])(?![^<>]*xmlns)"""
_DEFAULT_NAMESPACE = re.compile(rf"<[\w.-]+(?>\s+(?!xmlns)[\w.:-]+{_VALUE})*+\s+{_NAMESPACE}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Bytes of UTF-8 without which a text holds none of these.
_FORBIDDEN_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 0xEF])
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_SPACE = re.compile(r"\s+")
_GLANCE = 1024  # bytes in which nearly all roots are
_LOOKED_AT = 16_384  # bytes that are enough to see a root element behind comments and a DOCTYPE


class Indexed:
    """An element that is asked for dozens of short paths.

    lxml walks a path anew each time, and half of a small story's time went there. What is found is kept for as long
    as this is; so elements that are renamed, moved or cut out later are still found where they stood.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.get, self.iter = root.get, root.iter
        self._at: dict[str, list[etree._Element]] = {}
        self._opened: set[str] = set()

    def find(self, path: str) -> etree._Element | None:
        found = self.all_at(path)
        return found[0] if found else None

    def iterfind(self, path: str) -> Iterator[etree._Element]:
        return iter(self.all_at(path))

    def all_at(self, path: str) -> list[etree._Element]:
        found = self._at.get(path)
        if found is None:
            parent = _parent_of(path)
            if parent is None:
                found = list(self.root.iterfind(path))
            elif parent not in self._opened:
                self._open(parent)
            found = self._at.setdefault(path, found or [])
        return found

    def __getattr__(self, name: str) -> Any:
        """All else that an element can do."""
        return getattr(self.root, name)

    def _open(self, parent: str) -> None:
        """Note the children of all elements at a path."""
        self._opened.add(parent)
        before = f"{parent}/" if parent else ""
        for each in self.all_at(parent) if parent else [self.root]:
            for child in each:
                tag = child.tag
                if isinstance(tag, str):
                    self._at.setdefault(before + tag, []).append(child)


Node = etree._Element | Indexed


def decode_xml(data: bytes) -> str:
    """The text of XML bytes. The bytes are believed before their declaration: it is often wrong."""
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return data.decode(charset, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as_declared(data)


def root_tag(data: bytes) -> str:
    """The local name of the root element, without parsing; "" when this does not begin as XML does."""
    for length in (_GLANCE, _LOOKED_AT):
        text = decode_xml(data[:length])
        prolog = _PROLOG.match(text)
        root = _ROOT.match(text, prolog.end() if prolog else 0)
        if root and root.end() < len(text):
            break
    return root[1] if root else ""


def parse_xml(data: bytes, format_name: str, *, namespaces: bool = False) -> etree._Element:
    """The root element, tags without namespace unless `namespaces` are asked for. Raises MalformedItem."""
    text = _blanked(_allowed_text(data), _DECLARATION)
    prolog = _PROLOG.match(text)
    end = prolog.end() if prolog else 0
    # Without its DOCTYPE a document can declare no entity: nothing is left to expand or to fetch.
    before, text = _DOCTYPE.sub(_newlines, text[:end], count=1), text[end:]
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if not namespaces:  # taken out here, the usual one need not be taken off every tag
        text = _blanked(text, _DEFAULT_NAMESPACE, 1)
    try:
        root = etree.fromstring((before + text).lstrip("\ufeff").encode(), _OWN.parser)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).rsplit(", line", 1)[0]
        where = f"line {error.lineno}"
        raise MalformedItem(f"{format_name}: the XML is broken off or damaged ({where}): {reason}") from error
    if not namespaces and "xmlns" in text:
        _drop_namespaces(root)
    return root


def indexed(node: Node) -> Indexed:
    """The element, for whoever asks it for many paths."""
    return node if isinstance(node, Indexed) else Indexed(node)


def text_of(node: Node | None, path: str = "") -> str:
    """The words in an element, or in the first one at `path`, on one line; "" when it is not there."""
    found = node.find(path) if node is not None and path else node
    if found is None:
        return ""
    text = found.text or "" if len(found) == 0 else "".join(words_in(found))
    return " ".join(text.split())


def texts_of(node: Node, path: str) -> list[str]:
    """The words of every element at `path` that has any."""
    return [text for each in node.iterfind(path) if (text := text_of(each))]


def attribute(node: Node | None, path: str, *names: str) -> str:
    """The first of the attributes `names` that has a value, on the elements at `path`."""
    if node is None:
        return ""
    for each in (node,) if path == "." else node.iterfind(path):
        for name in names:
            if value := " ".join(each.get(name, "").split()):
                return value
    return ""


def words_in(node: Node) -> Iterator[str]:
    """The text in an element and everything in it."""
    return map(str, node.itertext())


@cache  # of the paths that stand in the parsers, not of anything sent
def _parent_of(path: str) -> str | None:
    """A path without its last tag; None when it is more than tags and slashes."""
    plain = all(step and step[0] not in ".*{" and "[" not in step for step in path.split("/"))
    return path.rpartition("/")[0] if plain else None


class _Own(local):
    """One parser a thread: to make it takes as long as to read a short item."""

    def __init__(self) -> None:
        self.parser = etree.XMLParser(
            encoding="utf-8",
            no_network=True,
            load_dtd=False,
            resolve_entities=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )


_OWN = _Own()


def _allowed_text(data: bytes) -> str:
    """The text without characters that XML forbids; most copy is UTF-8 that has none, as one look at its bytes says."""
    if len(data.translate(None, _FORBIDDEN_BYTES)) == len(data):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _FORBIDDEN.sub("", decode_xml(data))


def _blanked(text: str, words: re.Pattern[str], group: int = 0) -> str:
    """`text` without what `words` find at its start, but with its newlines: messages name the lines of the file."""
    found = words.match(text)
    return text[: found.start(group)] + _newlines(found, group) + text[found.end(group) :] if found else text


def _decode_as_declared(data: bytes) -> str:
    found = _DECLARED.match(data)
    charset = found[1].decode("ascii").lower() if found else ""
    # Copy that declares Latin-1 has Windows quotes as a rule; no one sends the control characters meant by the letter.
    if charset not in _WESTERN and _CHARSETS.match(charset):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return data.decode("cp1252", "replace")


def _newlines(found: re.Match[str], group: int = 0) -> str:
    return "\n" * found[group].count("\n")  # so that line numbers in messages stay those of the file


def _character(found: re.Match[str]) -> str:
    """NITF's DTD defines the entities of HTML; copy uses them, so they work without the DTD."""
    if found[1] in _XML_ENTITIES or found[1] not in html5:
        return found[0]
    return escape(html5[found[1]])


def _drop_namespaces(root: etree._Element) -> None:
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag[0] == "{":
            each.tag = each.tag.rpartition("}")[2]
