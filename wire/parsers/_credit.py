"""Captions and their credits: which words at the end of a caption name the photographer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|[A-Z]{2,})"
_PERSON = re.compile(rf"{_WORD}(?: (?:{_WORD}|de|van|von|der|den|da|di|la|el|al|bin|du)){{1,4}}")
# What may stand where the name stands.
_NAMELESS = {
    *("Staff", "Handout", "Pool", "File", "Contributed", "Courtesy", "STR", "Stringer", "Invision", "Stringer/File"),
    *("Getty Images", "Staff photo", "Submitted", "Provided"),
}
_OUTLET = re.compile(rf"(?:{_WORD}|dpa)(?:[ ,/]+(?:{_WORD}|of|the|via|for|and|&|dpa|file|photo|pool)){{0,8}}")
_AGENCY = re.compile(
    r"(?:AP|Associated Press|Invision/AP|Invision|Reuters|AFP|dpa|EPA|Getty Images|AFP/Getty Images|The Canadian Press"
    r"|CP|Bloomberg|Kyodo News|Kyodo|Xinhua|ANSA|UPI|TASS|Shutterstock|iStock|NASA|USGS|Wikimedia Commons|PA Wire|EFE"
    r"|KEYSTONE|LEHTIKUVA|Lehtikuva|NTB [Ss]canpix|Ritzau Scanpix|SIPA|Sipa USA|ZUMA Press|Handout)"
    r"(?: (?:Photo|Image|Images|Graphic|Illustration|File Photo|file photo|photo))?"
)
_WIRES = (
    r"(?:(?:AP|AFP|EPA|dpa|TT|NTB|AAP|ANSA|EFE|LUSA|Belga|BELGA|ANP|PA|STT|MTI|APA|Reuters|REUTERS|Xinhua|TASS|UPI|EPA-EFE"
    r"|APA/AFP|APA/dpa|KEYSTONE|Keystone|LEHTIKUVA|Lehtikuva|SIPA|Sipa|ZUMA)"
    r"(?: (?:PHOTO|Photo|Image|IMAGES?|PRESS|Press))?)"
)
_AT_THE_END = (
    r"(?:AP|AFP|dpa|EPA|Reuters|REUTERS|PA|PA Wire|PA Media|AAP|Getty Images|Shutterstock|Bloomberg|UPI|TT|NTB)"
)
_PAPER = (
    r"(?:The [A-Z].{2,40}|[A-Z]{3,6}|.{2,30} (?:Post|Press|Times|Herald|News|Ledger|Tribune|Journal|Gazette|Chronicle))"
)
_PICTURE = r"(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Ii]llustration|[Gg]raphic)s?"
_GIVEN = r"(?:[Cc]ontributed|[Ss]ubmitted|[Ff]ile|[Hh]andout|[Cc]ourtesy|[Ss]taff|[Aa]rchive|[Pp]rovided)"
# One row a form of the trade. What follows "by" begins with a capital: "(photo by photo)" is prose.
CREDIT_FORMS = (
    r"(?:AP|Invision|Reuters|AFP|CP|PA) (?:Photo|Image|Illustration|Graphic)\s*/\s*\S.*|Invision/AP\s*/\s*\S.*",
    rf"{_WIRES} ?/ ?{_PERSON.pattern}(?: ?/ ?.{{2,40}})?",
    r"(?:EFE|EPA|LUSA|NASA|ESA|NOAA|USGS) ?/ ?[^\W_a-z].{1,60}",
    r"BELGA PHOTO [A-ZÀ-Þ' -]{3,40}",
    rf"{_PERSON.pattern} for {_PAPER}",
    r"(?i:the canadian press|la presse canadienne)\s*/\s*\S.*",
    rf"(?:(?:{_WORD}|of|the) ){{0,6}}{_PICTURE} (?:by|courtesy of|courtesy|from|via|provided by) {_WORD}.*",
    rf"(?:[Cc]ourtesy of|[Cc]ourtesy|[Pp]rovided by) (?:the )?{_WORD}.*",
    rf"{_GIVEN} {_PICTURE}(?: by {_WORD}.*)?",
    rf"(?:{_WORD} ){{1,4}}(?:file|staff|archive)(?: photos?)?",
    rf"{_WORD}.{{1,60}} via (?:AP|Reuters|AFP|Getty Images|The Associated Press)(?:, File)?",
)
_FORMS = re.compile("|".join(CREDIT_FORMS))
_LABEL = re.compile(
    r"^(?:MUST CREDIT|MANDATORY CREDIT|(?:Photo )?Credits?|Photos?|Pictures?|Image|Foto|Kuva|Bild)\s*:\s*"
    r"|^(?:Photo credit should read:?|©|\(c\))\s*",
    re.IGNORECASE,
)
_LONGEST_TAIL = 260
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,200}(?:\([^()]{1,40}\)[^()\[\]]{0,80})?)[)\]]\.?\s*$")
_LABELLED_TAIL = re.compile(
    r"(?:^|\s+)((?:MUST CREDIT|MANDATORY CREDIT|Photo credit|Credit|Photo|Picture|Foto|Kuva|Bild)\s*:\s*[^:\n]{3,100}"
    r"|Photo credit should read [^:\n]{3,100}|© ?[^\W\d_a-z][^:\n]{1,80})$"
)
_BARE_TAIL = re.compile(
    r"(?<=[.!?”\"’])\s+"
    rf"((?:AP Photo/|{_WIRES} ?/ ?|THE CANADIAN PRESS ?/ ?|LA PRESSE CANADIENNE ?/ ?|BELGA PHOTO "
    r"|Photos? by |Pictures? by |Photos? courtesy of |Courtesy of |[A-Z][\w ]{2,30} photo by )[^\n]{3,100}"
    rf"|{_PERSON.pattern}/{_AT_THE_END})$"
)
_TAGS = re.compile(r"\s*\([A-Z][A-Z ,&-]{2,60} - Tags: [^()]{0,150}\)$")  # Reuters' behind its credit
_SERVICE_MARK = re.compile(r"\s*\+{3}[^+\n]{3,60}\+{3}$")
_SLASHED_TAIL = re.compile(r"(?<=[.!?”\"])\s+([^.!?\n/]{4,60} / [^.!?\n]{3,60})\.?$")
_ORDER = r"(?:CORRECTS?|CORRECTED|CORRECTION|ADDS|UPDATES|(?:AP )?ADVANCE FOR|EMBARGOED|HOLD FOR RELEASE)\b"
_LEADING_ORDER = re.compile(
    rf"(?:\*+\s*)?({_ORDER}[^\n]{{0,200}}?)(?:\s*\*+)?(?:\n+|\s+[-–—]+\s+|[.:;]\s+(?:[-–—]+\s+)?)(?=[“\"‘']?[^\W\d_a-z])"
)
_RESTRICTION = (
    r"(?:MANDATORY CREDIT|[A-Z][A-Z ]{1,20} OUT|NO (?:SALES|ARCHIV\w*|LICENSING|ACCESS \w+)"
    r"|(?:EDITORIAL|ONE.TIME) USE ONLY)"
)
_RESTRICTIONS = re.compile(rf"\s*[-–—;,.]?\s*({_RESTRICTION}(?:\s*[;,.]\s*{_RESTRICTION})*)\.?\s*$")
# In AFP's captions, behind "(Photo by Ada MOOR / AFP)".
_TERMS = re.compile(r"\)\s+/\s+(RESTRICTED TO EDITORIAL USE\b.*)$", re.DOTALL)
_PUT_RIGHT = re.compile(r"\s+/\s+[“\"[]?(The erroneous mention\W[^“”\"]{20,})[”\"\]]?\s*$")


def split_credit(caption: str) -> tuple[str, str]:
    """A caption and its credit line, brackets cut off: ("… Friday.", "AP Photo/Mara Quist").

    The last bracket is a credit only if it has a credit's shape; "(see chart)" stays in the caption.
    """
    text = caption.strip()
    if text[-3:] == "+++":  # "+++ dpa-Bildfunk +++"
        text = _SERVICE_MARK.sub("", text)
    elif " - Tags: " in text[-_LONGEST_TAIL:]:
        text = _TAGS.sub("", text)
    before, end = text[:-_LONGEST_TAIL], text[-_LONGEST_TAIL:]
    for tail in (_BRACKET, _LABELLED_TAIL, _BARE_TAIL, _SLASHED_TAIL):
        found = tail.search(end)
        credit = parse_credit(found[1]) if found else None
        if found and credit:
            return (before + end[: found.start()]).rstrip(), credit
    whole = parse_credit(text)
    return (text, "") if whole is None else ("", whole)


def credit_witnesses(signed: str, field: str, creator: str, holder: str, known: Mapping[str, str]) -> dict[str, str]:
    """What each witness says of a picture's credit; {} when none says more than the credit line does by itself.

    `signed`: at the caption's end; `field`: of its own; `known`: what the picture's file says, by xmp, iim and exif.
    """
    named = {"caption": signed, "credit": "" if field in known.values() else field, "creator": creator}
    said = {**known, **{name: words for name, words in named.items() if words}}
    if holder:
        said["copyright_holder"] = holder
    return said if len(said) > 1 else {}


def split_restrictions(caption: str) -> tuple[str, str]:
    """A caption and the words of restriction at its end: "MANDATORY CREDIT; TV OUT; NO SALES"."""
    before, end = caption[:-_LONGEST_TAIL], caption[-_LONGEST_TAIL:]
    found = _RESTRICTIONS.search(end)
    if not found:
        return caption, ""
    return (before + end[: found.start()]).rstrip(" -–—;,"), found[1]


def split_order(caption: str) -> tuple[str, str]:
    """A caption, and the order to editors that it began with: "CORRECTS spelling of name: …"."""
    found = _LEADING_ORDER.match(caption)
    return (caption[found.end() :], found[1]) if found else (caption, "")


class ForClients(NamedTuple):
    """A caption, and what its sender tells clients before it and behind the credit."""

    caption: str
    terms: str = ""
    notice: str = ""


def split_for_clients(caption: str) -> ForClients:
    """An order; AFP's "… (Photo by Ada MOOR / AFP) / RESTRICTED TO EDITORIAL USE - …", and what it put right."""
    kept, order = split_order(caption)
    if " / " not in kept:
        return ForClients(kept, notice=order)
    notice = _PUT_RIGHT.search(kept)
    kept = kept[: notice.start()] if notice else kept
    terms = _TERMS.search(kept)
    kept = kept[: terms.start() + 1] if terms else kept
    told = "\n".join(filter(None, (order, notice[1].strip() if notice else "")))
    return ForClients(kept.strip(), terms[1].strip() if terms else "", told)


