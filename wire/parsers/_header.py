"""The lines above the copy: slug line, headline, notes, byline, rights; what fits nowhere is kept as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from wire.parsers._credit import parse_credit
from wire.parsers._lines import is_prose, is_wrapped, paragraphs_of
from wire.parsers._text import embargo_words_in, is_rule, split_dateline
from wire.sluglines import split_slugline

ROUTING = "Routing: "  # the label that a telex frame's own lines are given
LONGEST_HEADER = 40  # lines; what comes after is copy, whatever it looks like
# One row a kind of line, asked in this order.
HEADER_LINES: tuple[tuple[str, str], ...] = (
    (
        "usage",
        r"\(?(?i:for use (?:only )?by .{0,60}\b(?:clients|subscribers|members)\b|.{0,60}\bclients? (?:use )?only\b)",
    ),
    ("copyright", r"(?:\([cC]\)|©|Copyright\b|COPYRIGHT\b)[\s:,©cC()]*(?:\d{4}|[A-Z])|[cC]\. ?\d{4}\b"),
    ("editors_note", r"\(?EDITOR[’']?S[’']? NOTE\b"),
    ("ednote", r"\(?(?:Eds?|EDS|Editors?|EDITORS?|ATTENTION,? EDITORS?|(?i:Note to editors))\.?\s*[:,–—-]"),
    ("ednote", r"(?:BULLETIN|URGENT)(?: KILL\b.*| MATTER)?$|(?:KILL|WITHHOLD)\b.{0,40}$|(?:PHOTO|STORY) ELIMINATION\b"),
    (
        "ednote",
        r"\(?(?:With|WITH|Art|ART(?: ADV)?|ATTN|Photos?|Graphics?|Video|Multimedia|Photos/Graphics\S*)"
        r"(?: available)?:\s",
    ),
    ("ednote", r"\$(?:adv|ADV|Adv)\b.{0,40}$"),  # AP's "$adv 08": what follows runs on that day
    ("ednote", r"Moving (?:on|in|for)\b.{0,80}$|\(?(?:This version|THIS VERSION) (?:corrects|CORRECTS)\b"),
    ("ednote", r"\((?:Adds|Recasts|Updates|Corrects|Refiles|Repeats|Removes|Rewrites|Writes through)\b.{3,200}\)$"),
    ("photos", r"AP (?:Photo|Graphic|Video)s? [A-Z]{2,}\d"),
    ("signoff", r"The AP$"),
    ("trailer", r"[A-Z]{2,4}-W[A-Z]-\d\d-\d\d-\d\d \d{4}GMT"),
    ("priority", r"[a-z] [a-z]$"),
    ("headline", r"(?:HEADLINE|Headline):\s*\S"),
    ("byline", r"(?:BYLINE|Byline):\s*\S"),
    ("slugline", r"(?:SLUG|Slug|Slugline):\s*\S"),
    ("abstract", r"(?:ABSTRACT|Abstract|SUMMARY|Summary):\s*\S"),
    ("keywords", r"(?:KEYWORDS|Keywords):\s*\S"),
    ("category", r"(?:CATEGORY|Category):\s*\S.{0,60}$"),
    ("unparsed", ROUTING),
    ("source", r"(?:SOURCE|Source):\s*\S.{2,80}$"),
    (
        "unparsed",
        r"(?i:(?:(?:media|press) )?contacts?|phone|tel(?:ephone)?|e-?mail|fax|mobile)\.?: |\S+@\S+\.[a-z]{2,}$",
    ),
    ("unparsed", r"(?:MEDIA|PRESS|NEWS) RELEASE(?: [A-Z]{0,4}\d{2,8})?$|FOR IMMEDIATE RELEASE$"),
)
_KINDS = tuple((kind, re.compile(words)) for kind, words in HEADER_LINES)
_LABEL = re.compile(r"^[A-Za-z]+:\s*")
_CYCLED = re.compile(r"(?:BC|AP|AM|PM|[A-Z]{2,3}-)-[\w(].{0,90}$")
_CAPITAL_SLUG = re.compile(
    r"[A-Z]{2,}(?:-[A-Z]{2,})+(?:-[A-Z\d]+)*(?: \(?[A-Z]{2,}\)?)?(?:[ ,]+\d{2,4})?(?:[ ,]+A[Dd][Vv]\d*)?"
    r"(?: \([^()]{2,40}\))*$"
    r"|[A-Z][A-Z\d]+(?:[ -][A-Z\d]+){0,3}/[A-Z\d-]{0,20}(?: \([^()]{2,60}\))?$"  # "FERRY-PIER/ (PIX)", Reuters
)
_BY = re.compile(r"(?:By|BY) (?=[^\W\d_a-z]|the )")
_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}"
_NAMES = re.compile(
    rf"{_NAME}(?:, {_NAME})*(?:,? (?:and|&|AND) {_NAME})?(?:,? (?:of|for|\|) .{{3,40}}|, [A-Z][\w ./&-]+)?$"
)
_SMALL_WORDS = {"and", "of", "the", "for", "de", "da", "di", "la", "van", "von", "der", "al", "bin", "staff", "reports"}
_STAFF = re.compile(r"(?:[Tt]he )?[A-Z][\w.]*(?: [A-Z][\w.&]*){0,4}(?: (?:staff|reports?|(?:wire|news) services))*$")
OUTLET_WORDS = (
    r"Post|Press|Times|Herald|News|Ledger|Standard|Tribune|Journal|Gazette|Daily|Service|Bloomberg|Reuters|Guardian"
    r"|Chronicle|Observer|Star|Sun|Globe|Register|Sentinel|Examiner|Courier|Bulletin|Review|Record|Mail|Independent"
)
_OUTLET = re.compile(
    rf"(?:via |Special to )?(?:The |the )?(?:[A-Z][\w.’'-]* ){{0,4}}(?:{OUTLET_WORDS})"
    r"(?: (?:News|Service|Agency|International))*$"
)
_TITLE = re.compile(
    r"(?:[\w.,’'&-]+ ){0,6}(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|AP|[Ss]taff)s?$"
    r"|Special [Tt]o .+"
)
_DATE_LINE = re.compile(
    r"(?:Published|Updated|Posted|Originally published|Last updated)\b.{0,60}\d{4}.{0,45}$"
    r"|(?:\w+day,? )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}.{0,45}$|\d{4}-\d\d-\d\d \d\d:\d\d\S*(?: [A-Z]{2,4})?$"
    r"|\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d.{0,20}$"
)
_CODES = re.compile(r"\([^()]{2,60}\)|[A-Z]{2,8} \d{2,4}")  # "(With photo)", "(WASHPOST)", "WP 850"
_SERVICE = re.compile(r"(?:The )?[A-Z][\w ]{3,40} News Service(?: with [A-Z][\w ]{3,40})?")
_FULL_STOP = re.compile(r"[a-z\d]{3}\.[”\"’]?$|[a-z]{3}[,.][”\"’] \w+ .{3,40}[a-z]{2}\.$")
_BARE_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}")
_SIGNED_COPYRIGHT = re.compile(r"(.{8,80}?)\s{2,}By (\S.{3,80})")  # "c.2031 Bloomberg News   By Dana Ortega"

_BYLINE_COPYRIGHT = re.compile(r"(?:By|BY) ([^\W\d_a-z][^,;()]{3,80}?)[,;]? +((?:\([cC]\)|©) ?\d{4}\b.{3,80})")


class Line(NamedTuple):
    """A line and where it stands."""

    text: str
    block: int
    place: int  # in its block


@dataclass
class Header:
    """What the lines above the copy said."""

    said: dict[str, list[str]] = field(default_factory=dict)
    unparsed: list[str] = field(default_factory=list)
    outlet: str = ""  # the line below the byline
    copy_from: tuple[int, int] = (0, 0)  # block and line where the copy begins

    def first(self, kind: str) -> str:
        return self.said.get(kind, [""])[0]

    def note(self, kind: str, text: str) -> None:
        self.said.setdefault(kind, []).append(text)


def read_header(blocks: list[list[str]], width: int) -> Header:
    """Read lines from the top until the copy begins."""
    header = Header(copy_from=(len(blocks), 0))
    every = (Line(text.strip(), i, j) for i, block in enumerate(blocks) for j, text in enumerate(block))
    lines = list(islice(every, LONGEST_HEADER + 1))
    if len(lines) > LONGEST_HEADER:
        header.copy_from = lines.pop()[1:]
    last = ""
    for at, line in enumerate(lines):
        if is_rule(line.text):
            continue
        kind = kind_of(line.text, after=last, header=header)
        wrapped = line.place > 0 and is_wrapped(lines[at - 1].text, line.text, width)
        wrapped = wrapped and not _is_bylined_headline(lines, at, header)
        if not kind and wrapped and last in header.said:
            header.said[last][-1] += f" {line.text}"
            continue
        paragraph = "" if kind else paragraphs_of(blocks[line.block][line.place :][:LONGEST_HEADER], width)[0]
        if not kind and _copy_begins(lines, at, paragraph, header, last):
            header.copy_from = (line.block, line.place)
            break
        kind = kind or _bare_byline(header, lines[at : at + 2]) or _free_kind(header, line, lines[at + 1 :])
        kept = keep_line(header, kind, line.text)
        last = last if kept == "copyright" else kept  # it may stand between a byline and the outlet
    return header


def _is_bylined_headline(lines: list[Line], at: int, header: Header) -> bool:
    """Whether a line below one with a full stop is no part of it, but the headline that a byline follows."""
    if "headline" in header.said or at + 1 == len(lines) or lines[at - 1].text[-1] not in ".)":
        return False
    return kind_of(lines[at + 1].text, "", header) == "byline"


def kind_of(line: str, after: str, header: Header) -> str:
    """What kind of header line this is; "" when it is headline, copy or unknown."""
    for kind, words in _KINDS:
        if words.match(line):
            return kind
    if len(line) <= 200 and embargo_words_in(line) and not is_slugline(line):
        return "ednote"
    if not header.said.keys() & {"slugline", "headline"} and is_slugline(line):
        return "slugline"
    if _BY.match(line) and (is_byline(line) or _BYLINE_COPYRIGHT.fullmatch(line)):
        return "byline"
    if after == "byline" and not header.outlet and (is_outlet(line) or _TITLE.match(line)) and len(line) < 70:
        return "outlet"
    if header.first("headline") and "byline" not in header.said and (is_outlet(line) or _is_slashed_byline(line)):
        return "byline"
    return "date" if _DATE_LINE.match(line) else ""


def is_slugline(line: str) -> bool:
    """Whether a line has the shape of a slug: a cycle, a take, or capitals joined by hyphens."""
    if len(line) > 100:
        return False
    return bool(_CYCLED.match(line) or _CAPITAL_SLUG.match(line) or ("--" in line and split_slugline(line).take))


def is_byline(line: str) -> bool:
    """Whether "By …" names people or an outlet; "By Friday the ferry was back." does not."""
    names = _BY.sub("", line, count=1)
    if len(line) > 140 or re.search(r"[a-z]{3}\.$|[;?!:]", names):
        return False
    small = [word for word in names.split() if word.islower() and word not in _SMALL_WORDS]
    return not small and bool(_NAMES.match(names) or _STAFF.match(names))


def is_outlet(line: str) -> bool:
    """Whether a line is only the name of a newspaper or an agency."""
    return len(line) < 60 and bool(_OUTLET.match(line.title() if line.isupper() else line))


def _is_slashed_byline(line: str) -> bool:
    return " / " in line and parse_credit(line) is not None


def _copy_begins(lines: list[Line], at: int, paragraph: str, header: Header, last: str) -> bool:
    line = lines[at]
    if split_dateline(paragraph).dateline:
        return True
    if at == 0 and len(lines) > 1 and len(paragraph) < 120 and not header.said.keys() & {"headline", "slugline"}:
        return _is_sentence(paragraph) and not _is_headed(lines[1:5], header)
    if not is_prose(paragraph) and not (last in ("byline", "outlet") and len(paragraph) > 100):
        return False
    if line.place and last not in ("byline", "outlet"):
        return False
    return not _header_goes_on(lines[at + 1 : at + 5], header)


def _is_sentence(paragraph: str) -> bool:
    """Headlines have no full stop."""
    return bool(_FULL_STOP.search(paragraph)) and len(paragraph.split()) >= 4


def _is_headed(following: list[Line], header: Header) -> bool:
    """Whether a first line is a headline all the same, since a byline or a dateline comes after it."""
    dated = any(split_dateline(line.text).dateline for line in following[:2])
    return dated or _header_goes_on(following, header)


def _header_goes_on(lines: list[Line], header: Header) -> bool:
    if "byline" in header.said:
        return False
    return any(
        kind_of(line.text, "", header) in ("byline", "copyright") or split_dateline(line.text).agency for line in lines
    )


def _bare_byline(header: Header, lines: list[Line]) -> str:
    """A name above the outlet's is a byline, with or without "By"."""
    if "headline" not in header.said or "byline" in header.said or len(lines) < 2:
        return ""
    return "byline" if _BARE_NAME.fullmatch(lines[0].text) and is_outlet(lines[1].text) else ""


