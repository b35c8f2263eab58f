"""Words keep their origin: by hand-labelled paragraphs, by example, and through any sequence of edits."""

from __future__ import annotations

import random
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wire.merging.blocks import blocks_of
from wire.merging.carry import carry, fits, whole
from wire.merging.origins import block_origin, runs_of, shares, word_by_word
from wire.tests.merging.labelled import DANA, EDDA, EDITS, LATER, OURS, SENT, WIRE


def body(*paragraphs: str) -> str:
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)


def after(text: str, *paragraphs: str, also=(), by=DANA):
    """The origins of paragraphs that `text`, wire copy, was changed to."""
    return carry(text, whole(text, WIRE), body(*paragraphs), otherwise=by, also=also)


def told(origins) -> list[list[tuple[int, object]]]:
    return [[(run.words, run.origin.get("version") or run.origin["by"]) for run in runs] for runs in runs_of(origins)]


# ── labelled by hand ─────────────────────────────────────────────────────────
def labelled():
    """(edit, paragraph, what was labelled, what was found)."""
    for edit in EDITS:
        before = body(*edit.before.values())
        also = [(body(*edit.also.values()), whole(body(*edit.also.values()), LATER))] if edit.also else []
        found = after(before, *(label.text for label in edit.after), also=also)
        for label, runs in zip(edit.after, runs_of(found), strict=True):
            block = block_origin(runs)
            yield edit.name, label.text, (label.kind, label.main), (block.kind, block.main)


def test_it_agrees_with_98_in_100_of_the_paragraphs_labelled_by_hand():
    every = list(labelled())
    wrong = [each for each in every if each[2] != each[3]]
    assert len(every) >= 50
    assert len(wrong) <= 0.02 * len(every), wrong


# ── by example ───────────────────────────────────────────────────────────────
FERRY = body(SENT["lede"], SENT["failed"], SENT["quote"])


def test_text_that_stays_keeps_its_origin():
    assert told(after(FERRY, SENT["lede"], SENT["failed"], SENT["quote"])) == [[(34, 1)], [(36, 1)], [(17, 1)]]


def test_a_changed_word_is_the_editors_and_the_others_stay():
    changed = "A state ferry struck a wooden pier on Tuesday."
    assert told(after(body("A state ferry struck a concrete pier on Tuesday."), changed)) == [
        [(5, 1), (1, "dana"), (3, 1)]
    ]


def test_capitals_marks_and_quotation_marks_are_no_new_words():
    assert told(after(body("The ferry, “Kestrel,” struck."), 'the ferry "Kestrel" struck')) == [[(4, 1)]]


def test_a_number_is_another_word():
    assert told(after(body("The boat hit 14 people on the pier."), "The boat hit 41 people on the pier.")) == [
        [(3, 1), (1, "dana"), (4, 1)]
    ]


def test_markup_does_not_change_whose_words_they_are():
    marked = body(SENT["cars"]).replace("60 cars", '<a href="https://lorn.example/">60 <em>cars</em></a>')
    found = carry(body(SENT["cars"]), whole(body(SENT["cars"]), WIRE), marked, otherwise=DANA)
    assert told(found) == [[(17, 1)]]


def test_common_words_of_another_paragraph_are_not_credited():
    assert told(after(FERRY, SENT["lede"], "It was the end of the day and officials said so.")) == [
        [(34, 1)],
        [(11, "dana")],
    ]


def test_a_sentence_is_carried_from_anywhere():
    found = after(FERRY, "Petra Dahl heard it. There was a horn, then a noise like a train. She ran out.")
    assert told(found) == [[(4, "dana"), (10, 1), (3, "dana")]]


def test_a_block_of_two_words_is_carried_where_it_was_a_block():
    copy = body(SENT["lede"], "What next", SENT["again"])
    assert told(after(copy, "What next", SENT["lede"])) == [[(2, 1)], [(34, 1)]]
    assert told(after(copy, SENT["lede"], "officials said")) == [[(34, 1)], [(2, "dana")]]


def test_lists_tables_and_rules_have_their_words_counted():
    copy = "<ul><li>One boat</li><li>Two piers</li></ul>\n<hr>\n<table><tr><td>Lorn</td><td>12</td></tr></table>"
    assert told(whole(copy, WIRE)) == [[(4, 1)], [], [(2, 1)]]
    assert told(carry(copy, whole(copy, WIRE), copy, otherwise=DANA)) == [[(4, 1)], [], [(2, 1)]]


def test_words_come_from_the_text_before_then_from_the_others_then_from_the_editor():
    third = {**WIRE, "source": "lw", "version": 3}
    later = body(SENT["lede"], OURS["mayor"])
    other = body(OURS["mayor"], OURS["phone"])
    found = after(
        body(SENT["lede"]), SENT["lede"], OURS["mayor"], OURS["phone"], OURS["short"],
        also=[(later, whole(later, LATER)), (other, whole(other, third))],
    )  # fmt: skip
    assert [block_origin(runs).main for runs in runs_of(found)] == [WIRE, LATER, third, DANA]


def test_origins_that_do_not_fit_their_text_are_not_asked():
    assert not fits(FERRY, whole(body(SENT["lede"]), WIRE))
    assert not fits(FERRY, [])
    assert fits("", [])
    found = carry(FERRY, whole(body(SENT["lede"]), WIRE), FERRY, otherwise=DANA)
    assert [share.origin for share in shares(found)] == [DANA]


def test_an_empty_text_has_no_origins():
    assert carry(FERRY, whole(FERRY, WIRE), "", otherwise=DANA) == {"of": [], "blocks": []}
    assert told(carry("", [], FERRY, otherwise=DANA)) == [[(34, "dana")], [(36, "dana")], [(17, "dana")]]


