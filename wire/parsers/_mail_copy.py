"""What a mail says: copy apart from signature, quoted mail and disclaimer, which are kept beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, takewhile

import lxml.html
from lxml.etree import LxmlError

from wire.agate import table_html
from wire.parsers._agate import is_in_columns, pre_html
from wire.parsers._body import words_of
from wire.parsers._furniture import Copy, sift
from wire.parsers._lines import is_prose
from wire.parsers._mail_quotes import cut_out, is_passed_on, tells_a_story

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
_QUOTED_BELOW = re.compile(r"\s*>")
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
_RELEASE = re.compile(
    r"(?i)^(?:(?:press|media|news) (?:release|statement)|(?:strictly )?embargoed(?=:)|pressemitteilung"
    r"|communiqué de presse)\b"
)
_RELEASE_LINE = re.compile(
    r"(?i)\W{0,3}(?:(?:press|media|news) release|(?:for )?immediate release|for release"
    r"|pressemitteilung|communiqué de presse|comunicado de prensa|comunicato stampa|pressmeddelande|pressemelding"
    r"|pressemeddelelse|tiedote|persbericht)\W{0,3}"
)
_LONGEST_KEPT = 20_000
_MOST_TRIED = 50  # lines that look like a signature's dash, or open a quotation
_ROWS = "\ue010"  # stands for rows while the copy is sorted
_BETWEEN_BLOCKS = re.compile(r"(\n(?:[ \t]*\n)+)")
_FEWEST_ROWS = 2
_NO_LETTERS = re.compile(r"[\W_]+")
_BYLINE = re.compile(r"(?i)(?:by|von|par|por|di|da|av|af|door|van):? (.{3,100})")
_LINES_ABOVE = 3
_LONGEST_BYLINE = 150
_ENCLOSES = re.compile(
    r"(?i)\battach|\benclos|anbei|beigefügt|im anhang|ci-joint|pièce jointe|adjunt|in allegato|bifoga"
)
_LONGEST_COVERING_LETTER = 400
_SENTENCES_OF_A_STORY = 2
_LONGEST_FACT = 60  # characters in a table's cell
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


def read_letter(text: str, forwards: bool = False, answers: bool = False) -> Letter:
    """The copy; quotations, signature and disclaimer are set apart, never lost.

    `forwards`, `answers`: the mail says that it passes a mail on, or answers one.
    """
    letter = Letter()
    body = _ARMOUR.sub(lambda found: found["words"].replace("\n- -", "\n-"), _MBOX_FROM.sub("", text.strip("\n")))
    body = _STAND_IN.sub("", _STARRED.sub(r"\1", body))
    if forwards or is_passed_on(body):
        body = _unquoted(body)
    body = _without_quotes(body, letter, answers)
    signed = next(filter(partial(_signs, body), islice(_SIGNATURE.finditer(body), _MOST_TRIED)), None)
    if signed:
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


def _signs(body: str, dash: re.Match[str]) -> bool:
    """Whether a signature stands below this dash; one without its blank may part two halves of a story."""
    if not body[: dash.start()].strip():
        return False
    return dash[0] == "-- " or not tells_a_story(body[dash.end() :])


def _without_quotes(body: str, letter: Letter, answers: bool) -> str:
    """The text without the mail that it answers.

    "On Monday the mayor wrote:" stands in copy too: a mail's line names an address, or quoted lines follow it.
    """
    said = islice(_QUOTE_OPENS.finditer(body, 0, _LOOKED_AT), _MOST_TRIED)
    opened = [found for found in said if _opens_quote(body, found)]
    last = next((each for each in opened if not _QUOTED_BELOW.match(body, each.end())), None)
    if last and body[: last.start()].strip():
        letter.kept["quoted"] = body[last.start() :].strip()
        body = body[: last.start()]
        opened = opened[: opened.index(last)]
    quoted = _QUOTED.findall(body) if opened or answers else []
    answer = _QUOTED.sub("", body)
    for each in opened:
        answer = answer.replace(each[0], "", 1)
    if not quoted or not answer.strip():
        return body
    cut = [*(each[0] for each in opened), *(each.strip() for each in quoted), letter.kept.get("quoted", "")]
    letter.kept["quoted"] = "\n".join(cut).strip()
    return answer


def _opens_quote(body: str, line: re.Match[str]) -> bool:
    return "@" in line[0] or line[0][:2] == "--" or bool(_QUOTED_BELOW.match(body, line.end()))


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
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if next(table.iter("h1", "h2", "h3", "ul", "ol", "img"), None) is not None or all(len(row) < 2 for row in rows):
        return True
    return next(table.iter("p"), None) is not None and not _holds_facts(rows)


def _holds_facts(rows: list[list[lxml.html.HtmlElement]]) -> bool:
    """Whether these rows are a table's: Word puts a paragraph into each cell."""
    if len(rows) < _FEWEST_ROWS or len({len(row) for row in rows}) > 1:
        return False
    return all(len(str(cell.text_content()).strip()) < _LONGEST_FACT for row in rows for cell in row)


