from __future__ import annotations

import pytest

from wire.markup import paragraphs_html
from wire.merging.blocks import body_of
from wire.merging.merge import Choice, ConflictKind, Unsettled, drafted, merge, settled
from wire.tests.merging.triples import Triple, answer, triples

TRIPLES = list(triples())


@pytest.mark.parametrize("triple", [pytest.param(each, id=each.shows) for each in TRIPLES])
def test_a_triple_has_its_right_answer(triple: Triple):
    assert answer(merge(triple.base, triple.theirs, triple.ours)) == triple.right


def test_there_are_more_than_a_hundred_triples_and_each_shows_something_else():
    assert len(TRIPLES) > 100
    assert len({triple.shows for triple in TRIPLES}) == len(TRIPLES)


FERRY = "The ferry left Port Alder at 5:40 a.m. with 112 people aboard."
REEF = "It struck Widow Reef about a mile from the pier in thick fog."
DIVERS = "Divers were to return to the wreck on Tuesday morning."
BASE = paragraphs_html([FERRY, REEF, DIVERS])
THEIRS = paragraphs_html([FERRY.replace("112", "118"), REEF.replace("a mile", "300 yards"), DIVERS])
OURS = paragraphs_html([FERRY.replace("112", "120"), DIVERS, "Call the desk if you were aboard."])


def test_a_merge_says_whose_words_each_piece_has():
    ours = paragraphs_html([FERRY, REEF.replace("thick", "dense"), DIVERS, "Call the desk."])
    merged = merge(
        BASE, paragraphs_html([FERRY.replace("112", "118"), REEF.replace("a mile", "two miles"), DIVERS]), ours
    )
    assert merged.is_clean
    assert [(piece.said_by, len(piece.blocks)) for piece in merged.pieces] == [
        ("theirs", 1),
        ("merged", 1),
        ("both", 1),
        ("ours", 1),
    ]


def test_a_conflict_tells_its_kind_its_three_states_and_its_place_in_ours():
    both, cut = merge(BASE, THEIRS, OURS).conflicts
    assert (both.kind, both.place, cut.kind, cut.place) == (ConflictKind.BOTH_CHANGED, 1, ConflictKind.CUT_HERE, 2)
    assert [body_of(state) for state in (both.base, both.theirs, both.ours)] == [
        f"<p>{FERRY}</p>",
        f"<p>{FERRY.replace('112', '118')}</p>",
        f"<p>{FERRY.replace('112', '120')}</p>",
    ]
    assert (body_of(cut.base), body_of(cut.ours)) == (f"<p>{REEF}</p>", "")


def test_a_conflict_keeps_its_name_as_long_as_it_is_about_the_same():
    both, cut = merge(BASE, THEIRS, OURS).conflicts
    assert merge(BASE, THEIRS.replace("Tuesday", "Monday"), OURS).conflicts == [both, cut]
    other, still = merge(BASE, THEIRS.replace("118", "119"), OURS).conflicts
    assert (other.id == both.id, still) == (False, cut)


def test_two_conflicts_about_the_same_words_have_two_names():
    base, theirs, ours = (paragraphs_html([f"Seven ships left port {day}."] * 2) for day in ("early", "late", "never"))
    ids = [conflict.id for conflict in merge(base, theirs, ours).conflicts]
    assert ids == [ids[0], f"{ids[0]}-2"]


@pytest.mark.parametrize(
    ("first", "second", "body"),
    [
        (Choice.OURS, Choice.OURS, [FERRY.replace("112", "120")]),
        ("theirs", "theirs", [FERRY.replace("112", "118"), REEF.replace("a mile", "300 yards")]),
        (
            Choice.BOTH,
            Choice.BOTH,
            [FERRY.replace("112", n) for n in ("120", "118")] + [REEF.replace("a mile", "300 yards")],
        ),
        ("<p>Some 118 people were on board.</p>", "", ["Some 118 people were on board."]),
        ("Bare <script>words</script>", Choice.OURS, ["Bare"]),
    ],
)
def test_a_merge_is_settled_by_a_choice_for_each_conflict(first, second, body):
    merged = merge(BASE, THEIRS, OURS)
    choices = dict(zip([conflict.id for conflict in merged.conflicts], (first, second), strict=True))
    rest = [DIVERS, "Call the desk if you were aboard."]
    assert settled(merged, choices) == paragraphs_html([*body, *rest])


def test_a_draft_shows_our_side_of_each_conflict():
    assert drafted(merge(BASE, THEIRS, OURS)) == OURS


@pytest.mark.parametrize("choice", [None, Choice.EDIT, "edit"])
def test_a_conflict_without_a_choice_is_named(choice):
    merged = merge(BASE, THEIRS, OURS)
    both, cut = merged.conflicts
    choices = {both.id: Choice.OURS} | ({cut.id: choice} if choice else {})
    with pytest.raises(Unsettled) as refused:
        settled(merged, choices)
    assert str(refused.value) == "Paragraph 2 is not settled: keep ours, take theirs, keep both, or rewrite it."


def test_a_choice_for_a_conflict_of_another_merge_is_refused():
    merged = merge(BASE, THEIRS, OURS)
    with pytest.raises(Unsettled) as refused:
        settled(merged, {**{conflict.id: "ours" for conflict in merged.conflicts}, "0bad": "theirs"})
    assert str(refused.value) == "There is no conflict 0bad in this merge: open the update again and choose anew."


def test_a_merge_without_conflicts_needs_no_choice():
    assert settled(merge(BASE, THEIRS, BASE), {}) == THEIRS
