"""Files that came with a mail: pictures, items of other parsers, and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wire.parsers._body import words_of
from wire.parsers._credit import split_credit
from wire.parsers._mail_documents import document_text
from wire.parsers._mail_parts import Attachment
from wire.parsers.errors import UnknownFormat, WireError
from wire.parsers.item import Context, Parsed, ParsedItem, ParsedMedia
from wire.vocabulary import ItemKind

_LABEL = re.compile(r"(?i)(?:photos?|pictures?|images?|captions?|pi(?:x|cs)|fotos?|bilder|bildtexte):?")


@dataclass
class Enclosed:
    """A mail's attachments, sorted."""

    media: list[ParsedMedia] = field(default_factory=list)
    items: list[ParsedItem] = field(default_factory=list)
    unread: list[dict[str, Any]] = field(default_factory=list)
    documents: list[tuple[str, str]] = field(default_factory=list)  # their names and words

    def __bool__(self) -> bool:
        return bool(self.media or self.items or self.unread or self.documents)

    def named(self) -> dict[str, Any]:
        return {"attachments": self.unread} if self.unread else {}


def read_attachments(files: Iterable[Attachment], context: Context) -> Enclosed:
    """Every file read by the parser that knows it; a file that cannot be read does not stop the letter."""
    enclosed = Enclosed()
    for file in files:
        try:
            parsed, problem = context.inner(file.data, file.name) if context.inner else None, ""
        except UnknownFormat:
            parsed, problem = None, ""
        except WireError as error:
            parsed, problem = None, str(error)
        facts = _facts(file, problem)
        if parsed and all(item.kind is ItemKind.PICTURE and len(item.media) <= 1 for item in parsed.items):
            enclosed.media += [_picture(item, file) for item in parsed.items]
        elif parsed:
            enclosed.items += _named(parsed, file)
        elif file.mime_type.startswith("image/"):
            enclosed.media.append(ParsedMedia(href=file.name, mime_type=file.mime_type, extra=facts))
        elif not problem and (text := document_text(file)):
            enclosed.documents.append((file.name, text))
        else:
            enclosed.unread.append({"name": file.name, "mime_type": file.mime_type, **facts})
    return enclosed


def with_captions(body_html: str, media: Sequence[ParsedMedia]) -> tuple[str, list[ParsedMedia]]:
    """Pictures with the captions that the letter gives below its copy ("pier.jpg: The pier."), and the copy above."""
    named = {each.href.casefold(): at for at, each in enumerate(media) if each.href and not each.caption}
    captioned, kept = list(media), []
    for line in body_html.split("\n"):
        name, colon, caption = words_of(line).partition(":") if named else ("", "", "")
        at = named.get(name.strip().casefold()) if colon and caption.strip() else None
        if at is None:
            kept.append(line)
        else:
            said = captioned[at].credit_line or split_credit(caption)[1]
            captioned[at] = replace(captioned[at], caption=caption.strip(), credit_line=said)
    if len(kept) > 1 and captioned != list(media) and _LABEL.fullmatch(words_of(kept[-1])):
        kept.pop()
    return "\n".join(kept), captioned


def _picture(item: ParsedItem, file: Attachment) -> ParsedMedia:
    said = item.media[0] if item.media else ParsedMedia(guid=item.guid, headline=item.headline)
    return replace(
        said,
        href=file.name,
        mime_type=said.mime_type or file.mime_type,
        caption=said.caption or item.caption,
        credit_line=said.credit_line or item.credit_line,
        extra={**said.extra, **_facts(file, "")},
    )


def _named(parsed: Parsed, file: Attachment) -> list[ParsedItem]:
    return [replace(item, extra={**item.extra, "file_name": file.name}) for item in parsed.items]


def _facts(file: Attachment, problem: str) -> dict[str, Any]:
    facts = {"bytes": len(file.data), "content_id": file.content_id, "problem": problem}
    return {key: value for key, value in facts.items() if value}
