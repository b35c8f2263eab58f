"""Alarms answered by keyboard, on a desk's screen and on a phone's."""

import pytest

from wire.models import Alarm, Article
from wire.tests import cast
from wire.tests.actions.test_call_back import live
from wire.tests.actions.test_call_back_in_words import STORY, VAGUE
from wire.tests.browser.test_main_job import log_in
from wire.tests.cast import DAY, HOUR

pytestmark = pytest.mark.browser


def ask() -> None:
    """Two stories of one slug, and a notice that names the slug alone."""
    live(cast.deliver(STORY).versions[0])
    live(cast.deliver(STORY.replace("05-06-31", "05-05-31").replace("14 hurt", "2 missing")).versions[0])
    cast.deliver(VAGUE, at=DAY + HOUR)


def test_the_letter_on_a_button_answers_the_chosen_alarm_and_no_other(page, paul):
    ask()
    log_in(page)
    page.get_by_text("2 alarms: the wire asks for a decision").click()
    page.wait_for_url("**/desk/wire/alarm/")
    assert page.locator(".desk-alarm").count() == 2

    first, second = Alarm.objects.ringing()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("n")
    page.get_by_text("Not this story.").first.wait_for()
    assert list(Alarm.objects.ringing()) == [second]
    page.keyboard.press("k")
    page.get_by_text("No alarm rings.").wait_for()
    assert Article.objects.get(pk=first.article_id).desk_status == "published"
    assert Article.objects.get(pk=second.article_id).desk_status == "killed"
    assert page.locator(".desk-band").count() == 0


def test_a_letter_pressed_beside_the_alarms_does_nothing(page, paul):
    ask()
    log_in(page)
    page.goto("/desk/wire/alarm/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")
    page.wait_for_timeout(200)
    assert Alarm.objects.ringing().count() == 2


def test_an_alarm_fits_a_phone(page, paul):
    ask()
    log_in(page)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/desk/wire/alarm/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Withhold it").first.click()
    page.get_by_text("Withheld: “").first.wait_for()
