"""Mail: header words, which part is the copy, what came with it."""

from __future__ import annotations

from base64 import b64encode

import pytest

from wire.parsers import registry
from wire.parsers._mail_words import decode_as, header_words, sender_in
from wire.parsers.errors import MalformedItem, UnknownFormat
from wire.parsers.item import Context, Parsed, ParsedItem, ParsedMedia
from wire.parsers.mail import Mail
from wire.vocabulary import ItemKind

SENT = (
    "From: Mara Quist <mara@tide.example>\nDate: Sun, 4 May 2031 14:30:00 -0400\n"
    "Message-ID: <1@tide.example>\nSubject: Lantern Bridge opens\n"
)
COPY = "The Lantern Bridge opened on Sunday."


def mixed(*parts: str) -> bytes:
    inner = "".join(f"--b\n{part}\n" for part in parts)
    return f"{SENT}Content-Type: multipart/mixed; boundary=b\n\n{inner}--b--\n".encode()


def attached(data: bytes, kind: str, name: str) -> str:
    head = f"Content-Type: {kind}\nContent-Disposition: attachment; filename={name}\nContent-Transfer-Encoding: base64"
    return f"{head}\n\n{b64encode(data).decode()}"


def read(data: bytes | str, context: Context | None = None) -> ParsedItem:
    (item,) = Mail().items(data if isinstance(data, bytes) else data.encode(), context or Context())
    return item


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("=?utf-8?Q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?B?Q2Fmw6k=?=", "Café"),
        ("=?utf-8?B?Q2Fmw6k?=", "Café"),
        ("=?iso-8859-1?Q?Caf=E9?=\n =?iso-8859-1?Q?_opens?=", "Café opens"),
        ("=?iso-2022-jp?B?GyRCRTQbKEI=?=", "鉄"),
        ("=?idna?Q?x?=", "x"),
        ("=?broken", "=?broken"),
        ("Caf\udce9", "Café"),
        ("Caf\udcc3\udca9", "Café"),
        ("two\r\n lines", "two lines"),
    ],
)
def test_header_words_are_read_whatever_was_done_to_them(raw: str, words: str) -> None:
    assert header_words(raw) == words


@pytest.mark.parametrize(
    ("raw", "sender"),
    [
        ("Mara Quist <mara@tide.example>", ("Mara Quist", "mara@tide.example")),
        ('"Quist, Mara" <mara@tide.example>', ("Quist, Mara", "mara@tide.example")),
        ("mara@tide.example", ("", "mara@tide.example")),
        ("=?utf-8?Q?Ren=C3=A9e?= <r@tide.example>", ("Renée", "r@tide.example")),
        ("", ("", "")),
    ],
)
def test_a_sender_has_a_name_and_an_address(raw: str, sender: tuple[str, str]) -> None:
    assert sender_in(raw) == sender


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("é".encode(), "iso-8859-1", "é"),
        (b"\xe9", "iso-8859-1", "é"),
        (b"\xcf", "koi8-r", "о"),
        (b"\x93x\x94", "us-ascii-nonsense", "“x”"),
        ("x".encode("utf-16"), "utf-16", "x"),
        (b"\xe9", "zlib\x00", "é"),
    ],
)
def test_bytes_are_trusted_before_their_charset(data: bytes, charset: str, text: str) -> None:
    assert decode_as(data, charset) == text


def test_the_sources_name_wins_over_the_senders() -> None:
    assert read(SENT + "\n" + COPY, Context(source="Tide Press")).source == "Tide Press"


def test_a_mail_without_date_invents_none() -> None:
    item = read("From: a@tide.example\nMessage-ID: <1@x>\n\n" + COPY)
    assert item.version_created is None
    assert item.headline == "The Lantern Bridge opened on Sunday"
    assert item.assumed == ("headline",)


def test_plain_text_that_only_points_to_the_html_is_passed_over() -> None:
    parts = "--b\n\nYour program does not support HTML.\n", f"--b\nContent-Type: text/html\n\n<p>{COPY}</p>\n--b--"
    item = read(SENT + "Content-Type: multipart/alternative; boundary=b\n\n" + "".join(parts))
    assert item.body_html == f"<p>{COPY}</p>"


