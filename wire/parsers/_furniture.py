"""What stands among the paragraphs and is no copy: trim marks, end marks, rights, notes. Each gets its own place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from wire.markup import paragraphs_html
from wire.parsers._header import HEADER_LINES
from wire.parsers._lines import is_prose
from wire.parsers._text import (
    contributor_line_in,
    embargo_words_in,
    is_contributor_line,
    is_end_mark,
    is_more_mark,
    is_rule,
)

RULE, EM, END_EM = "\ue000", "\ue001", "\ue002"  # stand-ins until the copy is HTML; the cleaned text has none

_BREAK = "* * *"
_TRIM = "(?:trim|material|cut|adds?|(?:\\w+ )?take)"
_BEGINS = (
    rf"begin(?:ning of)? (?:\w+ )?optional {_TRIM}(?: here)?|begin optional(?: here)?|begin trim(?: here)?"
    rf"|(?:\w+ )?optional {_TRIM} (?:begins|follows)(?: here)?"
)
_ENDS = (
    rf"end(?: of)? (?:\w+ )?optional(?: {_TRIM})?(?: here)?|(?:\w+ )?optional {_TRIM}/? ?ends?(?: here)?"
    r"|end (?:of (?:\w+ )?)?trim(?: here)?"
)
_FOLLOWS = rf"optional (?:{_TRIM}) follows?"
_CAN_END = r"(?:story )?(?:can|could) (?:end|trim) here"
_STORY_END = (
    rf"(?:editors: ?)?(?:{_CAN_END}(?:[\s.;,–—-]*{_FOLLOWS})?|{_FOLLOWS}[\s.;,–—-]+(?:story may end here|{_CAN_END}))"
)
_MARK = re.compile(
    rf"\(\s*(?:(?P<open>{_STORY_END})|(?P<begin>{_BEGINS})|(?P<end>{_ENDS}))\.?\s*\)"
    rf"|^(?:(?P<open2>{_STORY_END})|(?P<begin2>{_BEGINS})|(?P<end2>{_ENDS}))\.?$",
    re.IGNORECASE,
)
_SPLIT_MARK = re.compile(r"\(\s*(?:begin|end|first|second|third|optional|story can)\b[^()]{0,60}$", re.IGNORECASE)
_ITALICS = (
    (re.compile(r"\((?:beg(?:in)? ?ital(?:ics?|s)?(?: here)?|italics on)\)\s*", re.IGNORECASE), EM),
    (re.compile(r"\s*\((?:end ?ital(?:ics?|s)?(?: here)?|italics off)\)", re.IGNORECASE), END_EM),
)
# Signs that the wire could not send, spelled out by The New York Times; and bold, which copy does not keep.
_SPELLED_SIGNS = (
    *(
        ("(BEGIN BRACKET)", "["),
        ("(END BRACKET)", "]"),
        (" (AT SIGN) ", "@"),
        ("(AT SIGN)", "@"),
        ("(UNDERSCORE)", "_"),
    ),
    *(
        ("(TILDE)", "~"),
        ("(ASTERISK)", "*"),
        ("(EQUALS)", "="),
        ("(BEGIN BOLD)", ""),
        ("(BEG BOLD)", ""),
        ("(END BOLD)", ""),
    ),
)
# Below the copy of Tribune's and Scripps Howard's services: who distributes it, which pictures there are.
_DISTRIBUTION = re.compile(
    r"\(?(?:Distributed by [^\W\d_a-z]|Contact .{3,80}(?:@|\(at\)|\d{3}-\d{3,4}))"
    r"|Visit (?:[Tt]he )?[A-Z].{2,80} at (?:www\.|https?:)\S+$"
    r"|(?:PHOTOS?|GRAPHICS?|VIDEOS?|ILLUSTRATIONS?) \((?:from|for help)|Topics: [a-z]?\d"
    r"|\(\(.{5,200}\)\)(?: Keywords: .{3,100})?$|Keywords: \S[^/]*/.{0,100}[^.]$|INDEX: [A-Z]"
)
_KEYWORDS = re.compile(r"(?:Keywords|KEYWORDS): [^/.]{2,250}$")  # with a stroke it is Reuters' slug
_CONTACT = re.compile(r"(?:Media|Press|Investor|News)(?: \w+){0,2} [Cc]ontacts?:|CONTACTS?:")
# From here on it is told whom to call: press releases, Bloomberg.
_CONTACTS = re.compile(
    r"(?:(?:Media|Press|Investor|News)(?: (?:&|and) \w+)? )?(?:Contacts?|CONTACTS?|Inquiries):?"
    r"|To contact the (?:reporters?|editors?|authors?|writers?) (?:on|of|responsible for) this .{4,10}:.{0,80}"
)
_TAKE_LINE = re.compile(r"\(?\d{1,2}(?:ST|ND|RD|TH) ADD\)?|(?:page|PAGE) \d{1,2}")
# "Video: … Url: … Embed code: …": pointers of The Washington Post's copy to what it shows elsewhere.
_EMBED = re.compile(r"(?:Embed code|Embed)\s*:\s*\S|U(?:rl|RL)\s*:.{0,40}(?:https?:|www\.|\.\w{2,4}/)")
_EMBED_TITLE = re.compile(r"(?:Video|Audio|Graphic|Photo gallery)\s*:\s*\S.{0,120}$")  # where one of the above follows
_EMBED_WITHIN = re.compile(r"\b(?:Embed code|U(?:rl|RL))\s*:")
_SLUG_AGAIN = re.compile(r"bc-[a-z0-9]+(?:-[a-z0-9]+){0,8}")  # the slug once more, below the copy: "bc-ferry-crash"
_FOLLOW = re.compile(
    r"Follow (?:\S+ ){1,4}(?:at|on) (?=.*(?:https?:|www\.|@|\.com\b|Twitter|Facebook|Instagram|Bluesky|Threads|X\b))"
    r"|Follow (?:AP|The)[’'\w]*\b.*coverage|(?:AP|More AP)\b.{0,60}: ?https?:"
)
_EDS_MARK = re.compile(r"^\(?(?:Eds?\.?|EDS\.?|Editors|EDITORS):\s*(?=.{0,40}optional|story can)", re.IGNORECASE)
_WHOLE_NOTE = re.compile(
    r"\(?(?:Eds?|EDS|Editors?|EDITORS?|ATTENTION|N(?:ote|OTE) |(?:Photos?|Graphics?|Video|Multimedia)\S* available:)"
)
_WHOLE_RIGHTS = re.compile(r".{0,40}\b\d{4}\b|(?:\S+ ?){1,7}$|.*\b[Rr]ights\b")
_REACHED = re.compile(r"@|\(at\)|\d[\d ()./-]{6,}\d|https?:|www\.")  # how somebody is reached
_VERSION_NOTE = re.compile(r"\(?(?:This|THIS) (?:version|VERSION|story|STORY) (?:corrects|CORRECTS|has been correct)")
_NOTES = ("usage", "copyright", "editors_note", "ednote", "photos", "trailer")
_KINDS = tuple((kind, re.compile(words)) for kind, words in HEADER_LINES if kind in _NOTES)


@dataclass
class Copy:
    """The copy's paragraphs, and what was taken from among them by kind."""

    paragraphs: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    trims: list[list[int]] = field(default_factory=list)  # first and last block, counted from 0
    trim_unclosed: bool = False
    contributor_line: str = ""

    def note(self, kind: str, text: str) -> None:
        self.said.setdefault(kind, []).append(text)


