"""The text of an IPTC 7901 message: takes, headline and byline; copy; a notebook that is not for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from wire.parsers._agate import Agate, is_columns, is_in_columns, pre_html
from wire.parsers._dateline import AGENCIES
from wire.parsers._furniture import Copy, sift
from wire.parsers._lines import blocks_of, cleaned, is_prose, paragraphs_of
from wire.parsers._text import split_dateline

_WIDTH = 69  # columns of the format
_DEEP = 16  # blanks before the head of a column
_PLACE_LINE = re.compile(r"[^\W\d_a-z]{4,20}(?:[ /-][^\W\d_a-z]{2,20}){0,2}:?")
_LONGEST_TOP = 14  # lines in which a headline's sign is looked for
_ORDINAL = r"\d{1,2}(?:ST|ND|RD|TH)"
_TAKE = re.compile(
    rf"\(?(?:{_ORDINAL} (?:LEAD|NET|UPDATE|ADD|ROUNDUP|TAKE)|EXTRA|URGENT|FLASH|BULLETIN|EIL(?:MELDUNG)?|SNAP"
    r"|NEWSBREAK|REFILE|REPEAT|REPETITION|WIEDERHOLUNG|CORRECTION|CORRECTED|CORRECTIF|KORREKTUR|BERICHTIGUNG|CLARIFICATION"
    r"|KILL|ANNULATION|WITHHOLD|ADVISORY|AVIS|LEAD|UPDATE|ROUNDUP|NEU"
    r"|(?:ACHTUNG|Achtung)\b.{0,60})(?: \d{1,2})?\)?[:.]?"
)
_TAKE_AHEAD = re.compile(rf"({_ORDINAL} (?:LEAD|NET|UPDATE))[:.]? +(?=\S.{{12}})")
_BYLINE = re.compile(r"(?:By|BY|Von|VON|Par|PAR) (?=[^\W\d_a-z])")
# The same word in languages where it opens sentences too; only names may follow.
_NAME = r"[^\W\d_a-z][\w.'’-]*,?"
_BYLINE_OF_NAMES = re.compile(
    rf"(?:Av|AV|Af|AF|Door|DOOR|Por|POR|Di|DI|Tekst:|Text:) "
    rf"(?={_NAME}(?: (?:{_NAME}|og|och|en|y|e|i|de|van|der)){{1,8}}$)"
)
# AFP's, below a headline that is not set in.
_BYLINE_SET_IN = re.compile(rf"by (?={_NAME}(?: (?:{_NAME}|and)){{1,6}}$)")
# Lines above the headline or below it that are for editors; AFP's ends with three strokes.
_NOTE = re.compile(r"ATTENTION\s*[:–—-]+\s*(?P<said>.+?)[\s/]*$")
_HELD = re.compile(r"(?i:embargoed\b|(?:embargo|sperrfrist)(?: ?:| until| to| bis)|not for \w+ (?:before|until)\b)")
_SUBTITLE = re.compile(r"Utl\.: *")  # APA's: "Untertitel"
_BRACKETED = re.compile(r"\(([^()]{3,80})\)")  # "(PHOTO+VIDEO)", "(Zusammenfassung 1500)"
_NUMBERED = re.compile(r" \((\d{1,2}(?:DER|LEAD)?|CORRECT(?:IF)?|RECTIF(?:ICATIF)?)\)$")  # which filing this is
_FILED = re.compile(r"\d{1,2}/\d{1,2} +(?:Itar-)?Tass +\d{1,4}", re.IGNORECASE)
_ENDED = re.compile(r"\s*=+\s*$")
_NOTEBOOK = re.compile(
    r"#{1,3} +\S|#+ ?(?:dpa[- ]?)?(?:notebook|notizblock)\b"
    r"|the following information is not (?:intended )?for publication"
    r"|die folgenden informationen sind nicht (?:zur|für die) ver"
    r"|~$",  # APA-OTS: whom to ask
    re.IGNORECASE,
)
_NOT_PUBLIC = re.compile(r"(?:the following|die folgenden) information.{0,80}", re.IGNORECASE)
_STARS = re.compile(r"(?:\* ?){3,}")
_SECTION = re.compile(r"#{1,3} *(\S.*)|(Rückfragehinweise?):?")
_INITIALS = re.compile(
    r"=?\s*(?:dpa|sda|ats|afp|apa|ap|ansa)(?:[ /][\w-]{1,5}){1,6}|\(?(?:SDA|ATS|AFP|sda|ats)[-/][\w/-]{2,12}\)?"
)
# What else stands below the last paragraph and is no copy: "am/lp/swi", "VDH/FUL/", "AB-CD", "./.CVN", "(Schluss) abc".
_SIGNED_OFF = re.compile(
    r"[a-zà-ÿ]{2,4}(?: ?/ ?[a-zà-ÿ]{2,4})*/?|[A-Z]{2,4}(?:/[A-Z]{2,4})*/|[A-Z]{2,4}[-/][A-Z]{2,4}|\./\.[A-Z]{0,4}"
    r"|\((?:Schluss|Forts(?:etzung)?|Ende)\.?\)[\w /.-]{0,30}|[A-Z]{3}\d{4} +\d{4}-\d\d-\d\d/\d\d:\d\d"
    r"|\((?:©|[cC]\))? ?[A-Z]{2,5}\)|\((?:sda|ats|awp|dpa|apa|afp)\)"
    r"|\((?i:fotos?|photos?|video|vidéo|grafik|infographie)\)"
)
_BARE_DATELINE = re.compile(
    r"([^\W\d_a-z][^\n()]{1,60}?) \((ats|sda|afp|apa|ANSA)(?:[/-][^()\n]{1,20})?\)\s*[-–—]?\s*(?=[^\W_a-z])"
)
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((https?://[^\s)]+)\)|(https?://[^\s>)\]]+)")
_NOTE_TITLES = re.compile(r"notes? to (?:the )?editors?|redaktionelle hinweise?|hinweise? an die|editorial note", re.I)


@dataclass
class Notebook:
    """What stands below the copy, for editors only: sections in their order."""

    sections: dict[str, list[str]] = field(default_factory=dict)

    def ednote(self) -> str:
        said = [" ".join(lines) for title, lines in self.sections.items() if _NOTE_TITLES.match(title) and lines]
        return "\n".join(said)

    def links(self) -> list[str]:
        text = "\n".join(line for lines in self.sections.values() for line in lines)
        return [found[2] or found[3] for found in _LINK.finditer(text)]


@dataclass
class Text:
    """A message's text in its parts."""

    takes: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)  # short lines above the headline: "France:"
    headline: str = ""
    subtitle: str = ""
    byline: str = ""
    notes: list[str] = field(default_factory=list)
    copy: Copy = field(default_factory=Copy)
    agate: Agate = field(default_factory=Agate)
    notebook: Notebook = field(default_factory=Notebook)
    initials: str = ""


