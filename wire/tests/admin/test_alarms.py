"""The desk is told of alarms on every page, and answers them with one press."""

from __future__ import annotations

import pytest
from django.urls import reverse

from wire.models import Alarm, Article, PhotoAsset
from wire.tests import cast
from wire.tests.actions.test_call_back import ELIMINATION, live, picture
from wire.tests.actions.test_call_back_in_words import STORY, VAGUE
from wire.tests.cast import DAY, HOUR
from wire.tests.public.reading import of_class, page_of, words

pytestmark = pytest.mark.django_db

LIST = "/desk/wire/alarm/"
QUESTION = "Meridian Press has sent a kill. Does it mean “Ferry hits pier; 14 hurt”?"
EVERY_PAGE = [
    *("admin:index", "admin:wire_import", "admin:wire_alarm_changelist", "admin:wire_wirestory_changelist"),
    *("admin:wire_article_changelist", "admin:wire_photoasset_changelist", "admin:wire_delivery_changelist"),
    *("admin:wire_section_changelist", "admin:wire_article_add", "admin:wire_source_changelist"),
]


@pytest.fixture
def alarm():
    article = live(cast.deliver(STORY).versions[0])
    cast.deliver(VAGUE, at=DAY + HOUR)
    return Alarm.objects.get(article=article)


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


def answer(client, alarm: Alarm, value: str) -> str:
    """What the desk is told after a press of a button."""
    return words(page_of(client.post(f"{LIST}{alarm.pk}/settle/", {"answer": value}, follow=True)))


def buttons(page) -> list[tuple[str, str, str]]:
    found = page.xpath("//section[contains(@class, 'desk-alarm')]//button")
    return [(each.get("value"), each.get("data-key"), words(each)) for each in found]


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_ringing_alarm_stands_above_every_page_of_the_desk(desk, alarm, name):
    page = page_of(desk.get(reverse(name)))
    assert of_class(page, "desk-band") == ["1 alarm: the wire asks for a decision"]
    assert page.xpath("//*[contains(@class, 'desk-band')]//a/@href") == [LIST]


def test_the_story_itself_has_the_band_too(desk, alarm):
    page = page_of(desk.get(reverse("admin:wire_article_change", args=[alarm.article_id])))
    assert of_class(page, "desk-band") == ["1 alarm: the wire asks for a decision"]


def test_there_is_no_band_when_nothing_rings(desk):
    assert of_class(page_of(desk.get(reverse("admin:index"))), "desk-band") == []


def test_readers_see_no_band(client, alarm, desk):
    assert b"desk-band" not in client.get("/").content


def test_alarms_are_the_first_card_of_the_desk(desk, alarm):
    page = page_of(desk.get(reverse("admin:index")))
    assert of_class(page, "desk-heading")[0] == "Alarms"
    assert page.xpath(f"//a[@href='{LIST}#{alarm.pk}']/text()") == [QUESTION]


def test_an_alarm_shows_the_notice_the_story_and_what_readers_see(desk, alarm):
    page = page_of(desk.get(LIST))
    said = words(page)
    for shown in (
        QUESTION,
        "EDITORS: Kill the story slugged US--Ferry Crash, datelined HARBOR CITY. A kill is mandatory.",
        "The same: slug, dateline, time. Not certain: headline.",
        "Readers read it now.",
    ):
        assert shown in said
    assert buttons(page) == [
        ("kill", "k", "Kill it k"),
        ("withhold", "w", "Withhold it w"),
        ("not-this", "n", "Not this story n"),
    ]
    assert page.xpath(f"//a[@href='/desk/wire/article/{alarm.article_id}/change/']")
    assert page.xpath("//script[contains(@src, 'js/alarms.js')]")
    assert page.xpath("count(//section//form[not(.//input[@name='csrfmiddlewaretoken'])])") == 0


def test_an_alarm_can_be_read_by_itself(desk, alarm):
    assert QUESTION in words(page_of(desk.get(reverse("admin:wire_alarm_change", args=[alarm.pk]))))


def test_one_press_kills_and_says_so(desk, alarm, paul):
    said = answer(desk, alarm, "kill")
    assert "Killed: “Ferry hits pier; 14 hurt”." in said
    assert "paul · Killed: “Ferry hits pier; 14 hurt”." in said
    assert Article.objects.get().desk_status == "killed"
    alarm.refresh_from_db()
    assert alarm.settled_by == paul


def test_a_second_press_is_told_who_was_first(desk, alarm):
    answer(desk, alarm, "not-this")
    assert "This alarm was answered already, by paul: Not this story." in answer(desk, alarm, "kill")
    assert Article.objects.get().desk_status == "published"


