"""What a mail says: copy apart from signature, quoted mail and disclaimer, which are kept beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import lxml.html
from lxml.etree import LxmlError

from wire.parsers._body import words_of
from wire.parsers._furniture import Copy, sift

_SIGNATURE = re.compile(r"(?m)^-- ?$")
_QUOTE_OPENS = re.compile(
    r"(?m)^(?:On .{6,120}(?:\n.{0,120})?wrote:|Am .{6,120}schrieb.{0,120}:|Le .{6,120}a écrit ?:"
    r"|-{2,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht) ?-{2,})\s*$"
)
_QUOTED = re.compile(r"(?m)(?:^>.*\n?)+")
_DISCLAIMER = re.compile(
    r"(?i)^\W*(?:disclaimer|confidentiality notice|this (?:e-?mail|message)(?: and any| is| may| contains)"
    r"|the (?:information|contents?) (?:contained )?in this (?:e-?mail|message)|sent from my \w+|diese e-?mail enthält)"
)
_NO_HTML = re.compile(
    r"(?i)\b(?:does not|cannot|can't|unable to) (?:support|display|read|show) html\b|view this e-?mail in"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LONGEST_KEPT = 20_000
_LOOKED_AT = 200_000  # characters in which an answer begins to quote
_BOILERPLATE_AT_MOST = 400  # characters in which a mail's plain text says that the words are in its HTML


@dataclass
class Letter:
    """The text of a mail, and what was taken from it."""

    text: str = ""
    kept: dict[str, str] = field(default_factory=dict)


def read_letter(text: str) -> Letter:
    """The copy; quotations, signature and disclaimer are set apart, never lost."""
    letter = Letter()
    body = text.strip("\n")
    opened = _QUOTE_OPENS.search(body, 0, _LOOKED_AT)
    if opened and body[: opened.start()].strip():
        letter.kept["quoted"] = body[opened.start() :].strip()
        body = body[: opened.start()]
    quoted = _QUOTED.findall(body)
    if quoted and _QUOTED.sub("", body).strip():
        letter.kept["quoted"] = "\n".join([*(each.strip() for each in quoted), letter.kept.get("quoted", "")]).strip()
        body = _QUOTED.sub("", body)
    signed = _SIGNATURE.search(body)
    if signed and body[: signed.start()].strip():
        letter.kept["signature"] = body[signed.end() :].strip()
        body = body[: signed.start()]
    letter.text = _without_disclaimer(body.strip("\n"), letter)
    return letter


def _without_disclaimer(body: str, letter: Letter) -> str:
    blocks = re.split(r"\n[ \t]*\n", body)
    start = next((at for at, block in enumerate(blocks) if at and _DISCLAIMER.match(block)), len(blocks))
    if start < len(blocks):
        letter.kept["disclaimer"] = "\n\n".join(blocks[start:]).strip()
    return "\n\n".join(blocks[:start])


def is_stand_in(text: str, html: str) -> bool:
    """Whether a mail's plain text only says that its words are in the HTML."""
    bare = text.strip()
    if not bare:
        return True
    return bool(html) and len(bare) < _BOILERPLATE_AT_MOST and bool(_NO_HTML.search(bare))


def letter_html(html: str) -> tuple[str, dict[str, str]]:
    """A mail's HTML without the signature and the quoted mail that mail programs mark, and the words of these."""
    kept: dict[str, str] = {}
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", html))
    except LxmlError:  # nothing but comments and the like
        return "", kept
    for name, nodes in _marked(root):
        for node in nodes:
            if node.getparent() is not None:
                words = " ".join(str(node.text_content()).split())[:_LONGEST_KEPT]
                kept[name] = f"{kept.get(name, '')} {words}".strip()
                node.drop_tree()
    return str(lxml.html.tostring(root, encoding="unicode")), kept


def _marked(root: lxml.html.HtmlElement) -> list[tuple[str, list[lxml.html.HtmlElement]]]:
    """What Gmail, Outlook and Apple Mail mark as signature and as the mail that is answered."""
    quoted = [*root.find_class("gmail_quote"), *root.find_class("gmail_quote_container")]
    cited = [node for node in root.iter("blockquote") if node.get("type") == "cite"]
    return [("signature", root.find_class("gmail_signature")), ("quoted", [*quoted, *cited])]


def sifted_html(body_html: str) -> tuple[str, Copy]:
    """House HTML without the paragraphs that are furniture; these sorted by kind."""
    lines, found = [], Copy()
    for line in body_html.split("\n") if body_html else []:
        sorted_out = sift([words_of(line)]) if line.startswith("<p>") else Copy(["block"])
        if sorted_out.paragraphs:
            lines.append(line)
        for kind, texts in sorted_out.said.items():
            found.said.setdefault(kind, []).extend(texts)
    found.paragraphs = [words_of(line) for line in lines]
    return "\n".join(lines), found
