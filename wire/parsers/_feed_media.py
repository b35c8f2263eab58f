"""Pictures, sounds and films of a feed's entry: Media RSS, enclosures, a podcast's image."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wire.parsers._credit import split_credit
from wire.parsers._feed_furniture import NO_PICTURE
from wire.parsers._feed_text import absolute
from wire.parsers._feed_xml import first_text
from wire.parsers._ninjs_body import plain_words
from wire.parsers._xml import Node, attribute, text_of
from wire.parsers.item import ParsedMedia
from wire.vocabulary import ItemKind

_KINDS = {"image": ItemKind.PICTURE, "audio": ItemKind.AUDIO, "video": ItemKind.VIDEO}
_BY_NAME = (
    (ItemKind.PICTURE, re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|svg)(?:[?#]|$)", re.IGNORECASE)),
    (ItemKind.AUDIO, re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|aac|flac)(?:[?#]|$)", re.IGNORECASE)),
    (ItemKind.VIDEO, re.compile(r"\.(?:mp4|mpe?g4?|m4v|mov|webm|avi|m3u8|swf)(?:[?#]|$)", re.IGNORECASE)),
)
_FILM_OF_OLD = "application/x-shockwave-flash"
_SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream"}  # types that leave it to the file's name
_SIZE = ("href", "width", "height", "mime_type")
_MOST = 100
_MOST_WORDS = 500
_RIGHTS = {"media.license", "media.restriction", "media.rights"}


def media_of(node: Node, base: str, in_body: Iterable[ParsedMedia]) -> tuple[ParsedMedia, ...]:
    """Each thing once, in the order of trust; a thumbnail, or pictures in the body, only where nothing better is."""
    found = _unique([*_media_rss(node, base), *_enclosed(node, base)])
    if not any(each.kind == ItemKind.PICTURE for each in found):
        found += list(_stills(node, base))[:1]
    return tuple(_unique([*found, *in_body])[:_MOST])


class _Words(NamedTuple):
    """What Media RSS says of a thing, at one level: the file, the group of its sizes, the entry."""

    title: str
    description: str
    copyright: str
    credits: tuple[tuple[str, str], ...]  # name and role

    def or_else(self, around: _Words) -> _Words:
        return _Words(
            self.title or around.title,
            self.description or around.description,
            self.copyright or around.copyright,
            self.credits or around.credits,
        )


def _words(node: Node) -> _Words:
    texts = {name: plain_words(first_text(node, f"media.{name}")) for name in ("title", "copyright")}
    credits = [(text_of(each), each.get("role", "").lower()) for each in islice(node.iterfind("media.credit"), _MOST)]
    description = plain_words(first_text(node, "media.description", "media.text"))
    return _Words(texts["title"], description, texts["copyright"], tuple(each for each in credits if each[0]))


def _media_rss(node: Node, base: str) -> Iterator[ParsedMedia]:
    said = _words(node)
    for group in islice(node.iterfind("media.group"), _MOST):
        best = max(group.iterfind("media.content"), key=_fitness, default=None)
        if best is not None:
            yield _content(best, _words(best).or_else(_words(group)).or_else(said), base)
    for content in islice(node.iterfind("media.content"), _MOST):
        yield _content(content, _words(content).or_else(said), base)


def _content(content: etree._Element, words: _Words, base: str) -> ParsedMedia:
    href = absolute(base, content.get("url", "") or attribute(content, "media.player", "url"))
    printed = split_credit(words.description)[1]
    named = ", ".join(name for name, _ in words.credits)
    return ParsedMedia(
        href=href,
        kind=_kind(content.get("medium", ""), content.get("type", ""), href) or ItemKind.PICTURE,
        headline=words.title,
        caption=words.description,
        credit_line=printed or named,
        photographer=next((name for name, role in words.credits if "photo" in role), ""),
        copyright_notice=words.copyright,
        mime_type=content.get("type", ""),
        width=_number(content, "width"),
        height=_number(content, "height"),
        extra=_left_over(content) | ({"credit": named} if printed and named else {}),
    )


def _left_over(content: etree._Element) -> dict[str, str]:
    """What other vocabularies say of a file: who licensed it, whether it may be passed on."""
    said = ((str(each.tag), text_of(each)) for each in content.iterchildren(etree.Element))
    return {
        name.removeprefix("x."): words[:_MOST_WORDS]
        for name, words in islice(said, _MOST)
        if words and (not name.startswith("media.") or name in _RIGHTS)
    }


def _enclosed(node: Node, base: str) -> Iterator[ParsedMedia]:
    links = [each for each in node.iterfind("link") if each.get("rel") == "enclosure"]
    for each in [*node.iterfind("enclosure"), *links][:_MOST]:
        href, mime = absolute(base, each.get("url") or each.get("href") or ""), each.get("type", "")
        kind = _kind("", mime, href)
        if href and kind:
            yield ParsedMedia(href=href, kind=kind, mime_type=mime, headline=each.get("title", ""))


def other_enclosures(node: Node) -> list[str]:
    """Enclosures that are no picture, sound or film: documents, maps."""
    files = [(each.get("url", ""), each.get("type", "")) for each in node.iterfind("enclosure")]
    files += [(each.get("href", ""), each.get("type", "")) for each in node.iterfind("link[@rel='enclosure']")]
    return [href for href, mime in files if href and not _kind("", mime, href)]


def _stills(node: Node, base: str) -> Iterator[ParsedMedia]:
    thumbnails = [*node.iterfind("media.group/media.thumbnail"), *node.iterfind("media.content/media.thumbnail")]
    thumbnails = sorted([*thumbnails, *node.iterfind("media.thumbnail")], key=_fitness, reverse=True)
    for each in thumbnails:
        if href := absolute(base, each.get("url", "")):
            yield ParsedMedia(href=href, width=_number(each, "width"), height=_number(each, "height"))
    href = attribute(node, "itunes.image", "href") or first_text(node, "image/url", "x.image/x.loc", "image", "x.image")
    if href.startswith(("http", "/")):
        yield ParsedMedia(href=absolute(base, href), caption=plain_words(first_text(node, "image/title")))


def _unique(media: Iterable[ParsedMedia]) -> list[ParsedMedia]:
    """Each file once, in its largest size; a later mention adds the words that the first one lacks."""
    found: dict[str, ParsedMedia] = {}
    for each in media:
        key = _file(each.href)
        if not key or NO_PICTURE.search(key):
            continue
        first = found.setdefault(key, each)
        lacking = [name for name in ("caption", "credit_line", "alt_text") if not getattr(first, name)]
        larger = _SIZE if (first.width or 0) < (each.width or 0) and first.width and first.kind == each.kind else ()
        found[key] = replace(first, **{name: getattr(each, name) for name in (*lacking, *larger)})
    return list(found.values())


def _file(href: str) -> str:
    """The file behind an address: "a.jpg?w=640" is "a.jpg"; "show.php?id=7" is itself."""
    path = href.partition("?")[0]
    return path if any(name.search(path) for _, name in _BY_NAME) else href


def _kind(medium: str, mime: str, href: str) -> ItemKind | None:
    if mime.lower() == _FILM_OF_OLD:
        return ItemKind.VIDEO
    known = _KINDS.get(medium.lower()) or _KINDS.get(mime.partition("/")[0].lower())
    return known or next((kind for kind, name in _BY_NAME if mime.lower() in _SAYS_NOTHING and name.search(href)), None)


def _fitness(node: etree._Element) -> tuple[bool, int]:
    return node.get("isDefault") == "true", (_number(node, "width") or 0) * (_number(node, "height") or 1)


def _number(node: etree._Element, name: str) -> int | None:
    sent = node.get(name, "").strip()
    return int(sent) if re.fullmatch(r"[0-9]{1,6}", sent) else None
