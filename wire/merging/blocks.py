"""House HTML taken apart into its blocks, and put together again without a changed character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from wire.markup import house_html
from wire.merging.typography import folded

LISTS = {"ul", "ol"}
CONTAINERS = {"ul", "ol", "blockquote", "table", "pre"}
FLOWING = {"p", "h2", "h3", "li", "td", "th", "caption"}  # hold words and marks of emphasis, if no block is in them
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
_PARTS = {"li", "tr", "td", "th", "caption", "line"}
_VOID = {"br", "hr"}
_INLINE = {"em", "strong", "a", "sub", "sup", "br"}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:[.,:'/&@-][^\W_]+)*")


@dataclass(frozen=True)
class Block:
    """One block of house HTML. `tag` is its element; `text` what a reader reads, spaces collapsed.

    Inside of lists and tables, an item, a row and a cell are blocks too; a line of `pre` has the tag "line".
    """

    html: str
    tag: str
    text: str

    @cached_property
    def folded(self) -> str:
        """What the block says, as it is compared; its element's name where it says nothing, as a rule."""
        return folded(self.text) or f"<{self.tag}>"

    @cached_property
    def words(self) -> Counter[str]:
        """Its words, small letters, and how often each stands in it."""
        return Counter(_WORD.findall(self.folded.lower()))

    @cached_property
    def is_flowing(self) -> bool:
        """Whether there is nothing in it but words, marks of emphasis, links and line breaks."""
        return self.tag in FLOWING and all(tag in _INLINE for _, tag, _ in TAG.findall(self.inner))

    @property
    def is_top_level(self) -> bool:
        """Whether it may stand by itself, outside of lists and tables."""
        return self.tag not in _PARTS

    @property
    def opening(self) -> str:
        """Its opening tag, as <td colspan="2">."""
        return self.html[: self.html.index(">") + 1] if self.html.startswith("<") else ""

    @property
    def inner(self) -> str:
        """The HTML between its tags."""
        if self.tag == "line":
            return self.html
        return self.html[len(self.opening) : self.html.rindex("</")] if self.tag not in _VOID else ""

    @cached_property
    def children(self) -> tuple[Block, ...]:
        """Items of a list, rows of a table and its caption, cells of a row, what a quotation holds, lines of `pre`."""
        if self.tag == "pre":
            return tuple(Block(line, "line", unescape(line)) for line in self.inner.split("\n"))
        if self.tag == "table":
            return parts_of(self.inner.replace("<tbody>", "").replace("</tbody>", ""))
        return parts_of(self.inner) if self.tag in CONTAINERS or self.tag == "tr" else ()

    def holding(self, children: Iterable[Block]) -> str:
        """House HTML of this block with other children."""
        if self.tag == "pre":
            return "<pre>" + "\n".join(child.html for child in children) + "</pre>"
        return f"{self.opening}{''.join(child.html for child in children)}</{self.tag}>"


def blocks_of(body_html: str) -> tuple[Block, ...]:
    """The top-level blocks of a body. Markup that is not of the house's set is brought to it first."""
    return parts_of(house_html(body_html))


def body_of(blocks: Iterable[Block]) -> str:
    """The body that consists of these blocks."""
    return "\n".join(block.html for block in blocks)


def parts_of(markup: str) -> tuple[Block, ...]:
    """The outermost elements of house HTML. Between them is nothing but line breaks."""
    found = []
    depth = start = 0
    for match in TAG.finditer(markup):
        closes, tag, _ = match.groups()
        if depth == 0:
            start = match.start()
        if tag not in _VOID:
            depth += -1 if closes else 1
        if depth == 0:
            html = markup[start : match.end()]
            found.append(Block(html, tag, _text(html)))
    return tuple(found)


def _text(html: str) -> str:
    spaced = TAG.sub(lambda match: "" if match[2] in _INLINE - {"br"} else " ", html)
    return _SPACE.sub(" ", unescape(spaced)).strip()
