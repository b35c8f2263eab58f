"""What a mail says: copy apart from signature, quoted mail and disclaimer, which are kept beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

import lxml.html
from lxml.etree import LxmlError

from wire.parsers._body import words_of
from wire.parsers._furniture import Copy, sift
from wire.parsers._mail_quotes import cut_out, is_passed_on

_SIGNATURE = re.compile(r"(?m)^-- ?$")
_QUOTE_OPENS = re.compile(
    r"(?m)^(?:"
    + "|".join(
        rf"{opens} .{{6,120}}(?:\n.{{0,120}})?{says}"
        for opens, says in (
            *(("On", "wrote:"), ("Am", "schrieb.{0,120}:"), ("Le", "a écrit ?:"), ("El", "escribió:")),
            *(("Il", "ha scritto:"), ("Op", "schreef.{0,120}:"), ("Den", "skrev.{0,120}:"), ("Em", "escreveu:")),
        )
    )
    + r"|-{2,} ?(?:Original Message|Ursprüngliche Nachricht) ?-{2,})\s*$"
)
_QUOTED = re.compile(r"(?m)(?:^>.*\n?)+")
_MBOX_FROM = re.compile(r"(?m)^>(?=From )")
_ARMOUR = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+: [^\n]*\n)*\n(?P<words>(?:(?!-----BEGIN PGP SIG).)*)"
    r"-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)",
    re.DOTALL,
)
# Where mail programs put pictures and links into plain text: "[cid:a@b]", "[image: a.png]", "Tide<https://tide.example>".
_STAND_IN = re.compile(
    r"\[(?:cid:[^\]\s]{1,200}|image: ?[^\]\n]{0,200})\]|(?<=[^\s<])<(?:https?|mailto):[^<>\s]{1,2000}>"
)
_STARRED = re.compile(r"(?m)^[ \t]*\*([^*\n]{1,200})\*[ \t]*$")  # bold, as Gmail writes it
_NO_HTML = re.compile(
    r"(?i)\b(?:does not|cannot|can't|unable to) (?:support|display|read|show) html\b|view this e-?mail in"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_RELEASE = re.compile(r"(?i)^(?:(?:press|media|news) (?:release|statement)|pressemitteilung|communiqué de presse)\b")
_RELEASE_LINE = re.compile(
    r"(?i)\W{0,3}(?:(?:press|media|news) release|(?:for )?immediate release|for release"
    r"|pressemitteilung|communiqué de presse|comunicado de prensa|comunicato stampa|pressmeddelande|pressemelding"
    r"|pressemeddelelse|tiedote|persbericht)\W{0,3}"
)
_LONGEST_KEPT = 20_000
_MARKUP = re.compile(r"<[^<>]*>|\s|&\w{2,8};")
_TOO_LITTLE = 5  # times as many words in the HTML as in the plain text: these are no twins
_LOOKED_AT = 200_000  # characters in which an answer begins to quote
_BOILERPLATE_AT_MOST = 400  # characters in which a mail's plain text says that the words are in its HTML


@dataclass
class Letter:
    """The text of a mail, and what was taken from it."""

    text: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    author: str = ""  # of a mail that was passed on
    note: str = ""  # above it


def read_letter(text: str, forwards: bool = False) -> Letter:
    """The copy; quotations, signature and disclaimer are set apart, never lost."""
    letter = Letter()
    body = _ARMOUR.sub(lambda found: found["words"].replace("\n- -", "\n-"), _MBOX_FROM.sub("", text.strip("\n")))
    body = _STAND_IN.sub("", _STARRED.sub(r"\1", body))
    if forwards or is_passed_on(body):
        body = _unquoted(body)
    body = _without_quotes(body, letter)
    signed = _SIGNATURE.search(body)
    if signed and body[: signed.start()].strip():
        letter.kept["signature"] = body[signed.end() :].strip()
        body = body[: signed.start()]
    lines = body.split("\n")
    cut = cut_out(lines, forwards)
    for name, words in cut.kept.items():
        letter.kept[name] = f"{words}\n{letter.kept[name]}" if name in letter.kept else words
    letter.text = "\n".join(lines[cut.start : cut.end]).strip("\n")
    letter.author, letter.note = cut.author, cut.note
    return letter


def _unquoted(body: str) -> str:
    """A mail that Apple Mail passed on, without the ">" before each of its lines."""
    start = re.search(r"(?m)^> ?(?:Begin forwarded|Anfang der|Début du|From:|Von:)", body)
    if not start:
        return body
    return body[: start.start()] + re.sub(r"(?m)^> ?", "", body[start.start() :])


def _without_quotes(body: str, letter: Letter) -> str:
    opened = _QUOTE_OPENS.search(body, 0, _LOOKED_AT)
    if opened and body[: opened.start()].strip():
        letter.kept["quoted"] = body[opened.start() :].strip()
        body = body[: opened.start()]
    quoted = _QUOTED.findall(body)
    if quoted and _QUOTED.sub("", body).strip():
        answer = _QUOTE_OPENS.sub("", _QUOTED.sub("", body))
        if answer.strip():
            opening = [found[0] for found in _QUOTE_OPENS.finditer(body)]
            said = [*opening, *(each.strip() for each in quoted), letter.kept.get("quoted", "")]
            letter.kept["quoted"] = "\n".join(said).strip()
            body = answer
    return body


def is_stand_in(text: str, html: str) -> bool:
    """Whether a mail's plain text only says that its words are in the HTML."""
    bare = text.strip()
    if not bare:
        return True
    if not html or len(bare) >= _BOILERPLATE_AT_MOST:
        return False
    return bool(_NO_HTML.search(bare)) or _letters_in(html) > _TOO_LITTLE * len(bare)


