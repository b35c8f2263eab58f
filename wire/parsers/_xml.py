"""XML that strangers sent: decoded by its bytes, read without network, DTD or entities, found by local name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, wraps
from html import escape
from html.entities import html5
from threading import local
from typing import Any, Concatenate, ParamSpec, TypeVar

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
_CHARSETS = re.compile(r"(?:iso-?8859|windows|cp|koi8|gb|big5|shift[-_]?jis|sjis|euc|mac)[-_a-z0-9]*\Z", re.IGNORECASE)
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
# What most XML begins with, as bytes: a prolog without DOCTYPE, and the root element.
_PLAIN_START = rb"(?>\s|<\?(?s:.*?)\?>|<!--(?s:.*?)-->)*+"
_PLAIN_ROOT = re.compile(_PLAIN_START + rb"<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])")
_PLAIN_NAMESPACE = re.compile(_PLAIN_START + _DEFAULT_NAMESPACE.pattern.encode())
_NO_XML = frozenset({*range(1, 9), *range(14, 28), *range(33, 127)} - {ord("<")})  # bytes no XML begins with
# Elements that are not looked into: copy, and what is a thing of its own.
_APART = frozenset({"body.content", "inlineXML", "inlineData", "DataContent", "content", "NewsComponent"})
_LINES = ("br", "p", "div", "li")  # elements that part words without a blank
_LONGEST_PATH = 200  # characters of a path that is noted; nobody asks for longer ones
_UNDECLARED = re.compile(r"Namespace prefix ([A-Za-z_][\w.-]{0,60})\b.* is not defined")
_MOST_UNDECLARED = 8
_GLANCE = 1024  # bytes in which nearly all roots are
_LOOKED_AT = 16_384  # bytes that are enough to see a root element behind comments and a DOCTYPE


class Indexed:
    """An element that is asked for dozens of short paths.

    lxml walks a path anew each time, and half of a small story's time went there. What stands where is noted once;
    so elements that are renamed, moved or cut out later are still found where they stood.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.get, self.iter = root.get, root.iter
        self._at = _places_below(root)
        self.told: dict[tuple[Any, ...], Any] = {}  # what functions marked `once` have read of it

    def find(self, path: str) -> etree._Element | None:
        found = self._at.get(path) or self.all_at(path)
        return found[0] if found else None

    def iterfind(self, path: str) -> Iterator[etree._Element]:
        return iter(self._at.get(path) or self.all_at(path))

    def all_at(self, path: str) -> Sequence[etree._Element]:
        found = self._at.get(path)
        if found is None:
            if _is_noted(path):
                return ()
            found = self._at[path] = list(self.root.iterfind(path))
        return found

    def values_at(self, path: str, key: str, value: str) -> dict[str, str]:
        """Of the elements at a path, what attribute `value` says under the name that `key` says; the last wins."""
        asked = (path, key, value)
        if asked not in self.told:
            self.told[asked] = {each.get(key, ""): each.get(value, "").strip() for each in self.all_at(path)}
        found: dict[str, str] = self.told[asked]
        return found

    def __iter__(self) -> Iterator[etree._Element]:
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)

    def __getattr__(self, name: str) -> Any:
        """All else that an element can do."""
        return getattr(self.root, name)


Node = etree._Element | Indexed
Asked = ParamSpec("Asked")
Read = TypeVar("Read")


def once(read: Callable[Concatenate[Node, Asked], Read]) -> Callable[Concatenate[Node, Asked], Read]:
    """Marks a function that reads an element: of an indexed one it reads the same thing once, however often asked."""

    @wraps(read)
    def told(node: Node, /, *asked: Asked.args, **named: Asked.kwargs) -> Read:
        if not isinstance(node, Indexed) or named:
            return read(node, *asked, **named)
        key = (read, *asked)
        if key not in node.told:
            node.told[key] = read(node, *asked, **named)
        found: Read = node.told[key]
        return found

    return told


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
    if data and data[0] in _NO_XML:
        return ""
    if plain := _PLAIN_ROOT.match(data, 0, _GLANCE):
        return plain[1].decode("ascii")
    for length in (_GLANCE, _LOOKED_AT):
        text = decode_xml(data[:length])
        prolog = _PROLOG.match(text)
        root = _ROOT.match(text, prolog.end() if prolog else 0)
        if root and root.end() < len(text):
            break
    return root[1] if root else ""


def parse_xml(data: bytes, format_name: str, *, namespaces: bool = False) -> etree._Element:
    """The root element, tags without namespace unless `namespaces` are asked for. Raises MalformedItem."""
    root = _parsed_as_sent(data, namespaces)
    return _parsed_as_mended(data, format_name, namespaces) if root is None else root


