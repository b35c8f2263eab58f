"""Kills, withholds and corrections in words: certain, vague, quoted, and before their story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up
from wire.actions.receive_many import Lump, receive_many
from wire.models import Alarm, WireStory
from wire.tests import cast
from wire.tests.actions.test_call_back import live, ringing, state, stored
from wire.tests.cast import DAY, HOUR
from wire.vocabulary import Channel

pytestmark = pytest.mark.django_db

STORY = """\
BC-US--Ferry Crash,260
Ferry hits pier; 14 hurt
By RAY COLE
Meridian Press

HARBOR CITY, Wash. (MP) — A state ferry struck a pier on Tuesday and 14 passengers were hurt, officials said.

The ferry Kestrel was arriving from Lorn Island when it failed to slow, said Mia Tan, who runs the terminal.

MP-WF-05-06-31 1400GMT
"""
KILL = """\
BC-US--Ferry Crash, KILL,60
BULLETIN KILL

EDITORS: Kill the story slugged US--Ferry Crash, datelined HARBOR CITY, headlined “Ferry hits pier; 14 hurt.” A kill is mandatory.

MP-WF-05-06-31 1500GMT
"""  # noqa: E501  (a paragraph of copy is one line)
WITHHOLD = KILL.replace("BULLETIN KILL\n\n", "").replace("KILL", "WITHHOLD").replace("Kill the", "Withhold the")
WITHHOLD = WITHHOLD.replace(" A kill is mandatory.", " Details are being checked.")
VAGUE = KILL.replace(", headlined “Ferry hits pier; 14 hurt.”", ".")


# ── by words ─────────────────────────────────────────────────────────────────
def test_a_kill_in_words_that_can_mean_one_story_acts_alone():
    article = live(cast.deliver(STORY).versions[0])
    cast.deliver(KILL, name="kill.txt", at=DAY + HOUR)
    assert state(article) == ("killed", "canceled")
    assert WireStory.objects.get().current.headline == "Ferry hits pier; 14 hurt"
    assert stored(article).revisions.first().why.endswith("A kill is mandatory.”, kill.txt")


def test_a_name_that_we_made_of_slug_and_day_is_no_certain_match():
    article = live(cast.deliver(STORY).versions[0])
    notice = cast.deliver(VAGUE, at=DAY + HOUR).versions[0]
    assert notice.story == article.wire_story
    assert state(article) == ("published", "usable")
    sentence = "Meridian Press has sent a kill. Does it mean “Ferry hits pier; 14 hurt”?"
    assert ringing() == [("kill", sentence)]
    assert WireStory.objects.get().current.headline == "Ferry hits pier; 14 hurt"


def test_the_same_vague_notice_again_rings_once():
    live(cast.deliver(STORY).versions[0])
    cast.deliver(VAGUE, at=DAY + HOUR)
    cast.deliver(VAGUE.replace("1500GMT", "1530GMT"), at=DAY + 2 * HOUR)
    assert len(ringing()) == 1


def test_a_vague_notice_of_what_is_killed_already_does_not_ring():
    live(cast.deliver(STORY).versions[0])
    cast.deliver(KILL, at=DAY + HOUR)
    cast.deliver(VAGUE.replace("1500GMT", "1530GMT"), at=DAY + 2 * HOUR)
    assert ringing() == []


def test_a_withhold_in_words_is_lifted_by_a_later_writethru():
    article = live(cast.deliver(STORY).versions[0])
    cast.deliver(WITHHOLD, at=DAY + HOUR)
    assert state(article) == ("published", "withheld")
    again = STORY.replace("Crash,260", "Crash, 1st Ld-Writethru,260").replace("1400GMT", "1600GMT")
    cast.deliver(again, at=DAY + 2 * HOUR)
    assert state(article) == ("published", "usable")


def test_an_order_in_words_under_the_senders_own_id_acts_alone():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(cast.ninjs(version="2", ednote="A kill is mandatory.", body_html=""))
    assert state(article) == ("killed", "canceled")


def test_a_story_under_its_own_id_that_quotes_an_order_only_rings():
    article = live(cast.deliver(cast.ninjs(slugline="Ferry-Crash")).versions[0])
    body = "<p>“A kill is mandatory,” said the note.</p>" + "<p>The desks had learned what to do with it.</p>" * 30
    cast.deliver(cast.ninjs(version="2", slugline="Ferry-Crash", body_html=body))
    assert state(article) == ("published", "usable")
    assert [kind for kind, _ in ringing()] == ["kill"]
    assert WireStory.objects.get().current.version == "1"


def test_an_order_about_another_story_in_a_note_leaves_the_story_that_carries_it_alone():
    article = live(cast.deliver(cast.ninjs(slugline="Ferry-Crash")).versions[0])
    note = "Editors: Please kill the story slugged Ferry-Sidebar."
    cast.deliver(cast.ninjs(version="2", slugline="Ferry-Crash", ednote=note))
    assert state(article) == ("published", "usable")
    assert ringing() == [("kill", "Meridian Press has sent a kill. Does it mean “Ferry hits pier”?")]


def notice(refers_to: list[str], **fields) -> bytes:
    told = {"uri": "tag:mp:notice", "headline": "KILL: see below", "ednote": "A kill is mandatory.", "body_html": ""}
    linked = {f"a{n}": {"type": "text", "uri": uri} for n, uri in enumerate(refers_to)}
    return cast.ninjs(**told | {"associations": linked} | fields)


def test_a_notice_that_refers_to_one_story_by_its_id_acts_alone():
    article = live(cast.deliver(cast.ninjs()).versions[0])
    cast.deliver(notice(["tag:mp:Ferry hits pier"]))
    assert state(article) == ("killed", "canceled")


def test_a_notice_that_refers_to_two_stories_asks_of_both():
    one = live(cast.deliver(cast.ninjs("One")).versions[0])
    two = live(cast.deliver(cast.ninjs("Two")).versions[0])
    cast.deliver(notice(["tag:mp:One", "tag:mp:Two"]))
    assert {alarm.article for alarm in Alarm.objects.ringing()} == {one, two}
    assert (state(one), state(two)) == (("published", "usable"),) * 2


def test_a_kill_that_merely_refers_to_a_sidebar_leaves_the_sidebar_alone():
    sidebar = live(cast.deliver(cast.ninjs("Sidebar", slugline="Ferry-Sidebar")).versions[0])
    cast.deliver(notice(["tag:mp:Sidebar"], slugline="Ferry-Crash"))
    assert state(sidebar) == ("published", "usable")
    assert {alarm.article for alarm in Alarm.objects.ringing()} == {sidebar}


def test_a_kill_by_mail_that_answers_the_mail_with_the_story_acts_alone():
    story = cast.deliver(cast.ninjs(uri="ferry-1@tide.example")).versions[0]
    article = live(story)
    mail = (
        b"From: Mara Quist <mara.quist@tide.example>\r\nTo: Desk <desk@courier.example>\r\n"
        b"Date: Tue, 6 May 2031 08:30:00 -0700\r\nMessage-ID: <ferry-2@tide.example>\r\n"
        b"In-Reply-To: <ferry-1@tide.example>\r\nSubject: KILL: Ferry hits pier\r\nContent-Type: text/plain\r\n\r\n"
        b"Editors: Please kill the story on the ferry.\r\n\r\nA kill is mandatory.\r\n"
    )
    cast.deliver(mail, at=DAY + HOUR)
    assert state(article) == ("killed", "canceled")


def test_a_status_kill_of_a_story_that_never_came_rings_for_nobody():
    cast.deliver(cast.ninjs(pubstatus="canceled"))
    assert ringing() == []


def anpa(*lines: str, slug: str, stamp: str) -> bytes:
    """A transmission as a teletype wrote it."""
    head = f"\x16\x16\x01W2411\x1f-----\nb a\x13\x11 BC-{slug}   05-06 0060\n\x02"
    copy = "\n".join(lines)
    return f"{head}{copy}\n\x03MP-WF-05-06-31 {stamp}GMT<\n\x0c\n\x04".encode("latin-1")


def test_the_add_of_a_teletype_is_kept_and_its_kill_is_heard():
    full = anpa(
        "^BC-US--Ferry Crash,260<", "^Ferry hits pier; 14 hurt<", "^By RAY COLE<", "^Meridian Press<",
        "\t   HARBOR CITY, Wash. (MP) _ A state ferry struck a pier on Tuesday and 14 passengers were hurt.",
        slug="US--Ferry Crash", stamp="1400",
    )  # fmt: skip
    article = live(cast.deliver(full).versions[0])
    add = (
        "^BC-US--Ferry Crash, 1st Add,60<",
        "\t   The county will inspect the pier, said Mia Tan, who runs the terminal.",
    )
    cast.deliver(anpa(*add, slug="US--Ferry Crash 1st Add", stamp="1430"), at=DAY + HOUR)
    story = WireStory.objects.get()
    assert (story.version_total, story.current.headline) == (2, "Ferry hits pier; 14 hurt")

    order = (
        "^BC-US--Ferry Crash, KILL,60<",
        "^Eds: Kill the story slugged US--Ferry Crash, datelined HARBOR CITY, headlined Ferry hits pier; 14 hurt.<",
    )
    cast.deliver(anpa(*order, slug="US--Ferry Crash KILL", stamp="1500"), at=DAY + HOUR)
    assert state(article) == ("killed", "canceled")


@pytest.mark.parametrize("take", ["1st Add", "2nd Add", "1st Insert", "1st Sub"])
def test_a_part_in_plain_text_is_kept_and_does_not_stand_in_the_place_of_the_story(take):
    cast.deliver(STORY)
    part = f"BC-US--Ferry Crash, {take},60\n\nThe county will inspect the pier, said Mia Tan of the terminal.\n"
    cast.deliver(f"{part}\nMP-WF-05-06-31 1500GMT\n", at=DAY + HOUR)
    story = WireStory.objects.get()
    assert (story.version_total, story.current.headline) == (2, "Ferry hits pier; 14 hurt")


# ── a notice in words before its story ───────────────────────────────────────
def test_a_certain_notice_that_came_first_calls_its_story_back_when_it_comes():
    cast.deliver(KILL, at=DAY)
    assert [kind for kind, _ in ringing()] == ["kill"]
    late = cast.deliver(STORY, at=DAY + HOUR).versions[0]
    story = WireStory.objects.get()
    assert (story.current, story.pubstatus) == (late, "canceled")
    settled = Alarm.objects.get()
    assert (settled.settled_at, settled.outcome) == (DAY + HOUR, "Its story has come.")


def test_a_certain_notice_of_another_day_finds_its_story_under_another_name():
    notice = cast.deliver(KILL.replace("05-06-31 1500", "05-08-31 1500"), at=DAY + timedelta(days=2)).versions[0]
    late = cast.deliver(STORY, at=DAY + timedelta(days=2, hours=1)).versions[0]
    assert late.story != notice.story
    late.story.refresh_from_db()
    assert late.story.pubstatus == "canceled"
    assert ringing() == []


def test_copy_that_follows_a_vague_notice_under_its_name_is_kept_back_until_the_desk_decides():
    cast.deliver(VAGUE, at=DAY)
    late = cast.deliver(STORY, at=DAY + HOUR).versions[0]
    assert WireStory.objects.get().pubstatus == "canceled"
    sentence = "Meridian Press has sent a kill. It may mean a story that nobody has picked up."
    assert ringing() == [("kill", sentence)]
    with pytest.raises(DeskError):
        pick_up(late, at=DAY)


def test_waiting_notices_cost_a_batch_one_query_and_no_more(django_assert_max_num_queries):
    cast.agency()

    def lumps(start):
        return [Lump(f"{n}.json", cast.ninjs(f"Story {n}")) for n in range(start, start + 50)]

    with django_assert_max_num_queries(25):
        receive_many(lumps(0), channel=Channel.COMMAND, at=DAY)
    cast.deliver(KILL.replace("Ferry Crash", "Mayor Arrest"), at=DAY)
    assert len(ringing()) == 1
    with django_assert_max_num_queries(25):
        receive_many(lumps(50), channel=Channel.COMMAND, at=DAY)


# ── corrections of earlier stories ───────────────────────────────────────────
CORRECTIVE = """\
BC-US--Ferry Crash, Corrective,80
CORRECTION: Ferry Crash story