def read_text(text: str) -> Text:
    """The parts of the text between its start and its end."""
    lines = cleaned(text).split("\n")
    end = next((at for at, line in enumerate(lines) if _NOTEBOOK.match(line.strip())), len(lines))
    while end < len(lines) and end and (not lines[end - 1].strip() or _STARS.fullmatch(lines[end - 1].strip())):
        end -= 1
    found = Text(notebook=Notebook())
    top = _top(lines[:end])
    _read_top(found, [line.rstrip() for line in lines[:top] if line.strip()])
    _read_notebook(found, lines[end:])
    paragraphs = _paragraphs(found, _without_signoff(found, lines[top:end]))
    found.copy = sift([_with_dash(text) if at == 0 else text for at, text in enumerate(paragraphs)])
    return found


def _with_dash(paragraph: str) -> str:
    """A dateline as the Swiss and French agencies print it, "Berne (ats) Le bac", with the dash that others have."""
    found = _BARE_DATELINE.match(paragraph)
    return f"{found[1]} ({found[2].upper()}) - {paragraph[found.end() :]}" if found else paragraph


def _top(lines: list[str]) -> int:
    """How many lines stand above the copy: up to the last that ends with "=", else the first block."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    ended = 0
    for at, line in enumerate(lines[: first + _LONGEST_TOP]):
        if split_dateline(line.strip()).dateline and ended:
            break
        if _ENDED.search(line) and line.strip(" ="):
            ended = at + 1
    if ended:
        return ended
    blank = next((at for at in range(first, len(lines)) if not lines[at].strip()), len(lines))
    bylined = next((at for at in range(first + 1, min(first + 5, blank)) if _BYLINE.match(lines[at].strip())), 0)
    if bylined:
        return bylined + 1
    if blank - first > 4 or split_dateline(lines[first].strip() if first < len(lines) else "").dateline:
        return first
    return blank


def _read_top(found: Text, lines: list[str]) -> None:
    texts: list[str] = []
    for line in lines:
        bare = _ENDED.sub("", line).strip()
        by = _BYLINE.match(bare) or _BYLINE_OF_NAMES.match(bare) or _set_in_byline(bare, line, lines[0])
        bracketed = _BRACKETED.fullmatch(bare) if len(lines) > 1 else None
        if _TAKE.fullmatch(bare):
            found.takes.append(bare.strip("():. "))
        elif by and len(bare.split()) <= 12 and (texts or line.strip() != bare) and not found.byline:
            found.byline = bare[by.end() :]
        elif len(lines) > 1 and (note := _NOTE.match(bare)):
            found.notes.append(note["said"])
        elif len(lines) > 1 and _HELD.match(bare):
            found.notes.append(bare)
        elif bracketed:
            found.takes.append(bracketed[1])
        elif found.subtitle or _SUBTITLE.match(bare):
            found.subtitle = f"{found.subtitle} {_SUBTITLE.sub('', bare)}".strip()
        elif bare and not _FILED.fullmatch(bare):
            texts.append(bare)
    _read_headline(found, texts)


def _set_in_byline(bare: str, line: str, first: str) -> re.Match[str] | None:
    """A small "by" goes on with a headline as well; set in deeper than the headline it opens a byline."""
    return _BYLINE_SET_IN.match(bare) if line[:2].isspace() and not first[:1].isspace() else None


def _read_headline(found: Text, texts: list[str]) -> None:
    while len(texts) > 1 and _is_context(texts[0]):
        found.context.append(texts.pop(0).rstrip(":"))
    found.headline = " ".join(texts)
    ahead = _TAKE_AHEAD.match(found.headline)
    if ahead:
        found.takes.append(ahead[1])
        found.headline = found.headline[ahead.end() :]
    if numbered := _NUMBERED.search(found.headline):
        found.takes.append(numbered[1])
        found.headline = found.headline[: numbered.start()]


def _is_context(line: str) -> bool:
    """Whether a line above the headline only says what it is about, and is not its first half."""
    return line.endswith(":") or (len(line.split()) <= 3 and len(line) < 30)


def _read_notebook(found: Text, lines: list[str]) -> None:
    title = ""
    for line in (each.strip() for each in lines):
        section = _SECTION.fullmatch(line)
        if section:
            title = section[1] or section[2]
        elif _INITIALS.fullmatch(line):
            found.initials = line
        elif line == "~" or _NOT_PUBLIC.fullmatch(line):
            title = ""
        elif line and not _STARS.fullmatch(line):
            found.notebook.sections.setdefault(title, []).append(line)


def _without_signoff(found: Text, lines: list[str]) -> list[str]:
    """The copy's lines, without the signs of those who wrote and sent it."""
    end = len(lines)
    signs: list[str] = []
    while end and (not lines[end - 1].strip() or _SIGNED_OFF.fullmatch(lines[end - 1].strip())):
        end -= 1
        signs += filter(None, [lines[end].strip()])
    found.initials = found.initials or " ".join(reversed(signs))
    return lines[:end]


