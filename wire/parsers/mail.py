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
from wire.parsers._body import Copy as HTMLCopy
from wire.parsers._body import copy_of, read_copy, words_of
from wire.parsers._derived import merged, people
from wire.parsers._furniture import Copy, sift
from wire.parsers._header import Header, is_slugline
from wire.parsers._lines import blocks_of, cleaned, paragraphs_of, wrap_width
from wire.parsers._mail_attachments import Enclosed, read_attachments, with_captions
from wire.parsers._mail_copy import (
    Letter,
    is_covering_letter,
    is_stand_in,
    letter_html,
    letter_lines,
    read_letter,
    release_lines,
    sifted_html,
    with_rows,
    without_byline,
    without_headline,
    without_rows,
    without_sign_off,
)
from wire.parsers._mail_documents import titled
from wire.parsers._mail_form import embargoed, opens_form, read_form, read_html_form, with_form
from wire.parsers._mail_parts import MOST_LINES, Parts, is_mail, read_parts
from wire.parsers._mail_time import read_mail_time
from wire.parsers._mail_words import sender_in
from wire.parsers._page import Page
from wire.parsers._story import Story, read_story, settled
from wire.parsers._text import embargo_words_in, signals_in
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.plaintext import PlainText
from wire.vocabulary import ItemKind

_ID = re.compile(r"<?([^<>\s]{1,250})>?")
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|rv|antw|doorst|vb)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FORWARDS = re.compile(r"^(?:(?:re|aw|sv)\s*:\s*)*(?:fwd?|wg|tr|rv|vs|doorst|vb|i|enc)\s*:", re.IGNORECASE)
_ANSWERS = re.compile(r"^(?:re|aw|sv|antw)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_GATEWAY = re.compile(r"^(?:\s*[\[(](?:external|ext|extern|e-?mail from external sender)[\])]:?\s*)+", re.IGNORECASE)


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
        for name, text in enclosed.documents:
            yield self.document(name, text, parts, context)

    def letter(self, parts: Parts, enclosed: Enclosed, context: Context) -> ParsedItem:
        """The item of the mail's own words."""
        _, address = sender_in(parts.raw("from"))
        item = self.signed(self.words(parts, self.within(parts, context), bool(enclosed)), parts)
        item = self.with_envelope(item, parts, context)
        body_html, pictures = with_captions(item.body_html, enclosed.media)
        return replace(
            item,
            kind=ItemKind.PICTURE if pictures and not body_html else ItemKind.TEXT,
            body_html=body_html,
            word_count=item.word_count if body_html == item.body_html else word_count(body_html) or None,
            media=(*item.media, *pictures),
            extra={**item.extra, **self.kept_apart(parts, item, address), **enclosed.named()},
        )

    def document(self, name: str, text: str, parts: Parts, context: Context) -> ParsedItem:
        """The item of a document that came with the mail."""
        title, copy = titled(text)
        item = self.of_text(copy, title or parts.said("subject"), Letter(), self.within(parts, context))
        item = self.with_envelope(self.signed(item, parts), parts, context)
        guid = f"{item.guid}#{name}" if _id_in(parts.said("message-id")) else item.guid
        return replace(item, guid=guid, extra={**item.extra, "file_name": name})

    def within(self, parts: Parts, context: Context) -> Context:
        """The context in which this sender is the source."""
        sender, address = sender_in(parts.raw("from"))
        return replace(context, source=context.source or parts.said("organization") or sender or address)

    def signed(self, item: ParsedItem, parts: Parts) -> ParsedItem:
        """The item of a sender who signs it, where the copy names nobody."""
        sender, _ = sender_in(parts.raw("from"))
        if sender and not item.byline:
            item = replace(item, byline=sender, authors=people(sender), assumed=(*item.assumed, "byline"))
        body_html = without_sign_off(without_byline(item.body_html, item.byline), sender)
        if body_html == item.body_html:
            return item
        copy = copy_of(body_html.split("\n"))
        item = replace(item, body_html=copy.body_html, word_count=copy.word_count)
        return replace(item, dateline=item.dateline or copy.dateline, city=item.city or copy.city)

    def with_envelope(self, item: ParsedItem, parts: Parts, context: Context) -> ParsedItem:
        """The item with what the mail's header says: its name, its day, what it answers to."""
        moment = read_mail_time(parts.moment(), context.zone)
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
            language=item.language or parts.said("content-language").partition(",")[0],
            priority=item.priority or parts.said("importance") or parts.said("x-priority"),
            expires_at=read_mail_time(parts.said("expires"), context.zone).at,
            keywords=item.keywords or sent_keywords,
            assumed=(*assumed, *(["zone"] if moment.zone_assumed else [])),
            extra=extra,
        )

    def words(self, parts: Parts, context: Context, encloses: bool) -> ParsedItem:
        """The item of the copy and the subject: of the plain text, or of the HTML when that has the words."""
        sent = _GATEWAY.sub("", parts.said("subject"))
        subject, forwards = _PREFIX.sub("", sent), bool(_FORWARDS.match(sent))
        plain, html = "\n\n".join(parts.plain), "".join(parts.html)
        if is_stand_in(plain, html) and html:
            return self.of_html(html, subject, forwards, context)
        if encloses and subject and not forwards and is_covering_letter(plain):
            return self.of_text("", subject, Letter(note=plain.strip()), context)
        answers = bool(_ANSWERS.match(sent) or parts.raw("in-reply-to"))
        letter = read_letter(plain, forwards, answers)
        return self.of_text(letter.text, subject, letter, context)

    def of_text(self, text: str, subject: str, letter: Letter, context: Context) -> ParsedItem:
        text, tables = without_rows(text)
        form, length = read_form(text.split("\n")) if opens_form(text) else ({}, 0)
        story = self.story("\n".join(text.split("\n")[length:]), form.get("headline") or subject)
        item = _LETTER.item(story, context)
        if tables:
            body_html = with_rows(item.body_html, tables)
            item = replace(item, body_html=body_html, word_count=word_count(body_html) or None)
        return self.with_letter(with_form(item, form, context) if form else item, letter, context)

    def of_html(self, html: str, subject: str, forwards: bool, context: Context) -> ParsedItem:
        markup, kept = letter_html(html, forwards)
        whole = read_copy(markup)
        house, letter = letter_lines(whole.body_html, forwards)
        if opens_form(words_of(house.partition("\n")[0])):
            form, below = read_html_form(house.split("\n"))
            item = self.html_words(read_copy("\n".join(below)), kept, form.get("headline") or subject, context)
            return self.with_letter(with_form(item, form, context), letter, context)
        body = whole if house == whole.body_html else _within(whole, read_copy(house))
        return self.with_letter(self.html_words(body, kept, subject, context), letter, context)

    def with_letter(self, item: ParsedItem, letter: Letter, context: Context) -> ParsedItem:
        """The item with who wrote a mail that was passed on, and what was set apart."""
        name = sender_in(letter.author)[0] if letter.author else ""
        if name and not item.byline:
            item = replace(item, byline=name, authors=people(name), assumed=(*item.assumed, "byline"))
        ednote = "\n".join(filter(None, (letter.note, item.ednote)))
        body_html = without_headline(item.body_html, item.headline)
        if body_html != item.body_html:
            item = replace(item, body_html=body_html, word_count=word_count(body_html) or None)
        kept = {name: "\n".join(filter(None, (words, item.extra.get(name)))) for name, words in letter.kept.items()}
        item = replace(item, ednote=ednote, extra={**item.extra, **kept})
        return self.with_asides(item, letter, context)

    def with_asides(self, item: ParsedItem, letter: Letter, context: Context) -> ParsedItem:
        """A kill or an embargo holds wherever the mail speaks of it, beside the copy as well."""
        below = "\n".join(map(str, item.extra.get("after_end", ())))
        asides = [letter.note, *(letter.kept.get(name, "") for name in ("forwarded", "greeting", "banner")), below]
        found = signals_in(*asides) if any(asides) else ()
        if not set(found) - set(item.signals):
            return item
        signals = merged(item.signals, found)
        item = replace(item, signals=signals, pubstatus=_LETTER.pubstatus(signals))
        words = embargo_words_in(*asides)
        return embargoed(item, words, context) if words and not item.embargo_words else item

    def html_words(self, body: HTMLCopy, kept: dict[str, str], subject: str, context: Context) -> ParsedItem:
        if body.body_html.count("\n") > MOST_LINES:
            raise MalformedItem(f"rfc822: the text of this mail has more than {MOST_LINES} lines; that is no story.")
        body_html, copy = sifted_html(body.body_html)
        header = _header(subject)
        body_html = "\n".join(body_html.split("\n")[_release_in(header, copy) :])
        item = _LETTER.item(settled(header, copy, Page()), context)
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
        if story.slug.slugline or _is_bylined(story, subject):
            if "headline" not in story.header.said and subject:
                story.header.note("headline", subject)
            return story
        blocks = blocks_of(cleaned(text))
        width = wrap_width(blocks)
        paragraphs = [paragraph for block in blocks for paragraph in paragraphs_of(block, width)]
        header, copy = _header(subject), sift(paragraphs)
        _release_in(header, copy)
        return settled(header, copy, Page())

    def kept_apart(self, parts: Parts, item: ParsedItem, address: str) -> dict[str, Any]:
        """What has no key of its own; the sender's address lets a desk know its correspondents."""
        subject = parts.said("subject")
        facts = {
            "sender": address,
            "subject": subject if subject != item.headline else "",
            **{name: parts.said(name) for name in ("to", "cc", "reply-to", "authentication-results")},
        }
        return {key.replace("-", "_"): value for key, value in facts.items() if value}


