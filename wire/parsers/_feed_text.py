"""The texts of feeds: plain, HTML, HTML escaped once more, XHTML; and the pictures that stand in them."""

from __future__ import annotations

import re
from base64 import b64decode
from html import escape, unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin

import lxml.html
from lxml import etree
from lxml.etree import LxmlError

from wire.parsers._credit import split_credit
from wire.parsers._feed_furniture import NO_PICTURE, has_furniture, strike
from wire.parsers._text import decode
from wire.parsers.item import ParsedMedia

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|table|blockquote|figure)\b[^<>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|div|span|a|b|i|em|strong|img|ul|ol|li|h[1-6]|blockquote|table|figure|font)\b", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESSED = re.compile(r"<img\b|\b(?:href|src)\s*=\s*(?![\"']?(?:https?:|mailto:|#))", re.IGNORECASE)
_PLAIN_KINDS = {"text", "text/plain"}
_HTML_KINDS = {"html", "xhtml", "text/html", "application/xhtml+xml", "text/xml", "application/xml", ""}
_OPEN_QUOTE = re.compile(
    r"""((?:href|src)=)"(https?:[^"'<>\s]*)>"""
)  # href="http://a.example/b> swallows the words after it
# What WordPress and Medium hang below every text of their feeds.
_APPEARED = re.compile(
    r"<p>\s*The post <a\b[^<>]*>[^<>]{0,300}</a> (?:appeared first|first appeared) on "
    r"<a\b[^<>]*>[^<>]{0,200}</a>\.?\s*</p>"
    r"|(?:<hr ?/?>)?<p>\s*<a\b[^<>]*>[^<>]{0,300}</a> was originally published in <a\b[^<>]*>[^<>]{0,200}</a>"
    r" on Medium, [^<>]{0,200}</p>"
)
_SHORTCODE = re.compile(r"\[/?(?:gallery|audio|video|playlist|embed|caption|wp_caption)\b[^\[\]]{0,500}\]")
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b[^\[\]]{0,500}\]((?:(?!\[/?(?:wp_)?caption\b).){0,4000}+)\[/(?:wp_)?caption\]", re.DOTALL
)
_LATE = ("data-src", "data-lazy-src", "data-original")
_CREDIT = re.compile(r"(?:^|[\s_-])(?:credits?|copyright|photographer|byline)(?:$|[\s_-])", re.IGNORECASE)
_SPACED_STOP = re.compile(r" ([.,;:!?)])")
_BEACON = 2  # pixels: pictures this small count readers
_MOST_PICTURES = 50
_MOST_CAPTIONS = 3  # of one picture


class Markup(NamedTuple):
    """HTML with addresses made absolute, and the pictures in it."""

    html: str
    pictures: tuple[ParsedMedia, ...]


def html_of(node: etree._Element | None) -> str:
    """The HTML of a text, whichever way it was put into the XML."""
    if node is None:
        return ""
    kind = node.get("type", "").split(";")[0].strip().lower()
    if len(node):
        inner = (str(etree.tostring(each, method="html", encoding="unicode")) for each in node)
        return escape(node.text or "", quote=False) + "".join(inner)
    text = "".join(str(each) for each in node.itertext())
    if node.get("mode") == "base64":
        return as_html(_from_base64(text))
    if kind in _PLAIN_KINDS and not _BLOCK.search(text):
        return escape(text, quote=False)
    return as_html(text) if kind in _HTML_KINDS | _PLAIN_KINDS else ""


def _from_base64(text: str) -> str:
    """Words that Atom 0.3 lets a feed encode; as they came when they are not."""
    try:
        return decode(b64decode("".join(text.split()), validate=True))
    except ValueError:
        return text


def as_html(text: str) -> str:
    """HTML of words that may be HTML, HTML escaped once too often, or bare."""
    if not _TAG.search(text) and _ESCAPED_TAG.search(text):
        text = unescape(text)
    text = _OPEN_QUOTE.sub(r'\1"\2">', text)
    if " on <a" in text and "appeared" in text or "</a> on Medium" in text:
        text = _APPEARED.sub("", text)
    return text if _TAG.search(text) or _ENTITY.search(text) else escape(text, quote=False)


