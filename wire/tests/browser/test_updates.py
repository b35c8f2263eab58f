"""A later version meets an editor's text, in a browser."""

import pytest

from wire.models import Article
from wire.tests import cast
from wire.tests.actions.test_update import LEAD, LEAD_14, SECOND, THIRD, arrives, body
from wire.tests.browser.test_main_job import log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def disputed(as_installed, paul):
    """Live; the editor and the wire changed the same words."""
    cast.agency()
    arrives(1)
    live = cast.picked_up_live(by=paul)
    cast.changed(live, cast.AGO, body=body(LEAD.replace("11 passengers", "a dozen passengers"), SECOND, THIRD))
    arrives(2, body(LEAD_14, SECOND, THIRD))
    return live


def test_an_update_is_decided_by_keyboard_and_is_live(page, disputed):
    log_in(page)
    page.get_by_role("link", name="Updates").first.click()
    page.get_by_role("link", name="Ferry hits pier").first.click()
    page.get_by_role("heading", name="What changed since what we publish").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Merged into “Ferry hits pier”.").wait_for()
    assert Article.objects.get().body == body(LEAD_14, SECOND, THIRD)
    page.goto(disputed.get_absolute_url())
    assert "14 passengers were hurt" in page.locator("main").inner_text()


def test_what_an_editor_writes_in_a_dispute_is_what_readers_get(page, disputed):
    log_in(page)
    page.goto(f"/desk/wire/article/{disputed.pk}/update/")
    page.get_by_label("Your own text of this").fill("<p>At least 14 people were hurt, officials said.</p>")
    page.get_by_role("button", name="Apply and publish").click()
    page.get_by_text("Merged into “Ferry hits pier”.").wait_for()
    page.goto(disputed.get_absolute_url())
    assert "At least 14 people were hurt" in page.locator("main").inner_text()


def test_two_editors_who_save_one_story_lose_nothing(page, disputed):
    log_in(page)
    page.goto(f"/desk/wire/article/{disputed.pk}/change/")
    page.locator("input[name=headline]").fill("Kestrel ferry hits pier")
    cast.changed(Article.objects.get(), cast.AGO, summary="It happened at dawn.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Nothing is lost").wait_for()
    page.get_by_role("button", name="Save both").click()
    page.get_by_text("Both changes are in it.").wait_for()
    merged = Article.objects.get()
    assert (merged.headline, merged.summary) == ("Kestrel ferry hits pier", "It happened at dawn.")
