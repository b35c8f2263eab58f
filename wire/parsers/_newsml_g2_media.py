"""Pictures, sounds and films in NewsML-G2: an item of their own, linked from one, or packed with one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice
from typing import Any

from lxml import etree

from wire.parsers._dateline import AGENCIES
from wire.parsers._derived import Times, merged
from wire.parsers._newsml_g2_items import Story
from wire.parsers._newsml_g2_meta import (
    code_of,
    embargo_of,
    kind_of,
    language_of,
    named,
    notes_of,
    role_of,
    status_of,
)
from wire.parsers._newsml_words import whole
from wire.parsers._ninjs_body import plain_words
from wire.parsers._text import split_credit
from wire.parsers._time import read_time
from wire.parsers._xml import Node, attribute, once, text_of
from wire.parsers.item import ParsedMedia
from wire.vocabulary import ItemKind, PubStatus, Signal

_SHOWN = {ItemKind.PICTURE, ItemKind.GRAPHIC, ItemKind.AUDIO, ItemKind.VIDEO}
_FULL_SIZE = {"highres", "hires", "main", "original", "baseimage", "full", "ingest"}
_SMALL = {"thumbnail", "thumb", "preview", "web", "icon", "quicklook", "viewimage"}
_MOST_FILES = 100
_CAPTION_ROLES = ("caption", "", "description", "main")
_KINDS = {"image": ItemKind.PICTURE, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO}


def is_media(item: Node) -> bool:
    """Whether an item is shown beside copy, and is not copy itself."""
    return kind_of(item) in _SHOWN


@once
def description(item: Node, roles: tuple[str, ...] = _CAPTION_ROLES) -> str:
    """The description with the first of `roles` that says anything, in the item's language where there are several."""
    language = language_of(item)[:2]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    sent = sorted(item.iterfind("contentMeta/description"), key=lambda each: each.get(lang, language)[:2] != language)
    by_role = {role_of(each): words for each in reversed(sent) if (words := plain_words(text_of(each)))}
    return next((by_role[role] for role in roles if role in by_role), "")


def photographer(item: Node) -> str:
    """Who took it: the creator called so, else the creator with no other role."""
    creators = [(role_of(each), name) for each in item.iterfind("contentMeta/creator") if (name := _maker(each))]
    called = next((name for role, name in creators if "photo" in role or "cinemat" in role or "author" in role), "")
    return called or next((name for role, name in creators if not role), "")


def read_media(item: Node, zone: tzinfo) -> ParsedMedia:
    """A picture, sound or film as a reference to its best rendition."""
    caption = description(item)
    printed = split_credit(caption)[1]
    sent, maker = text_of(item, "contentMeta/creditline"), photographer(item)
    file, others = best_file(item)
    extra = {"creditline": sent if printed else "", "renditions": others, "ednote": notes_of(item).ednote}
    return ParsedMedia(
        href=_address(file),
        guid=item.get("guid", "").strip(),
        kind=kind_of(item) if is_media(item) else ItemKind.PICTURE,
        headline=plain_words(text_of(item, "contentMeta/headline")),
        caption=caption,
        # "AP" alone is no credit when the caption ends in "(AP Photo/Mara Quist)".
        credit_line=printed or sent or maker,
        alt_text=description(item, ("alttext", "alttxt", "alt")),
        photographer="" if maker in AGENCIES else maker,
        copyright_holder=rights(item, "copyrightHolder"),
        copyright_notice=rights(item, "copyrightNotice"),
        usage_terms=rights(item, "usageTerms"),
        mime_type=attribute(file, ".", "contenttype"),
        width=whole(attribute(file, ".", "width")),
        height=whole(attribute(file, ".", "height")),
        extra={key: value for key, value in extra.items() if value},
        **_limits(item, zone),
    )


