"""What a text states, whatever way it is written."""

from __future__ import annotations

import pytest

from wire.merging.facts import Kind, names_in, read
from wire.merging.lexicon import ENGLISH, FRENCH, GERMAN, SPANISH, lexicon_of


def stated(words, *kinds, lexicon=ENGLISH):
    names = names_in([words])
    return [token.key for token in read(words, names, lexicon).tokens if token.kind in kinds]


def numbers(words, lexicon=ENGLISH):
    return stated(words, Kind.NUMBER, lexicon=lexicon)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("11 hurt", "11"),
        ("Eleven hurt", "11"),
        ("twenty-five boats", "25"),
        ("twenty-one boats", "21"),
        ("two hundred and twenty-five boats", "225"),
        ("two hundred boats", "200"),
        ("three thousand boats", "3000"),
        ("12,000 boats", "12000"),
        ("1,234,567 boats", "1234567"),
        ("12.000 Boote", "12000"),
        ("3.5 liters", "3.5"),
        ("3,5 Liter", "3.5"),
        ("1.234,5 Liter", "1234.5"),
        ("2½ hours", "2.5"),
        ("½ hour", "0.5"),
        ("half an hour", "0.5"),
        ("half a million boats", "500000"),
        ("a dozen boats", "12"),
        ("two dozen boats", "24"),
        ("$3.4 million", "$3400000"),
        ("US$5", "$5"),
        ("5 dollars", "$5"),
        ("five dollars", "$5"),
        ("€40", "€40"),
        ("5 percent", "5%"),
        ("5 per cent", "5%"),
        ("5%", "5%"),
        ("five pct", "5%"),
        ("3rd blaze", "3th"),
        ("third blaze", "3th"),
        ("the 1990s", "1990s"),
        ("won 3-2", "3-2"),
        ("won 3–2", "3-2"),
        ("at 10 a.m.", "600 min"),
        ("at 10:00 am", "600 min"),
        ("at 10 p.m.", "1320 min"),
        ("at 12 p.m.", "720 min"),
        ("at 12:30 a.m.", "30 min"),
        ("at 22:00", "1320 min"),
        ("at least 14 boats", "≥14"),
        ("no fewer than 14 boats", "≥14"),
        ("more than 14 boats", ">14"),
        ("over 14 boats", ">14"),
        ("nearly 14 boats", "≲14"),
        ("about 14 boats", "~14"),
        ("up to 14 boats", "≤14"),
        ("١٤ قاربا", "14"),
        ("१४ नाव", "14"),
        ("11人", "11"),
        ("9" * 60, "9" * 60),
    ],
)
def test_a_number_is_one_number_however_it_is_written(words, number):
    assert numbers(words) == [number]


@pytest.mark.parametrize(
    "words", ["no one came", "one of the boats", "One day", "the first boat", "a boat", "the one who left", ""]
)
def test_words_that_count_nothing_are_no_numbers(words):
    assert numbers(words) == []


@pytest.mark.parametrize(
    ("words", "lexicon", "number"),
    [("once heridos", SPANISH, "11"), ("elf Menschen", GERMAN, "11"), ("onze personnes", FRENCH, "11")],
)
def test_numbers_in_the_letters_of_a_language(words, lexicon, number):
    assert numbers(words, lexicon) == [number]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The tug was steered by Jon Ortega.", ["jon", "ortega"]),
        ("Ortega said so. Then Ortega left.", ["ortega", "ortega"]),
        ("Officials said so.", []),
        ("Jon Ortega’s tug", ["jon", "ortega"]),
        ("He met Sgt. Ray Cole. Cole left.", ["sergeant", "ray", "cole", "cole"]),
        ("The U.S. fleet", ["us"]),
        ("He lives in Olympia, Wash., now.", ["olympia", "washington"]),
        ("“Nobody knew,” she said.", []),
        ("He said: Nobody knew.", []),
    ],
)
def test_names_are_what_has_a_capital_without_need(words, names):
    assert stated(words, Kind.NAME) == names


def test_nouns_are_no_names_where_all_have_capitals():
    words = "Die Feuerwehr löschte den Brand in Hamburg, sagte Ortega."
    assert stated(words, Kind.NAME, lexicon=GERMAN) == ["hamburg", "ortega"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on Tuesday", ["day 2"]),
        ("on Tues. morning", ["day 2"]),
        ("on May 4", ["month 5"]),
        ("on Sept. 9", ["month 9"]),
        ("he may go", []),
        ("May I go?", []),
        ("they march on", []),
        ("the sun sat low", []),
    ],
)
def test_days_and_months(words, days):
    assert stated(words, Kind.DATE) == days


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("was not", 1),
        ("wasn’t", 1),
        ("wasn't", 1),
        ("cannot", 1),
        ("can't", 1),
        ("no one", 1),
        ("without it", 1),
        ("failed to go", 1),
        ("failed twice", 0),
        ("he denied it", 1),
        ("Nor did he", 1),
        ("a knot", 0),
    ],
)
def test_denials(words, count):
    assert len(stated(words, Kind.NEGATION)) == count


def test_sentences_end_where_they_end():
    words = "Sgt. Cole left at 10 a.m. Tuesday. He met J. Park of the U.S. Navy. “Go!” he said. No. 5 sank."
    assert [token.sentence for token in read(words).tokens][-1] == 3


@pytest.mark.parametrize(
    ("words", "lexicon"),
    [
        ("The ferry was in the harbor.", ENGLISH),
        ("El barco está en el puerto de la ciudad.", SPANISH),
        ("Die Fähre ist in dem Hafen.", GERMAN),
        ("Le bateau est dans le port.", FRENCH),
        ("船は港にいる。", ENGLISH),
        ("", ENGLISH),
    ],
)
def test_the_language_is_told_by_its_small_words(words, lexicon):
    assert lexicon_of([words]) is lexicon


@pytest.mark.parametrize(
    "words", ["", " ", "…", "“”", "\u200b", "½½", "a." * 50, "'" * 50, "9,9,9,9", "٫", "$", "%%", "İ"]
)
def test_no_text_is_too_odd_to_be_read(words):
    assert read(words).words is not None