HARBOR CITY, Wash. (MP) — In a story May 6 about a ferry that struck a pier, Meridian Press erroneously reported that 14 people were hurt. Eleven people were hurt.

MP-WF-05-06-31 1900GMT
"""  # noqa: E501  (a paragraph of copy is one line)


@pytest.mark.parametrize(
    "copy",
    [CORRECTIVE, CORRECTIVE.replace("Corrective", "Clarification").replace("CORRECTION", "CLARIFICATION")],
    ids=["correction", "clarification"],
)
def test_a_corrective_calls_the_desk_to_the_live_story_and_is_not_its_text(copy):
    article = live(cast.deliver(STORY).versions[0])
    cast.deliver(copy, at=DAY + HOUR)
    assert WireStory.objects.get().current.headline == "Ferry hits pier; 14 hurt"
    assert state(article) == ("published", "usable")
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.article, alarm.words) == (
        "corrective", article, "Meridian Press has corrected “Ferry hits pier; 14 hurt”.",
    )  # fmt: skip


def test_a_corrective_of_the_next_day_finds_the_story_by_its_keyword():
    article = live(cast.deliver(STORY).versions[0])
    next_day = CORRECTIVE.replace("BC-US--Ferry Crash, Corrective,80\n", "BC-Corrections,80\n")
    cast.deliver(next_day.replace("05-06-31", "05-07-31"), at=DAY + timedelta(days=1))
    assert Alarm.objects.get().article == article


def test_a_full_text_that_says_it_corrects_is_the_story():
    cast.deliver(STORY)
    full = STORY.replace("Crash,260", "Crash, 1st Ld-Writethru,260").replace("1400GMT", "1900GMT").replace("14", "11")
    cast.deliver(full.replace("By RAY", "Eds: CORRECTS: Changes number hurt to 11, not 14.\nBy RAY"))
    assert WireStory.objects.get().current.headline == "Ferry hits pier; 11 hurt"
    assert not Alarm.objects.exists()