def sift(paragraphs: list[str]) -> Copy:
    """Sort paragraphs into copy and furniture, read the trim marks, cut the contributor line off."""
    copy = Copy()
    kept: list[str] = []
    ended = False
    breaks = _breaks(paragraphs)
    for at, text in enumerate(paragraphs):
        kind = _kind_of(text, paragraphs[at + 1 : at + 4])
        if kind == "end" and at in breaks:
            kind, text = "", _BREAK
        ended = ended or kind in ("end", "contacts")
        if kind:
            copy.note("after_end" if kind == "contacts" else kind, text)
        elif ended and not is_contributor_line(text, after_rule=True):
            copy.note("after_end", text)
        else:
            kept.append(text)
    if kept and kept[-1].endswith("Enditem"):  # Xinhua's end mark
        kept[-1] = kept[-1].removesuffix("Enditem").rstrip()
    kept, copy.contributor_line = contributor_line_in(_without_last_rules(kept))
    kept = _without_last_rules(kept)
    _read_trims(copy, list(_tokens(_mended(kept))))
    return copy


def _without_last_rules(paragraphs: list[str]) -> list[str]:
    end = len(paragraphs)
    while end and is_rule(paragraphs[end - 1]):
        end -= 1
    return paragraphs[:end]


def html_of(paragraphs: list[str]) -> str:
    """House HTML, with the stand-ins as rules and emphasis."""
    html = paragraphs_html(_balanced(paragraphs))
    return html.replace(f"<p>{RULE}</p>", "<hr>").replace(EM, "<em>").replace(END_EM, "</em>")


def _breaks(paragraphs: list[str]) -> set[int]:
    """Where "###" only parts two sections: more copy stands below it than above."""
    marks = [at for at, text in enumerate(paragraphs) if text[:1] in "#/" and not text.strip("# /")]
    if not marks:
        return set()
    above = list(accumulate(len(text) if is_prose(text) else 0 for text in paragraphs))
    return {at for at in marks if above[-1] > 2 * above[at]}


