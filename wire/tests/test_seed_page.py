"""The page that the project was begun with, brought in by command and by paste, and read as a reader would."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from wire.models import Article, PhotoAsset, WireStory
from wire.tests import cast
from wire.tests.command_line import PROJECT, import_wire

SEED = sorted((PROJECT.parent / "shared" / "seed").glob("*.txt"))
DATELINE = "HAMBURG, Germany"
CREDIT = "AP Photo/Evan Vucci"
HEADLINE = "Trump confronts Putin on election hacking in first meeting"
RAIL = "More in Local News"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEED, reason="the seed page does not lie beside the project (../shared/seed)"),
]


def by_command() -> None:
    said = import_wire("--publish", SEED[0])
    assert said.err == []
    assert said.status == 0
    assert said.out[-1] == ("1 delivery, 1 new story, 0 new versions, 0 unchanged, 0 refused, 1 published, 0 held back")


def by_paste() -> None:
    """As an editor does it on the desk: paste, look, import, pick up, publish."""
    desk = Client()
    desk.force_login(cast.person("paul", "Publisher"))
    pasted = {"pasted": SEED[0].read_text("utf-8").replace("\n", "\r\n"), "source": ""}
    look = desk.post(reverse("admin:wire_import"), pasted).headers["Location"]
    assert not WireStory.objects.exists()
    desk.post(look, {"import": "1", "source": ""})
    desk.post(reverse("admin:wire_wirestory_pick_up", args=[WireStory.objects.get().pk]))
    chosen = {"action": "publish_chosen", "_selected_action": [Article.objects.get().pk]}
    desk.post(reverse("admin:wire_article_changelist"), chosen)


@pytest.fixture(params=[by_command, by_paste], ids=["by command", "by paste"])
def article(db, request) -> Article:
    request.param()
    return Article.objects.get()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The page's own lines, so that its words need not stand here."""
    return [line.strip() for line in SEED[0].read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture
def page(article, client) -> lxml.html.HtmlElement:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def words(node: lxml.html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", str(node.text_content())).strip()


def paragraphs(article: Article) -> list[str]:
    return [words(each) for each in lxml.html.fragments_fromstring(article.body) if each.tag == "p"]


def test_it_is_one_story(article):
    assert (WireStory.objects.count(), Article.objects.count()) == (1, 1)


def test_it_has_its_headline(article, page):
    assert article.headline == HEADLINE
    assert [words(each) for each in page.iter("h1")] == [HEADLINE]


def test_it_is_credited_to_its_service(article, page):
    assert article.source.slug == "wpns"
    assert article.source_line == "The Washington Post"
    assert words(page.find_class("byline__who")[0]) == "The Washington Post Wire"


def test_its_dateline_opens_the_copy_once(article, page):
    assert article.dateline == DATELINE
    copy = words(page.find_class("copy")[0])
    assert copy.startswith(f"{DATELINE} — ")
    assert copy.count("HAMBURG") == 1


def test_it_has_34_paragraphs_each_as_sent_from_the_first_to_the_last(article, lines):
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{DATELINE} — "))
    sent = lines[start : lines.index("Talk to us")]
    sent[0] = sent[0].removeprefix(f"{DATELINE} — ")
    assert len(sent) == 34
    assert paragraphs(article) == sent


def test_its_photo_is_known_once_without_its_file(article, lines):
    photo = PhotoAsset.objects.get(placements__article=article)
    assert not photo.has_file
    assert photo.credit_line == CREDIT
    assert f"{photo.caption} ({CREDIT})" == lines[0] == lines[1]


def test_its_photo_stands_in_the_article_with_caption_once_and_credit(article, page):
    [figure] = page.find_class("photo")
    caption = PhotoAsset.objects.get(placements__article=article).caption
    assert words(figure) == f"Photo to come {caption} Photo: {CREDIT}"
    assert words(page.find_class("story__piece")[0]).count(caption) == 1
    assert figure.find(".//img") is None


def test_its_rail_has_its_heading_and_twelve_teasers(article, page, lines):
    assert article.rail_heading == RAIL
    teasers = list(article.teasers.all())
    assert len(teasers) == 12
    assert all(teaser.headline in lines and teaser.summary for teaser in teasers)
    rail = page.find_class("rail")[0]
    assert words(rail.find_class("rail__heading")[0]) == RAIL
    assert [words(each) for each in rail.find_class("card__headline")] == [teaser.headline for teaser in teasers]
    assert [words(each) for each in rail.find_class("card__summary")] == [teaser.summary for teaser in teasers]


def test_the_teasers_photos_keep_their_credits_in_three_forms(article, lines):
    rail = "\n".join(lines[lines.index(RAIL) :])
    forms = [r"\(([^()\n]+ / [^()\n]+)\)$", r"\((Photo by [^()\n]+/[^()\n]+)\)$", r"^([^()\n]+ / [^()\n]+)$"]
    sent = [re.findall(form, rail, re.MULTILINE) for form in forms]
    assert [len(each) for each in sent] == [9, 1, 1]
    teasers = article.teasers.select_related("photo")
    assert sorted(teaser.photo.credit_line for teaser in teasers if teaser.photo) == sorted(sum(sent, []))


def test_exactly_one_teaser_has_a_kicker(article, page):
    assert [teaser.kicker for teaser in article.teasers.all() if teaser.kicker] == ["Everett"]
    assert [words(each) for each in page.find_class("rail")[0].find_class("card__kicker")] == ["Everett"]


def test_no_teaser_says_continue_reading(article, client):
    assert not any("Continue reading" in teaser.summary for teaser in article.teasers.all())
    assert b"Continue reading" not in client.get(article.get_absolute_url()).content


def test_the_old_pages_standing_blocks_are_neither_copy_nor_teasers(article, lines):
    standing = ["Talk to us", "Support local journalism", lines[-1], *(line for line in lines if line.startswith(">"))]
    assert len(standing) == 6
    said = [article.body, *(f"{teaser.headline} {teaser.summary}" for teaser in article.teasers.all())]
    assert [(block, text) for block in standing for text in said if block.lstrip("> ") in text] == []


def test_a_second_run_changes_nothing(article):
    before = list(Article.objects.values()), list(article.teasers.values()), PhotoAsset.objects.count()
    said = import_wire("--publish", SEED[0])
    assert said.out == ["1 delivery, 0 new stories, 0 new versions, 1 unchanged, 0 refused, 0 published, 0 held back"]
    assert (list(Article.objects.values()), list(article.teasers.values()), PhotoAsset.objects.count()) == before


def test_the_project_holds_none_of_its_copy(lines):
    """Whose page it is, it stays: a sentence of it must not lie in the repository."""
    lines = [line for line in lines if len(line) > 100]
    kept = [*PROJECT.glob("wire/**/*.*"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("*.md")]
    texts = {path: path.read_text("utf-8", "replace") for path in kept if path.is_file() and path.suffix != ".pyc"}
    assert len(lines) > 30
    assert [str(path) for path, text in texts.items() if any(line[:60] in text for line in lines)] == []
    assert Path(__file__) in texts
