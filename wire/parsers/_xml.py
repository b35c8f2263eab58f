"""XML that strangers sent: decoded by its bytes, read without network, DTD or entities, found by local name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import escape
from html.entities import html5

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
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_XML_ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_SPACE = re.compile(r"\s+")
_LOOKED_AT = 16_384  # bytes that are enough to see a root element behind comments and a DOCTYPE


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
    text = decode_xml(data[:_LOOKED_AT])
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    return root[1] if root else ""


def parse_xml(data: bytes, format_name: str) -> etree._Element:
    """The root element, tags without namespace. Raises MalformedItem."""
    text = _DECLARATION.sub(_newlines, _FORBIDDEN.sub("", decode_xml(data)), count=1)
    prolog = _PROLOG.match(text)
    end = prolog.end() if prolog else 0
    # Without its DOCTYPE a document can declare no entity: nothing is left to expand or to fetch.
    text = _DOCTYPE.sub(_newlines, text[:end], count=1) + _ENTITY.sub(_character, text[end:])
    try:
        root = etree.fromstring(text.lstrip("\ufeff").encode(), _parser())
    except etree.XMLSyntaxError as error:
        reason = str(error.msg).rsplit(", line", 1)[0]
        where = f"line {error.lineno}"
        raise MalformedItem(f"{format_name}: the XML is broken off or damaged ({where}): {reason}") from error
    if "xmlns" in text:
        _drop_namespaces(root)
    return root


def text_of(node: etree._Element | None, path: str = "") -> str:
    """The words in an element, or in the first one at `path`, on one line; "" when it is not there."""
    found = node.find(path) if node is not None and path else node
    return "" if found is None else _SPACE.sub(" ", "".join(words_in(found))).strip()


def texts_of(node: etree._Element, path: str) -> list[str]:
    """The words of every element at `path` that has any."""
    return [text for each in node.iterfind(path) if (text := text_of(each))]


def attribute(node: etree._Element | None, path: str, *names: str) -> str:
    """The first of the attributes `names` that has a value, on the elements at `path`."""
    for each in node.iterfind(path) if node is not None else ():
        for name in names:
            if value := _SPACE.sub(" ", each.get(name, "")).strip():
                return value
    return ""


def words_in(node: etree._Element) -> Iterator[str]:
    """The text in an element and everything in it."""
    return (str(text) for text in node.itertext())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        no_network=True,
        load_dtd=False,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


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


def _newlines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")  # so that line numbers in messages stay those of the file


def _character(found: re.Match[str]) -> str:
    """NITF's DTD defines the entities of HTML; copy uses them, so they work without the DTD."""
    if found[1] in _XML_ENTITIES or found[1] not in html5:
        return found[0]
    return escape(html5[found[1]])


def _drop_namespaces(root: etree._Element) -> None:
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag[0] == "{":
            each.tag = each.tag.rpartition("}")[2]
