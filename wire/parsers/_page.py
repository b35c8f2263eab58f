"""A newspaper's page saved as text: its photos, its rail of other stories and its standing blocks taken off the story.

Works from shapes. The words of rails and standing blocks are data, below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wire.parsers._credit import parse_credit, split_credit, split_restrictions
from wire.parsers._lines import is_prose
from wire.parsers._text import split_dateline
from wire.parsers.item import ParsedMedia, ParsedTeaser

RAIL_HEADINGS = re.compile(
    r"More (?:in|from|on) \S.{0,40}|More (?:\S+ ){0,3}(?:stories|news|headlines|coverage)|Related(?: \w+)?"
    r"|Read (?:more|next|also)|(?:Most|Must) (?:read|popular|viewed|shared)|Trending(?: \w+)?|Popular(?: \w+)?"
    r"|Latest(?: \w+)?|Top (?:stories|news)|(?:You may|You might) also like|Recommended(?: for you)?"
    r"|Editors[’'] picks|In other news|Also in \S.{0,40}|Up next",
    re.IGNORECASE,
)
STANDING_HEADINGS = re.compile(
    r"Talk to us|Contact us|Get in touch|Send us (?:a )?(?:tips?|your tips|letter)|Support (?:local|our) \w+"
    r"|(?:Our |Free |Daily )?Newsletters?|Get (?:our|the) .{0,30}newsletters?"
    r"|Sign up(?: for .{0,30}(?:newsletters?|alerts?|updates?|e-?mails?|briefing))?"
    r"|Subscribe(?: \w+){0,2}|Share this(?: \w+)?:?|Share:?|Comments(?: \(\d+\))?|Leave a (?:comment|reply)"
    r"|Join the conversation|Advertise\w*|Follow us(?: on .{1,30})?|Donate(?: (?:now|today|here|online))?"
    r"|About (?:the|this) (?:author|reporter)|Become a member|Print this(?: \w+)?",
    re.IGNORECASE,
)
_STANDING_WORDS = re.compile(
    r"^[>»•]|\b(?:subscri\w+|sign up|inbox|newsletter|donat\w+|tax.deductible|news tips?|letter to the editor"
    r"|support our|comments? (?:are|is|policy)|click here|log in|facebook|twitter|instagram|e-?mail us|call us"
    r"|make a gift)\b",
    re.IGNORECASE,
)
_GO_ON = re.compile(r"\s*(?:Continue reading|Read (?:more|the full story)|\[(?:…|\.{3})\])\s*[»›→]?\s*$", re.IGNORECASE)
_STOPPED = re.compile(r"[.!?…][”\"’)]*$")


@dataclass
class Page:
    """The story's blocks, and what stood around them."""

    story: list[list[str]] = field(default_factory=list)
    media: list[ParsedMedia] = field(default_factory=list)
    rails: list[str] = field(default_factory=list)
    teasers: list[ParsedTeaser] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)


def take_apart(blocks: list[list[str]]) -> Page:
    """Sort a page's blocks: story until a rail or a standing heading, then what these are followed by."""
    page = Page()
    rail: list[list[str]] = []
    zone, in_copy = "story", False
    for i, block in enumerate(blocks):
        heading = block[0].strip() if len(block) == 1 else ""
        if in_copy and RAIL_HEADINGS.fullmatch(heading) and _teasers_follow(blocks[i + 1 : i + 3]):
            page.rails.append(heading)
            zone = "rail"
        elif in_copy and STANDING_HEADINGS.fullmatch(heading):
            page.standing.append(heading)
            zone = "standing"
        elif zone == "standing" and _is_standing(block, bool(page.rails)):
            continue
        elif page.rails:
            rail.append(block)
            zone = "rail"
        else:
            zone = "story"
            in_copy = in_copy or _is_copy(block)
            _story_block(page, block, blocks[i + 1 : i + 2])
    page.teasers = teasers_in(rail)
    return page


def _is_copy(block: list[str]) -> bool:
    text = " ".join(line.strip() for line in block)
    return is_prose(text) and not split_credit(text)[1] or bool(split_dateline(text).dateline)


def _is_standing(block: list[str], after_rail: bool) -> bool:
    text = " ".join(line.strip() for line in block)
    if _STANDING_WORDS.search(text) or not after_rail and len(text.split()) <= 4:
        return True
    return after_rail and len(block) == 1


