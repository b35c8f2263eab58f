"""Files that came with a mail: pictures, items of other parsers, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from wire.parsers._mail_parts import Attachment
from wire.parsers.errors import UnknownFormat, WireError
from wire.parsers.item import Context, Parsed, ParsedItem, ParsedMedia
from wire.vocabulary import ItemKind


@dataclass
class Enclosed:
    """A mail's attachments, sorted."""

    media: list[ParsedMedia] = field(default_factory=list)
    items: list[ParsedItem] = field(default_factory=list)
    unread: list[dict[str, Any]] = field(default_factory=list)

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
        else:
            enclosed.unread.append({"name": file.name, "mime_type": file.mime_type, **facts})
    return enclosed


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