def parse_credit(text: str) -> str | None:
    """The credit, if the whole text is one: "Mara Quist / Statehouse Standard", "(AP Photo/Mara Quist)"."""
    inner = text.strip()
    if len(inner) > 200 or "\n" in inner:
        return None
    if inner[:1] in "([" and inner.rstrip(".")[-1:] in ")]":
        inner = inner.rstrip(".")[1:-1].strip()
    labelled = _LABEL.match(inner)
    if labelled:
        bare = inner[labelled.end() :].strip()
        named = _is_credit(bare) or _names_somebody(bare) or _names_somebody(bare.partition("/")[0].strip())
        return bare if bare and named else None
    first = re.split(r";\s*|, (?:left|right|top|bottom)\b", inner)[0]
    return inner if _is_credit(inner) or (first != inner and _is_credit(first)) else None


def _is_credit(text: str) -> bool:
    if _AGENCY.fullmatch(text):
        return True
    if _FORMS.fullmatch(text) and len(text.split()) <= 16 and not re.search(r"[a-z]{3}[.!?]\s|[!?]$", text):
        return True
    return _is_name_and_outlet(text)


def _is_name_and_outlet(text: str) -> bool:
    name, slash, outlet = (part.strip() for part in text.partition("/"))
    if not slash or any(c.isdigit() for c in name):
        return False
    if not (_PERSON.fullmatch(name) or name in _NAMELESS):
        return False
    return bool(_OUTLET.fullmatch(outlet.removesuffix(".")))


def _names_somebody(text: str) -> bool:
    return bool(_PERSON.fullmatch(text) or _OUTLET.fullmatch(text))
