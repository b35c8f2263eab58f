"""Reads the triples: base, theirs, ours and the right answer, as a person writes them.

A line is a paragraph, or a block of HTML. "=2" is the base's second block, "=2-4" three of them, "=theirs 1" and
"=ours 1" a block of those; "{old -> new}" behind it changes words of it. In the right answer "?? kind base 1 theirs 1
ours -" is a conflict over the blocks of these numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wire.merging.blocks import Block, blocks_of
from wire.merging.merge import Conflict, Merged

FOLDER = Path(__file__).parent / "triples"
_COPIED = re.compile(r"=(?:(theirs|ours) )?(\d+)(?:-(\d+))?((?: ?\{[^{}]* -> [^{}]*\})*)")
_CHANGE = re.compile(r"\{([^{}]*) -> ([^{}]*)\}")
_CONFLICT = re.compile(r"\?\? (\w+) base (\S+) theirs (\S+) ours (\S+)")


@dataclass(frozen=True)
class Triple:
    """What a triple shows, its three bodies and the right answer, block by block."""

    shows: str
    base: str
    theirs: str
    ours: str
    right: tuple[str, ...]


def triples() -> Iterator[Triple]:
    for path in sorted(FOLDER.glob("*.txt")):
        base = ""
        for written in path.read_text("utf-8").split("\n=== ")[1:]:
            shows, *parts = re.split(r"^-- (\w+)$", written, flags=re.MULTILINE)
            lines = dict(zip(parts[::2], (part.strip("\n").split("\n") for part in parts[1::2]), strict=True))
            if "base" in lines:
                base = _body(lines["base"], {})
            texts = {"base": base}
            texts |= {name: _body(lines[name], texts) for name in ("theirs", "ours")}
            yield Triple(f"{path.stem}: {shows.strip()}", **texts, right=tuple(_right(lines["right"], texts)))


def answer(merged: Merged) -> tuple[str, ...]:
    """A merge as the right answer is written: blocks and conflicts in order."""
    found: list[str] = []
    for piece in merged.pieces:
        if isinstance(piece, Conflict):
            found.append(_conflict(piece.kind, piece.base, piece.theirs, piece.ours))
        else:
            found += (block.html for block in piece.blocks)
    return tuple(found)


def _conflict(kind: str, base: tuple[Block, ...], theirs: tuple[Block, ...], ours: tuple[Block, ...]) -> str:
    states = ("".join(block.html for block in state) for state in (base, theirs, ours))
    return "\n".join([f"?? {kind}", *states])


def _body(lines: list[str], texts: dict[str, str]) -> str:
    return "\n".join(html for line in lines if line for html in _blocks(line, texts))


def _right(lines: list[str], texts: dict[str, str]) -> Iterator[str]:
    for line in lines:
        if match := _CONFLICT.fullmatch(line):
            kind, *numbers = match.groups()
            states = [
                tuple(blocks_of(texts[name])[int(n) - 1] for n in re.findall(r"\d+", each))
                for name, each in zip(("base", "theirs", "ours"), numbers, strict=True)
            ]
            yield _conflict(kind, *states)
        elif line:
            yield from (block.html for block in blocks_of("\n".join(_blocks(line, texts))))


def _blocks(line: str, texts: dict[str, str]) -> Iterator[str]:
    if not (match := _COPIED.fullmatch(line)):
        assert line[0] not in "=?", line
        yield line if re.match(r"<(p|h2|h3|ul|ol|hr|table|blockquote|pre)\b", line) else f"<p>{line}</p>"
        return
    text, first, last, changes = match.groups()
    there = blocks_of(texts[text or "base"])
    for n in range(int(first), int(last or first) + 1):
        html = there[n - 1].html
        for old, new in _CHANGE.findall(changes):
            assert html.count(old) == 1, f"{old!r} is not once in {html!r}"
            html = html.replace(old, new)
        yield html
