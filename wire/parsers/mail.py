"""Mail of correspondents and small agencies (RFC 822 and MIME).

The letter is an item; a picture that came with it is one of its media; any other file that a parser of ours knows is
an item of that parser. What nobody knows is named in extra["attachments"].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wire.markup import word_count
from wire.parsers._body import read_copy
from wire.parsers._derived import people
from wire.parsers._furniture import sift
from wire.parsers._header import Header, is_slugline
from wire.parsers._lines import blocks_of, cleaned, paragraphs_of, wrap_width
from wire.parsers._mail_attachments import Enclosed, read_attachments
from wire.parsers._mail_copy import is_stand_in, letter_html, read_letter, sifted_html
from wire.parsers._mail_parts import MOST_LINES, Parts, is_mail, read_parts
from wire.parsers._mail_time import read_mail_time
from wire.parsers._mail_words import sender_in
from wire.parsers._page import Page
from wire.parsers._story import Story, read_story, settled
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.plaintext import PlainText
from wire.vocabulary import ItemKind

_ID = re.compile(r"<?([^<>\s]{1,250})>?")
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
# Lines that a correspondent sets over the copy on purpose: then the letter is read as agency copy is.
_LABELS = re.compile(r"\s*(?:headline|byline|slug(?:line)?|abstract|summary|keywords)\s*:\s*\S", re.IGNORECASE)


class _Letter(PlainText):
    """Reads the words of a mail."""

    name = "rfc822"
    largest = 64 * 1024 * 1024  # pictures are attached


_LETTER = _Letter()


class Mail(Parser):
    """A mail and what came with it."""

    name = "rfc822"

    def recognizes(self, data: bytes) -> bool:
        return is_mail(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        parts = read_parts(data)
        enclosed = read_attachments(parts.attachments, context)
        if any(text.strip() for text in [*parts.plain, *parts.html]) or not enclosed.items:
            yield self.letter(parts, enclosed, context)
        yield from enclosed.items

    def letter(self, parts: Parts, enclosed: Enclosed, context: Context) -> ParsedItem:
        """The item of the mail's own words."""
        sender, address = sender_in(parts.raw("from"))
        source = context.source or parts.said("organization") or sender or address
        item = self.words(parts, replace(context, source=source))
        if sender and not item.byline:
            item = replace(item, byline=sender, authors=people(sender), assumed=(*item.assumed, "byline"))
        item = self.with_envelope(item, parts, context)
        is_picture = bool(enclosed.media) and not item.body_html
        return replace(
            item,
            kind=ItemKind.PICTURE if is_picture else ItemKind.TEXT,
            media=(*item.media, *enclosed.media),
            extra={**item.extra, **self.kept_apart(parts, item, address), **enclosed.named()},
        )

    def with_envelope(self, item: ParsedItem, parts: Parts, context: Context) -> ParsedItem:
        """The item with what the mail's header says: its name, its day, what it answers to."""
        moment = read_mail_time(parts.said("date"), context.zone)
        extra, assumed = dict(item.extra), item.assumed
        guid = _id_in(parts.said("message-id"))
        if guid:
            assumed = tuple(each for each in assumed if each != "guid")
            extra.pop("guid_from", None)
        if moment.words:
            extra["version_created"] = moment.words
        answered = _ids_in(parts.said("references")) + _ids_in(parts.said("in-reply-to"))
        sent_keywords = tuple(word.strip() for word in parts.said("keywords").split(",") if word.strip())
        return replace(
            item,
            guid=guid or item.guid,
            version_created=moment.at,
            references=tuple(dict.fromkeys((*answered, *item.references))),
            language=parts.said("content-language").partition(",")[0],
            priority=parts.said("importance") or parts.said("x-priority"),
            expires_at=read_mail_time(parts.said("expires"), context.zone).at,
            keywords=item.keywords or sent_keywords,
            assumed=(*assumed, *(["zone"] if moment.zone_assumed else [])),
            extra=extra,
        )

    def words(self, parts: Parts, context: Context) -> ParsedItem:
        """The item of the copy and the subject: of the plain text, or of the HTML when that has the words."""
        subject = _PREFIX.sub("", parts.said("subject"))
        plain, html = "\n\n".join(parts.plain), "".join(parts.html)
        if not is_stand_in(plain, html) or not html:
            letter = read_letter(plain)
            item = _LETTER.item(self.story(letter.text, subject), context)
            return replace(item, extra={**item.extra, **letter.kept})
        markup, kept = letter_html(html)
        return self.html_words(markup, kept, subject, context)

    def html_words(self, markup: str, kept: dict[str, str], subject: str, context: Context) -> ParsedItem:
        body = read_copy(markup)
        if body.body_html.count("\n") > MOST_LINES:
            raise MalformedItem(f"rfc822: the text of this mail has more than {MOST_LINES} lines; that is no story.")
        body_html, copy = sifted_html(body.body_html)
        item = _LETTER.item(settled(_header(subject), copy, Page()), context)
        return replace(
            item,
            dateline=body.dateline,
            city=body.city,
            body_html=body_html,
            contributor_line=body.contributor_line,
            word_count=word_count(body_html) or None,
            extra={**item.extra, **kept},
        )

    def story(self, text: str, subject: str) -> Story:
        """The letter as agency copy when it is set out so, else as paragraphs below its subject."""
        story = read_story(text)
        if _LABELS.match(text) or story.slug.slugline or _is_bylined(story):
            if "headline" not in story.header.said and subject:
                story.header.note("headline", subject)
            return story
        blocks = blocks_of(cleaned(text))
        width = wrap_width(blocks)
        paragraphs = [paragraph for block in blocks for paragraph in paragraphs_of(block, width)]
        return settled(_header(subject), sift(paragraphs), Page())

    def kept_apart(self, parts: Parts, item: ParsedItem, address: str) -> dict[str, Any]:
        """What has no key of its own; the sender's address lets a desk know its correspondents."""
        subject = parts.said("subject")
        facts = {
            "sender": address,
            "subject": subject if subject != item.headline else "",
            **{name: parts.said(name) for name in ("to", "cc", "reply-to", "authentication-results")},
        }
        return {key.replace("-", "_"): value for key, value in facts.items() if value}


def _header(subject: str) -> Header:
    header = Header()
    if subject:
        header.note("slugline" if is_slugline(subject) else "headline", subject)
    return header


def _is_bylined(story: Story) -> bool:
    """Whether the copy stands under headline and byline; a greeting above them says that this is a letter."""
    headline = story.header.first("headline")
    return bool(story.header.first("byline") and headline and not headline.endswith(",") and not story.header.unparsed)


def _id_in(raw: str) -> str:
    found = _ID.search(raw)
    return found[1] if found else ""


def _ids_in(raw: str) -> tuple[str, ...]:
    return tuple(found[1] for found in _ID.finditer(raw[:4000]) if "@" in found[1])
