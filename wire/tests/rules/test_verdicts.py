"""What each rule says, by hand: both faces could be wrong together, and the sweep would not see it."""

from __future__ import annotations

import pytest

from wire import rules
from wire.models import Article, PhotoAsset
from wire.rules import complete, credit, desk, embargo, expiry, rights, schedule, status
from wire.tests.cast import DAY, HOUR
from wire.vocabulary import DeskStatus, PubStatus

UNREADABLE = "It is embargoed and no time could be read from “Hold for noon”. Set “Embargoed until”."


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("usable", None),
        ("withheld", "The sender says it is withheld: it must not be used."),
        ("canceled", "The sender says it is canceled: it must not be used."),
        ("something new", "The sender says it is something new: it must not be used."),
    ],
)
@pytest.mark.parametrize("kind", [Article, PhotoAsset])
def test_the_senders_word_decides(kind, word, verdict):
    assert status.refuses(kind(pubstatus=word), DAY) == verdict


def test_a_word_of_the_glossary_reads_as_its_value():
    assert status.refuses(Article(pubstatus=PubStatus.WITHHELD), DAY) == (
        "The sender says it is withheld: it must not be used."
    )


@pytest.mark.parametrize(
    ("ours", "verdict"),
    [
        (DeskStatus.PUBLISHED, None),
        (DeskStatus.DRAFT, "It has not been published."),
        (DeskStatus.KILLED, "It was killed; readers see the notice."),
        ("something new", "It has not been published."),
    ],
)
def test_only_what_the_desk_published_is_shown(ours, verdict):
    assert desk.refuses(Article(desk_status=ours), DAY) == verdict


@pytest.mark.parametrize(
    ("until", "words", "verdict"),
    [
        (None, "", None),
        (DAY - HOUR, "", None),
        (DAY, "", None),
        (DAY + HOUR, "", "It is embargoed until May 6, 2031, 09:00 PDT."),
        (None, "Hold for noon", UNREADABLE),
        (DAY - HOUR, "Hold for noon", None),
        (DAY, "Hold for noon", None),
        (DAY + HOUR, "Hold for noon", "It is embargoed until May 6, 2031, 09:00 PDT."),
    ],
)
@pytest.mark.parametrize("kind", [Article, PhotoAsset])
def test_an_embargo_holds_until_its_moment(kind, until, words, verdict):
    assert embargo.refuses(kind(embargoed_until=until, embargo_words=words), DAY) == verdict


def test_an_embargo_is_told_in_the_sites_winter_time():
    winter = DAY.replace(month=12)

    assert embargo.refuses(Article(embargoed_until=winter), DAY) == "It is embargoed until Dec 6, 2031, 07:00 PST."


@pytest.mark.parametrize(
    ("expires_at", "verdict"),
    [
        (None, None),
        (DAY + HOUR, None),
        (DAY, "It expired May 6, 2031, 08:00 PDT."),
        (DAY - HOUR, "It expired May 6, 2031, 07:00 PDT."),
    ],
)
@pytest.mark.parametrize("kind", [Article, PhotoAsset])
def test_nothing_is_shown_after_its_last_moment(kind, expires_at, verdict):
    assert expiry.refuses(kind(expires_at=expires_at), DAY) == verdict


@pytest.mark.parametrize(
    ("publish_at", "verdict"),
    [
        (None, None),
        (DAY - HOUR, None),
        (DAY, None),
        (DAY + HOUR, "It is set to go live May 6, 2031, 09:00 PDT."),
    ],
)
def test_a_story_goes_live_at_its_moment_by_itself(publish_at, verdict):
    assert schedule.refuses(Article(publish_at=publish_at), DAY) == verdict


@pytest.mark.parametrize(
    ("expires_at", "verdict"),
    [
        (None, None),
        (DAY + HOUR, None),
        (DAY, "It is to leave the site May 6, 2031, 08:00 PDT, before it goes live."),
    ],
)
def test_a_story_that_leaves_before_it_goes_live_is_never_shown(expires_at, verdict):
    assert schedule.never_shown(Article(expires_at=expires_at), DAY) == verdict


WHOLE = {"headline": "Ferry returns", "body": "<p>It is back.</p>", "section_id": 1}
EMBARGOED = "It is embargoed until May 6, 2031, 09:00 PDT."


