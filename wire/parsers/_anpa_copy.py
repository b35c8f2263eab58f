"""The text of an ANPA transmission: caret lines are its header, tabs begin paragraphs, back-spaces begin rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from wire.agate import COLUMN
from wire.parsers._agate import Agate, is_in_columns, pre_html, subhead_html
from wire.parsers._furniture import sift
from wire.parsers._header import Header, keep_line, kind_of
from wire.parsers._lines import cleaned
from wire.parsers._page import Page
from wire.parsers._story import Story, settled
from wire.parsers._text import is_contributor_line, is_end_mark, is_more_mark, is_rule

_ENDED = re.compile(r"(?<![<=])\s*[<=]\s*$")
_REFERENCE = re.compile(r"\*?\d{3,5}")
_SEPARATORS = re.compile(r";|[\x1e\x1f]|\^[\s^]*\^")
_SIGNED = re.compile(r"==\s*(\w[\w ]{0,30})|\^?(REUTERS?)\^?")
_TYPESET = re.compile(r"&[A-Z]{2};")  # which type to set: "&UR;", "&LR;", "&QC;"
_KYODO_TAKE = re.compile(r"\s*\((\d{1,2}(?:st|nd|rd|th)) (?:lead|ld)\)$", re.IGNORECASE)
_SUBHEAD_ENDS = tuple(".!?;,”\"'’)-")
_LONGEST_SUBHEAD = 12  # words
_LONGEST_HEADER = 60  # lines
_MOST_CELLS = 100  # of a row
_SUMMARY = 8  # words; a second line as long as that is a summary


class Line(NamedTuple):
    """A line without its signs, and what they said."""

    text: str
    has_caret: bool
    is_ended: bool
    is_indented: bool
    cells: tuple[str, ...] = ()  # of a table's row


def read_text(text: str, packed_slug: str, is_table: bool) -> Story:
    """The story in a transmission's text."""
    lines = _joined([_line(each, is_table) for each in text.replace("\r", "").replace("\f", "").split("\n")])
    start = _copy_starts(lines, is_table)
    has_copy = any(line.text or line.cells for line in lines[start:])
    header, titles = _header(lines[:start], packed_slug, free_lines_are_copy=is_table or not has_copy)
    agate = Agate()
    paragraphs = [*titles, *_paragraphs(lines[start:], agate, is_table)]
    signed = [found[1] or found[2] for text in paragraphs if (found := _SIGNED.fullmatch(text))]
    copy = sift([text for text in paragraphs if not _SIGNED.fullmatch(text)])
    for name in signed:
        copy.note("signoff", name)
    return settled(header, copy, Page(), agate)


def _line(raw: str, is_table: bool) -> Line:
    is_indented = raw[:1] == "\t" or raw[:2] == "  "
    is_row = "\x08" in raw[:8]
    if "&" in raw:
        raw = _TYPESET.sub("", raw)
    bare = raw.replace("\x10 ", " ").replace("\x10", " ").strip(" \t\x08")
    bare = "---" if bare == "--" else bare  # The New York Times' rule
    has_caret = bare.startswith("^") and not is_row
    ended = _ENDED.search(bare)
    bare = (bare[: ended.start()] if ended else bare).removeprefix("^").strip()
    cells = (
        [" ".join(cleaned(cell).split()) for cell in _SEPARATORS.split(bare, _MOST_CELLS)] if is_row or is_table else []
    )
    if not is_row and len(cells) < 3 or len(cells) < 2:
        cells = []
    return Line(cleaned(bare).strip(), has_caret, bool(ended), is_indented, tuple(cells))


def _joined(lines: list[Line]) -> list[Line]:
    """Header lines that were broken before their end sign, on one line."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        goes_on = line.text and not (line.has_caret or line.is_indented or line.cells)
        if last and goes_on and last.has_caret and not last.is_ended and last.text and not is_rule(last.text):
            found[-1] = last._replace(text=f"{last.text} {line.text}", is_ended=line.is_ended)
        else:
            found.append(line)
    return found


def _copy_starts(lines: list[Line], is_table: bool) -> int:
    """Where the header ends: at the first row or indent; of a table, after its byline."""
    said = [line for line in lines if line.text]
    has_carets = bool(said) and any(line.has_caret for line in said[:2])
    if not has_carets and said and _is_kyodo(said):  # its lines may be indented as the copy is
        return next(at for at, line in enumerate(lines) if line.text.endswith("+")) + 1
    bylined = False
    for at, line in enumerate(lines[:_LONGEST_HEADER]):
        if line.is_indented and line.text and not line.has_caret and _goes_on(lines, at, has_carets):
            continue
        if line.cells or (line.is_indented and not line.has_caret and line.text) or (bylined and line.text):
            return at
        if has_carets and line.text and not line.has_caret:
            return at
        bylined = is_table and line.has_caret and kind_of(line.text, "", Header()) == "byline"
    return min(len(lines), _LONGEST_HEADER)


def _goes_on(lines: list[Line], at: int, has_carets: bool) -> bool:
    """Whether an indented line is the header's: Reuters' byline, Bloomberg's headline above rights and byline."""
    if not has_carets:
        return kind_of(lines[at].text, "", Header()) == "byline"
    if sum(bool(line.text) for line in lines[:at]) != 1:
        return False
    following = [line for line in lines[at + 1 : at + 5] if line.has_caret]
    return any(kind_of(line.text, "", Header()) in ("byline", "copyright") for line in following)


