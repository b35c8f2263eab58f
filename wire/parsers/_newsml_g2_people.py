"""Who made a NewsML-G2 item, and what it is about."""

from __future__ import annotations

from typing import Any

from lxml import etree

from wire.parsers._dateline import AGENCIES
from wire.parsers._newsml_body import Body
from wire.parsers._newsml_g2_media import is_media, photographer
from wire.parsers._newsml_g2_meta import code_of, language_of, named, role_of, type_of
from wire.parsers._newsml_words import authors_in, eight_digits, is_person, printed_byline
from wire.parsers._ninjs_body import plain_words
from wire.parsers._xml import Node, texts_of
from wire.parsers.nitf import NITF

_CATEGORY_SCHEMES = {"dpacat", "apcategorycode", "category", "anpacategory", "a1312", "a1312cat", "aacat"}
_MAKERS = ("author", "photog", "writer", "reporter")


def bylines(item: Node, body: Body, source: str) -> dict[str, Any]:
    """Who wrote it, as printed; else the creators who are people, and their names."""
    language = language_of(item)
    printed = " and ".join(texts_of(item, "contentMeta/by"))
    printed = printed or (NITF().byline(body.nitf) if body.nitf is not None else "") or body.byline
    byline, people = printed_byline(plain_words(printed), language), creators(item, source)
    maker = photographer(item) if is_media(item) else ""
    if not people and maker and maker not in AGENCIES:
        people = (maker,)
    return {"byline": byline or " and ".join(people), "authors": authors_in(byline, language) or people}


def creators(item: Node, source: str) -> tuple[str, ...]:
    """People who wrote or took it, whose names stand in fields; contributors only where no creator is one."""
    parties = [source, *(named(each) for each in item.iterfind("contentMeta/infoSource"))]
    for path in ("contentMeta/creator", "contentMeta/contributor"):
        nodes = [each for each in item.iterfind(path) if each.find("organisationDetails") is None]
        makers = [(role_of(each) or "author", named(each)) for each in nodes]
        people = [name for role, name in makers if _is_maker(role) and is_person(name, parties)]
        if people:
            return tuple(dict.fromkeys(people))
    return ()


def subject_matter(item: Node) -> dict[str, tuple[str, ...]]:
    """Codes as they are, the IPTC's as eight digits; keywords, and abstract subjects that have only words."""
    keywords, subjects, category = texts_of(item, "contentMeta/keyword"), [], []
    for each in item.iterfind("contentMeta/subject"):
        code, uri = each.get("qcode", "").strip(), each.get("uri", "").strip()
        literal, kind = each.get("literal", ""), type_of(each)
        if kind == "category" or code.partition(":")[0].lower() in _CATEGORY_SCHEMES:
            category.append(code_of(code) or named(each))
        elif found := eight_digits(code, uri, literal) or code or uri:
            subjects += [found, *map(eight_digits, _same(each))]
        elif literal and kind == "abstract":
            keywords.append(named(each))
    found_all = {"keywords": keywords, "subjects": subjects, "category": category}
    return {key: tuple(dict.fromkeys(filter(None, values))) for key, values in found_all.items()}


def _same(subject: etree._Element) -> list[str]:
    """What other code lists call a subject; not what it is part of."""
    return [each.get("qcode", "") or each.get("uri", "") for each in subject.iterfind("sameAs")]


def _is_maker(role: str) -> bool:
    return any(word in role for word in _MAKERS) and "desc" not in role and "cap" not in role
