"""ninjs, field by field: what the samples do not show."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.ninjs import Ninjs
from wire.vocabulary import ItemKind, PubStatus, Signal

NOON = "2031-05-04T12:00:00Z"


def parse(context: Context | None = None, **keys: Any) -> ParsedItem:
    data = json.dumps({"uri": "x-1", "type": "text", "headline": "Rain", **keys}).encode()
    (item,) = Ninjs().items(data, context or Context())
    return item


@pytest.mark.parametrize("key", ["embargoed", "embargoedUntil", "embargoeduntil", "EMBARGOED", "embargoedUNTIL"])
def test_the_embargo_is_found_however_it_is_spelled(key: str) -> None:
    item = parse(**{key: NOON})
    assert item.embargoed_until == datetime(2031, 5, 4, 12, tzinfo=UTC)
    assert item.signals == (Signal.EMBARGO,)


def test_of_two_embargoes_the_later_holds() -> None:
    item = parse(embargoed="2031-05-04T12:00:00Z", embargoedUntil="2031-05-04T15:00:00+02:00")
    assert item.embargoed_until == datetime(2031, 5, 4, 13, tzinfo=UTC)


@pytest.mark.parametrize("value", [True, "soon", 20310504999, {"until": "soon"}, ["soon"]])
def test_an_embargo_nobody_can_read_is_never_dropped(value: Any) -> None:
    item = parse(embargoed=value)
    assert (item.embargoed_until, item.signals) == (None, (Signal.EMBARGO,))
    assert item.embargo_words


@pytest.mark.parametrize("value", [None, "", False])
def test_an_empty_embargo_is_none(value: Any) -> None:
    assert parse(embargoed=value).signals == ()


def test_a_readable_embargo_does_not_hide_an_unreadable_one() -> None:
    item = parse(embargoed="2031-05-04T12:00:00Z", embargoedUntil="soon")
    assert (item.embargoed_until, item.embargo_words, item.signals) == (None, "soon", (Signal.EMBARGO,))


def test_a_key_said_twice_is_not_undone_by_an_empty_one() -> None:
    data = b'{"uri": "x", "headline": "Rain", "embargoed": "2031-05-04T12:00:00Z", "Embargoed": null}'
    (item,) = Ninjs().items(data, Context())
    assert item.embargoed_until == datetime(2031, 5, 4, 12, tzinfo=UTC)


def test_a_time_without_zone_is_in_the_sources_zone() -> None:
    east = timezone(timedelta(hours=10))
    item = parse(Context(zone=east), versionCreated="2031-05-04T12:00:00")
    assert (item.version_created, item.assumed) == (datetime(2031, 5, 4, 12, tzinfo=east), ("zone",))


@pytest.mark.parametrize(
    ("bodies", "body_html"),
    [
        ({"body_text": "One.\n\nTwo."}, "<p>One.</p>\n<p>Two.</p>"),
        ({"body_text": "One.\nTwo."}, "<p>One.</p>\n<p>Two.</p>"),
        ({"body_text": f"{'word ' * 12}\nends."}, f"<p>{'word ' * 12}ends.</p>"),
        ({"body_text": "2 < 3 & <b>so</b>"}, "<p>2 &lt; 3 &amp; &lt;b&gt;so&lt;/b&gt;</p>"),
        ({"body_text": "no", "body_html": "<p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"body_xhtml": "<p>no</p>", "body_html": "<p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"body_html5": "<p>no</p>", "body_xhtml": "<p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"body_text": "no", "body_html5": "<p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"body_html": "", "body_text": "Yes."}, "<p>Yes.</p>"),
        ({"body_html": None, "body_richtext": "<p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"body_html": "&lt;p&gt;Yes.&lt;/p&gt;"}, "<p>Yes.</p>"),
        ({"body": "<p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"bodies": [{"role": "text", "contentType": "application/xhtml+xml", "value": "<p>Yes.</p>"}]}, "<p>Yes.</p>"),
        ({"bodies": [{"role": "caption", "value": "no"}, {"value": "Yes."}]}, "<p>Yes.</p>"),
        ({"bodies": ["Yes."]}, "<p>Yes.</p>"),
        ({"body_html": "<h1>Rain</h1><p>Yes.</p>"}, "<p>Yes.</p>"),
        ({"body_html": "<h1>Snow</h1><p>Yes.</p>"}, "<h2>Snow</h2>\n<p>Yes.</p>"),
        ({"body_html": 7}, ""),
        ({}, ""),
    ],
)
def test_the_best_body_is_the_copy(bodies: dict[str, Any], body_html: str) -> None:
    assert parse(**bodies).body_html == body_html


def test_a_notepad_beside_the_main_section_is_not_copy() -> None:
    body = '<section class="main"><p>Copy.</p></section><section class="notepad"><p>Call 555-0100.</p></section>'
    assert parse(body_html=body).body_html == "<p>Copy.</p>"


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ({"type": "picture"}, ItemKind.PICTURE),
        ({"type": "Photo"}, ItemKind.PICTURE),
        ({"type": "composite"}, ItemKind.COMPOSITE),
        ({"type": "audio"}, ItemKind.AUDIO),
        ({"type": "preformatted"}, ItemKind.TEXT),
        ({"type": None, "bodies": [{"value": "Words."}]}, ItemKind.TEXT),
        ({"type": None, "renditions": [{"href": "a.jpg"}]}, ItemKind.PICTURE),
        ({"type": None}, ItemKind.TEXT),
    ],
)
def test_the_kind_is_said_or_seen(keys: dict[str, Any], kind: ItemKind) -> None:
    assert parse(**keys).kind == kind


@pytest.mark.parametrize(
    ("sent", "status", "signals"),
    [
        ("usable", PubStatus.USABLE, ()),
        (None, PubStatus.USABLE, ()),
        ("embargoed", PubStatus.USABLE, (Signal.EMBARGO,)),
        ("canceled", PubStatus.CANCELED, (Signal.KILL,)),
        ("withheld", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("maybe", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
    ],
)
def test_a_status_is_ours_or_withheld(sent: str | None, status: PubStatus, signals: tuple[Signal, ...]) -> None:
    item = parse(pubStatus=sent)
    assert (item.pubstatus, item.signals) == (status, signals)


@pytest.mark.parametrize(
    ("keys", "signal"),
    [
        ({"ednote": "A kill is mandatory."}, Signal.KILL),
        ({"ednote": "CORRECTS: the mayor's name"}, Signal.CORRECTION),
        ({"signal": [{"code": "sig:update"}]}, Signal.UPDATE),
        ({"signals": ["sig:correction"]}, Signal.CORRECTION),
        ({"editorialTypes": ["HoldForRelease"]}, Signal.EMBARGO),
        ({"profile": "Advisory"}, Signal.ADVISORY),
        ({"headline": "HOLD FOR RELEASE"}, Signal.EMBARGO),
    ],
)
def test_signals_come_from_fields_and_from_words(keys: dict[str, Any], signal: Signal) -> None:
    assert parse(**keys).signals == (signal,)


@pytest.mark.parametrize(
    ("sent", "urgency"),
    [
        (1, 1),
        (9, 9),
        ("4", 4),
        (4.0, 4),
        (0, None),
        (10, None),
        (4.5, None),
        (True, None),
        ("high", None),
        (None, None),
    ],
)
def test_urgency_is_a_number_of_the_scale(sent: Any, urgency: int | None) -> None:
    assert parse(urgency=sent).urgency == urgency


def test_renditions_are_chosen_by_name_then_by_size() -> None:
    files = {"a": {"href": "a.jpg", "width": 9, "height": 9}, "main": {"href": "main.jpg", "width": 3, "height": 3}}
    assert parse(type="picture", renditions=files).media[0].href == "main.jpg"
    assert parse(type="picture", renditions=[{"name": "s"}, {"href": "b.jpg", "width": 2}]).media[0].href == "b.jpg"


def test_a_picture_alone_keeps_its_words_as_sent_and_can_have_them_parted() -> None:
    item = parse(type="picture", description_text="Rain falls. (AP Photo/Mara Quist)")
    (picture,) = item.media
    for each in (item, picture):
        assert (each.caption, each.credit_line) == ("Rain falls. (AP Photo/Mara Quist)", "AP Photo/Mara Quist")
    assert picture.parted_words() == ("Rain falls.", "AP Photo/Mara Quist")


def test_a_picture_under_an_embargo_nobody_can_read_is_withheld() -> None:
    (picture,) = parse(associations={"a": {"type": "picture", "uri": "p", "embargoed": "soon"}}).media
    assert picture.pubstatus == PubStatus.WITHHELD


def test_what_has_no_key_is_kept() -> None:
    item = parse(profile="text-only", people=[{"name": "Orla\u0000 Finch"}], altIds=[], located="No-Data-Available")
    assert item.extra == {
        "profile": "text-only",
        "people": [{"name": "Orla Finch"}],
        "located": "No-Data-Available",
    }


def test_characters_that_cannot_be_stored_are_dropped() -> None:
    data = (
        b'{"uri": "x", "headline": "Ra\\ud800in\\u0000", "body_html": "<p>W\\udfffet.</p>", "keywords": ["a\\u0007b"]}'
    )
    (item,) = Ninjs().items(data, Context())
    assert (item.headline, item.body_html, item.keywords) == ("Rain", "<p>Wet.</p>", ("ab",))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"uri": "x", ', "ninjs: the JSON is broken off or damaged (line 1): Expecting property name"),
        (b'["x"]', "ninjs: item 1 is no object but str."),
        (b'{"uri": "", "type": "text"}', "ninjs: there is no story in it: no id, headline, slugline, words or caption"),
        (b'{"uri": "x", "urgency": ' + b"9" * 5000 + b"}", "ninjs: the JSON cannot be read: Exceeds the limit"),
        (b"[" * 100_000, "ninjs: the JSON is nested too deep to be a story."),
    ],
)
def test_what_breaks_an_item_is_named(data: bytes, message: str) -> None:
    with pytest.raises(MalformedItem) as refused:
        list(Ninjs().items(data, Context()))
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b'{"uri": "x", "type": "text", "versioncreated": "y", "headline": "z"}', True),
        (b'{"standard": {"name": "ninjs", "version": "3.0"}, "uri": "x"}', True),
        (b'\xef\xbb\xbf [{"guid": "x", "pubStatus": "usable"}]', True),
        (b'{"uri": "x", "type": "text", "versioncreated": "y", "headline": "z', True),
        ('{"uri": "x", "versionCreated": "y", "headlines": []}'.encode("utf-16"), True),
        (b'{"uri": "x", "type": "text"}', False),
        (b'{"guid": "x", "title": "y", "description": "z", "link": "w"}', False),
        (b'{"headline": "x", "byline": "y", "type": "NewsArticle"}', False),
        (b'{"item": {"uri": "x", "type": "text", "versioncreated": "y", "headline": "z"}}', False),
        (b'{"note": "\\"uri\\": \\"versioncreated\\": \\"headline\\": "}', False),
        (b"uri versioncreated headline", False),
        (b'"uri"', False),
    ],
)
def test_ninjs_is_known_by_its_keys(data: bytes, known: bool) -> None:
    assert Ninjs().recognizes(data) is known


@pytest.mark.parametrize(
    ("sent", "signals"),
    [
        ("KORR", (Signal.CORRECTION,)),
        ("RÄ", (Signal.CORRECTION,)),
        ("UV", (Signal.UPDATE,)),
        ("AVPUB", (Signal.KILL,)),
        ("", ()),
        ("ANNAT", ()),
    ],
)
def test_the_type_of_an_update_is_a_signal(sent: str, signals: tuple[Signal, ...]) -> None:
    item = parse(signals={"updatetype": sent, "retransmission": False})
    assert item.signals == signals
    assert item.extra["signals"]["retransmission"] is False


def test_keywords_in_one_text_are_several() -> None:
    assert parse(keywords="ferries; piers, tides").keywords == ("ferries", "piers", "tides")
    assert parse(keywords=["Quillport, Wash.", "tides"]).keywords == ("Quillport, Wash.", "tides")


def test_a_byline_and_a_note_may_hold_markup() -> None:
    item = parse(byline="<p>By <b>Dana Ortega</b></p>", ednote="<p>See the map.</p>")
    assert (item.byline, item.ednote) == ("Dana Ortega", "See the map.")


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Story and photos by Ada Moor and Lee Park", ("Ada Moor", "Lee Park")),
        ("Ada Moor; photos by Lee Park", ("Ada Moor", "Lee Park")),
        ("Video Vernon", ("Video Vernon",)),
        ("Ada Moor, PA Sport", ("Ada Moor",)),
        ("Kari Eng og Ola Foss", ("Kari Eng", "Ola Foss")),
        ("Von Jörn Petersen und Anke Voß, dpa", ("Jörn Petersen", "Anke Voß")),
        ("ADA MOOR-McKAY", ("Ada Moor-McKay",)),
    ],
)
def test_the_people_of_a_byline(byline: str, authors: tuple[str, ...]) -> None:
    assert parse(byline=byline).authors == authors


@pytest.mark.parametrize(
    ("note", "signals"),
    [
        ("Updates with comment in par 3", (Signal.UPDATE,)),
        ("(neu: Reaktion der Gewerkschaft)", (Signal.UPDATE,)),
        ("Saken er oppdatert med sitat.", (Signal.UPDATE,)),
        ("Updates to follow", ()),
        ("Updates will move every hour.", ()),
        ("Adds picture", ()),
    ],
)
def test_a_note_may_say_that_this_is_an_update(note: str, signals: tuple[Signal, ...]) -> None:
    assert parse(ednote=note).signals == signals


def test_the_box_with_subject_and_agency_is_no_copy() -> None:
    box = '<div class="dat"><span class="vignette">Sport</span><span class="source">TT</span></div>'
    html = (
        f'<html><body><article>{box}<p>Isen ligger, enligt <span class="source">TT</span>.</p></article></body></html>'
    )
    bodies = [{"role": "html5", "contentType": "text/html", "value": html}]
    assert parse(bodies=bodies).body_html == "<p>Isen ligger, enligt TT.</p>"


def test_an_order_before_a_caption_is_a_note_to_editors() -> None:
    item = parse(type="picture", description_text="CORRECTS NAME TO JON - Jon Teague rides.", ednote="NO SALES")
    assert (item.caption, item.ednote) == ("Jon Teague rides.", "NO SALES\nCORRECTS NAME TO JON")
    assert item.media[0].caption == "Jon Teague rides."
    assert item.signals == (Signal.CORRECTION,)


def test_categories_may_be_called_after_anpa() -> None:
    assert parse(anpa_category=[{"qcode": "f", "name": "Finance"}]).category == ("f",)
