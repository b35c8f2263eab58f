"""What can be asked of origins: shares, a block in short, who is to be named."""

from __future__ import annotations

import json

import pytest

from wire.merging.origins import BlockOrigin, Credited, Run, Share, block_origin, credited, packed, runs_of, shares
from wire.tests.merging.labelled import DANA, EDDA, LATER, WIRE

LORN = {"source": "lw", "credit": "Lorn Wire", "story": "lw-1", "version": 9}


def text(*blocks: list[tuple[int, object]]):
    """Origins of blocks, each given as its runs."""
    return packed([[origin for words, origin in block for _ in range(words)] for block in blocks])


def test_origins_are_plain_json_in_which_each_origin_stands_once():
    made = text([(20, WIRE)], [(3, WIRE), (1, DANA), (7, WIRE)], [], [(5, DANA)])
    assert made == {"of": [WIRE, DANA], "blocks": [[[20, 0]], [[3, 0], [1, 1], [7, 0]], [], [[5, 1]]]}
    assert json.loads(json.dumps(made)) == made


def test_runs_are_read_back_as_they_were_kept():
    made = text([(20, WIRE)], [], [(3, WIRE), (1, DANA)])
    assert runs_of(made) == [[Run(20, WIRE)], [], [Run(3, WIRE), Run(1, DANA)]]
    assert packed([[run.origin for run in block for _ in range(run.words)] for block in runs_of(made)]) == made


def test_nothing_is_known_of_an_empty_list():
    assert (runs_of([]), shares([])) == ([], [])
    assert credited([]) == Credited(False, ())


def test_shares_are_of_all_words_the_most_first():
    assert shares(text([(10, DANA)], [(70, WIRE), (20, EDDA)])) == [
        Share(WIRE, 70, 0.7),
        Share(EDDA, 20, 0.2),
        Share(DANA, 10, 0.1),
    ]


@pytest.mark.parametrize(
    ("runs", "short"),
    [
        ([(9, WIRE)], BlockOrigin("kept", WIRE, 100)),
        ([(6, WIRE), (3, LATER)], BlockOrigin("kept", WIRE, 66)),
        ([(199, WIRE), (1, DANA)], BlockOrigin("altered", WIRE, 99)),
        ([(1, WIRE), (199, DANA)], BlockOrigin("altered", DANA, 99)),
        ([(4, DANA), (6, EDDA)], BlockOrigin("new", EDDA, 60)),
    ],
)
def test_a_block_is_kept_altered_or_new(runs, short):
    assert block_origin(runs_of(text(runs))[0]) == short


def test_a_block_without_words_has_no_origin():
    assert block_origin([]) is None


@pytest.mark.parametrize(
    ("blocks", "is_ours", "wires"),
    [
        ([[(300, WIRE)]], False, ["mp"]),
        # copyediting: few words, or fewer than a line of them
        ([[(286, WIRE), (14, DANA)]], False, ["mp"]),
        ([[(285, WIRE), (15, DANA)]], True, ["mp"]),
        ([[(20, WIRE), (5, DANA)]], False, ["mp"]),
        ([[(20, WIRE), (6, DANA)]], True, ["mp"]),
        # a paragraph of ours; a subhead is none
        ([[(300, WIRE)], [(6, DANA)]], True, ["mp"]),
        ([[(300, WIRE)], [(5, DANA)]], False, ["mp"]),
        ([[(300, WIRE)], [(4, DANA), (4, EDDA)]], True, ["mp"]),
        ([[(300, WIRE)], [(2, WIRE), (6, DANA)]], False, ["mp"]),
        # theirs in ours, and several of them
        ([[(300, DANA)], [(30, WIRE)]], True, ["mp"]),
        ([[(300, DANA), (3, WIRE)]], True, []),
        ([[(100, LORN)], [(90, WIRE)], [(10, LATER)], [(10, DANA)]], True, ["lw", "mp"]),
        ([[(100, WIRE)], [(4, LORN)]], False, ["mp"]),
    ],
)
def test_who_wrote_a_paragraph_or_a_twentieth_is_named(blocks, is_ours, wires):
    who = credited(text(*blocks))
    assert (who.is_ours, [slug for slug, _ in who.wires]) == (is_ours, wires)


def test_a_sender_is_named_by_its_credit_line():
    assert credited(text([(9, WIRE)], [(9, LORN)])).wires == (("mp", "Meridian Press"), ("lw", "Lorn Wire"))
