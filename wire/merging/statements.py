"""What a version says of itself: that it corrects, what was wrong, what is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Statement(NamedTuple):
    """The sender's own words, without what is for desks. `is_clarification`: it calls itself no correction."""

    words: str
    is_clarification: bool = False


_LONGEST = 1000  # characters of a statement
_LOOKED_AT = 6000  # characters of a note
_ITSELF = r"(?i:this|the) (?i:version|story|article|item|report)"
# Each finds the words of the statement in group "says".
_FORMS = tuple(
    (clarifies, re.compile(form, re.DOTALL))
    for clarifies, form in (
        (False, rf"\b{_ITSELF} (?P<says>(?i:corrects)\b[^()]*)"),
        (True, rf"\b{_ITSELF} (?P<says>(?i:clarifies)\b[^()]*)"),
        (False, rf"(?P<says>\b{_ITSELF} (?i:has been corrected)\b[^()]*)"),
        (True, rf"(?P<says>\b{_ITSELF} (?i:has been (?:clarified|updated to clarify))\b[^()]*)"),
        (
            False,
            rf"(?P<says>\b(?i:an?(?: earlier| previous)? version of) {_ITSELF}.{{0,80}}?\b(?i:misspelled|misstated|"
            r"misidentified|misquoted|incorrectly|erroneously|wrongly|mistakenly|gave)\b[^()]*)",
        ),
        (
            False,
            r"(?P<says>\b(?i:in an? (?:\w+ )?(?:story|article|item|caption|report))\b.{0,400}?"
            r"\b(?i:erroneously|incorrectly|mistakenly|wrongly) \w+.*)",
        ),
        (False, r"(?:^|[\n.;:(] ?)(?P<says>CORRECTS\b[^()]*)"),
        (False, r"(?:^|[\n.;:(] ?)(?P<says>(?i:corrects (?:the|that|to|in|name|number|spelling) )[^()]*)"),
        (True, r"(?:^|[\n.;:(] ?)(?P<says>CLARIFIES\b[^()]*|(?i:clarifies (?:the|that|to|in) )[^()]*)"),
        (
            False,
            r"(?m:^)\(?(?i:corrections?|corrective|berichtigung|rectificatif|corrección)\s*[:—–-]\s*(?P<says>[^()]+)",
        ),
        (True, r"(?m:^)\(?(?i:clarification|klarstellung|aclaración)\s*[:—–-]\s*(?P<says>[^()]+)"),
        (False, r"(?P<says>\bCORRIGE\b[^()]*|(?i:achtung redaktionen):?[^()]*\bkorrigiert\b[^()]*)"),
    )
)
_DESK = re.compile(
    r"(?i:\(?\b(?:eds?|editors?|attention,? editors|note to editors)\.?\s*[:,–—-]\s*)"
    r"|,?\s*\(?(?i:\b(?:in|to|of)? ?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|last|graf|"
    r"grafs|paragraph|para|pgh)\.? (?:and \S+ )?(?:grafs?|paragraphs?|paras?|pghs?|\d{1,2})(?: (?:pvs|of story))?\b)\)?"
    r"|(?i:,?\s*\b(?:sted|pvs|previous|sub|subs)\b(?=\s*(?:graf|\Z)))|\b(?i:with AP (?:photos?|video|graphic)[^.]*)"
)
_NEXT_DESK_WORD = re.compile(
    r"\.?\s+(?=(?:UPDATES|ADDS|RECASTS|EDITS|CHANGES|INCLUDES|AMENDS|TRIMS|MOVES|TOPS|LINKS|With|WITH|Will|Moving|SUBS|"
    r"Adds|Updates|Recasts|This version adds)\b)"
)
_REST = re.compile(r"\s+")


def statement_of(ednote: str, lines: Sequence[str] = ()) -> Statement | None:
    """What the note to editors, or one of a body's first and last `lines`, says the version corrects; None."""
    for text in (ednote[:_LOOKED_AT], *(line[:_LOOKED_AT] for line in lines)):
        for clarifies, form in _FORMS:
            found = form.search(text)
            if found:
                words = _sober(found["says"])
                if words:
                    return Statement(words, clarifies)
    return None


def _sober(says: str) -> str:
    """The statement on one line, the desk's words cut out of it."""
    says = _NEXT_DESK_WORD.split(says.strip(), maxsplit=1)[0]
    says = _REST.sub(" ", _DESK.sub("", says)).strip(" ()[]-–—,;:")
    return says[:_LONGEST].replace(" .", ".").replace(" ,", ",")