def media_beside(story: Story, zone: tzinfo) -> Iterator[ParsedMedia]:
    """Pictures that a text is packed with or links to, and files that are beside its copy."""
    linked = {guid: each for each in story.item.iterfind("itemMeta/link") if (guid := each.get("residref", "").strip())}
    for guid in dict.fromkeys([*story.grouped, *linked]):
        item = story.beside.get(guid)
        if item is not None and is_media(item):
            yield read_media(item, zone)
        elif item is None and guid in linked and kind_of_link(linked[guid]) in _SHOWN:
            yield _linked_media(linked[guid], guid)
    for file in story.item.iterfind("contentSet/remoteContent"):
        kind = _KINDS.get(file.get("contenttype", "").partition("/")[0].lower(), ItemKind.TEXT)
        if kind in _SHOWN:
            yield ParsedMedia(href=_address(file), kind=kind, mime_type=file.get("contenttype", ""))


def _linked_media(link: etree._Element, guid: str) -> ParsedMedia:
    """A picture that lies elsewhere; a link alone may say enough."""
    caption = text_of(link, "description")
    return ParsedMedia(
        href=link.get("href", "").strip(),
        guid=guid,
        kind=kind_of_link(link),
        headline=text_of(link, "title"),
        caption=caption,
        credit_line=split_credit(caption)[1],
    )


def kind_of_link(link: etree._Element) -> ItemKind:
    """What a link leads to: its item class, else the type of the file."""
    known = code_of(attribute(link, "itemClass", "qcode", "uri")).lower()
    by_type = _KINDS.get(link.get("contenttype", "").partition("/")[0].lower(), ItemKind.TEXT)
    return {"picture": ItemKind.PICTURE, **{kind.value: kind for kind in _SHOWN}}.get(known, by_type)


def best_file(item: Node) -> tuple[etree._Element | None, list[dict[str, str]]]:
    """The rendition in full size, and all of them when there are several."""
    files = [each for each in islice(item.iterfind("contentSet/remoteContent"), _MOST_FILES) if _address(each)]
    names = ("contenttype", "width", "height", "size", "duration")
    listed = [
        {"href": _address(each), "rendition": _rendition(each), **{name: each.get(name, "") for name in names}}
        for each in files
    ]
    listed = [{name: value for name, value in each.items() if value or name == "href"} for each in listed]
    return max(files, key=_fitness, default=None), listed if len(listed) > 1 else []


def rights(item: Node, name: str) -> str:
    """What the rights say, each sentence once; several languages on lines of their own."""
    said = [
        named(each) or text_of(each) or code_of(each.get("qcode", "")) for each in item.iterfind(f"rightsInfo/{name}")
    ]
    return "\n".join(dict.fromkeys(filter(None, said)))


def _limits(item: Node, zone: tzinfo) -> dict[str, Any]:
    """When a picture may be shown. An embargo that nobody can read keeps it back."""
    times, status = Times(), status_of(item)
    until = embargo_of(item, times, zone)
    held_back = bool(times.unreadable) or (until is None and Signal.EMBARGO in merged(status.signals))
    return {
        "pubstatus": PubStatus.WITHHELD if held_back else status.pubstatus,
        "embargoed_until": until,
        "expires_at": times.keep("expires_at", read_time(text_of(item, "itemMeta/expires"), zone)),
    }


def _fitness(file: etree._Element) -> tuple[bool, bool, bool, int, int]:
    name = code_of(_rendition(file)).lower()
    area = (whole(file.get("width", "")) or 0) * (whole(file.get("height", "")) or 0)
    clean = "watermark" not in _address(file).lower()
    return name in _FULL_SIZE, clean, name not in _SMALL, area, whole(file.get("size", "")) or 0


def _rendition(file: etree._Element) -> str:
    return file.get("rendition", "") or file.get("renditionuri", "")


def _maker(creator: etree._Element) -> str:
    return named(creator) if creator.find("organisationDetails") is None else ""


def _address(file: etree._Element | None) -> str:
    return (file.get("href") or file.get("residref") or "").strip() if file is not None else ""
