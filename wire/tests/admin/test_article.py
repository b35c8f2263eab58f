"""Writing, editing, publishing and killing on the desk."""

import pytest
from django.urls import reverse

from wire.actions.pick_up import pick_up
from wire.models import Article, WireStory
from wire.tests import cast
from wire.vocabulary import DeskStatus

LIST = reverse("admin:wire_article_changelist")
PUBLISH, UNPUBLISH = "wire_article_publish_now", "wire_article_unpublish_now"


def text(response):
    return response.content.decode()


def address(article):
    return reverse("admin:wire_article_change", args=[article.pk])


def filled(**fields):
    """The article form as a browser sends it, with no photos and no rail."""
    form = {
        "kicker": "", "headline": "Bridge opens", "summary": "", "byline": "Dana Ortega", "dateline": "",
        "body": "<p>The bridge opened.</p>", "contributor_line": "", "section": cast.section().pk, "tags": "bridges",
        "url_slug": "", "front_order": "", "source": "", "language": "", "rail_heading": "",
        "embargoed_until_0": "", "embargoed_until_1": "", "expires_at_0": "", "expires_at_1": "",
        "has_talk_block": "on", "has_support_block": "on",
    }  # fmt: skip
    for prefix in ("placements", "teasers"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return form | fields


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


@pytest.fixture
def draft(db):
    return cast.local_story()


def test_a_local_story_is_written_from_nothing(desk, paul):
    response = desk.post(reverse("admin:wire_article_add"), filled(_continue="1"))
    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.headline, article.created_by, article.source) == ("Bridge opens", paul, None)
    assert article.url_slug == "bridge-opens"
    assert set(article.tags.names()) == {"bridges"}
    assert list(article.revisions.values_list("number", "why", "made_by")) == [(1, "Written", paul.pk)]


def test_a_local_story_is_published_with_its_first_save(desk):
    add = reverse("admin:wire_article_add")
    assert f'name="{PUBLISH}"' in text(desk.get(add))
    desk.post(add, filled(**{PUBLISH: "1"}))
    assert Article.objects.get().is_published


def test_a_save_keeps_clean_paragraphs_and_nothing_else(desk, draft):
    desk.post(address(draft), filled(body='<div style="color:red">One<br><br>Two</div><script>alert(1)</script>'))
    draft.refresh_from_db()
    assert draft.body == "<p>One</p>\n<p>Two</p>"


def test_each_save_that_changes_something_is_a_revision_with_who(desk, draft, paul):
    desk.post(address(draft), filled(headline="Bridge opens early"))
    desk.post(address(draft), filled(headline="Bridge opens early"))
    revisions = list(draft.revisions.order_by("number").values_list("why", "made_by"))
    assert revisions == [("Written", None), ("Edited", paul.pk)]
    page = text(desk.get(reverse("admin:wire_article_revisions", args=[draft.pk])))
    assert "2. Edited" in page
    assert "Bridge opens early" in page


def test_publish_saves_first_and_then_puts_it_on_the_site(desk, draft):
    response = desk.post(address(draft), filled(headline="Bridge opens early", **{PUBLISH: "1"}), follow=True)
    draft.refresh_from_db()
    assert draft.is_published
    assert "Published: " in text(response)
    assert "Bridge opens early" in text(desk.get(draft.get_absolute_url()))


def test_unpublish_takes_it_off_the_site(desk):
    article = cast.live_story()
    desk.post(address(article), filled(headline=article.headline, **{UNPUBLISH: "1"}))
    article.refresh_from_db()
    assert article.desk_status == DeskStatus.DRAFT
    assert desk.get(article.get_absolute_url()).status_code == 404


def test_every_reason_why_a_story_may_not_go_out_is_listed(desk, draft):
    Article.objects.filter(pk=draft.pk).update(section=None, body="", embargoed_until="2099-05-06T15:00:00Z")
    page = text(desk.get(address(draft)))
    assert "It cannot be published yet:" in page
    assert "It still needs text and a section." in page
    assert "It is embargoed until May 6, 2099, 08:00 PDT." in page


def test_a_refused_publish_says_why_and_keeps_what_was_written(desk, draft):
    form = filled(headline="Bridge opens early", section="", **{PUBLISH: "1"})
    page = text(desk.post(address(draft), form, follow=True))
    draft.refresh_from_db()
    assert "cannot be published. It still needs a section." in page
    assert (draft.headline, draft.desk_status) == ("Bridge opens early", DeskStatus.DRAFT)


def test_a_wire_editor_edits_but_does_not_publish(client, edda, draft):
    client.force_login(edda)
    assert 'name="wire_article_publish_now"' not in text(client.get(address(draft)))
    client.post(address(draft), filled(headline="Bridge opens early", **{PUBLISH: "1"}))
    draft.refresh_from_db()
    assert (draft.headline, draft.desk_status) == ("Bridge opens early", DeskStatus.DRAFT)


def test_the_publish_button_follows_the_state(desk, draft):
    assert f'name="{PUBLISH}"' in text(desk.get(address(draft)))
    live = cast.live_story("Another story")
    page = text(desk.get(address(live)))
    assert f'name="{UNPUBLISH}"' in page
    assert f'name="{PUBLISH}"' not in page


def test_several_stories_are_published_at_once_and_the_rest_say_why(desk, draft):
    unfinished = cast.local_story("No section yet", section=None)
    chosen = {"action": "publish_chosen", "_selected_action": [draft.pk, unfinished.pk]}
    page = text(desk.post(LIST, chosen, follow=True))
    draft.refresh_from_db()
    assert draft.is_published
    assert "“No section yet” cannot be published. It still needs a section." in page


