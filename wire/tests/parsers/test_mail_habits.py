"""Mail as correspondents write it: honest copy that looks like a mail's furniture, and the furniture itself."""

from __future__ import annotations

import zipfile
from base64 import b64encode
from io import BytesIO

import pytest

from wire.parsers.item import Context, ParsedItem
from wire.parsers.mail import Mail

SENT = (
    "From: Mara Quist <mara@tide.example>\nDate: Sun, 4 May 2031 14:30:00 -0400\n"
    "Message-ID: <1@tide.example>\nSubject: Lantern Bridge opens\n"
)
COPY = "The Lantern Bridge opened on Sunday."
STORY = "The Lantern Bridge opened on Sunday after a year of work."
LAST = "The toll is to be four crowns, and two for those who walk."


def read_all(text: str, head: str = SENT) -> list[ParsedItem]:
    return list(Mail().items(f"{head}\n{text}".encode(), Context()))


def read(text: str, head: str = SENT) -> ParsedItem:
    return read_all(text, head)[0]


@pytest.mark.parametrize(
    "line",
    [
        "On Monday night the harbour master wrote:",
        "On 4 March 1931 the keeper of the bridge wrote:",
        "Am Montag vor der Wahl schrieb die Brückenmeisterin:",
    ],
)
def test_a_letter_that_the_copy_quotes_is_copy(line: str) -> None:
    item = read(f"{STORY}\n\n{line}\n\n“I shall never walk on it.”\n\n{LAST}")
    assert item.body_html.count("<p>") == 4
    assert "quoted" not in item.extra


@pytest.mark.parametrize(
    "line",
    [
        "On Sun, 4 May 2031 at 14:02, Copy desk <copy@desk.example> wrote:\n\nWhich bridge is it?",
        "On Sun, May 4, 2031 at 2:02 PM Copy desk <\ncopy@desk.example> wrote:\n\n> Which bridge is it?",
        "Am 04.05.31 um 14:02 schrieb Copy desk:\n> Which bridge is it?",
        "On Sunday the copy desk wrote:\n\n> Which bridge is it?",
    ],
)
def test_a_mail_that_is_answered_is_no_copy(line: str) -> None:
    item = read(f"{STORY}\n\n{LAST}\n\n{line}\n")
    assert item.body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"
    assert "Which bridge is it?" in item.extra["quoted"]


def test_lines_with_an_angle_bracket_are_copy_where_nothing_is_answered() -> None:
    figures = "> 5 mm of rain fell\n> 3 bridges closed"
    item = read(f"{STORY}\n\n{figures}\n\n{LAST}")
    assert "5 mm of rain fell" in item.body_html
    answer = read(f"{STORY}\n\n{figures}\n\n{LAST}", SENT.replace("Subject: ", "Subject: Re: "))
    assert answer.body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"


def test_a_dash_between_two_parts_of_a_story_opens_no_signature() -> None:
    item = read(f"{STORY}\n\n--\n\n{LAST} {LAST}\n\n{LAST} {LAST}")
    assert item.body_html.count(LAST) == 4
    assert "signature" not in item.extra


@pytest.mark.parametrize("dash", ["-- ", "--"])
def test_a_name_and_its_numbers_below_a_dash_are_a_signature(dash: str) -> None:
    below = "Mara Quist\nTide Daily\n555 0101\nThis e-mail is confidential. If it is not for you, please forget it."
    item = read(f"{STORY}\n\n{dash}\n{below}")
    assert (item.body_html, item.extra["signature"]) == (f"<p>{STORY}</p>", below)


@pytest.mark.parametrize(
    "beside",
    [
        "Each side has:\n  * two gates\n  * a bell\n  * one lamp",
        "For: Moor, Lund, Quist\nAgainst: Finch, Hale, Tarn\nAbsent: Rowe",
    ],
)
def test_wrapped_lines_are_joined_whatever_list_stands_beside_them(beside: str) -> None:
    wrapped = "The town said on Sunday that the bridge had cost a fifth more than it\nwas to cost when it was begun."
    item = read(f"{wrapped}\n\n{beside}\n\n{LAST}")
    assert item.body_html.startswith(f"<p>{wrapped.replace(chr(10), ' ')}</p>\n<p>")
    assert item.body_html.count("<p>") == 2 + beside.count("\n") + 1


def test_rows_in_columns_stay_rows() -> None:
    rows = "Side            Played    Points\nQuill Rovers        31        58\nAlder Town          31        57"
    item = read(f"{STORY}\n\n{rows}\n\n{LAST}")
    assert item.body_html == f"<p>{STORY}</p>\n<pre>{rows}</pre>\n<p>{LAST}</p>"


def test_rows_with_tabs_are_a_table() -> None:
    item = read(f"By Dana Ortega\n\n{STORY}\n\nSide\tPlayed\tPoints\nQuill Rovers\t31\t58\n\n{LAST}")
    assert item.body_html.startswith(f"<p>{STORY}</p>\n<table><tr><th>Side</th><th>Played</th><th>Points</th></tr>")
    assert item.body_html.endswith(f"<td>58</td></tr></table>\n<p>{LAST}</p>")


