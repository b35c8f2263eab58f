"""XMP, the words of a picture as RDF: each property under its usual prefix, whatever shape it came in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from wire.parsers._xml import parse_xml, words_in

Value = Any  # a text, a list of values, or a mapping of property to value
Properties = dict[str, Value]

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-19/": "Iptc4xmpExt",  # the date of its namespace as a draft said it
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://xmp.gettyimages.com/gift/1.0/": "GettyImagesGIFT",
    "http://prismstandard.org/namespaces/prismusagerights/2.1/": "pur",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/basic/2.1/": "prism",
}
_DEEPEST = 12  # structures in structures; the standard's own go to five
_MOST_VALUES = 2_000


def read_xmp(packet: bytes) -> Properties:
    """The properties by prefixed name: "dc:creator". Raises MalformedItem when it is no XML."""
    root = parse_xml(_in_utf_8(packet), "XMP", namespaces=True)
    found: Properties = {}
    for described in root.iter(f"{_RDF}Description"):
        parent = described.getparent()
        if parent is not None and parent.tag != f"{_RDF}RDF":
            continue
        for name, value in _properties(described, 0):
            if value not in ("", [], {}):
                found.setdefault(name, value)
    return found


def _in_utf_8(packet: bytes) -> bytes:
    """A packet in the charset that most have, without what fills it up; the standard allows UTF-16 and UTF-32 too."""
    start = packet[:4]
    if b"\x00" not in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return packet.rstrip(b"\x00")
    wide = "utf-32" if start.count(b"\x00") == 3 else "utf-16"
    order = "-be" if start[:1] == b"\x00" or start[:2] == b"\xfe\xff" else "-le"
    return packet.decode(wide + order, "replace").strip("\x00\ufeff").encode("utf-8", "replace")


def _properties(node: etree._Element, depth: int) -> Iterator[tuple[str, Value]]:
    """Properties stand as attributes in compact RDF, as elements in the long form."""
    for attribute, text in node.attrib.items():
        if name := _name(str(attribute)):
            yield name, str(text).strip()
    for child in list(node)[:_MOST_VALUES]:
        if isinstance(child.tag, str) and (name := _name(child.tag)):
            yield name, _value(child, depth + 1)


def _name(tag: str) -> str:
    """ "photoshop:City"; "" for what is of no vocabulary that we read, and for where the camera stood."""
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES[space]}:{local}" if space in _PREFIXES and not local.startswith("GPS") else ""


def _value(node: etree._Element, depth: int) -> Value:
    inner = next((child for child in node if isinstance(child.tag, str)), None)
    if depth > _DEEPEST:
        return ""
    if inner is None:
        by_attributes = dict(_properties(node, depth))
        return by_attributes or str(node.get(f"{_RDF}resource") or node.text or "").strip()
    if inner.tag in (f"{_RDF}Bag", f"{_RDF}Seq"):
        values = (_value(each, depth + 1) for each in _listed(inner))
        return [value for value in values if value not in ("", [], {})]
    if inner.tag == f"{_RDF}Alt":
        return _chosen(inner, depth)
    described = inner if inner.tag == f"{_RDF}Description" else node
    structure = {name: value for name, value in _properties(described, depth) if value not in ("", [], {})}
    return structure or " ".join("".join(words_in(node)).split())


def _listed(node: etree._Element) -> list[etree._Element]:
    return node.findall(f"{_RDF}li")[:_MOST_VALUES]


def _chosen(node: etree._Element, depth: int) -> Value:
    """Of one text in several languages the one marked as usual, else the first."""
    listed = sorted(_listed(node), key=lambda each: each.get(_LANGUAGE, "x-default") != "x-default")
    return next((value for each in listed if (value := _value(each, depth + 1))), "")
