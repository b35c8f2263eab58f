"""Whole states of an article meeting."""

import pytest

from wire.merging.merge import Choice, Unsettled
from wire.merging.states import merge_states, settled_state

BASE = {
    "body": "<p>The bridge opened on Monday.</p>", "headline": "Bridge opens", "kicker": "", "front_order": None,
    "has_talk_block": True, "section_id": 1, "tags": ["bridges"],
    "placements": [{"photo_id": 7, "order": 0, "caption": ""}, {"photo_id": 8, "order": 1, "caption": ""}],
    "teasers": [{"linked_article_id": None, "url": "https://example.org/a", "headline": "A", "order": 0}],
}  # fmt: skip


def state(**changed):
    return BASE | changed


def merged(theirs, ours, choices=None, base=BASE):
    return settled_state(merge_states(base, theirs, ours), choices or {})


def rows(photos):
    return [{"photo_id": photo, "order": place, "caption": ""} for place, photo in enumerate(photos, start=1)]


def test_a_state_that_nobody_changed_stays_but_for_the_numbers_of_its_rows():
    numbered = state(placements=rows([7, 8]), teasers=[BASE["teasers"][0] | {"order": 1}])
    assert merged(BASE, BASE) == numbered


@pytest.mark.parametrize(
    ("name", "theirs", "ours", "outcome"),
    [
        ("front_order", 2, None, 2),
        ("front_order", None, 3, 3),
        ("front_order", 2, 3, 3),
        ("has_talk_block", False, True, False),
        ("section_id", 4, 1, 4),
        ("headline", "Bridge is open", "Bridge opens", "Bridge is open"),
        ("headline", "Bridge opens", "It is open", "It is open"),
        ("headline", "Bridge is open", "It is open", "It is open"),
    ],
)
def test_each_field_follows_the_side_that_changed_it_and_ours_where_both_did(name, theirs, ours, outcome):
    assert merged(state(**{name: theirs}), state(**{name: ours}))[name] == outcome


def test_only_what_both_changed_differently_is_disputed():
    both = merge_states(
        BASE,
        state(headline="Bridge is open", front_order=2, kicker="Roads"),
        state(headline="It is open", front_order=2),
    )
    assert set(both.disputed) == {"headline"}


def test_a_disputed_field_takes_the_editors_choice():
    theirs, ours = state(headline="Bridge is open"), state(headline="It is open")
    assert merged(theirs, ours, {"headline": Choice.THEIRS})["headline"] == "Bridge is open"
    assert merged(theirs, ours, {"headline": Choice.OURS})["headline"] == "It is open"
    assert merged(theirs, ours, {"headline": "Open at last"})["headline"] == "Open at last"


def test_a_disputed_passage_has_to_be_decided():
    theirs = state(body="<p>The bridge opened on Tuesday.</p>")
    ours = state(body="<p>The bridge opened on Sunday.</p>")
    (conflict,) = merge_states(BASE, theirs, ours).body.conflicts
    with pytest.raises(Unsettled):
        merged(theirs, ours)
    assert merged(theirs, ours, {conflict.id: Choice.THEIRS})["body"] == theirs["body"]


def test_a_choice_for_something_that_is_not_disputed_changes_nothing():
    assert merged(BASE, state(kicker="Roads"), {"kicker": Choice.THEIRS})["kicker"] == "Roads"
    assert merged(BASE, BASE, {"stray": Choice.THEIRS})["headline"] == "Bridge opens"


def test_tags_of_both_are_kept_and_what_either_took_off_goes():
    theirs, ours = state(tags=["bridges", "roads"]), state(tags=["mayor"])
    assert merged(theirs, ours)["tags"] == ["mayor", "roads"]


def test_photos_of_both_are_kept_and_what_either_took_out_goes():
    assert merged(state(placements=rows([7, 8, 9])), state(placements=rows([8, 5])))["placements"] == rows([8, 5, 9])


def test_a_caption_that_one_wrote_and_an_order_that_the_other_changed_are_both_kept():
    theirs = state(
        placements=[{"photo_id": 7, "order": 1, "caption": "Dusk."}, {"photo_id": 8, "order": 2, "caption": ""}]
    )
    ours = state(placements=rows([8, 7]))
    assert [(row["photo_id"], row["caption"]) for row in merged(theirs, ours)["placements"]] == [(8, ""), (7, "Dusk.")]


def test_rail_lines_of_both_are_kept():
    line = {"linked_article_id": 3, "url": "", "headline": "", "order": 1}
    other = {"linked_article_id": 4, "url": "", "headline": "", "order": 1}
    both = merged(state(teasers=[*BASE["teasers"], line]), state(teasers=[*BASE["teasers"], other]))["teasers"]
    assert [row["linked_article_id"] for row in both] == [None, 4, 3]


def test_what_a_side_does_not_name_is_left_out():
    assert set(settled_state(merge_states({"body": ""}, {"body": ""}, {"body": ""}), {})) == {"body"}
