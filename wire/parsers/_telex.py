"""Several stories in one text: between form feeds, in telex frames from "ZCZC" to "NNNN", each after its trailer."""

from __future__ import annotations

import re

from wire.parsers._header import ROUTING

_FRAME = re.compile(
    r"^[ \t]*ZCZC\b([^\n]*)\n(.*?)(?:^[ \t]*NNNN[ \t]*$|(?=^[ \t]*ZCZC\b)|\Z)", re.MULTILINE | re.DOTALL
)
_AFTER_TRAILER = re.compile(
    r"^([A-Z]{2,4}-W[A-Z]-\d\d-\d\d-\d\d \d{4}GMT)[ \t]*\n(?=\s*(?:BC|AP|AM|PM)-\S)", re.MULTILINE
)
_SLUG = re.compile(r":([^:\n]{2,60}?) ?:[^\n]*")
_HEADLINE = re.compile(r":([A-Z][\w /&-]{1,40}?) [-–—] (\S[^\n]*)")
_LONGEST_HEAD = 8  # lines of a frame in which its own head has ended


def stories_of(text: str) -> list[str]:
    """The texts of the stories in a file, each with labels for what its frame says."""
    text = text.replace("\r\n", "\n")
    if "ZCZC" in text[:200]:
        text = _FRAME.sub(lambda found: f"{_labelled(found[1], found[2])}\f", text)
    elif text.count("GMT") > 1:
        text = _AFTER_TRAILER.sub("\\1\n\f", text)
    return [each for each in text.split("\f") if each.strip()]


def _labelled(name: str, story: str) -> str:
    """A frame's story: ":BRIDGE :Council votes" is its slug, ":POLITICS - Council votes" section and headline."""
    lines = story.split("\n")
    head = lines[:_LONGEST_HEAD]
    ends = max((at for at, line in enumerate(head) if line.startswith(":")), default=-1)
    if ends < 0:
        return story
    labelled, others = [], [f"{ROUTING}ZCZC {name.strip()}"]
    for line in head[: ends + 1]:
        if slug := _SLUG.fullmatch(line):
            labelled.append(f"Slug: {slug[1].strip()}")
        elif headline := _HEADLINE.fullmatch(line):
            labelled += [f"Headline: {headline[2]}", f"Category: {headline[1]}"]
        else:
            others.append(f"{ROUTING}{line.strip()}")
    return "\n".join([*labelled, *others, "", *_set_apart(lines[ends + 1 :])])


def _set_apart(lines: list[str]) -> list[str]:
    """Copy whose paragraphs begin with a blank, with blank lines between them."""
    if not any(line[:1] == " " for line in lines[1:]) or any(not line.strip() for line in lines[:-2]):
        return lines
    paragraphs: list[str] = []
    for line in lines:
        if line[:1] == " " or not paragraphs:
            paragraphs.append(line.strip())
        elif line.strip():
            paragraphs[-1] += f" {line.strip()}"
    return "\n\n".join(paragraphs).split("\n")
