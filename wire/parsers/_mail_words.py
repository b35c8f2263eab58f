"""Words of a mail's header: encoded, broken, or raw bytes of eight bits; and text in the charset it claims."""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from email.utils import parseaddr

from wire.parsers._text import decode

_ENCODED = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([BbQq])\?([^?]{0,4000})\?=")
_RUN = re.compile(rf"(?:{_ENCODED.pattern})+")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_BRACKETED = re.compile(r"<([^<>\s@]{1,100}@[^<>\s@]{1,200})>")
_ADDRESSES = re.compile(r"[^<>]{1,200}<[^<>\s]{1,300}>")
_MOST_SENDERS = 10
_VIA = re.compile(r" via [^@]{1,80}$")
# Outlook's address books: "Moor, Ada", "van der Lund, Jan P. (Port Alder)".
_TURNED = re.compile(
    r"(?P<family>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,3}), (?P<given>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2})"
    r"(?: ?[(\[/|].{0,80})?"
)
_OFFICE = re.compile(
    r"\b(?:Inc|Ltd|LLC|PLC|plc|GmbH|AG|SA|Co|Jr|Sr|PhD|MD|Press|News(?:room|desk)?|Media|Office|Desk|Team|Agency|Department"
    r"|Communications|Relations|Ministry|University|Group|Pressestelle)\b"
)
_LONGEST = 4000
# A codec that is none of these may be slow on purpose, or no charset at all.
_CHARSETS = re.compile(
    r"(?:utf|iso|latin|windows|cp\d|koi|big5|gb|euc|shift|s?jis|us-ascii|ascii|mac|ks_c|hz|tis)[\w.:-]{0,30}",
    re.IGNORECASE,
)
# What senders say, and the wider charset of which they send letters: Latin-1 with Windows' dashes.
_WIDER = {
    **{"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"},
    **{
        "shift_jis": "cp932",
        "euc_kr": "cp949",
        "big5": "big5hkscs",
        "iso2022_jp": "iso2022_jp_ext",
        "iso8859-8": "cp1255",
    },
}
_NOT_BY_BYTES = re.compile(r"(?:utf[-_]?(?:7|16|32)|iso[-_]?2022|hz)", re.IGNORECASE)  # all their bytes may be ASCII


def header_words(raw: str) -> str:
    """A header's value as a reader sees it; what cannot be decoded stays as it came. Raises nothing."""
    text = decode(raw[:_LONGEST].encode("utf-8", "surrogateescape"))
    joined = _BETWEEN.sub(r"\1", re.sub(r"[\r\n]+", "", text))
    return " ".join(_RUN.sub(_decoded_run, joined).split()) if "=?" in joined else " ".join(joined.split())


def sender_in(raw: str) -> tuple[str, str]:
    """Name and address of a From line; the name "" when it only repeats the address."""
    _, address = parseaddr(raw[:_LONGEST].encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    words = header_words(raw)
    if words.count("<") > 1:  # several wrote it: the first is the sender, all have a name
        each = [sender_in(one) for one in _ADDRESSES.findall(words)[:_MOST_SENDERS]]
        named = [name for name, _ in each if name]
        return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:]))), each[0][1] if each else address
    bracketed = _BRACKETED.search(words) if "@" not in address else None  # a comma before it parted the name
    address = bracketed[1] if bracketed else address
    name = words.replace(address, "").strip(" <>\"',;") if address else words
    if name == address or "@" in name:
        return "", address
    return _person(name.partition(" <")[0].strip("\"' ")), address


def _person(name: str) -> str:
    """A name as it is printed: "Moor, Ada (Tide)", "'Ada Moor' via Press" and "(Ada Moor)" are Ada Moor."""
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    name = _VIA.sub("", name).strip("\"' ") if " via " in name else name
    if "," not in name:
        return name
    turned = _TURNED.fullmatch(name)
    return f"{turned['given']} {turned['family']}" if turned and not _OFFICE.search(name) else name


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
        return _WIDER.get(name, name)
    except LookupError:
        return ""


def _decoded_run(found: re.Match[str]) -> str:
    """Encoded words without a gap: a letter may be parted between two of one charset."""
    decoded = ""
    waiting: tuple[str, bytes] = ("", b"")
    for word in _ENCODED.finditer(found[0]):
        charset, data = word[1].lower(), _bytes_of(word)
        if data is None:
            decoded, waiting = decoded + _text_of(waiting) + word[0], ("", b"")
        elif charset == waiting[0] and not _NOT_BY_BYTES.match(charset):
            waiting = (charset, waiting[1] + data)
        else:
            decoded, waiting = decoded + _text_of(waiting), (charset, data)
    return decoded + _text_of(waiting)


def _text_of(waiting: tuple[str, bytes]) -> str:
    return decode_as(waiting[1], waiting[0]) if waiting[0] else ""


def _bytes_of(word: re.Match[str]) -> bytes | None:
    """The bytes of an encoded word; None when they cannot be had."""
    _, encoding, sent = word.groups()
    try:
        return quopri.decodestring(sent.encode(), header=True) if encoding in "Qq" else _base64(sent)
    except (ValueError, binascii.Error):
        return None


def _base64(word: str) -> bytes:
    return binascii.a2b_base64(word + "=" * (-len(word) % 4))
