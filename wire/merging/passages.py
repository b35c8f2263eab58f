"""Facts as an editor reads them: with a number's noun, the whole of a name, what stands round a denial."""

from __future__ import annotations

from collections.abc import Sequence

from wire.merging.facts import Kind, Text, runs
from wire.merging.lexicon import SMALL_WORDS

_OF_WHOM = (["of", "them"], ["of", "whom"], ["of", "those"])  # after a number that counts what was named before


def shown(text: Text, places: Sequence[int]) -> str:
    """The facts as written, with what makes them readable: a number's noun, the whole of a name, a day's month."""
    if not places:
        return ""
    first, last = places[0], places[-1] + 1
    kind = text.tokens[first].kind
    if kind == Kind.NAME:
        first, last = runs(text.tokens, text.words, first)[0], runs(text.tokens, text.words, last - 1)[1]
    elif kind == Kind.NUMBER:
        first, last = _with_noun(text, first, last)
    elif kind == Kind.DATE and last < len(text.tokens) and text.tokens[last].kind == Kind.NUMBER:
        last += text.words[text.tokens[last - 1].end : text.tokens[last].start] in (" ", ". ")
    return text.between(first, last)


def _with_noun(text: Text, first: int, last: int) -> tuple[int, int]:
    tokens, words = text.tokens, text.words
    gap = words[tokens[first - 1].end : tokens[first].start] if first else ""
    if first and tokens[first - 1].kind == Kind.DATE and gap in (" ", ". "):
        return first - 1, last
    end, limit = last, last + 3
    while end < len(tokens) and end < limit and words[tokens[end - 1].end : tokens[end].start] in (" ", "-"):
        if tokens[end].kind not in (Kind.WORD, Kind.NAME) or tokens[end].key in SMALL_WORDS:
            break
        if tokens[end].kind == Kind.WORD:
            end += end == last
            break
        end += 1
    if end == last and [token.key for token in tokens[end : end + 2]] in _OF_WHOM:
        return first, end + 2
    if end == last and first and tokens[first - 1].kind == Kind.NAME and gap in (" ", ", "):
        return runs(tokens, words, first - 1)[0], end
    return first, end


def surrounded(text: Text, n: int) -> str:
    """A word with its neighbours in the sentence: "was not arrested"."""
    token = text.tokens[n]
    near = [k for k in range(n - 1, n + 2) if 0 <= k < len(text.tokens) and text.tokens[k].sentence == token.sentence]
    if text.tokens[near[-1]].key in SMALL_WORDS and near[-1] + 1 < len(text.tokens):
        near.append(near[-1] + 1)
    return text.between(near[0], near[-1] + 1)


def bare(text: Text, n: int) -> str:
    if text.tokens[n].kind == Kind.NAME:
        return text.between(*runs(text.tokens, text.words, n))
    return text.between(n, n + 1)
