"""Pictures, sounds and films in ninjs: an item of their own, or associated with one."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from wire.parsers._derived import Times, read_status, without_by
from wire.parsers._ninjs_body import plain_words
from wire.parsers._ninjs_keys import Story, lasting_name, named_objects, text_at, variants, whole_number
from wire.parsers._text import split_credit
from wire.parsers._time import read_time
from wire.parsers.item import ParsedMedia
from wire.vocabulary import ItemKind, PubStatus, Signal

_KINDS = {
    **{"text": ItemKind.TEXT, "picture": ItemKind.PICTURE, "photo": ItemKind.PICTURE, "image": ItemKind.PICTURE},
    **{"graphic": ItemKind.GRAPHIC, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO},
    **{"composite": ItemKind.COMPOSITE, "package": ItemKind.COMPOSITE},
}
_FULL_SIZE = {"main", "original", "highres", "hires", "full", "hidef"}
_CAPTION_ROLES = ("caption", "", "text", "html", "xhtml", "richtext")


def kind_of(story: Story) -> ItemKind:
    """The type as sent; unsaid or unknown, what the item is made of."""
    known = _KINDS.get(text_at(story, "type").lower())
    if known:
        return known
    texts = any(value for form in ("body", "bodies") for _, _, value in variants(story, form, form))
    return ItemKind.PICTURE if story.get("renditions") and not texts and not text_at(story, "type") else ItemKind.TEXT


def is_media(story: Story) -> bool:
    """Whether an associated item is shown beside the copy, and not copy itself."""
    return kind_of(story) not in (ItemKind.TEXT, ItemKind.COMPOSITE)


def description(story: Story, roles: tuple[str, ...] = _CAPTION_ROLES) -> str:
    """The description with the first of `roles` that says anything; SIPA sends captions as bodies."""
    sent = [*variants(story, "description", "descriptions")]
    sent += [each for each in variants(story, "body", "bodies") if each[0] == "caption"]
    for wanted in roles:
        for role, _, value in sent:
            if role == wanted and (words := plain_words(value)):
                return words
    if roles[0] == "caption" and is_media(story):  # some send a picture's words as its body
        return next((words for _, _, value in variants(story, "body", "bodies") if (words := plain_words(value))), "")
    return ""


def credit_of(story: Story) -> str:
    """The credit line that stands in a field."""
    return text_at(story, "creditline", "credit") or description(story, ("creditline",))


def read_media(name: str, story: Story, zone: tzinfo) -> ParsedMedia:
    """A picture, sound or film as a reference to its best rendition."""
    caption = description(story)
    printed = split_credit(caption)[1]
    sent, maker = credit_of(story), without_by(text_at(story, "by", "byline"))
    file = best_rendition(story)
    extra = {"name": name, "creditline": sent if printed else "", "located": text_at(story, "located")}
    return ParsedMedia(
        href=text_at(file, "href"),
        guid=lasting_name(story),
        kind=kind_of(story),
        headline=plain_words(next((text for _, _, text in variants(story, "headline", "headlines") if text), "")),
        caption=caption,
        # "AP" alone is no credit when the caption ends in "(AP Photo/Mara Quist)".
        credit_line=printed or sent or maker,
        alt_text=_alternative(story, caption),
        photographer=maker,
        copyright_holder=text_at(story, "copyrightholder"),
        copyright_notice=text_at(story, "copyrightnotice"),
        usage_terms=text_at(story, "usageterms"),
        mime_type=text_at(file, "mimetype", "contenttype"),
        width=_pixels(file, "width"),
        height=_pixels(file, "height"),
        extra={key: value for key, value in extra.items() if value},
        **_limits(story, zone),
    )


def _alternative(story: Story, caption: str) -> str:
    """What stands in for a picture; in a field of its own, or as its text beside a caption."""
    said = text_at(story, "alttext", "alt_text") or description(story, ("alttext", "alt", "alternative"))
    text = plain_words(text_at(story, "body_text"))
    return said or (text if text != caption else "")


def _limits(story: Story, zone: tzinfo) -> dict[str, Any]:
    """When a picture may be shown. An embargo that nobody can read keeps it back."""
    times, status = Times(), read_status(text_at(story, "pubstatus"))
    until = embargo_of(story, times, zone)
    held_back = bool(times.unreadable) or (until is None and Signal.EMBARGO in status.signals)
    return {
        "pubstatus": PubStatus.WITHHELD if held_back else status.pubstatus,
        "embargoed_until": until,
        "expires_at": times.keep("expires_at", read_time(text_at(story, "expires"), zone)),
    }


def embargo_of(story: Story, times: Times, zone: tzinfo) -> Any:
    """ninjs 1 and 2 say `embargoed`, ninjs 3 `embargoedUntil`; the later of the two holds."""
    found = []
    for key in ("embargoed", "embargoeduntil"):
        if story.get(key) not in (None, "", False, [], {}):
            words = text_at(story, key) or str(story[key])
            found.append(times.keep("embargoed_until", read_time(words, zone)))
    return max((at for at in found if at), default=None)


def best_rendition(story: Story) -> Story:
    """The rendition in full size: the one called so, else the largest that is not text or watermarked."""
    files = [
        (name.lower(), each)
        for name, each in named_objects(story, "renditions")
        if text_at(each, "href") and "xml" not in text_at(each, "mimetype", "contenttype")
    ]
    return max(files, key=_fitness, default=("", {}))[1]


def _pixels(file: Story, side: str) -> int | None:
    """TT gives the sizes of files for print in millimetres."""
    return whole_number(file.get(side)) if text_at(file, "unit").lower() != "mm" else None


def _fitness(file: tuple[str, Story]) -> tuple[bool, bool, int]:
    name, each = file
    area = (_pixels(each, "width") or 0) * (_pixels(each, "height") or 0)
    is_full = name in _FULL_SIZE or text_at(each, "usage").lower() in _FULL_SIZE  # "usage" and "variant" are TT's
    marks = f"{text_at(each, 'href')} {text_at(each, 'variant')}".lower()
    return is_full, "watermark" not in marks, area