def _paragraphs(found: Text, lines: list[str]) -> list[str]:
    paragraphs: list[str] = []
    for block in blocks_of("\n".join(lines)):
        if len(block) == 1 and _INITIALS.fullmatch(block[0].strip()):
            found.initials = block[0].strip()
        elif is_columns(block):
            paragraphs.append(found.agate.hold(pre_html(block)))
        elif sum(map(is_in_columns, block)) > 1:
            paragraphs += _text_and_rows(found, block)
        else:
            paragraphs += paragraphs_of(block, _WIDTH)
    return _with_place(paragraphs)


def _text_and_rows(found: Text, block: list[str]) -> Iterator[str]:
    """The paragraphs of a block in which rows follow a sentence without a blank line between."""
    for are_rows, run in groupby(block, key=lambda line: is_in_columns(line) or line.startswith(" " * _DEEP)):
        lines = list(run)
        if are_rows and len(lines) > 1:
            yield found.agate.hold(pre_html(lines))
        else:
            yield from paragraphs_of(lines, _WIDTH)


def _with_place(paragraphs: list[str]) -> list[str]:
    """Ritzau prints the place in a line of its own above the copy: "HARBO"; here it opens the copy as elsewhere."""
    if len(paragraphs) < 2 or not _PLACE_LINE.fullmatch(paragraphs[0]) or not is_prose(paragraphs[1]):
        return paragraphs
    return [f"{paragraphs[0].rstrip(':')} - {paragraphs[1]}", *paragraphs[2:]]


def outlet_apart(byline: str) -> tuple[str, str]:
    """The names of a byline, and the agency printed after them: "Ira Voss, dpa"."""
    names, comma, last = byline.rpartition(", ")
    return (names, last) if comma and last in AGENCIES else (byline, "")
