"""Stories that the desk publishes for a moment to come, and what may still be changed of that moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wire.actions.call_back import call_back
from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish, refusals, unpublish
from wire.models import Article, FormerAddress, WireStory
from wire.tests import cast
from wire.tests.cast import DAY, HOUR, changed, live_story, local_story
from wire.vocabulary import PubStatus

pytestmark = pytest.mark.django_db

TOMORROW = DAY + timedelta(days=1)
AFTER = TOMORROW + HOUR


def scheduled(headline="Ferry", **fields):
    return publish(local_story(headline, **fields), at=DAY, publish_at=TOMORROW)


def public(at):
    return list(Article.objects.public(at))


def whys(article):
    return list(article.revisions.order_by("number").values_list("why", flat=True))


def test_a_scheduled_story_goes_live_at_its_moment_though_nothing_runs(paul):
    article = publish(local_story("Ferry"), by=paul, at=DAY, publish_at=TOMORROW)

    assert public(TOMORROW - timedelta(seconds=1)) == []
    assert public(TOMORROW) == [article]
    assert (article.desk_status, article.first_published_at, article.publish_at) == ("published", TOMORROW, TOMORROW)
    assert article.address == "local-news/2031/05/07/ferry"
    revision = article.revisions.first()
    assert (revision.why, revision.made_by) == ("Scheduled for Wed, May 7, 2031, 08:00 PDT", paul)


def test_the_moment_that_an_editor_saved_is_the_one_that_counts():
    article = publish(local_story("Ferry", publish_at=TOMORROW), at=DAY)

    assert (article.publish_at, article.first_published_at) == (TOMORROW, TOMORROW)


def test_a_moment_that_has_passed_means_at_once():
    article = publish(local_story("Ferry", publish_at=DAY - HOUR), at=DAY)

    assert (article.publish_at, article.first_published_at) == (None, DAY)
    assert whys(article) == ["Written", "Published"]


def test_an_embargoed_story_is_scheduled_for_the_embargos_end_and_not_before():
    draft = local_story("Ferry", embargoed_until=TOMORROW)

    with pytest.raises(DeskError) as refused:
        publish(draft, at=DAY, publish_at=TOMORROW - HOUR)
    assert str(refused.value) == "“Ferry” cannot be published. It is embargoed until May 7, 2031, 08:00 PDT."

    publish(draft, at=DAY, publish_at=TOMORROW)
    assert (public(TOMORROW - HOUR), public(TOMORROW)) == ([], [draft])


def test_an_embargo_without_a_readable_end_cannot_be_scheduled_round():
    draft = local_story("Ferry", embargo_words="Hold for noon")

    with pytest.raises(DeskError, match="no time could be read from “Hold for noon”"):
        publish(draft, at=DAY, publish_at=TOMORROW)
    draft.refresh_from_db()
    assert (draft.desk_status, draft.publish_at) == ("draft", None)


def test_a_story_that_would_leave_before_it_goes_live_is_refused():
    draft = local_story("Ferry", expires_at=TOMORROW)

    with pytest.raises(DeskError) as refused:
        publish(draft, at=DAY, publish_at=TOMORROW)

    assert str(refused.value) == (
        "“Ferry” cannot be published. It is to leave the site May 7, 2031, 08:00 PDT, before it goes live."
    )


def test_an_embargo_that_comes_after_the_scheduling_still_holds():
    article = scheduled()
    Article.objects.filter(pk=article.pk).update(embargoed_until=AFTER)

    assert public(TOMORROW) == []
    assert public(AFTER) == [article]


def test_what_stands_in_the_way_is_asked_as_of_the_moment_that_is_set():
    draft = local_story("Ferry", embargoed_until=TOMORROW)
    assert refusals(draft, DAY) == ["It is embargoed until May 7, 2031, 08:00 PDT."]
    draft.publish_at = TOMORROW
    assert refusals(draft, DAY) == []


def test_a_coming_moment_can_be_moved_and_the_address_moves_along_without_a_redirect():
    article = changed(scheduled(), DAY + HOUR, publish_at=TOMORROW + timedelta(days=1))

    assert article.first_published_at == TOMORROW + timedelta(days=1)
    assert article.address == "local-news/2031/05/08/ferry"
    assert not FormerAddress.objects.exists()
    assert public(TOMORROW) == []


def test_a_new_slug_before_it_went_live_leaves_no_redirect():
    article = changed(scheduled(), DAY + HOUR, url_slug="ferry-returns")

    assert article.address == "local-news/2031/05/07/ferry-returns"
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("moment", [None, DAY], ids=["emptied", "passed"])
def test_a_scheduled_story_without_its_moment_is_live_at_once(moment):
    article = changed(scheduled(), DAY + HOUR, publish_at=moment)

    assert public(DAY + HOUR) == [article]
    assert (article.publish_at, article.first_published_at) == (None, DAY + HOUR)
    assert article.address == "local-news/2031/05/06/ferry"


def test_once_live_its_first_publishing_never_changes():
    article = changed(scheduled(), AFTER, headline="Ferry is back", url_slug="ferry")

    assert article.first_published_at == TOMORROW
    again = publish(unpublish(article, at=AFTER), at=AFTER, publish_at=AFTER + HOUR)
    assert (again.first_published_at, again.publish_at) == (TOMORROW, AFTER + HOUR)
    assert again.address == "local-news/2031/05/07/ferry"
    assert (public(AFTER), public(AFTER + HOUR)) == ([], [again])


def test_a_live_story_cannot_be_given_a_moment_to_come():
    article = live_story("Ferry")
    article.publish_at = TOMORROW

    with pytest.raises(DeskError) as refused:
        changed(article, DAY + HOUR)

    told = "Readers see “Ferry” already. Unpublish it first, then set when it goes live again."
    assert str(refused.value) == told
    assert public(DAY + HOUR) == [article]


def test_a_form_opened_before_it_went_live_does_not_bring_its_moment_back():
    opened = scheduled()
    Article.objects.update(publish_at=None)

    changed(opened, AFTER, headline="Ferry is back")

    opened.refresh_from_db()
    assert (opened.publish_at, opened.headline) == (None, "Ferry is back")


def test_an_unscheduled_story_is_a_draft_as_if_it_had_never_been_published(paul):
    article = unpublish(scheduled(), by=paul, at=DAY + HOUR)

    assert (article.desk_status, article.publish_at) == ("draft", None)
    assert (article.first_published_at, article.address) == (None, None)
    assert public(AFTER) == []


def test_what_changes_before_it_went_live_is_no_update_and_what_changes_after_is_one():
    article = changed(scheduled(), DAY + HOUR, body="<p>The ferry came back on Wednesday.</p>")
    assert article.updated_at is None

    article = changed(article, AFTER, body="<p>The ferry came back on Thursday.</p>")
    assert article.updated_at == AFTER


def test_a_story_killed_before_it_went_live_leaves_no_notice():
    article = kill(scheduled(), notice="Wrong.", at=DAY + HOUR)

    assert (article.address, article.first_published_at, article.publish_at) == (None, None, None)
    assert not Article.objects.killed().exclude(address=None).exists()


def test_a_story_that_its_sender_killed_before_it_went_live_leaves_no_notice():
    cast.deliver(cast.ninjs("Study"))
    article = publish(pick_up(WireStory.objects.get().current, at=DAY), at=DAY, publish_at=TOMORROW)

    call_back(WireStory.objects.get(), WireStory.objects.get().current, status=PubStatus.CANCELED, at=DAY + HOUR)

    article.refresh_from_db()
    assert (article.desk_status, article.address, article.first_published_at) == ("killed", None, None)


def test_the_address_of_a_scheduled_story_answers_not_found(client):
    article = publish(local_story("Ferry"), at=cast.AGO, publish_at=cast.FUTURE)
    address = article.get_absolute_url()

    assert client.get(address).status_code == 404
    Article.objects.update(pubstatus="withheld", kill_notice="Withheld for now.")
    assert client.get(address).status_code == 404
    kill(article, notice="Wrong.", at=datetime.now(UTC))
    assert client.get(address).status_code == 404


def test_the_queue_takes_a_story_for_live_from_its_moment_on():
    cast.deliver(cast.ninjs("Study"))
    publish(pick_up(WireStory.objects.get().current, at=DAY), at=DAY, publish_at=TOMORROW)

    assert (WireStory.objects.live(DAY).count(), WireStory.objects.picked_up(DAY).count()) == (0, 1)
    assert (WireStory.objects.live(TOMORROW).count(), WireStory.objects.picked_up(TOMORROW).count()) == (1, 0)
