"""AP WebFeeds, field by field: what the samples do not show."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wire.parsers.ap_atom import APAtom
from wire.parsers.atom import Atom
from wire.parsers.item import Context, ParsedItem
from wire.vocabulary import ItemKind, PubStatus, Signal

HEAD = (
    '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:apcm="http://ap.org/schemas/03/2005/apcm"'
    ' xmlns:apnm="http://ap.org/schemas/03/2005/apnm"><id>e1</id><updated>2031-05-04T12:00:00Z</updated>'
)
NITF = "<content><nitf xmlns=''><body><body.content>{}</body.content></body></nitf></content>"


def entry(news: str = "", meta: str = "<apcm:HeadLine>Rain</apcm:HeadLine>", rest: str = "") -> bytes:
    blocks = f"<apnm:NewsManagement>{news}</apnm:NewsManagement><apcm:ContentMetadata>{meta}</apcm:ContentMetadata>"
    return f"{HEAD}{rest}{blocks}</entry>".encode()


def parse(news: str = "", meta: str = "<apcm:HeadLine>Rain</apcm:HeadLine>", rest: str = "") -> ParsedItem:
    (item,) = APAtom().items(entry(news, meta, rest), Context())
    return item


def test_aps_blocks_tell_it_from_other_atom() -> None:
    assert APAtom().recognizes(entry()) and not Atom().recognizes(entry())
    plain = entry().replace(b"ap.org/schemas", b"other.example")
    assert Atom().recognizes(plain) and not APAtom().recognizes(plain)
    assert not APAtom().recognizes(b"<nitf><p>http://ap.org/schemas/03/2005/apcm</p></nitf>")


@pytest.mark.parametrize(
    ("news", "status", "signals"),
    [
        ("", PubStatus.USABLE, ()),
        ("<apnm:PublishingStatus>Usable</apnm:PublishingStatus>", PubStatus.USABLE, ()),
        ("<apnm:PublishingStatus>Embargoed</apnm:PublishingStatus>", PubStatus.USABLE, (Signal.EMBARGO,)),
        ("<apnm:PublishingStatus>Withheld</apnm:PublishingStatus>", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("<apnm:PublishingStatus>Canceled</apnm:PublishingStatus>", PubStatus.CANCELED, (Signal.KILL,)),
        ("<apnm:PublishingStatus>Odd</apnm:PublishingStatus>", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("<apnm:ManagementType>Kill</apnm:ManagementType>", PubStatus.CANCELED, (Signal.KILL,)),
        ("<apnm:ManagementType>Delete</apnm:ManagementType>", PubStatus.CANCELED, (Signal.KILL,)),
        ("<apnm:ManagementType>Change</apnm:ManagementType>", PubStatus.USABLE, ()),
        ('<apnm:Editorial Type="Withhold"/>', PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("<apnm:EditorialType>Corrective</apnm:EditorialType>", PubStatus.USABLE, (Signal.CORRECTION,)),
    ],
)
def test_status_and_purpose_are_both_heard(news: str, status: PubStatus, signals: tuple[Signal, ...]) -> None:
    item = parse(news)
    assert (item.pubstatus, item.signals) == (status, signals)


@pytest.mark.parametrize(
    ("news", "until"),
    [
        ("<apnm:ReleaseDateTime>2031-05-04T11:00:00Z</apnm:ReleaseDateTime>", None),
        ("<apnm:ReleaseDateTime>2031-05-05T11:00:00Z</apnm:ReleaseDateTime>", datetime(2031, 5, 5, 11, tzinfo=UTC)),
        (
            "<apnm:PublishingStatus>Embargoed</apnm:PublishingStatus>"
            "<apnm:PublishingReleaseDateTime>2031-05-04T11:00:00Z</apnm:PublishingReleaseDateTime>",
            datetime(2031, 5, 4, 11, tzinfo=UTC),
        ),
        (
            '<apnm:PublishingStatus statusChangeOn="2031-05-06T11:00:00">Embargoed</apnm:PublishingStatus>',
            datetime(2031, 5, 6, 11, tzinfo=UTC),
        ),
    ],
)
def test_an_embargo_is_a_release_yet_to_come(news: str, until: datetime | None) -> None:
    assert parse(news).embargoed_until == until


def test_an_embargo_nobody_can_read_is_never_dropped() -> None:
    item = parse('<apnm:PublishingStatus statusChangeOn="soon">Embargoed</apnm:PublishingStatus>')
    assert (item.embargoed_until, item.embargo_words, item.signals) == (None, "soon", (Signal.EMBARGO,))


@pytest.mark.parametrize(
    ("sent", "kind"),
    [("Photo", ItemKind.PICTURE), ("Graphic", ItemKind.GRAPHIC), ("Video", ItemKind.VIDEO), ("Text", ItemKind.TEXT)],
)
def test_the_kind_stands_in_either_place(sent: str, kind: ItemKind) -> None:
    head = "<apcm:HeadLine>Rain</apcm:HeadLine>"
    assert parse(meta=f"{head}<apcm:MediaType>{sent}</apcm:MediaType>").kind == kind
    assert parse(meta=f'{head}<apcm:Characteristics MediaType="{sent}"/>').kind == kind


def test_without_blocks_of_its_own_the_nitf_speaks() -> None:
    item = parse(meta="", rest=NITF.format("<p>LARKMOOR (AP) — It rained.</p><p>Much.</p>"))
    assert (item.guid, item.headline, item.dateline) == ("e1", "It rained.", "LARKMOOR")
    assert (item.body_html, item.assumed) == ("<p>It rained.</p>\n<p>Much.</p>", ("headline",))


def test_every_entry_of_a_feed_is_an_item() -> None:
    inner = entry().decode()
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{inner}{inner.replace("e1", "e2")}</feed>'.encode()
    assert [item.guid for item in APAtom().items(feed, Context())] == ["e1", "e2"]


def test_the_slug_is_the_title_where_that_has_its_form() -> None:
    assert parse(rest="<title>BC-US--Ferry Pier,1st Ld-Writethru</title>").slugline == "BC-US--Ferry Pier"
    assert parse(rest="<title>Ferry hits pier</title>").slugline == ""
    meta = "<apcm:SlugLine>US--Ferry</apcm:SlugLine>"
    assert parse(meta=meta, rest="<title>BC-US--Ferry Pier</title>").slugline == "US--Ferry"


def test_who_wrote_the_caption_signs_nothing() -> None:
    meta = '<apcm:ByLine Title="STF">MARA QUIST</apcm:ByLine><apcm:ByLine Title="Caption Writer">LP</apcm:ByLine>'
    item = parse(meta=f"<apcm:HeadLine>Rain</apcm:HeadLine>{meta}")
    assert (item.byline, item.extra["not_by"]) == ("MARA QUIST", ["LP (Caption Writer)"])


def test_an_entry_has_the_language_of_its_feed() -> None:
    feed = entry().replace(b"<entry ", b'<feed xml:lang="es" ', 1).replace(b"<id>", b"<entry><id>", 1)
    (item,) = APAtom().items(feed.replace(b"</entry>", b"</entry></feed>"), Context())
    assert item.language == "es"


def test_a_file_in_the_place_of_copy_is_a_medium() -> None:
    item = parse(rest='<content type="image/jpeg" src="https://pic.example/a.jpg"/>')
    assert [each.href for each in item.media] == ["https://pic.example/a.jpg"]


PICTURE = (
    "<media media-type='Photo'><media-reference source='http://pics.example/quay.jpg'/>"
    "<media-caption>The quay. (AP Photo/Ada Moor)</media-caption></media>"
)


def test_the_pictures_of_a_story_keep_the_words_of_its_nitf() -> None:
    linked = '<link rel="enclosure" type="image/jpeg" href="http://pics.example/quay.jpg"/>'
    film = '<link rel="enclosure" type="video/mp4" href="http://pics.example/quay.mp4"/>'
    picture, other = parse(rest=linked + film + NITF.format(f"<p>It fell.</p>{PICTURE}")).media
    assert (picture.href, picture.credit_line) == ("http://pics.example/quay.jpg", "AP Photo/Ada Moor")
    assert (other.href, other.kind) == ("http://pics.example/quay.mp4", ItemKind.VIDEO)


def test_a_name_that_ap_gave_says_who_sends_it() -> None:
    assert parse("<apnm:ManagementId>urn:publicid:ap.org:0a1b</apnm:ManagementId>").source == "AP"
    assert parse().source == ""


def test_the_holder_of_the_copyright() -> None:
    assert parse(meta='<apcm:Copyright Holder="Tide Press" Date="2031"/>').copyright_holder == "Tide Press"


def test_where_a_writer_comes_from_is_no_writer() -> None:
    def read(*lines: str) -> tuple[str, str]:
        item = parse(meta="".join(f"<apcm:ByLine>{line}</apcm:ByLine>" for line in lines))
        return item.byline, item.extra.get("byline_title", "")

    assert read("By ADA MOOR", "The Quay Kitchen") == ("ADA MOOR", "The Quay Kitchen")
    assert read("By ADA MOOR", "LEE PARK") == ("ADA MOOR and LEE PARK", "")
    assert read("The Quay Kitchen") == ("The Quay Kitchen", "")


def test_an_order_before_a_caption_is_a_note_to_editors() -> None:
    meta = '<apcm:HeadLine>Rodeo</apcm:HeadLine><apcm:Characteristics MediaType="Photo"/>'
    item = parse(meta=meta, rest=NITF.format("<p>CORRECTS NAME TO JON - Jon Teague rides. (AP Photo/Ada Moor)</p>"))
    assert item.caption == "Jon Teague rides. (AP Photo/Ada Moor)"
    assert item.ednote == "CORRECTS NAME TO JON"
    assert Signal.CORRECTION in item.signals