def test_bulk_publishing_is_for_publishers(client, edda, draft):
    client.force_login(edda)
    client.post(LIST, {"action": "publish_chosen", "_selected_action": [draft.pk]})
    draft.refresh_from_db()
    assert draft.desk_status == DeskStatus.DRAFT


def test_a_picked_up_story_shows_its_note_and_keeps_its_source(desk):
    cast.deliver(cast.TEXT.replace("By RAY COLE", "Eds: Adds quote.\nBy RAY COLE"))
    article = pick_up(WireStory.objects.get().current, at=cast.DAY)
    assert "Adds quote." in text(desk.get(address(article)))
    desk.post(address(article), filled(source=""))
    article.refresh_from_db()
    assert article.source == cast.agency()


def test_photos_and_related_stories_are_placed_in_the_form(desk, draft):
    other, photo = cast.live_story("Pier repaired"), cast.photo()
    form = filled() | {
        "placements-TOTAL_FORMS": "1", "placements-0-photo": photo.pk, "placements-0-order": "1",
        "placements-0-caption": "", "placements-0-article": draft.pk, "placements-0-id": "",
        "teasers-TOTAL_FORMS": "2", "teasers-0-linked_article": other.pk, "teasers-0-order": "2",
        "teasers-1-url": "https://example.org/a", "teasers-1-headline": "Elsewhere", "teasers-1-order": "1",
    }  # fmt: skip
    response = desk.post(address(draft), form)
    assert response.status_code == 302, response.context["errors"]
    assert [placement.photo for placement in draft.placements.all()] == [photo]
    assert [str(teaser) for teaser in draft.teasers.all()] == ["Elsewhere", "Pier repaired"]


def test_a_teaser_that_points_two_ways_is_refused_in_a_sentence(desk, draft):
    other = cast.live_story("Pier repaired")
    form = filled() | {
        "teasers-TOTAL_FORMS": "1", "teasers-0-linked_article": other.pk, "teasers-0-order": "1",
        "teasers-0-url": "https://example.org/a", "teasers-0-headline": "Elsewhere",
    }  # fmt: skip
    page = text(desk.post(address(draft), form))
    assert "Choose one of our articles or give an outside address, not both." in page


def test_killing_has_a_page_that_says_what_readers_will_see(desk):
    article = cast.live_story()
    kill = reverse("admin:wire_article_kill", args=[article.pk])
    assert "will answer “gone” (410)" in text(desk.get(kill))
    desk.post(kill, {"notice": "Withdrawn: the account was wrong."})
    article.refresh_from_db()
    assert article.desk_status == DeskStatus.KILLED
    gone = desk.get(article.get_absolute_url())
    assert gone.status_code == 410
    assert "Withdrawn: the account was wrong." in text(gone)


def test_killing_is_for_publishers(client, edda):
    article = cast.live_story()
    client.force_login(edda)
    client.post(reverse("admin:wire_article_kill", args=[article.pk]), {"notice": "Gone."})
    article.refresh_from_db()
    assert article.is_published


def test_a_story_that_was_ever_published_cannot_be_deleted(desk, paul):
    article = cast.live_story()
    assert desk.post(reverse("admin:wire_article_delete", args=[article.pk]), {"post": "yes"}).status_code == 403


def test_a_live_story_offers_view_on_site_and_a_draft_a_preview(desk, draft):
    live = cast.live_story("Another story")
    assert f'href="{live.get_absolute_url()}"' in text(desk.get(address(live)))
    page = text(desk.get(address(draft)))
    assert "View on site" not in page
    assert reverse("public:preview", args=[draft.pk]) in page


@pytest.mark.parametrize(
    ("field", "words"),
    [("headline", "a headline"), ("body", "text"), ("section", "a section")],
    ids=["headline", "text", "section"],
)
def test_a_live_story_cannot_be_saved_without_what_it_needs(desk, field, words):
    article = cast.live_story()
    page = text(desk.post(address(article), filled(**{field: ""})))
    assert f"Readers see this story. It still needs {words}. Fill it in, or unpublish the story first." in page
    before = article.headline
    article.refresh_from_db()
    assert article.headline == before


def test_a_form_opened_before_an_embargo_came_does_not_lift_it(desk):
    cast.deliver(cast.ninjs("Study", version="1"))
    article = pick_up(WireStory.objects.get().current, at=cast.DAY)
    cast.deliver(cast.ninjs("Study", version="2", embargoed="2099-05-06T15:00:00Z"))
    desk.post(address(article), filled(headline="Study says so"))
    article.refresh_from_db()
    assert article.headline == "Study says so"
    assert article.embargoed_until.year == 2099


@pytest.mark.parametrize("address", ["pier-repaired", "old-pier-repaired"])
def test_a_story_of_ours_is_chosen_and_not_linked_to(desk, draft, address):
    other = cast.live_story("Pier repaired", at=cast.AGO, url_slug="old-pier-repaired")
    cast.changed(other, cast.AGO, url_slug="pier-repaired")
    form = filled() | {
        "teasers-TOTAL_FORMS": "1", "teasers-0-order": "1", "teasers-0-headline": "Pier repaired",
        "teasers-0-url": f"https://courier.example/local-news/2026/05/06/{address}/?from=mail",
    }  # fmt: skip
    page = text(desk.post(reverse("admin:wire_article_change", args=[draft.pk]), form))
    assert "This is a story of ours. Choose it under “our article” instead." in page
    assert not draft.teasers.exists()
