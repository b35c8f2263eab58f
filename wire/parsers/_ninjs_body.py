"""Which of a ninjs item's bodies is its copy, and only the copy of it."""

from __future__ import annotations

import re
from html import unescape

import lxml.html
from lxml.etree import LxmlError

from wire.markup import paragraphs_html
from wire.parsers._ninjs_keys import Story, variants

_TAG = re.compile(r"<[^<>]*>")
_MARKED_UP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|table|section|article|blockquote)\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\s*&lt;(?:p|div|section|article|h[1-6])\b", re.IGNORECASE)
_COPY_ONLY = re.compile(r"<article\b|<section\b[^<>]*\bclass\s*=\s*[\"'][^\"']*\bmain\b", re.IGNORECASE)
_TITLE = re.compile(r"<h1\b[^<>]*>(.{0,2000}?)</h1\s*>", re.DOTALL | re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_WRAPPED_AT = range(50, 101)  # characters: lines that all break here are wrapped, not paragraphs
_NOT_COPY = {"caption", "creditline", "summary", "abstract", "script", "shotlist", "notepad", "ednote"}
_VIGNETTE = {"vignette", "source"}
_PLAIN = 4
_RANKS = {
    **{"html": 0, "text/html": 0, "xhtml": 1, "application/xhtml+xml": 1, "richtext": 1, "html5": 2},
    **{"text/plain": _PLAIN, "plain": _PLAIN},
}


def best_body(story: Story, headline: str) -> str:
    """Markup of the body: HTML before XHTML, HTML5 and plain text. A headline said again in it is cut."""
    bodies = [
        (_rank(role, kind, value), value)
        for role, kind, value in variants(story, "body", "bodies")
        if value.strip() and role not in _NOT_COPY
    ]
    if not bodies:
        return ""
    rank, body = min(bodies, key=lambda each: each[0])
    body = unescape(body) if _ESCAPED.match(body) else body
    if rank == _PLAIN:
        return paragraphs_html(_paragraphs(body))
    title = _TITLE.search(body)
    if title and plain_words(title[1]) == headline:
        body = body[: title.start()] + body[title.end() :]
    # dpa puts its notebook, with contacts that must not be public, beside <section class="main">.
    return _copy_only(body) if _COPY_ONLY.search(body) else body


def figures_of(story: Story) -> lxml.html.HtmlElement | None:
    """The body whose pictures stand in figures among the paragraphs; None when there is none."""
    marked_up = (value for _, _, value in variants(story, "body", "bodies") if "<figure" in value)
    found = next(marked_up, "")
    try:
        return _tree_of(found) if found else None
    except LxmlError:
        return None


def plain_words(text: str) -> str:
    """Words of a line that may hold HTML, or HTML escaped twice."""
    if "<" in text or "&" in text:
        text = unescape(_TAG.sub(" " if _MARKED_UP.search(text) else "", unescape(text) if "<" not in text else text))
    return " ".join(text.split())


def _rank(role: str, kind: str, value: str) -> int:
    if not _MARKED_UP.search(value) and not _ESCAPED.match(value):
        return _PLAIN
    return _RANKS.get("html5" if role == "html5" else kind, _RANKS.get(role, 3)) % _PLAIN


def _tree_of(markup: str) -> lxml.html.HtmlElement:
    """As bytes, since XHTML may begin with a declaration of its encoding, which lxml refuses in text."""
    return lxml.html.document_fromstring(markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))


def _copy_only(markup: str) -> str:
    try:
        root = _tree_of(markup)
    except LxmlError:
        return markup
    for each in [node for node in root.iter("div") if _is_vignette(node)]:
        each.drop_tree()
    main = [each for each in root.iter("section") if "main" in each.get("class", "").split()]
    kept = main or list(root.iter("article"))
    return "".join(str(lxml.html.tostring(each, encoding="unicode", with_tail=False)) for each in kept) or markup


def _is_vignette(node: lxml.html.HtmlElement) -> bool:
    """TT sets the subject and its own name between headline and copy, as spans in a box of their own."""
    return len(node) > 0 and all(each.tag == "span" and each.get("class") in _VIGNETTE for each in node)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs by blank lines; where there are none, each line is one, unless it is only wrapped."""
    paragraphs: list[str] = []
    for chunk in _BLANK_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        wrapped = all(len(line) in _WRAPPED_AT for line in lines[:-1])
        paragraphs += [" ".join(lines)] if wrapped else lines
    return paragraphs
