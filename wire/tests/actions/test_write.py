from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.actions.publish import publish, unpublish
from wire.actions.write import record_revision, save_article, slug_of
from wire.models import Article, FormerAddress, Placement
from wire.tests.cast import DAY, HOUR, live_story, local_story, photo, section
from wire.vocabulary import PubStatus

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR


def edit(article, *, at=LATER, by=None, **fields):
    """An editor's save, as the desk makes it."""
    fresh = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    save_article(fresh, by=by, at=at)
    record_revision(fresh, why="Edited", by=by, at=at)
    return Article.objects.get(pk=article.pk)


def test_the_body_is_cleaned():
    story = local_story(
        body='<p onclick="x()">It <b>came</b> back.</p><script>alert(1)</script><div>Twice<br><br>over</div>'
    )

    assert story.body == "<p>It <strong>came</strong> back.</p>\n<p>Twice</p>\n<p>over</p>"


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ferry returns to its old pier", "ferry-returns-to-its-old-pier"),
        ("Café “Über” reopens; 14 hurt", "cafe-uber-reopens-14-hurt"),
        ("", "story"),
        ("   ", "story"),
        ("渡船", "story"),
        ("!?", "story"),
        ("x" * 100, "x" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
        ("a" * 79 + " bcd", "a" * 79),
        ("a" * 80 + " bcd", "a" * 80),
        ("../../etc/passwd", "etcpasswd"),
    ],
)
def test_a_slug_is_made_of_the_headlines_whole_words(headline, slug):
    assert slug_of(headline) == slug
    assert local_story(headline, url_slug="").url_slug == slug


def test_the_slug_of_an_editor_stands():
    assert local_story("Ferry returns", url_slug="ferry").url_slug == "ferry"


def test_who_wrote_it_and_when_is_kept_and_an_edit_does_not_change_it(edda, paul):
    story = local_story()
    assert (story.created_at, story.created_by) == (DAY, None)
    article = Article(headline="By Edda")
    save_article(article, by=edda, at=DAY)

    article = edit(article, by=paul, headline="By Edda, edited")

    assert (article.created_at, article.created_by, article.saved_at) == (DAY, edda, LATER)


def test_a_draft_has_no_address():
    assert local_story().address is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2031, 5, 7, 6, 59, tzinfo=UTC), "2031/05/06"),
        (datetime(2031, 5, 7, 7, 0, tzinfo=UTC), "2031/05/07"),
        (datetime(2031, 12, 31, 8, 0, tzinfo=UTC), "2031/12/31"),
        (datetime(2032, 1, 1, 7, 59, tzinfo=UTC), "2031/12/31"),
    ],
)
def test_the_day_of_an_address_is_the_sites(moment, day):
    assert live_story("Ferry", at=moment).address == f"local-news/{day}/ferry"


def test_an_address_is_stable_while_the_story_changes():
    story = live_story("Ferry returns")

    story = edit(story, headline="Ferry returns to stay", body="<p>More.</p>", at=DAY + timedelta(days=3))

    assert story.address == "local-news/2031/05/06/ferry-returns"
    assert not FormerAddress.objects.exists()


def test_stories_that_meet_at_an_address_are_numbered():
    addresses = [live_story("Ferry").address for _ in range(3)]

    assert addresses == [f"local-news/2031/05/06/{slug}" for slug in ("ferry", "ferry-2", "ferry-3")]


def test_a_numbered_address_stays_when_its_story_is_saved():
    live_story("Ferry")
    second = live_story("Ferry")

    assert edit(second, body="<p>More.</p>").address == "local-news/2031/05/06/ferry-2"
    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        ({"url_slug": "pier"}, "local-news/2031/05/06/pier"),
        ({"url_slug": ""}, "local-news/2031/05/06/ferry-2031"),
        ({"url_slug": "budget"}, "local-news/2031/05/06/budget"),
    ],
)
def test_a_changed_slug_of_a_live_story_leaves_a_former_address(changed, address):
    story = edit(live_story("Ferry 2031", url_slug="budget-2031"), **changed)

    assert story.address == address
    former = FormerAddress.objects.get()
    assert (former.address, former.article) == ("local-news/2031/05/06/budget-2031", story)


def test_a_changed_section_of_a_live_story_leaves_a_former_address():
    story = edit(live_story("Ferry"), section=section("business"))

    assert story.address == "business/2031/05/06/ferry"
    assert [str(former) for former in story.former_addresses.all()] == ["local-news/2031/05/06/ferry"]


def test_a_story_that_returns_to_its_old_address_redirects_from_the_other():
    story = edit(live_story("Ferry"), url_slug="pier")

    story = edit(story, url_slug="ferry")

    assert story.address == "local-news/2031/05/06/ferry"
    assert [str(former) for former in story.former_addresses.all()] == ["local-news/2031/05/06/pier"]


def test_a_new_story_does_not_take_the_address_another_sends_its_readers_from():
    moved = edit(live_story("Ferry"), url_slug="pier")

    assert live_story("Ferry").address == "local-news/2031/05/06/ferry-2"
    assert FormerAddress.objects.get(address="local-news/2031/05/06/ferry").article == moved


