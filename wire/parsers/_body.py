"""A body at a parser's exit: house HTML, its dateline split off, furniture of the trade taken out."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from wire.markup import house_html
from wire.parsers._text import (
    Dateline,
    contributor_line_in,
    is_contributor_line,
    is_end_mark,
    is_more_mark,
    is_rule,
    split_dateline,
)
from wire.parsers.errors import MalformedItem

_BLANK_LINE = re.compile(r"\n[ \t\r\xa0]*\n")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)
# In house HTML no attribute and no text holds a bare "<" or ">".
_TAG = re.compile(r"<[^>]*>")
_INLINE_TAG = re.compile(r"</?(?:a|em|strong|sub|sup)\b[^>]*>")
_TWICE = re.compile(
    r"&amp;(amp|lt|gt|quot|apos|nbsp|hellip|[lr][sd]quo|[nm]dash|#\d{2,5}|#x[0-9A-Fa-f]{2,4}"
    r"|[A-Za-z](?:acute|grave|uml|circ|tilde|cedil|ring|slash));"
)
# "… the bridge. (ANSA).", "… el puente.EFE", "… broen. /ritzau/", "… 54. ==Kyodo": signs behind the last sentence.
_SIGNED = re.compile(
    r"(?<=[.!?”\"»’…])\s*(?:\((?:© ?)?(?:ANSA|EFE|AFP|APA|NTB|Belga|BELGA|TASS|Lusa)\)\.?"
    r"|EFE|/ritzau/|==Kyodo|Enditem)</p>$"
)
_SIGNATURE = re.compile(r"\((?:© ?)?(?:ANSA|EFE|AFP|APA|NTB|Belga|BELGA|TASS|Lusa)\)\.?|EFE|/ritzau/")  # by itself
_BREAK = re.compile(r"\s*<br>\s*")
_STOPPED = re.compile(r"[.!?:”\"»]\s*<br>")
_TOKEN = re.compile(r"<[^>]*>|&[^;\s<]{1,32};|.", re.DOTALL)
_EMPTIED = re.compile(r"<(em|strong|sub|sup|a)(?: [^>]*)?>\s*</\1>")
_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)
_DATE_ONLY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s*[-–—]+")  # "Dec 5, 2031--" of a press release
_LOOSE_END = re.compile(r"[\s,]*[-–—_]*\s*$")
_DATE_AND_MARK = re.compile(r",?\s+[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?(?:\s+[A-Z]{2,8})?$")  # "March 22 HB"
_WRAPPED_AT = range(40, 91)  # columns at which old systems break lines
LONGEST_COPY = 2_000_000  # characters of one body: a thousand times a story, and what its tree may cost
_SHORT = 40  # characters of a line that may be a rule whatever it begins with
_CLOSING = (".", "”", "!", "?")
_LONGEST_DATELINE = 200
_LONGEST_NOTICE = 500  # characters in which a notice to editors has said what it wants
_TAIL = 8  # blocks at the end among which a contributor line is looked for


class Copy(NamedTuple):
    """A body and what stood in it that has a field of its own."""

    body_html: str = ""
    dateline: str = ""
    city: str = ""
    agency: str = ""
    contributor_line: str = ""
    word_count: int | None = None


def read_copy(markup: str) -> Copy:
    """Copy of any markup or bare text."""
    if len(markup) > LONGEST_COPY:
        raise MalformedItem(
            f"The text has {len(markup) / 1e6:.1f} million characters; no story has more than 2 million."
        )
    body = house_html(_split_at_blank_lines(markup))
    lines = body.split("\n") if body else []
    return copy_of(_unwrapped(lines) if "<br>" in body else lines)


def copy_of(lines: list[str]) -> Copy:
    """Copy of the lines of house HTML."""
    lines = [each for line in lines for each in (_escaped_once(line) if "&amp;" in line else (line,))]
    while lines and _is_furniture(lines[-1]):
        lines.pop()
    if lines:
        lines[-1] = without_signature(lines[-1])
    lines, contributors = _without_contributors(lines)
    lines = [
        "<hr>" if (len(line) < _SHORT or line[3:4] in "-_*=") and is_rule(_words(line)) else line for line in lines
    ]
    start, end = 0, len(lines)
    while start < end and lines[start] == "<hr>":
        start += 1
    while end > start and lines[end - 1] == "<hr>":
        end -= 1
    return _without_dateline(lines[start:end], contributors)


def without_signature(line: str) -> str:
    """A last paragraph without the agency's mark behind its last sentence."""
    signed = _SIGNED.search(line, max(len(line) - 40, 0))
    return f"{line[: signed.start()]}</p>" if signed else line


def _escaped_once(line: str) -> list[str]:
    """What was escaped twice on its way to us: readers would see "Moor &amp; Lund" with the letters of the sign."""
    mended, found = _TWICE.subn(r"&\1;", line)
    return [each for each in house_html(mended).split("\n") if each] if found else [line]


def dateline_in_field(sent: str) -> Dateline:
    """The dateline of a field of its own, which may hold a date, an agency and a dash as well."""
    return _dateline_in(sent[:_LONGEST_DATELINE])


@lru_cache(maxsize=256)  # one item asks for its dateline several times, and many items come from one city
def _dateline_in(sent: str) -> Dateline:
    place = _LOOSE_END.sub("", sent)
    found = split_dateline(f"{place} — It happened there.")
    printed = _DATE_AND_MARK.sub("", found.dateline or place)
    return Dateline(printed, printed.partition(",")[0], found.agency, "")


