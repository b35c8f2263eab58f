"""What RSS and Atom share: an entry with a title, texts, people, times and media, in many vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from lxml import etree

from wire.parsers._body import Copy, dateline_in_field, read_copy
from wire.parsers._derived import Status, Times, finished, people, read_status, without_by
from wire.parsers._feed_furniture import without_invitation
from wire.parsers._feed_media import media_of, other_enclosures
from wire.parsers._feed_text import Markup, absolute, html_of, read_markup
from wire.parsers._feed_xml import first_text, parse_feed, texts
from wire.parsers._mail_time import read_mail_time
from wire.parsers._ninjs_body import plain_words
from wire.parsers._time import Moment
from wire.parsers._xml import Node, indexed, text_of
from wire.parsers.base import Parser
from wire.parsers.item import Context, ParsedItem, ParsedMedia
from wire.sluglines import split_slugline
from wire.vocabulary import ItemKind, Signal

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAIL = re.compile(r"[^\s<>()@]+@[^\s<>()@]+")
_PERSON_FORMS = (
    re.compile(rf"(?P<mail>{_MAIL.pattern})\s*\(\s*(?P<name>[^()]*?)\s*\)"),
    re.compile(rf"(?P<name>[^<>()]*?)\s*[<(]\s*(?P<mail>{_MAIL.pattern})\s*[>)]"),
    re.compile(rf"(?P<mail>{_MAIL.pattern})(?P<name>)"),
)
_NOT_LEFT_OVER = re.compile(
    r"(?:media|rdf)\.|(?:link|content|image|enclosure|author|category)$|x\.(?:analytics|image)$|tombstone\.|wp\.(?!post_id$|post_name$)"
)
_ENTRIES = {"item", "entry", "tombstone.deleted-entry", "items", "wp.author", "wp.category", "wp.tag", "wp.term"}
# Reuters sets into its headlines which filing this is: "UPDATE 2-Ferry hits pier", "CORRECTED-Ferry hits pier".
_FILED_AGAIN = re.compile(r"(?:(?:RPT|REFILE|WRAPUP \d{1,2})-)?(?P<take>UPDATE \d{1,2}|CORRECTED|REFILE)-(?=\S)")
_SIGNAL_OF_TAKE = {"UPDATE": (Signal.UPDATE,), "CORRECTED": (Signal.CORRECTION,), "REFILE": (Signal.CORRECTION,)}
_CUT_SHORT = re.compile(r"\s*\[(?:…|\.{3})\]$")  # WordPress's sign that the text goes on
_STATES = {"deleted": "canceled", "blocked": "withheld"}
_VALID_TO = re.compile(r"\bend\s*=\s*([^;\s]{4,40})")
_SUBJECT = re.compile(r"(?:.*(?:iptc\.org/|medtop:|subj:)\S*?|)([0-9]{8})/?")
_URGENCIES = tuple("12345678")
_MOST_SAID = 100
_LONGEST_SUMMARY = 500  # characters; a longer one that says what the body says is the body sent twice
_MOST_WORDS = 5000  # characters of one thing kept beside the fields


@dataclass(frozen=True)
class Entry:
    """One entry, the feed that it stands in, and what else of the feed belongs to it."""

    node: Node
    feed: Node
    attached: tuple[ParsedMedia, ...] = ()
    names: dict[str, str] = field(default_factory=dict)  # of writers, by their logins


def head_of(feed: etree._Element) -> Node:
    """What a feed says of itself, without its entries: they may be thousands, and each asks it."""
    head = etree.Element(str(feed.tag), {str(name): str(value) for name, value in feed.attrib.items()})
    lang = next((each.get(LANG, "") for each in [feed, *feed.iterancestors()] if each.get(LANG)), "")
    if lang:
        head.set(LANG, lang)
    said = (each for each in feed.iterchildren(etree.Element) if each.tag not in _ENTRIES)
    head.extend(list(islice(said, _MOST_SAID)))  # moved, not copied: nobody asks the feed itself for them
    return indexed(head)


class Feed(Parser):
    """A format names where its facts stand, first choice first; a field is a method."""

    home: frozenset[str] = frozenset()
    guids: Sequence[str] = ()
    titles: Sequence[str] = ("title", "media.title", "media.group/media.title", "dc.title", "dcterms.title")
    bodies: Sequence[str] = ()
    summaries: Sequence[str] = ()
    captions: Sequence[str] = ("media.group/media.description", "media.description")  # copy where there is no other
    published: Sequence[str] = ()
    updated: Sequence[str] = ()
    embargoes: Sequence[str] = ("prism.embargoDate", "x.embargo", "x.embargoed", "embargo", "embargoed")
    expiries: Sequence[str] = ("prism.expirationDate", "x.expirationDate", "expirationDate", "x.expires", "expires")
    people_in: Sequence[str] = ()
    terms: Sequence[str] = ("dc.subject", "x.subject", "dcterms.subject", "dc.keyword", "prism.keyword")
    term_lists: Sequence[str] = (
        *("media.keywords", "media.group/media.keywords", "media.content/media.keywords", "itunes.keywords"),
        *("x.tags", "tags", "x.keywords", "keywords"),
    )
    notices: Sequence[str] = ("dc.rights", "dcterms.rights")
    media_notices: Sequence[str] = ("media.copyright", "media.group/media.copyright")  # of the pictures first of all
    sluglines: Sequence[str] = ("slugline", "x.slugline")
    datelines: Sequence[str] = ("dateline", "x.dateline")
    urgencies: Sequence[str] = ("urgency", "x.urgency")
    addresses: Sequence[str] = ("feedburner.origLink", "x.origLink")  # where the link leads to a counter
    names_read: frozenset[str] = frozenset()  # of all of these

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        ways = (cls.guids, cls.titles, cls.bodies, cls.summaries, cls.published, cls.updated, cls.embargoes)
        more = (cls.expiries, cls.terms, cls.term_lists, cls.notices, cls.sluglines, cls.people_in, cls.addresses)
        news = ({"language", "dc.language"}, cls.datelines, cls.urgencies)
        cls.names_read = frozenset(name for names in (*ways, *more, *news) for name in names)

    def entries(self, root: etree._Element) -> Iterator[Entry]:
        """The entries that are copy, in their order."""
        raise NotImplementedError(f"{type(self).__name__} must find its entries().")

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        for entry in self.entries(parse_feed(data, self.name, self.home)):
            yield self.item(entry, context)

    def item(self, entry: Entry, context: Context) -> ParsedItem:
        """The item of one entry. Raises MalformedItem."""
        times, (markup, summary) = Times(), self.texts(entry)
        copy, byline, headline = read_copy(markup.html), self.byline(entry), plain_words(self.headline(entry))
        slug, filed = split_slugline(first_text(entry.node, *self.sluglines)), _FILED_AGAIN.match(headline)
        media = media_of(entry.node, self.base(entry), [*entry.attached, *markup.pictures])
        fields: dict[str, Any] = self.dates(entry, times, context) | {
            "source": context.source or self.source(entry),
            "guid": self.guid(entry),
            "version": self.version(entry),
            "headline": headline,
            "headline_instead": (),
            "abstract": _CUT_SHORT.sub("", plain_words(summary)),
            "slugline": slug.slugline,
            "take": slug.take or (filed["take"] if filed else ""),
            "signals": _SIGNAL_OF_TAKE[filed["take"].partition(" ")[0]] if filed else (),
            "byline": byline,
            "authors": people(byline),
            **self.copy(entry, copy),
            "language": self.language(entry),
            "keywords": self.keywords(entry),
            "urgency": self.urgency(entry),
            "subjects": self.subjects(entry),
            "ednote": self.ednote(entry),
            "copyright_notice": plain_words(self.notice(entry)),
            "media": media,
            "kind": ItemKind.PICTURE if _is_picture(copy, media) else ItemKind.TEXT,
        }
        return finished(self.name, fields, context, status=self.status(entry), times=times, extra=self.left_over(entry))

    # Identity

    def guid(self, entry: Entry) -> str:
        return first_text(entry.node, *self.guids) or self.address(entry)

    def version(self, entry: Entry) -> str:
        """Only a feed that says when an entry changed numbers its versions, by that moment."""
        return ""

    def address(self, entry: Entry) -> str:
        """Where the story stands on the sender's own site."""
        raise NotImplementedError(f"{type(self).__name__} must find an entry's address().")

    def source(self, entry: Entry) -> str:
        return first_text(entry.node, "source", "source/title", "dc.source") or self.feeds_title(entry)

    def feeds_title(self, entry: Entry) -> str:
        return plain_words(first_text(entry.feed, "title")) if entry.feed is not entry.node else ""

    def status(self, entry: Entry) -> Status:
        """Media RSS lets a sender take an entry back or stop it."""
        node = entry.node.find("media.status")
        word = "" if node is None else (text_of(node) or node.get("state", "")).lower()
        return read_status(_STATES.get(word, ""))

    def ednote(self, entry: Entry) -> str:
        return first_text(entry.node, "ednote", "x.ednote")

    # What the desk reads first

    def headline(self, entry: Entry) -> str:
        found = next(
            (each for path in self.titles for each in entry.node.iterfind(path) if html_of(each).strip()), None
        )
        return html_of(found)

    def named(self, entry: Entry) -> list[str]:
        """The writers, without their mail addresses."""
        sent = (each for path in self.people_in for each in texts(entry.node, path))
        named = (without_by(name_and_mail(entry.names.get(each, each))[0]) for each in sent)
        return [each for each in dict.fromkeys(named) if each and not each.startswith(("http://", "https://"))]

    def byline(self, entry: Entry) -> str:
        named = self.named(entry)
        return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)

    def language(self, entry: Entry) -> str:
        inner = next((each.get(LANG, "") for each in entry.node if each.get(LANG)), "")
        said = entry.node.get(LANG) or first_text(entry.node, "dc.language", "language") or inner
        return said or first_text(entry.feed, "language", "dc.language") or self.feeds_language(entry)

    def feeds_language(self, entry: Entry) -> str:
        return entry.feed.get(LANG, "")

    def dates(self, entry: Entry, times: Times, context: Context) -> dict[str, datetime | None]:
        def read(key: str, names: Iterable[str]) -> datetime | None:
            return times.keep(key, read_mail_time(first_text(entry.node, *names), context.zone))

        published, updated = read("first_created", self.published), read("version_created", self.updated)
        return {
            "first_created": published if updated else None,
            "version_created": updated or published,
            "embargoed_until": read("embargoed_until", self.embargoes),
            "expires_at": read("expires_at", self.expiries) or times.keep("expires_at", self.valid_to(entry, context)),
        }

    def valid_to(self, entry: Entry, context: Context) -> Moment:
        """The end of Dublin Core's period: "start=2031-05-04T10:00:00Z; end=2031-06-04T10:00:00Z; …"."""
        found = _VALID_TO.search(first_text(entry.node, "dcterms.valid"))
        return read_mail_time(found[1] if found else "", context.zone)

    def subjects(self, entry: Entry) -> tuple[str, ...]:
        """The IPTC's codes, which stand in a category's words or in the address of its vocabulary."""
        said = ((*self.codes(each), text_of(each)) for each in entry.node.iterfind("category"))
        found = (match[1] for words in said for each in words if (match := _SUBJECT.fullmatch(each.strip())))
        return tuple(dict.fromkeys(found))

    def codes(self, category: etree._Element) -> tuple[str, ...]:
        """Where a category has its code, apart from its words."""
        return (category.get("domain", ""), category.get("term", ""))

    def keywords(self, entry: Entry) -> tuple[str, ...]:
        listed = (word for path in self.term_lists for text in texts(entry.node, path) for word in text.split(","))
        said = (each for path in self.terms for each in texts(entry.node, path))
        words = (plain_words(each) for each in [*self.categories(entry), *said, *listed])
        return tuple(each for each in dict.fromkeys(words) if each and not _SUBJECT.fullmatch(each))

    def urgency(self, entry: Entry) -> int | None:
        sent = first_text(entry.node, *self.urgencies)
        return int(sent) if sent in _URGENCIES else None

    def categories(self, entry: Entry) -> Iterable[str]:
        return texts(entry.node, "category")

    def notice(self, entry: Entry) -> str:
        said = first_text(entry.node, *self.notices) or first_text(entry.feed, "copyright", "dc.rights", "rights")
        return said or first_text(entry.node, *self.media_notices)

    # The copy

    def texts(self, entry: Entry) -> tuple[Markup, str]:
        """The longest text there is as copy; a summary beside it as the abstract."""
        bodies, summaries = self.said(entry, self.bodies), self.said(entry, self.summaries)
        said = [html for html in [*bodies, *summaries] if html.strip()]
        body = next(iter(said or self.said(entry, self.captions)), "")
        summary = next((html for html in summaries if html.strip() and html is not body), "")
        is_copy = len(summary) > _LONGEST_SUMMARY and plain_words(summary) == plain_words(body)
        return read_markup(body, self.base(entry)), "" if is_copy else summary

    def copy(self, entry: Entry, copy: Copy) -> dict[str, Any]:
        """The copy and its dateline, which may have a field of its own."""
        where = copy if copy.dateline else dateline_in_field(first_text(entry.node, *self.datelines))
        return {
            "dateline": where.dateline,
            "city": where.city,
            "body_html": copy.body_html,
            "contributor_line": copy.contributor_line,
            "word_count": copy.word_count,
        }

    def said(self, entry: Entry, paths: Iterable[str]) -> list[str]:
        return [without_invitation(html_of(each)) for path in paths for each in entry.node.iterfind(path)]

    def base(self, entry: Entry) -> str:
        """What addresses in this entry are seen from."""
        inner = [each.base for path in self.bodies for each in entry.node.iterfind(path)]
        declared = next((str(base) for base in [*inner, entry.node.base] if base), "")
        return absolute(self.site(entry), declared)

    def site(self, entry: Entry) -> str:
        return ""

    def left_over(self, entry: Entry) -> dict[str, Any]:
        """What was said and has no field."""
        rest: dict[str, list[str]] = {}
        for each in entry.node.iterchildren(etree.Element):
            name = str(each.tag)
            if name not in self.names_read and not _NOT_LEFT_OVER.match(name) and (text := text_of(each)):
                rest.setdefault(name.removeprefix("x."), []).append(text[:_MOST_WORDS])
        said: dict[str, Any] = {name: found if len(found) > 1 else found[0] for name, found in rest.items()}
        mails = [name_and_mail(each)[1] for path in self.people_in for each in texts(entry.node, path)]
        said |= {
            "source": first_text(entry.node, "source", "source/title"),
            "url": self.address(entry),
            "feed": plain_words(first_text(entry.feed, "title")),
            "urgency": "" if self.urgency(entry) else first_text(entry.node, *self.urgencies),
        }
        said |= {"author_mail": ", ".join(filter(None, mails)), "enclosures": other_enclosures(entry.node)}
        return {key: value for key, value in said.items() if value}


def _is_picture(copy: Copy, media: Sequence[ParsedMedia]) -> bool:
    """Whether an entry is nothing but pictures that have captions of their own."""
    return bool(media) and not copy.body_html and all(each.caption and each.kind == ItemKind.PICTURE for each in media)


def name_and_mail(text: str) -> tuple[str, str]:
    """A person's name and mail address: "a@b.example (Mara Quist)", "Mara Quist <a@b.example>", either alone."""
    for form in _PERSON_FORMS:
        if len(text) < 500 and (found := form.fullmatch(text.strip())):
            return found["name"], found["mail"]
    return text, ""
