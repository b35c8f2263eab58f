"""The dateline at the start of a paragraph: "OLYMPIA, Wash. (AP) — " split into place, agency and dash."""

from __future__ import annotations

import re
from typing import NamedTuple


class Dateline(NamedTuple):
    """A paragraph with its dateline cut off; all but `rest` are "" when it has none."""

    dateline: str  # "OLYMPIA, Wash." or "LACEY, Wash., and SALEM, Ore."
    city: str  # "OLYMPIA": the first place; "" when the place is no city ("ABOARD THE FERRY KESTREL")
    agency: str  # "AP": the mark in brackets
    rest: str


# Agencies whose mark vouches for a dateline in small letters: "Berlin (dpa) - ".
AGENCIES = {
    *("AP", "dpa", "AFP", "Reuters", "UPI", "ANSA", "EFE", "Kyodo", "Xinhua", "AAP", "PA", "CP", "APA", "ATS", "SDA"),
    *("NTB", "TT", "Belga", "ANP", "Ritzau", "STT", "Bloomberg", "PTI", "IANS", "Interfax", "TASS", "Yonhap", "PAP"),
    *("AP Sports", "The Canadian Press", "Press Association", "Business Wire", "PRNewswire"),
}
# More marks that vouch for a place when they stand behind it in brackets, in any case: "Madrid, 3 oct (EFE).- ".
_MARKS = {mark.casefold() for mark in AGENCIES} | {
    *("ansa", "agi", "adnkronos", "askanews", "lusa", "hina", "mti", "ctk", "bta", "agerpres", "anadolu", "bernama"),
    *("europa press", "ana-mpa", "ana", "ntb-reuters", "awp", "epd", "kna", "dts", "ani", "notimex", "télam", "tanjug"),
    *("prnewswire-asianet", "prnewswire-usnewswire", "prnewswire-firstcall", "asianet", "xinhua-asianet"),
    *("globe newswire", "globenewswire", "accesswire", "thomson reuters", "ap-dj", "inter press service", "cna", "wam"),
    *("kap", "kathpress", "aa", "ikr", "ots", "apa-ots", "itar-tass", "reuter", "ria novosti"),
    *("тасс", "итар-тасс", "риа новости", "интерфакс", "укринформ", "белта", "απε-μπε"),
}
# These agencies print no dash behind their mark: "Berne (ats) Le bac", "New Delhi, Jan 21 (PTI) The ferry".
_NO_DASH = {"ats", "sda", "awp", "kap", "pti", "ians", "ani", "ritzau"}
# Short names that are places all the same.
SHORT_CITIES = {"ROME", "OSLO", "LIMA", "BONN", "BERN", "KYIV", "KIEV", "RIGA", "DOHA", "BAKU", "CALI", "GAZA", "LYON"}
# Capitals before a dash that are no place.
NO_PLACE = {
    *("NASA", "NATO", "FIFA", "UEFA", "OPEC", "UNICEF", "UNESCO", "COVID", "FEMA", "NOAA", "AIDS", "INTERPOL"),
    *("BREAKING", "NEWS", "UPDATE", "UPDATED", "UPDATES", "CORRECTION", "CORRECTS", "CLARIFICATION", "EDITORS"),
    *("NOTE", "NOTICE", "OPINION", "ANALYSIS", "REVIEW", "COLUMN", "EXCLUSIVE", "WATCH", "LIVE", "PHOTOS", "PHOTO"),
    *("VIDEO", "WARNING", "ADVISORY", "EMBARGOED", "RELEASE", "IMMEDIATE", "MORE", "FILE", "FACT", "CHECK", "TOP"),
    *("WHO", "WHAT", "WHY", "HOW", "WHEN", "WHERE", "QUESTION", "ANSWER", "KILL", "WITHHOLD", "ALERT", "FLASH"),
    *("BULLETIN", "EDITOR", "EDS", "HEADLINE", "CONTACT", "SUMMARY", "INFO", "ERROR", "DEBUG", "WARN", "TODO", "FIXME"),
}