def test_an_editor_may_say_no_and_leaves_killing_to_publishers(client, edda, alarm):
    client.force_login(edda)
    assert buttons(page_of(client.get(LIST))) == [("not-this", "n", "Not this story n")]
    assert "Taking a story away, or back into use, is for publishers. Call one." in answer(client, alarm, "kill")
    assert Article.objects.get().desk_status == "published"
    answer(client, alarm, "not-this")
    assert not Alarm.objects.ringing().exists()


def test_a_stranger_to_alarms_answers_none(client, alarm):
    client.force_login(cast.User.objects.create_user("sam", password=cast.PASSWORD, is_staff=True))
    client.post(f"{LIST}{alarm.pk}/settle/", {"answer": "not-this"})
    assert Alarm.objects.ringing().exists()
    assert client.get(LIST).status_code == 403


def test_a_button_is_pressed_and_not_followed(desk, alarm):
    assert desk.get(f"{LIST}{alarm.pk}/settle/").status_code == 405


def test_a_story_that_nobody_picked_up_is_killed_from_the_list_of_those_that_may_be_meant(desk):
    story = cast.deliver(STORY).versions[0].story
    cast.deliver(VAGUE, at=DAY + HOUR)
    page = page_of(desk.get(LIST))
    assert buttons(page) == [
        (f"kill:{story.pk}", None, "Kill it"),
        (f"withhold:{story.pk}", None, "Withhold it"),
        ("not-this", "n", "We have no such story n"),
    ]
    answer(desk, Alarm.objects.get(), f"kill:{story.pk}")
    story.refresh_from_db()
    assert story.pubstatus == "canceled"


def test_an_alarm_of_a_photo_shows_the_photo(desk):
    cast.deliver(picture())
    cast.deliver(picture(uri="tag:mp:XYZ101-b"))
    cast.deliver(ELIMINATION)
    page = page_of(desk.get(LIST))
    assert "Readers do not see the photo." in words(page)
    photo = PhotoAsset.objects.first()
    assert page.xpath(f"//a[@href='/desk/wire/photoasset/{photo.pk}/change/']/text()") == ["The captain."]


def test_an_empty_desk_says_what_alarms_are(desk):
    assert of_class(page_of(desk.get(LIST)), "desk-empty") == [
        "No alarm rings. When a sender kills a story or sends it again, and it is not certain which one is meant, "
        "you are asked here."
    ]


# ── the notice in the place of a story, and the way back ─────────────────────
def kill_page(article: Article) -> str:
    return reverse("admin:wire_article_kill", args=[article.pk])


def test_the_story_to_read_instead_is_chosen_with_the_kill_or_later(desk):
    article = cast.live_story(at=cast.AGO)
    better, other = cast.live_story("The true story", at=cast.AGO), cast.live_story("Another", at=cast.AGO)
    desk.post(kill_page(article), {"notice": "It was wrong.", "replacement": better.pk})
    gone = Article.objects.get(pk=article.pk)
    assert (gone.desk_status, gone.replacement) == ("killed", better)

    page = page_of(desk.get(kill_page(article)))
    assert page.xpath("//textarea[@name='notice']")[0].text.strip() == "It was wrong."
    assert page.xpath("//select[@name='replacement']/option[@selected]/text()") == ["The true story"]
    desk.post(kill_page(article), {"notice": "It was quite wrong.", "replacement": other.pk})
    gone.refresh_from_db()
    assert (gone.kill_notice, gone.replacement) == ("It was quite wrong.", other)


def test_a_story_called_back_by_mistake_is_taken_back_with_a_reason(desk, alarm, paul):
    answer(desk, alarm, "kill")
    article = Article.objects.get()
    assert "Called back by mistake?" in words(page_of(desk.get(kill_page(article))))
    back = reverse("admin:wire_article_reinstate", args=[article.pk])
    said = words(page_of(desk.post(back, {"reason": ""}, follow=True)))
    assert "Say why the story may be used again: the reason is kept with it." in said
    desk.post(back, {"reason": "Another story was meant."})
    article.refresh_from_db()
    assert (article.desk_status, article.pubstatus) == ("draft", "usable")
    assert article.revisions.first().why == "Taken back into use: Another story was meant."


def test_taking_back_is_for_publishers(client, edda, alarm, paul):
    client.force_login(paul)
    answer(client, alarm, "kill")
    client.force_login(edda)
    article = Article.objects.get()
    client.post(reverse("admin:wire_article_reinstate", args=[article.pk]), {"reason": "Please."})
    article.refresh_from_db()
    assert article.desk_status == "killed"
