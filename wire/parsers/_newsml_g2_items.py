"""Which stories a NewsML-G2 document holds: a message of many, one item, or a piece of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from wire.parsers._xml import Node, attribute, indexed, text_of
from wire.parsers.errors import MalformedItem

NEWS = {"newsItem", "packageItem"}
NOT_NEWS = {
    **{"conceptItem": "a concept", "knowledgeItem": "a list of concepts", "planningItem": "a plan of coverage"},
    **{"catalogItem": "a catalogue of codes"},
}
# Pieces of an item that are sent, or shown in guidelines, without the item round them.
PIECES = {"contentSet", "contentMeta", "itemMeta", "groupSet"}
ROOTS = {"newsMessage", "itemSet", *NEWS, *NOT_NEWS, *PIECES}


class Story(NamedTuple):
    """One item, and what the message round it says."""

    item: Node
    header: etree._Element | None = None
    beside: Mapping[str, etree._Element] = {}  # the other items of the message, by guid
    grouped: tuple[str, ...] = ()  # guids of what the sender packed together with it


def stories_in(root: etree._Element, format_name: str) -> Iterator[Story]:
    """The stories of a document in their order. Raises MalformedItem when it is none of news."""
    if root.tag in NOT_NEWS:
        raise MalformedItem(f"{format_name}: this {root.tag} is {NOT_NEWS[root.tag]}; only news copy can be imported.")
    if root.tag in PIECES:
        item = etree.Element("packageItem" if root.tag == "groupSet" else "newsItem")
        item.append(root)
        yield Story(item)
        return
    sets = [root] if root.tag == "itemSet" else root.findall("itemSet")
    items = [root] if root.tag in NEWS else [each for some in sets for each in some if each.tag in NEWS]
    header = root.find("header")
    beside = {guid: each for each in items if (guid := each.get("guid", "").strip())}
    packed = _packed(items)
    for item in items:
        if not _is_empty(item):
            yield Story(indexed(item), header, beside, tuple(packed[item.get("guid", "").strip()]))
    if not items:
        kinds = ", ".join(dict.fromkeys(str(each.tag) for some in sets for each in some))
        raise MalformedItem(f"{format_name}: there is no newsItem or packageItem in it; found: {kinds or 'nothing'}.")


def references_of(package: Node) -> Iterator[str]:
    """What a package holds, in its order: from the root group on, groups in one another."""
    groups = {group.get("id", ""): group for group in package.iterfind("groupSet/group")}
    top = groups.pop(attribute(package, "groupSet", "root"), None)
    waiting = list(reversed(top)) if top is not None else list(package.iter("itemRef"))[::-1]
    while waiting:
        each = waiting.pop()
        if each.tag == "itemRef" and (guid := (each.get("residref") or each.get("href") or "").strip()):
            yield guid
        elif each.tag == "groupRef" and (inner := groups.pop(each.get("idref", ""), None)) is not None:
            waiting += reversed(inner)


def _packed(items: list[etree._Element]) -> defaultdict[str, list[str]]:
    """For each item of a package, the others in it. A list of many stories is no package of one."""
    together: defaultdict[str, list[str]] = defaultdict(list)
    texts = {each.get("guid", "").strip() for each in items if _is_text(each)}
    for package in (each for each in items if each.tag == "packageItem"):
        guids = list(dict.fromkeys(references_of(package)))
        stories = [guid for guid in guids if guid in texts]
        if len(stories) == 1:
            together[stories[0]] += [guid for guid in guids if guid != stories[0]]
    return together


def _is_text(item: Node) -> bool:
    kind = item.find("itemMeta/itemClass")
    return item.tag == "newsItem" and kind is not None and kind.get("qcode", "").rpartition(":")[2] == "text"


def _is_empty(item: Node) -> bool:
    return not item.get("guid", "").strip() and not text_of(item)
