"""What content systems hang around an entry's text: their own fields, invitations to read on, trackers."""

from __future__ import annotations

import re

import lxml.html

_CLASSES = (
    *("field--name-", "field-name-", "op-tracker", "op-ad", "op-related", "op-kicker", "op-published", "wp-smiley"),
    *("wp-caption-text", "rich-link", "feedflare", "sharedaddy", "jp-relatedposts", "yarpp", "addtoany_share"),
)
_ELEMENTS = ("<header", "<cite", "op:markup")
# Drupal prints the node's title, writer and time as fields of the text, and its tags below it.
_FIELD = re.compile(
    r"\bfield--?name-(?:title|uid|created|changed|links?|comment\w*|field-tags?)\b"
    r"|\bfield--?type-taxonomy-term-reference\b"
)
_BESIDE = re.compile(
    r"\bop-(?:tracker|ad|related-articles)\b|\b(?:rich-link|feedflare|wp-caption-text|sharedaddy|jp-relatedposts|yarpp"
    r"|addtoany_share\w*)\b"
)
# Counters, letters drawn as pictures, faces of those who wrote.
NO_PICTURE = re.compile(
    r"//(?:feeds\.feedburner\.com/~|\w+\.feedsportal\.com/|feeds\.wordpress\.com/1\.0/|(?:pixel|stats)\.wordpress\.com/"
    r"|s\.w\.org/images/core/emoji/|ad\.doubleclick\.net/|(?:\w+\.)?gravatar\.com/avatar/)"
)
_HEAD_OF_PAGE = "header"
_INVITES = (
    r"Continue reading|Keep reading|Read (?:more|on|the (?:full|rest)[^<>]{0,40}|full [^<>]{0,40})|Full story|More"
    r"|Weiterlesen|Mehr(?: lesen)?|Lire (?:la suite|plus)|Leer m[aá]s|Seguir leyendo|Sigue leyendo|Leia mais"
    r"|Leggi tutto|Continua a leggere|Lees (?:meer|verder)|L[aä]s mer|Les mer|L[æa]s mere|Lue lis[aä]{2}"
    r"|Читать (?:далее|дальше)"
)
_ARROW = r"(?:\.{1,3}|…|»|›|→|&\w{2,8};|&\#\d{2,5};|>)"
_INVITATION = re.compile(
    r"(?:<p\b[^<>]{0,100}>|<br ?/?>|\s|&nbsp;|\[|\(){0,20}"
    r"<a\b(?:[^<>]{0,600}\bmore-link\b[^<>]*>(?:(?!</a>).){0,300}"
    rf"|[^<>]{{0,600}}>\s*(?:{_INVITES})\s*{_ARROW}?\s*)</a>(?:\]|\)|\s|</p>){{0,20}}\Z",
    re.IGNORECASE | re.DOTALL,
)
_NEAR_THE_END = 40
_BEFORE_IT = 200


def without_invitation(html: str) -> str:
    """The text without the link at its end that leads to its own page: "Continue reading…"."""
    if "</a>" not in html[-_NEAR_THE_END:]:
        return html
    link = html.rfind("<a ")
    found = _INVITATION.search(html, max(link - _BEFORE_IT, 0)) if link >= 0 else None
    return f"{html[: found.start()]}{'</p>' if _is_open(html[: found.start()]) else ''}" if found else html


def _is_open(html: str) -> bool:
    return html.rfind("<p") > html.rfind("</p>")


def has_furniture(html: str) -> bool:
    """Whether a tree must be made of the text to take something out of it: most texts have no class, and need none."""
    lower = html.lower()
    if any(mark in lower for mark in _ELEMENTS):
        return True
    return "class=" in lower and any(mark in lower for mark in _CLASSES)


def strike(root: lxml.html.HtmlElement) -> None:
    """Take out of the tree what is no copy; pictures in it must have been read before."""
    for node in root.xpath("//img[contains(@class, 'wp-smiley')]"):  # a letter of the text, drawn
        node.tail = f"{node.get('alt', '')}{node.tail or ''}"
        node.drop_tree()
    for node in list(root.iter("div", "span", "ul", "figure", "aside", "p", "section")):
        said = node.get("class", "")
        if said and node.getparent() is not None and (_FIELD.search(said) or _BESIDE.search(said)):
            node.drop_tree()
    for node in list(root.iter(_HEAD_OF_PAGE)):
        if node.getparent() is not None and node.find(".//h1") is not None:
            node.drop_tree()
            _strike_foot(root)


def _strike_foot(root: lxml.html.HtmlElement) -> None:
    """Below a page that has a head of its own: thanks and rights, said in fields as well."""
    for node in list(root.iter("footer")):
        if node.getparent() is not None:
            node.drop_tree()
