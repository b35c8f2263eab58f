"""Lines of plain text into blocks and paragraphs: hard wraps joined, indentation read."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from wire.parsers._text import is_end_mark, is_rule, tidy_marks

NARROWEST, WIDEST = 60, 100  # columns of a hard-wrapped line
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\ufeff\ue000-\ue00f]")
_CLOSED = re.compile(r"[.!?…:][”\"’'»)\]]*$")
_POINT = re.compile(r"\s*[-–•*] \S")
_LETTERS = re.compile(r"[^\W\d_]|[\s,.'’“”\"-]")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def cleaned(text: str) -> str:
    """Text with one kind of line end and blank, no control characters, old wire signs made real."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\xa0", " ")
    return tidy_marks(_CONTROL.sub("", text).expandtabs(4))


def blocks_of(text: str) -> list[list[str]]:
    """Runs of lines between blank lines; a rule or an end mark is a block of its own."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        alone = is_rule(line) or is_end_mark(line)
        if alone or not line.strip():
            blocks.append([])
        if line.strip():
            blocks[-1].append(line.rstrip())
        if alone:
            blocks.append([])
    return [block for block in blocks if block]


def wrap_width(blocks: list[list[str]]) -> int:
    """The column at which the text was hard-wrapped; 0 when its lines are paragraphs."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    broken = [line for line, following in pairs if following.lstrip()[:1].islower()]
    broken = broken or [line for line, _ in pairs if len(line) >= NARROWEST and not _CLOSED.search(line)]
    lengths = [len(line) for line in broken or (line for line, _ in pairs)]
    if not lengths or not NARROWEST <= median(lengths) <= WIDEST:
        return 0
    return max(len(line) for line, _ in pairs if len(line) <= WIDEST)


def is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether `following` goes on with the sentence of `line`: its first word would not have fitted."""
    if not width:
        return False
    return len(line) + 1 + len(following.split()[0]) > min(width, NARROWEST) and len(line) <= WIDEST


def paragraphs_of(block: list[str], width: int) -> list[str]:
    """The paragraphs of one block: a new one at an indent, else lines joined where they were wrapped."""
    indents = [line[:2].isspace() or line[:2] == " (" for line in block]  # Reuters sets its credits in by one
    hanging = any(indents) and not all(indents)
    points = [bool(_POINT.match(line)) for line in block]
    is_list = sum(points) > 1
    found: list[str] = []
    for i, line in enumerate(block):
        joined = not indents[i] if hanging else i > 0 and is_wrapped(block[i - 1], line, width)
        if found and joined and not (is_list and points[i]):
            glue = "" if re.match(r"[^\W\d_]-$", found[-1][-2:]) else " "
            found[-1] += glue + line.strip()
        else:
            found.append(line.strip())
    return found


def is_prose(paragraph: str) -> bool:
    """Whether this is a sentence or more of running text: words enough, mostly letters, closed by a stop."""
    if len(_WORDS.findall(paragraph[:400])) < 7 or not _CLOSED.search(paragraph):
        return False
    start = paragraph[:600]
    return len(_LETTERS.findall(start)) > 0.88 * len(start) and not re.search(r"[{}<>=\\|;]\s*$|[(){};]\s*[{};]", start)
