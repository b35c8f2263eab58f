"""The house's HTML: one small set of elements, and the one door through which markup gets into it.

Parsers pass here at their exit, the desk at its save; so what is stored can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

import lxml.html
import nh3
from lxml.etree import LxmlError

TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "pre", "hr", "br"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("em", "strong", "a", "sub", "sup"),
}
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto"}

_DROPPED = {
    *("script", "style", "head", "title", "meta", "link", "noscript", "template", "iframe", "object", "embed"),
    *("button", "input", "select", "textarea", "svg", "math", "canvas", "map"),
    *("img", "picture", "figure", "figcaption", "video", "audio", "source", "track"),
}
_INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_PHRASING = {
    *("span", "font", "u", "s", "small", "big", "mark", "code", "abbr", "cite", "q", "time", "label", "tt"),
    *("kbd", "samp", "var", "dfn", "bdi", "bdo", "ins", "del", "strike", "acronym", "nobr", "wbr", "data"),
}
_SHELL = re.compile(r"</?(?:html|body)(?:\s[^<>]*)?>", re.IGNORECASE)  # what stands after its end, lxml drops
_NESTED_AT_MOST = 12  # lists, tables and quotations in one another; deeper ones are opened up
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_PLAIN = re.compile(r"(?>\s|</div>|<div(?: [^<>]*)?>|<p(?: [^<>]*)?>[^<>]*</p>)*+")
_PLAIN_PARAGRAPH = re.compile(r"<p(?: [^<>]*)?>([^<]*)</p>")
_SPACE = re.compile(r"\s+")
_EMPTY = re.compile(r"(?:\s|&nbsp;|<br>|</?(?:strong|em|sub|sup)>|<a(?: [^>]*)?>|</a>)*\Z")
_LINK = re.compile(r"(?:https?://|mailto:|/(?![/\\])|#)\S", re.IGNORECASE)
# Addresses that no reader of addresses refuses or mends: a host in plain letters, no signs that HTML writes otherwise.
_ADDRESS = r"https?://(?:(?!xn--)[a-z][a-z0-9-]*+\.)++[a-z]{2,20}+(?:[/?#](?:[!#$%(-;=?-~]|&amp;)*+)?+"
# House HTML in which nothing is left to cut out or mend. Tables and <pre> are not in it: a reader of HTML adds to them.
_IN_ORDER = re.compile(
    r"(?>[^<>&\xa0]++|&(?:amp|lt|gt);|</?(?:p|h[23]|ul|ol|li|blockquote|em|strong|sub|sup)>|</a>|<br>|<hr>"
    rf"|<a href=\"{_ADDRESS}\">)*+"
)
_WORDS = r"(?>[^<>&]++|&(?:amp|lt|gt|quot|nbsp|#8[0-9]{3});)*+"
_BESIDE_HREF = r"(?: (?:target|rel|title|class|id)=\"[^\"<>&]*+\")*+"
_LINKED = rf"<a{_BESIDE_HREF} href=\"{_ADDRESS}\"{_BESIDE_HREF}>{_WORDS}</a>"
_MARKED = "|".join([_LINKED, *(f"<{tag}>{_WORDS}</{tag}>" for tag in _INLINE)])
_FLAT_LINE = rf"(?>[^<>&]++|&(?:amp|lt|gt|quot|nbsp|#8[0-9]{{3}});|{_MARKED})*+"
_BETWEEN = r"(?>\s|</?(?:div|section|article|html|body)(?: [^<>]*)?>)*+"
_BETWEEN_BLOCKS = re.compile(_BETWEEN)
_FLAT_BLOCK = re.compile(rf"<(p|h[1-6])(?: [^<>]*)?>({_FLAT_LINE})</\1>{_BETWEEN}")
_FLAT_LINK = re.compile(rf"<a{_BESIDE_HREF} (href=\"[^\"]*\"){_BESIDE_HREF}>")
_FLAT_REFERENCE = re.compile(r"&#8[0-9]{3};|&quot;|&nbsp;")


def house_html(markup: str) -> str:
    """Reduce any HTML, or bare text, to the house's set: paragraphs, subheads, lists, tables, links.

    Scripts, forms, pictures and attributes go; emphasis and structure stay; `div` and doubled `br`
    become paragraphs. Applying it twice changes nothing.
    """
    printable = markup.isprintable() or markup.replace("\n", "").isprintable()
    if not printable:
        markup = _CONTROL.sub("", markup)
    if _PLAIN.fullmatch(markup):
        return _plain_paragraphs(markup)
    if printable and (flat := _flat_blocks(markup)) is not None:
        return flat
    markup = _SHELL.sub("", markup)
    if not markup.strip():
        return ""
    try:
        root = lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")
    except LxmlError:  # nothing but comments and the like
        return ""
    body_html = "\n".join(_Blocks().fill(root))
    return body_html if _IN_ORDER.fullmatch(body_html) else shown_html(body_html)


def _plain_paragraphs(markup: str) -> str:
    """What most copy is: paragraphs of bare text need no tree to be built of them."""
    texts = (unescape(text) if "&" in text else text for text in _PLAIN_PARAGRAPH.findall(markup))
    return "\n".join(block for text in texts if (block := paragraph_html(text, text.isprintable())))


def _flat_blocks(markup: str) -> str | None:
    """What most other copy is: a word emphasised or linked here and there, a heading. It needs no tree either.

    None when there is anything else in it.
    """
    found = []
    between = _BETWEEN_BLOCKS.match(markup)
    at = between.end() if between else 0
    while at < len(markup):
        block = _FLAT_BLOCK.match(markup, at)
        if block is None:
            return None
        at = block.end()
        line = block[2]
        if "<" in line or "&" in line or not line.isprintable():
            line = _flat_line(line)
        else:
            line = (_SPACE.sub(" ", line) if "  " in line else line).strip()
        if not _EMPTY.match(line):
            tag = _HEADINGS.get(block[1], "p")
            found.append(f"<{tag}>{line}</{tag}>")
    return "\n".join(found)


def _flat_line(line: str) -> str:
    if "&" in line:
        line = _FLAT_REFERENCE.sub(lambda reference: unescape(reference[0]), line)
    line = _single_spaced(line).strip()
    if "<" in line:
        line = _FLAT_LINK.sub(r"<a \1>", line)
        line = line.replace("<b>", "<strong>").replace("</b>", "</strong>")
        line = line.replace("<i>", "<em>").replace("</i>", "</em>")
    return line


def paragraph_html(text: str, printable: bool) -> str:
    """House HTML of one paragraph of bare text; "" when it has no words. `printable`: what text.isprintable() says."""
    # Of all blanks only the space is printable: what is, needs no taking apart and joining.
    if not printable or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    if "&" in text or "<" in text or ">" in text:
        text = escape(text, quote=False)
    return f"<p>{text}</p>" if text else ""


def shown_html(body_html: str) -> str:
    """House HTML with whatever is not of the house's set cut out: cheap, for the moment of showing."""
    return nh3.clean(body_html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def paragraphs_html(paragraphs: Iterable[str]) -> str:
    """House HTML of plain-text paragraphs."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs if text.strip())


def blocks(body_html: str) -> list[str]:
    """The top-level blocks of house HTML, each as HTML: paragraphs, subheads, lists, tables."""
    if not body_html.strip():
        return []
    root = lxml.html.fragment_fromstring(body_html, create_parent="div")
    return [str(lxml.html.tostring(each, encoding="unicode", with_tail=False)) for each in root]


def printable(text: str) -> str:
    """Text without control characters and the like, which neither HTML nor PostgreSQL takes."""
    return _CONTROL.sub("", text)


def plain_text(body_html: str) -> str:
    """The words of HTML, one line a block."""
    if not body_html.strip():
        return ""
    root = lxml.html.fragment_fromstring(body_html, create_parent="div")
    lines = [_SPACE.sub(" ", str(each.text_content())).strip() for each in root]
    return "\n".join(line for line in [(root.text or "").strip(), *lines] if line)


def word_count(body_html: str) -> int:
    """How many words a reader reads."""
    return len(plain_text(body_html).split())


class _Blocks:
    """Walks a tree and collects house blocks; inline elements open across a block's end are reopened."""

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth
        self.done: list[str] = []
        self.line: list[str] = []
        self.open: list[tuple[str, str]] = []

    def fill(self, node: lxml.html.HtmlElement) -> list[str]:
        self.inside(node)
        self.flush()
        return self.done

    def inside(self, node: lxml.html.HtmlElement) -> None:
        self.text(node.text)
        for child in node:
            if isinstance(child.tag, str) and (child.tag not in _DROPPED or _shows_a_table(child)):
                self.element(child)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        if text:
            text = _single_spaced(text)
            self.line.append(escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text)

    def element(self, node: lxml.html.HtmlElement) -> None:
        tag = str(node.tag)
        if tag == "br":
            self.line_break()
        elif tag in _INLINE or tag == "a":
            self.inline(node, _INLINE.get(tag, "a"))
        elif tag in _PHRASING:
            self.inside(node)
        elif tag in ("ul", "ol", "table", "blockquote", "pre", "hr") and self.depth < _NESTED_AT_MOST:
            self.flush()
            for words in _loose_in(node, tag):
                self.text(words)
                self.flush()
            self.done += _structure(node, tag, self.depth + 1)
        else:
            self.flush()
            self.inside(node)
            self.flush(_HEADINGS.get(tag, "p"))

    def line_break(self) -> None:
        last = next((piece for piece in reversed(self.line) if not piece.isspace()), "")
        if last == "<br>":
            self.flush()
        else:
            self.line.append("<br>")

    def inline(self, node: lxml.html.HtmlElement, tag: str) -> None:
        href = node.get("href", "").strip() if tag == "a" else ""
        if tag == "a" and not _LINK.match(href) or any(tag == opened for opened, _ in self.open):
            return self.inside(node)
        self.open.append((tag, f'<a href="{escape(href)}">' if tag == "a" else f"<{tag}>"))
        self.line.append(self.open[-1][1])
        self.inside(node)
        self.line.append(f"</{tag}>")
        self.open.pop()

    def flush(self, tag: str = "p") -> None:
        if not self.line or self.line == [" "]:
            self.line = []
            return
        closing = "".join(f"</{opened}>" for opened, _ in reversed(self.open))
        line = _without_edge_breaks(_single_spaced("".join(self.line) + closing).strip())
        self.line = [start for _, start in self.open]
        if not _EMPTY.match(line):
            self.done.append(f"<{tag}>{line}</{tag}>")


def _shows_a_table(node: lxml.html.HtmlElement) -> bool:
    """Whether this is a figure, or the words below one, that shows a table instead of a picture."""
    figure = node.getparent() if node.tag == "figcaption" else node
    return figure is not None and figure.tag == "figure" and next(figure.iter("table"), None) is not None


def _single_spaced(text: str) -> str:
    # Of all blanks only the space is printable.
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


def _without_edge_breaks(line: str) -> str:
    while line.startswith("<br>"):
        line = line[4:].lstrip()
    while line.endswith("<br>"):
        line = line[:-4].rstrip()
    return line


def _loose_in(node: lxml.html.HtmlElement, tag: str) -> list[str]:
    """Words that stand in a list or table outside its items and cells: no place for them there, but no loss either."""
    places = {"ul": "text()", "ol": "text()", "table": "text() | */text()[not(parent::caption)] | */tr/text()"}
    return [str(words) for words in node.xpath(places[tag]) if words.strip()] if tag in places else []


def _structure(node: lxml.html.HtmlElement, tag: str, depth: int) -> list[str]:
    if tag == "hr":
        return ["<hr>"]
    if tag == "pre":
        text = str(node.text_content()).strip("\n")
        return [f"<pre>{escape(text, quote=False)}</pre>"] if text.strip() else []
    if tag == "table":
        return _table(node, depth)
    if tag == "blockquote":
        inner = _Blocks(depth).fill(node)
        return [f"<blockquote>{''.join(inner)}</blockquote>"] if inner else []
    items = [_flow(item, depth) for item in node if isinstance(item.tag, str) and item.tag not in _DROPPED]
    kept = "".join(f"<li>{item}</li>" for item in items if item)
    return [f"<{tag}>{kept}</{tag}>"] if kept else []


def _flow(node: lxml.html.HtmlElement, depth: int) -> str:
    """Content of a list item or cell: a single paragraph is unwrapped."""
    inner = _Blocks(depth).fill(node)
    if inner and inner[0].startswith("<p>"):
        inner[0] = inner[0][3:-4]
    return "".join(inner)


def _table(node: lxml.html.HtmlElement, depth: int) -> list[str]:
    rows = [f"<caption>{_flow(caption, depth)}</caption>" for caption in node.findall("caption")]
    for row in node.xpath("tr | thead/tr | tbody/tr | tfoot/tr"):
        cells = [_cell(cell, depth) for cell in row if cell.tag in ("td", "th")]
        if cells:
            rows.append(f"<tr>{''.join(cells)}</tr>")
    return [f"<table>{''.join(rows)}</table>"] if rows else []


def _cell(cell: lxml.html.HtmlElement, depth: int) -> str:
    spans = "".join(f' {name}="{cell.get(name)}"' for name in ("colspan", "rowspan") if cell.get(name, "").isdigit())
    return f"<{cell.tag}{spans}>{_flow(cell, depth)}</{cell.tag}>"
