"""NewsML 1.2 is components in components: which stories they make, and what part each plays."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from wire.parsers._newsml_body import best_content
from wire.parsers._xml import Node, attribute, indexed, text_of

ROOTS = {"NewsML", "NewsItem"}
# The parts that roles name, in the spellings of the agencies, without blanks and small.
PARTS = {
    **dict.fromkeys(("", "main", "body", "content", "text", "article", "story", "maintext", "bodytext"), "body"),
    **dict.fromkeys(("headline", "title", "titre", "maintitle"), "headline"),
    **dict.fromkeys(("subheadline", "subtitle", "deck", "kicker", "overline"), "subheadline"),
    **dict.fromkeys(("abstract", "lead", "summary", "intro", "teaser", "leadin", "chapeau", "lede"), "abstract"),
    **dict.fromkeys(("caption", "legend", "photocaption", "picturecaption", "imagecaption"), "caption"),
    **dict.fromkeys(("picture", "photo", "image", "graphic", "logo", "video", "audio", "mainpicture", "clip"), "media"),
    **dict.fromkeys(("quicklook", "thumbnail", "preview", "lowres", "highres", "mediumres", "viewimage"), "rendition"),
    **dict.fromkeys(("highdef", "lowdef", "mediumdef", "highdefinition", "lowdefinition", "squared"), "rendition"),
    **dict.fromkeys(("stylesheet", "css", "script", "index"), "nothing"),
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST_LANGUAGES = 24
_MOST_PARTS = 40
_WITH_WORDS = {"body", "headline", "abstract"}
_NOT_TEXT = {"photo", "picture", "image", "graphic", "video", "audio"}


class Story(NamedTuple):
    """One item to be; `chain`: the component of its copy and those round it, the nearest first."""

    item: Node
    envelope: Node | None
    components: tuple[etree._Element, ...]
    chain: tuple[Node, ...]
    content: etree._Element | None
    roles: Mapping[etree._Element, str]
    language: str = ""  # when the item tells its story in several
    languages: tuple[str, ...] = ("",)  # all of them
    around: tuple[Node, ...] = ()  # the chain, then all other components
    part: str = ""  # when the item tells several stories
    parts: tuple[str, ...] = ("",)  # all of them

    def role_of(self, component: etree._Element) -> str:
        """The role of a component, or of the nearest one round it that has any; small, without blanks."""
        return self.roles.get(component, "")

    def part_of(self, component: etree._Element) -> str:
        """What a component is of its story: body, headline, media …; an unknown role is its own part."""
        return _part(self.role_of(component))


def stories_in(root: etree._Element) -> Iterator[Story]:
    """All stories of all NewsItems; a NewsItem in several languages is a story in each."""
    _decode(root)
    sent = root.find("NewsEnvelope")
    envelope = indexed(sent) if sent is not None else None
    for item in root.iter("NewsItem"):
        about = indexed(item)
        roles = _roles(item)
        told = _by_language(item, roles)
        for language, of_language in told.items():
            listed = _by_part(of_language, roles)
            for part, found in listed.items():
                content = _content_of(found, roles)
                around = {each: indexed(each) for each in (*_chain(content, found, roles), *found)}
                chain = tuple(around[each] for each in _chain(content, found, roles))
                story = Story(about, envelope, tuple(found), chain, content, roles, language, tuple(told))
                yield story._replace(around=tuple(around.values()), part=part, parts=tuple(listed))


def _decode(root: etree._Element) -> None:
    """Contents that came encoded, in place; what holds no words stays as it is."""
    for encoding in list(root.iter("Encoding")):
        content, around = encoding.find("DataContent"), encoding.getparent()
        if content is None or around is None or encoding.get("Notation", "").lower() != "base64":
            continue
        try:
            content.text = b64decode("".join((content.text or "").split()), validate=True).decode()
        except ValueError:  # not base64, not text, or characters that XML does not know
            continue
        around.replace(encoding, content)


def _roles(item: etree._Element) -> dict[etree._Element, str]:
    """The roles of all components, in their order; an item within is a story of its own."""
    roles: dict[etree._Element, str] = {}
    waiting = [(each, "") for each in reversed(item.findall("NewsComponent"))]
    while waiting:
        component, around = waiting.pop()
        own = attribute(component, "Role", "FormalName").lower().replace("-", "").replace("_", "")
        roles[component] = "".join(own.split()) or around
        waiting += [(each, roles[component]) for each in reversed(component.findall("NewsComponent"))]
    return roles


def _part(role: str) -> str:
    return PARTS.get(role, role)


def _content_of(components: list[etree._Element], roles: Mapping[etree._Element, str]) -> etree._Element | None:
    """The element that holds the copy, in its richest form."""
    parts = [(_part(roles[each]), each) for each in components]
    bodies = best_content(node for part, each in parts if part == "body" for node in texts_in(each))
    if bodies is not None:
        return bodies
    known = {*PARTS.values(), "contact"}
    unknown = best_content(node for part, each in parts if part not in known for node in texts_in(each))
    if unknown is not None or any(_holds_files(each) for _, each in parts):
        return unknown
    return best_content(node for part, each in parts if part == "abstract" for node in texts_in(each))


def _holds_files(component: etree._Element) -> bool:
    return any(each.get("Href") for each in component.iterfind("ContentItem"))


def part_of_copy(story: Story) -> str:
    """The part that the copy was found in: Belga's short items are a lead and no more."""
    around = story.content.iterancestors("NewsComponent") if story.content is not None else iter(())
    return next((story.part_of(each) for each in around), "")


