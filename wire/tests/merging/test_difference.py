from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wire.markup import paragraphs_html
from wire.merging.blocks import blocks_of
from wire.merging.difference import Row, Run, difference

A = "The ferry ran onto rocks off Harbor City early Monday, killing at least 11 people."
B = "It had left Port Alder at 5:40 a.m. in thick fog, the coast guard said."
C = "Divers were to return to the wreck on Tuesday morning with new lamps."


def same(text: str) -> tuple[Run, ...]:
    return (Run(text, "same"),)


def body(*texts: str) -> str:
    return paragraphs_html(texts)


def test_two_equal_bodies_have_nothing_but_the_same():
    assert difference(body(A, B), body(A, B)) == [Row("same", 1, 1, same(A)), Row("same", 2, 2, same(B))]


def test_nothing_beside_nothing_is_no_row():
    assert difference("", "") == []


def test_a_changed_paragraph_shows_its_changed_words():
    runs = (
        *same("The ferry ran onto rocks off Harbor City early Monday, killing at least "),
        Run("11 ", "cut"),
        Run("14 ", "added"),
        Run("people.", "same"),
    )
    assert difference(body(A, B), body(A.replace("11", "14"), B)) == [
        Row("changed", 1, 1, runs),
        Row("same", 2, 2, same(B)),
    ]


def test_changes_with_one_word_between_are_read_as_one():
    after = A.replace("at least 11 people", "some 14 people")
    (row,) = difference(body(A), body(after))
    assert row.runs[1:-1] == (Run("at least 11 ", "cut"), Run("some 14 ", "added"))


def test_an_added_paragraph_has_a_number_on_one_side():
    assert difference(body(A, C), body(A, B, C))[1] == Row("added", None, 2, (Run(B, "added"),))


def test_a_cut_paragraph_stands_where_it_stood():
    assert difference(body(A, B, C), body(A, C)) == [
        Row("same", 1, 1, same(A)),
        Row("cut", 2, None, (Run(B, "cut"),)),
        Row("same", 3, 2, same(C)),
    ]


def test_a_moved_paragraph_is_told_once_with_what_changed_in_it():
    moved = Row("moved", 3, 1, (*same(C.removesuffix("lamps.")), Run("lamps.", "cut"), Run("lights.", "added")))
    rows = difference(body(A, B, C), body(C.replace("lamps", "lights"), A, B))
    assert rows == [moved, Row("same", 1, 2, same(A)), Row("same", 2, 3, same(B))]


def test_a_link_alone_makes_a_paragraph_changed_without_changed_words():
    (row,) = difference(body(A), f'<p><a href="/x">{A}</a></p>')
    assert row == Row("changed", 1, 1, same(A))


def test_a_rule_is_a_row_without_words():
    assert difference(body(A), f"{body(A)}\n<hr>")[1] == Row("added", None, 2, ())


def test_a_list_shows_the_words_of_its_items():
    before, after = "<ul><li>one</li><li>two</li></ul>", "<ul><li>one</li><li>three</li></ul>"
    (row,) = difference(before, after)
    assert row == Row("changed", 1, 1, (Run("one ", "same"), Run("two", "cut"), Run("three", "added")))


words = st.lists(st.sampled_from(["a", "b", "c", "Edda", "12", "—", "“q”"]), min_size=1, max_size=8)
bodies = st.lists(words.map(" ".join), max_size=8).map(lambda texts: paragraphs_html(texts))


@given(bodies, bodies)
def test_the_rows_hold_every_word_and_every_paragraph_of_both_sides(before, after):
    rows = difference(before, after)
    was, is_ = blocks_of(before), blocks_of(after)
    assert sorted(row.before for row in rows if row.before) == list(range(1, len(was) + 1))
    assert [row.after for row in rows if row.after] == list(range(1, len(is_) + 1))
    for row in rows:
        read_before = "".join(run.text for run in row.runs if run.kind != "added").split()
        read_after = "".join(run.text for run in row.runs if run.kind != "cut").split()
        assert read_before == (was[row.before - 1].text.split() if row.before else [])
        assert read_after == (is_[row.after - 1].text.split() if row.after else [])