def _kind_of(text: str, following: list[str]) -> str:
    if is_end_mark(text) or _SLUG_AGAIN.fullmatch(text):
        return "end"
    if len(text) < 160 and _CONTACTS.fullmatch(text) and (not following or any(map(_REACHED.search, following))):
        return "contacts"
    if is_more_mark(text) or _TAKE_LINE.fullmatch(text):
        return "more"
    if _MARK.search(text) or _EDS_MARK.match(text):
        return ""
    if _VERSION_NOTE.match(text):
        return "correction_note"
    if _FOLLOW.match(text):
        return "follow_lines"
    if len(text) < 300 and _KEYWORDS.match(text):
        return "keywords"
    if len(text) < 300 and (_DISTRIBUTION.match(text) or _CONTACT.match(text) and _REACHED.search(text)):
        return "after_end"
    if len(text) < 600 and (_EMBED.match(text) or _is_embed_title(text, following)):
        return "embeds"
    if len(text) < 160 and "“" not in text and text[:1] != '"' and embargo_words_in(text):
        return "ednote"
    return next((kind for kind, words in _KINDS if words.match(text) and _is_whole(kind, text)), "")


def _is_whole(kind: str, text: str) -> bool:
    """Words like "With:" open sentences too; in the copy only the unmistakable forms count."""
    if kind == "copyright":
        return bool(_WHOLE_RIGHTS.match(text))
    return kind != "ednote" or bool(_WHOLE_NOTE.match(text))


def _is_embed_title(text: str, following: list[str]) -> bool:
    return bool(_EMBED_TITLE.match(text)) and any(map(_EMBED_WITHIN.search, [text, *following[:1]]))


def _mended(paragraphs: list[str]) -> Iterator[str]:
    """Join a trim mark that was split over two paragraphs."""
    waiting = ""
    for text in paragraphs:
        joined = f"{waiting} {text}" if waiting else text
        if waiting and not _MARK.search(joined):
            yield waiting
            joined = text
        waiting = ""
        if _SPLIT_MARK.search(joined):
            waiting = joined
        else:
            yield joined
    if waiting:
        yield waiting


def _tokens(paragraphs: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Copy and trim marks in their order."""
    for paragraph in paragraphs:
        text = _EDS_MARK.sub("(", paragraph).replace("((", "(") if _EDS_MARK.match(paragraph) else paragraph
        if text != paragraph and ")" not in text:
            text += ")"
        start = 0
        for mark in _MARK.finditer(text):
            yield "text", text[start : mark.start()].strip()
            yield next(name.rstrip("2") for name, found in mark.groupdict().items() if found), mark[0]
            start = mark.end()
        yield "text", text[start:].strip()


def _read_trims(copy: Copy, tokens: list[tuple[str, str]]) -> None:
    opened: list[tuple[int, str]] = []
    for kind, text in tokens:
        if kind == "text" and text:
            _append(copy.paragraphs, RULE if is_rule(text) else _emphasised(text))
        elif kind in ("begin", "open"):
            opened.append((len(copy.paragraphs), kind))
        elif kind == "end" and opened:
            _close(copy, opened.pop()[0])
    for start, kind in reversed(opened):
        copy.trim_unclosed = copy.trim_unclosed or kind == "begin"
        _close(copy, start)
    copy.trims.sort()


def _close(copy: Copy, start: int) -> None:
    last = len(copy.paragraphs) - 1
    if start <= last:
        copy.trims.append([start, last])


def _append(paragraphs: list[str], text: str) -> None:
    """Add a paragraph; a mark of emphasis that stood alone belongs to the one beside it."""
    if text == END_EM:
        paragraphs[-1:] = [paragraphs[-1] + END_EM] if paragraphs else []
    elif paragraphs and paragraphs[-1] == EM:
        paragraphs[-1] += text
    else:
        paragraphs.append(text)


def _emphasised(text: str) -> str:
    if "(" not in text:
        return text
    for words, sign in _ITALICS:
        text = words.sub(sign, text)
    for words_of, sign in _SPELLED_SIGNS:
        text = text.replace(words_of, sign)
    return text


def _balanced(paragraphs: list[str]) -> Iterator[str]:
    """Emphasis that runs over paragraphs is closed and opened again in each."""
    is_open = False
    for text in paragraphs:
        done = EM if is_open and text != RULE else ""
        for piece in re.split(f"([{EM}{END_EM}])", text):
            if piece in (EM, END_EM):
                if is_open == (piece == EM):
                    continue
                is_open = piece == EM
            done += piece
        yield done + (END_EM if is_open and text != RULE else "")