_LONGEST = 140
_DASH = re.compile(
    r"\s+(?:—|–|―|--|-|_)(?:\s+|$)|(?<=[)/])(?:—|–|―|--)\s*|\s+(?:—|–|―|--)(?=\w)|(?<=[A-Za-z.])(?:—|--)\s+"
)
_MARK = re.compile(r"\s*(?:\(([A-Za-z][\w .&/-]{1,40})\)|/([A-Za-z][\w .-]{1,40})/)$")
_BARE_MARK = re.compile(rf"[,\s]\s*({'|'.join(sorted(AGENCIES))})$")
_MONTH = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec|Mar|Apr|Jun|Jul)[a-z]*\.?"
_BARE_DATE = re.compile(rf"{_MONTH} \d{{1,2}}(?:, \d{{4}})?")  # Bloomberg's "May 4 (Bloomberg) -- " names no place
_DATE = re.compile(rf"[.,]{{0,2}}\s*(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})?(?:,?\s+\d{{4}})?$")
# A date in any language, in words or in figures: "21 jan 2031", "3. Okt.", "21/01", "August 3, 2031".
_WORD = r"[^\W\d_]{2,10}\.?"
_ANY_DATE = (
    rf"(?:\d{{1,2}}[./]\d{{1,2}}\b(?:[./]\d{{2,4}})?|\d{{1,2}}\.?(?: (?:de )?{_WORD})?(?: (?:de )?\d{{4}}\.?)?"
    rf"|{_WORD} \d{{1,2}}(?:,? \d{{4}})?)\.?"
)
_PLACE = r"([^\W\d_a-z][^()\d:;!?\n]{1,60}?(?: \([^()\d\n]{2,40}\))?)"
_PLACE_THEN_MARK = re.compile(
    rf"((?:\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?\s+)?{_PLACE}(?:[\s,.]+{_ANY_DATE})?),?\s*"
    rf"(?:\(([^\W\d_][^()\d\n]{{1,40}})\)|/([^\W\d_][\w -]{{1,20}})/)([ .:=–—-]*)"
)
_MARK_THEN_PLACE = re.compile(
    rf"\(([A-Za-z][\w -]{{1,30}})\)\s*[-–—]+\s+({_PLACE}(?:,? {_ANY_DATE})?)\s+[-–—]+(?:\s+|$)"
)
_SMALL_WORDS = {
    "of",
    "and",
    "the",
    "da",
    "do",
    "de",
    "del",
    "la",
    "am",
    "an",
    "der",
    "im",
    "les",
    "le",
    "sur",
    "sous",
    "i",
}
_PREFIX = re.compile(r"^(?:Mc|Mac|De|Di|La|Le|Du|Fitz)(?=[A-Z]{2})")
_AND = re.compile(r",\s*|\s+and (?=[^a-z]{3})")
_DIGIT = re.compile(r"\d")
_NO_NAME = re.compile(r"[\d();:!?]")
_STARTS_A_SENTENCE = re.compile(r"[“\"‘'`($€£]*[^\W_a-z]")


def split_dateline(paragraph: str) -> Dateline:
    """Cut a dateline off, in all forms of the trade; a sentence that only looks like one stays whole."""
    none = Dateline("", "", "", paragraph)
    text = paragraph.lstrip()
    dash = _DASH.search(text, 0, _LONGEST)
    place, agency = _agency_mark(text[: dash.start()].strip()) if dash else ("", "")
    place = place.rstrip(" -–—")
    rest = text[dash.end() :].strip() if dash else ""
    cities = _cities(place) if dash else []
    if not cities or not _convinces(cities, place, agency, rest):
        return _by_mark(text) or none
    aboard = cities[0].split()[0] in ("ABOARD", "ON", "WITH") or bool(_BARE_DATE.fullmatch(place))
    return Dateline(place, "" if aboard else cities[0], agency, rest)


