"""Agate, the small type of tables: rows as the wire sends them, and as readers see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

COLUMN = ";"  # what sets columns apart in a row as it is kept: the wire's own sign
_PRE = re.compile(r"<pre>([^<]*)</pre>")
_COLUMNS_OF_A_TABLE = 3
_NUMBER = re.compile(r"\d")
_HALF = re.compile(r"(?<=\d)\{|^\{$")  # the wire's sign for a half


def table_html(rows: Sequence[Sequence[str]]) -> str:
    """A table; its first row is a head when it holds no number or has no name in front."""
    head = bool(rows) and len(rows) > 1 and (not rows[0][0] or not any(_NUMBER.search(cell) for cell in rows[0]))
    lines = [_row(row, "th" if head and at == 0 else "td") for at, row in enumerate(rows)]
    return f"<table>{''.join(lines)}</table>"


def tables_for_readers(body_html: str) -> str:
    """House HTML in which rows kept as they were sent have become tables; other <pre> stays as it is."""
    return _PRE.sub(_table_of, body_html)


def _table_of(found: re.Match[str]) -> str:
    rows = [[cell.strip() for cell in unescape(line).split(COLUMN)] for line in found[1].split("\n") if line.strip()]
    return table_html(rows) if rows and min(map(len, rows)) >= _COLUMNS_OF_A_TABLE else found[0]


def _row(row: Sequence[str], tag: str) -> str:
    cells = (_HALF.sub("½", "—" if cell == "_" else cell) for cell in row)
    return f"<tr>{''.join(f'<{tag}>{escape(cell, quote=False)}</{tag}>' for cell in cells)}</tr>"