def _free_kind(header: Header, line: Line, rest: list[Line]) -> str:
    """A line of no marked kind is kicker, headline or long headline, by its turn."""
    if _CODES.fullmatch(line.text):
        return "unparsed"
    if "headline" not in header.said:
        if "source" not in header.said and rest and _SERVICE.fullmatch(line.text):
            return "source"
        short = len(line.text.split()) <= 3 and "slugline" not in header.said and "kicker" not in header.said
        follows = rest[0].text if rest else ""
        longer = 4 <= len(follows.split()) <= 20 and not is_prose(follows) and not kind_of(follows, "", header)
        return "kicker" if short and longer else "headline"
    if "abstract" not in header.said and len(line.text.split()) >= 8 and "byline" not in header.said:
        return "abstract"
    return "unparsed"


def keep_line(header: Header, kind: str, text: str) -> str:
    """Keep a line under its kind; what has none, or comes a second time, stays visible as unparsed."""
    if kind in ("unparsed", "date"):
        header.unparsed.append(text.removeprefix(ROUTING))
        if kind == "date":
            header.note("date", text)
    elif kind == "outlet":
        header.outlet = text
    elif kind == "byline" and kind not in header.said and (signed := _BYLINE_COPYRIGHT.fullmatch(text)):
        header.note("byline", signed[1])
        header.note("copyright", signed[2])
    elif kind == "copyright" and "byline" not in header.said and (signed := _SIGNED_COPYRIGHT.fullmatch(text)):
        header.note("copyright", signed[1])
        header.note("byline", signed[2])
    elif kind in ("headline", "byline", "slugline", "abstract", "keywords", "category", "source"):
        labelled = any(name == kind and words.match(text) for name, words in _KINDS)
        bare = _LABEL.sub("", text) if labelled else text
        if kind in header.said:
            header.unparsed.append(text)
        else:
            header.note(kind, _BY.sub("", bare, count=1) if kind == "byline" else bare)
    else:
        header.note(kind, text)
    return kind
