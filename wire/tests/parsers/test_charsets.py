"""Bytes that are not what they say: encoded twice, an old Macintosh's; and the quotes of the wire."""

from __future__ import annotations

import pytest

from wire.parsers._text import decode, tidy_marks


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
def test_utf_8_encoded_twice_is_read_twice(charset: str) -> None:
    sent = "Café “öffnet”" if charset == "latin-1" else "Café — öffnet"
    assert decode(sent.encode().decode(charset).encode()) == sent


@pytest.mark.parametrize("text", ["Café", "Ã la carte", "SÃO PAULO", "Å se", "â€"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text


def test_an_old_macintosh_is_known_by_its_quotes() -> None:
    text = "She said “no”, and it’s over at the café."
    assert decode(text.encode("mac-roman")) == text
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("sent", "made"),
    [
        ("''Pronti'', ha detto", "“Pronti”, ha detto"),
        (",,Klaar'', zei", "„Klaar”, zei"),
        ("``No,'' he said", "“No,” he said"),
    ],
)
def test_quotes_of_the_wire_open_and_close(sent: str, made: str) -> None:
    assert tidy_marks(sent) == made