@pytest.mark.parametrize(
    ("fields", "goes_live", "verdict"),
    [
        ({"embargoed_until": DAY + HOUR}, None, [EMBARGOED]),
        ({"embargoed_until": DAY + HOUR}, DAY + HOUR / 2, [EMBARGOED]),
        ({"embargoed_until": DAY + HOUR}, DAY + HOUR, []),
        ({"embargoed_until": DAY + HOUR}, DAY + 2 * HOUR, []),
        ({"embargoed_until": DAY + HOUR}, DAY - HOUR, [EMBARGOED]),
        ({"embargo_words": "Hold for noon"}, DAY + 2 * HOUR, [UNREADABLE]),
        ({"expires_at": DAY}, DAY + HOUR, ["It expired May 6, 2031, 08:00 PDT."]),
        (
            {"expires_at": DAY + HOUR},
            DAY + HOUR,
            ["It is to leave the site May 6, 2031, 09:00 PDT, before it goes live."],
        ),
        ({"expires_at": DAY + 2 * HOUR}, DAY + HOUR, []),
        ({"publish_at": DAY + HOUR}, None, []),
    ],
)
def test_publishing_for_a_moment_to_come_asks_the_rules_as_of_then(fields, goes_live, verdict):
    assert rules.publishing_refusals(Article(**WHOLE, **fields), DAY, goes_live) == verdict


FORBIDS = (
    "Its sender forbids this use: {}. Leave it out, or have a publisher answer for it where the sender has cleared it."
)
ASKS = "Somebody must answer for {}. Read what the sender asks, and answer for the use with a reason."


@pytest.mark.parametrize(
    ("barred", "asked", "verdict"),
    [
        ("", "", None),
        ("ONLINE OUT", "", FORBIDS.format("“ONLINE OUT”")),
        ("ONLINE OUT\nUS OUT", "", FORBIDS.format("“ONLINE OUT”, “US OUT”")),
        ("", "NO ARCHIVING", ASKS.format("“NO ARCHIVING”")),
        ("US OUT", "NO ARCHIVING", f"{FORBIDS.format('“US OUT”')} {ASKS.format('“NO ARCHIVING”')}"),
    ],
)
@pytest.mark.parametrize("kind", [Article, PhotoAsset])
def test_what_a_sender_forbids_or_asks_holds_until_somebody_answers(kind, barred, asked, verdict):
    assert rights.refuses(kind(barred_words=barred, unacknowledged_words=asked), DAY) == verdict


@pytest.mark.parametrize(
    ("gaps", "verdict"),
    [
        ({}, None),
        ({"headline": ""}, "It still needs a headline."),
        ({"body": ""}, "It still needs text."),
        ({"section_id": None}, "It still needs a section."),
        ({"headline": "", "body": ""}, "It still needs a headline and text."),
        ({"headline": "", "body": "", "section_id": None}, "It still needs a headline and text and a section."),
    ],
)
def test_a_piece_is_whole_before_readers_meet_it(gaps, verdict):
    whole = {"headline": "Ferry returns", "body": "<p>It is back.</p>", "section_id": 1}

    assert complete.refuses(Article(**whole | gaps), DAY) == verdict


def test_no_picture_without_its_credit():
    assert credit.refuses(PhotoAsset(credit_line="Mara Quist"), DAY) is None
    assert credit.refuses(PhotoAsset(), DAY) == "It has no credit line: fill it in to show the picture."


def test_all_reasons_are_given_at_once_in_the_order_of_the_rules():
    article = Article(pubstatus="canceled", embargoed_until=DAY + HOUR, expires_at=DAY - HOUR, headline="Ferry returns")

    assert rules.article_refusals(article, DAY) == [
        "The sender says it is canceled: it must not be used.",
        "It has not been published.",
        "It is embargoed until May 6, 2031, 09:00 PDT.",
        "It expired May 6, 2031, 07:00 PDT.",
        "It still needs text and a section.",
    ]
    assert rules.publishing_refusals(article, DAY) == [
        "The sender says it is canceled: it must not be used.",
        "It is embargoed until May 6, 2031, 09:00 PDT.",
        "It expired May 6, 2031, 07:00 PDT.",
        "It still needs text and a section.",
    ]
    assert rules.photo_refusals(PhotoAsset(pubstatus="withheld"), DAY) == [
        "The sender says it is withheld: it must not be used.",
        "It has no credit line: fill it in to show the picture.",
    ]