def without_rows(text: str) -> tuple[str, list[str]]:
    """The text with a sign for each run of rows in columns, and these as house HTML."""
    tables: list[str] = []
    blocks = _BETWEEN_BLOCKS.split(text.replace(_ROWS, ""))
    for at in range(2, len(blocks), 2):  # rows alone on top are no story's
        if html := _rows_html(blocks[at].split("\n")):
            blocks[at] = f"{_ROWS}{len(tables)}"
            tables.append(html)
    return "".join(blocks), tables


def with_rows(body_html: str, tables: list[str]) -> str:
    for at, html in enumerate(tables):
        body_html = body_html.replace(f"<p>{_ROWS}{at}</p>", html)
    return body_html


def _rows_html(lines: list[str]) -> str:
    lines = [line for line in lines if line.strip()]
    cells = [[cell.strip() for cell in re.split("\t+", line.strip())] for line in lines]
    if len(lines) >= _FEWEST_ROWS and min(map(len, cells)) > 1 and max(map(len, cells)) > _FEWEST_ROWS:
        return table_html(cells)
    in_columns = len(lines) >= _FEWEST_ROWS and sum(map(is_in_columns, lines)) * 2 > len(lines)
    return pre_html([line.expandtabs(8).rstrip() for line in lines]) if in_columns else ""


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


def without_byline(body_html: str, byline: str) -> str:
    """House HTML without the line above the copy that only says again who wrote it."""
    lines = body_html.split("\n", _LINES_ABOVE)
    for at, line in enumerate(lines[:_LINES_ABOVE]):
        signed = _BYLINE.fullmatch(words_of(line)) if byline and len(line) < _LONGEST_BYLINE else None
        if signed and signed[1].casefold() == byline.casefold() and len(lines) > 1:
            return "\n".join([*lines[:at], *lines[at + 1 :]])
    return body_html


def without_sign_off(body_html: str, sender: str) -> str:
    """House HTML without a last line that is only the sender's name."""
    above, _, last = body_html.rpartition("\n")
    name = words_of(last).strip(" -–—,.") if above and len(last) < _LONGEST_BYLINE else ""
    return above if name and name.casefold() in (sender.casefold(), sender.partition(" ")[0].casefold()) else body_html


def is_covering_letter(text: str) -> bool:
    """Whether a mail says no more than that something is attached."""
    lines = text.strip().split("\n")
    cut = cut_out(lines, forwards=False)
    left = "\n".join(lines[cut.start : cut.end]) if "greeting" in cut.kept else text
    said = f"{cut.kept.get('greeting', '')}\n{left}"
    if len(said) > _LONGEST_COVERING_LETTER or not _ENCLOSES.search(said):
        return False
    return sum(is_prose(" ".join(each.split())) for each in re.split(r"\n\s*\n", said)) < _SENTENCES_OF_A_STORY


def without_headline(body_html: str, headline: str) -> str:
    """House HTML without a first paragraph that only says the subject again."""
    first, _, rest = body_html.partition("\n")
    bare = _letters(_RELEASE.sub("", headline))
    return rest if rest and bare and _letters(words_of(first)) == bare else body_html


def _letters(text: str) -> str:
    return " ".join(_NO_LETTERS.sub(" ", text).split()).casefold()


def release_lines(paragraphs: list[str]) -> list[str]:
    """The lines on top that only say that this is a press release."""
    return list(takewhile(_RELEASE_LINE.fullmatch, paragraphs))