def words_of(body_html: str) -> str:
    """The words of house HTML on one line, blocks set apart; cheaper than parsing it again."""
    if body_html[:3] == "<p>" and body_html[-4:] == "</p>" and body_html.count("<") == 2:  # most are one paragraph
        text = body_html[3:-4]
    else:
        text = body_html.replace("</p>", " ").replace("<p>", "")
    if "<" not in text:  # nothing but paragraphs
        text = unescape(text) if "&" in text else text
        # Most are asked for one paragraph of single spaces: it is as it should be.
        return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())
    return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", body_html))).split())


def opening_words(body_html: str) -> str:
    """The words of the first paragraph, or of whatever stands first."""
    for line in body_html.split("\n"):
        if line.startswith("<p>"):
            return words_of(line)
    return words_of(body_html)


def edge_words(body_html: str) -> str:
    """The first and last paragraphs, a line each: where a kill or an embargo speaks in words."""
    edges = body_html.split("\n", 2)
    if len(edges) == 3:  # of the rest the last line; of three lines all
        edges[2] = edges[2][edges[2].rfind("\n") + 1 :]
    return "\n".join([words_of(line)[:_LONGEST_NOTICE] for line in edges])


def _split_at_blank_lines(markup: str) -> str:
    """Blank lines as doubled breaks, which house_html takes for paragraphs; <pre> keeps its own."""
    if not _BLANK_LINE.search(markup):
        return markup
    parts = _PRE.split(markup)
    parts[::2] = [_BLANK_LINE.sub("<br/><br/>", part) for part in parts[::2]]
    return "".join(parts)


def _words(line: str) -> str:
    """The words of a line that is a whole paragraph; "" of any other block, so that its lines are left alone."""
    return words_of(line) if line.startswith("<p>") and line.endswith("</p>") else ""


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs whose breaks are only where a printer's line ended, on one line each.

    One break alone tells nothing; within a sentence, and below a paragraph that is wrapped for certain, it is a wrap.
    """
    wraps = list(map(_wraps, lines))
    is_wrapped = max(wraps, default=0) > 1
    return [
        _BREAK.sub(" ", line) if count > 1 or (count and is_wrapped and not _STOPPED.search(line)) else line
        for line, count in zip(lines, wraps, strict=True)
    ]


def _wraps(line: str) -> int:
    """How many breaks a paragraph has, if all are where a printer's line may have ended; else 0."""
    if "<br>" not in line or not line.startswith("<p>"):
        return 0
    broken = line.split("<br>")[:-1]
    return len(broken) if all(len(words_of(each)) in _WRAPPED_AT for each in broken) else 0


def _is_furniture(line: str) -> bool:
    if len(line) < _SHORT and _SIGNATURE.fullmatch(_words(line)):
        return True
    if line[-5:-4] in _CLOSING:  # no mark of the end closes as a sentence does
        return False
    words = _words(line)
    return bool(words) and (is_end_mark(words) or is_more_mark(words))


def _without_contributors(lines: list[str]) -> tuple[list[str], str]:
    """The lines without those at the end that name who helped, and those names."""
    if not lines or not is_contributor_line(_words(lines[-1]), after_rule=True):
        return lines, ""
    tail: list[str] = []
    for line in reversed(lines[-_TAIL:]):
        words = "___" if line == "<hr>" else _words(line)
        if not words:
            break
        tail.insert(0, words)
    kept, contributors = contributor_line_in(tail)
    return lines[: len(lines) - len(tail) + len(kept)], contributors


def _without_dateline(lines: list[str], contributors: str) -> Copy:
    found = split_dateline(_words(lines[0])) if lines else None
    if found and found.dateline:
        first = _cut(lines[0], len(_words(lines[0])) - len(found.rest))
        lines = lines[1:] if not found.rest or _DATE_ONLY.fullmatch(found.rest) else [first, *lines[1:]]
    body = "\n".join(lines)
    count = _word_count(lines, body)
    if found is None:
        return Copy(body, contributor_line=contributors, word_count=count)
    return Copy(body, found.dateline.rstrip(" -–—_"), found.city, found.agency, contributors, count)


def _word_count(lines: list[str], body: str) -> int | None:
    """How many words a body has; None for none."""
    plain = [line for line in lines if line.count("<") == 2 and line[:3] == "<p>"]
    # In paragraphs of bare text each blank parts two words: house HTML has single spaces only.
    if len(plain) == len(lines):
        return body.count(" ") + len(lines) or None
    count = sum([line.count(" ") for line in plain]) + len(plain)
    return count + sum(len(words_of(line).split()) for line in lines if line.count("<") != 2 or line[:3] != "<p>")


def _cut(line: str, length: int) -> str:
    """A paragraph without its first `length` characters of text; elements opened in them stay open."""
    if "&" not in line and line.count("<") == 2:  # bare text in its paragraph
        return f"<p>{line[3 + length : -4].strip()}</p>"
    found = _PARAGRAPH.fullmatch(line)
    kept: list[str] = []
    for part in _TOKEN.findall(found[1] if found else line):
        if part == "<br>" and length > 0:
            length -= 1
        elif part.startswith("<") and len(part) > 1 or length <= 0:
            kept.append(part)
        else:
            length -= 1
    inner = "".join(kept)
    while _EMPTIED.search(inner):
        inner = _EMPTIED.sub("", inner)
    return f"<p>{inner.strip()}</p>"
