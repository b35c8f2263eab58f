"""WordPress's export: which of its items are copy for readers, who wrote them, which pictures hang on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from wire.parsers._credit import split_credit
from wire.parsers._feed_xml import first_text
from wire.parsers._ninjs_body import plain_words
from wire.parsers.item import ParsedMedia

_FEATURED = "_thumbnail_id"


def is_wxr(channel: etree._Element) -> bool:
    return channel.find("wp.wxr_version") is not None or channel.find("item/wp.post_type") is not None


def is_public_post(item: etree._Element) -> bool:
    return first_text(item, "wp.post_type") == "post" and first_text(item, "wp.status") == "publish"


def with_zone_said(item: etree._Element) -> etree._Element:
    """The item, its times in GMT marked as such; "0000-00-00" is WordPress's word for never."""
    for name in ("wp.post_date_gmt", "wp.post_modified_gmt"):
        for each in item.iterfind(name):
            sent = (each.text or "").strip()
            each.text = "" if not sent or sent.startswith("0000") else f"{sent}Z"
    return item


def writers(channel: etree._Element) -> dict[str, str]:
    """The names of those who write, by the login that stands under their posts."""
    named = channel.iterfind("wp.author")
    names = {first_text(each, "wp.author_login"): first_text(each, "wp.author_display_name") for each in named}
    return {login: name for login, name in names.items() if login and name}


def attachments(items: Iterable[etree._Element]) -> Callable[[etree._Element], tuple[ParsedMedia, ...]]:
    """A post's pictures, the featured one first."""
    by_id: dict[str, ParsedMedia] = {}
    by_post: dict[str, list[str]] = {}
    for item in items:
        if first_text(item, "wp.post_type") == "attachment":
            name = first_text(item, "wp.post_id")
            by_id[name] = _picture(item)
            by_post.setdefault(first_text(item, "wp.post_parent"), []).append(name)

    def of(post: etree._Element) -> tuple[ParsedMedia, ...]:
        metas = {
            first_text(each, "wp.meta_key"): first_text(each, "wp.meta_value") for each in post.iterfind("wp.postmeta")
        }
        names = [metas.get(_FEATURED, ""), *by_post.get(first_text(post, "wp.post_id"), [])]
        return tuple(by_id[name] for name in dict.fromkeys(names) if name in by_id)

    return of


def _picture(item: etree._Element) -> ParsedMedia:
    caption = plain_words(first_text(item, "excerpt.encoded", "description", "content.encoded"))
    metas = {
        first_text(each, "wp.meta_key"): first_text(each, "wp.meta_value") for each in item.iterfind("wp.postmeta")
    }
    return ParsedMedia(
        href=first_text(item, "wp.attachment_url", "guid"),
        headline=plain_words(first_text(item, "title")),
        caption=caption,
        credit_line=split_credit(caption)[1],
        alt_text=metas.get("_wp_attachment_image_alt", ""),
    )
