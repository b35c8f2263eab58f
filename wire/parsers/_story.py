"""One story of plain text, taken to pieces: header, copy, and what stood around it on its page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wire.parsers._agate import Agate, is_columns, is_held, pre_html
from wire.parsers._dateline import AGENCIES
from wire.parsers._furniture import EM, RULE, Copy, sift
from wire.parsers._header import Header, is_outlet, read_header
from wire.parsers._lines import blocks_of, cleaned, is_prose, paragraphs_of, wrap_width
from wire.parsers._page import Page, take_apart
from wire.parsers._text import Dateline, split_dateline
from wire.sluglines import Slugline, bare_slug, split_slugline

_CYCLED = re.compile(r"(?:BC|AP|AM|PM)-|[A-Z]{2,3}--")
_NOT_COPY = re.compile(r"\s*(?:<|\{|\[\s*[\[{\"\d]|%PDF|%!PS|#!|PK\x03|BEGIN:V)")
_MAIL = re.compile(r"(?im)^(?:from|to|subject|date|received|message-id|mime-version|return-path|content-type):\s")
_KEYWORDS_BELOW = re.compile(r"(?:^|\)\) )Keywords: ([A-Z][A-Z\d ,&-]*/[A-Z\d-]*)(?: ?\(|$)")
_PROGRAM = re.compile(
    r"(?m)^\s*(?:#|//|/\*|import \w|from \S+ import|def \w+\(|class \w+|return\b|@\w|if \(|function |var |const )"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_TRANSMISSION = re.compile("[\x01\x02\x03\x04\x16]")
# First lines of ANPA 1312 and IPTC 7901 whose control bytes a gateway has eaten.
_WIRE_HEAD = re.compile(
    r"\s*(?:[A-Za-z]\d{4} ?[\w-]{5}\s*\n[a-z] [a-z]\s"
    r"|[A-Za-z]{3,5}\d{3,5} ?[1-9]? [A-Za-z]{1,3}(?: \d|\s*\n))"
)


@dataclass(frozen=True)
class Story:
    """The pieces, each still in the sender's words."""

    header: Header
    copy: Copy
    page: Page
    slug: Slugline
    dateline: Dateline
    paragraphs: tuple[str, ...]  # the copy, its dateline cut off
    agate: Agate = field(default_factory=Agate)  # the tables that stand in it

    def lead(self) -> str:
        """The first paragraph that is words."""
        return next((text for text in self.paragraphs if text != RULE and not is_held(text)), "")

    def said(self, kind: str) -> list[str]:
        """Lines of a kind, from above the copy and from among it."""
        return self.header.said.get(kind, []) + self.copy.said.get(kind, [])


def read_story(text: str) -> Story:
    """Take one story's text to pieces."""
    page = take_apart(blocks_of(cleaned(text)))
    width = wrap_width(page.story)
    header = read_header(page.story, width)
    agate = Agate()
    paragraphs = _paragraphs(page.story, header.copy_from, width, agate)
    if len(paragraphs) > 1 and paragraphs[-1] == bare_slug(header.first("slugline")).lower():  # the slug once more
        paragraphs.pop()
    return settled(header, sift(paragraphs), page, agate)


def settled(header: Header, copy: Copy, page: Page, agate: Agate | None = None) -> Story:
    """The story of these pieces: slug line read, dateline cut off."""
    if "slugline" not in header.said and (below := _slug_below(copy)):
        header.note("slugline", below)
    first = copy.paragraphs[0] if copy.paragraphs else ""
    dateline = split_dateline(first)
    if any(split_dateline(text).dateline for text in copy.paragraphs[1:]):  # a list of places, as in a daybook
        dateline = Dateline("", "", "", first)
    rest = [dateline.rest if dateline.dateline else first, *copy.paragraphs[1:]] if copy.paragraphs else []
    slug = split_slugline(header.first("slugline"))
    return Story(header, copy, page, slug, dateline, tuple(rest), agate or Agate())


def _slug_below(copy: Copy) -> str:
    """Reuters' slug, which stands below the copy when no line above has it: "Keywords: HARBROOK FERRY/STRIKE"."""
    found = (_KEYWORDS_BELOW.search(text) for text in copy.said.get("after_end", []))
    return next((each[1] for each in found if each), "")


def _paragraphs(blocks: list[list[str]], start: tuple[int, int], width: int, agate: Agate) -> list[str]:
    block, place = start
    cut = [blocks[block][place:], *blocks[block + 1 :]] if block < len(blocks) else []
    found: list[str] = []
    for each in cut:
        found += [agate.hold(pre_html(each))] if is_columns(each) else paragraphs_of(each, width)
    first = split_dateline(found[0]) if len(found) > 1 else None
    if first and first.dateline and not first.rest:  # the dateline had a line to itself
        found[:2] = [f"{found[0]} {found[1]}"]
    return found


def is_text(data: bytes, text: str) -> bool:
    """Whether these bytes are bare text: no control bytes of a transmission, no other format's opening."""
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    start = text[:4000]
    if _TRANSMISSION.search(start) or len(_CONTROL.findall(start)) * 100 > len(start):
        return False
    if len(_PROGRAM.findall(start)) * 8 > start.count("\n"):
        return False
    return (
        not (_NOT_COPY.match(start) or _WIRE_HEAD.match(start)) and len(_MAIL.findall(text[:1500].split("\n\n")[0])) < 2
    )


def has_story_shape(story: Story) -> bool:
    """Whether this is copy, and not a log, a table or a program: a slug or headline, and running text."""
    header = story.header
    prose = [text for text in story.paragraphs if is_prose(text)]
    mostly = sum(map(len, prose)) * 2 > sum(map(story.agate.room_of, story.paragraphs))
    if _CYCLED.match(story.slug.slugline) or story.slug.take:
        return bool(header.first("headline") or story.paragraphs or header.said.get("ednote"))
    if story.dateline.dateline and prose:
        return True
    if not mostly:
        return False
    if story.dateline.dateline or header.first("byline") or story.said("copyright"):
        return True
    return len(prose) >= 2 and bool(header.first("headline") or len(story.paragraphs) > 2)


def outlet_in(byline: str) -> tuple[str, str]:
    """The names of a byline, and the outlet printed after them: "Pat Ruiz, Harbor Daily"."""
    for sign in (" / ", " | ", ", ", " of ", " for "):
        names, found, outlet = byline.rpartition(sign)
        if found and (is_outlet(outlet) or outlet in AGENCIES or (sign in (" / ", " | ") and names)):
            return names, outlet
    return ("", byline) if is_outlet(byline) else (byline, "")


def without_emphasis(text: str) -> str:
    return re.sub(f"[{EM}-\ue002]", "", text)
