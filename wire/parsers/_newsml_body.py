"""Bodies in NewsML of both generations: NITF, XHTML, escaped HTML or text, whichever serves best."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any, NamedTuple

import lxml.html
from lxml import etree

from wire.markup import paragraphs_html
from wire.parsers._agate import is_columns, pre_html
from wire.parsers._body import Copy, copy_of, read_copy, without_signature, words_of
from wire.parsers._lines import blocks_of, cleaned, paragraphs_of, wrap_width
from wire.parsers._ninjs_body import plain_words
from wire.parsers._nitf_body import cut_out
from wire.parsers._text import split_credit
from wire.parsers._xml import Node, attribute, indexed, parse_xml, text_of
from wire.parsers.errors import MalformedItem
from wire.parsers.item import ParsedMedia
from wire.parsers.nitf import NITF

_MARKED_UP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|table|section|article|blockquote|pre|html|body)\b[^<>]*>", re.I)
_ESCAPED = re.compile(r"&lt;/?(?:p|div|br|h[1-6]|ul|ol|table|section|article|html|body)\b", re.IGNORECASE)
_NITF = re.compile(r"<(?:\w+:)?(?:nitf|body\.content)\b")
_HTML = {
    *("html", "body", "div", "p", "section", "article", "main", "h1", "h2", "h3", "h4", "ul", "ol", "table", "pre"),
    *("blockquote", "span", "br", "b", "i", "em", "strong", "a", "figure", "img", "header"),
}
# Best first; of equals the first in the document is taken.
_RANKS = {"nitf": 0, "xhtml": 0, "html": 1, "text": 2, "other": 3}
# Furniture that agencies mark as such; their figures and photo blocks are read as media before.
_FURNITURE = {
    *("byline", "dat", "notepad", "np-public", "np-nonpublic", "closingline", "embargoed", "slugline"),
    *("publicationdate", "bwbodyimg", "ednote", "editorsnote"),
}
# "bur-dar-gl/fz", "AM-BL", "(SDA-ATS\\am)", "dpa am yyno bl", "AM // BL",
# "((ada.moor@wire.example; +1 555 0100))"
_SIGN_OFF = re.compile(
    r"<p>([a-z]{2,5}(?:[-/][a-z]{1,5}){1,8}|[A-Z]{2,3}-[A-Z]{2,3}(?:<br>\d\d-[A-Z]{3}-\d\d[ \d:]{0,9})?"
    r"|[\u0621-\u064a](?: ?[\u0621-\u064a]){1,8}(?:/[\u0621-\u064a]{1,5}){1,4}"
    r"|\((?:SDA-ATS|SDA|ATS|AWP|APA)[-\\/][\w/ -]{1,20}\)|\(Schluss\)[\w /.-]{0,30}|dpa(?:[ /][a-z0-9]{1,6}){2,8}"
    r"|[A-Z]{2,5}(?: ?[(/][A-Z]{2,5}\)?){0,3} // [A-Z]{2,5}"
    r"|\(\([^<>]{1,40}@[^<>]{1,300}\)\))</p>"
)
# Above the copy Reuters says what is new in it, and who wrote it; EFE does the first.
_WHATS_NEW = re.compile(
    r"<p>(\((?:Adds?|Updates?|Corrects?|Recasts?|Refiles?|Repeats?|Rewrites?|Releads?|Writes through|Clarifies|Deletes"
    r"|Removes|Inserts|Restores|Fixes|Changes|Drops|Edits|Amplía|Actualiza|Corrige|Añade|Repite|Rectifica)\b[^<>]{0,600}\))</p>"
)
_POINT = re.compile(r"<p>\* ([^\n]{1,400}?)</p>")
_BY_LINE = re.compile(r"<p>(By [^\W\d_a-z][^<>.]{2,80})</p>")
_ARTICLE_BODY = ".//*[@itemprop='articleBody']"  # rNews marks the copy up, and all that is round it
_LONGEST_TITLE = 300  # characters with its marks
_MOST_WORDS_OF_A_SENDER = 5
_NONE: set[str] = {""}
_ONE_BOX = re.compile(r"<pre>([^<>]+)</pre>")
_GAP = re.compile(r"[^\s.!?:] {2,}\S")  # between columns
_DASHED = re.compile(r"^<(h[23]|p)>[-–] ([^<>]{2,80}) [-–]</\1>$")
# "(ANSA)", "(©NTB)", "==Kyodo", "Lusa/Fim", "Enditem", "(foto)(vídeo)"
_LAST_WORDS = re.compile(
    r"<p>(?:\((?:© ?)?(?:AFP|ANSA|EFE|APA|ATS|SDA|dpa|TASS|Reuters|NTB|END)\)\.?|=={1,2} ?Kyodo|Lusa/[Ff]im|Enditem|afp"
    r"|(?:\((?:[Ff]otos?|[Vv][ií]deos?|[Aa]udio|[Gg]ráficos?)\) ?){1,4})</p>"
)
# APA puts what it corrected between dashed lines above the copy.
_NOTE_ABOVE = re.compile(r"<pre>-{20,80}\s+([^<>]{1,4000}?)\s+-{20,80}\s*</pre>\n")


class Body(NamedTuple):
    """A body as read, and what stood in it that belongs elsewhere."""

    copy: Copy = Copy()
    media: tuple[ParsedMedia, ...] = ()
    nitf: Node | None = None  # its head may say what the message around it does not
    ednote: str = ""
    sign_off: str = ""
    byline: str = ""


def filled_from_nitf(fields: Mapping[str, Any], body: Body) -> dict[str, Any]:
    """`fields`, with what of the desk's words only the NITF inside says: EFE's slug, keywords, rights and numbers."""
    if body.nitf is None:
        return dict(fields)
    reader, nitf = NITF(), body.nitf
    slug = reader.slugline(nitf)
    said: dict[str, Any] = {
        **reader.subject_matter(nitf),
        **reader.rights(nitf),
        "slugline": slug.slugline,
        "urgency": reader.urgency(nitf),
    }
    said["take"] = slug.take or reader.meta(nitf, reader.take_metas)
    said["sequence"] = reader.meta(nitf, reader.sequence_metas)
    return {**fields, **{key: value for key, value in said.items() if value and not fields.get(key)}}


def best_content(nodes: Iterable[etree._Element]) -> etree._Element | None:
    """Of several forms of one text the richest; None when all are empty."""
    filled = [(form, node) for node in nodes if (form := form_of(node))]
    return min(filled, key=lambda each: _RANKS[each[0]], default=("", None))[1]


def form_of(node: etree._Element) -> str:
    """What an element holds: nitf, xhtml, html (in text), text, other; "" when it is empty."""
    first = next((child for child in node if isinstance(child.tag, str)), None)
    if first is None:
        text = (node.text or "").strip()
        marked_up = _MARKED_UP.search(text) or _ESCAPED.search(text)
        return ("html" if marked_up else "text") if text else ""
    if first.tag == "nitf" or node.find(".//body.content") is not None:
        return "nitf"
    return "xhtml" if first.tag in _HTML else "other" if text_of(node) else ""


def read_body(node: etree._Element | None, headlines: Collection[str], abstract: str) -> Body:
    """The copy in an element; headlines and a summary that have fields are not said again in it."""
    form = form_of(node) if node is not None else ""
    if node is None or not form:
        return Body()
    if form == "nitf":
        return _read_nitf(_nitf_in(node))
    text = node.text or ""
    if form == "html":
        return _read_markup(text if _MARKED_UP.search(text) else unescape(text), headlines, abstract)
    if form == "text":
        return _signed_off(Body(read_copy(_paragraphs(text))), headlines)
    return _read_html(node, headlines, abstract)


def _paragraphs(text: str) -> str:
    """HTML of plain text: paragraphs by blank lines, wrapped lines joined, rows of tables kept."""
    blocks = [(block, is_columns(block)) for block in blocks_of(cleaned(text))]
    width = wrap_width([block for block, is_table in blocks if not is_table])
    return "\n".join(
        pre_html(block) if is_table else paragraphs_html(paragraphs_of(block, width)) for block, is_table in blocks
    )


def _read_nitf(sent: etree._Element) -> Body:
    reader, nitf = NITF(), indexed(sent)
    media, ednote = tuple(reader.media(nitf)), reader.ednote(nitf)
    return _signed_off(Body(reader.copy(nitf), media, nitf, ednote))


def _nitf_in(node: etree._Element) -> etree._Element:
    """The <nitf> in an element; some send only its body."""
    found = node if node.tag == "nitf" else node.find(".//nitf")
    if found is not None:
        return found
    nitf = etree.Element("nitf")
    body = etree.SubElement(nitf, "body")
    body.extend([*node.iter("body.head"), *node.iter("body.content")])
    return nitf


def _read_markup(text: str, headlines: Collection[str], abstract: str) -> Body:
    """Markup that came as text: NITF or HTML, escaped or in CDATA."""
    if _NITF.search(text):
        try:
            return _read_nitf(_nitf_in(parse_xml(text.encode(), "nitf")))
        except MalformedItem:
            pass  # then it is read as HTML, which forgives
    try:
        root = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError:
        return _signed_off(Body(read_copy(text)))
    return _read_html(root, headlines, abstract)


def _read_html(node: etree._Element, headlines: Collection[str], abstract: str) -> Body:
    media = tuple(figures_in(node))
    copy = read_copy(_xhtml_copy(node, headlines, abstract))
    return _signed_off(Body(_unboxed(copy), media), headlines)


def _unboxed(copy: Copy) -> Copy:
    """Copy that is one preformatted block is a teletype's: its paragraphs and tables, where they can be told apart."""
    boxed = _ONE_BOX.fullmatch(copy.body_html) if copy.body_html.startswith("<pre>") else None
    if boxed is None:
        return copy
    text = unescape(boxed[1])
    prose = (line for block in blocks_of(text) if not is_columns(block) for line in block)
    return copy if any(map(_GAP.search, prose)) else read_copy(_paragraphs(text))


