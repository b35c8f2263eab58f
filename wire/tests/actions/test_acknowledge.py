"""An editor answers for one restriction, with a reason, by its exact words; what bars the use takes an override."""

from __future__ import annotations

import pytest

from wire.actions.acknowledge import acknowledge
from wire.actions.errors import DeskError
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.models import Acknowledgement, Alarm, Article, PhotoAsset
from wire.tests import cast
from wire.tests.cast import DAY, HOUR, deliver, ninjs

pytestmark = pytest.mark.django_db

REASON = "Cleared by phone with Mia Tan of Meridian Press."


def restricted(words: str = "ONLINE OUT; NO ARCHIVING; NO COVERS") -> Article:
    version = deliver(ninjs(uri="tag:mp:ferry", usageterms=words)).versions[0]
    return pick_up(version, at=DAY, section=cast.section())


def restricted_photo() -> PhotoAsset:
    return cast.photo(barred_words="US OUT", unacknowledged_words="NO COVERS\nNO ARCHIVING")


def answer(thing, words: str, *, reason: str = REASON, by=None, **options) -> Acknowledgement:
    return acknowledge(thing, words=words, reason=reason, by=by, at=DAY + HOUR, **options)


def test_an_answer_lifts_its_own_words_and_no_others(edda):
    article = restricted()
    given = answer(article, "NO ARCHIVING", by=edda)
    article.refresh_from_db()
    assert (article.barred_words, article.unacknowledged_words) == ("ONLINE OUT", "NO COVERS")
    assert (given.article, given.photo, given.words, given.reason) == (article, None, "NO ARCHIVING", REASON)
    assert (given.by, given.at) == (edda, DAY + HOUR)


def test_an_answer_is_a_revision_with_who_when_and_why(edda):
    article = restricted()
    answer(article, "NO ARCHIVING", by=edda)
    last = article.revisions.first()
    assert (last.number, last.made_by, last.made_at) == (2, edda, DAY + HOUR)
    assert last.why == f"Answered for “NO ARCHIVING”: {REASON}"
    assert last.state["unacknowledged_words"] == "NO COVERS"


def test_what_is_answered_for_can_be_published(edda):
    article = restricted("NO ARCHIVING")
    with pytest.raises(DeskError, match="Somebody must answer for “NO ARCHIVING”"):
        publish(article, at=DAY)
    answer(article, "NO ARCHIVING", by=edda)
    assert publish(article, at=DAY + HOUR).is_published


def test_what_is_barred_takes_more_than_an_answer(edda):
    article = restricted()
    with pytest.raises(DeskError) as refused:
        answer(article, "ONLINE OUT", by=edda)
    assert str(refused.value) == (
        "“ONLINE OUT” bars this use. Leave it out, or ask a publisher, who can override it where the sender has "
        "cleared it."
    )
    article.refresh_from_db()
    assert (article.barred_words, Acknowledgement.objects.count()) == ("ONLINE OUT", 0)


def test_a_publisher_overrides_a_bar_and_the_words_and_the_reason_are_kept(paul):
    article = restricted("ONLINE OUT")
    answer(article, "ONLINE OUT", by=paul, overrides=True)
    article.refresh_from_db()
    assert article.barred_words == ""
    assert article.revisions.first().why == f"Overrode “ONLINE OUT”: {REASON}"
    assert Acknowledgement.objects.values_list("words", "reason", "by").get() == ("ONLINE OUT", REASON, paul.pk)


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_without_a_reason_nothing_is_lifted(edda, reason):
    article = restricted("NO ARCHIVING")
    with pytest.raises(DeskError) as refused:
        answer(article, "NO ARCHIVING", reason=reason, by=edda)
    assert str(refused.value) == (
        "Say why “NO ARCHIVING” does not stand against this use: who cleared it, or what it means for us."
    )
    article.refresh_from_db()
    assert article.unacknowledged_words == "NO ARCHIVING"


def test_a_reason_that_cannot_be_kept_whole_is_refused(edda):
    with pytest.raises(DeskError, match=r"The reason has 501 characters, at most 500 are kept. Shorten it."):
        answer(restricted("NO ARCHIVING"), "NO ARCHIVING", reason="x" * 501, by=edda)


@pytest.mark.parametrize("words", ["NO ARCHIVE", "NO ARCHIVING\nNO COVERS", "", "NO SALES"])
def test_only_the_exact_words_are_answered_for(edda, words):
    article = restricted()
    with pytest.raises(DeskError) as refused:
        answer(article, words, by=edda, overrides=True)
    assert str(refused.value) == (
        f"Nothing waits for an answer to “{words}”: somebody may have answered already. Reload the page."
    )
    article.refresh_from_db()
    assert (article.barred_words, article.unacknowledged_words) == ("ONLINE OUT", "NO ARCHIVING\nNO COVERS")


def test_the_same_words_are_answered_for_once(edda):
    article = restricted()
    answer(article, "NO COVERS", by=edda)
    with pytest.raises(DeskError, match="somebody may have answered already"):
        answer(article, "NO COVERS", by=edda)
    assert Acknowledgement.objects.count() == 1


def test_the_same_words_from_a_later_version_need_no_second_answer_and_other_words_do(edda):
    article = restricted("NO ARCHIVING")
    answer(article, "NO ARCHIVING", by=edda)
    deliver(ninjs(uri="tag:mp:ferry", version="2", usageterms="NO ARCHIVING; NO COVERS"))
    article.refresh_from_db()
    assert article.unacknowledged_words == "NO COVERS"


def test_an_editors_open_form_does_not_undo_an_answer_nor_a_new_restriction(edda):
    opened = restricted("NO ARCHIVING")
    answer(opened, "NO ARCHIVING", by=edda)
    deliver(ninjs(uri="tag:mp:ferry", version="2", usageterms="ONLINE OUT"))
    cast.changed(opened, DAY + HOUR, headline="Ferry hits pier again")
    stored = Article.objects.get()
    assert (stored.headline, stored.barred_words, stored.unacknowledged_words) == (
        "Ferry hits pier again",
        "ONLINE OUT",
        "",
    )


def test_a_photo_is_answered_for_by_itself(pia):
    photo = restricted_photo()
    given = answer(photo, "NO COVERS", by=pia)
    photo.refresh_from_db()
    assert (photo.barred_words, photo.unacknowledged_words) == ("US OUT", "NO ARCHIVING")
    assert (given.photo, given.article) == (photo, None)


def test_the_alarm_that_asked_is_settled_by_the_last_answer(edda, paul):
    version = deliver(ninjs(uri="tag:mp:ferry")).versions[0]
    article = publish(pick_up(version, at=DAY, section=cast.section()), at=DAY)
    deliver(ninjs(uri="tag:mp:ferry", version="2", usageterms="ONLINE OUT; NO ARCHIVING"))
    answer(article, "NO ARCHIVING", by=edda)
    assert Alarm.objects.get().settled_at is None
    answer(article, "ONLINE OUT", by=paul, overrides=True)
    alarm = Alarm.objects.get()
    assert (alarm.settled_at, alarm.settled_by) == (DAY + HOUR, paul)
    assert alarm.outcome == f"Overrode “ONLINE OUT”: {REASON}"
