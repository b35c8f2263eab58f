"""The words of the trade: datelines, credits, signals, embargoes; and prose that only looks like them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from wire.parsers._credit import split_restrictions
from wire.parsers._embargo import embargo_lifts_at, moment_in
from wire.parsers._header import is_byline, is_outlet, is_slugline
from wire.parsers._text import (
    contributor_line_in,
    decode,
    embargo_words_in,
    first_sentence,
    is_end_mark,
    is_rule,
    parse_credit,
    people_in,
    signals_in,
    split_credit,
    split_dateline,
    tidy_marks,
)
from wire.vocabulary import Signal

TEXT = "The ferry struck a pier, officials said."
CAPTION = "The ferry docks in Harbor City on Friday."

DATELINES = [
    (f"SEATTLE (AP) — {TEXT}", "SEATTLE", "SEATTLE", "AP"),
    (f"OLYMPIA, Wash. (AP) _ {TEXT}", "OLYMPIA, Wash.", "OLYMPIA", "AP"),
    (f"OLYMPIA, Wash. (AP) -- {TEXT}", "OLYMPIA, Wash.", "OLYMPIA", "AP"),
    (f"OLYMPIA, Wash. (AP) - {TEXT}", "OLYMPIA, Wash.", "OLYMPIA", "AP"),
    (f"OLYMPIA, Wash. (AP) – {TEXT}", "OLYMPIA, Wash.", "OLYMPIA", "AP"),
    (f"OLYMPIA, Wash. (AP)— {TEXT}", "OLYMPIA, Wash.", "OLYMPIA", "AP"),
    (f"HARBOR CITY, Wash. — {TEXT}", "HARBOR CITY, Wash.", "HARBOR CITY", ""),
    (f"HAMBURG, Germany — {TEXT}", "HAMBURG, Germany", "HAMBURG", ""),
    (f"WASHINGTON — {TEXT}", "WASHINGTON", "WASHINGTON", ""),
    (f"WASHINGTON - {TEXT}", "WASHINGTON", "WASHINGTON", ""),
    (f"WASHINGTON, D.C. — {TEXT}", "WASHINGTON, D.C.", "WASHINGTON", ""),
    (f"ABOARD THE FERRY KESTREL (AP) — {TEXT}", "ABOARD THE FERRY KESTREL", "", "AP"),
    (f"LACEY, Wash., and SALEM, Ore. — {TEXT}", "LACEY, Wash., and SALEM, Ore.", "LACEY", ""),
    (f"WASHINGTON and NEW YORK — {TEXT}", "WASHINGTON and NEW YORK", "WASHINGTON", ""),
    (f"Berlin (dpa) - {TEXT}", "Berlin", "Berlin", "dpa"),
    (f"SEATTLE, May 4 (Reuters) - {TEXT}", "SEATTLE, May 4", "SEATTLE", "Reuters"),
    (f"SYDNEY March 22 AAP - {TEXT}", "SYDNEY March 22", "SYDNEY", "AAP"),
    (f"AUSTIN, Texas, Feb. 1, 2031 /PRNewswire/ -- {TEXT}", "AUSTIN, Texas, Feb. 1, 2031", "AUSTIN", "PRNewswire"),
    (f"McALLEN, Texas — {TEXT}", "McALLEN, Texas", "McALLEN", ""),
    (f"O'FALLON, Mo. — {TEXT}", "O'FALLON, Mo.", "O'FALLON", ""),
    (f"ST. LOUIS — {TEXT}", "ST. LOUIS", "ST. LOUIS", ""),
    (f"SÃO PAULO (AP) — {TEXT}", "SÃO PAULO", "SÃO PAULO", "AP"),
    (f"ROME — {TEXT}", "ROME", "ROME", ""),
]
# In front of the text: places, dates and marks of agencies in their languages.
SIGNED_DATELINES = [
    ("VALMER-SUR-ONDE, 4 mai 2031 (TVP) - ", "VALMER-SUR-ONDE, 4 mai 2031", "VALMER-SUR-ONDE", "TVP"),
    ("Tamberg/Fluss (dpa/lno) - ", "Tamberg/Fluss", "Tamberg/Fluss", "dpa/lno"),
    ("Bad Tamberg/Graz (APA/dpa) - ", "Bad Tamberg/Graz", "Bad Tamberg/Graz", "APA/dpa"),
    ("Valmer, 21 jan 2031 (AFP) - ", "Valmer, 21 jan 2031", "Valmer", "AFP"),
    ("Valmer, 3 août (AFP) – ", "Valmer, 3 août", "Valmer", "AFP"),
    ("Valdehoz, 3 oct (EFE).- ", "Valdehoz, 3 oct", "Valdehoz", "EFE"),
    ("Porto Vero, 6 ago. (AGI) - ", "Porto Vero, 6 ago.", "Porto Vero", "AGI"),
    ("(ANSA) - PORTO VERO, 6 AGO - ", "PORTO VERO, 6 AGO", "PORTO VERO", "ANSA"),
    ("Valmer-le-Haut (ats) ", "Valmer-le-Haut", "Valmer-le-Haut", "ats"),
    ("OUDEVEER 21/01 (BELGA) = ", "OUDEVEER 21/01", "OUDEVEER", "BELGA"),
    ("TAMBERG, January 21. /TASS/. ", "TAMBERG, January 21", "TAMBERG", "TASS"),
    ("New Tamberg, Jan 21 (PTI) ", "New Tamberg, Jan 21", "New Tamberg", "PTI"),
    ("Fjordvik (NTB): ", "Fjordvik", "Fjordvik", "NTB"),
    ("TAMBERG. Jan 21 (Interfax) - ", "TAMBERG. Jan 21", "TAMBERG", "Interfax"),
    ("TAMBERG--(BUSINESS WIRE)--", "TAMBERG", "TAMBERG", "BUSINESS WIRE"),
]
NO_DATELINES = [
    "BRIDGE OPENING, 4 May 2031 (Sunday) The bridge opens with a song.",
    "NASA — the agency — said it would launch on Friday.",
    "Meridian Press (AFP) reported that the ferry had sunk.",
    "Mayor Ada Lund told a reporter (TASS) - and others - to leave.",
    "The ferry (AP) was late.",
    "NASA — The agency said it would launch on Friday.",
    "IBM — The company said it would move.",
    "The ferry — a big one — struck a pier.",
    "BREAKING NEWS — The ferry has struck a pier.",
    "Mayor Ann Lee (D) — The only one to vote no — left early.",
    "FERRY HITS PIER - 14 HURT IN HARBOR",
    "COVID-19 — The virus came back in winter.",
    "“SEATTLE — We love it,” she said.",
    "WINSTON-SALEM has a new bridge.",
    "SEATTLE is a city — It rains there.",
    "By JOAN BELL",
    "",
]
CREDITS = [
    ("(AP Photo/Mara Quist)", "AP Photo/Mara Quist"),
    ("(Mara Quist/Harbor Daily via AP)", "Mara Quist/Harbor Daily via AP"),
    ("(Mara Quist/Pool via AP)", "Mara Quist/Pool via AP"),
    ("(Mara Quist/Pool Photo via AP)", "Mara Quist/Pool Photo via AP"),
    ("(Kestrel Ferries via AP)", "Kestrel Ferries via AP"),
    ("(AP Photo/Mara Quist, File)", "AP Photo/Mara Quist, File"),
    ("(Washington Post photo by Mara Quist)", "Washington Post photo by Mara Quist"),
    ("Photo by Mara Quist for The Capital Ledger", "Photo by Mara Quist for The Capital Ledger"),
    ("MUST CREDIT: Mara Quist/The Capital Ledger", "Mara Quist/The Capital Ledger"),
    ("Photo: Mara Quist", "Mara Quist"),
    ("(Mara Quist / The Herald)", "Mara Quist / The Herald"),
    ("[Mara Quist / The Herald]", "Mara Quist / The Herald"),
    ("(Dani de la Cruz / Harbor Daily).", "Dani de la Cruz / Harbor Daily"),
    ("(Photo by Mara Quist/Statehouse Standard)", "Photo by Mara Quist/Statehouse Standard"),
    ("(photo by Mara Quist)", "photo by Mara Quist"),
    ("Mara Quist / Statehouse Standard", "Mara Quist / Statehouse Standard"),
    ("(Courtesy of Kestrel Ferries)", "Courtesy of Kestrel Ferries"),
    ("(Photo courtesy of Kestrel Ferries)", "Photo courtesy of Kestrel Ferries"),
    ("(Contributed photo)", "Contributed photo"),
    ("(Herald file)", "Herald file"),
    ("(Mara Quist/Getty Images)", "Mara Quist/Getty Images"),
    ("(Getty Images)", "Getty Images"),
    ("(Staff/The Herald)", "Staff/The Herald"),
    ("(AP)", "AP"),
    ("(AP Photo/Mara Quist, left; Lee Park, right)", "AP Photo/Mara Quist, left; Lee Park, right"),
    ("THE CANADIAN PRESS/Mara Quist", "THE CANADIAN PRESS/Mara Quist"),
    ("(AFP/Mara Quist)", "AFP/Mara Quist"),
    ("EFE/Archivo", "EFE/Archivo"),
    ("REUTERS/Mara Quist", "REUTERS/Mara Quist"),
    ("AFP PHOTO/Mara Quist", "AFP PHOTO/Mara Quist"),
    ("EPA-EFE/MARA QUIST", "EPA-EFE/MARA QUIST"),
    ("SIPA PRESS/MARA QUIST", "SIPA PRESS/MARA QUIST"),
    ("(KEYSTONE/Mara Quist)", "KEYSTONE/Mara Quist"),
    ("(APA/AFP/Mara Quist)", "APA/AFP/Mara Quist"),
    ("BELGA PHOTO MARA QUIST", "BELGA PHOTO MARA QUIST"),
    ("AAP Image/Mara Quist", "AAP Image/Mara Quist"),
    ("Mara Quist/PA Wire", "Mara Quist/PA Wire"),
    ("(Mara Quist for The Ledger)", "Mara Quist for The Ledger"),
    ("(© Mara Quist / AFP)", "Mara Quist / AFP"),
    ("© Mara Quist / AFP", "Mara Quist / AFP"),
    ("(© AFP)", "AFP"),
    ("Photo credit should read Mara Quist/AFP via Getty Images", "Mara Quist/AFP via Getty Images"),
    ("Picture by Mara Quist", "Picture by Mara Quist"),
    ("(NASA/JPL-Caltech)", "NASA/JPL-Caltech"),
    ("(TT / Mara Quist)", "TT / Mara Quist"),
    ("Foto: Mara Quist / TT / kod 12", "Mara Quist / TT / kod 12"),
    ("Kuva: Mara Quist / Kuvapiste", "Mara Quist / Kuvapiste"),
]
NO_CREDITS = [
    *("(see chart)", "(left)", "(from left)", "(D-Wash.)", "(and/or)", "(AC/DC)", "(2031/32)", "(he/she)", "(File)"),
    *("(photo taken in 2019)", "(courtesy visit was cut short)", "(Photo finish)", "(photo by photo)", "(Washington)"),
    *("(Ann Lee for Mayor)", "(© is a sign)", "The A/B test ran.", "It was for the TT/Race.", "(Keystone Pipeline)"),
    *("(Democrat/Republican)", "(Harbor City, Wash.)", "Photo opportunities are rare.", "He reads the Times / Herald."),
]
SIGNALS = [
    ("BC-US--Ferry Crash, KILL,60", (Signal.KILL,)),
    ("BULLETIN KILL", (Signal.KILL,)),
    ("EDITORS: Kill the story slugged US--Ferry Crash.", (Signal.KILL,)),
    ("The account is wrong. A kill is mandatory.", (Signal.KILL,)),
    ("Achtung: Diese Meldung bitte nicht verwenden", (Signal.KILL,)),
    ("ANNULATION - Le pont de Valmer ferme", (Signal.KILL,)),
    ("Berichtigung: Name der Bürgermeisterin im 2. Absatz", (Signal.CORRECTION,)),
    ("Rectificatif : le pont ferme mardi", (Signal.CORRECTION,)),
    ("Wer das Medikament hat, soll es bitte nicht verwenden", ()),
    ("Die Korrektur der Karte kostet Geld", ()),
    ("PHOTO ELIMINATION: KPX101 should not be used", (Signal.KILL,)),
    ("Withhold BC-US--Ferry Crash. Details are being checked.", (Signal.WITHHOLD,)),
    ("Eds: CORRECTS: Changes number hurt to 14.", (Signal.CORRECTION,)),
    ("CORRECTION: Ferry Crash story", (Signal.CORRECTION,)),
    ("This version corrects the captain's name.", (Signal.CORRECTION,)),
    ("CLARIFICATION: Bridge Repairs story", (Signal.CLARIFICATION,)),
    ("BC-WA--AP Daybook", (Signal.ADVISORY,)),
    ("EDITORS: Here is the news budget for Monday.", (Signal.ADVISORY,)),
    ("BC-US--APNewsAlert,18", (Signal.ALERT,)),
    ("BC-US--Ferry Crash, 2nd Ld-Writethru", (Signal.UPDATE,)),
    ("BC-Ferry Crash, 1st Add,120", (Signal.ADD,)),
    ("HOLD FOR RELEASE until 12:01 a.m. EDT Thursday, May 8, 2031", (Signal.EMBARGO,)),
    ("Eds: For release at 10 a.m. ET and thereafter", (Signal.EMBARGO,)),
    ("AP ADVANCE FOR SUNDAY, MAY 11", (Signal.EMBARGO,)),
    ("(For release online at 9 p.m.)", (Signal.EMBARGO,)),
    ("BC-US--Salmon Census, Adv08", (Signal.EMBARGO,)),
    ("EMBARGOED UNTIL Friday", (Signal.EMBARGO,)),
    ("FOR IMMEDIATE RELEASE", ()),
    ("KILL DEVIL HILLS, N.C. (AP) — The town voted.", ()),
    ("They tried to kill the story, he said.", ()),
    ("The oil embargo until 1990 was hard on the town.", ()),
    ("Winter storm advisory issued for the coast", ()),
    ("BC-US--Budget Deal", ()),
    ("The bank withholds the money; the mayor corrects her speech.", ()),
]


@pytest.mark.parametrize(("paragraph", "dateline", "city", "agency"), DATELINES)
def test_a_dateline_is_split_from_its_paragraph(paragraph: str, dateline: str, city: str, agency: str) -> None:
    assert split_dateline(paragraph) == (dateline, city, agency, TEXT)


@pytest.mark.parametrize(("head", "dateline", "city", "agency"), SIGNED_DATELINES)
def test_a_dateline_of_any_language_is_told_by_the_mark_behind_it(
    head: str, dateline: str, city: str, agency: str
) -> None:
    assert split_dateline(f"{head}{TEXT}") == (dateline, city, agency, TEXT)


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_a_sentence_with_a_dash_is_no_dateline(paragraph: str) -> None:
    assert split_dateline(paragraph) == ("", "", "", paragraph)


@pytest.mark.parametrize(("words", "credit"), CREDITS)
def test_a_credit_is_split_from_its_caption(words: str, credit: str) -> None:
    assert split_credit(f"{CAPTION} {words}") == (CAPTION, credit)


@pytest.mark.parametrize(("words", "credit"), CREDITS)
def test_a_credit_standing_alone_is_a_credit(words: str, credit: str) -> None:
    assert parse_credit(words) == credit


@pytest.mark.parametrize("words", NO_CREDITS)
def test_the_last_bracket_is_not_always_a_credit(words: str) -> None:
    assert split_credit(f"{CAPTION} {words}") == (f"{CAPTION} {words}", "")
    assert parse_credit(words) is None


def test_restrictions_after_the_credit_are_usage_terms() -> None:
    assert split_restrictions("A pier. (AP Photo/Mara Quist) MANDATORY CREDIT; TV OUT; NO SALES") == (
        "A pier. (AP Photo/Mara Quist)",
        "MANDATORY CREDIT; TV OUT; NO SALES",
    )
    assert split_restrictions("The tide is OUT") == ("The tide is OUT", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        *(("Ferry-crash victims go home", False), ("COVID-19 cases rise", False)),
        *(("FERRY-CRASH", True), ("BC-US--Ferry Crash,640", True)),
    ],
)
def test_a_headline_is_not_taken_for_a_slugline(line: str, said: bool) -> None:
    assert is_slugline(line) is said


@pytest.mark.parametrize(("words", "signals"), SIGNALS)
def test_words_give_the_signal_they_mean(words: str, signals: tuple[Signal, ...]) -> None:
    assert signals_in(words) == signals


def test_the_line_of_an_embargo_is_kept_word_for_word() -> None:
    assert embargo_words_in("A headline", "Eds: Adds.\n EMBARGOED UNTIL Friday \nMore") == "EMBARGOED UNTIL Friday"
    assert embargo_words_in("A headline", "") == ""


EDT, PDT = timezone(timedelta(hours=-4)), timezone(timedelta(hours=-7))


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("until 12:01 a.m. EDT Thursday, May 8, 2031", datetime(2031, 5, 8, 0, 1, tzinfo=EDT)),
        ("12:01 p.m. PDT, Thursday, May 8, 2031", datetime(2031, 5, 8, 12, 1, tzinfo=PDT)),
        ("May 8, 2031, at 10 a.m. ET", datetime(2031, 5, 8, 10, tzinfo=EDT)),
        ("noon EDT on 8 May 2031", datetime(2031, 5, 8, 12, tzinfo=EDT)),
        ("0001 GMT 8 May 2031", datetime(2031, 5, 8, 0, 1, tzinfo=UTC)),
        ("2031-05-08 10:30 GMT", datetime(2031, 5, 8, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_full_moment_in_words_is_read(line: str, moment: datetime) -> None:
    assert moment_in(f"HOLD FOR RELEASE {line}") == moment


@pytest.mark.parametrize(
    "line",
    [
        *("until Friday", "12:01 a.m. Thursday, May 8, 2031", "12:01 a.m. EDT Thursday, May 8", "EDT May 8, 2031"),
        *("10 a.m. EDT Monday, May 8, 2031", "10 a.m. ET / 7 a.m. PT May 8, 2031", "13:01 p.m. EDT May 8, 2031"),
        *("10 a.m. EDT May 32, 2031", "10 a.m. EDT May 8, 2031, or May 9, 2031", ""),
    ],
)
def test_a_moment_said_in_part_or_twice_is_not_guessed(line: str) -> None:
    assert moment_in(line) is None


def test_two_embargo_lines_that_disagree_give_no_moment() -> None:
    assert embargo_lifts_at(["10 a.m. EDT May 8, 2031", "10 a.m. EDT May 9, 2031"]) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        *(("By JOAN BELL", True), ("By Kim Oduya and Pat Ruiz", True), ("By The Associated Press", True)),
        *(("By Mara Quist, The Harbor Daily", True), ("By Ana de la Cruz", True)),
        *(("BY DANA ORTEGA, RAY COLE AND LEE PARK", True), ("By Herald reports", True)),
        *(("By Herald staff", True), ("By Friday the ferry was back.", False), ("By noon it rained", False)),
        *(("By the time they came, it was over", False), ("By all accounts: a success", False)),
    ],
)
def test_a_byline_is_told_from_a_sentence(line: str, said: bool) -> None:
    assert is_byline(line) is said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        *(("The Washington Post", True), ("Harbor Daily News", True), ("Bloomberg News", True)),
        *(("The Post of the future is here", False), ("Ferry hits pier", False)),
    ],
)
def test_an_outlet_is_told_from_a_headline(line: str, said: bool) -> None:
    assert is_outlet(line) is said


def test_the_people_of_a_byline_have_their_case_repaired() -> None:
    assert people_in("DANA ORTEGA, RAY COLE and LEE McKAY") == ("Dana Ortega", "Ray Cole", "Lee McKay")
    assert people_in("J.P. deVRIES") == ("J.P. deVries",)
    assert people_in("Ines von Lund") == ("Ines von Lund",)


def test_a_contributor_line_is_cut_off_with_its_rule() -> None:
    helped = "Kim Oduya reported from Tacoma. Pat Ruiz contributed to this report."
    assert contributor_line_in(["One.", "___", helped]) == (["One."], helped)
    assert contributor_line_in(["One.", "---", "Kim Oduya reported from Tacoma."])[0] == ["One."]


def test_a_reporter_in_the_copy_is_no_contributor_line() -> None:
    prose = ["One.", "Kim Oduya reported from Tacoma."]
    assert contributor_line_in(prose) == (prose, "")
    quoted = ["One.", "___", "“He contributed to the fund,” she said."]
    assert contributor_line_in(quoted) == (quoted, "")


@pytest.mark.parametrize("line", ["-30-", "###", "ENDIT", "(END)", "# # #"])
def test_an_end_mark_is_known(line: str) -> None:
    assert is_end_mark(line)


@pytest.mark.parametrize("line", ["___", "---", "- - -", "***", "• • •"])
def test_a_rule_is_known(line: str) -> None:
    assert is_rule(line)


def test_words_are_no_marks() -> None:
    assert not any(is_end_mark(line) or is_rule(line) for line in ["The end", "END OF THE LINE", "-", "30", ""])


def test_old_wire_signs_become_real_ones() -> None:
    assert tidy_marks("``Yes,'' she said _ twice. \"No.\" ___") == '“Yes,” she said — twice. "No." ___'


def test_a_first_sentence_does_not_end_at_an_abbreviation() -> None:
    assert first_sentence("Dr. Ann Lee of the U.S. Navy spoke. Nobody else.") == "Dr. Ann Lee of the U.S. Navy spoke."


@pytest.mark.parametrize(
    ("received", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        (b"caf\xc3\xa9", "café"),
        (b"caf\xe9 \x93x\x94", "café “x”"),
        (b"\xff\xfea\x00", "a"),
        (b"\x81", "\ufffd"),
    ],
)
def test_bytes_are_trusted_before_any_declaration(received: bytes, text: str) -> None:
    assert decode(received) == text
