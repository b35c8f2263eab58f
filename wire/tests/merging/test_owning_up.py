"""Notes to readers, drafted from a sender's words or from the facts that changed."""

from __future__ import annotations

import pytest

from wire.merging.consequence import Copy, changes
from wire.merging.owning_up import PLAIN, PLAIN_CLARIFICATION, note
from wire.merging.statements import statement_of


def said(ednote="", lines=()):
    return note(statement_of(ednote, lines), [])


def found(before, after):
    copies = [Copy("", "", "", "", body=f"<p>{text}</p>") for text in (before, after)]
    return changes(copies[0], copies[1], copies[0])


@pytest.mark.parametrize(
    ("ednote", "text"),
    [
        (
            "Eds: CORRECTS: Changes number hurt to 14, not 11, in 3rd graf.",
            "An earlier version of this story gave the number hurt as 11. It is 14.",
        ),
        (
            "Eds: UPDATES: Adds comment. CORRECTS day of vote to Tuesday, not Monday, in 2nd graf. With AP Photos.",
            "An earlier version of this story gave the day of vote as Monday. It is Tuesday.",
        ),
        (
            "EDITORS: This version corrects Holm’s age from 34 to 43 in the sixth paragraph.",
            "An earlier version of this story gave Holm’s age as 34. It is 43.",
        ),
        (
            "(This version CORRECTS the spelling of the captain’s first name to Jon, not John.)",
            "An earlier version of this story misspelled the captain’s first name as John. It is Jon.",
        ),
        (
            "This version corrects the spelling of Ortega.",
            "An earlier version of this story misspelled the name of Ortega.",
        ),
        (
            "This version corrects that 14 people were hurt, not 11.",
            "This story has been corrected to say that 14 people were hurt, not 11.",
        ),
        (
            "CORRECTION: The captain is Jon Ortega, not John Ortega.",
            "An earlier version of this story contained an error. The captain is Jon Ortega, not John Ortega.",
        ),
        (
            "This version clarifies that the riders were on the upper deck.",
            "This story has been updated to clarify that the riders were on the upper deck.",
        ),
        ("(Corrects number of injured in paragraph 3)", PLAIN),
        ("Eds: Clarifies the role of the board in graf 5 pvs.", PLAIN_CLARIFICATION),
    ],
)
def test_a_note_to_editors_becomes_a_note_to_readers(ednote, text):
    assert said(ednote) == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "In a story May 4 about a crash, Meridian Press erroneously reported that 11 people were hurt. It was 14.",
            "An earlier version of this story erroneously reported that 11 people were hurt. It was 14.",
        ),
        (
            "This story has been corrected to show that the vote was on Tuesday.",
            "This story has been corrected to show that the vote was on Tuesday.",
        ),
        (
            "(An earlier version of this story misspelled the name of Jon Ortega)",
            "An earlier version of this story misspelled the name of Jon Ortega.",
        ),
    ],
)
def test_what_stands_in_the_text_is_taken_as_it_is(line, text):
    assert said(lines=[line]) == text


@pytest.mark.parametrize(
    "ednote",
    [
        "Eds: UPDATES: Adds comment from the union. With AP Photos.",
        "",
        "Moving on general news services.",
        "ADDS byline",
    ],
)
def test_an_update_states_no_correction(ednote):
    assert statement_of(ednote, ["The Department of Corrections hired guards."]) is None


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (
            "The crash left 11 hurt in Lorn.",
            "The crash left 14 hurt in Lorn.",
            "An earlier version of this story gave the number hurt as 11. It is 14.",
        ),
        (
            "The crash hurt 11 riders in Lorn.",
            "The crash hurt 14 riders in Lorn.",
            "An earlier version of this story gave the number of riders as 11. It is 14.",
        ),
        (
            "The cost is $3 million for all.",
            "The cost is $3 billion for all.",
            "An earlier version of this story said “$3 million”. It should have said “$3 billion”.",
        ),
        (
            "The driver, Lena Brandt, 34, left.",
            "The driver, Lena Brandt, 43, left.",
            "An earlier version of this story gave the age of Lena Brandt as 34. It is 43.",
        ),
        (
            "The tug was steered by Jon Ortega.",
            "The tug was steered by John Ortega.",
            "An earlier version of this story misspelled the name of John Ortega as Jon Ortega.",
        ),
        (
            "The council chose Mia Tan as chair.",
            "The council chose Ray Cole as chair.",
            "An earlier version of this story named Mia Tan. It should have named Ray Cole.",
        ),
        (
            "The council met on Tuesday in Lorn.",
            "The council met on Friday in Lorn.",
            "An earlier version of this story gave a day as Tuesday. It is Friday.",
        ),
        (
            "The valve was inspected last year.",
            "The valve was not inspected last year.",
            "An earlier version of this story was wrong in one point. It should have said “was not inspected”.",
        ),
        (
            "In the final, Ortega beat Holm in two sets.",
            "In the final, Holm beat Ortega in two sets.",
            "An earlier version of this story confused Ortega and Holm.",
        ),
        (
            "“Nobody knew what was coming,” said Mia Tan.",
            "“Nobody saw what was coming,” said Mia Tan.",
            "An earlier version of this story gave a quotation wrongly. It is: “Nobody saw what was coming”",
        ),
        ("The boats came back to the pier.", "The ships came back to the pier.", PLAIN),
    ],
)
def test_without_a_statement_the_changed_facts_tell(before, after, text):
    assert note(None, found(before, after)) == text


def test_of_many_changed_facts_none_is_guessed():
    before = "On Monday 11 boats with 12 crew left Lorn for Tarn Mills."
    after = "On Friday 13 boats with 14 crew left Lorn for Cold Spring."
    assert note(None, found(before, after)) == PLAIN


def test_a_misspelled_name_is_given_where_one_name_changed():
    says = statement_of("This version corrects the spelling of the captain’s name.")
    changed = found("The captain, Jon Ortega, left.", "The captain, John Ortega, left.")
    assert note(says, changed) == (
        "An earlier version of this story misspelled the captain’s name. It is John Ortega, not Jon Ortega."
    )


@pytest.mark.parametrize(
    "ednote",
    [
        "Eds: CORRECTS: Subs 4th graf pvs to fix slug of sidebar to 14, not 11.",
        "Eds: CORRECTS number in 2nd Ld-Writethru to 14, sted 11.",
        "This version CORRECTS HEADLINE to say 14, not 11",
    ],
)
def test_no_desk_talk_reaches_readers(ednote):
    assert said(ednote) == PLAIN
