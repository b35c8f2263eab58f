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
STORY = "The Lantern Bridge opened on Sunday after a year of work."


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
        ("=?utf-8?B?Y2Fmww==?=\n =?utf-8?B?qQ==?=", "café"),
        ("=?utf-8?Q?caf=C3?=\n =?UTF-8?Q?=A9_opens?= today", "café opens today"),
    ],
)
def test_header_words_are_read_whatever_was_done_to_them(raw: str, words: str) -> None:
    assert header_words(raw) == words


@pytest.mark.parametrize(
    ("raw", "sender"),
    [
        ("Mara Quist <mara@tide.example>", ("Mara Quist", "mara@tide.example")),
        ('"Quist, Mara" <mara@tide.example>', ("Mara Quist", "mara@tide.example")),
        ('"van der Lund, Jan P. (Port Alder)" <j@tide.example>', ("Jan P. van der Lund", "j@tide.example")),
        ('"Tide Ferries, Inc." <f@tide.example>', ("Tide Ferries, Inc.", "f@tide.example")),
        ('"Tide, Press Office" <f@tide.example>', ("Tide, Press Office", "f@tide.example")),
        ("\"'Mara Quist' via Tide\" <list@tide.example>", ("Mara Quist", "list@tide.example")),
        ("mara@tide.example (Mara Quist)", ("Mara Quist", "mara@tide.example")),
        ("Quist, Mara <mara@tide.example>", ("Mara Quist", "mara@tide.example")),
        ("mara@tide.example", ("", "mara@tide.example")),
        ("=?utf-8?Q?Ren=C3=A9e?= <r@tide.example>", ("Renée", "r@tide.example")),
        ("Mara Quist <m@t.example>, Lee Park <l@t.example>", ("Mara Quist and Lee Park", "m@t.example")),
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
        ("镕".encode("gb18030"), "gb2312", "镕"),
        ("①".encode("cp932"), "shift_jis", "①"),
        ("뷁".encode("cp949"), "euc-kr", "뷁"),
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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{COPY}\n\n[cid:image001.png@01DB]\n\n[image: pier.png]\n", {}),
        (f"{COPY[:-1]}<https://tide.example/bridge>.", {}),
        (f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{COPY}\n-----BEGIN PGP SIGNATURE-----\n\nx\n", {}),
        (f"On Sun, 4 May 2031 the desk wrote:\n> When?\n\n{COPY}", "quoted"),
        (f"{COPY}\n\nFrom: Copy desk <copy@desk.example>\nTo: Mara Quist\nSubject: When?\n\nWhen?", "quoted"),
        (
            f"{COPY}\n\nDate: Sun, 4 May 2031\nSubject: When?\nFrom: copy@desk.example\nTo: a@b.example\n\nWhen?",
            "quoted",
        ),
        (f"{COPY}\n\nVon: Desk\nGesendet: Sonntag\nAn: Mara Quist\nBetreff: Wann?\n\nWann?", "quoted"),
        (f"{COPY}\n\nMit freundlichen Grüßen\nMara Quist\nTide Daily\nTel. 555 0101", "signature"),
        (f"{COPY}\n\n{'_' * 47}\nPress mailing list\nPress@tide.example\n", "footer"),
        (f"[EXTERNAL EMAIL] Be careful.\n\n{COPY}", "banner"),
        (f"{COPY}\n\nGet Outlook for iOS<https://aka.example>", "disclaimer"),
    ],
)
def test_what_mail_programs_hang_around_copy_is_set_apart(text: str, kept: str) -> None:
    item = read(SENT + "Content-Type: text/plain; charset=utf-8\n\n" + text)
    assert item.body_html == f"<p>{COPY}</p>"
    assert not kept or item.extra[kept]


def test_prose_with_labels_is_no_mail_that_is_answered() -> None:
    text = f"{COPY}\n\nFrom: 10 a.m.\nWhere: Port Alder\nTo: book, call 555 0101\n\nCome all."
    item = read(SENT + "\n" + text)
    assert "Come all." in item.body_html
    assert "quoted" not in item.extra


def test_an_office_is_no_author() -> None:
    item = read(f"From: Tide Newsroom <news@tide.example>\nMessage-ID: <1@x>\nSubject: Bridge\n\n{COPY}")
    assert (item.byline, item.authors) == ("Tide Newsroom", ())


def test_a_line_that_a_mailbox_has_marked_is_copy() -> None:
    item = read(f"From mara@tide.example Sun May  4 14:30:00 2031\n{SENT}\n{COPY}\n\n>From there it went on.\n")
    assert item.body_html.endswith("<p>From there it went on.</p>")


def test_a_form_in_a_mail_without_known_embargo_is_embargoed_all_the_same() -> None:
    item = read(f"{SENT}\nHeadline: Bridge opens\nSlug: BRIDGE\nEmbargo: until the mayor has spoken\n\n{COPY}")
    assert item.embargo_words == "until the mayor has spoken"
    assert (item.embargoed_until, item.body_html) == (None, f"<p>{COPY}</p>")


def test_a_form_may_say_that_there_is_no_embargo() -> None:
    item = read(f"{SENT}\nHeadline: Bridge opens\nEmbargo: none\n\n{COPY}")
    assert (item.signals, item.embargo_words) == ((), "")


def test_a_mail_without_date_is_of_the_day_on_which_it_came() -> None:
    carried = (
        "Received: from a by b; Sun, 4 May 2031 18:31:02 +0000\nReceived: from x by a; Sun, 4 May 2031 18:30:00 +0000\n"
    )
    item = read(f"{carried}From: a@tide.example\nMessage-ID: <1@x>\n\n{COPY}")
    assert item.version_created is not None
    assert item.version_created.isoformat() == "2031-05-04T18:31:02+00:00"


def test_an_encoding_with_a_loose_end_is_read() -> None:
    item = read(f"{SENT}Content-Transfer-Encoding: Quoted-Printable;\n\nThe caf=C3=A9 =\nopened.")
    assert item.body_html == "<p>The café opened.</p>"


def test_a_story_below_a_greeting_is_the_story() -> None:
    text = f"Hi all,\n\nPlease find my story below.\n\nBridge opens\n\nBy Dana Ortega\n\n{STORY}\n\nThanks,\nDana"
    item = read(f"{SENT}\n{text}")
    assert (item.headline, item.byline, item.body_html) == ("Bridge opens", "Dana Ortega", f"<p>{STORY}</p>")
    assert (item.extra["greeting"], item.extra["signature"]) == (
        "Hi all,\n\nPlease find my story below.",
        "Thanks,\nDana",
    )


def test_a_story_may_open_with_its_byline() -> None:
    item = read(f"{SENT}\nBy Dana Ortega\nThe Tide Press\n\n{STORY}\n\nIt had been closed for a year, the town said.")
    assert (item.headline, item.byline) == ("Lantern Bridge opens", "Dana Ortega")
    assert item.body_html.startswith(f"<p>{STORY}</p>")


def test_labelled_lines_of_an_html_letter_are_fields() -> None:
    lines = "<div>Slug: BRIDGE<br>Headline: Bridge opens<br>Byline: Dana Ortega<br></div><div><br></div>"
    item = read(f"{SENT}Content-Type: text/html\n\n{lines}<div>{COPY}</div>")
    assert (item.slugline, item.headline, item.byline) == ("BRIDGE", "Bridge opens", "Dana Ortega")
    assert item.body_html == f"<p>{COPY}</p>"


def test_tables_that_set_out_a_page_are_none_and_tables_of_facts_are() -> None:
    facts = "<table><tr><th>Side</th><th>Points</th></tr><tr><td>Quill</td><td>3</td></tr></table>"
    page = f"<table><tr><td><table><tr><td><p>{COPY}</p></td></tr></table></td></tr><tr><td>{facts}</td></tr></table>"
    unseen = '<span style="display:none">Open me</span>'
    item = read(f"{SENT}Content-Type: text/html\n\n<body>{unseen}{page}</body>")
    assert item.body_html.startswith(f"<p>{COPY}</p>\n<table>")
    assert item.body_html.count("<table") == 1


def test_plain_text_that_is_but_a_link_is_passed_over() -> None:
    html = f"Content-Type: text/html\n\n<p>{COPY}</p><p>It had been closed for a year, the town said.</p><p>{COPY}</p>"
    parts = f"--b\n\nhttps://t.example/1\n--b\n{html}\n--b--"
    item = read(SENT + "Content-Type: multipart/alternative; boundary=b\n\n" + parts)
    assert item.body_html.startswith(f"<p>{COPY}</p>")


@pytest.mark.parametrize(
    "text",
    [
        f"Embargoed until 6 p.m. EDT Monday, May 5, 2031.\n\nFrom: Ada Moor <a@b.example>\nSubject: Bridge\n\n{STORY}",
        f"Hello,\n\nAttached is a story. Embargoed until 6 p.m. EDT Monday, May 5, 2031.\n\n{STORY}\n\nIt is new.",
        f"{STORY}\n\n-ENDS-\n\nEmbargoed until 6 p.m. EDT Monday, May 5, 2031.",
    ],
)
def test_an_embargo_beside_the_copy_holds(text: str) -> None:
    item = read((SENT + "\n" + text).replace("Subject: L", "Subject: Fwd: L"))
    assert item.body_html.startswith(f"<p>{STORY}</p>")
    assert "Embargoed" not in item.body_html
    assert item.embargoed_until is not None
    assert item.embargoed_until.isoformat() == "2031-05-05T18:00:00-04:00"


def test_a_kill_above_a_mail_that_is_passed_on_kills() -> None:
    note = "Editors: Please kill the story on the bridge. A kill is mandatory."
    text = f"{note}\n\nFrom: Ada Moor <a@b.example>\nSubject: Bridge\n\n{STORY}"
    item = read((SENT + "\n" + text).replace("Subject: L", "Subject: Fwd: L"))
    assert (item.pubstatus, item.ednote) == ("canceled", note)


def test_a_story_below_a_covering_letter_is_no_signature() -> None:
    item = read(
        f"{SENT}\nHere is the story.\n\nThanks,\nDana\n\n{STORY}\n\nIt had been closed for a year, the town said."
    )
    assert f"<p>{STORY}</p>" in item.body_html


def test_a_headline_that_opens_like_a_greeting_is_none() -> None:
    text = f"Dear bridges of the island bring few visitors\n\n{STORY}\n\nIt had been closed for a year, the town said."
    assert "greeting" not in read(f"{SENT}\n{text}").extra
