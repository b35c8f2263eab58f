"""Each state of a story: what differs, and the way back."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from wire.actions.kill import kill
from wire.models import Article
from wire.tests import cast

BODY = "<p>The bridge opened on Monday.</p>\n<p>Traffic was light.</p>\n<p>The mayor spoke.</p>"


def text(response):
    return response.content.decode()


@pytest.fixture
def desk(client, paul):
    client.force_login(paul)
    return client


@pytest.fixture
def story(db):
    """Written, then changed twice."""
    story = cast.local_story("Bridge opens", body=BODY)
    cast.changed(story, cast.DAY, body=BODY.replace("light", "heavy"), headline="Bridge is open")
    story.placements.create(photo=cast.photo(caption="The ferry at dusk."), order=1)
    cast.changed(story, cast.DAY, body=BODY.replace("<p>Traffic was light.</p>\n", ""))
    return story


def compare(story, **numbers):
    return f"{reverse('admin:wire_article_compare', args=[story.pk])}?{urlencode(numbers)}"


def test_the_list_offers_to_compare(desk, story):
    shown = text(desk.get(reverse("admin:wire_article_revisions", args=[story.pk])))
    assert "Compare the two chosen" in shown
    assert shown.count('name="one"') == 3


def test_two_states_differ_word_by_word(desk, story):
    shown = text(desk.get(compare(story, one=1, other=2)))
    assert "<del>light" in shown
    assert "<ins>heavy" in shown
    assert "<dt>Headline</dt><dd><del>Bridge opens</del> <ins>Bridge is open</ins></dd>" in shown


def test_the_order_in_which_they_were_chosen_does_not_matter(desk, story):
    assert "<del>light" in text(desk.get(compare(story, one=2, other=1)))


def test_photos_that_came_are_named(desk, story):
    assert "<dt>Photos</dt><dd><ins>The ferry at dusk.</ins></dd>" in text(desk.get(compare(story, one=2, other=3)))


def test_without_numbers_the_last_two_are_compared(desk, story):
    shown = text(desk.get(compare(story)))
    assert "Revisions 2 and 3" in shown


def test_a_story_with_one_state_has_nothing_to_compare(desk):
    story = cast.local_story()
    assert "there is nothing to compare it with" in text(desk.get(compare(story), follow=True))


def test_a_revision_is_restored_with_its_photos_and_nothing_is_lost(desk, story, paul):
    answer = desk.post(reverse("admin:wire_article_restore", args=[story.pk, 1]), follow=True)
    assert "Restored revision 1 of “Bridge opens”." in text(answer)
    restored = Article.objects.get()
    assert (restored.headline, restored.body, restored.placements.count()) == ("Bridge opens", BODY, 0)
    last, before = restored.revisions.all()[:2]
    assert (last.number, last.why, last.made_by) == (4, "Restored revision 1", paul)
    assert len(before.state["placements"]) == 1


def test_a_killed_story_is_not_restored(desk, story, paul):
    cast.publish(story, at=cast.DAY)
    kill(story, notice="Withdrawn.", by=paul, at=cast.DAY)
    answer = desk.post(reverse("admin:wire_article_restore", args=[story.pk, 1]), follow=True)
    assert "was killed: its text is kept as it was." in text(answer)
    assert Article.objects.get().headline == "Bridge is open"


def test_restoring_is_for_those_who_may_edit(client, story, django_user_model):
    client.force_login(django_user_model.objects.create_user("rolf", is_staff=True))
    client.post(reverse("admin:wire_article_restore", args=[story.pk, 1]))
    assert Article.objects.get().headline == "Bridge is open"


def test_a_get_restores_nothing(desk, story):
    assert desk.get(reverse("admin:wire_article_restore", args=[story.pk, 1])).status_code == 405


@pytest.mark.parametrize("name", ["revisions", "compare", "receipts"])
def test_who_may_not_read_revisions_is_told_so(client, story, django_user_model, name):
    rolf = django_user_model.objects.create_user("rolf", is_staff=True)
    rolf.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(rolf)
    answer = client.get(reverse(f"admin:wire_article_{name}", args=[story.pk]), follow=True)
    assert "are for those who edit it." in text(answer)
