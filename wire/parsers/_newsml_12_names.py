"""What a NewsML 1.2 item is called, and the words and codes for what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from wire.parsers._newsml_12_parts import Story, topics_of
from wire.parsers._newsml_words import eight_digits
from wire.parsers._xml import text_of

_REVISION = re.compile(r":[0-9]{1,9}[A-Z]?$")
_SEPARATED = re.compile(r"\s*[;,]\s+|;")
CATEGORIES = {"category", "categories", "categorycode"}  # names of properties
_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail")
_URN_PARTS = 5  # urn, newsml, provider, date, item; a revision after them


def each_near(story: Story, path: str) -> Iterator[etree._Element]:
    """All elements at a path, from the component of the copy outwards."""
    for component in story.chain:
        yield from component.iterfind(path)


def lasting_name(story: Story) -> str:
    """The public identifier without its revision, if it names this item; else what does name it, put together.

    Belga gives every item the same public identifier: it must not merge stories.
    """
    identifier = story.item.find("Identification/NewsIdentifier")
    public, item_id = text_of(identifier, "PublicIdentifier"), text_of(identifier, "NewsItemId")
    item_id = item_id if item_id.strip("0") else ""  # a number that is never filled in
    public = "" if public.startswith("urn:newsml:") and public.count(":") < _URN_PARTS - 1 else public
    if public and (not item_id or _plain(item_id) in _plain(public)):
        guid = _without_revision(public, text_of(identifier, "RevisionId"))
    elif item_id:
        guid = ":".join(["urn:newsml", *filter(None, [*_owner(identifier), item_id])])
    else:
        guid = ""
    told = [story.language] if story.language != story.languages[0] else []
    told += [story.part] if story.part != story.parts[0] else []
    return ":".join([guid, *told]) if guid else guid


def subject_matter(story: Story) -> dict[str, tuple[str, ...]]:
    """Keywords of lines and properties, codes of subjects, and the desks AFP notes beside them."""
    keywords = [part for each in each_near(story, "NewsLines/KeywordLine") for part in _split(text_of(each))]
    category: list[str] = []
    for each in each_near(story, "*/Property"):
        name = each.get("FormalName", "").lower()
        if name.endswith(("keyword", "keywords")):  # Business Wire has some of industries, and of states
            keywords += _split(each.get("Value", ""))
        elif name in CATEGORIES:
            category += _split(each.get("Value", ""))
    codes = [
        each for code in each_near(story, "DescriptiveMetadata/SubjectCode") for each in code if each.tag in _SUBJECTS
    ]
    subjects = [eight_digits(name) or name for each in codes if (name := each.get("FormalName", "").strip())]
    subjects += map(eight_digits, topics_of(story))
    category += [each.get("cat", "").strip() for each in codes]
    found = {"keywords": keywords, "subjects": subjects, "category": category}
    return {key: tuple(dict.fromkeys(filter(None, values))) for key, values in found.items()}


def _owner(identifier: etree._Element | None) -> list[str]:
    return [text_of(identifier, "ProviderId"), text_of(identifier, "DateId")]


def _without_revision(public: str, version: str) -> str:
    if version and (found := re.search(rf":{re.escape(version)}[A-Z]?$", public)):
        return public[: found.start()]
    return _REVISION.sub("", public) if public.count(":") >= _URN_PARTS else public


def _plain(identifier: str) -> str:
    return "".join(c for c in identifier.casefold() if c.isalnum())


def _split(words: str) -> list[str]:
    return [part.strip() for part in _SEPARATED.split(words)]
