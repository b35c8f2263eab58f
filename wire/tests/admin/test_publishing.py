"""Publishing for a moment to come on the desk, and wire furniture taken out at a click."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from wire.actions.publish import publish
from wire.models import Article, Placement
from wire.tests import cast
from wire.tests.admin.test_article import LIST, PUBLISH, UNPUBLISH, address, filled, text
from wire.vocabulary import DeskStatus

AT_END = "wire_article_publish_at_embargo_end"
COMING = {"publish_at_0": "2099-05-06", "publish_at_1": "08:00"}
MOMENT = "Wed, May 6, 2099, 08:00 PDT"
FURNISHED = "<p>The bridge opened.</p><p>(Begin optional trim)</p><p>It rained.</p><p>-30-</p>"


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


@pytest.fixture
def draft(db):
    return cast.local_story()


def scheduled(headline="Ferry"):
    return publish(cast.local_story(headline, at=cast.AGO), at=cast.AGO, publish_at=cast.FUTURE)


def live(headline="Ferry", **fields):
    return cast.live_story(headline, at=cast.AGO, **fields)


def said(response):
    return [str(message) for message in response.context["messages"]]


# ── a moment to come ─────────────────────────────────────────────────────────
def test_publish_with_a_moment_to_come_schedules_the_story(desk, draft):
    response = desk.post(address(draft), filled(**COMING, **{PUBLISH: "1"}), follow=True)

    assert f"Scheduled for {MOMENT}: Bridge opens" in said(response)
    draft.refresh_from_db()
    assert (draft.is_published, draft.first_published_at) == (True, draft.publish_at)
    page = text(desk.get(address(draft)))
    assert "<strong>Goes live</strong>" in page
    assert f"{MOMENT}</time> at /local-news/2099/05/06/" in page
    assert "Readers will see it then; nothing more is to be done." in page
    assert "View on site" not in page


def test_the_form_names_the_zone_of_its_moments(desk, draft):
    page = text(desk.get(address(draft)))
    for label in ("Publish at", "Embargoed until", "Unpublish at"):
        assert label in page
    assert page.count("Time in America/Los_Angeles.") == 3


def test_a_story_is_scheduled_with_its_first_save(desk):
    desk.post(reverse("admin:wire_article_add"), filled(**COMING, **{PUBLISH: "1"}))
    assert Article.objects.get().revisions.first().why == f"Scheduled for {MOMENT}"


def test_a_story_is_published_for_the_end_of_its_embargo_at_one_press(desk, draft):
    until = {"embargoed_until_0": "2099-05-06", "embargoed_until_1": "08:00"}
    assert f'name="{AT_END}"' not in text(desk.get(address(draft)))

    desk.post(address(draft), filled(**until))
    assert f'name="{AT_END}"' in text(desk.get(address(draft)))
    response = desk.post(address(draft), filled(**until, **{AT_END: "1"}), follow=True)

    assert f"Scheduled for {MOMENT}: Bridge opens" in said(response)
    draft.refresh_from_db()
    assert draft.publish_at == draft.embargoed_until


def test_a_moment_after_the_story_has_left_is_refused_in_the_form(desk, draft):
    leaves = {"expires_at_0": "2099-05-06", "expires_at_1": "07:00"}
    page = text(desk.post(address(draft), filled(**COMING, **leaves)))
    assert "It would leave the site before it goes live." in page


def test_a_live_story_cannot_be_given_a_moment_to_come(desk):
    story = live()
    page = text(desk.post(address(story), filled(**COMING)))
    assert "Readers see this story already. Unpublish it first, then set when it goes live again." in page
    assert Article.objects.public(timezone.now()).get() == story


def test_the_list_says_scheduled_and_when(desk):
    scheduled()
    live("Pier")
    page = text(desk.get(LIST))
    assert "scheduled for Wed, Dec 31, 2098, 16:00 PST" in page
    assert "held by a rule" not in page


def test_unpublish_takes_the_moment_off_a_scheduled_story(desk):
    story = scheduled()
    desk.post(
        address(story), filled(headline="Ferry", publish_at_0="2098-12-31", publish_at_1="16:00", **{UNPUBLISH: ""})
    )
    story.refresh_from_db()
    assert (story.desk_status, story.publish_at, story.first_published_at) == (DeskStatus.DRAFT, None, None)


def test_the_moment_of_a_scheduled_story_is_for_publishers(client, edda):
    story = scheduled()
    client.force_login(edda)
    assert 'name="publish_at_0"' not in text(client.get(address(story)))
    client.post(address(story), filled(headline="Ferry is back"))
    story.refresh_from_db()
    assert (story.headline, story.publish_at) == ("Ferry is back", cast.FUTURE)


def test_a_scheduled_story_cannot_be_killed_but_unpublished(desk):
    page = text(desk.get(address(scheduled())))
    assert reverse("admin:wire_article_kill", args=[Article.objects.get().pk]) not in page
    assert f'name="{UNPUBLISH}"' in page


def test_what_would_hold_a_scheduled_story_at_its_moment_is_said(desk):
    story = scheduled()
    Article.objects.update(embargoed_until=cast.FUTURE + timedelta(days=1))
    page = text(desk.get(address(story)))
    assert "It is scheduled, but readers would not see it then:" in page
    assert "It is embargoed until Jan 1, 2099, 16:00 PST." in page


def test_a_story_that_will_leave_says_when(desk):
    story = live(expires_at=cast.FUTURE)
    assert "<strong>Leaves the site</strong>" in text(desk.get(address(story)))


# ── furniture ────────────────────────────────────────────────────────────────
def furniture_of(article):
    return reverse("admin:wire_article_furniture", args=[article.pk])


def test_a_draft_saved_with_furniture_warns_and_shows_each_line_with_a_button(desk, draft):
    response = desk.post(address(draft), filled(body=FURNISHED, _continue="1"), follow=True)

    warned = "Saved. It cannot be published yet: wire furniture is left in it. “(Begin optional trim)”, “-30-”"
    assert warned in said(response)
    page = text(response)
    assert page.count(">Take it out</button>") == 2
    assert 'value="body:-30-"' in page
    assert "Wire furniture is left in it: see above." in page


def test_the_buttons_stand_outside_the_storys_own_form(desk, draft):
    desk.post(address(draft), filled(body=FURNISHED))
    page = text(desk.get(address(draft)))
    assert page.index("Take all out</button>") < page.index('id="article_form"')


def test_one_click_takes_one_line_out(desk, draft, paul):
    desk.post(address(draft), filled(body=FURNISHED))

    response = desk.post(furniture_of(draft), {"piece": "body:-30-"}, follow=True)

    assert said(response)[-1] == "Took out: “-30-”"
    draft.refresh_from_db()
    assert draft.body.endswith("<p>It rained.</p>")
    assert draft.revisions.first().made_by == paul


def test_one_click_takes_all_out_and_the_story_can_go(desk, draft):
    desk.post(address(draft), filled(body=FURNISHED))

    response = desk.post(furniture_of(draft), {"all": "1"}, follow=True)

    assert said(response)[-1] == "Took out: “(Begin optional trim)”, “-30-”"
    page = text(response)
    assert "Wire furniture" not in page
    assert "Nothing stands in the way of publishing it." in page


def test_what_the_desk_must_decide_has_no_button(desk, draft):
    response = desk.post(address(draft), filled(body="<p>A.</p><p>BULLETIN KILL</p>", _continue="1"), follow=True)
    page = text(response)
    assert "For you to decide: change it in the text below." in page
    assert ">Take it out</button>" not in page


def test_taking_out_what_is_gone_says_so(desk, draft):
    response = desk.post(furniture_of(draft), {"piece": "body:-30-"}, follow=True)
    assert said(response) == [f"“-30-” no longer stands in “{draft}” as it is saved."]


def test_taking_out_is_for_those_who_edit(client, draft):
    Article.objects.update(body=FURNISHED)
    client.force_login(User.objects.create_user("reader", password=cast.PASSWORD, is_staff=True))
    client.post(furniture_of(draft), {"all": "1"})
    draft.refresh_from_db()
    assert draft.body == FURNISHED


def test_taking_out_is_no_link(desk, draft):
    assert desk.get(furniture_of(draft)).status_code == 405


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"body": "<p>The bridge opened.</p><p>-30-</p>"}, "-30-"),
        ({"headline": "Bridge opens, 2nd Ld"}, "Bridge opens, 2nd Ld"),
        ({"kicker": "ENDIT"}, "ENDIT"),
    ],
    ids=["text", "headline", "kicker"],
)
def test_a_live_story_is_not_saved_with_furniture(desk, fields, line):
    story = live()
    response = desk.post(address(story), filled(**fields))

    assert f"“{line}” is wire furniture." in text(response)
    assert "Readers see this story. Take it out, or unpublish the story first." in text(response)
    story.refresh_from_db()
    assert (story.headline, story.body, story.kicker) == ("Ferry", "<p>The ferry came back on Tuesday.</p>", "")


def test_a_live_story_takes_in_no_furniture_with_its_photos_and_related_stories(desk):
    story, clean = live(), cast.photo()
    form = filled(headline="Ferry") | {
        "placements-TOTAL_FORMS": "1", "placements-0-photo": clean.pk, "placements-0-order": "1",
        "placements-0-caption": "(AP Photo/Mara Quist)", "placements-0-article": story.pk, "placements-0-id": "",
        "teasers-TOTAL_FORMS": "1", "teasers-0-url": "https://example.org/a", "teasers-0-order": "1",
        "teasers-0-headline": "Elsewhere", "teasers-0-summary": "Shut... Read more",
    }  # fmt: skip
    page = text(desk.post(address(story), form))

    assert "“(AP Photo/Mara Quist)” is wire furniture." in page
    assert "“Shut... Read more” is wire furniture." in page
    assert (story.placements.count(), story.teasers.count()) == (0, 0)


def test_a_photo_in_a_live_story_takes_in_no_furniture(client, pia):
    photo = cast.photo()
    Placement.objects.create(article=live(), photo=photo)
    client.force_login(pia)
    form = {"caption": "The pier. MANDATORY CREDIT; TV OUT", "credit_line": "Mara Quist", "alt_text": "A pier."}
    change = reverse("admin:wire_photoasset_change", args=[photo.pk])

    page = text(client.post(change, form))

    assert "“The pier. MANDATORY CREDIT; TV OUT” is wire furniture." in page
    photo.refresh_from_db()
    assert photo.caption == "The ferry at dusk."


def test_a_story_published_while_its_form_was_open_is_not_saved_with_furniture(desk, draft, monkeypatch):
    def publish_first(request, article, form, change):
        publish(Article.objects.get(pk=article.pk), at=timezone.now())
        return save(request, article, form, change)

    admin = desk.get(address(draft)).context["adminform"].model_admin
    save = admin.save_model
    monkeypatch.setattr(admin, "save_model", publish_first)

    response = desk.post(address(draft), filled(body=FURNISHED), follow=True)

    assert "is published, and readers would read this in it." in said(response)[0]
    draft.refresh_from_db()
    assert draft.body == "<p>The ferry came back on Tuesday.</p>"