def _letters_in(html: str) -> int:
    below_styles = html[max(html.rfind("</style>"), html.rfind("</head>"), 0) :]
    return len(_MARKUP.sub("", below_styles[:_LOOKED_AT]))


def letter_html(html: str, forwards: bool = False) -> tuple[str, dict[str, str]]:
    """A mail's HTML without the signature and the quoted mail that mail programs mark, and the words of these."""
    kept: dict[str, str] = {}
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", html))
    except LxmlError:  # nothing but comments and the like
        return "", kept
    _flatten(root)
    for name, nodes in _marked(root):
        for node in nodes:
            words = " ".join(" ".join(map(str, node.itertext())).split())[:_LONGEST_KEPT]
            if node.getparent() is None:
                continue
            if name == "quoted" and (forwards or is_passed_on(words[:80].replace(" -From", " -\nFrom"))):
                if node.tag == "blockquote":
                    node.tag = "div"
            else:
                kept[name] = f"{kept.get(name, '')} {words}".strip()
                node.drop_tree()
    return str(lxml.html.tostring(root, encoding="unicode")), kept


def _flatten(root: lxml.html.HtmlElement) -> None:
    """Tables that only set out a page, as blocks; words that nobody was to see, out."""
    for node in root.xpath("//*[contains(@style, 'display')]"):
        if _HIDDEN.search(node.get("style", "")) and node.getparent() is not None:
            node.drop_tree()
    for table in [each for each in root.iter("table") if _is_layout(each)]:
        parts = table.iter("tbody", "thead", "tfoot", "tr", "td", "th")
        for node in [table, *(each for each in parts if next(each.iterancestors("table"), None) is table)]:
            node.tag = "div"


def _is_layout(table: lxml.html.HtmlElement) -> bool:
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    blocks = next(table.iter("p", "h1", "h2", "h3", "ul", "ol", "img"), None) is not None
    return blocks or all(len(row) < 2 for row in table.iter("tr"))


def letter_lines(body_html: str, forwards: bool) -> tuple[str, Letter]:
    """House HTML cut to the copy as plain text is, and what was taken from it."""
    lines = body_html.split("\n") if body_html else []
    words = ["\n".join(words_of(each) for each in line.split("<br>")) for line in lines]
    cut = cut_out(words, forwards)
    return "\n".join(lines[cut.start : cut.end]), Letter("", cut.kept, cut.author, cut.note)


def _marked(root: lxml.html.HtmlElement) -> list[tuple[str, list[lxml.html.HtmlElement]]]:
    """What Gmail, Outlook and Apple Mail mark as signature and as the mail that is answered."""
    quoted = [*root.find_class("gmail_quote_container"), *root.find_class("gmail_quote")]
    cited = [node for node in root.iter("blockquote") if node.get("type") == "cite"]
    signed = [*root.find_class("gmail_signature"), *root.find_class("moz-signature")]
    signed += [
        node
        for node in root.iter("div")
        if node.get("id") in ("Signature", "AppleMailSignature", "ms-outlook-mobile-signature")
    ]
    prefix = [*root.find_class("moz-cite-prefix")]
    return [("signature", signed), ("quoted", [*prefix, *quoted, *cited])]


def sifted_html(body_html: str) -> tuple[str, Copy]:
    """House HTML without the paragraphs that are furniture; these sorted by kind."""
    lines, found = [], Copy()
    for line in body_html.split("\n") if body_html else []:
        sorted_out = sift([words_of(line)]) if line.startswith("<p>") else Copy(["block"])
        if sorted_out.paragraphs and "end" in found.said:
            found.note("after_end", words_of(line))
        elif sorted_out.paragraphs:
            lines.append(line)
        for kind, texts in sorted_out.said.items():
            found.said.setdefault(kind, []).extend(texts)
    found.paragraphs = [words_of(line) for line in lines]
    return "\n".join(lines), found


def without_headline(body_html: str, headline: str) -> str:
    """House HTML without a first paragraph that only says the subject again."""
    first, _, rest = body_html.partition("\n")
    bare = _RELEASE.sub("", headline).strip(" :–-").casefold()
    return rest if rest and bare and words_of(first).casefold() == bare else body_html


def release_lines(paragraphs: list[str]) -> list[str]:
    """The lines on top that only say that this is a press release."""
    return list(takewhile(_RELEASE_LINE.fullmatch, paragraphs))
