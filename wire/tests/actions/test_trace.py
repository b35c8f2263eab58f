"""Each sentence of a story, back to who sent it, who saved it, and since when readers had it."""

from __future__ import annotations

import pytest

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish, unpublish
from wire.actions.trace import paragraphs_of, trace
from wire.actions.write import record_revision, save_article
from wire.models import Article, Delivery
from wire.tests import cast
from wire.tests.cast import DAY, HOUR

pytestmark = pytest.mark.django_db

OURS = "The 8:05 from Kestrel Bay did not sail, and Petra Dahl kept her rolls for the school."


def taken(by=None) -> Article:
    """The agency's story, picked up."""
    return pick_up(cast.deliver().versions[0], by=by, at=DAY)


def edited(article: Article, body: str, *, by=None, at=DAY + HOUR, why="Edited") -> Article:
    fresh = Article.objects.get(pk=article.pk)
    fresh.body = body
    save_article(fresh, by=by, at=at)
    record_revision(fresh, why=why, by=by, at=at)
    return fresh


def steps(passage):
    return [
        step and (step.number, step.who, step.why) for step in (passage.appeared, passage.returned, passage.published)
    ]


def test_a_paragraph_as_sent_names_version_and_delivery():
    delivery = Delivery.objects.get(pk=cast.deliver().delivery.pk)
    article = pick_up(delivery.versions.get(), at=DAY)

    first = paragraphs_of(article)[0]

    (piece,) = first.pieces
    assert (first.number, first.whose, first.origin.percent) == (1, "Wire", 100)
    assert first.text == piece.words
    assert (piece.version, piece.version.delivery) == (delivery.versions.get(), delivery)
    assert piece.version.delivery.digest == delivery.digest


def test_a_paragraph_of_ours_names_who_wrote_it_and_when(edda):
    edda.first_name, edda.last_name = "Edda", "Lorn"
    edda.save()
    article = taken()
    article = edited(article, f"{article.body}<p>{OURS}</p>", by=edda)

    last = paragraphs_of(article)[-1]

    assert (last.whose, [(piece.who, piece.at, piece.version) for piece in last.pieces]) == (
        "Ours",
        [("Edda Lorn", DAY + HOUR, None)],
    )


def test_a_changed_paragraph_is_told_in_its_pieces(edda):
    article = taken()
    article = edited(article, article.body.replace("14 passengers", "16 passengers"), by=edda)

    first = paragraphs_of(article)[0]

    assert first.whose == "Mixed"
    assert [(piece.words, piece.is_wire) for piece in first.pieces] == [
        ("A state ferry struck a pier on Tuesday and", True),
        ("16", False),
        ("passengers were hurt, officials said.", True),
    ]
    assert first.main == first.pieces[0]


def test_a_story_saved_before_origins_were_kept_is_told_from_its_version():
    article = taken()
    Article.objects.update(origins=[], body=f"{article.body}<p>{OURS}</p>")

    found = paragraphs_of(Article.objects.get())

    assert [paragraph.whose for paragraph in found] == ["Wire", "Wire", "Wire", "Ours"]
    assert (found[-1].main.who, found[-1].main.at) == ("", DAY)


def test_the_save_and_the_publishing_of_each_sentence_are_found(edda, paul):
    article = taken(by=edda)
    publish(article, by=paul, at=DAY + HOUR)
    article = edited(article, f"{article.body}<p>{OURS}</p>", by=edda, at=DAY + 2 * HOUR)

    found = trace(article)

    (sent,), (ours,) = found[0].passages, found[-1].passages
    picked, out = (1, "edda", "Picked up from Meridian Press"), (2, "paul", "Published")
    assert steps(sent) == [picked, None, out]
    assert steps(ours) == [(3, "edda", "Edited"), None, (3, "edda", "Edited")]
    assert (sent.appeared.made_at, sent.published.made_at, ours.published.made_at) == (DAY, DAY + HOUR, DAY + 2 * HOUR)


def test_what_was_never_published_says_so():
    (found,) = trace(cast.local_story())

    assert steps(found.passages[0]) == [(1, "", "Written"), None, None]


def test_a_paragraph_that_was_cut_and_came_back_says_when_and_since_when_readers_have_it_again(edda, paul):
    article = taken()
    whole = article.body
    publish(article, at=DAY)
    edited(article, whole.split("\n")[0], by=edda)
    unpublish(article, at=DAY + 2 * HOUR)
    article = edited(article, whole, by=edda, at=DAY + 3 * HOUR, why="Put back")
    article = publish(article, by=paul, at=DAY + 4 * HOUR)

    first, *_, last = trace(article)

    assert steps(first.passages[0]) == [(1, "", "Picked up from Meridian Press"), None, (2, "", "Published")]
    assert steps(last.passages[0]) == [
        (1, "", "Picked up from Meridian Press"),
        (5, "edda", "Put back"),
        (6, "paul", "Published"),
    ]
    assert last.whose == "Wire"


def test_words_are_looked_for_and_their_sentence_is_told():
    article = taken()

    (found,) = trace(article, "  it FAILED to\nslow ")

    assert found.number == 2
    assert [passage.words for passage in found.passages] == [
        "The ferry Kestrel was arriving from Lorn Island when it failed to slow, said Mia Tan, who runs the terminal."
    ]


@pytest.mark.parametrize(
    ("find", "words"),
    [
        ("second", ["The second one."]),
        ("first one", ["“The first one!”"]),
        ("one.", ["The second one.", "And a third one."]),
        ("one!” The", ["“The first one!” The second one. And a third one."]),
        ("fourth", []),
    ],
)
def test_of_a_paragraph_only_the_sentences_with_the_words_are_told(find, words):
    article = cast.local_story(body="<p>“The first one!” The second one. And a third one.</p>")

    assert [passage.words for found in trace(article, find) for passage in found.passages] == words


def test_a_story_without_text_has_nothing_to_trace():
    assert trace(cast.local_story(body="")) == []


@pytest.mark.parametrize("saves", [1, 20])
def test_it_asks_as_often_for_one_save_as_for_twenty(edda, django_assert_num_queries, saves):
    article = taken()
    for number in range(saves):
        article = edited(article, f"{article.body}<p>{OURS} {number}</p>", by=edda, at=DAY + number * HOUR)
    article = Article.objects.get()

    with django_assert_num_queries(3):
        found = trace(article)

    assert len(found) == 3 + saves
    assert {passage.appeared.number for each in found for passage in each.passages} == set(range(1, saves + 2))