def _by_mark(text: str) -> Dateline | None:
    """A dateline in another language than English, which only the agency's mark tells: "Paris, 3 août (AFP) - "."""
    if "(" not in text[:80] and "/" not in text[:80]:
        return None
    first = _MARK_THEN_PLACE.match(text)
    if first and _is_known(first[1]) and _is_place(first[3]):
        return Dateline(first[2], first[3].strip(" ,."), first[1], text[first.end() :])
    found = _PLACE_THEN_MARK.match(text)
    if not found or not _is_place(found[2]):
        return None
    agency, rest = found[3] or found[4], text[found.end() :]
    if not _is_known(agency) and not (_is_dated(found) and _STARTS_A_SENTENCE.match(rest)):
        return None
    if not found[5].strip() and rest and _NO_DASH.isdisjoint(re.split("[/-]", agency.casefold())):
        return None
    if rest and not found[5].strip(" .:") and not _STARTS_A_SENTENCE.match(rest):
        return None
    printed = found[1].strip(" ,")
    printed = printed.rstrip(".") if printed[-2:-1].isdigit() else printed
    return Dateline(printed, found[2].partition(",")[0].partition(" (")[0].strip(" ."), agency, rest)


def _is_dated(found: re.Match[str]) -> bool:
    """Whether a place in capitals, a day and a dash vouch for an agency nobody knows: "ARLES, 4 mai (ACP) - "."""
    place = found[2].strip(" ,.")
    dated = found[1].strip(" ,.") != place and _has_digit(found[1])
    return dated and "-" in found[5].replace("–", "-").replace("—", "-") and place.isupper() and len(place) > 3


def _is_known(mark: str) -> bool:
    """Whether an agency signs so; "dpa/tmn" and "AFP-BELGA" are signed by two."""
    return any(part.strip().casefold() in _MARKS for part in (mark, *re.split("[/-]", mark)))


def _is_place(words: str) -> bool:
    return len(words.split()) <= 7 and all(
        word[0].isupper() or word in _SMALL_WORDS for word in re.findall(r"[^\W\d_][^\s/,]*", words)
    )


def _agency_mark(head: str) -> tuple[str, str]:
    mark = _MARK.search(head) or _BARE_MARK.search(head)
    if not mark:
        return head, ""
    agency = next(group for group in mark.groups() if group)
    return head[: mark.start()].rstrip(" ,"), agency.strip()


def _cities(place: str) -> list[str]:
    """The cities of "LACEY, Wash., and SALEM, Ore., May 4"; [] when this is no list of places."""
    undated = _DATE.sub("", place, count=1) if _has_digit(place) else place
    first, *others = [part.strip() for part in _AND.split(undated)]
    if not first or len(first.split()) > 6 or not _is_capitalised(first):
        return []
    cities = [first]
    for part in (other.removeprefix("and ") for other in others):
        if not part or len(part.split()) > 4 or not _is_capitalised(part):
            return []
        if _in_capitals(part) and len(part) > 4:
            cities.append(part)
    return cities


def _is_capitalised(words: str) -> bool:
    if _NO_NAME.search(words) or _has_digit(words):
        return False
    return all(word in _SMALL_WORDS or word[0].isupper() for word in words.split())


def _has_digit(words: str) -> bool:
    # isdigit() knows more than \d does ("²"), but to ask it of each character takes long.
    return bool(_DIGIT.search(words)) or not words.isascii() and any(c.isdigit() for c in words)


def _in_capitals(words: str) -> bool:
    return all(word.isupper() or _PREFIX.sub("", word).isupper() for word in words.split())


def _convinces(cities: list[str], place: str, agency: str, rest: str) -> bool:
    """Whether there is good ground: an agency's mark, or capitals with a whole sentence after the dash."""
    known = agency in AGENCIES
    city = cities[0]
    if not _in_capitals(city):
        return known and bool(rest)
    if set(city.replace("-", " ").rstrip(".").split()) & NO_PLACE:
        return False
    if known:
        return True
    if not _STARTS_A_SENTENCE.match(rest) and not rest[:1].isdigit():
        return False
    if rest.isupper() or (not agency and len(rest.split()) < 3):
        return False
    return bool(agency) or place != city or len(city) > 4 or city in SHORT_CITIES
