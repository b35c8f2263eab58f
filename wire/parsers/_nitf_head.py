"""NITF's head: what a story is about, where it was printed, and what has no field of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from wire.parsers._xml import Node, attribute, text_of, texts_of, words_in

_CLASSIFIED = "head/docdata/identified-content/classifier"
_AP_CATEGORIES = {"apcategorycode", "apsuppcategorycode"}
_KINDS_OF_NEWS = {"", "news", "data", "advisory", "alert"}  # of tobject.type; other words name a section
_SUBJECT = "tobject.subject"
_PROPERTY = "head/tobject/tobject.property"
_PRINTED_ELSEWHERE = {"date.publication", "name", "item-length", "unit-of-measure"}
_TERMS = ("info", "limitations")
_COPYRIGHT = re.compile(r"(?:Copyright|©|\([cC]\)) ?(?:©|\([cC]\))? ?\d{4}\b")
_COUNT = re.compile(r"[0-9]{1,5}")


def key_words(story: Node) -> list[str]:
    """The keys. Some put all into one, "roads,bridges,ferries"; a comma before a blank belongs to a name."""
    sent = [each.get("key", "").strip() or text_of(each) for each in story.iterfind("head/docdata/key-list/keyword")]
    return [word for key in sent for word in (key.split(",") if "," in key and ", " not in key else [key])]


def keywords_in(story: Node) -> list[str]:
    """The keys, those of a line "Roads/Bridges/" one by one; without any, the descriptors of an archive."""
    keys = [word for key in key_words(story) for word in _of_a_line(key)]
    return [key.strip() for key in keys] or list(_descriptors(story))


def _of_a_line(key: str) -> list[str]:
    return key.split("/") if key.endswith("/") and "://" not in key else [key]


def _descriptors(story: Node) -> Iterator[str]:
    for each in story.iterfind(_CLASSIFIED):
        if each.get("type", "").lower().endswith("descriptor"):
            yield text_of(each) or each.get("value", "").strip()


def categories_in(story: Node) -> list[str]:
    """AP's category letters, the first of them first."""
    found = [each for each in story.iterfind(_CLASSIFIED) if each.get("type", "").lower() in _AP_CATEGORIES]
    letters = [(each.get("type", "").lower(), each.get("value", "").strip() or text_of(each)) for each in found]
    return [letter for kind in sorted(_AP_CATEGORIES) for sent, letter in letters if sent == kind]


def sections_in(story: Node) -> list[str]:
    """Where a sender without category codes files the story: a section, or a desk in place of the kind of news."""
    desk = attribute(story, "head/tobject", "tobject.type")
    return [attribute(story, "head/pubdata", "position.section"), "" if desk.lower() in _KINDS_OF_NEWS else desk]


def subjects_in(story: Node) -> Iterator[str]:
    """Each subject by its number, else by its code, else by its name."""
    for each in story.iter(_SUBJECT):
        yield attribute(each, ".", f"{_SUBJECT}.refnum", f"{_SUBJECT}.code") or _name(each)


def _name(subject: Node) -> str:
    return attribute(subject, ".", *(f"{_SUBJECT}.{part}" for part in ("detail", "matter", "type")))


def words_declared(story: Node) -> int | None:
    """The length of the item where it is given in words."""
    sent = attribute(story, "head/pubdata", "item-length")
    is_words = attribute(story, "head/pubdata", "unit-of-measure").lower().startswith("word")
    return int(sent) if is_words and _COUNT.fullmatch(sent) and int(sent) else None


def rights_in(story: Node) -> dict[str, str]:
    """Whose it is and what may be done with it. Rights that are only parts, without a sentence, are no notice."""
    docdata, rights = "head/docdata", story.find("body/body.head/rights")
    tagline = text_of(story, "body/body.end/tagline")
    is_notice = rights is not None and (not len(rights) or any(text.strip() for text in _own_texts(rights)))
    return {
        "copyright_holder": attribute(story, f"{docdata}/doc.copyright", "holder")
        or attribute(story, f"{docdata}/doc.rights", "owner")
        or text_of(story, "body/body.head/rights/rights.owner"),
        "copyright_notice": (text_of(rights) if is_notice else "")
        or text_of(story, "body/body.end/tagline/copyrite")
        or (tagline if _COPYRIGHT.match(tagline) else ""),
        "usage_terms": text_of(story, f"{docdata}/doc.rights")
        or attribute(story, f"{docdata}/doc.rights", *_TERMS)
        or text_of(story, "body/body.head/rights/rights.limitations"),
    }