def test_words_typed_with_wide_gaps_are_copy() -> None:
    assert "<pre>" not in read(f"{STORY}\n\nQuill   and\nAlder   won.\n\n{LAST}").body_html


def test_a_table_of_word_is_a_table() -> None:
    def row(*words: str) -> str:
        return "<tr>" + "".join(f"<td><p class=MsoNormal>{word}<o:p></o:p></p></td>" for word in words) + "</tr>"

    table = f"<table class=MsoTableGrid>{row('Side', 'Points')}{row('Quill', '58')}{row('Alder', '57')}</table>"
    item = read(f"<p>{STORY}</p>{table}<p>{LAST}</p>", f"{SENT}Content-Type: text/html\n")
    assert "<tr><td>Quill</td><td>58</td></tr>" in item.body_html


@pytest.mark.parametrize(
    "covering",
    [
        "Here is the bridge story, 300 words as agreed. I can do more at six.",
        "Here's my piece on the bridge.",
        "Voici le papier promis.",
    ],
)
def test_a_sentence_to_the_desk_below_a_greeting_is_no_copy(covering: str) -> None:
    item = read(f"Hi Jen,\n\n{covering}\n\n{STORY}\n\n{LAST}")
    assert item.body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"


@pytest.mark.parametrize(
    "lead",
    [
        "Here is where the ferry turned, and here is where it was found by a boy.",
        "Police sought two men following a fire on the bridge.",
        "The toll fell below four crowns on Monday.",
        "The two towns met on Monday as agreed in 2019.",
    ],
)
def test_a_first_sentence_below_a_greeting_is_copy(lead: str) -> None:
    assert read(f"Hi Jen,\n\n{lead}\n\n{STORY}\n\n{LAST}").body_html.startswith(f"<p>{lead}</p>")


def test_a_letter_that_only_says_what_is_attached_is_no_copy() -> None:
    head = f"{SENT}Content-Type: multipart/mixed; boundary=b\n"
    note = "Hi there,\n\nPlease find attached my story on the bridge.\n\nRegards,\nMara"
    text = b64encode(f"Lantern Bridge opens\n\n{STORY}\n\n{LAST}\n".encode()).decode()
    file = f"Content-Disposition: attachment; filename=bridge.txt\nContent-Transfer-Encoding: base64\n\n{text}"
    letter, story = read_all(f"--b\n\n{note}\n--b\nContent-Type: text/plain\n{file}\n--b--\n", head)
    assert (letter.body_html, "attached my story" in letter.ednote) == ("", True)
    assert (story.headline, story.body_html) == ("Lantern Bridge opens", f"<p>{STORY}</p>\n<p>{LAST}</p>")
    assert (story.byline, story.extra["file_name"]) == ("Mara Quist", "bridge.txt")


def document(body: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def with_document(data: bytes) -> list[ParsedItem]:
    file = "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=bridge.docx\n"
    packed = f"{file}Content-Transfer-Encoding: base64\n\n{b64encode(data).decode()}"
    return read_all(f"--b\n\n{STORY}\n--b\n{packed}\n--b--\n", f"{SENT}Content-Type: multipart/mixed; boundary=b\n")


def test_a_document_of_word_is_a_story() -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in ("The bridge", STORY, LAST))
    rows = (("Side", "Played", "Points"), ("Quill", "31", "58"))
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in row) for row in rows)
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    letter, story = with_document(document(paragraphs + table))
    assert (letter.body_html, story.headline) == (f"<p>{STORY}</p>", "The bridge")
    assert story.body_html.startswith(f"<p>{STORY}</p>\n<p>{LAST}</p>\n<table><tr><th>Side</th>")
    assert (story.guid, story.version_created) == ("1@tide.example#bridge.docx", letter.version_created)


