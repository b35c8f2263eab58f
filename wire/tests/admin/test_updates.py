"""The board of updates, and the page where one is merged."""

import pytest
from django.urls import reverse

from wire.actions.kill import kill
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Article, PendingUpdate, WireStory
from wire.tests import cast
from wire.tests.actions.test_update import BODY, LEAD, LEAD_14, SECOND, THIRD, arrives, body

BOARD = reverse("admin:wire_pendingupdate_changelist")


def text(response):
    return response.content.decode()


def page(article):
    return reverse("admin:wire_article_update", args=[article.pk])


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


@pytest.fixture
def live(db, paul):
    arrives(1)
    draft = pick_up(WireStory.objects.get().current, by=paul, at=cast.DAY, section=cast.section())
    return publish(draft, by=paul, at=cast.DAY)


@pytest.fixture
def disputed(live):
    cast.changed(live, cast.DAY, body=body(LEAD.replace("11 passengers", "a dozen passengers"), SECOND, THIRD))
    arrives(2, body(LEAD_14, SECOND, THIRD))
    return Article.objects.get()


def sent(article, **fields):
    """What the page's form sends."""
    version = article.wire_story.current
    return {"version": version.pk, "revision": article.revisions.first().number, "publish": ""} | fields


def test_the_board_lists_what_waits_with_the_gravest_change(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    shown = text(desk.get(BOARD))
    assert "changed fact" in shown
    assert "Paragraph 1: 11 passengers → 14 passengers" in shown


def test_an_empty_board_says_so(desk, db):
    assert "No update waits." in text(desk.get(BOARD))


def test_a_line_of_the_board_opens_the_merge(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    update = PendingUpdate.objects.get()
    answer = desk.get(reverse("admin:wire_pendingupdate_change", args=[update.pk]))
    assert answer.url == page(live)


def test_the_page_says_what_changed_and_shows_the_merged_text(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    shown = text(desk.get(page(live)))
    assert "Paragraph 1: 11 passengers → 14 passengers" in shown
    assert "Nothing: your changes and theirs do not touch." in shown
    assert "14 passengers were hurt" in shown


def test_one_click_applies_and_publishes(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    answer = desk.post(page(live), sent(live), follow=True)
    assert f"Merged into “Ferry hits pier”. Readers see it at {live.get_absolute_url()}." in text(answer)
    assert Article.objects.get().body == body(LEAD_14, SECOND, THIRD)


def test_a_dispute_that_was_not_decided_is_pointed_out_and_nothing_is_lost(desk, disputed):
    answer = desk.post(page(disputed), sent(disputed))
    assert "Decide this one." in text(answer)
    assert "Paragraph 1 is not settled: keep ours, take theirs, keep both, or rewrite it." in text(answer)
    assert Article.objects.get().body == disputed.body


def question(response):
    (asked,) = response.context["questions"]
    return asked


@pytest.mark.parametrize(("choice", "lead"), [("ours", LEAD.replace("11", "a dozen")), ("theirs", LEAD_14)])
def test_a_dispute_is_decided_by_a_click(desk, disputed, choice, lead):
    name = question(desk.get(page(disputed))).name
    desk.post(page(disputed), sent(disputed, **{name: choice}))
    assert Article.objects.get().body == body(lead, SECOND, THIRD)


def test_the_editors_own_words_settle_a_dispute(desk, disputed):
    name = question(desk.get(page(disputed))).name
    own = {name: "edit", f"{name}-text": "<p>At least 14 were hurt, officials said.</p>"}
    desk.post(page(disputed), sent(disputed, **own))
    assert Article.objects.get().body == body("<p>At least 14 were hurt, officials said.</p>", SECOND, THIRD)


def test_a_plain_passage_is_written_as_text_with_empty_lines_between_paragraphs(desk, disputed):
    asked = question(desk.get(page(disputed)))
    assert asked.edited == "A state ferry struck a pier on Tuesday and a dozen passengers were hurt, officials said."
    own = {asked.name: "edit", f"{asked.name}-text": "At least 14 were hurt.\r\n\r\nR&R Ferries runs the boat."}
    desk.post(page(disputed), sent(disputed, **own))
    written = ("<p>At least 14 were hurt.</p>", "<p>R&amp;R Ferries runs the boat.</p>")
    assert Article.objects.get().body == body(*written, SECOND, THIRD)


def test_a_headline_that_both_changed_is_asked_about_and_ours_is_the_answer_unless_changed(desk, live):
    cast.changed(live, cast.DAY, headline="Kestrel ferry hits pier")
    arrives(2, headline="Ferry hits pier; 14 hurt")
    asked = question(desk.get(page(live)))
    assert asked.heading == "Headline: both changed it"
    assert [(option.body, option.is_chosen) for option in asked.options] == [
        ("Kestrel ferry hits pier", True),
        ("Ferry hits pier; 14 hurt", False),
    ]
    desk.post(page(live), sent(live, **{asked.name: "edit", f"{asked.name}-text": "Kestrel hits pier; 14 hurt"}))
    assert Article.objects.get().headline == "Kestrel hits pier; 14 hurt"


def test_our_text_can_be_kept(desk, disputed):
    desk.post(page(disputed), sent(disputed, keep=""))
    assert Article.objects.get().body == disputed.body
    assert not PendingUpdate.objects.exists()


def test_a_version_that_came_meanwhile_is_said(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    form = sent(live)
    arrives(3, body(LEAD_14, SECOND))
    assert "A newer version came in meanwhile." in text(desk.post(page(live), form))
    assert Article.objects.get().body == BODY


def test_a_story_without_an_update_says_so(desk, live):
    assert "This story has the newest version already." in text(desk.get(page(live), follow=True))


def test_the_storys_own_page_points_to_its_update(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    shown = text(desk.get(reverse("admin:wire_article_change", args=[live.pk])))
    assert page(live) in shown
    assert "Paragraph 1: 11 passengers → 14 passengers" in shown


def test_the_photo_desk_may_not_merge_what_it_may_not_change(client, live, django_user_model):
    nobody = django_user_model.objects.create_user("rolf", is_staff=True)
    client.force_login(nobody)
    arrives(2, body(LEAD_14, SECOND, THIRD))
    client.post(page(live), sent(live))
    assert Article.objects.get().body == BODY


OWNS_UP = "This version corrects the number hurt to 14, not 11."


def test_a_note_to_readers_goes_out_with_an_update_only_from_those_who_publish(client, live, edda):
    arrives(2, body(LEAD_14, SECOND, THIRD), ednote=OWNS_UP)
    note = live.corrections.get()
    client.force_login(edda)
    shown = text(client.get(page(live)))
    assert "It stays a draft: publishing it is for publishers." in shown
    assert f'value="{note.pk}"' not in shown
    client.post(page(live), sent(live, note=note.pk, **{f"note-{note.pk}-text": "Fourteen were hurt."}))
    note.refresh_from_db()
    assert (note.published_at, note.text) == (None, note.text)
    assert Article.objects.get().body == body(LEAD_14, SECOND, THIRD)


def test_a_note_that_was_reworded_survives_a_question_that_was_left_open(desk, disputed):
    arrives(3, body(LEAD_14, SECOND, THIRD), ednote=OWNS_UP)
    note = disputed.corrections.get()
    told = {f"note-{note.pk}-text": "We had 11. It is 14."}
    shown = desk.post(page(disputed), sent(Article.objects.get(), **told))
    assert "Decide this one." in text(shown)
    assert shown.context["notes"] == [(note, "We had 11. It is 14.", False)]


def test_after_another_save_the_page_shown_can_be_applied(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    form = sent(live)
    cast.changed(live, cast.DAY, summary="It happened at dawn.")
    shown = desk.post(page(live), form)
    assert "Somebody changed the story meanwhile." in text(shown)
    desk.post(page(live), form | {"revision": shown.context["revision"]})
    assert (Article.objects.get().body, Article.objects.get().summary) == (
        body(LEAD_14, SECOND, THIRD),
        "It happened at dawn.",
    )


def test_a_killed_story_offers_no_update(desk, live, paul):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    kill(live, notice="Withdrawn.", by=paul, at=cast.DAY)
    assert "An update waits" not in text(desk.get(reverse("admin:wire_article_change", args=[live.pk])))
    answer = desk.post(page(live), sent(live, keep=""), follow=True)
    assert "“Ferry hits pier” was killed: its text is kept as it was." in text(answer)
    assert PendingUpdate.objects.count() == 1


def test_what_is_merged_into_a_story_that_a_rule_holds_back_is_said_to_be_hidden(desk, live):
    arrives(2, body(LEAD_14, SECOND, THIRD), embargoed="2099-01-01T00:00:00Z")
    answer = text(desk.post(page(live), sent(live), follow=True))
    assert (
        "Merged into “Ferry hits pier”. Readers do not see it: It is embargoed until Dec 31, 2098, 16:00 PST." in answer
    )


@pytest.mark.parametrize("stories", [1, 30])
def test_the_board_asks_as_often_for_thirty_as_for_one(desk, django_assert_num_queries, stories):
    for number in range(stories):
        told = {"uri": f"tag:mp:{number}", "slugline": f"Ferry {number}"}
        version = cast.deliver(cast.ninjs(f"Story {number}", body_html=BODY, **told)).versions[0]
        pick_up(version, at=cast.DAY, section=cast.section())
        cast.deliver(cast.ninjs(f"Story {number}", version="2", body_html=BODY.replace(LEAD, LEAD_14), **told))
    desk.get(BOARD)
    with django_assert_num_queries(7):
        assert text(desk.get(BOARD)).count("11 passengers → 14 passengers") == stories
