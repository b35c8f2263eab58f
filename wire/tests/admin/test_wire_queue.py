"""The wire queue, reading a story, picking it up."""

import pytest
from django.urls import reverse

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Article, WireStory
from wire.tests import cast
from wire.vocabulary import DeskStatus

QUEUE = reverse("admin:wire_wirestory_changelist")


@pytest.fixture
def desk(client, edda):
    client.force_login(edda)
    return client


@pytest.fixture
def story(db):
    cast.deliver()
    return WireStory.objects.get()


def text(response):
    return response.content.decode()


def states(response):
    return [row.pk for row in response.context["cl"].result_list]


def pick_up_address(story):
    return reverse("admin:wire_wirestory_pick_up", args=[story.pk])


def test_the_queue_says_when_who_what_and_how_far(desk, story):
    page = text(desk.get(QUEUE))
    for shown in ("Meridian Press", "BC-US--Ferry Crash", "Ferry hits pier; 14 hurt", "55", "Pick up", ">new<"):
        assert shown in page.replace("\n", "").replace("  ", ""), shown


def test_an_empty_queue_says_so(desk, db):
    assert "Nothing has come in yet." in text(desk.get(QUEUE))


def test_an_empty_queue_shows_those_who_import_where(desk, db):
    page = text(desk.get(QUEUE))
    assert f'<a class="desk-button" href="{reverse("admin:wire_import")}">Import copy</a>' in page
    assert "ask a wire editor" not in page


def test_an_empty_queue_sends_others_to_a_wire_editor(client, pia):
    client.force_login(pia)
    assert "or by hand: ask a wire editor." in text(client.get(QUEUE))


def test_a_search_that_finds_nothing_says_so(desk, story):
    assert "Nothing fits this search and these filters." in text(desk.get(QUEUE, {"q": "zebra"}))


def test_the_state_filter_follows_a_story_to_the_site(desk, story, paul):
    assert states(desk.get(QUEUE, {"state": "new"})) == [story.pk]
    article = pick_up(story.current, at=cast.DAY)
    assert states(desk.get(QUEUE, {"state": "new"})) == []
    assert states(desk.get(QUEUE, {"state": "picked"})) == [story.pk]
    publish(article, at=cast.DAY)
    assert states(desk.get(QUEUE, {"state": "picked"})) == []
    assert states(desk.get(QUEUE, {"state": "live"})) == [story.pk]


def test_a_later_version_is_shown_as_changed_since_picked_up(desk, story):
    pick_up(story.current, at=cast.DAY)
    cast.deliver(cast.TEXT.replace("14", "15"), at=cast.DAY + cast.HOUR)
    assert states(desk.get(QUEUE, {"state": "changed"})) == [story.pk]
    assert "picked up, newer version" in text(desk.get(QUEUE))


@pytest.mark.parametrize(
    ("words", "found"), [("ferry crash", 1), ("hits pier", 1), ("terminal", 1), ("zebra", 0)], ids=str
)
def test_search_finds_slugline_headline_and_text(desk, story, words, found):
    assert len(states(desk.get(QUEUE, {"q": words}))) == found


def test_picking_up_takes_one_click_and_opens_the_draft(desk, story):
    response = desk.post(pick_up_address(story))
    article = Article.objects.get()
    assert response.headers["Location"] == reverse("admin:wire_article_change", args=[article.pk])
    assert (article.headline, article.desk_status) == ("Ferry hits pier; 14 hurt", DeskStatus.DRAFT)


def test_picking_up_is_never_done_by_following_a_link(desk, story):
    assert desk.get(pick_up_address(story)).status_code == 405
    assert not Article.objects.exists()


def test_picking_up_is_for_wire_editors(client, pia, story):
    client.force_login(pia)
    response = client.post(pick_up_address(story), follow=True)
    assert "Picking up stories is for wire editors." in text(response)
    assert not Article.objects.exists()


def test_a_kill_notice_cannot_be_picked_up_and_says_why(desk, db):
    cast.deliver(
        "BC-US--Ferry Crash, KILL,30\n\nEDITORS: Kill the story slugged US--Ferry Crash.\n\nA kill is mandatory.\n"
    )
    story = WireStory.objects.get()
    response = desk.post(pick_up_address(story), follow=True)
    assert "This is a message to editors (kill" in text(response)
    assert not Article.objects.exists()


def test_reading_a_story_shows_the_note_to_editors_rights_and_photos(desk, db):
    cast.deliver(
        "BC-US--Ferry Crash,260\nFerry hits pier; 14 hurt\nEds: Will be updated.\nBy RAY COLE\nMeridian Press\n\n"
        "HARBOR CITY, Wash. (MP) — A state ferry struck a pier on Tuesday and 14 passengers were hurt.\n\n"
        "Copyright 2031 Meridian Press. All rights reserved.\n"
    )
    story = WireStory.objects.get()
    story.current.photos.add(cast.photo(caption="The ferry at the pier."))
    page = text(desk.get(story.get_absolute_url()))
    note, headline = page.index("Will be updated."), page.index('class="desk-copytext__headline"')
    assert note < headline
    for shown in ("Copyright 2031 Meridian Press", "The ferry at the pier.", "Mara Quist / The Courier", "no file yet"):
        assert shown in page


def test_a_dateline_that_was_sent_with_its_dash_has_one_dash(desk, story):
    story.versions.update(dateline="HARBOR CITY, Wash. (MP) -")
    assert "HARBOR CITY, Wash. (MP) —</span> " in text(desk.get(story.get_absolute_url()))


def test_an_earlier_version_can_be_read_and_says_that_it_is_one(desk, story):
    earlier = story.current
    cast.deliver(cast.TEXT.replace("14", "15"), at=cast.DAY + cast.HOUR)
    page = text(desk.get(story.get_absolute_url(), {"version": earlier.pk}))
    assert "This is an earlier version." in page
    assert "Ferry hits pier; 14 hurt" in page


def test_what_arrived_cannot_be_changed_or_deleted_on_the_desk(desk, story, paul):
    desk.force_login(paul)
    assert desk.post(story.get_absolute_url(), {"guid": "other"}).status_code in (200, 403, 405)
    story.refresh_from_db()
    assert story.guid != "other"
    assert desk.post(reverse("admin:wire_wirestory_delete", args=[story.pk]), {"post": "yes"}).status_code == 403


def test_many_stories_can_be_picked_up_at_once(desk, story):
    desk.post(QUEUE, {"action": "pick_up_chosen", "_selected_action": [story.pk]})
    assert Article.objects.get().wire_story == story


NO_NUMBERS = ["x", "²", "-1", "9" * 40]


@pytest.mark.parametrize("key", NO_NUMBERS)
def test_a_story_under_no_number_is_not_found(desk, db, key):
    assert desk.get(f"/desk/wire/wirestory/{key}/change/").status_code == 404


@pytest.mark.parametrize("key", NO_NUMBERS)
def test_a_version_under_no_number_shows_the_current_one(desk, story, key):
    assert desk.get(story.get_absolute_url(), {"version": key}).context["version"] == story.current