def test_a_document_that_nobody_can_read_is_named() -> None:
    whole = document(f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>")
    for data in (b"PK\x03\x04", whole[:-30], whole[:60] + b"\xff" * 40 + whole[100:], document("<w:p>"), document("")):
        (letter,) = with_document(data)
        assert letter.extra["attachments"][0]["name"] == "bridge.docx"


def test_a_headline_below_the_label_of_an_embargo_is_not_said_twice() -> None:
    head = SENT.replace("Subject: ", "Subject: EMBARGOED: ")
    item = read(f"Lantern Bridge opens\n\n{STORY}\n\n{LAST}", head)
    assert item.body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"
    assert "embargo" in item.signals


@pytest.mark.parametrize("line", ["By Mara Quist", "Von Mara Quist", "BY MARA QUIST"])
def test_the_senders_own_byline_above_the_copy_is_no_copy(line: str) -> None:
    assert read(f"{line}\n\n{COPY}\n\n{LAST}").body_html == f"<p>{COPY}</p>\n<p>{LAST}</p>"
    html = read(f"<p>{line}</p><p>{COPY}</p><p>{LAST}</p>", f"{SENT}Content-Type: text/html\n")
    assert html.body_html == f"<p>{COPY}</p>\n<p>{LAST}</p>"


@pytest.mark.parametrize("name", ["Mara", "Mara Quist", "— Mara"])
def test_the_senders_name_below_the_copy_is_no_copy(name: str) -> None:
    assert read(f"{STORY}\n\n{LAST}\n\n{name}").body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"
    assert read(f"{STORY}\n\n{LAST}\n\nDana").body_html.endswith("<p>Dana</p>")


def test_a_headline_said_again_in_other_signs_is_no_copy() -> None:
    head = SENT.replace("Subject: Lantern Bridge opens", "Subject: Press release: Lantern Bridge opens!")
    assert read(f"LANTERN BRIDGE OPENS\n\n{STORY}\n\n{LAST}", head).body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"


def test_a_line_named_after_an_attached_picture_is_its_caption() -> None:
    picture = "Content-Type: image/jpeg\nContent-Disposition: attachment; filename=pier.jpg\n\n\xff"
    lines = "Photos:\npier.jpg: The pier on Sunday. Photo: Ada Moor\nferry.jpg: A ferry."
    head = f"{SENT}Content-Type: multipart/mixed; boundary=b\n"
    item = read(f"--b\n\n{STORY}\n\n{lines}\n--b\n{picture}\n--b--\n", head)
    assert [(each.href, each.caption, each.credit_line) for each in item.media] == [
        ("pier.jpg", "The pier on Sunday. Photo: Ada Moor", "Ada Moor")
    ]
    assert item.body_html == f"<p>{STORY}</p>\n<p>Photos:</p>\n<p>ferry.jpg: A ferry.</p>"


def test_a_note_among_labelled_lines_is_for_the_desk() -> None:
    item = read(f"Headline: Bridge opens\nSlug: BRIDGE\nNote: Picture to follow.\n\n{STORY}\n\nNote: {LAST}")
    assert item.ednote == "Picture to follow."
    assert item.body_html.endswith(f"<p>Note: {LAST}</p>")


def test_a_link_to_the_letters_own_page_is_no_copy() -> None:
    html = f'<p><a href="https://t.example/v/7">View in browser</a></p><p>{STORY}</p><p>{LAST}</p>'
    assert read(html, f"{SENT}Content-Type: text/html\n").body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"
    seen = f"<p>View in winter from the bridge: ice.</p><p>{STORY}</p>"
    assert "View in winter" in read(seen, f"{SENT}Content-Type: text/html\n").body_html


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my phone, the picture shows the bridge at dusk, the keeper said on Sunday.",
        "Disclaimers on the toll gates were too small, the court said.",
        "This message may have been the last of the war, the museum said.",
        "The information in this message was new to the court.",
        "Ce message est clair, a dit la maire du port.",
        "If you would prefer not to wait, go before nine.",
        "To unsubscribe from the alerts of the town, people wrote letters.",
        "Unsubscribe, the posters on the pier say in red.",
    ],
)
def test_copy_that_opens_like_a_footer_is_copy(line: str) -> None:
    story = f"{STORY}\n\n{line}\n\n{LAST} {LAST} {LAST}"
    assert read(story).body_html.count("<p>") == 3
    html = "".join(f"<p>{each}</p>" for each in story.split("\n\n"))
    assert read(html, f"{SENT}Content-Type: text/html\n").body_html.count("<p>") == 3


def test_a_hint_for_travellers_is_copy() -> None:
    hint = "Visit the museum of the bridge at www.bridge.example, open daily except Mondays."
    assert hint in read(f"{STORY}\n\n{hint}\n\n{LAST}").body_html


def test_all_of_a_signature_is_kept() -> None:
    html = f'<p>{STORY}</p><p>{LAST}</p><p>Thanks,</p><p>Mara</p><div class="gmail_signature">555 0101</div>'
    item = read(html, f"{SENT}Content-Type: text/html\n")
    assert item.extra["signature"] == "Thanks,\nMara\n555 0101"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Disclaimer:\nThis e-mail is for the person named above.",
        "This message may be privileged. If you got it in error, please tell us.",
        "The information in this message is confidential and meant for its recipient.",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "If you no longer wish to get these e-mails, click here.",
        "Unsubscribe | View in browser",
    ],
)
def test_what_stands_below_every_mail_is_no_copy(line: str) -> None:
    assert read(f"{STORY}\n\n{LAST}\n\n{line}").body_html == f"<p>{STORY}</p>\n<p>{LAST}</p>"


@pytest.mark.parametrize(
    "lines",
    [
        "Hi-vis vests are to be worn by all who work on the bridge,\nthe town said on Sunday after a year of talks.",
        "Dear bread and dear fish have brought the town to the pier,\nwhere they called for the mayor on Sunday.",
    ],
)
def test_a_wrapped_first_line_is_no_greeting(lines: str) -> None:
    item = read(f"{lines}\n\n{STORY}\n\n{LAST}")
    assert "greeting" not in item.extra
    assert lines[:20] in item.body_html


def test_a_list_below_a_word_of_closing_is_copy() -> None:
    item = read(f"{STORY}\n\n{LAST}\n\nBest\n\nFinch 41.2\nMoor 41.9")
    assert "Moor 41.9" in item.body_html
    assert "signature" not in item.extra