def test_a_copied_paragraph_is_the_wires_both_times():
    assert told(after(FERRY, SENT["failed"], SENT["lede"], SENT["failed"])) == [[(36, 1)], [(34, 1)], [(36, 1)]]


# ── through any sequence of edits ────────────────────────────────────────────
COMMON = [
    "the",
    "of",
    "a",
    "in",
    "and",
    "on",
    "to",
    "it",
    "was",
    "said",
    "for",
    "by",
    "as",
    "from",
    "Tuesday",
    "officials",
]
Word = tuple[str, object]  # as printed, and whose it is


class Newsroom:
    """A text of which each word's writer is known, as editors and agencies change it; every third word is a marker."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.markers = chance, 0
        self.blocks = [self.paragraph(WIRE) for _ in range(chance.randint(2, 6))]

    def sentence(self, whose: object) -> list[Word]:
        words: list[Word] = []
        for n in range(self.chance.randint(6, 14)):
            self.markers += n % 3 == 0
            words.append((f"m{self.markers}x" if n % 3 == 0 else self.chance.choice(COMMON), whose))
        return [*words[:-1], (f"{words[-1][0]}.", whose)]

    def paragraph(self, whose: object) -> list[Word]:
        return [word for _ in range(self.chance.randint(2, 3)) for word in self.sentence(whose)]

    def pick(self) -> int:
        return self.chance.randrange(len(self.blocks))

    # What an editor does, each one thing.
    def insert_paragraph(self, whose: object) -> None:
        self.blocks.insert(self.chance.randint(0, len(self.blocks)), self.paragraph(whose))

    def insert_sentence(self, whose: object) -> None:
        block = self.blocks[self.pick()]
        at = self.chance.choice([0, *(n + 1 for n, (word, _) in enumerate(block) if word.endswith("."))])
        block[at:at] = self.sentence(whose)

    def replace_word(self, whose: object) -> None:
        block = self.blocks[self.pick()]
        self.markers += 1
        at = self.chance.randrange(len(block))
        block[at] = (f"m{self.markers}x" + "." * block[at][0].endswith("."), whose)

    def cut_paragraph(self, whose: object) -> None:
        if len(self.blocks) > 1:
            del self.blocks[self.pick()]

    def move_paragraph(self, whose: object) -> None:
        block = self.blocks.pop(self.pick())
        self.blocks.insert(self.chance.randint(0, len(self.blocks)), block)

    def split(self, whose: object) -> None:
        n = self.pick()
        ends = [m + 1 for m, (word, _) in enumerate(self.blocks[n][:-1]) if word.endswith(".")]
        if ends:
            at = self.chance.choice(ends)
            self.blocks[n : n + 1] = [self.blocks[n][:at], self.blocks[n][at:]]

    def join(self, whose: object) -> None:
        n = self.pick()
        self.blocks[n : n + 2] = [[word for block in self.blocks[n : n + 2] for word in block]]

    STEPS = (insert_paragraph, insert_sentence, replace_word, cut_paragraph, move_paragraph, split, join)

    @property
    def body(self) -> str:
        return body(*(" ".join(word for word, _ in block) for block in self.blocks))


def saved(before: str, origins, room: Newsroom, whose, also=()):
    """The origins after a save; each published word has exactly one, and every marker the right one."""
    found = carry(before, origins, room.body, otherwise=whose, also=also)
    assert fits(room.body, found)
    given = [list(word_by_word(runs)) for runs in runs_of(found)]
    assert [len(words) for words in given] == [len(block.text.split()) for block in blocks_of(room.body)]
    for words, block in zip(given, room.blocks, strict=True):
        for origin, (word, right) in zip(words, block, strict=True):
            assert not word.startswith("m") or origin == right, (word, origin, right)
    return found


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.tuples(st.sampled_from(Newsroom.STEPS), st.booleans()), max_size=12))
def test_through_edits_splits_joins_and_moves_each_word_has_one_origin_and_the_right_one(seed, steps):
    room = Newsroom(random.Random(seed))
    text, origins = room.body, whole(room.body, WIRE)
    for step, is_edda in steps:
        whose = EDDA if is_edda else DANA
        step(room, whose)
        origins = saved(text, origins, room, whose)
        text = room.body


@settings(max_examples=75, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(Newsroom.STEPS), max_size=5))
def test_through_a_merge_words_of_the_later_version_are_its_own(seed, steps):
    room = Newsroom(random.Random(seed))
    text, origins = room.body, whole(room.body, WIRE)
    for step in steps:
        step(room, DANA)
        origins = saved(text, origins, room, DANA)
        text = room.body
    later = [room.paragraph(LATER), room.paragraph(LATER)]
    sent = body(*(" ".join(word for word, _ in block) for block in later))
    for block in later:
        room.blocks.insert(room.chance.randint(0, len(room.blocks)), block)
    saved(text, origins, room, EDDA, also=[(sent, whole(sent, LATER))])


@pytest.mark.parametrize("paragraphs", [1, 40, 400])
def test_a_long_text_is_kept_apart_word_for_word(paragraphs):
    room = Newsroom(random.Random(paragraphs))
    room.blocks = [room.paragraph(WIRE) for _ in range(paragraphs)]
    text, origins = room.body, whole(room.body, WIRE)
    for step in (room.replace_word, room.move_paragraph, room.insert_sentence):
        for _ in range(min(paragraphs, 20)):
            step(DANA)
    saved(text, origins, room, DANA)
