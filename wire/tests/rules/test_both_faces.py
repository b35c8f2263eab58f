from __future__ import annotations

import pytest

from wire import rules
from wire.models import Article, PhotoAsset, Teaser
from wire.tests.cast import DAY, HOUR, local_story
from wire.tests.rules import grid

pytestmark = pytest.mark.django_db


def name_of(rule):
    return rule.__name__.rpartition(".")[2]


def test_there_is_a_row_for_every_stance_the_database_lets_in():
    assert len(grid.articles()) == 3 * 7 * 4 * (3 * (2 * 5 + 2) + 3 * 3)
    assert len(grid.photos()) == 3 * 7 * 4 * 4 * 2


@pytest.mark.parametrize("rule", rules.ARTICLE_RULES, ids=name_of)
def test_a_rule_says_the_same_of_a_list_of_articles_and_of_each(rule):
    allowed = {article.pk for article in grid.articles() if rule.refuses(article, DAY) is None}

    assert set(Article.objects.filter(rule.q(DAY)).values_list("pk", flat=True)) == allowed
    assert 0 < len(allowed) < Article.objects.count()


@pytest.mark.parametrize("rule", rules.PHOTO_RULES, ids=name_of)
def test_a_rule_says_the_same_of_a_list_of_photos_and_of_each(rule):
    allowed = {photo.pk for photo in grid.photos() if rule.refuses(photo, DAY) is None}

    assert set(PhotoAsset.objects.filter(rule.q(DAY)).values_list("pk", flat=True)) == allowed
    assert 0 < len(allowed) < PhotoAsset.objects.count()


@pytest.mark.parametrize("at", [DAY - 2 * HOUR, DAY - HOUR, DAY, DAY + HOUR], ids=["before", "past", "now", "later"])
def test_all_rules_together_agree_at_any_moment(at):
    articles, photos = grid.articles(), grid.photos()

    seen = set(Article.objects.filter(rules.article_q(at)).values_list("pk", flat=True))
    assert seen == {article.pk for article in articles if not rules.article_refusals(article, at)}
    seen = set(PhotoAsset.objects.filter(rules.photo_q(at)).values_list("pk", flat=True))
    assert seen == {photo.pk for photo in photos if not rules.photo_refusals(photo, at)}


def test_few_stances_are_public_and_they_are_the_right_ones():
    grid.articles()

    public = Article.objects.public(DAY)

    assert {(article.pubstatus, article.desk_status) for article in public} == {("usable", "published")}
    assert {article.publish_at for article in public} == {None, DAY}
    assert {(article.barred_words, article.unacknowledged_words) for article in public} == {("", "")}
    assert {(each.embargo_words, each.embargoed_until, each.expires_at) for each in public} == {
        (words, until, expiry)
        for words, until in [("", None), ("", DAY - HOUR), ("", DAY), (grid.WORDS, DAY - HOUR)]
        for expiry in (None, DAY + HOUR)
    }


def test_a_rule_guards_a_teaser_through_the_story_it_points_to():
    articles, host = grid.articles(), local_story()
    Teaser.objects.bulk_create(Teaser(article=host, linked_article=article) for article in articles)

    seen = set(Teaser.objects.public(DAY).values_list("linked_article_id", flat=True))

    assert seen == {article.pk for article in articles if not rules.article_refusals(article, DAY)}


def test_publishing_asks_every_rule_but_our_own_word():
    for article in grid.articles():
        others = [
            reason
            for rule in rules.ARTICLE_RULES
            if rule not in (rules.desk, rules.schedule) and (reason := rule.refuses(article, DAY))
        ]
        assert rules.publishing_refusals(article, DAY) == others
