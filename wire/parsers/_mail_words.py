"""Words of a mail's header: encoded, broken, or raw bytes of eight bits; and text in the charset it claims."""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from email.utils import parseaddr

from wire.parsers._text import decode

_ENCODED = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([BbQq])\?([^?]{0,4000})\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_LONGEST = 4000
# A codec that is none of these may be slow on purpose, or no charset at all.
_CHARSETS = re.compile(
    r"(?:utf|iso|latin|windows|cp\d|koi|big5|gb|euc|shift|s?jis|us-ascii|ascii|mac|ks_c|hz|tis)[\w.:-]{0,30}",
    re.IGNORECASE,
)
_NOT_BY_BYTES = re.compile(r"(?:utf[-_]?(?:7|16|32)|iso[-_]?2022|hz)", re.IGNORECASE)  # all their bytes may be ASCII


def header_words(raw: str) -> str:
    """A header's value as a reader sees it; what cannot be decoded stays as it came. Raises nothing."""
    text = decode(raw[:_LONGEST].encode("utf-8", "surrogateescape"))
    joined = _BETWEEN.sub(r"\1", re.sub(r"[\r\n]+", "", text))
    return " ".join(_ENCODED.sub(_decoded_word, joined).split())


def sender_in(raw: str) -> tuple[str, str]:
    """Name and address of a From line; the name "" when it only repeats the address."""
    _, address = parseaddr(raw[:_LONGEST].encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    name = header_words(raw).replace(address, "").strip(" <>\"'") if address else header_words(raw)
    return ("" if name == address or "@" in name else name.partition(" <")[0].strip("\"' ")), address


def decode_as(data: bytes, charset: str) -> str:
    """Text of bytes that claim a charset: the bytes are trusted first, where they can tell."""
    claimed = _codec(charset)
    if claimed and _NOT_BY_BYTES.match(charset):
        return data.decode(claimed, "replace")
    text = decode(data)
    if claimed and not _is_utf_8(data):
        return data.decode(claimed, "replace")
    return text


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True


def _codec(charset: str) -> str:
    if not _CHARSETS.fullmatch(charset):
        return ""
    try:
        name = codecs.lookup(charset).name
        return "cp1252" if name in ("iso8859-1", "ascii") else name  # they say Latin-1 and send Windows' dashes
    except LookupError:
        return ""


def _decoded_word(found: re.Match[str]) -> str:
    charset, encoding, word = found.groups()
    try:
        data = quopri.decodestring(word.encode("ascii"), header=True) if encoding in "Qq" else _base64(word)
    except (ValueError, binascii.Error):
        return found[0]
    return decode_as(data, charset)


def _base64(word: str) -> bytes:
    return binascii.a2b_base64(word + "=" * (-len(word) % 4))
