"""Whatever both sides do to a body, nothing of it is lost, doubled or brought back without a question.

Every word of the base is single, as is every word that a side writes; so each can be followed. Sentences have at least
eight words and either side makes at most five edits: of a sentence changed in most of its words nobody can say whose
it was.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wire.markup import house_html, plain_text
from wire.merging.blocks import Block, body_of
from wire.merging.merge import Agreed, Choice, Merged, drafted, merge, settled

Body = list[list[list[str]]]  # paragraphs of sentences of words
KINDS = ("replace", "insert", "delete", "add sentence", "cut sentence", "add", "cut", "split", "join", "move", "mark")


def html_of(body: Body) -> str:
    """Paragraphs whose sentences begin with a capital and end with a point."""
    paragraphs = (" ".join(" ".join(words) + "." for words in sentences if words) for sentences in body)
    return "\n".join(f"<p>{text}</p>" for text in paragraphs if text)


def words_of(html: str) -> set[str]:
    return set(re.findall(r"\w+", plain_text(html)))


def base_of(shape: list[list[int]]) -> Body:
    names = iter(range(10_000))
    return [[[f"B{next(names)}ase" for _ in range(words)] for words in sentences] for sentences in shape]


@dataclass
class Editor:
    """Edits a copy of a body; each word written is new."""

    name: str
    body: Body
    written: int = 0

    def word(self) -> str:
        self.written += 1
        return f"{self.name}{self.written}word"

    def sentence(self) -> list[str]:
        return [self.word() for _ in range(7)]

    def edit(self, kind: str, a: int, b: int, c: int) -> None:
        if kind == "add":
            return self.body.insert(a % (len(self.body) + 1), [self.sentence()])
        if not self.body:
            return None
        i = a % len(self.body)
        paragraph = self.body[i]
        if kind == "cut":
            del self.body[i]
        elif kind == "move":
            self.body.insert(b % len(self.body), self.body.pop(i))
        elif kind == "join" and i + 1 < len(self.body):
            paragraph += self.body.pop(i + 1)
        elif kind == "split" and len(paragraph) > 1:
            at = 1 + b % (len(paragraph) - 1)
            self.body.insert(i + 1, paragraph[at:])
            del paragraph[at:]
        elif kind == "add sentence":
            paragraph.insert(b % (len(paragraph) + 1), self.sentence())
        elif kind == "cut sentence" and len(paragraph) > 1:
            del paragraph[b % len(paragraph)]
        elif paragraph and paragraph[b % len(paragraph)]:
            self.reword(kind, paragraph[b % len(paragraph)], c)
        return None

    def reword(self, kind: str, sentence: list[str], c: int) -> None:
        at = c % len(sentence)
        if kind == "insert":
            sentence.insert(at, self.word())
        elif kind == "delete" and len(sentence) > 1:
            del sentence[at]
        elif kind == "replace":
            sentence[at] = self.word()
        elif kind == "mark" and "<" not in sentence[at]:
            sentence[at] = f'<a href="/{self.word()}/">{sentence[at]}</a>'


shapes = st.lists(st.lists(st.integers(8, 14), min_size=1, max_size=4), max_size=8)


@st.composite
def bodies(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> tuple[str, str, str]:
    """base, theirs and ours."""
    edits = st.lists(st.tuples(st.sampled_from(kinds), *[st.integers(0, 1000)] * 3), max_size=5)
    shape = draw(shapes)
    found = [html_of(base_of(shape))]
    for name in ("Theirs", "Ours"):
        editor = Editor(name, base_of(shape))
        for edit in draw(edits):
            editor.edit(*edit)
        found.append(html_of(editor.body))
    return found[0], found[1], found[2]


def agreed(merged: Merged) -> Counter[str]:
    blocks = [block for piece in merged.pieces if isinstance(piece, Agreed) for block in piece.blocks]
    return Counter(re.findall(r"\w+", plain_text(body_of(blocks))))


def asked(merged: Merged, side: str) -> Counter[str]:
    blocks: list[Block] = [block for conflict in merged.conflicts for block in getattr(conflict, side)]
    return Counter(re.findall(r"\w+", plain_text(body_of(blocks))))


thorough = settings(max_examples=200, deadline=None)


@thorough
@given(bodies())
def test_each_word_that_a_side_wrote_stands_once_in_the_text_or_in_a_question(texts):
    base, theirs, ours = texts
    merged = merge(base, theirs, ours)
    for side, text in (("theirs", theirs), ("ours", ours)):
        there = agreed(merged) + asked(merged, side)
        written = words_of(text) - words_of(base)
        assert {word: there[word] for word in written} == dict.fromkeys(written, 1)


@thorough
@given(bodies())
def test_a_word_that_both_kept_stands_once_in_the_text_or_in_a_question(texts):
    base, theirs, ours = texts
    merged = merge(base, theirs, ours)
    text = agreed(merged)
    for word in words_of(base) & words_of(theirs) & words_of(ours):
        assert text[word] == 1 or text[word] == 0 and asked(merged, "theirs")[word] + asked(merged, "ours")[word], word


@thorough
@given(bodies())
def test_a_word_that_a_side_took_out_comes_back_only_with_a_question(texts):
    base, theirs, ours = texts
    merged = merge(base, theirs, ours)
    text = agreed(merged)
    gone = words_of(base) - (words_of(theirs) & words_of(ours))
    assert {word for word in gone if text[word] and not asked(merged, "base")[word]} == set()


@thorough
@given(bodies())
def test_a_word_that_both_took_out_is_gone(texts):
    base, theirs, ours = texts
    gone = words_of(base) - words_of(theirs) - words_of(ours)
    assert words_of(drafted(merge(base, theirs, ours))) & gone == set()


@thorough
@given(bodies())
def test_a_link_that_a_side_set_stands_in_the_text_or_in_a_question(texts):
    base, theirs, ours = texts
    merged = merge(base, theirs, ours)
    text = "".join(block.html for piece in merged.pieces if isinstance(piece, Agreed) for block in piece.blocks)
    for side, body in (("theirs", theirs), ("ours", ours)):
        questions = "".join(block.html for conflict in merged.conflicts for block in getattr(conflict, side))
        for word in re.findall(r"<a [^>]*>(\w+)", body):
            assert f">{word}</a>" in text + questions or word not in words_of(text)


@thorough
@given(bodies(), st.sampled_from([Choice.OURS, Choice.THEIRS, Choice.BOTH]))
def test_a_settled_merge_is_house_html(texts, choice):
    merged = merge(*texts)
    body = settled(merged, {conflict.id: choice for conflict in merged.conflicts})
    assert house_html(body) == body


@thorough
@given(bodies())
def test_what_one_side_alone_changed_is_that_sides_text(texts):
    base, theirs, ours = texts
    assert drafted(merge(base, theirs, base)) == theirs
    assert drafted(merge(base, base, ours)) == ours
    assert drafted(merge(base, theirs, theirs)) == theirs
    assert all(merge(*each).is_clean for each in ((base, theirs, base), (base, base, ours), (base, theirs, theirs)))


@thorough
@given(bodies(tuple(kind for kind in KINDS if kind != "move")))
def test_the_result_merged_again_is_the_result_or_a_question(texts):
    base, theirs, ours = texts
    merged = merge(base, theirs, ours)
    body = drafted(merged)
    assert drafted(merge(theirs, theirs, body)) == body
    again = merge(base, theirs, body)
    assert not merged.is_clean or not again.is_clean or drafted(again) == body


@thorough
@given(bodies())
def test_the_same_three_texts_give_the_same_merge(texts):
    merged = merge(*texts)
    assert merged == merge(*texts)
    assert len({conflict.id for conflict in merged.conflicts}) == len(merged.conflicts)
    assert all(re.fullmatch(r"[0-9a-f]{8}(-\d+)?", conflict.id) for conflict in merged.conflicts)


texts_of_any_kind = st.lists(
    st.sampled_from(
        [
            "<p>a b c d</p>",
            "<p>a b c e. F g h.</p>",
            "<p>x <em>y</em> z</p>",
            "<p>x y z</p>",
            "<h2>a b</h2>",
            "<hr>",
            "<ul><li>a b</li><li>c d</li></ul>",
            "<ul><li>a b<ul><li>x</li></ul></li><li>c e</li></ul>",
            "<ol><li>a b</li></ol>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            "<table><caption>t</caption><tr><td>a</td><td>e</td></tr></table>",
            "<blockquote><p>a b c d</p><p>x y z</p></blockquote>",
            "<pre>a\n\n  b</pre>",
            "<pre>a\n  c</pre>",
            "<p>&lt;b&gt; &amp;amp; “q” — x</p>",
            '<p>&lt;b&gt; &amp;amp; "q" -- y</p>',
            "<p>one<br>two <a href='https://x.example/?a=1&amp;b=2'>three</a></p>",
            "<p>one<br>three <strong><em>two</em></strong></p>",
        ]
    ),
    max_size=8,
).map("\n".join)


@thorough
@given(texts_of_any_kind, texts_of_any_kind, texts_of_any_kind, st.sampled_from([Choice.THEIRS, Choice.BOTH]))
@example("<pre>a\n</pre>", "<pre>a</pre><hr>", "<pre>a\nb</pre>", Choice.BOTH)
def test_bodies_of_every_kind_of_block_merge_into_house_html(base, theirs, ours, choice):
    merged = merge(base, theirs, ours)
    body = settled(merged, {conflict.id: choice for conflict in merged.conflicts})
    assert house_html(body) == body
