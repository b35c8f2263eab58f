"""Pictures, sounds and films in NewsML 1.2: components whose contents are files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from wire.parsers._newsml_12_parts import Story, texts_in, words_of_node
from wire.parsers._newsml_words import whole
from wire.parsers._ninjs_body import plain_words
from wire.parsers._text import split_credit
from wire.parsers._xml import attribute, text_of
from wire.parsers.item import ParsedMedia
from wire.vocabulary import ItemKind

_KINDS = {
    **{"photo": ItemKind.PICTURE, "picture": ItemKind.PICTURE, "image": ItemKind.PICTURE, "logo": ItemKind.GRAPHIC},
    **{"graphic": ItemKind.GRAPHIC, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO, "mainpicture": ItemKind.PICTURE},
}
_ENDINGS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "tif", "tiff", "webp"), ItemKind.PICTURE),
    **dict.fromkeys(("mp3", "wav", "m4a"), ItemKind.AUDIO),
    **dict.fromkeys(("mp4", "mov", "mpg", "mpeg", "flv", "wmv", "avi"), ItemKind.VIDEO),
}
_DOCUMENTS = {"pdf", "doc", "docx", "xls", "xml", "html", "htm", "txt"}
_SMALL = {"thumbnail", "preview", "quicklook", "viewimage", "lowres"}


def media_in(story: Story) -> Iterator[ParsedMedia]:
    """Each picture once, logos last: its sizes may be contents of one component, or components beside it."""
    groups: dict[etree._Element, list[etree._Element]] = {}
    first_of: dict[etree._Element | None, etree._Element] = {}
    for component in story.components:
        files = [each for each in component.iterfind("ContentItem") if _kind(each, story.role_of(component))]
        if files:
            around = component.getparent()
            key = first_of.get(around, component) if story.part_of(component) == "rendition" else component
            if around is not None and story.part_of(component) != "media" and _is_one_picture(around, story):
                key = around
            first_of.setdefault(around, key)
            groups.setdefault(key, []).extend(files)
    captions, credits = _captions(story), _credits(story)
    for component in sorted(groups, key=lambda each: story.role_of(each) == "logo"):
        around = component.getparent()
        said = captions.get(component) or captions.get(around, "")
        yield _media(component, groups[component], said, credits.get(component, ""), story)


def _is_one_picture(around: etree._Element, story: Story) -> bool:
    """Whether the files in a component are sizes: AFP puts those of a photo into it, others into a list of equals."""
    return story.part_of(around) == "media" or around.get("EquivalentsList", "").lower() == "yes"


def documents_in(story: Story) -> list[str]:
    """Files that are neither seen nor heard."""
    files = [(each, story.role_of(part)) for part in story.components for each in part.iterfind("ContentItem")]
    return [href for each, role in files if (href := _address(each)) and not _kind(each, role)]


def _media(component: etree._Element, files: list[etree._Element], said: str, credit: str, story: Story) -> ParsedMedia:
    role, line = story.role_of(component), plain_words(text_of(component, "NewsLines/HeadLine"))
    best = max(files, key=lambda each: _fitness(each, story))
    caption = said or _caption_line(component) or line
    printed = split_credit(caption)[1]
    maker = text_of(component, "NewsLines/ByLine")
    listed = [{"href": _address(each), **_sizes(each, story)} for each in files[1:] and files]
    extra: dict[str, Any] = {"creditline": credit if printed else "", "role": role, "renditions": listed}
    return ParsedMedia(
        href=_address(best),
        guid=component.get("Euid", "") or best.get("Euid", ""),
        kind=_kind(best, role) or ItemKind.PICTURE,
        headline=line if caption != line else "",
        caption=caption,
        credit_line=printed or credit or maker,
        photographer=maker,
        copyright_notice=text_of(component, "NewsLines/CopyrightLine"),
        usage_terms=text_of(component, "RightsMetadata/UsageRights/UsageType"),
        mime_type=attribute(best, "MimeType", "FormalName"),
        width=whole(_property(best, "width")),
        height=whole(_property(best, "height")),
        extra={key: value for key, value in extra.items() if value},
    )


def _caption_line(component: etree._Element) -> str:
    """Reuters has the caption among the picture's lines."""
    for each in component.iterfind("NewsLines/NewsLine"):
        if "caption" in attribute(each, "NewsLineType", "FormalName").lower():
            return plain_words(text_of(each, "NewsLineText"))
    return ""


def _captions(story: Story) -> dict[etree._Element | None, str]:
    """Captions by the component that they belong to: the one round them."""
    found: dict[etree._Element | None, str] = {}
    for component in story.components:
        if story.part_of(component) == "caption":
            words = next((text for node in texts_in(component) if (text := plain_words(words_of_node(node)))), "")
            found.setdefault(component.getparent(), words or text_of(component, "NewsLines/HeadLine"))
    return found


def _credits(story: Story) -> dict[etree._Element | None, str]:
    """The credit line of each component, or of the nearest one round it."""
    found: dict[etree._Element | None, str] = {}
    for component in story.roles:
        found[component] = text_of(component, "NewsLines/CreditLine") or found.get(component.getparent(), "")
    return found


def _kind(file: etree._Element, role: str) -> ItemKind | None:
    """What a file is, by its media type, its MIME type, its name's ending, or the role; None when it is words."""
    address = _address(file)
    if not address:
        return None
    mime = attribute(file, "MimeType", "FormalName").lower().partition("/")[0]
    named = attribute(file, "MediaType", "FormalName").lower()
    ending = address.partition("?")[0].rpartition(".")[2].lower()
    if role == "logo" and mime in ("", "image"):
        return ItemKind.GRAPHIC
    by_role = None if mime or ending in _DOCUMENTS else _KINDS.get(role)
    return _KINDS.get(named) or _KINDS.get(mime) or _ENDINGS.get(ending) or by_role


def _fitness(file: etree._Element, story: Story) -> tuple[bool, int, int]:
    width, height = whole(_property(file, "width")) or 0, whole(_property(file, "height")) or 0
    small = _role_round(file, story) in _SMALL
    return not small, width * height, whole(text_of(file, "Characteristics/SizeInBytes")) or 0


def _sizes(file: etree._Element, story: Story) -> dict[str, str]:
    said = {
        "role": _role_round(file, story),
        "use": _property(file, "imageuse"),
        "width": _property(file, "width"),
        "height": _property(file, "height"),
        "contenttype": attribute(file, "MimeType", "FormalName"),
    }
    return {key: value for key, value in said.items() if value}


def _role_round(file: etree._Element, story: Story) -> str:
    component = file.getparent()
    return "" if component is None else story.role_of(component)


def _property(file: etree._Element, ending: str) -> str:
    for each in file.iterfind("Characteristics/Property"):
        if each.get("FormalName", "").lower().endswith(ending):
            return each.get("Value", "").strip()
    return ""


def _address(file: etree._Element) -> str:
    return file.get("Href", "").strip()