def _within(whole: HTMLCopy, cut: HTMLCopy) -> HTMLCopy:
    """Copy cut out of a letter, with the dateline that was split off before it was cut."""
    return cut if cut.dateline else cut._replace(dateline=whole.dateline, city=whole.city)


def _header(subject: str) -> Header:
    header = Header()
    if subject:
        header.note("slugline" if is_slugline(subject) else "headline", subject)
    return header


def _release_in(header: Header, copy: Copy) -> int:
    """How many lines on top only say that this is a press release; they become the kicker."""
    lines = release_lines(copy.paragraphs)
    if lines:
        header.note("kicker", lines[0].strip(" *:-–—"))
        del copy.paragraphs[: len(lines)]
    return len(lines)


def _is_bylined(story: Story, subject: str) -> bool:
    """Whether the copy stands under headline and byline; a greeting says that this is a letter, a sentence is copy."""
    header = story.header
    headline = header.first("headline") or subject
    return bool(header.first("byline") and headline and not headline.endswith((",", ".")) and not header.unparsed)


def _id_in(raw: str) -> str:
    found = _ID.search(raw)
    return found[1] if found else ""


def _ids_in(raw: str) -> tuple[str, ...]:
    return tuple(found[1] for found in _ID.finditer(raw[:4000]) if "@" in found[1])