def texts_in(component: etree._Element) -> Iterator[etree._Element]:
    """The contents of a component that are words."""
    for item in component.iterfind("ContentItem"):
        kind = attribute(item, "MediaType", "FormalName").lower()
        mime = attribute(item, "MimeType", "FormalName").lower()
        if kind not in _NOT_TEXT and not mime.startswith(("image/", "audio/", "video/", "text/css")):
            yield from item.iterfind("DataContent")


def topics_of(story: Story) -> Iterator[str]:
    """The names of the topics that occur in a story: Spanish agencies keep their codes in a TopicSet beside it."""
    named = {each.get("Duid", ""): text_of(each, "FormalName") for each in story.item.iter("Topic")}
    for component in story.chain if named else ():
        for each in component.iterfind("DescriptiveMetadata/TopicOccurrence"):
            yield named.get(each.get("Topic", "").removeprefix("#"), "")


def words_of_part(story: Story, part: str) -> str:
    """The words of the first component that plays a part."""
    for component in story.components:
        if story.part_of(component) == part:
            for node in texts_in(component):
                if text := words_of_node(node):
                    return text
    return ""


def words_of_node(node: etree._Element) -> str:
    """The words of a content, paragraphs set apart; of NITF those of its body, not of the head above it."""
    body = node.find(".//body.content")
    node = body if body is not None else node
    paragraphs = [text for each in node.iter("p") if each.find(".//p") is None and (text := text_of(each))]
    return " ".join(paragraphs) or text_of(node)


def walk(component: etree._Element) -> Iterator[etree._Element]:
    """A component and those in it, in their order; an item within is a story of its own."""
    waiting = [component]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += reversed(each.findall("NewsComponent"))


def language_of(component: Node) -> str:
    """The language a component says it is in."""
    return attribute(component, "DescriptiveMetadata/Language", "FormalName") or component.get(_LANG, "")


def _by_language(item: etree._Element, roles: Mapping[etree._Element, str]) -> dict[str, list[etree._Element]]:
    every = list(roles)
    for parent in [item, *every]:
        told: dict[str, list[etree._Element]] = {}
        for child in parent.findall("NewsComponent"):
            language = language_of(child)[:2].lower()
            if language and _part(roles[child]) in _WITH_WORDS and _has_words(child):
                told.setdefault(language, []).append(child)
        if 1 < len(told) <= _MOST_LANGUAGES:
            apart = {each for some in told.values() for top in some for each in walk(top)}
            shared = [each for each in every if each not in apart]
            return {
                language: [*shared, *(each for top in some for each in walk(top))] for language, some in told.items()
            }
    return {"": every}


def _by_part(components: list[etree._Element], roles: Mapping[etree._Element, str]) -> dict[str, list[etree._Element]]:
    """The stories that EFE lists in one item, by their own ids, each with all that is listed beside them."""
    for parent in (each for each in components if roles[each] == "contentlist"):
        told = {
            each.get("Euid", ""): each for each in parent.findall("NewsComponent") if any(True for _ in texts_in(each))
        }
        if 1 < len(told) <= _MOST_PARTS and "" not in told:
            apart = {each for top in told.values() for each in walk(top)}
            shared = [each for each in components if each not in apart]
            return {name: [*shared, *walk(top)] for name, top in told.items()}
    return {"": components}


def _has_words(component: etree._Element) -> bool:
    return any(text_of(each, "NewsLines/HeadLine") or any(map(text_of, texts_in(each))) for each in walk(component))


def _chain(
    content: etree._Element | None, components: list[etree._Element], roles: Mapping[etree._Element, str]
) -> tuple[etree._Element, ...]:
    """From the content outwards; without content, from the first component with lines of its own."""
    start = content
    if start is None:
        lined = [each for each in components if text_of(each, "NewsLines")]
        start = next((each for each in lined if _part(roles[each]) not in ("rendition", "media")), None)
        start = start if start is not None else next(iter(lined or components), None)
    chain = []
    while start is not None and start.tag != "NewsItem":
        if start.tag == "NewsComponent":
            chain.append(start)
        start = start.getparent()
    return tuple(chain)