def _signed_off(body: Body, headlines: Collection[str] = ()) -> Body:
    """Without the initials of editors in the last line, and without dashes round subheads."""
    body = _opened(_without_title(body, headlines))
    lines = [_DASHED.sub(_subhead, line) for line in body.copy.body_html.split("\n")]
    lines = lines[:-1] if _LAST_WORDS.fullmatch(lines[-1]) else lines
    found = _SIGN_OFF.fullmatch(lines[-1]) if lines else None
    lines = lines[:-1] if found else lines
    lines = [*lines[:-1], without_signature(lines[-1])] if found and lines else lines
    html = "\n".join(lines)
    if html == body.copy.body_html:
        return body
    count = len(words_of(html).split()) or None
    copy = body.copy._replace(body_html=html, word_count=count)
    return body._replace(copy=copy, sign_off=found[1].replace("<br>", " ") if found else "")


def _subhead(found: re.Match[str]) -> str:
    tag = found[1] if found[1] != "p" else "h2"
    return f"<{tag}>{found[2]}</{tag}>"


def _without_title(body: Body, headlines: Collection[str]) -> Body:
    """Without a headline that opens the copy as a paragraph; a line above it is whose copy it is."""
    lines = body.copy.body_html.split("\n", 2)
    above = ""
    for i, line in enumerate(lines[:-1] if headlines else ()):
        words = words_of(line) if len(line) < _LONGEST_TITLE else ""
        if words in headlines:
            copy = copy_of("\n".join(lines[i + 1 :]).split("\n"))
            return body._replace(copy=copy._replace(contributor_line=body.copy.contributor_line), byline=above)
        if not words or words[-1] in ".!?:" or len(words.split()) > _MOST_WORDS_OF_A_SENDER:
            break
        above = words
    return body