def _header(lines: list[Line], packed_slug: str, free_lines_are_copy: bool) -> tuple[Header, list[str]]:
    """The header, and lines of it that are copy all the same: a table's titles, a list of top headlines."""
    header = Header()
    titles: list[str] = []
    last = ""
    said = [line for line in lines if line.text and not is_rule(line.text)]
    for text in _without_plus(header, said) if _is_kyodo(said) else [line.text for line in said]:
        if _REFERENCE.fullmatch(text):
            header.note("reference_number", text.lstrip("*"))
            continue
        kind = kind_of(text, last, header)
        if not kind and not header.said and _is_packed(text, packed_slug):
            kind = "slugline"
        kind = kind or _free_kind(header, text, free_lines_are_copy)
        if kind == "title":
            titles.append(text)
        else:
            last = keep_line(header, kind, text)
    if packed_slug and not header.first("slugline"):
        header.note("slugline", packed_slug)
    return header, titles


def _is_packed(text: str, packed_slug: str) -> bool:
    """Whether a first line is the slug that the head has squeezed: "FERRY-RETURNS (With photo)"."""
    packed = packed_slug.partition(" ")[0]
    return len(packed) > 4 and text.replace(" ", "").startswith(packed)


def _free_kind(header: Header, text: str, free_lines_are_copy: bool) -> str:
    if text[0] == "(" and text[-1] == ")":  # "(lb)", "(REPEATING FOR ALL NEEDING)"
        return "unparsed"
    if "headline" not in header.said:
        return "headline"
    if free_lines_are_copy:
        return "title"
    if "abstract" not in header.said and "byline" not in header.said and len(text.split()) >= _SUMMARY:
        return "abstract"
    return "unparsed"


def _is_kyodo(lines: list[Line]) -> bool:
    return bool(lines) and not lines[0].has_caret and any(line.text.endswith("+") for line in lines[:6])


def _without_plus(header: Header, lines: list[Line]) -> list[str]:
    """Kyodo's header: slug line, then a headline that goes on until its "+"."""
    ends = next(at for at, line in enumerate(lines) if line.text.endswith("+"))
    texts = [line.text for line in lines]
    if ends:
        header.note("slugline", _KYODO_TAKE.sub(r", \1 Lead", texts[0]))
    header.note("headline", " ".join(texts[min(1, ends) : ends + 1]).rstrip("+ "))
    return texts[ends + 1 :]


def _paragraphs(lines: list[Line], agate: Agate, is_table: bool) -> list[str]:
    found: list[str] = []
    for kind, run in groupby(lines, key=lambda line: _kind_of(line, is_table)):
        if kind == "row":
            found.append(agate.hold(pre_html(COLUMN.join(line.cells) for line in run)))
        elif kind == "columns":
            found.append(agate.hold(pre_html(line.text for line in run)))
        else:
            found += _text_paragraphs(run, agate)
    return found


def _kind_of(line: Line, is_table: bool) -> str:
    if line.cells:
        return "row"
    return "columns" if is_table and is_in_columns(line.text) else "text"


def _text_paragraphs(lines: Iterator[Line], agate: Agate) -> list[str]:
    found: list[str] = []
    is_open = False
    for line in lines:
        starts = line.has_caret or line.is_indented or not is_open or _SIGNED.fullmatch(line.text)
        if line.text and starts:
            found.append(_set(line, agate))
        elif line.text:
            found[-1] += f" {line.text}"
        is_open = bool(line.text) and not (line.is_ended or line.has_caret)
    return found


def _set(line: Line, agate: Agate) -> str:
    return agate.hold(subhead_html(line.text)) if line.has_caret and _is_subhead(line.text) else line.text


def _is_subhead(text: str) -> bool:
    """Whether a caret line among the copy heads what follows, and is no rule, mark, note or sentence."""
    if not text[:1].isalnum() or text.endswith(_SUBHEAD_ENDS) or len(text.split()) > _LONGEST_SUBHEAD:
        return False
    if is_rule(text) or is_end_mark(text) or is_more_mark(text) or is_contributor_line(text):
        return False
    return not kind_of(text, "", Header()) and "://" not in text
