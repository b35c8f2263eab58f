"""NITF, field by field: what the samples do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from wire.markup import word_count
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem
from wire.parsers.nitf import NITF
from wire.vocabulary import ItemKind, PubStatus, Signal


def nitf(docdata: str = "", head: str = "", content: str = "", docdata_attributes: str = "", metas: str = "") -> bytes:
    return f"""<nitf><head>{metas}<docdata {docdata_attributes}><doc-id id-string="x-1"/>{docdata}</docdata></head>
    <body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>""".encode()


def parse(data: bytes, context: Context | None = None) -> ParsedItem:
    (item,) = NITF().items(data, context or Context())
    return item


def test_the_source_given_wins_over_the_one_in_the_copy() -> None:
    data = nitf(head="<distributor>Harbour Bureau</distributor>")
    assert parse(data).source == "Harbour Bureau"
    assert parse(data, Context(source="Tide Press")).source == "Tide Press"


def test_a_time_without_zone_is_in_the_sources_zone() -> None:
    east = timezone(timedelta(hours=10))
    item = parse(nitf('<date.issue norm="20310504T090000"/>'), Context(zone=east))
    assert item.version_created == datetime(2031, 5, 4, 9, tzinfo=east)
    assert item.assumed == ("headline", "zone")


def test_a_release_before_the_issue_is_no_embargo() -> None:
    item = parse(nitf('<date.issue norm="20310504T090000Z"/><date.release norm="20310504T080000Z"/>'))
    assert (item.embargoed_until, item.signals) == (None, ())
    assert item.released_at == datetime(2031, 5, 4, 8, tzinfo=UTC)


def test_a_release_without_an_issue_is_an_embargo() -> None:
    item = parse(nitf('<date.release norm="20310504T080000Z"/>'))
    assert item.embargoed_until == datetime(2031, 5, 4, 8, tzinfo=UTC)
    assert item.signals == (Signal.EMBARGO,)


def test_an_embargo_without_a_date_is_still_one() -> None:
    item = parse(nitf(docdata_attributes='management-status="embargoed"'))
    assert (item.pubstatus, item.embargoed_until, item.signals) == (PubStatus.USABLE, None, (Signal.EMBARGO,))


def test_an_unreadable_release_is_an_embargo_with_its_words() -> None:
    item = parse(nitf('<date.issue norm="20310504T090000Z"/><date.release norm="20311304"/>'))
    assert (item.embargoed_until, item.embargo_words, item.signals) == (None, "20311304", (Signal.EMBARGO,))


def test_an_embargo_in_the_note_is_one_with_its_words() -> None:
    item = parse(nitf('<ed-msg info="HOLD FOR RELEASE until 12:01 a.m. EDT Thursday, May 8, 2031"/>'))
    assert item.embargo_words == "HOLD FOR RELEASE until 12:01 a.m. EDT Thursday, May 8, 2031"
    assert item.signals == (Signal.EMBARGO,)
    assert item.embargoed_until == datetime(2031, 5, 8, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "status", "signals"),
    [
        ("usable", PubStatus.USABLE, ()),
        ("Usable", PubStatus.USABLE, ()),
        ("", PubStatus.USABLE, ()),
        ("canceled", PubStatus.CANCELED, (Signal.KILL,)),
        ("cancelled", PubStatus.CANCELED, (Signal.KILL,)),
        ("withheld", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("stat:withheld", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
        ("perhaps", PubStatus.WITHHELD, (Signal.WITHHOLD,)),
    ],
)
def test_a_status_is_ours_or_withheld(sent: str, status: PubStatus, signals: tuple[Signal, ...]) -> None:
    item = parse(nitf(docdata_attributes=f'management-status="{sent}"'))
    assert (item.pubstatus, item.signals) == (status, signals)
    assert item.extra.get("pubstatus") == ("perhaps" if sent == "perhaps" else None)


def test_a_kill_in_the_copy_is_heard() -> None:
    item = parse(nitf(content="<p>Editors: Kill the story slugged US--Ferry Crash. A kill is mandatory.</p>"))
    assert item.signals == (Signal.KILL,)


@pytest.mark.parametrize(
    ("byline", "printed", "authors"),
    [
        ("<byline>By Dana Ortega</byline>", "Dana Ortega", ("Dana Ortega",)),
        ("<byline>by  <person>Dana\n Ortega</person></byline>", "Dana Ortega", ("Dana Ortega",)),
        ("<byline>By DANA ORTEGA<byttl>Tide Press</byttl></byline>", "DANA ORTEGA", ("Dana Ortega",)),
        ("<byline>By The Associated Press</byline>", "The Associated Press", ()),
        ("<byline>HB-NW</byline>", "HB-NW", ()),
        ("<byline>gr/bp</byline>", "", ()),
        ("<byline>Rain at last</byline>", "", ()),
        ("<byline/>", "", ()),
        ("<byline>Ada Brill</byline><byline>Lee Park</byline>", "Ada Brill and Lee Park", ("Ada Brill", "Lee Park")),
        ("<byline><byttl>Dana Ortega</byttl></byline>", "Dana Ortega", ("Dana Ortega",)),
        ("<byline>Dana Ortega/NW</byline>", "Dana Ortega/NW", ("Dana Ortega",)),
        (
            "<byline>By DANA ORTEGA; photos by Lee Park</byline>",
            "DANA ORTEGA; photos by Lee Park",
            ("Dana Ortega", "Lee Park"),
        ),
    ],
)
def test_a_byline_is_the_names_as_printed(byline: str, printed: str, authors: tuple[str, ...]) -> None:
    item = parse(nitf(head=f"<hedline><hl1>Rain at last</hl1></hedline>{byline}"))
    assert (item.byline, item.authors) == (printed, authors)


@pytest.mark.parametrize(
    ("field", "first", "dateline", "city", "lead"),
    [
        ("", "OLM, Wash. (NW) — Rain fell.", "OLM, Wash.", "OLM", "Rain fell."),
        ("Olm", "Rain fell.", "Olm", "Olm", "Rain fell."),
        ("OLM, Wash. (NW) —", "Rain fell.", "OLM, Wash.", "OLM", "Rain fell."),
        ("PORT WREN March 22 HB -", "Rain fell.", "PORT WREN", "PORT WREN", "Rain fell."),
        ("<location>OLM, Wash.</location>", "Rain fell.", "OLM, Wash.", "OLM", "Rain fell."),
        ("<location><city>Olm</city>, Wash.</location>", "OLM (AP) — Rain fell.", "OLM", "Olm", "Rain fell."),
        (
            "",
            "<em>OLM, Wash. (AP) —</em> Rain <em>fell</em> &amp; ran.",
            "OLM, Wash.",
            "OLM",
            "Rain <em>fell</em> &amp; ran.",
        ),
    ],
)
def test_the_dateline_is_cut_off_the_copy(field: str, first: str, dateline: str, city: str, lead: str) -> None:
    item = parse(nitf(head=f"<dateline>{field}</dateline>", content=f"<p>{first}</p>"))
    assert (item.dateline, item.city, item.body_html) == (dateline, city, f"<p>{lead}</p>")


def test_the_place_of_the_event_is_the_last_resort() -> None:
    assert parse(nitf('<evloc city="Spindle"/>')).city == "Spindle"


@pytest.mark.parametrize(
    ("head", "title", "content", "headline"),
    [
        ("<hedline><hl2>Second line</hl2></hedline>", "Title", "<p>Lead.</p>", "Second line"),
        ("", "3 STORM Harbour shut", "<p>Lead.</p>", "STORM Harbour shut"),
        ("", "", "<p>First sentence here. And a second.</p>", "First sentence here."),
        ("", "", f"<p>{'word ' * 40}</p>", f"{'word ' * 23}word…"),
        ("", "", "", "BC-RAIN"),
    ],
)
def test_a_missing_headline_is_made_and_said_to_be(head: str, title: str, content: str, headline: str) -> None:
    data = nitf('<du-key key="BC-RAIN"/>', head, content, metas=f"<title>{title}</title>")
    assert (parse(data).headline, parse(data).assumed) == (headline, ("headline",))


def test_versions_of_a_story_without_id_have_one_name() -> None:
    first = nitf('<date.issue norm="20310504T090000Z"/><du-key key="BC-US--Rain"/>').replace(b"x-1", b"")
    later = nitf('<date.issue norm="20310504T110000Z"/><du-key key="AP-US--Rain, 2nd Ld"/>').replace(b"x-1", b"")
    assert parse(first).guid == parse(later).guid == "nitf:us-rain:2031-05-04"
    assert parse(first).extra["guid_from"] == ["slugline", "date"]
    assert "guid" in parse(first).assumed


def test_a_name_falls_back_on_the_day_of_arrival() -> None:
    arrived = Context(received_at=datetime(2031, 5, 4, 23, tzinfo=UTC))
    item = parse(nitf('<du-key key="US--Rain"/>').replace(b"x-1", b""), arrived)
    assert (item.guid, item.extra["guid_from"]) == ("nitf:us-rain:2031-05-04", ["slugline", "received_at"])


def test_the_word_count_is_our_own_where_there_is_a_body() -> None:
    metas = '<meta name="anpa-wordcount" content="900"/>'
    counted = parse(nitf(content="<p>One <em>t</em>wo</p><ul><li>three</li></ul>", metas=metas))
    assert counted.word_count == word_count(counted.body_html) == 3
    assert parse(nitf(metas=metas)).word_count == 900


def test_copy_outside_paragraphs_is_not_lost() -> None:
    item = parse(nitf(content="Bare words.\n\nMore of them.<block>In a block.</block>"))
    assert item.body_html == "<p>Bare words.</p>\n<p>More of them.</p>\n<p>In a block.</p>"


def test_a_sign_in_an_address_is_no_end_of_a_tag() -> None:
    item = parse(nitf(content='<p><a href="https://x.example/?a=&gt;b">OLM (AP) — Rain</a> fell.</p>'))
    assert (item.dateline, item.word_count) == ("OLM", 2)
    assert item.body_html == '<p><a href="https://x.example/?a=&gt;b">Rain</a> fell.</p>'


def test_section_rules_are_rules_and_end_marks_go() -> None:
    item = parse(nitf(content="<p>One.</p><p>* * *</p><p>Two.</p><p>___</p><p>ends</p>"))
    assert item.body_html == "<p>One.</p>\n<hr>\n<p>Two.</p>"


def test_an_agate_keeps_its_blank_lines() -> None:
    item = parse(nitf(content="<pre>Owls  1\n\n\nTerns 2</pre>"))
    assert item.body_html == "<pre>Owls  1\n\n\nTerns 2</pre>"


def test_several_bodies_are_one() -> None:
    data = nitf(
        content='<p>One.</p></body.content><body.content><p>Two.</p><media><media-reference source="a.jpg"/></media>'
    )
    item = parse(data)
    assert (item.body_html, [each.href for each in item.media]) == ("<p>One.</p>\n<p>Two.</p>", ["a.jpg"])


def test_media_take_no_words_with_them() -> None:
    media = '<media media-type="audio"><media-reference data-location="a.mp3"/></media>'
    item = parse(nitf(content=f"<p>Before {media}after.</p>"))
    assert (item.body_html, item.media[0].kind) == ("<p>Before after.</p>", ItemKind.AUDIO)


def test_a_medium_of_which_nothing_is_said_is_none() -> None:
    assert parse(nitf(content="<media/>")).media == ()


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(MalformedItem) as refused:
        parse(b"<nitf/>")
    assert str(refused.value) == (
        "nitf: there is no story in it: no id, headline, slugline, words or caption was found."
    )


@pytest.mark.parametrize(("headline", "guid"), [("Rain!", "nitf:rain"), ("?!", "nitf:3f21")])
def test_no_two_headlines_make_one_name(headline: str, guid: str) -> None:
    data = nitf(head=f"<hedline><hl1>{headline}</hl1></hedline>").replace(b"x-1", b"")
    assert parse(data).guid == guid


def test_a_dialect_overrides_one_word() -> None:
    class TideNITF(NITF):
        name = "tide"
        slugline_metas = ("tide-slug",)

        def headline(self, story):  # type: ignore[no-untyped-def]
            return super().headline(story).removeprefix("TIDE: ")

    data = nitf(head="<hedline><hl1>TIDE: Rain</hl1></hedline>", metas='<meta name="tide-slug" content="RAIN"/>')
    (item,) = TideNITF().items(data, Context())
    assert (item.headline, item.slugline) == ("Rain", "RAIN")


def test_an_item_has_no_state_of_the_one_before() -> None:
    parser = NITF()
    (first,) = parser.items(nitf('<urgency ed-urg="1"/>'), Context())
    (second,) = parser.items(nitf(), Context())
    assert replace(first, urgency=None) == second


@pytest.mark.parametrize(
    "content",
    [
        "<![CDATA[<p>One.</p><p>Two &amp; three.</p>]]>",
        "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;",
        "<block><p>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</p></block>",
        "&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two &amp;amp;amp; three.&amp;lt;/p&amp;gt;",
        "<![CDATA[<p>One.</p><p>Two &amp; three.</p>]]><media><media-reference source='a.jpg'/></media>",
    ],
)
def test_html_that_came_as_text_is_read_as_html(content: str) -> None:
    assert parse(nitf(content=content)).body_html == "<p>One.</p>\n<p>Two &amp; three.</p>"


def test_a_sign_in_plain_copy_is_no_markup() -> None:
    copy = "<p>The rate fell to &lt; 3 percent, &lt;pending&gt; review.</p>"
    assert parse(nitf(content=copy)).body_html == copy


def test_the_date_in_a_dateline_is_not_its_place() -> None:
    sent = '<dateline>{}<story.date norm="20310504T080200Z">20310504T080200Z</story.date></dateline>'
    assert parse(nitf(head=sent.format(""))).dateline == ""
    assert parse(nitf(head=sent.format("QUILLPORT, Wash., "))).dateline == "QUILLPORT, Wash."


@pytest.mark.parametrize(
    ("rights", "holder", "notice", "terms"),
    [
        ("Copyright 2031 North Wire", "", "Copyright 2031 North Wire", ""),
        ("<rights.owner>North Wire</rights.owner>", "North Wire", "", ""),
        ("(c) <rights.owner>North Wire</rights.owner>", "North Wire", "(c) North Wire", ""),
        ("<rights.limitations>No resale.</rights.limitations>", "", "", "No resale."),
    ],
)
def test_rights_are_a_sentence_or_parts(rights: str, holder: str, notice: str, terms: str) -> None:
    item = parse(nitf(head=f"<rights>{rights}</rights>"))
    assert (item.copyright_holder, item.copyright_notice, item.usage_terms) == (holder, notice, terms)


@pytest.mark.parametrize(
    ("head", "signals"),
    [
        ('<tobject tobject.type="Advisory"/>', (Signal.ADVISORY,)),
        ('<tobject tobject.type="news"/>', ()),
        ('<docdata><correction info="Wrong name."/></docdata>', (Signal.CORRECTION,)),
        ('<docdata><correction info="" id-string=""/></docdata>', ()),
        ('<docdata><ed-msg msg-type="kill" info="See note."/></docdata>', (Signal.KILL,)),
    ],
)
def test_elements_of_the_head_are_signals(head: str, signals: tuple[Signal, ...]) -> None:
    assert parse(f"<nitf uno='x'><head>{head}</head><body/></nitf>".encode()).signals == signals


@pytest.mark.parametrize(
    ("head", "category"),
    [
        ('<pubdata position.section="Local"/>', ("Local",)),
        ('<tobject tobject.type="Sport"/>', ("Sport",)),
        ('<tobject tobject.type="news"/>', ()),
        ('<meta name="anpa-category" content="a"/><pubdata position.section="Local"/>', ("a",)),
    ],
)
def test_a_section_is_a_category_where_there_is_no_code(head: str, category: tuple[str, ...]) -> None:
    assert parse(f"<nitf uno='x'><head>{head}</head><body/></nitf>".encode()).category == category


def test_captions_by_other_names_are_captions() -> None:
    item = parse(
        nitf(
            content="""<media media-type="image"><media-id>4711</media-id><media-reference source="a.jpg"/>
            <media-caption/><media-printcaption>A ferry at dusk.</media-printcaption>
            <media-printproducer>North Wire</media-printproducer><media-byline>Mara Quist</media-byline></media>"""
        )
    )
    (medium,) = item.media
    assert (medium.guid, medium.caption, medium.credit_line) == ("4711", "A ferry at dusk.", "North Wire")
    assert medium.photographer == "Mara Quist"


def test_a_file_of_unsaid_type_is_a_picture_if_its_mime_type_says_so() -> None:
    sent = '<media media-type="other"><media-reference source="a.{0}" mime-type="{0}"/></media>'
    item = parse(nitf(content=sent.format("image/png") + sent.format("application/zip")))
    assert [each.href for each in item.media] == ["a.image/png"]
    assert item.extra["files"] == ["a.application/zip"]


def test_lines_of_a_headline_do_not_run_together() -> None:
    item = parse(nitf(head="<hedline><hl1>Ferry returns<br/>to Gull<em> Island</em></hl1></hedline>"))
    assert item.headline == "Ferry returns to Gull Island"


def test_a_place_in_parts_has_its_comma() -> None:
    head = "<dateline><location>\n<city>QUILLPORT</city>\n<state>Wash.</state></location></dateline>"
    item = parse(nitf(head=head))
    assert (item.dateline, item.city) == ("QUILLPORT, Wash.", "QUILLPORT")


def test_an_advisory_not_to_be_published_is_for_editors() -> None:
    item = parse(nitf(content='<p>The ferry is back.</p><note type="npa"><p>Call Lee Park at 555.</p></note>'))
    assert (item.body_html, item.ednote) == ("<p>The ferry is back.</p>", "Call Lee Park at 555.")


def test_a_fraction_keeps_its_stroke() -> None:
    half = "<frac><numer>1</numer><denom>2</denom></frac>"
    three = "<frac><numer>3</numer><frac-sep>/</frac-sep><denom>4</denom></frac>"
    assert parse(nitf(content=f"<p>Odds: {half}, {three}.</p>")).body_html == "<p>Odds: 1/2, 3/4.</p>"


def test_a_time_between_the_tags_is_read() -> None:
    item = parse(nitf("<date.issue>20310504T143000Z</date.issue>"))
    assert item.version_created == datetime(2031, 5, 4, 14, 30, tzinfo=UTC)


def test_the_language_of_the_body_counts() -> None:
    assert parse(b"<nitf uno='x'><body xml:lang='nb-NO'/></nitf>").language == "nb-NO"


@pytest.mark.parametrize("form", ["{}", "<![CDATA[{}]]>"])
def test_pictures_as_html_has_them_are_media(form: str) -> None:
    picture = '<img src="https://pic.example/a.jpg" alt="A ferry" width="800"/>'
    words = "<figcaption>A ferry at dusk. (Mara Quist/North Wire)</figcaption>"
    item = parse(nitf(content=form.format(f"<p>One.</p><figure>{picture}{words}</figure>")))
    assert item.body_html == "<p>One.</p>"
    (medium,) = item.media
    assert (medium.href, medium.alt_text, medium.width) == ("https://pic.example/a.jpg", "A ferry", 800)
    assert (medium.caption, medium.credit_line) == (
        "A ferry at dusk. (Mara Quist/North Wire)",
        "Mara Quist/North Wire",
    )
