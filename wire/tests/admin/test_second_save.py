"""Two editors on one story."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from taggit.models import Tag

from wire.actions.write import record_revision
from wire.models import Article
from wire.tests import cast
from wire.tests.admin.test_article import filled

BODY = "<p>The bridge opened on Monday.</p>\n<p>Traffic was light.</p>\n<p>The mayor spoke.</p>"


def text(response):
    return response.content.decode()


@pytest.fixture
def story(db):
    return cast.local_story("Bridge opens", body=BODY, byline="Dana Ortega")


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


def address(article):
    return reverse("admin:wire_article_change", args=[article.pk])


def form(article, seen=1, **fields):
    told = {"body": BODY, "url_slug": "bridge-opens", "tags": "", "seen_revision": seen, "_continue": "1"}
    return filled(**(told | fields))


def hidden(response):
    """The merge page's form, as a browser would send it."""
    return {name: response.context[name] for name in ("seen", "met", "ours")}


def meets(article):
    return reverse("admin:wire_article_meet", args=[article.pk])


def test_the_form_knows_which_revision_it_shows(desk, story):
    assert '<input type="hidden" name="seen_revision" value="1">' in text(desk.get(address(story)))


def test_a_save_on_what_was_seen_is_a_plain_save(desk, story):
    answer = desk.post(address(story), form(story, headline="Bridge open"))
    assert answer.status_code == 302
    assert Article.objects.get().headline == "Bridge open"


def test_a_tag_that_went_without_a_save_is_nobodys_second_save(desk, story):
    story.tags.add("Bridges")
    record_revision(story, why="Tagged", at=cast.DAY)
    Tag.objects.all().delete()
    answer = desk.post(address(story), form(story, seen=2, headline="Bridge open"))
    assert answer.status_code == 302
    assert Article.objects.get().headline == "Bridge open"


def test_the_second_save_overwrites_nothing_and_shows_both(desk, story):
    cast.changed(story, cast.DAY, body=BODY.replace("light", "heavy"))
    answer = desk.post(address(story), form(story, body=BODY.replace("spoke", "cut the ribbon")))
    assert Article.objects.get().body == BODY.replace("light", "heavy")
    assert "Nothing is lost" in text(answer)
    assert "cut the ribbon" in text(answer)


def test_both_saves_become_one(desk, story):
    cast.changed(story, cast.DAY, body=BODY.replace("light", "heavy"))
    answer = desk.post(
        address(story), form(story, body=BODY.replace("spoke", "cut the ribbon"), headline="Bridge is open")
    )
    saved = desk.post(meets(story), hidden(answer), follow=True)
    assert "Saved: Bridge is open. Both changes are in it." in text(saved)
    merged = Article.objects.get()
    assert merged.body == BODY.replace("light", "heavy").replace("spoke", "cut the ribbon")
    assert merged.headline == "Bridge is open"
    assert merged.revisions.first().why == "Edited, with what was saved meanwhile"


def test_what_both_changed_has_to_be_decided(desk, story):
    cast.changed(story, cast.DAY, body=BODY.replace("light", "heavy"))
    answer = desk.post(address(story), form(story, body=BODY.replace("light", "dense")))
    again = desk.post(meets(story), hidden(answer))
    assert "Decide this one." in text(again)
    (asked,) = again.context["questions"]
    desk.post(meets(story), hidden(again) | {asked.name: "theirs"})
    assert Article.objects.get().body == BODY.replace("light", "heavy")


def test_a_third_save_is_met_too(desk, story):
    cast.changed(story, cast.DAY, body=BODY.replace("light", "heavy"))
    answer = desk.post(address(story), form(story, body=BODY.replace("spoke", "sang")))
    cast.changed(Article.objects.get(), cast.DAY, summary="At last.")
    again = desk.post(meets(story), hidden(answer))
    assert "saved once more meanwhile" in text(again)
    desk.post(meets(story), hidden(again))
    merged = Article.objects.get()
    assert (merged.summary, merged.body) == ("At last.", BODY.replace("light", "heavy").replace("spoke", "sang"))


def test_settings_of_both_are_kept(desk, story):
    cast.changed(story, cast.DAY, kicker="Traffic")
    answer = desk.post(address(story), form(story, front_order="2"))
    desk.post(meets(story), hidden(answer))
    merged = Article.objects.get()
    assert (merged.kicker, merged.front_order) == ("Traffic", 2)


def test_tags_of_both_are_kept(desk, story):
    story.tags.set(["bridges"])
    cast.changed(story, cast.DAY)
    answer = desk.post(address(story), form(story, tags="traffic"))
    desk.post(meets(story), hidden(answer))
    assert set(Article.objects.get().tags.names()) == {"bridges", "traffic"}


def test_photos_of_both_are_kept(desk, story):
    one, other = cast.photo(caption="One."), cast.photo(caption="Other.")
    story.placements.create(photo=one, order=1)
    cast.changed(story, cast.DAY)
    rows = {
        "placements-TOTAL_FORMS": "1", "placements-0-id": "", "placements-0-article": story.pk,
        "placements-0-photo": other.pk, "placements-0-order": "1", "placements-0-caption": "",
    }  # fmt: skip
    answer = desk.post(address(story), form(story, **rows))
    desk.post(meets(story), hidden(answer))
    assert {placement.photo for placement in Article.objects.get().placements.all()} == {one, other}


def test_publishing_meanwhile_is_no_clash(desk, story, paul):
    from_draft = form(story, headline="Bridge open")
    cast.publish(story, by=paul, at=cast.DAY)
    assert desk.post(address(story), from_draft).status_code == 302
    merged = Article.objects.get()
    assert (merged.headline, merged.is_published) == ("Bridge open", True)


def test_a_page_that_was_tampered_with_stores_nothing(desk, story):
    cast.changed(story, cast.DAY, body=BODY.replace("light", "heavy"))
    answer = desk.post(address(story), form(story, body=BODY.replace("spoke", "sang")))
    refused = desk.post(meets(story), hidden(answer) | {"ours": "forged"}, follow=True)
    assert "This page is too old to be saved." in text(refused)
    assert Article.objects.get().body == BODY.replace("light", "heavy")


def test_who_may_not_change_a_story_is_told_so(client, story, django_user_model):
    rolf = django_user_model.objects.create_user("rolf", is_staff=True)
    rolf.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(rolf)
    answer = client.post(reverse("admin:wire_article_meet", args=[story.pk]), {"ours": "x"}, follow=True)
    assert "Changing stories is for those who edit them." in text(answer)


def test_an_end_of_an_embargo_does_not_answer_words_that_came_after_the_form_was_opened(desk):
    cast.deliver(cast.ninjs(version="1"), at=cast.AGO)
    story = cast.picked_up_live()
    seen = story.revisions.first().number
    cast.deliver(cast.ninjs(version="2", ednote="HOLD FOR RELEASE until the governor speaks."), at=cast.AGO)
    assert Article.objects.get().embargo_words

    told = {
        "body": story.body,
        "url_slug": story.url_slug,
        "embargoed_until_0": "2026-05-07",
        "embargoed_until_1": "09:00",
    }
    response = desk.post(address(story), form(story, seen, headline="Ferry hits pier again", **told))
    desk.post(reverse("admin:wire_article_meet", args=[story.pk]), hidden(response))

    stored = Article.objects.get()
    assert (stored.headline, stored.embargoed_until) == ("Ferry hits pier again", None)
    assert not Article.objects.public(cast.FUTURE).exists()
