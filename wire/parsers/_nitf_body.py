"""NITF's body.content: its elements as HTML, its media as references, its notes out of the copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

import lxml.html
from lxml import etree

from wire.markup import paragraph_html
from wire.parsers._text import split_credit
from wire.parsers._xml import attribute, text_of, texts_of
from wire.parsers.item import ParsedMedia
from wire.vocabulary import ItemKind

# Elements that mean something else in HTML, or nothing; all others not named in _SAME mark words up and are unwrapped.
_AS_HTML = {
    **{"body.content": "div", "block": "div", "nitf-table": "div", "dl": "div", "dt": "p", "dd": "p", "fn": "div"},
    **{"hl1": "h2", "hl2": "h2", "bq": "blockquote", "credit": "p", "note": "div", "datasource": "p", "ednote": "div"},
}
_SAME = {
    *("p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "pre", "hr", "br"),
    *("em", "strong", "b", "i", "a", "sub", "sup", "div", "h1", "h2", "h3", "h4", "blockquote", "span", "q"),
    *("script", "style", "iframe", "object", "form", "svg", "img", "figure"),
}
_NOT_COPY = ("media", "nitf-table-metadata", "nitf-colspec", "custom-table")
_KINDS = {
    **{"image": ItemKind.PICTURE, "photo": ItemKind.PICTURE, "picture": ItemKind.PICTURE, "graphic": ItemKind.GRAPHIC},
    **{"video": ItemKind.VIDEO, "audio": ItemKind.AUDIO},
}
_COPY = "text"  # a medium of this type points to another story
_FILES = {"application", "data", "other"}  # types that may be a picture's, by what its file is
# What DTI's systems send in place of NITF's own caption and producer.
_CAPTIONS = ("media-caption", "media-printcaption", "media-originalcaption")
_PRODUCERS = ("media-producer", "media-printproducer")
_NAMED_BY = ("managementId", "id", "media-id")  # metadata that name a picture in all its uses, the best first
_MARKED_UP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|table|section|article|blockquote)\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;/?(?:p|div|br|h[1-6]|ul|ol|table|section|article|blockquote)\b", re.IGNORECASE)
_FOR_EDITORS = {"editorsnote", "editors-note", "ednote", "npa"}  # npa: no publishable advisory
_DESK = re.compile(r"[A-Z]{2,3}\d?-[A-Z]{2,4}")
_DIGITS = re.compile(r"[0-9]{1,6}")
_BLANK_LINE = re.compile(r"\n\s*\n")
_REFERENCES_TO = re.compile("[\x7f-\x9f]")  # as numbers in HTML they name other characters


def plain_blocks(content: etree._Element) -> list[str] | None:
    """What most copy is: paragraphs of bare text, as house HTML; None when anything else stands in it.

    The same as house_html(body_markup(content)), without writing HTML and reading it again.
    """
    found: list[str] = []
    if content.text and not content.text.isspace():
        return None
    for child in content:
        tag, tail = child.tag, child.tail
        if tail and not tail.isspace():
            return None
        if tag == "p" and len(child) == 0:
            text = child.text or ""
            printable = text.isprintable()
            if not printable and (_BLANK_LINE.search(text) or _REFERENCES_TO.search(text)):
                return None
            if ("<" in text or "&lt;" in text) and _markup_in(child):
                return None
            found.append(paragraph_html(text, printable))
        elif tag == "block" and (inner := plain_blocks(child)) is not None:
            found += inner
        else:
            return None
    return [block for block in found if block]


def cut_repeated_lead(content: etree._Element) -> None:
    """An archive of The New York Times sends the first paragraphs twice: by themselves, and in the full text."""
    blocks = {each.get("class", ""): each for each in content.iterfind("block")}
    if "lead_paragraph" in blocks and "full_text" in blocks:
        cut_out(blocks["lead_paragraph"])


def cut_sign_off(content: etree._Element, initials: Collection[str]) -> str:
    """EFE's editors sign in the place of a byline, and again as the last paragraph; ANSA's below its mark."""
    *others, last = [None, *content.iter("p")][-2:]
    if last is None:
        return ""
    words, before = text_of(last), text_of(others[0]) if others else ""
    if words not in initials and not (_DESK.fullmatch(words) and before.endswith(("(ANSA)", "(ANSA)."))):
        return ""
    cut_out(last)
    return words


def body_markup(content: etree._Element) -> str:
    """HTML of a body.content; changes the tree, so media and notes are read before."""
    for each in [node for node in content.iter(*_NOT_COPY, "note") if node.tag != "note" or _is_for_editors(node)]:
        cut_out(each)
    if sent := _markup_in(content):
        return sent
    for each in content.iter("numer"):  # "1" and "2" of a half, with or without their stroke
        following = each.getnext()
        if following is not None and following.tag == "denom":
            each.tail = "/"
    for node in content.iter():
        if node.tag not in _SAME and isinstance(node.tag, str):
            node.tag = _AS_HTML.get(node.tag, "span")
    return str(etree.tostring(content, method="html", encoding="unicode", with_tail=False))


def _markup_in(content: etree._Element) -> str:
    """HTML that came as the text of a body, escaped or in CDATA; "" of any other."""
    leaf = content
    while len(leaf) == 1 and not (leaf.text or "").strip() and not (leaf[0].tail or "").strip():
        leaf = leaf[0]
    text = (leaf.text or "") if len(leaf) == 0 else ""
    if "<" in text and _MARKED_UP.search(text):
        return text
    return unescape(text) if "&lt;" in text and _ESCAPED.search(text) else ""


def editors_notes(content: etree._Element) -> list[str]:
    """Notes in the copy that are for editors."""
    return [text for each in content.iter("note") if _is_for_editors(each) and (text := text_of(each))]


def media_in(content: etree._Element) -> Iterator[ParsedMedia]:
    """The pictures, sounds and films of a body, in its order."""
    for each in content.iter("media"):
        if not _is_shown(each):
            continue
        media = _media(each)
        if media.href or media.caption or media.credit_line:
            yield media


def pictures_in(content: etree._Element) -> Iterator[ParsedMedia]:
    """Pictures that stand in a body as HTML has them."""
    sent = _markup_in(content)
    if not sent and next(content.iter("img"), None) is None:
        return
    try:
        tree = lxml.html.fragment_fromstring(sent, create_parent=True) if sent else content
    except etree.LxmlError:
        return
    for each in tree.iter("img"):
        figure = next(each.iterancestors("figure"), None)
        caption = text_of(figure, "figcaption") or text_of(figure, ".//figcaption")
        if (href := attribute(each, ".", "src")) and not href.startswith("data:"):
            yield ParsedMedia(
                href=href,
                caption=caption,
                credit_line=split_credit(caption)[1],
                alt_text=attribute(each, ".", "alt"),
                width=_size(each, "width"),
                height=_size(each, "height"),
            )


def links_in(content: etree._Element) -> Iterator[str]:
    """The stories that a body points to, by the names their sender gave them."""
    for each in content.iter("media"):
        if each.get("media-type", "").lower() == _COPY:
            named = {ref.get("name", ""): attribute(ref, ".", "source", "data-location") for ref in each}
            yield named.get("NormalizedLink", "") or next(filter(None, named.values()), "")


def files_in(content: etree._Element) -> Iterator[str]:
    """Files that are no pictures, sounds or films."""
    for each in content.iter("media"):
        if each.get("media-type", "").lower() != _COPY and not _is_shown(each):
            yield from filter(None, (attribute(ref, ".", "source", "data-location") for ref in each))


def _is_shown(media: etree._Element) -> bool:
    """Whether readers see or hear it, and do not read it or open it as a file."""
    sent = media.get("media-type", "").lower()
    mimes = (each.get("mime-type", "") for each in media.iterfind("media-reference"))
    return sent != _COPY and (sent not in _FILES or any(_kind_of(mime) for mime in mimes))


def _first(node: etree._Element, tags: tuple[str, ...]) -> str:
    """The words of the first of `tags` that has any; several elements of one tag are joined."""
    said = (" ".join(filter(None, map(_words_in_paragraphs, node.iterfind(tag)))) for tag in tags)
    return next(filter(None, said), "")


def _media(node: etree._Element) -> ParsedMedia:
    reference = max(node.iterfind("media-reference"), key=_width, default=None)
    caption = _first(node, _CAPTIONS)
    credit = split_credit(caption)[1]
    producer = _first(node, _PRODUCERS)
    metadata = {
        name: value
        for each in node.iterfind("media-metadata")
        if (name := each.get("name", "")) and (value := each.get("value", ""))
    }
    if credit and producer and producer not in credit:
        metadata["producer"] = producer
    mime = attribute(reference, ".", "mime-type")
    return ParsedMedia(
        href=attribute(reference, ".", "source", "data-location"),
        guid=next(filter(None, map(metadata.get, _NAMED_BY)), "")
        or attribute(reference, ".", "id")
        or node.get("id", "")
        or text_of(node, "media-id"),
        kind=_kind(node.get("media-type", ""), mime),
        headline=text_of(node, "hedline/hl1"),
        caption=caption,
        credit_line=credit or producer,
        alt_text=attribute(reference, ".", "alternate-text"),
        photographer=text_of(node, "media-byline"),
        mime_type=mime,
        width=_size(reference, "width"),
        height=_size(reference, "height"),
        extra=metadata,
    )


def _words_in_paragraphs(caption: etree._Element) -> str:
    """The words of a caption, its paragraphs set apart."""
    paragraphs = texts_of(caption, "p")
    bare = caption.text is not None and not caption.text.isspace()
    return text_of(caption) if bare or len(paragraphs) < 2 else " ".join(paragraphs)


def _kind(media_type: str, mime: str) -> ItemKind:
    return _KINDS.get(media_type.lower()) or _kind_of(mime) or ItemKind.PICTURE


def _kind_of(mime: str) -> ItemKind | None:
    return _KINDS.get(mime.partition("/")[0].lower())


def _width(reference: etree._Element) -> int:
    return _size(reference, "width") or 0


def _size(reference: etree._Element | None, name: str) -> int | None:
    found = _DIGITS.match(attribute(reference, ".", name))
    return int(found[0]) if found else None


def _is_for_editors(note: etree._Element) -> bool:
    return {note.get("noteclass", "").lower(), note.get("type", "").lower()} & _FOR_EDITORS != set()


def cut_out(node: etree._Element) -> None:
    """Take an element out of the tree and leave the text after it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)