def without_shortcodes(text: str) -> str:
    """WordPress copy without its square-bracket commands; captions as figures."""
    return _SHORTCODE.sub("", _CAPTION.sub(_figure, text)) if "[" in text else text


def read_markup(html: str, base: str) -> Markup:
    """Addresses made absolute with `base`; the pictures' references; what is no copy taken out."""
    furnished = has_furniture(html)
    if not furnished and not _has_addresses(html):
        return Markup(html, ())
    try:
        root = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    except LxmlError:
        return Markup(html, ())
    for node in root.iter("a", "img"):
        name = "href" if node.tag == "a" else "src"
        sent = node.get(name, "") if node.tag == "a" else _source(node)
        if sent:
            node.set(name, absolute(base, sent))
    images = [node for node in root.iter("img") if node.get("src") and not _is_beacon(node)]
    pictures = tuple(_picture(node) for node in images[:_MOST_PICTURES] if node.get("src", "").startswith("http"))
    if furnished:
        strike(root)
    body = root.find("body")
    return Markup(str(lxml.html.tostring(body if body is not None else root, encoding="unicode")), pictures)


def _has_addresses(html: str) -> bool:
    """Whether there are pictures, or addresses that are not absolute."""
    low = html.lower()
    whole = low.count('href="https://') + low.count('href="http://')
    if low.count("href") == whole and "src" not in low and "<img" not in low:
        return False
    return bool(_ADDRESSED.search(html))


def absolute(base: str, address: str) -> str:
    """An address as seen from `base`; as sent when they cannot be joined."""
    try:
        return urljoin(base, address.strip()) if base else address.strip()
    except ValueError:
        return address.strip()


def _source(image: lxml.html.HtmlElement) -> str:
    """A picture's address; pages that load it late say it elsewhere and put a stand-in into src."""
    sent = str(image.get("src", ""))
    if sent and not sent.startswith("data:"):
        return sent
    late = next((image.get(name, "") for name in _LATE if image.get(name)), "")
    return late or str(image.get("srcset") or image.get("data-srcset") or "").strip().split(" ")[0].rstrip(",")


def _picture(node: lxml.html.HtmlElement) -> ParsedMedia:
    caption, credit = _caption(node)
    return ParsedMedia(
        href=node.get("src", ""),
        caption=caption,
        credit_line=credit
        or split_credit(caption)[1]
        or node.get("data-credit", node.get("data-portal-copyright", "")),
        alt_text=" ".join(node.get("alt", "").split()),
        width=_pixels(node, "width"),
        height=_pixels(node, "height"),
    )


def _caption(image: lxml.html.HtmlElement) -> tuple[str, str]:
    """The words below a picture, and the credit where that stands in an element of its own."""
    figure = next(image.iterancestors("figure"), None)
    if figure is None:
        frame = next((each for each in image.iterancestors("div") if "wp-caption" in each.get("class", "")), None)
        words = [] if frame is None else frame.find_class("wp-caption-text")
    else:
        words = list(islice(figure.iter("figcaption"), _MOST_CAPTIONS))
    marked = (each for word in words for each in word.iter("cite", "span", "small", "em", "i", "p", "div"))
    credit = next((each for each in marked if each.tag == "cite" or _CREDIT.search(each.get("class", ""))), None)
    lines = [" ".join(str(part) for part in word.itertext()) for word in words]
    caption = _SPACED_STOP.sub(r"\1", " ".join(" ".join(lines).split()))
    named = "" if credit is None else " ".join(str(credit.text_content()).split())
    return (caption.removesuffix(named).strip() if named else caption), named.strip("()")


def _is_beacon(node: lxml.html.HtmlElement) -> bool:
    if NO_PICTURE.search(node.get("src", "")):
        return True
    return any(size is not None and size <= _BEACON for size in (_pixels(node, "width"), _pixels(node, "height")))


def _pixels(node: lxml.html.HtmlElement, name: str) -> int | None:
    found = re.fullmatch(r"([0-9]{1,6})(?:px)?", node.get(name, "").strip())
    return int(found[1]) if found else None


def _figure(found: re.Match[str]) -> str:
    picture, bracket, words = found[1].rpartition(">")
    return f"\n\n<figure>{picture}{bracket}<figcaption>{words}</figcaption></figure>\n\n"
