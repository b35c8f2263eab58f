"""What a NewsML 1.2 item says that has no field of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from wire.parsers._newsml_12_media import documents_in
from wire.parsers._newsml_12_names import CATEGORIES
from wire.parsers._newsml_12_notes import FOR_EDITORS, NOTE_PROPERTIES
from wire.parsers._newsml_12_parts import PARTS, Story, texts_in
from wire.parsers._newsml_body import Body
from wire.parsers._xml import attribute, text_of, words_in

_KEPT_ELSEWHERE = {"keyword", "keywords", "words", *CATEGORIES, *NOTE_PROPERTIES}


def left_over(story: Story, body: Body, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Lines, properties and parts under the names the sender gave them."""
    item = story.item
    label = text_of(item, "Identification/NameLabel")
    places = _each(story, "DescriptiveMetadata/Location/Property")
    said = {
        **_identity(story, fields["guid"]),
        **_printed(story, fields["dateline"]),
        "item_type": attribute(item, "NewsManagement/NewsItemType", "FormalName"),
        "name_label": label if label != fields["slugline"] else "",
        "instruction": attribute(item, "NewsManagement/Instruction", "FormalName"),
        "status_will_change": attribute(item, "NewsManagement/StatusWillChange/FutureStatus", "FormalName"),
        "product": _names(story, "NewsProduct"),
        "service": _names(story, "NewsService"),
        "origin": _parties(story, "Source"),
        "creator": [name for name in _parties(story, "Creator") if name != fields["byline"]],
        "genre": [each.get("FormalName", "") for each in _each(story, "DescriptiveMetadata/Genre")],
        "place": {each.get("FormalName", ""): each.get("Value", "") for each in places},
        "lines": _lines(story),
        "properties": _properties(story),
        "parts": _parts(story),
        "documents": documents_in(story),
        "sign_off": body.sign_off,
    }
    return {key: value for key, value in said.items() if value}


def _identity(story: Story, guid: str) -> dict[str, str]:
    public = text_of(story.item, "Identification/NewsIdentifier/PublicIdentifier")
    return {
        "public_identifier": public if not public.startswith(guid) else "",
        "previous_revision": _revision(story, "PreviousRevision"),
        "update": _revision(story, "Update"),
    }


def _printed(story: Story, dateline: str) -> dict[str, str]:
    """Lines that were not used, or have no field; AFP's numbers of pictures stand where headlines do."""

    def line(name: str) -> str:
        return next((text for each in story.chain if (text := text_of(each, f"NewsLines/{name}"))), "")

    number, sent = line("HeadLine"), line("DateLine")
    return {
        "number": number if not any(c.isalpha() for c in number) else "",
        "subheadline": line("SubHeadLine"),
        "rights_line": line("RightsLine"),
        "series_line": line("SeriesLine"),
        "dateline_field": sent if sent != dateline else "",
    }


def _each(story: Story, path: str) -> list[Any]:
    return [each for component in story.chain for each in component.iterfind(path)]


def _parties(story: Story, tag: str) -> list[str]:
    found = _each(story, f"AdministrativeMetadata/{tag}/Party")
    return list(dict.fromkeys(name for each in found if (name := each.get("FormalName", "").strip())))


def _revision(story: Story, name: str) -> str:
    sent = attribute(story.item, "Identification/NewsIdentifier/RevisionId", name)
    return "" if sent in ("0", "N") else sent


def _names(story: Story, tag: str) -> list[str]:
    found = story.envelope.iterfind(tag) if story.envelope is not None else ()
    return list(dict.fromkeys(name for each in found if (name := each.get("FormalName", "").strip())))


def _lines(story: Story) -> dict[str, str]:
    found = {}
    for each in _each(story, "NewsLines/NewsLine"):
        kind = attribute(each, "NewsLineType", "FormalName") or "other"
        if not any(word in kind.lower() for word in FOR_EDITORS):
            found[kind] = " ".join(filter(None, map(text_of, each.iterfind("NewsLineText"))))
    return {kind: words for kind, words in found.items() if words}


def _properties(story: Story) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in ("DescriptiveMetadata/Property", "AdministrativeMetadata/Property", "Metadata/Property"):
        for each in _each(story, path):
            name, value = each.get("FormalName", "").strip(), each.get("Value", "").strip()
            if value and name.lower() not in _KEPT_ELSEWHERE:
                found[name].append(value)
    return dict(found)


def _parts(story: Story) -> dict[str, str]:
    """Words in parts that are no part of the copy: contacts, boilerplate, sub-headlines."""
    known = {*PARTS.values()} - {"subheadline"}
    found: dict[str, str] = {}
    for component in story.components:
        part = story.part_of(component)
        if part not in known:
            for node in texts_in(component):
                words = " ".join(" ".join(words_in(node)).split())
                if words and node is not story.content:
                    found.setdefault(part, words)
    return found
