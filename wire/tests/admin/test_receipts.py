"""Where each paragraph comes from, on the story's page; and its receipts, on a page of their own."""

from __future__ import annotations

import lxml.html
import pytest
from django.urls import reverse

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.write import record_revision, save_article
from wire.models import Article, Delivery, WireVersion
from wire.tests import cast

OURS = "The 8:05 from Kestrel Bay did not sail, and Petra Dahl kept her rolls for the school."


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


@pytest.fixture
def article(edda):
    """The agency's story with a paragraph of Edda's and a changed number, published."""
    taken = pick_up(cast.deliver().versions[0], by=edda, at=cast.DAY)
    publish(taken, by=edda, at=cast.DAY)
    mixed = Article.objects.get()
    mixed.body = f"{taken.body.replace('14 passengers', '16 passengers')}<p>{OURS}</p>"
    save_article(mixed, by=edda, at=cast.DAY + cast.HOUR)
    record_revision(mixed, why="Edited", by=edda, at=cast.DAY + cast.HOUR)
    return mixed


def page(client, article, name="change", **query):
    response = client.get(reverse(f"admin:wire_article_{name}", args=[article.pk]), query)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def words(node) -> str:
    return " ".join(node.text_content().split())


def origins(page) -> list[str]:
    return [words(each) for each in page.find_class("desk-origin")]


def test_the_storys_page_says_in_words_where_each_paragraph_comes_from(desk, article):
    (panel,) = page(desk, article).find_class("desk-origins")

    assert words(panel.find("summary")) == "Where each paragraph comes from"
    assert origins(panel) == [
        "Mixed A state ferry struck a pier on Tuesday and 16 passengers were hurt, officials … "
        "93% Meridian Press · BC-US--Ferry Crash, as received · came in May 6, 2031, 08:00",
        "Wire The ferry Kestrel was arriving from Lorn Island when it failed to slow, said … "
        "Meridian Press · BC-US--Ferry Crash, as received · came in May 6, 2031, 08:00",
        "Wire “Nobody knew what was coming,” she said. "
        "Meridian Press · BC-US--Ferry Crash, as received · came in May 6, 2031, 08:00",
        "Ours The 8:05 from Kestrel Bay did not sail, and Petra Dahl kept her rolls … edda, May 6, 2031, 09:00",
    ]
    assert [each.get("class").split()[-1] for each in panel.find_class("desk-origin")] == [
        *("desk-origin--altered", "desk-origin--kept", "desk-origin--kept", "desk-origin--new"),
    ]


def test_each_source_line_leads_to_the_version_as_it_was_sent(desk, article):
    version = WireVersion.objects.get()
    links = {a.get("href") for a in page(desk, article).find_class("desk-origins")[0].iter("a")}

    assert links == {
        f"{version.story.get_absolute_url()}?version={version.pk}",
        reverse("admin:wire_article_receipts", args=[article.pk]),
    }
    assert desk.get(f"{version.story.get_absolute_url()}?version={version.pk}").status_code == 200


def test_a_story_without_text_has_no_such_panel(desk, db):
    assert page(desk, cast.local_story(body="")).find_class("desk-origins") == []


def test_the_receipts_name_save_publishing_version_delivery_and_digest(desk, article):
    delivery = Delivery.objects.get()
    first, _, third, last = origins(page(desk, article, "receipts"))

    assert third == (
        "Wire paragraph 3 “Nobody knew what was coming,” she said. "
        "First here Picked up from Meridian Press · revision 1, edda, May 6, 2031, 08:00:00 "
        "Published Published · revision 2, edda, May 6, 2031, 08:00:00 "
        "Wire Meridian Press · BC-US--Ferry Crash, as received · came in May 6, 2031, 08:00 "
        f"Delivery story.txt · May 6, 2031, 08:00:00 SHA-256 {delivery.digest}"
    )
    assert last == (
        f"Ours paragraph 4 {OURS} First here Edited · revision 3, edda, May 6, 2031, 09:00:00 "
        "Published Edited · revision 3, edda, May 6, 2031, 09:00:00 Ours edda, May 6, 2031, 09:00"
    )
    assert "Ours “16” · edda, May 6, 2031, 09:00" in first
    links = {a.get("href") for a in page(desk, article, "receipts").find_class("desk-origin")[2].iter("a")}
    assert reverse("admin:wire_delivery_change", args=[delivery.pk]) in links


def test_one_sentence_is_found_by_its_words(desk, article):
    found = page(desk, article, "receipts", find=" nobody  KNEW ")

    assert [each.get("value") for each in found.iter("input") if each.get("name") == "find"] == ["nobody KNEW"]
    (only,) = origins(found)
    assert only.startswith("Wire paragraph 3 “Nobody knew what was coming,” she said. First here ")


def test_words_that_nobody_wrote_are_said_not_to_be_there(desk, article):
    found = page(desk, article, "receipts", find="<b>zebra")

    assert origins(found) == []
    assert words(found.find_class("desk-list__empty")[0]) == (
        "No paragraph of this story says “<b>zebra”. Show every paragraph."
    )


def test_a_story_without_text_says_so(desk, db):
    found = page(desk, cast.local_story(body=""), "receipts")
    assert words(found.find_class("desk-list__empty")[0]) == "This story has no text yet."


def test_a_draft_says_that_readers_do_not_see_it(desk, db):
    found = page(desk, cast.local_story(), "receipts")
    assert "Readers have not seen it." in origins(found)[0]
    assert f"{cast.PAPER} · draft: readers do not see this story now" in words(found)


def test_receipts_are_for_those_who_may_see_revisions(client, article):
    client.force_login(cast.User.objects.create_user("nora", password=cast.PASSWORD, is_staff=True))
    response = client.get(reverse("admin:wire_article_receipts", args=[article.pk]))
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("admin:wire_article_change", args=[article.pk]),
    )
    assert client.get(reverse("admin:wire_article_receipts", args=[0])).status_code == 404


@pytest.mark.parametrize("saves", [1, 15])
def test_the_receipts_ask_as_often_for_one_save_as_for_fifteen(desk, article, edda, django_assert_num_queries, saves):
    for number in range(saves):
        article.body += f"<p>{OURS} {number}</p>"
        save_article(article, by=edda, at=cast.DAY + number * cast.HOUR)
        record_revision(article, why="Edited", by=edda, at=cast.DAY + number * cast.HOUR)
    address = reverse("admin:wire_article_receipts", args=[article.pk])
    desk.get(address)
    with django_assert_num_queries(9):
        desk.get(address)