def _parsed_as_sent(data: bytes, namespaces: bool) -> etree._Element | None:
    """What most copy is: well-formed UTF-8 without a DOCTYPE or entities. None for all else, which needs mending."""
    if data[:1] != b"<" or b"<!DOCTYPE" in data or (b"&" in data and b"<![CDATA[" in data):
        return None
    qualified = b"xmlns" in data
    if qualified and not namespaces and (usual := _PLAIN_NAMESPACE.match(data)):
        # Taken out here, the usual one need not be taken off every tag.
        data = data[: usual.start(1)] + data[usual.end(1) :]
        qualified = b"xmlns" in data
    try:
        root = etree.fromstring(data, _OWN.parser)
    except etree.XMLSyntaxError:
        return None
    if qualified and not namespaces:
        _drop_namespaces(root)
    return root


def _parsed(before: str, text: str, format_name: str) -> etree._Element:
    """The root element. A prefix that was never declared is no reason to refuse a story: it is declared here."""
    for _ in range(_MOST_UNDECLARED):
        try:
            return etree.fromstring((before + text).lstrip("\ufeff").encode(), _OWN.parser)
        except etree.XMLSyntaxError as error:
            prefix, root = _UNDECLARED.match(str(error.msg)), _ROOT.match(text)
            if not prefix or not root:
                reason, where = str(error.msg).rsplit(", line", 1)[0], f"line {error.lineno}"
                message = f"{format_name}: the XML is broken off or damaged ({where}): {reason}"
                raise MalformedItem(message) from error
            text = f'{text[: root.end()]} xmlns:{prefix[1]}="urn:undeclared"{text[root.end() :]}'
    raise MalformedItem(f"{format_name}: the XML has more than {_MOST_UNDECLARED} prefixes that it does not declare.")


def _parsed_as_mended(data: bytes, format_name: str, namespaces: bool) -> etree._Element:
    text = _blanked(_allowed_text(data), _DECLARATION)
    prolog = _PROLOG.match(text)
    end = prolog.end() if prolog else 0
    # Without its DOCTYPE a document can declare no entity: nothing is left to expand or to fetch.
    before, text = _DOCTYPE.sub(_newlines, text[:end], count=1), text[end:]
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if not namespaces:
        text = _blanked(text, _DEFAULT_NAMESPACE, 1)
    root = _parsed(before, text, format_name)
    if not namespaces and (root.nsmap or "xmlns" in text):
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
    text = found.text if len(found) == 0 else "".join(_words_apart(found))
    return " ".join(text.split()) if text else ""


def texts_of(node: Node, path: str) -> list[str]:
    """The words of every element at `path` that has any."""
    return [text for each in node.iterfind(path) if (text := text_of(each))]


def attribute(node: Node | None, path: str, *names: str) -> str:
    """The first of the attributes `names` that has a value, on the elements at `path`."""
    if node is None:
        return ""
    for each in (node,) if path == "." else node.iterfind(path):
        for name in names:
            if (value := each.get(name)) and (value := " ".join(value.split())):
                return value
    return ""


def words_in(node: Node) -> Iterator[str]:
    """The text in an element and everything in it."""
    return map(str, node.itertext())


def _words_apart(node: Node) -> Iterator[str]:
    """The text in an element, lines and paragraphs set apart."""
    if next(node.iter(*_LINES), None) is None:
        yield from words_in(node)
        return
    root = node.root if isinstance(node, Indexed) else node
    for event, each in etree.iterwalk(root, ("start", "end")):
        words = each.text if event == "start" else each.tail if each is not root else ""
        yield f" {words or ''}" if each.tag in _LINES else str(words or "")


def _places_below(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The elements at each path of tags, in the document's order; what is apart is not looked into."""
    places: dict[str, list[etree._Element]] = {}
    waiting = [("", root)]
    for before, parent in waiting:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            path = before + tag
            if len(path) > _LONGEST_PATH:
                continue
            if path in places:
                places[path].append(child)
            else:
                places[path] = [child]
            if len(child) and tag not in _APART:
                waiting.append((path + "/", child))
    return places


@cache  # of the paths that stand in the parsers, not of anything sent
def _is_noted(path: str) -> bool:
    """Whether a path is nothing but tags and slashes, and does not lead into what is apart."""
    steps = path.split("/")
    plain = all(step and step[0] not in ".*{" and "[" not in step for step in steps)
    return plain and len(path) <= _LONGEST_PATH and _APART.isdisjoint(steps[:-1])


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
