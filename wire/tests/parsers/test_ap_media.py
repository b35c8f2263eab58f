"""The AP Media API, field by field: what the samples do not show."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from wire.parsers.ap_media import APMedia
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.ninjs import Ninjs
from wire.vocabulary import PubStatus, Signal

NAMES = {"itemid": "5c1f0a9b3d7e4c2f8a6b1d0e9f3c7a21"}


def page(nitf: Any = None, **keys: Any) -> bytes:
    item = {"altids": NAMES, "type": "text", "headline": "Rain", "signals": ["newscontent"], **keys}
    return json.dumps({"api_version": "2.2", "method": "/content.GET", "data": {"item": item}, "nitf": nitf}).encode()


def parse(nitf: Any = None, **keys: Any) -> ParsedItem:
    (item,) = APMedia().items(page(nitf, **keys), Context())
    return item


@pytest.mark.parametrize(
    "data",
    [
        page(),
        b'\xef\xbb\xbf\n {"api_version": "2.2", "method": "/content/feed.GET", "data": {"items": []}}',
        b'{"item": {"altids": {"itemid": "a"}}}',
        b'{"items": [{"item": {"altids": {"etag": "b", "itemid": "a"}}}]}',
        b'{"uri": "x", "altids": {"itemid": "a"}, "pubstatus": "usable", "versioncreated": "2031-05-04"}',
        page()[:200],
    ],
)
def test_ap_is_known_by_its_own_names_and_ninjs_leaves_it_alone(data: bytes) -> None:
    assert APMedia().recognizes(data)
    assert not Ninjs().recognizes(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"uri": "x", "altIds": [{"role": "a", "value": "b"}], "pubStatus": "usable", "headlines": [], "bodies": []}',
        b'{"api_version": "2.2", "data": {"item": {"uri": "x"}}}',
        b'{"name": "altids", "data": {}}',
        b"<altids/>",
    ],
)
def test_other_json_is_not_aps(data: bytes) -> None:
    assert not APMedia().recognizes(data)


@pytest.mark.parametrize(
    ("keys", "status", "signals"),
    [
        ({"pubstatus": "usable"}, PubStatus.USABLE, ()),
        ({"pubstatus": "embargoed"}, PubStatus.USABLE, (Signal.EMBARGO,)),
        ({"pubstatus": "withheld"}, PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ({"pubstatus": "canceled"}, PubStatus.CANCELED, (Signal.KILL,)),
        ({"editorialtypes": ["Kill"]}, PubStatus.CANCELED, (Signal.KILL,)),
        ({"editorialtypes": ["Elimination"]}, PubStatus.CANCELED, (Signal.KILL,)),
        ({"editorialtypes": ["Withhold"]}, PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ({"editorialtypes": ["Disregard"]}, PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ({"editorialtypes": ["Withhold", "Kill"]}, PubStatus.CANCELED, (Signal.KILL, Signal.WITHHOLD)),
        ({"pubstatus": "canceled", "editorialtypes": ["Withhold"]}, PubStatus.CANCELED, (Signal.KILL, Signal.WITHHOLD)),
        ({"editorialtypes": ["HoldForRelease"]}, PubStatus.USABLE, (Signal.EMBARGO,)),
        ({"editorialtypes": ["Add"]}, PubStatus.USABLE, (Signal.ADD,)),
        ({"editorialtypes": ["Lead"]}, PubStatus.USABLE, (Signal.UPDATE,)),
        ({"editorialtypes": ["Writethru", "Takes"]}, PubStatus.USABLE, (Signal.UPDATE,)),
        ({"editorialtypes": ["Clarification"]}, PubStatus.USABLE, (Signal.CLARIFICATION,)),
        ({"editorialtypes": ["Correction"]}, PubStatus.USABLE, (Signal.CORRECTION,)),
        ({"editorialtypes": ["Advisory"]}, PubStatus.USABLE, (Signal.ADVISORY,)),
        ({"editorialrole": "NewsAlert"}, PubStatus.USABLE, (Signal.ALERT,)),
        ({"editorialrole": "FullStory"}, PubStatus.USABLE, ()),
        ({"profile": "Daybook"}, PubStatus.USABLE, (Signal.ADVISORY,)),
        ({"signals": []}, PubStatus.USABLE, (Signal.ADVISORY,)),
        ({"signals": None}, PubStatus.USABLE, (Signal.ADVISORY,)),
        ({"ednote": "A kill is mandatory."}, PubStatus.USABLE, (Signal.KILL,)),
        ({"pubstatus": "shelved"}, PubStatus.WITHHELD, (Signal.WITHHOLD,)),
    ],
)
def test_the_strictest_of_status_types_signals_and_words_holds(
    keys: dict[str, Any], status: PubStatus, signals: tuple[Signal, ...]
) -> None:
    item = parse(**keys)
    assert (item.pubstatus, item.signals) == (status, signals)


def test_an_embargo_that_only_a_code_speaks_of_has_words_and_no_end() -> None:
    item = parse(pubstatus="embargoed")
    assert (item.embargoed_until, item.embargo_words) == (None, "embargoed")


@pytest.mark.parametrize(
    ("bylines", "byline"),
    [
        ([{"by": "By MARA QUIST"}], "MARA QUIST"),
        ([{"by": "By MARA QUIST"}, {"by": "LEE PARK"}, {"by": "By ORLA FINCH"}], "MARA QUIST, LEE PARK and ORLA FINCH"),
        ([{"by": "By MARA QUIST"}, {"by": "MARA QUIST", "title": "AP Writer"}], "MARA QUIST"),
        (["By LEE PARK"], "LEE PARK"),
        ([], ""),
        (None, ""),
    ],
)
def test_bylines_become_one_line(bylines: Any, byline: str) -> None:
    assert parse(bylines=bylines).byline == byline


def test_writers_names_are_put_in_common_case_with_care() -> None:
    assert parse(bylines=[{"by": "By AL-HADJI KUDRA and LEE McKAY"}]).authors == ("Al-Hadji Kudra", "Lee McKay")


@pytest.mark.parametrize(
    ("keys", "guid"),
    [
        ({}, NAMES["itemid"]),
        ({"altids": None, "uri": "https://api.ap.org/media/v/content/0123456789abcdef?qt=x"}, "0123456789abcdef"),
        ({"altids": {"etag": "e"}, "uri": "https://x.example/7?et=1&id=2"}, "https://x.example/7?id=2"),
    ],
)
def test_the_lasting_name_is_the_items_own(keys: dict[str, Any], guid: str) -> None:
    assert parse(**keys).guid == guid


def test_no_word_of_a_session_and_no_key_is_kept() -> None:
    item = parse(
        uri="https://api.ap.org/media/v/content/0123456789abcdef?apikey=secret&qt=1",
        renditions={"nitf": {"href": "https://api.ap.org/d?format=NITF&apikey=secret&et=2"}},
    )
    assert "secret" not in json.dumps(item.as_json())
    assert item.extra["renditions"] == {"nitf": "https://api.ap.org/d?format=NITF"}


def test_a_subjects_code_is_not_mistaken_for_eight_digits() -> None:
    item = parse(
        subject=[{"code": "c94627508b6b10048d79a385cd5ce603", "rels": ["direct"]}, {"code": "medtop:20000345"}]
    )
    assert item.subjects == ("c94627508b6b10048d79a385cd5ce603", "20000345")


def test_the_nitf_fills_gaps_and_overrules_nothing() -> None:
    nitf = (
        "<nitf><head><docdata><date.expire norm='20310601T000000Z'/></docdata></head><body><body.head>"
        "<hedline><hl1>Other</hl1></hedline><byline>By LEE PARK</byline></body.head>"
        "<body.content><p>LARKMOOR (AP) — It rained.</p></body.content></body></nitf>"
    )
    item = parse(nitf)
    assert (item.headline, item.byline, item.dateline) == ("Rain", "LEE PARK", "LARKMOOR")
    assert item.expires_at == datetime(2031, 6, 1, tzinfo=UTC)
    assert (item.body_html, item.assumed) == ("<p>It rained.</p>", ())


def test_an_embargo_in_the_nitf_holds_the_item() -> None:
    nitf = "<nitf><head><docdata><date.release norm='20310601T000000Z'/></docdata></head><body/></nitf>"
    assert parse(nitf).embargoed_until is None  # nothing else is in it: not a story of its own
    nitf = nitf.replace("<body/>", "<body><body.content><p>It rained.</p></body.content></body>")
    assert parse(nitf).embargoed_until == datetime(2031, 6, 1, tzinfo=UTC)


def test_damaged_nitf_damages_the_item() -> None:
    with pytest.raises(MalformedItem, match=r"^apmedia: the XML is broken off or damaged \(line 1\)"):
        parse("<nitf><body>")


def test_a_deep_object_is_refused() -> None:
    deep = b'{"api_version": "1", "method": "/content.GET", "data": ' + b"[" * 700 + b"]" * 700 + b"}"
    with pytest.raises(MalformedItem, match="nested too deep"):
        list(APMedia().items(deep, Context()))


def test_picture_and_copy_that_belong_to_a_story_are_told_apart() -> None:
    picture = {"type": "picture", "altids": {"itemid": "p1"}, "editorialtypes": ["Kill"]}
    item = parse(associations={"1": {"item": picture}, "2": {"type": "text", "altids": {"itemid": "t1"}}})
    assert item.references == ("t1",)
    assert [(each.guid, each.pubstatus) for each in item.media] == [("p1", PubStatus.CANCELED)]


def test_a_film_without_caption_has_its_summary_for_one() -> None:
    item = parse(type="video", description_summary="The ferry, from above.")
    assert (item.caption, item.abstract) == ("The ferry, from above.", "")