def test_furniture_of_an_html_letter_goes_into_fields() -> None:
    body = f"<p>Eds: Photos will follow.</p><p>{COPY}</p><p>(c) 2031, The Tide Press</p><p>###</p>"
    item = read(f"{SENT}Content-Type: text/html\n\n{body}")
    assert (item.body_html, item.ednote) == (f"<p>{COPY}</p>", "Eds: Photos will follow.")
    assert item.copyright_notice == "(c) 2031, The Tide Press"


def test_scripts_and_trackers_do_not_pass() -> None:
    body = f'<script>x()</script><img src="http://track.example/1.gif"><p onclick="y()">{COPY}</p>'
    assert read(f"{SENT}Content-Type: text/html\n\n{body}").body_html == f"<p>{COPY}</p>"


def test_a_picture_is_one_of_the_letters_media() -> None:
    def inner(data: bytes, name: str) -> Parsed:
        assert (data, name) == (b"jpeg", "pier.jpg")
        said = ParsedMedia(guid="p1", caption="The pier.", credit_line="Mara Quist/Tide Press")
        return Parsed("jpeg", (ParsedItem(kind=ItemKind.PICTURE, media=(said,)),))

    item = read(mixed(f"\n{COPY}", attached(b"jpeg", "image/jpeg", "pier.jpg")), Context(inner=inner))
    (picture,) = item.media
    assert (picture.href, picture.caption, picture.guid) == ("pier.jpg", "The pier.", "p1")
    assert picture.credit_line == "Mara Quist/Tide Press"


def test_only_a_picture_is_a_picture() -> None:
    item = read(mixed(attached(b"gif", "image/gif", "pier.gif")))
    assert (item.kind, item.headline, len(item.media)) == (ItemKind.PICTURE, "Lantern Bridge opens", 1)


def test_a_broken_attachment_does_not_stop_the_letter() -> None:
    def inner(data: bytes, name: str) -> Parsed:
        if name == "a.xml":
            raise MalformedItem("“a.xml”: nitf: it is broken.")
        raise UnknownFormat("nobody knows it")

    data = mixed(f"\n{COPY}", attached(b"x", "text/xml", "a.xml"), attached(b"y", "text/csv", "b.csv"))
    item = read(data, Context(inner=inner))
    assert item.extra["attachments"] == [
        {"name": "a.xml", "mime_type": "text/xml", "bytes": 1, "problem": "“a.xml”: nitf: it is broken."},
        {"name": "b.csv", "mime_type": "text/csv", "bytes": 1},
    ]


def test_a_file_name_is_only_a_name() -> None:
    item = read(mixed(f"\n{COPY}", attached(b"x", "text/csv", '"../../etc/a.csv"')))
    assert item.extra["attachments"][0]["name"] == "a.csv"


def test_mails_in_mails_end_somewhere() -> None:
    data = f"{SENT}\n{COPY}".encode()
    for level in range(9):
        data = mixed("Content-Type: message/rfc822\n\n" + data.decode()).replace(
            b"boundary=b\n", b"boundary=%d\n" % level
        )
        data = data.replace(b"--b\n", b"--%d\n" % level).replace(b"--b--", b"--%d--" % level)
    items = registry.parse(data, (Mail(),), Context()).items
    assert "at most 3 are opened" in str(items[0].extra["attachments"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (mixed(*["\nx"] * 250), "has more than 200 parts"),
        (f"{SENT}\n".encode() + b"a\n" * 20_001, "has more than 20000 lines"),
        (mixed("\n--x" * 20_001), "too many lines in too many parts"),
        (f"{SENT}Content-Type: text/html\n\n".encode() + b"<p>a" * 20_002, "has more than 20000 lines"),
    ],
)
def test_mail_without_measure_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(MalformedItem, match=words):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: hello\n\nNo sender.",
        b"From: here to there the road is long.\nIt is longer back.\n\nSo they say.",
        b"From the harbor\n\nSubject: none",
        b"",
    ],
)
def test_copy_that_begins_like_a_mail_is_none(data: bytes) -> None:
    assert not Mail().recognizes(data)