def _opened(body: Body) -> Body:
    """Without the note on what is new and the byline above the copy; the dateline is behind them."""
    html = body.copy.body_html
    if not html.startswith(("<p>(", "<p>By ", "<p>* ", "<pre>--")):
        return body
    found: dict[str, str] = {}
    if note := _NOTE_ABOVE.match(html):
        found["ednote"] = " ".join(unescape(note[1]).split())
        html = html[note.end() :]
    lines, points = html.split("\n"), []
    while len(lines) > 1 and (above := _what_is(lines[0])).kind:
        if above.kind == "point":
            points.append(above.words)
        elif above.kind in found:
            break
        else:
            found[above.kind] = unescape(above.words)
        lines = lines[1:]
    if not found and not points:
        return body
    ednote = "\n".join(filter(None, [body.ednote, found.pop("ednote", "")]))
    copy = _under(points, copy_of(lines))._replace(contributor_line=body.copy.contributor_line)
    return body._replace(copy=copy, ednote=ednote, byline=found.get("byline", body.byline))


class _Above(NamedTuple):
    """A line above the copy: "point", "ednote" or "byline", and its words; all "" for copy."""

    kind: str = ""
    words: str = ""


def _what_is(line: str) -> _Above:
    for pattern, kind in ((_POINT, "point"), (_WHATS_NEW, "ednote"), (_BY_LINE, "byline")):
        if match := pattern.fullmatch(line):
            return _Above(kind, match[1])
    return _Above()


