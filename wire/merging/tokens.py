"""The words of a passage with the marks that each carries, so that no merge can tear a link or an emphasis apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape, unescape

from wire.merging.blocks import TAG, Block
from wire.merging.typography import folded

_LETTERS = r"(?:[^\W_]|[\u00ad\u200b-\u200f\u2060\ufeff])+"  # what nobody sees belongs to the word it stands in
_PIECE = re.compile(rf"\s+|{_LETTERS}(?:[.,:'\u2019/&@\u2010\u2011-]{_LETTERS})*|\.{{2,}}|-{{2,}}|.", re.DOTALL)
_ENDS = {".", "!", "?", "...", "\u2026", "\u3002", "\u061f", "\u06d4", "\u0964"}
_CLOSES = {'"', "'", ")", "]", "\u2019", "\u201d", "\u00bb"}
_SHORTENED = {  # followed by a point that ends no sentence; so is a word that begins with a capital and is short
    *("etc", "vs", "approx", "est", "dept", "inc", "ltd", "corp", "cent", "capt", "gen", "gov", "sen", "rep"),
    *("assn", "bros", "messrs", "prof", "supt"),
}
_NAME_OR_TITLE = 6  # letters: Calif., Sept., Gov. are shorter


class Token:
    """A word or a sign; or the beginning of a block, a line break. `key`: what two tokens are compared by."""

    __slots__ = ("key", "marks", "spaced", "text")

    def __init__(self, text: str, marks: tuple[str, ...] = (), spaced: bool = False, key: str = "") -> None:
        self.text = text
        self.marks = marks  # the opening tags that hold it, outermost first
        self.spaced = spaced  # whether a space stands before it
        self.key = key or folded(text) or text

    def __repr__(self) -> str:
        return f"{' ' if self.spaced else ''}{''.join(self.marks)}{self.text}"

    @property
    def opens_block(self) -> bool:
        return self.key[0] == "<" and self.key != "<" and self.key != "<br>"

    @property
    def is_word(self) -> bool:
        return self.key[0].isalnum()

    def dressed(self, marks: tuple[str, ...], spaced: bool) -> Token:
        return Token(self.text, marks, spaced, self.key)


class Passage:
    """Neighbouring blocks as one run of tokens, cut into sentences."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.tokens: list[Token] = []
        for block in blocks:
            inline = _inline(block.inner)
            if inline:
                inline[0].spaced = True  # where blocks are joined
            self.tokens += [Token(block.opening, key=block.opening), *inline]

    @cached_property
    def keys(self) -> list[str]:
        return [token.key for token in self.tokens]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """(start, end) of each; the beginning of a block counts as one of its own."""
        tokens = self.tokens
        edges = [0]
        for i in range(1, len(tokens)):
            if tokens[i].opens_block or tokens[i - 1].opens_block or ends_sentence(tokens, i):
                edges.append(i)
        return list(zip(edges, [*edges[1:], len(tokens)], strict=True)) if tokens else []


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence surely ends before `at`. In doubt, as after a short title, it does not."""
    i = at - 1
    while i > 0 and tokens[i].text in _CLOSES and not tokens[i].spaced:
        i -= 1
    if i < 1 or tokens[i].text not in _ENDS:
        return False
    if at == len(tokens) or tokens[at].opens_block:
        return True
    if not tokens[at].spaced and tokens[at].text != "<br>" or tokens[at].text[0].islower():
        return False
    return tokens[i].text != "." or not _may_be_shortened(tokens[i - 1].text)


def _may_be_shortened(word: str) -> bool:
    if word.lower() in _SHORTENED or "." in word or len(word) < 2:
        return True
    return word[0].isupper() and len(word) < _NAME_OR_TITLE


def _inline(markup: str) -> list[Token]:
    tokens: list[Token] = []
    marks: list[str] = []
    spaced = False
    place = 0
    for match in TAG.finditer(markup):
        spaced = _words(markup[place : match.start()], tuple(marks), spaced, tokens)
        place = match.end()
        if match[2] == "br":
            tokens.append(Token("<br>", tuple(marks), spaced, "<br>"))
            spaced = False
        elif match[1]:
            marks.pop()
        else:
            marks.append(match[0])
    _words(markup[place:], tuple(marks), spaced, tokens)
    return tokens


def _words(markup: str, marks: tuple[str, ...], spaced: bool, tokens: list[Token]) -> bool:
    """Append the tokens of bare text; whether a space stands at its end."""
    for piece in _PIECE.findall(unescape(markup)):
        if piece.isspace():
            spaced = True
        else:
            tokens.append(Token(piece, marks, spaced))
            spaced = False
    return spaced


def markup_of(tokens: Sequence[Token]) -> str:
    """House HTML of tokens, the first of which opens a block."""
    done: list[str] = []
    open_: list[str] = []
    block = ""
    for token in tokens:
        if token.opens_block:
            done += [_closing(open_), _closing([block])] if block else []
            done.append(token.text)
            open_, block = [], token.text
            continue
        kept = 0
        while kept < min(len(open_), len(token.marks)) and open_[kept] == token.marks[kept]:
            kept += 1
        is_first = done[-1:] == [block]
        done += [_closing(open_[kept:]), " " if token.spaced and not is_first else "", *token.marks[kept:]]
        done.append(token.text if token.key == "<br>" else escape(token.text, quote=False))
        open_ = list(token.marks)
    return "".join([*done, _closing(open_), _closing([block]) if block else ""])


def _closing(openings: Sequence[str]) -> str:
    return "".join(f"</{opening[1:].partition(' ')[0].rstrip('>')}>" for opening in reversed(openings))
