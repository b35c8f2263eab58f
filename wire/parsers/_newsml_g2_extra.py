"""What a NewsML-G2 item says that has no field of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from wire.parsers._newsml_body import Body
from wire.parsers._newsml_g2_items import Story
from wire.parsers._newsml_g2_meta import called, code_of, named, notes_of, role_of, type_of
from wire.parsers._ninjs_body import plain_words
from wire.parsers._xml import Node, text_of

_MACHINE_DATA = {"semantics"}


def left_over(story: Story, body: Body, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Names, kinds and further lines under the sender's own words for them."""
    item = story.item
    used = {fields["headline"], fields["abstract"], fields["caption"]}
    located, dateline = _named_at(item, "contentMeta/located"), text_of(item, "contentMeta/dateline")
    said = {
        **notes_of(item).apart,
        **_by_role(item, "headline", used),
        **_by_role(item, "description", used),
        "about": _about(item),
        "genre": _named_at(item, "contentMeta/genre"),
        "service": _named_at(item, "itemMeta/service"),
        "profile": text_of(item, "itemMeta/profile"),
        "info_source": _named_at(item, "contentMeta/infoSource"),
        "creators": _named_at(item, "contentMeta/creator"),
        "contributors": _named_at(item, "contentMeta/contributor"),
        "content_created": text_of(item, "contentMeta/contentCreated"),
        "content_modified": text_of(item, "contentMeta/contentModified"),
        "links": list(_addresses(item)),
        "located": [] if located == [fields["city"]] else located,
        "dateline_field": "" if dateline == fields["dateline"] else dateline,
        "standard_terms": _standard_terms(item),
        "sign_off": body.sign_off,
    }
    return {key: value for key, value in said.items() if value}


def _by_role(item: Node, tag: str, used: set[str]) -> dict[str, str]:
    """Lines and descriptions beyond the one that has a field; the first of each role."""
    found: dict[str, str] = {}
    for each in item.iterfind(f"contentMeta/{tag}"):
        words, role = plain_words(text_of(each)), role_of(each) or "other"
        if words and words not in used and role not in _MACHINE_DATA:
            found.setdefault(f"{tag}_{role}", words)
    return found


def _about(item: Node) -> dict[str, list[str]]:
    """The names of subjects by their kind: person, organisation, geoArea."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for each in item.iterfind("contentMeta/subject"):
        if name := called(item, each) or named(each):
            found[type_of(each) or "subject"][name] = None
    return {kind: list(names) for kind, names in found.items()}


def _named_at(item: Node, path: str) -> list[str]:
    named_ones = (called(item, each) or code_of(each.get("qcode", "")) for each in item.iterfind(path))
    return list(dict.fromkeys(filter(None, named_ones)))


def _addresses(item: Node) -> Iterator[str]:
    """Links to pages; links to items are references."""
    for each in item.iterfind("itemMeta/link"):
        if not each.get("residref") and (address := each.get("href", "").strip()):
            yield address


def _standard_terms(item: Node) -> list[str]:
    """Rights that are only addresses."""
    return [uri for each in item.iterfind("rightsInfo/copyrightHolder") if not named(each) and (uri := each.get("uri"))]