def _under(points: list[str], copy: Copy) -> Copy:
    """Copy with the points that Reuters puts above byline and dateline, as a list."""
    if not points:
        return copy
    listed = "".join(f"<li>{each}</li>" for each in points)
    count = sum(len(words_of(each).split()) for each in points) + (copy.word_count or 0)
    return copy._replace(body_html=f"<ul>{listed}</ul>\n{copy.body_html}", word_count=count)


def _xhtml_copy(node: etree._Element, headlines: Collection[str], abstract: str) -> str:
    main = dict.fromkeys(each for each in node.iter("section") if "main" in _classes(each))
    main = main or dict.fromkeys(node.iterfind(_ARTICLE_BODY))
    roots = [each for each in main if not any(around in main for around in each.iterancestors("section"))] or [node]
    for root in roots:
        for each in [each for each in root.iter() if each is not root and _says_it_again(each, headlines, abstract)]:
            cut_out(each)
        for figure in root.iter("figure"):
            figure.tag = "div"  # what is left has a table in it
    return "".join(map(_html_in, roots))


def _html_in(root: etree._Element) -> str:
    """What stands in an element; its own tag says nothing."""
    inner = (str(etree.tostring(each, method="html", encoding="unicode")) for each in root)
    return f"<div>{escape(root.text or '', quote=False)}{''.join(inner)}</div>"


def _says_it_again(node: etree._Element, headlines: Collection[str], abstract: str) -> bool:
    if not isinstance(node.tag, str):
        return False
    if node.tag == "head" or node.tag == "figure" and node.find(".//table") is None:
        return True
    if node.tag in ("h1", "h2", "h3") and headlines:
        return plain_words(text_of(node)) in headlines
    classes = _classes(node)
    if "teaser" in classes:
        return bool(abstract) and text_of(node) == abstract
    return bool(classes & _FURNITURE)


def _classes(node: etree._Element) -> set[str]:
    classes, name = node.get("class"), node.get("id")
    return {*(classes or "").lower().split(), (name or "").lower()} if classes or name else _NONE


def figures_in(node: etree._Element) -> Iterator[ParsedMedia]:
    """Pictures that stand in the copy, with the words beside them; dpa's have an element of their own."""
    for figure in node.iter("figure"):
        image = figure.find(".//img")
        if image is not None and image.get("src"):
            caption = text_of(figure, ".//figcaption")
            named = next((text_of(each) for each in figure.iter() if _classes(each) & {"byline", "credit"}), "")
            yield ParsedMedia(
                href=image.get("src", ""),
                guid=attribute(image, ".", "data-uri"),
                caption=caption,
                credit_line=split_credit(caption)[1] or named,
                alt_text=attribute(image, ".", "alt"),
            )
    for image in node.iter("dnl-image"):
        credit_line = attribute(image, ".", "creditline")
        yield ParsedMedia(guid=image.get("ref", ""), caption=attribute(image, ".", "caption"), credit_line=credit_line)
