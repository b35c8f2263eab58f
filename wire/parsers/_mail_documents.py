"""The words of documents that come with a mail: bare text, and Word's .docx."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from wire.parsers._lines import is_prose
from wire.parsers._mail_parts import Attachment
from wire.parsers._mail_words import decode_as
from wire.parsers._xml import parse_xml
from wire.parsers.errors import MalformedItem

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, ArithmeticError, LookupError),
)
_COPY = "word/document.xml"
_LARGEST = 4 * 1024 * 1024  # bytes of a document's words
_LONGEST_TITLE = 120
_BETWEEN = re.compile(r"\n\s*\n")
_SIGNS = {f"{_WORDS}t": "", f"{_WORDS}tab": "\t", f"{_WORDS}br": "\n", f"{_WORDS}cr": "\n"}
_BLANK = re.compile(r"\s+")


def document_text(file: Attachment) -> str:
    """A document's words when there are sentences among them; "" of any other file."""
    text = ""
    if file.data[:4] == b"PK\x03\x04":
        text = _docx_text(file.data) if file.name.lower().endswith(".docx") else ""
    elif (file.mime_type == "text/plain" or file.name.lower().endswith(".txt")) and len(file.data) <= _LARGEST:
        text = decode_as(file.data, file.charset).replace("\r\n", "\n").replace("\r", "\n")
    has_sentences = any(is_prose(_BLANK.sub(" ", each)) for each in _BETWEEN.split(text))
    return text.strip() if has_sentences else ""


def titled(text: str) -> tuple[str, str]:
    """The line above a document's copy, and the copy."""
    first, _, below = text.partition("\n")
    is_title = len(first) < _LONGEST_TITLE and not is_prose(first) and first.rstrip()[-1:] not in (".", ":", ",")
    return (first.strip(), below.strip("\n")) if is_title and below.strip() else ("", text)


def _docx_text(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo(_COPY).file_size > _LARGEST:
                return ""
            with archive.open(_COPY) as file:
                sent = file.read(_LARGEST + 1)
        body = parse_xml(sent, "docx", namespaces=True).find(f"{_WORDS}body")
    except (*_DAMAGES, MalformedItem):
        return ""
    return "" if body is None else "\n\n".join(filter(None, map(_block, body)))


def _block(node: etree._Element) -> str:
    if node.tag == f"{_WORDS}p":
        return _paragraph(node)
    if node.tag != f"{_WORDS}tbl":
        return ""
    rows = ("\t".join(_cells(row)) for row in node.iter(f"{_WORDS}tr"))
    return "\n".join(row for row in rows if row.strip())


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iterchildren(f"{_WORDS}tc"):
        yield " ".join(_BLANK.sub(" ", _paragraph(each)) for each in cell.iter(f"{_WORDS}p")) or "-"


def _paragraph(node: etree._Element) -> str:
    """What a reader sees of it: words that a reviser has struck out are in other elements."""
    return "".join(_SIGNS[str(each.tag)] or each.text or "" for each in node.iter(*_SIGNS)).strip()
