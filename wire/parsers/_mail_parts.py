"""A mail's tree of parts, laid flat: what is its text, and what came with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from wire.parsers._mail_words import decode_as, header_words
from wire.parsers.errors import MalformedItem

_MOST_PARTS = 200
_NESTING = re.compile(rb"(?i)content-type:\s*(?:multipart|message)/")
_DEEPEST = 50  # such lines; each may be a level, and the stdlib's parser takes a stack frame for each
_MOST_WORK = 4_000_000  # lines times levels: each level looks at each line for its boundary
_MOST_BOUNDARIES = 20_000
MOST_LINES = 20_000  # of text
_KNOWN = re.compile(
    rb"(?im)^(from|to|subject|date|received|message-id|mime-version|return-path|content-type|delivered-to|reply-to|cc"
    rb"|in-reply-to|references|sender):"
)
_SENDERS = {b"from", b"received", b"return-path", b"message-id", b"sender"}
_HEADER_LINE = re.compile(rb"(?:[!-9;-~]{1,76}:|[ \t]|From )")
_ENCODING = re.compile(r"[\w-]{1,40}")
_FLOWED = re.compile(r"(?m)(?<=\S) (?:\r?\n)(?!\s|>)")


@dataclass
class Attachment:
    """A file that came with a mail."""

    name: str
    mime_type: str
    content_id: str
    data: bytes
    charset: str = ""


@dataclass
class Parts:
    """A mail laid flat."""

    header: Message
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    def said(self, name: str) -> str:
        """A header as a reader sees it."""
        return header_words(self.raw(name))

    def moment(self) -> str:
        """When it was written; where nobody says, when the last of its carriers got it."""
        return self.said("date") or self.said("resent-date") or self.said("received").rpartition(";")[2].strip()

    def raw(self, name: str) -> str:
        wanted = name.lower()
        return next((str(value) for key, value in self.header.raw_items() if key.lower() == wanted), "")


def is_mail(data: bytes) -> bool:
    """Whether these bytes open with the header of a mail: a sender and one more line that mails have."""
    start = data[:16_000].lstrip(b"\r\n\t ")
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    lines = head.splitlines()[:12]
    known = {found.lower() for found in _KNOWN.findall(head)}
    return bool(len(known) > 1 and known & _SENDERS and all(_HEADER_LINE.match(line) for line in lines))


def read_parts(data: bytes) -> Parts:
    """The mail's parts. Raises MalformedItem."""
    nested = len(_NESTING.findall(data))
    if nested > _DEEPEST:
        raise MalformedItem(f"rfc822: more than {_DEEPEST} parts of this mail hold parts of their own.")
    if nested * data.count(b"\n") > _MOST_WORK or data.count(b"\n--") > _MOST_BOUNDARIES:
        raise MalformedItem("rfc822: this mail has too many lines in too many parts to be opened.")
    mail = BytesParser(policy=compat32).parsebytes(data.lstrip(b"\r\n\t "))
    parts = Parts(mail)
    waiting: list[Message] = [mail]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return _bounded(parts)
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = _inner(part)
        else:
            _keep(parts, part)
    raise MalformedItem(f"rfc822: this mail has more than {_MOST_PARTS} parts.")


def _bounded(parts: Parts) -> Parts:
    if sum(text.count("\n") for text in parts.plain) > MOST_LINES:
        raise MalformedItem(f"rfc822: the text of this mail has more than {MOST_LINES} lines; that is no story.")
    return parts


def _keep(parts: Parts, part: Message) -> None:
    kind = header_words(part.get_content_type())
    name = _file_name(part)
    disposition = str(part.get("content-disposition", "")).strip().lower()
    data = _bytes_of(part)
    if kind in ("text/plain", "text/html") and not name and not disposition.startswith("attachment"):
        text = decode_as(data, _parameter(part, "charset")).replace("\r\n", "\n").replace("\r", "\n")
        if kind == "text/html":
            parts.html.append(text)
        else:
            parts.plain.append(_unflowed(text, part))
    elif data:
        name = name or _made_name(parts, kind)
        content_id = header_words(str(part.get("content-id", ""))).strip(" <>")
        parts.attachments.append(Attachment(name, kind, content_id, data, _parameter(part, "charset")))


def _bytes_of(part: Message) -> bytes:
    if part.is_multipart():  # a mail in the mail
        return b"\n".join(each.as_bytes() for each in _inner(part))
    named = str(part.get("content-transfer-encoding", "")).strip()
    if named and not _ENCODING.fullmatch(named) and (found := _ENCODING.match(named)):  # "quoted-printable;"
        part.replace_header("content-transfer-encoding", found[0])
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _inner(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):  # the stdlib on a broken RFC 2231 parameter
        return ""
    return header_words(name).replace("\\", "/").rpartition("/")[2][:200]


def _made_name(parts: Parts, kind: str) -> str:
    return f"part-{len(parts.attachments) + 1}.{kind.rpartition('/')[2]}"


def _parameter(part: Message, name: str) -> str:
    try:
        found = part.get_param(name)
    except (LookupError, ValueError, TypeError):
        return ""
    return str(found[2] if isinstance(found, tuple) else found or "").strip().lower()


def _unflowed(text: str, part: Message) -> str:
    """Text in format=flowed with its soft breaks undone."""
    if _parameter(part, "format") != "flowed":
        return text
    glue = "" if _parameter(part, "delsp") == "yes" else " "
    return _FLOWED.sub(glue, text.replace("\n-- \n", "\n--\u2063\n")).replace("--\u2063", "-- ")