def test_an_unpublished_story_keeps_its_address_and_its_day():
    story = unpublish(live_story("Ferry"), at=LATER)
    assert edit(story, url_slug="pier").address == "local-news/2031/05/06/ferry"

    story = publish(story, at=DAY + timedelta(days=9))

    assert story.address == "local-news/2031/05/06/pier"
    assert [str(former) for former in story.former_addresses.all()] == ["local-news/2031/05/06/ferry"]


def test_a_story_killed_while_an_editor_had_it_open_stays_killed():
    story = live_story()
    opened = Article.objects.get(pk=story.pk)
    kill(story, notice="Wrong.", at=DAY)

    opened.headline = "Still here"
    save_article(opened, at=LATER)

    stored = Article.objects.get(pk=story.pk)
    assert (stored.headline, stored.desk_status, stored.kill_notice) == ("Still here", "killed", "Wrong.")
    assert (stored.killed_at, opened.desk_status) == (DAY, "killed")


def test_a_story_called_back_while_an_editor_had_it_open_stays_called_back():
    opened = live_story()
    Article.objects.update(pubstatus=PubStatus.CANCELED, embargo_words="Hold")

    save_article(opened, at=LATER)

    stored = Article.objects.get()
    assert (stored.pubstatus, stored.embargo_words) == ("canceled", "Hold")


def test_a_revision_keeps_the_whole_state(edda):
    article = Article(headline="Ferry", body="<p>Back.</p>", section=section(), embargoed_until=LATER)
    save_article(article, by=edda, at=DAY)
    article.tags.set(["pier", "ferry"])
    one = photo()
    Placement.objects.create(article=article, photo=one, caption="Here")

    revision = record_revision(article, why="x" * 400, by=edda, at=DAY)

    revision.refresh_from_db()
    assert (revision.number, revision.made_by, revision.made_at, revision.why) == (1, edda, DAY, "x" * 300)
    assert str(revision) == f"1. {'x' * 300}"
    assert revision.state["tags"] == ["ferry", "pier"]
    assert revision.state["placements"] == [{"photo_id": one.pk, "order": 0, "caption": "Here"}]
    assert revision.state["embargoed_until"] == "2031-05-06T16:00:00+00:00"
    assert {name: revision.state[name] for name in ("headline", "body", "desk_status", "teasers")} == {
        **{"headline": "Ferry", "body": "<p>Back.</p>", "desk_status": "draft", "teasers": []},
    }


def test_nothing_changed_makes_no_revision():
    story = local_story(embargoed_until=LATER)

    assert record_revision(story, why="Again", at=LATER) is None
    edit(story, embargoed_until=LATER.astimezone(timezone(-7 * HOUR)))
    assert [str(revision) for revision in story.revisions.all()] == ["1. Written"]


def test_each_change_is_a_revision_with_the_next_number(edda):
    story = local_story()

    edit(story, kicker="Harbor", by=edda)
    edit(story, kicker="")

    assert [str(revision) for revision in story.revisions.all()] == ["3. Edited", "2. Edited", "1. Written"]
    assert [revision.made_by for revision in story.revisions.all()] == [None, edda, None]


@pytest.mark.parametrize(
    "changed",
    [
        {"headline": "Another"},
        {"body": "<p>Another.</p>"},
        {"summary": "Another"},
        {"byline": "Another"},
        {"dateline": "ANOTHER"},
        {"contributor_line": "Another"},
    ],
)
def test_a_live_story_is_updated_when_what_readers_read_changes(changed):
    story = live_story()
    assert story.updated_at is None

    assert edit(story, **changed).updated_at == LATER


@pytest.mark.parametrize("changed", [{}, {"front_order": 1}, {"url_slug": "pier"}, {"has_talk_block": False}])
def test_a_live_story_is_not_updated_by_what_readers_do_not_read(changed):
    assert edit(live_story(), **changed).updated_at is None


def test_a_new_photo_updates_a_live_story():
    story = live_story()
    Placement.objects.create(article=story, photo=photo())

    record_revision(story, why="Photo", at=LATER)

    assert Article.objects.get().updated_at == LATER


def test_a_draft_is_not_updated():
    story = edit(local_story(), headline="Another")
    assert story.updated_at is None
    assert publish(story, at=LATER).updated_at is None


def test_a_second_save_that_changes_nothing_leaves_the_time_of_the_update():
    story = edit(live_story(), headline="Another")

    assert edit(story, at=LATER + HOUR).updated_at == LATER
    assert edit(story, at=LATER + HOUR, kicker="Harbor").updated_at == LATER


@pytest.mark.parametrize(("name", "words"), [("headline", "a headline"), ("body", "text"), ("section", "a section")])
def test_a_published_story_is_not_saved_without_what_readers_need(name, words):
    story = live_story("Ferry")
    setattr(story, name, None if name == "section" else "")

    with pytest.raises(DeskError) as refused:
        save_article(story, at=LATER)

    told = f"“Ferry” is published. It still needs {words}. Fill it in, or unpublish the story first."
    assert str(refused.value) == told
    assert Article.objects.public(LATER).exists()