def _teasers_follow(blocks: list[list[str]]) -> bool:
    """After a real rail heading comes a headline: several lines in a block, or a line that is no sentence."""
    if not blocks:
        return False
    first = blocks[0]
    return (len(first) > 1 and not is_prose(first[-1])) or (len(first) == 1 and not _STOPPED.search(first[0]))


def _story_block(page: Page, block: list[str], following: list[list[str]]) -> None:
    photo, rest = _photo(block, twice=[block] == following and not page.story)
    if photo and photo not in page.media:
        page.media.append(photo)
    if rest:
        page.story.append(rest)


def _photo(block: list[str], twice: bool) -> tuple[ParsedMedia | None, list[str]]:
    """The photo whose caption a block is, and the lines that are left."""
    first = block[0].strip()
    text, restrictions = split_restrictions(first)
    caption, credit = split_credit(text)
    if credit and caption and _is_sure(credit) and not split_dateline(first).dateline:
        return _media(caption, credit, restrictions), block[1:]
    if credit and not caption and len(block) == 2 and is_prose(block[1]):
        return _media(block[1].strip(), credit, restrictions), []
    if credit and not caption and first[:1] in "([":
        return _media("", credit, restrictions), block[1:]
    if twice and len(block) == 1 and is_prose(first):
        return _media(first, "", ""), []
    return None, block


def _is_sure(credit: str) -> bool:
    """In the story a bracket with a lone agency's name may be part of a sentence."""
    return "/" in credit or bool(re.search(r"photo|image|courtesy| via |Getty", credit, re.IGNORECASE))


def _media(caption: str, credit: str, restrictions: str) -> ParsedMedia:
    return ParsedMedia(caption=caption, credit_line=credit, usage_terms=restrictions)


@dataclass
class _Draft:
    headline: str = ""
    summary: str = ""
    kicker: str = ""
    caption: str = ""
    credit: str = ""
    from_lines: bool = False  # its headline stood with caption or kicker in one block

    def done(self) -> ParsedTeaser:
        return ParsedTeaser(
            headline=self.headline,
            summary=_GO_ON.sub("", self.summary),
            kicker=self.kicker,
            caption=self.caption,
            credit_line=self.credit,
        )


def teasers_in(blocks: list[list[str]]) -> list[ParsedTeaser]:
    """The teasers of a rail: photo caption, kicker, headline and summary, each where it is there."""
    drafts: list[_Draft] = []
    for block in blocks:
        lines = [line.strip() for line in block]
        last = drafts[-1] if drafts else None
        if len(lines) == 1 and last and last.headline and not last.summary and _is_summary(lines[0], last):
            last.summary = lines[0]
        elif last and not last.headline:
            _fill(last, lines)
        else:
            drafts.append(_Draft())
            _fill(drafts[-1], lines)
    return [draft.done() for draft in drafts]


def _is_summary(line: str, last: _Draft) -> bool:
    return last.from_lines or bool(_STOPPED.search(line) or _GO_ON.search(line)) or len(line.split()) > 15


def _fill(draft: _Draft, lines: list[str]) -> None:
    lines = _without_caption(draft, lines)
    if len(lines) > 1 and len(lines[0].split()) <= 3 and len(lines[1].split()) > 3:
        draft.kicker, lines, draft.from_lines = lines[0], lines[1:], True
    if lines:
        draft.headline = lines[0]
        draft.summary = " ".join(lines[1:])


def _without_caption(draft: _Draft, lines: list[str]) -> list[str]:
    """Take caption and credit from the top: the credit at the caption's end, or on a line before it."""
    bare = parse_credit(lines[0])
    caption, credit = split_credit(lines[0])
    if bare:
        taken = 2 if len(lines) > 2 or (len(lines) == 2 and is_prose(lines[1]) and not draft.caption) else 1
        draft.credit, draft.caption = bare, draft.caption or " ".join(lines[1:taken])
    elif credit:
        draft.caption, draft.credit, taken = caption, credit, 1
    elif len(lines) > 1 and is_prose(lines[0]) and not is_prose(lines[1]) and not _STOPPED.search(lines[1]):
        draft.caption, taken = lines[0], 1
    else:
        taken = 0
    draft.from_lines = draft.from_lines or taken > 0
    return lines[taken:]
