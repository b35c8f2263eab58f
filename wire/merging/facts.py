"""What a text states: its words one by one, with numbers, names, days and denials brought to one way of writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from unicodedata import digit, normalize

from wire.merging.lexicon import (
    ABOUT,
    DENIALS,
    ENGLISH,
    FAILING,
    HEDGES,
    IN_FULL,
    MONEY,
    OPENERS,
    PERCENT,
    SHORT_WITH_POINT,
    SMALL_WORDS,
    TIMES_OVER,
    Lexicon,
)


class Kind(StrEnum):
    """What a word states. SENSE and QUOTE are found when two texts are compared."""

    WORD = "word"
    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    NEGATION = "negation"
    HEDGE = "hedge"
    SENSE = "sense"
    QUOTE = "quote"


class Token(NamedTuple):
    """One statement: `key` is equal where the same is said. `sentence` counts from 0."""

    key: str
    kind: Kind
    start: int
    end: int
    sentence: int


class Piece(NamedTuple):
    """One word or figure as written."""

    text: str
    low: str
    start: int
    end: int
    kind: str
    gap: str  # what stands before it, since the last one
    has_point: bool


_MARKS = (  # written above, below and between letters
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e\u200c\u200d"
)
_LEX = re.compile(
    rf"""(?P<time>\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.\s?m\b\.?|[ap]m\b)|\d{{1,2}}:\d\d(?::\d\d)?)
    |(?P<row>\d+(?:[-–/]\d+)+)
    |(?P<number>(?:(?:US\$|[$€£¥])\s?)?\d+(?:[.,٫٬'’]\d+)*[½¼¾]?|[½¼¾])(?P<tail>st\b|nd\b|rd\b|th\b|s\b)?
    |(?P<points>(?:[^\W\d_]\.){{2,}})
    |(?P<sign>%)
    |(?P<cjk>[\u3040-\u30ff\u4e00-\u9fff])
    |(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}])*(?:['’ʼ](?:[^\W\d_]|[{_MARKS}])+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\u200e\u200f\ufeff")
_ENDS_SENTENCE = re.compile(r"[.!?…؟。！？][”\"’'»)\]]*(?:\s|$)|[。！？]|\n")
_OPENS_SPEECH = re.compile(r"[“„«\"(\[:][\s]*$|[“\"]$")
_LONGEST_FIGURE = 24
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MID_SENTENCE = re.compile(r"(?<=[\w,;’'\")–—] )([^\W\d_][\w’'ʼ]*)")


@dataclass(frozen=True)
class Text:
    """A text and what it states."""

    words: str
    tokens: tuple[Token, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens)

    def sentence(self, number: int) -> str:
        """The sentence as written, from its first word to its last."""
        own = [token for token in self.tokens if token.sentence == number]
        return self.words[own[0].start : own[-1].end]

    def between(self, first: int, last: int) -> str:
        """The words of `tokens[first:last]` as written."""
        return self.words[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """What is written with a capital in the middle of sentences."""
    found = {
        _bare(word.casefold())
        for text in texts
        for word in _MID_SENTENCE.findall(normalize("NFC", text))
        if word[0].isupper()
    }
    return frozenset(found - SMALL_WORDS)


def read(words: str, names: frozenset[str] = frozenset(), lexicon: Lexicon = ENGLISH) -> Text:
    """The text taken apart; `names` are those known from all of the story."""
    words = normalize("NFC", words).translate(_UNSEEN)
    return Text(words, tuple(_Reader(words, names, lexicon).tokens()))


def _pieces(words: str) -> list[Piece]:
    found = []
    last = 0
    for match in _LEX.finditer(words):
        kind = match.lastgroup or ""
        kind = "number" if kind == "tail" else kind
        text, start = match[0].lstrip(), match.end() - len(match[0].lstrip())
        has_point = words[match.end() : match.end() + 1] == "."
        found.append(Piece(text, text.casefold(), start, match.end(), kind, words[last:start], has_point))
        last = match.end()
    return found


def _bare(word: str) -> str:
    """Without the genitive's ’s, whatever the apostrophe."""
    word = word.replace("’", "'").replace("ʼ", "'")
    return word[:-2] if word.endswith("'s") else word


class _Reader:
    """Goes through a text once; `at` is where it stands."""

    def __init__(self, words: str, names: frozenset[str], lexicon: Lexicon) -> None:
        self.pieces = _pieces(words)
        self.names, self.lexicon = names, lexicon
        self.sentence = 0

    def tokens(self) -> list[Token]:
        found: list[Token] = []
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            opens = self._opens(at)
            key, until = self._number(at)
            if key:
                self._put_number(found, key, at, until)
            else:
                until = at + 1
                found += self._word(piece, at, opens)
            at = until
        return found

    def _opens(self, at: int) -> bool:
        """Whether a sentence, or speech, opens here; counts the sentences."""
        piece = self.pieces[at]
        if at == 0:
            return True
        before = self.pieces[at - 1]
        ended = _ENDS_SENTENCE.search(before.text[-1:] + piece.gap if before.kind == "points" else piece.gap)
        abbreviated = before.has_point and (before.low in SHORT_WITH_POINT or len(before.low) == 1)
        small = piece.text[:1].islower()
        if ended and not (abbreviated and piece.gap.startswith(". ")) and not small:
            if before.kind not in ("points", "time") or piece.low in OPENERS:
                self.sentence += 1
                return True
        return bool(_OPENS_SPEECH.search(piece.gap))

    # ── numbers ──────────────────────────────────────────────────────────────
    def _number(self, at: int) -> tuple[str, int]:
        """(what the number here says, where it ends); ("", at) where there is none."""
        piece = self.pieces[at]
        if piece.kind == "time":
            return _time(piece.low), at + 1
        if piece.kind == "row":
            return "-".join(_plain(part) for part in re.split(r"[-–/]", piece.text)), at + 1
        if piece.kind == "number":
            money, value, tail = _figure(piece.text)
            if tail:
                return f"{value}{'s' if tail == 's' else 'th'}", at + 1
            return self._with_unit(money, value, at + 1)
        if piece.kind == "word":
            value, until = self._number_in_words(at)
            return self._with_unit("", value, until) if value else (self._other_number(piece), at + 1)
        return "", at

    def _other_number(self, piece: Piece) -> str:
        if piece.low == "half":
            return "0.5"
        if piece.low in _ORDINALS[1:] and self.lexicon is ENGLISH:
            return f"{_ORDINALS.index(piece.low) + 1}th"
        return ""

    def _with_unit(self, money: str, value: str, at: int) -> tuple[str, int]:
        """The value times its "million", with its percent or its currency."""
        while at < len(self.pieces) and self._joined(at) and self.pieces[at].low in TIMES_OVER and _is_value(value):
            value = _canonical(Decimal(value) * TIMES_OVER[self.pieces[at].low])
            at += 1
        follows = self.pieces[at] if at < len(self.pieces) and self._joined(at) else None
        if follows and (follows.kind == "sign" or follows.low in PERCENT):
            return f"{value}%", at + 1
        if follows and at + 1 < len(self.pieces) and (follows.low, self.pieces[at + 1].low) == ("per", "cent"):
            return f"{value}%", at + 2
        if follows and follows.low in MONEY and not money:
            return f"{MONEY[follows.low]}{value}", at + 1
        return f"{money}{value}", at

    def _joined(self, at: int) -> bool:
        return self.pieces[at].gap in ("", " ", "-", "\u00a0", "\u202f")

    def _number_in_words(self, at: int) -> tuple[str, int]:
        """("225", where it ends) of "two hundred and twenty-five"; ("", at) where no number is."""
        pieces, start = self.pieces, at
        small, tens = self.lexicon.small, self.lexicon.tens
        if pieces[at].low in ("a", "one", "half"):
            half, after = pieces[at].low == "half", [piece.low for piece in pieces[at + 1 : at + 3]]
            skipped = 2 if half and after[:1] == ["a"] else 1
            counted = len(after) >= skipped and after[skipped - 1] in TIMES_OVER
            return ("0.5" if half else "1", at + skipped) if counted else ("", at)
        total = 0
        while at < len(pieces) and (at == start or self._joined(at)):
            low = pieces[at].low
            if low in tens and total % 100 == 0:
                total += tens[low]
            elif low in small and total % 10 == 0 and (total % 100 == 0 or small[low] < 10):
                total += small[low]
            elif low == "one" and total % 100 >= 20 and total % 10 == 0:
                total += 1
            elif low == "hundred" and 0 < total < 100:
                total *= 100
            elif low != "and" or total % 100 or not total or not self._goes_on(at + 1):
                break
            at += 1
        return (str(total), at) if at > start else ("", start)

    def _goes_on(self, at: int) -> bool:
        return at < len(self.pieces) and self.pieces[at].low in {*self.lexicon.small, *self.lexicon.tens}

    def _put_number(self, found: list[Token], key: str, at: int, until: int) -> None:
        """The number; "at least" and the like before it are part of what it says."""
        for size in (3, 2, 1):
            said = found[-size:]
            qualifier = ABOUT.get(" ".join(token.key for token in said)) if len(said) == size else None
            if qualifier and all(token.sentence == self.sentence for token in said):
                start = said[0].start
                if size == 2 and said[0].key == "fewer" and len(found) > 2 and found[-3].kind == Kind.NEGATION:
                    size, start, qualifier = 3, found[-3].start, "≥"
                del found[-size:]
                found.append(Token(qualifier + key, Kind.NUMBER, start, self.pieces[until - 1].end, self.sentence))
                return
        found.append(Token(key, Kind.NUMBER, self.pieces[at].start, self.pieces[until - 1].end, self.sentence))

    # ── words ────────────────────────────────────────────────────────────────
    def _word(self, piece: Piece, at: int, opens: bool) -> list[Token]:
        low = _bare(piece.low)
        if piece.kind == "points":
            low = low.replace(".", "")
        if low.endswith("n't"):
            stem = {"can't": "can", "won't": "will", "shan't": "shall"}.get(low, low[:-3])
            return [self._token(stem, Kind.WORD, piece), self._token("¬", Kind.NEGATION, piece)]
        if low == "cannot":
            return [self._token("can", Kind.WORD, piece), self._token("¬", Kind.NEGATION, piece)]
        capital = piece.text[0].isupper()
        if low in DENIALS:
            return [self._token(low, Kind.NEGATION, piece)]
        if low in self.lexicon.negations or self._denies(low, at, opens):
            return [self._token("¬", Kind.NEGATION, piece)]
        if low in HEDGES:
            return [self._token("?", Kind.HEDGE, piece)]
        if day := self._day(low, capital, at, opens):
            return [self._token(day, Kind.DATE, piece)]
        if capital and piece.has_point and low in IN_FULL:
            low = IN_FULL[low]
        kind = Kind.NAME if capital and self._is_name(low, at, opens) else Kind.WORD
        return [self._token(low, kind, piece)]

    def _denies(self, low: str, at: int, opens: bool) -> bool:
        """ "Nor did he", "failed to slow"."""
        fails = low in FAILING and at + 1 < len(self.pieces) and self.pieces[at + 1].low == "to"
        return fails or (low == "nor" and opens)

    def _token(self, key: str, kind: Kind, piece: Piece) -> Token:
        return Token(key, kind, piece.start, piece.end, self.sentence)

    def _day(self, low: str, capital: bool, at: int, opens: bool) -> str:
        if self.lexicon.capitalises_days and not capital:
            return ""
        if low in self.lexicon.weekdays and (len(low) > 3 or self.pieces[at].has_point):
            return f"day {self.lexicon.weekdays[low]}"
        if low in self.lexicon.months and (len(low) > 3 or low == "may" or self.pieces[at].has_point):
            numbered = at + 1 < len(self.pieces) and self.pieces[at + 1].kind == "number"
            if low not in ("may", "march", "mars") or numbered or not opens and capital:
                return f"month {self.lexicon.months[low]}"
        return ""

    def _is_name(self, low: str, at: int, opens: bool) -> bool:
        if low in SMALL_WORDS and not (self.pieces[at].text.isupper() and len(self.pieces[at].text) > 1):
            return False
        if opens:
            return low in self.names or (low not in OPENERS and self._capital_follows(at))
        return not self.lexicon.capitalises_nouns or self._stands_alone(at)

    def _capital_follows(self, at: int) -> bool:
        if at + 1 >= len(self.pieces):
            return False
        follows = self.pieces[at + 1]
        return follows.kind == "word" and follows.text[0].isupper() and follows.gap in (" ", ". ", "-")

    def _stands_alone(self, at: int) -> bool:
        """Where nouns have capitals: no article, number or adjective before it, so most likely a name."""
        before = self.pieces[at - 1]
        inflected = before.low.endswith(("e", "en", "er", "es", "em")) and not before.low.endswith("te")  # "sagte"
        adjective = before.text[0].islower() and inflected
        counted = before.low in self.lexicon.small or before.low in self.lexicon.tens
        return before.kind == "word" and before.low not in self.lexicon.articles and not adjective and not counted


def _time(low: str) -> str:
    """Minutes since midnight: "10 a.m." and "10:00" are one."""
    hour, minute = ([int(each) for each in re.findall(r"\d+", low)] + [0])[:2]
    if re.search(r"[ap]", low):
        hour = hour % 12 + 12 * ("p" in low)
    return f"{hour * 60 + minute} min"


def _figure(text: str) -> tuple[str, str, str]:
    """(currency, value, what is glued to it) of "$1,200.50", "14th", "1990s"."""
    match = re.match(r"(US\$|[$€£¥])?\s?(.*?)(st|nd|rd|th|s)?\Z", text, re.IGNORECASE | re.DOTALL)
    money, figure, tail = match.groups() if match else ("", text, "")
    return MONEY.get((money or "").lower(), ""), _plain(figure), (tail or "").lower()


def _plain(figure: str) -> str:
    """A figure as 1200.5, whoever's points and commas and digits it has."""
    part = _FRACTIONS.get(figure[-1:], Decimal(0))
    text = "".join(str(digit(each)) if each.isdecimal() else each for each in figure if each not in _FRACTIONS)
    text = text.replace("٫", ".").replace("٬", ",").replace("'", ",").replace("’", ",")
    if len(text) > _LONGEST_FIGURE:
        return text
    signs = [each for each in text if each in ".,"]
    if signs and (len(set(signs)) > 1 or not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text)):
        whole, _, rest = text.rpartition(signs[-1])
        text = re.sub(r"[.,]", "", whole) + "." + rest
    else:
        text = re.sub(r"[.,]", "", text)
    return _canonical(Decimal(text or 0) + part)


def _is_value(text: str) -> bool:
    return len(text) <= _LONGEST_FIGURE and text.replace(".", "", 1).isdigit()


def _canonical(value: Decimal) -> str:
    return f"{value.normalize():f}"


def runs(tokens: Sequence[Token], words: str, at: int) -> tuple[int, int]:
    """Where the name that token `at` is part of begins and ends: capitals side by side."""
    first = last = at
    while first > 0 and tokens[first - 1].kind == Kind.NAME and _side_by_side(words, tokens[first - 1], tokens[first]):
        first -= 1
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].kind == Kind.NAME
        and _side_by_side(words, tokens[last], tokens[last + 1])
    ):
        last += 1
    return first, last + 1


def _side_by_side(words: str, one: Token, other: Token) -> bool:
    return one.sentence == other.sentence and words[one.end : other.start] in (" ", ". ", "-", ".")
