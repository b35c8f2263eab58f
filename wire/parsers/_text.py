"""This room's tools for words: charset, contributor lines, and the marks of the trade.

Datelines, credits and signals have files of their own; their names can be had from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wire.parsers._credit import parse_credit, split_credit, split_restrictions
from wire.parsers._dateline import Dateline, split_dateline
from wire.parsers._signals import embargo_words_in, signals_in

__all__ = [
    "Dateline",
    "embargo_words_in",
    "parse_credit",
    "signals_in",
    "split_credit",
    "split_dateline",
    "split_restrictions",
]

# The signs of UTF-8 that was taken for cp1252 or Latin-1.
_DOUBLED = re.compile("[ÃÅ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|â\x80")
_MAC = re.compile(rb"[a-z]\xd5(?:s|t|re|ve|ll|d|m)\b|(?<![\x80-\xffA-Za-z])\xd2[A-Za-z][^\n]{1,400}\xd3|[a-z]\x8e")
_WINDOWS_QUOTES = re.compile(rb"[\x91-\x94]")
_RULE = re.compile(r"_{3,}|-{3,}|(?:[-*•·_=] ?){3,}|[•*] [•*] [•*]")
_END = re.compile(
    r"-\s?30\s?-|#{2,}|(?:# ){2,}#|\(?END(?:IT|S)?\)?|[-–—*~\[]{1,3} ?END(?:IT|S)? ?[-–—*~\]]{1,3}|/{3}"
    r"|NNNN|/ritzau/|AAP [a-z]{2,4}(?:/[a-z]{2,4})+|AAP [a-z]{2,3}",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\(?\s*(?:MORE|more)\s*\)?|-\s?more\s?-"
    r"|\((?:(?:second|third|fourth|2nd|3rd|4th|next) take follows|continued on next take)\.?\)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:reporting|research|from)\b|\balso contributed\b|\bcontributed\.$"
    r"|\bcontributed to (?:this|the|these|our)\b.{0,30}\b(?:report|stor(?:y|ies)|article|piece|column|research|coverage"
    r"|project|dispatch|analysis|review|obituary|investigation|file|package|series)"
)
_REPORTED = re.compile(r"^(?:The )?[^\W\d_a-z].{1,200}\breported from [^\W\d_a-z][^.]*(?:\.[^.]{0,40}){0,3}\.?$")
_BETWEEN_NAMES = re.compile(",? and |, | & | (?:und|og|och|et) ")
_SMALL_IN_NAMES = re.compile("Mc|Mac|de|von|van|Jr")
_NAME_PREFIX = re.compile("Mc|Mac|de")
_AS_IT_STANDS = re.compile(r"(?:[A-Z]\.)+|I{2,3}|IV")
_LETTERS = re.compile(r"[^\W\d_]+")
_ABBREVIATED = r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Lt|Jr|Sr|No|vs|Mt|Ft))(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Sgt|Col|Rev))"
_SENTENCE = re.compile(rf".+?\S{_ABBREVIATED}[.!?][”\"’)]*(?=\s+[“\"‘(]?[^\W_a-z]|\s*$)", re.DOTALL)


def decode(data: bytes) -> str:
    """Text of any bytes: byte order mark, else strict UTF-8, else cp1252 or an old Macintosh's. Raises nothing."""
    if data.startswith(b"\xef\xbb\xbf"):
        return undoubled(data[3:].decode("utf-8", "replace"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return undoubled(data.decode("utf-8"))
    except UnicodeDecodeError:
        return data.decode("mac-roman" if is_mac_roman(data) else "cp1252", "replace")


def is_mac_roman(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 set apostrophes, quotes and letters as a Macintosh did before 2001."""
    return bool(_MAC.search(data)) and not _WINDOWS_QUOTES.search(data)


def undoubled(text: str) -> str:
    """A text that was encoded as UTF-8 twice, read twice: "CafÃ©"; any other as it is."""
    if text.isascii() or not any(sign in text for sign in "ÃÅâ") or not _DOUBLED.search(text):
        return text
    try:
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if "\x80" <= letter <= "\xff" else letter.encode("cp1252")


def first_sentence(text: str) -> str:
    """The first sentence, for a headline or a fingerprint; the whole text when no end is found."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def is_rule(line: str) -> bool:
    """A line that is only a rule: "___", "---", "- - -", "***", "• • •"."""
    return bool(_RULE.fullmatch(line.strip()))


def is_end_mark(line: str) -> bool:
    """A line that only says the copy ends: "-30-", "###", "ENDIT", "(END)"."""
    return bool(_END.fullmatch(line.strip()))


def is_more_mark(line: str) -> bool:
    """A line that only says another take follows: "(MORE)"."""
    return bool(_MORE.fullmatch(line.strip()))


def is_contributor_line(paragraph: str, after_rule: bool = False) -> bool:
    """Whether a paragraph names who helped. "X reported from Y." counts only after a rule."""
    if "contributed" not in paragraph and not (after_rule and "reported from" in paragraph):
        return False
    text = paragraph.strip()
    if len(text) > 400 or text[:1] in "“\"‘'" or "”" in text or " said" in text:
        return False
    if "contributed" in text and _CONTRIBUTED.search(text):
        return True
    return after_rule and "reported from" in text and bool(_REPORTED.match(text))


def contributor_line_in(paragraphs: Sequence[str]) -> tuple[list[str], str]:
    """The copy without its closing contributor lines, and those lines joined.

    Looks only at the end: "Reporter X contributed to this report." with or without a rule
    before it; after a rule "X reported from Y." too. That rule goes with them.
    """
    start = end = len(paragraphs)
    while start and is_contributor_line(paragraphs[start - 1], after_rule=True):
        start -= 1
    after_rule = start > 0 and is_rule(paragraphs[start - 1])
    while start < end and not is_contributor_line(paragraphs[start], after_rule):
        start += 1
    if start == end or start == 0:
        return list(paragraphs), ""
    return list(paragraphs[: start - after_rule]), " ".join(each.strip() for each in paragraphs[start:])


def people_in(names: str) -> tuple[str, ...]:
    """The people of a byline, case repaired: "DANA ORTEGA and LEE McKAY" is Dana Ortega, Lee McKay."""
    parts = _BETWEEN_NAMES.split(names.strip(" ,;"))
    return tuple(_cased(part.strip()) for part in parts if part.strip())


def tidy_marks(text: str) -> str:
    """Old wire signs as real ones: double back-ticks and apostrophes to curly quotes, " _ " to a dash."""
    if "''" in text:  # where there are no back-ticks, the same two open a quotation
        text = re.sub(r"(?<![^\s(\[])''(?=\w)", "“", text).replace("''", "”")
    if ",," in text:
        text = re.sub(r"(?<![^\s(\[]),,(?=\w)", "„", text)
    text = text.replace("``", "“")
    text = re.sub(r"(?<=\S) _ (?=\S)", " — ", text)
    return re.sub(r"(?m)^([ \t]*)_ (?=[^\s_])", r"\1— ", text) if "_ " in text else text


def _cased(name: str) -> str:
    if not any(map(str.isupper, name[1:])) or any(map(str.islower, _SMALL_IN_NAMES.sub("", name))):
        return name
    return " ".join(_cased_word(word) for word in name.split())


def _cased_word(word: str) -> str:
    if "-" in word and not word.isupper():  # "ORTEGA-McKAY"
        return "-".join(map(_cased_word, word.split("-")))
    if _AS_IT_STANDS.fullmatch(word) or not word.isupper() and not word.startswith(("Mc", "Mac", "de")):
        return word
    if word.isalpha() and word.isupper():
        return word.lower().capitalize()
    prefix = _NAME_PREFIX.match(word)
    head = prefix[0] if prefix and not word.isupper() else ""
    return head + _LETTERS.sub(lambda part: part[0].capitalize(), word[len(head) :].lower())