def _own_texts(node: Node) -> Iterator[str]:
    """The words that stand in an element itself, not in one inside it."""
    yield node.text or ""
    for child in node:
        yield child.tail or ""


def location_words(location: Node | None) -> str:
    """The words of a location; of one that holds only parts, "QUILLPORT" and "Wash.", these with their comma."""
    if location is None or not len(location) or any(text.strip() for text in _own_texts(location)):
        return text_of(location)
    return ", ".join(dict.fromkeys(texts_of(location, "*")))


def place_words(dateline: Node | None) -> str:
    """The words of a dateline but for its date, which is machines'."""
    if dateline is None:
        return ""
    parts = [dateline.text or ""]
    for each in dateline:
        parts += ["" if each.tag == "story.date" else " ".join(words_in(each)), each.tail or ""]
    return " ".join("".join(parts).split())


def told_besides(story: Node) -> dict[str, Any]:
    """What the head says that has no field."""
    subjects = [
        (attribute(each, ".", f"{_SUBJECT}.refnum", f"{_SUBJECT}.code"), _name(each))
        for each in story.iterfind(f"head/tobject/{_SUBJECT}")
    ]
    printed = [
        (str(name), str(value)) for each in story.iterfind("head/pubdata") for name, value in each.attrib.items()
    ]
    return {
        "affected_status": attribute(story, "head/docdata", "management-idref-status"),
        "series": attribute(story, "head/docdata/series", "series.name"),
        "fixture": _one_or_all([each.get("fix-id", "") for each in story.iterfind("head/docdata/fixture")]),
        "scope": _one_or_all([each.get("scope", "") for each in story.iterfind("head/docdata/doc-scope")]),
        "genre": _one_or_all([each.get("tobject.property.type", "") for each in story.iterfind(_PROPERTY)]),
        "subject_names": {code: name for code, name in subjects if code and name},
        "identified": _identified(story),
        "publication": {
            name: value.strip() for name, value in printed if name not in _PRINTED_ELSEWHERE and value.strip()
        },
        "revision": attribute(story, "head/revision-history", "comment"),
        "rights_parts": dict(_rights_parts(story)),
        "body_end": [
            words for each in _inside(story, "body/body.end") if each.tag != "tagline" and (words := text_of(each))
        ],
    }


def _inside(story: Node, path: str) -> Iterator[etree._Element]:
    """The elements in those at `path`."""
    return (each for parent in story.iterfind(path) for each in parent if isinstance(each.tag, str))


def _rights_parts(story: Node) -> Iterator[tuple[str, str]]:
    for each in _inside(story, "body/body.head/rights"):
        if words := text_of(each):
            yield str(each.tag), words
    for each in story.iterfind("head/docdata/doc.rights"):
        yield from ((str(name), str(value)) for name, value in each.attrib.items() if name not in _TERMS and value)


def _one_or_all(values: list[str]) -> str | list[str]:
    said = [value.strip() for value in values if value.strip()]
    return said[0] if len(said) == 1 else said


def _identified(story: Node) -> dict[str, list[str]]:
    """People, places, companies and classes that the whole story is about."""
    found: dict[str, list[str]] = {}
    for each in _inside(story, "head/docdata/identified-content"):
        words = " ".join(texts_of(each, "*")) or text_of(each) or each.get("value", "").strip()
        if words and each.get("type", "").lower() not in _AP_CATEGORIES:
            found.setdefault(each.get("type", "") or each.tag, []).append(words)
    return {kind: list(dict.fromkeys(words)) for kind, words in found.items()}
