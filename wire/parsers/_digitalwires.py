"""dpa's digitalwires: a flat cousin of ninjs with names of its own, told in the words of ninjs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Story = Mapping[str, Any]

_CALLED = {
    **{"urn": "uri", "version_created": "versioncreated", "first_created": "firstcreated", "article_html": "body_html"},
    **{"teaser": "description_summary", "kicker_headline": "headline_kicker", "sub_headline": "headline_sub"},
}


def is_digitalwires(story: Story) -> bool:
    return "urn" in story and bool({"article_html", "version_created", "notepad"} & story.keys())


def as_ninjs(story: Story) -> Story:
    """The story under the keys of ninjs; what has none keeps its own."""
    told: dict[str, Any] = {_CALLED.get(key, key): value for key, value in story.items()}
    notes = [each.get("ednote") or each.get("text") for each in _objects(story, "ednotes")]
    told["ednote"] = "\n".join(note for note in notes if isinstance(note, str)) or story.get("ednote", "")
    sorted_in = _objects(story, "categories")
    told["keywords"] = [each.get("name") for each in sorted_in if _kind(each) == "keyword"] or story.get("keywords", [])
    told["category"] = [_code(each) for each in sorted_in if _kind(each) == "category"]
    told["subject"] = [
        {"code": _code(each), "name": each.get("name")}
        for each in sorted_in
        if _kind(each) not in ("keyword", "category")
    ]
    told["associations"] = [_picture(each) for each in _objects(story, "associations")]
    told.pop("categories", None)
    told.pop("ednotes", None)
    return told


def _picture(sent: Story) -> Story:
    files = [{**each, "href": each.get("href") or each.get("url")} for each in _objects(sent, "renditions")]
    words = {_CALLED.get(key, key): value for key, value in sent.items() if key not in ("renditions", "caption")}
    return {**words, "description_caption": sent.get("caption", ""), "renditions": files}


def _objects(story: Story, key: str) -> list[Story]:
    value = story.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _kind(category: Story) -> str:
    """ "dnltype:keyword" is "keyword"."""
    return str(category.get("type", "")).rpartition(":")[2].lower().removeprefix("dpa")


def _code(category: Story) -> str:
    return str(category.get("qcode") or category.get("name") or "").rpartition(":")[2]
