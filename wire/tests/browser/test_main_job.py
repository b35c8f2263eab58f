"""The main job, as an editor and a reader do it."""

import re

import pytest

from wire.models import Article
from wire.tests import cast
from wire.vocabulary import DeskStatus

pytestmark = pytest.mark.browser

HEADLINE = "Ferry hits pier; 14 hurt"


def log_in(page, name="paul"):
    page.goto("/desk/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", cast.PASSWORD)
    page.get_by_role("button", name=re.compile("log in|sign in", re.IGNORECASE)).click()
    page.wait_for_url("**/desk/")


def paste(page, copy):
    page.goto("/desk/wire/delivery/import/")
    page.get_by_label("Paste copy").fill(copy)
    page.get_by_role("button", name="See what it is").click()


def test_copy_is_pasted_picked_up_edited_published_read_and_taken_down_again(page, paul):
    cast.agency()
    log_in(page)

    paste(page, cast.TEXT)
    assert page.locator(".desk-item__headline").inner_text() == HEADLINE
    assert not Article.objects.exists()
    page.get_by_role("button", name="Import").click()
    page.get_by_role("button", name="Pick up").click()

    page.wait_for_url("**/wire/article/*/change/")
    page.locator("input[name=headline]").fill("Ferry strikes pier, 14 hurt")
    editor = page.locator(".prose-editor .tiptap")
    editor.locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" The county will inspect the pier.")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published:").wait_for()

    article = Article.objects.get()
    assert (article.headline, article.desk_status) == ("Ferry strikes pier, 14 hurt", DeskStatus.PUBLISHED)
    assert article.body.endswith("she said. The county will inspect the pier.</p>")
    assert article.body.count("<p>") == 3

    page.goto("/")
    page.get_by_role("link", name="Ferry strikes pier, 14 hurt").first.click()
    assert page.locator("h1").inner_text() == "Ferry strikes pier, 14 hurt"
    assert "HARBOR CITY, Wash. — A state ferry struck" in page.locator("main").inner_text()
    assert "Meridian Press" in page.locator("main").inner_text()

    page.goto(f"/desk/wire/article/{article.pk}/change/")
    page.get_by_role("button", name="Unpublish").click()
    page.get_by_text("No longer on the site:").wait_for()
    assert page.goto(article.get_absolute_url()).status == 404


def test_files_are_handed_in_by_upload(page, paul, tmp_path):
    cast.agency()
    (tmp_path / "ferry.txt").write_text(cast.TEXT)
    (tmp_path / "noise.bin").write_bytes(b"\x00\x01\x02" * 40)
    log_in(page)
    page.goto("/desk/wire/delivery/import/")
    page.set_input_files("input[type=file]", [tmp_path / "ferry.txt", tmp_path / "noise.bin"])
    page.get_by_role("button", name="See what it is").click()
    assert page.get_by_text("Not recognised as any of").is_visible()
    page.get_by_role("button", name="Import").click()
    assert page.get_by_text("1 imported, 1 of them new stories").is_visible()


def test_a_local_story_is_written_from_nothing_and_previewed(page, paul):
    log_in(page)
    page.goto("/desk/wire/article/add/")
    page.locator("input[name=headline]").fill("Bakery opens on Front Street")
    page.locator(".prose-editor .tiptap").click()
    page.keyboard.type("The ovens were lit at four.")
    page.keyboard.press("Enter")
    page.keyboard.type("By seven the bread was gone.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_text("It cannot be published yet:").wait_for()
    assert page.get_by_text("It still needs a section.").is_visible()
    article = Article.objects.get()
    assert article.body == "<p>The ovens were lit at four.</p>\n<p>By seven the bread was gone.</p>"
    page.goto(f"/preview/{article.pk}/")
    assert page.locator("h1").inner_text() == "Bakery opens on Front Street"
    assert page.get_by_text("It has not been published.").is_visible()


def test_the_queue_is_worked_by_keyboard(page, paul):
    cast.deliver()
    cast.deliver(cast.TEXT.replace("Ferry", "Bus"), at=cast.DAY + cast.HOUR)
    log_in(page)
    page.goto("/desk/wire/wirestory/")
    page.locator("tr.data-row").first.wait_for()
    for key in "jjkj":
        page.keyboard.press(key)
    assert HEADLINE in page.locator("tr.desk-row--here").inner_text()
    page.keyboard.press("t")
    page.wait_for_url("**/wire/article/*/change/")
    assert Article.objects.get().headline == HEADLINE


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_no_page_scrolls_sideways(page, paul, width):
    cast.live_story(
        "A headline long enough to be broken over several lines on the screen of a telephone", kicker="Ferries"
    )
    cast.deliver()
    log_in(page)
    page.set_viewport_size({"width": width, "height": 800})
    article = Article.objects.get()
    desk = [
        "/desk/",
        "/desk/wire/wirestory/",
        "/desk/wire/delivery/import/",
        f"/desk/wire/article/{article.pk}/change/",
    ]
    for address in ["/", "/local-news/", article.get_absolute_url(), *desk]:
        page.goto(address)
        page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_pages_read_without_script(chromium, as_installed, live_server):
    article = cast.live_story()
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(article.get_absolute_url())
    assert page.locator("h1").inner_text() == article.headline
    assert page.get_by_text("The ferry came back on Tuesday.").is_visible()
    context.close()
