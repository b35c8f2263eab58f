"""What stands between quotation marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from wire.merging.facts import Kind, Text, runs

# A quotation may run on to the paragraph's end: its next paragraph opens with marks again.
_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*)(?:”|$)|„(?P<low>[^“”„]*)(?:[“”]|$)|«(?P<angle>[^«»]*)(?:»|$)|「(?P<corner>[^」]*)(?:」|$)"
    r'|"(?P<straight>[^"]*)(?:"|$)'
    r"|(?<!\w)‘(?P<single>(?:[^‘’]|’(?=\w))*)’(?!\w)"
)


class Quote(NamedTuple):
    """Its words as written, what they say, and which tokens they are."""

    words: str
    keys: tuple[str, ...]
    first: int
    last: int


def quotes_of(text: Text) -> list[Quote]:
    """The quotations of a text in their order; the shape of the marks says nothing."""
    found = []
    at = 0
    for match in _QUOTED.finditer(text.words):
        group = match.lastgroup or "curly"
        start, end = match.span(group)
        while at < len(text.tokens) and text.tokens[at].start < start:
            at += 1
        last = at
        while last < len(text.tokens) and text.tokens[last].end <= end:
            last += 1
        if last > at:
            found.append(Quote(match[group].strip(" ,"), text.keys[at:last], at, last))
    return found


def speaker(text: Text, quote: Quote) -> str:
    """Who said it, as written: the nearest name in its sentence; "" where none is."""
    sentences = {text.tokens[quote.first].sentence, text.tokens[quote.last - 1].sentence}
    near = [
        (min(abs(n - quote.first), abs(n - quote.last + 1)), n)
        for n, token in enumerate(text.tokens)
        if token.kind == Kind.NAME and token.sentence in sentences and not quote.first <= n < quote.last
    ]
    if not near:
        return ""
    return text.between(*runs(text.tokens, text.words, min(near)[1]))
