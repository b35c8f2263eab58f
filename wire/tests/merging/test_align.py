from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.markup import paragraphs_html
from wire.merging.align import align, likeness, moves
from wire.merging.blocks import Block, blocks_of
from wire.merging.hunks import Hunk, hunks, matches

FERRY = "The ferry left Port Alder at 5:40 a.m. with 112 people aboard."
REEF = "It struck Widow Reef about a mile from the pier in thick fog."
DIVERS = "Divers were to return to the wreck on Tuesday morning."


def blocks(*texts: str) -> tuple[Block, ...]:
    return blocks_of(paragraphs_html(texts))


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (f"<p>{FERRY}</p>", f"<p>{FERRY}</p>", 1, 1),
        (f"<p>{FERRY}</p>", f"<h2>{FERRY}</h2>", 1, 1),
        ("<p>It’s “so”</p>", '<p>It\'s "so"</p>', 1, 1),
        ("<hr>", "<hr>", 1, 1),
        (f"<p>{FERRY}</p>", f"<p>{FERRY.replace('112', '118')}</p>", 0.85, 0.99),
        (f"<p>{FERRY} {REEF}</p>", f"<p>{REEF}</p>", 0.6, 0.8),
        (f"<p>{FERRY}</p>", f"<p>{DIVERS}</p>", 0, 0.2),
        (f"<p>{FERRY}</p>", "<hr>", 0, 0),
        ("<p>a b</p>", "<ul><li>a c</li></ul>", 0, 0),
        ("<ul><li>a b c</li></ul>", "<ol><li>a b d</li></ol>", 0.5, 0.9),
    ],
)
def test_two_blocks_are_alike_by_their_words(one, other, least, most):
    ((mine,), (yours,)) = blocks_of(one), blocks_of(other)
    assert least <= likeness(mine, yours) <= most
    assert likeness(mine, yours) == likeness(yours, mine)


def test_blocks_are_paired_in_order():
    before = blocks(FERRY, REEF, DIVERS)
    after = blocks("A new top.", FERRY.replace("112", "118"), DIVERS)
    assert align(before, after) == [(None, 0), (0, 1), (1, None), (2, 2)]


def test_a_block_that_moved_is_paired_apart():
    before, after = blocks(FERRY, REEF, DIVERS), blocks(DIVERS.replace("Tuesday", "Monday"), FERRY, REEF)
    aligned = align(before, after)
    assert aligned == [(None, 0), (0, 1), (1, 2), (2, None)]
    assert moves(before, after, aligned) == [(2, 0)]


def test_very_short_blocks_do_not_move():
    before, after = blocks("Ready.", FERRY), blocks(FERRY, "Ready.")
    assert moves(before, after, align(before, after)) == []


def test_among_hundreds_of_changed_paragraphs_each_finds_its_own():
    texts = [
        f"Ship {n} named Vessel{n} carried cargo{n} from harbor{n} to quay{n} under captain{n}." for n in range(300)
    ]
    before, after = blocks(*texts), blocks(*[text.replace("carried", "took").replace("quay", "pier") for text in texts])
    assert align(before, after) == [(n, n) for n in range(300)]


few = st.lists(st.sampled_from(["a b c d e", "a b c d f", "x y z", "a", "x y z w q a b"]), max_size=7)


@given(few, few)
def test_each_place_occurs_once(one, other):
    before, after = blocks(*one), blocks(*other)
    aligned = align(before, after)
    assert [i for i, _ in aligned if i is not None] == list(range(len(before)))
    assert [j for _, j in aligned if j is not None] == list(range(len(after)))
    moved = moves(before, after, aligned)
    assert {i for i, _ in moved} <= {i for i, j in aligned if j is None}
    assert {j for _, j in moved} <= {j for i, j in aligned if i is None}
    assert len({j for _, j in moved}) == len(moved)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("abc", "", [Hunk(0, 3, 0, 0)]),
        ("", "abc", [Hunk(0, 0, 0, 3)]),
        ("abc", "axc", [Hunk(1, 2, 1, 2)]),
        ("abcde", "abde", [Hunk(2, 3, 2, 2)]),
        ("abcabc", "abcabcabc", [Hunk(6, 6, 6, 9)]),
        ("axbxc", "aybyc", [Hunk(1, 2, 1, 2), Hunk(3, 4, 3, 4)]),
    ],
)
def test_hunks_are_where_two_sequences_differ(before, after, found):
    assert hunks(before, after) == found


@given(st.text("abc", max_size=30), st.text("abc", max_size=30))
def test_hunks_turn_the_one_sequence_into_the_other(before, after):
    made, place = "", 0
    for hunk in hunks(before, after):
        made += before[place : hunk.start] + after[hunk.first : hunk.last]
        place = hunk.end
    assert made + before[place:] == after


@given(st.text("ab", min_size=250, max_size=400), st.text("ab", min_size=250, max_size=400))
def test_long_sequences_of_few_things_are_matched_too(before, after):
    found = matches(before, after)
    assert all(before[i] == after[j] for i, j in found)
    assert all(i < k and j < m for (i, j), (k, m) in zip(found, found[1:], strict=False))
