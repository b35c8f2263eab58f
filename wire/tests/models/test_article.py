from __future__ import annotations

from datetime import timedelta

import pytest

from wire.actions.kill import kill
from wire.actions.publish import unpublish
from wire.models import Article, Placement, Teaser
from wire.tests.cast import DAY, HOUR, PAPER, agency, live_story, local_story, photo, section
from wire.vocabulary import PubStatus

pytestmark = pytest.mark.django_db


def headlines(stories):
    return [story.headline for story in stories]


def test_only_published_stories_are_public():
    live_story("Live")
    local_story("Draft")
    kill(live_story("Killed"), notice="Wrong.", at=DAY)
    unpublish(live_story("Unpublished"), at=DAY)

    assert headlines(Article.objects.public(DAY)) == ["Live"]


def test_killed_names_our_kills_and_what_its_sender_called_back_after_readers_saw_it():
    live_story("Live")
    local_story("Never shown")
    kill(live_story("Killed"), notice="Wrong.", at=DAY)
    for story in (live_story("Called back"), local_story("Called back, never shown")):
        Article.objects.filter(pk=story.pk).update(pubstatus=PubStatus.CANCELED)
    Article.objects.filter(pk=live_story("Withheld").pk).update(pubstatus=PubStatus.WITHHELD)

    assert sorted(headlines(Article.objects.killed())) == ["Called back", "Killed", "Withheld"]


def test_newest_first_goes_by_the_first_publishing():
    live_story("Second", at=DAY + HOUR)
    live_story("First", at=DAY)
    live_story("Third", at=DAY + HOUR)

    assert headlines(Article.objects.newest_first()) == ["Third", "Second", "First"]


def test_each_section_gives_its_newest_and_those_placed_on_the_front_before_them():
    for hour in range(4):
        live_story(f"Local {hour}", at=DAY + hour * HOUR)
    live_story("Placed", at=DAY - timedelta(days=3), front_order=2)
    live_story("Placed first", at=DAY - timedelta(days=4), front_order=1)
    live_story("Sport", section=section("sports"))

    seen = Article.objects.public(DAY + 9 * HOUR).newest_of_each_section(3)

    assert sorted(headlines(seen)) == ["Local 3", "Placed", "Placed first", "Sport"]


def test_refused_stories_take_no_place_of_a_section():
    live_story("Seen", at=DAY)
    live_story("Expired", at=DAY + HOUR, expires_at=DAY + 2 * HOUR)

    assert headlines(Article.objects.public(DAY + 3 * HOUR).newest_of_each_section(1)) == ["Seen"]


def shown_photos(at=DAY):
    (story,) = Article.objects.with_lead_photo(at)
    return [placement.photo for placement in story.shown_placements]


def test_photos_that_readers_may_see_come_in_their_order():
    story, first, second = local_story(), photo(), photo()
    Placement.objects.create(article=story, photo=second, order=2)
    Placement.objects.create(article=story, photo=first, order=1)

    assert shown_photos() == [first, second]


@pytest.mark.parametrize(
    "refused",
    [
        {"credit_line": ""},
        {"pubstatus": "withheld"},
        {"pubstatus": "canceled"},
        {"embargoed_until": DAY + HOUR},
        {"embargo_words": "Hold"},
        {"expires_at": DAY},
    ],
)
def test_a_refused_photo_is_not_shown_and_the_next_one_leads(refused):
    story, allowed = local_story(), photo()
    Placement.objects.create(article=story, photo=photo(**refused), order=1)
    Placement.objects.create(article=story, photo=allowed, order=2)

    assert shown_photos() == [allowed]


def test_the_photos_of_a_list_cost_the_same_for_one_story_as_for_three(django_assert_num_queries):
    def look():
        for story in Article.objects.with_lead_photo(DAY):
            assert [each.photo.rendition_list for each in story.shown_placements] == [[]]
            assert story.section.slug == "local-news"
            assert story.source_line == PAPER

    Placement.objects.create(article=local_story("A"), photo=photo())
    with django_assert_num_queries(3):
        look()
    for headline in "BC":
        Placement.objects.create(article=local_story(headline), photo=photo())
    with django_assert_num_queries(3):
        look()


def test_the_rail_shows_public_stories_and_outside_addresses_in_their_order():
    host = live_story("Host")
    Teaser.objects.create(article=host, linked_article=live_story("Shown"), order=2)
    Teaser.objects.create(article=host, linked_article=local_story("Draft"), order=3)
    Teaser.objects.create(article=host, linked_article=kill(live_story("Killed"), notice="Wrong.", at=DAY), order=4)
    Teaser.objects.create(article=host, headline="Outside", url="https://lorn.example/", order=1)

    story = Article.objects.with_rail(DAY).get(pk=host.pk)

    assert [str(teaser) for teaser in story.shown_teasers] == ["Outside", "Shown"]


def test_a_teasers_story_brings_only_the_photos_that_readers_may_see():
    host, linked, allowed = live_story("Host"), live_story("Linked"), photo()
    Placement.objects.create(article=linked, photo=photo(credit_line=""), order=1)
    Placement.objects.create(article=linked, photo=allowed, order=2)
    Teaser.objects.create(article=host, linked_article=linked)

    (teaser,) = Article.objects.with_rail(DAY).get(pk=host.pk).shown_teasers

    assert [placement.photo for placement in teaser.linked_article.shown_placements] == [allowed]


def test_a_story_has_no_address_before_it_was_published():
    assert local_story("Ferry").get_absolute_url() == ""
    assert live_story("Ferry").get_absolute_url() == "/local-news/2031/05/06/ferry/"


def test_a_story_without_a_headline_is_called_by_its_number():
    story = local_story("")

    assert str(story) == f"Untitled story {story.pk}"
    assert str(Article()) == "Untitled story"


def test_a_wire_story_is_credited_to_its_sender_and_ours_to_the_paper():
    assert local_story().source_line == PAPER
    assert local_story("B", source=agency()).source_line == "Meridian Press"
    assert local_story("C", source=agency()).is_wire
    assert not local_story("D").is_wire
