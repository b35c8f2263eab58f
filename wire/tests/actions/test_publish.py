from __future__ import annotations

import pytest

from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.actions.publish import publish, unpublish
from wire.models import Article
from wire.tests.cast import DAY, HOUR, live_story, local_story
from wire.vocabulary import DeskStatus

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR


def row():
    return Article.objects.values().get()


def test_a_published_story_is_public_from_that_moment(paul):
    article = publish(local_story("Ferry"), by=paul, at=LATER)

    assert Article.objects.public(LATER).get() == article
    assert (article.desk_status, article.first_published_at, article.updated_at) == ("published", LATER, None)
    assert (article.saved_at, article.address) == (LATER, "local-news/2031/05/06/ferry")
    revision = article.revisions.first()
    assert (revision.number, revision.why, revision.made_by, revision.made_at) == (2, "Published", paul, LATER)
    assert revision.state["desk_status"] == "published"


def test_publishing_is_refused_with_every_reason_and_changes_nothing():
    draft = local_story("", body="", embargoed_until=LATER, expires_at=DAY)
    before = row()

    with pytest.raises(DeskError) as refused:
        publish(draft, at=DAY)

    assert str(refused.value) == (
        f"“Untitled story {draft.pk}” cannot be published. It is embargoed until May 6, 2031, 09:00 PDT. "
        "It expired May 6, 2031, 08:00 PDT. It still needs a headline and text."
    )
    assert row() == before
    assert draft.revisions.count() == 1


def test_the_stored_story_is_published_not_what_someone_had_open():
    stale = local_story()
    Article.objects.update(headline="As stored", pubstatus="withheld")

    with pytest.raises(DeskError, match="“As stored” cannot be published. The sender says it is withheld"):
        publish(stale, at=DAY)


def test_publishing_twice_changes_nothing():
    story = live_story()
    before = row()

    assert publish(story, at=LATER) == story
    assert row() == before
    assert story.revisions.count() == 2


def test_an_unpublished_story_is_a_draft_again(paul):
    story = unpublish(live_story("Ferry"), by=paul, at=LATER)

    assert not Article.objects.public(LATER).exists()
    assert (story.desk_status, story.first_published_at, story.saved_at) == ("draft", DAY, LATER)
    assert story.address == "local-news/2031/05/06/ferry"
    revision = story.revisions.first()
    assert (revision.why, revision.made_by) == ("Unpublished", paul)


def test_the_first_publishing_is_remembered():
    story = unpublish(live_story("Ferry"), at=LATER)

    story = publish(story, at=LATER + HOUR)

    assert (story.first_published_at, story.saved_at) == (DAY, LATER + HOUR)
    assert story.address == "local-news/2031/05/06/ferry"


def test_a_draft_cannot_be_unpublished():
    draft = local_story("Ferry")
    before = row()

    with pytest.raises(DeskError) as refused:
        unpublish(draft, at=DAY)

    assert str(refused.value) == "“Ferry” is not published."
    assert row() == before


def test_a_killed_story_cannot_be_published_again():
    story = kill(live_story("Ferry"), notice="Wrong.", at=DAY)

    with pytest.raises(DeskError) as refused:
        publish(story, at=LATER)

    assert str(refused.value) == "“Ferry” was killed and cannot be published again. Write a new story."
    assert row()["desk_status"] == "killed"


def test_a_killed_story_cannot_be_unpublished():
    story = kill(live_story("Ferry"), notice="Wrong.", at=DAY)

    with pytest.raises(DeskError, match="“Ferry” is not published."):
        unpublish(story, at=LATER)


def test_a_kill_takes_the_story_away_at_once_and_keeps_its_text(paul):
    story = kill(live_story("Ferry"), notice="  The report was wrong. ", by=paul, at=LATER)

    assert not Article.objects.public(LATER).exists()
    stored = Article.objects.killed().get()
    assert (stored.desk_status, stored.kill_notice, stored.killed_at) == ("killed", "The report was wrong.", LATER)
    assert (stored.address, stored.first_published_at) == ("local-news/2031/05/06/ferry", DAY)
    assert stored.body == "<p>The ferry came back on Tuesday.</p>"
    revision = story.revisions.first()
    assert (revision.why, revision.made_by) == ("Killed: The report was wrong.", paul)


def test_a_draft_can_be_killed():
    story = kill(local_story(), notice="Wrong.", at=DAY)

    assert (story.desk_status, story.address) == ("killed", None)


@pytest.mark.parametrize("notice", ["", "  \n"])
def test_a_kill_says_why(notice):
    story = live_story()

    with pytest.raises(DeskError) as refused:
        kill(story, notice=notice, at=LATER)

    assert str(refused.value) == "Say why the story is withdrawn: readers will see that sentence in its place."
    assert Article.objects.public(LATER).get() == story


def test_a_story_is_killed_once():
    story = kill(live_story("Ferry"), notice="Wrong.", at=DAY)

    with pytest.raises(DeskError) as refused:
        kill(story, notice="Another reason.", at=LATER)

    assert str(refused.value) == "“Ferry” was killed already."
    assert row()["kill_notice"] == "Wrong."


def test_wire_furniture_keeps_a_story_from_going_out_and_the_line_is_shown():
    article = local_story(body="<p>The ferry came back.</p><p>(Begin optional trim)</p><p>It was late.</p>")
    with pytest.raises(DeskError) as refused:
        publish(article, at=DAY)
    assert "“(Begin optional trim)” is wire furniture." in str(refused.value)
    article.refresh_from_db()
    assert article.desk_status == DeskStatus.DRAFT
