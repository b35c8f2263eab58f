"""Agate, the small type of tables: rows and columns of old wire copy, held apart while the copy is sorted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_MARK = "\ue00f"  # cleaned text has none
_HELD = re.compile(rf"<p>{_MARK}(\d+)</p>")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+ *)(?=\S)")
_FIGURES = re.compile(r"(?<!\S)[\d:.,+-]+(?!\S)")
_MANY_FIGURES = 4  # of a row of standings, some of them a blank apart


class Agate:
    """Blocks of one story that are no paragraphs; in the copy a mark stands for each."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def hold(self, html: str) -> str:
        """Keep a block of house HTML; the mark that stands for it."""
        self.held.append(html)
        return f"{_MARK}{len(self.held) - 1}"

    def room_of(self, paragraph: str) -> int:
        """How many characters a paragraph takes, or the block that a mark stands for."""
        return len(self.held[int(paragraph[1:])] if self.held and is_held(paragraph) else paragraph)

    def put_back(self, body_html: str) -> str:
        return _HELD.sub(lambda mark: self.held[int(mark[1])], body_html) if self.held else body_html


def is_columns(block: Sequence[str]) -> bool:
    """Whether most lines of a block are rows of a table typed by hand."""
    rows = sum(map(is_in_columns, block))
    return rows > 1 and rows * 2 > len(block)


def is_held(paragraph: str) -> bool:
    return paragraph.startswith(_MARK)


def subhead_html(text: str) -> str:
    return f"<h3>{escape(text, quote=False)}</h3>"


def is_in_columns(line: str) -> bool:
    """Whether a line sets words apart with runs of blanks, as a table typed by hand does."""
    start = line.strip()[:400]
    gaps = len(_COLUMNS.findall(start))
    return gaps >= 2 or gaps == 1 and len(_FIGURES.findall(start)) >= _MANY_FIGURES


def pre_html(lines: Iterable[str]) -> str:
    return f"<pre>{escape(chr(10).join(lines), quote=False)}</pre>"
