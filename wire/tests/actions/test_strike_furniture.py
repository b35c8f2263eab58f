"""Furniture taken out at a click: the whole of it, and nothing else."""

from __future__ import annotations

import pytest

from wire.actions.errors import DeskError
from wire.actions.find_furniture import furniture_in
from wire.actions.publish import publish
from wire.actions.strike_furniture import strike_furniture
from wire.actions.write import record_revision
from wire.models import Article, Placement, Teaser
from wire.tests.cast import DAY, HOUR, changed, live_story, local_story, photo

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR
TRIM = "(Begin optional trim)"
COPY = f"<p>The <em>ferry</em> came back.</p>\n<p>{TRIM}</p>\n<p>It was late. (End optional trim)</p>\n<p>-30-</p>"


def lines(article):
    return [(left.field, left.hit.line) for left in furniture_in(article)]


def whys(article):
    return list(article.revisions.order_by("number").values_list("why", "made_by__username"))


def test_one_line_is_taken_out_and_the_revision_says_so(paul):
    article = local_story(body=COPY)

    gone = strike_furniture(article, line=TRIM, by=paul, at=LATER)

    assert [left.hit.line for left in gone] == [TRIM]
    article.refresh_from_db()
    assert article.body == COPY.replace(f"<p>{TRIM}</p>\n", "")
    assert whys(article)[1:] == [(f"Took out wire furniture: “{TRIM}”", "paul")]


def test_all_of_it_is_taken_out_at_once():
    article = local_story(body=COPY, headline="Ferry returns, 2nd Ld", summary="It is back … Continue reading")

    strike_furniture(article, at=LATER)

    article.refresh_from_db()
    assert article.body == "<p>The <em>ferry</em> came back.</p>\n<p>It was late.</p>"
    assert (article.headline, article.summary) == ("Ferry returns", "It is back …")
    assert lines(article) == []
    assert article.revisions.count() == 2
    assert publish(article, at=LATER).is_published


def test_a_line_that_stands_twice_is_taken_out_where_the_click_was():
    article = local_story(body="<p>The ferry came back.</p>\n<p>-30-</p>", contributor_line="Ray Cole\n-30-")

    strike_furniture(article, line="-30-", field="contributor_line", at=LATER)

    article.refresh_from_db()
    assert (article.contributor_line, lines(article)) == ("Ray Cole", [("body", "-30-")])


def test_who_contributed_moves_to_its_field():
    line = "Kim Oduya contributed to this report."
    article = local_story(body=f"<p>The ferry came back.</p>\n<p>{line}</p>", contributor_line="Mia Tan took part.")

    strike_furniture(article, line=line, at=LATER)

    article.refresh_from_db()
    assert article.body == "<p>The ferry came back.</p>"
    assert article.contributor_line == f"Mia Tan took part.\n{line}"
    assert lines(article) == []


def test_what_stands_below_a_written_rule_goes_before_the_rule():
    article = local_story(body="<p>Trams stand.</p>\n<p>___</p>\n<p>Cole reported from Tarn Mills.</p>\n<p>___</p>")

    strike_furniture(article, at=LATER)

    article.refresh_from_db()
    assert (article.body, article.contributor_line) == ("<p>Trams stand.</p>", "Cole reported from Tarn Mills.")


def test_a_note_goes_as_a_whole_and_not_the_dash_in_it():
    note = "EDITOR'S NOTE _ One in a series on old trams."
    article = local_story(body=f"<p>The ferry came back.</p>\n<p>{note}</p>")

    strike_furniture(article, line=note, at=LATER)

    article.refresh_from_db()
    assert article.body == "<p>The ferry came back.</p>"


def test_an_embargo_and_a_kill_are_for_the_desk_to_decide_on():
    body = "<p>The ferry came back.</p>\n<p>EMBARGOED UNTIL 7 P.M. FRIDAY</p>\n<p>-30-</p>"
    article = local_story(body=body)

    with pytest.raises(DeskError) as refused:
        strike_furniture(article, line="EMBARGOED UNTIL 7 P.M. FRIDAY", at=LATER)
    assert str(refused.value) == (
        "This is for you to decide, not for a click. “EMBARGOED UNTIL 7 P.M. FRIDAY” is wire furniture. "
        "An embargo is left in the copy: see that it is kept, move it to its field, delete it."
    )

    assert [left.hit.line for left in strike_furniture(article, at=LATER)] == ["-30-"]
    assert lines(article) == [("body", "EMBARGOED UNTIL 7 P.M. FRIDAY"), ("body", "-30-")]
    article.refresh_from_db()
    assert lines(article) == [("body", "EMBARGOED UNTIL 7 P.M. FRIDAY")]


def test_a_click_on_clean_copy_changes_nothing():
    article = local_story("Ferry")
    before = Article.objects.values().get()

    with pytest.raises(DeskError, match="^No wire furniture is left in “Ferry”.$"):
        strike_furniture(article, at=LATER)
    with pytest.raises(DeskError, match="^“-30-” no longer stands in “Ferry” as it is saved.$"):
        strike_furniture(article, line="-30-", at=LATER)

    assert Article.objects.values().get() == before
    assert article.revisions.count() == 1


def test_a_caption_given_here_and_a_related_storys_line_are_mended():
    article = local_story()
    placement = Placement.objects.create(article=article, photo=photo(), caption="The pier. MANDATORY CREDIT; NO SALES")
    teaser = Teaser.objects.create(
        article=article, url="https://orm.example/a", headline="Pier", summary="Shut [...] Read more"
    )

    strike_furniture(article, at=LATER)

    placement.refresh_from_db()
    teaser.refresh_from_db()
    assert (placement.caption, teaser.summary) == ("The pier.", "Shut …")
    assert lines(article) == []


def test_a_photos_own_words_are_the_photo_desks():
    article = local_story()
    held = photo(caption="The depot at dusk. MANDATORY CREDIT; TV OUT")
    Placement.objects.create(article=article, photo=held)

    [left] = furniture_in(article)
    assert (left.photo, left.can_go, left.field) == (held, False, "caption")
    with pytest.raises(DeskError, match="^This is for you to decide, not for a click."):
        strike_furniture(article, at=LATER)


def test_a_published_headline_is_not_emptied():
    article = live_story("Ferry")
    Article.objects.update(headline="-30-")

    with pytest.raises(DeskError) as refused:
        strike_furniture(article, at=LATER)

    assert str(refused.value) == ("Nothing but “-30-” stands there, and the story is published. Write it anew.")


def test_a_live_story_that_holds_an_old_piece_is_mended_and_its_readers_told():
    article = live_story("Ferry")
    Article.objects.update(body=COPY)
    article.refresh_from_db()

    strike_furniture(article, line="-30-", at=LATER)

    article.refresh_from_db()
    assert article.body == COPY.removesuffix("\n<p>-30-</p>")
    assert article.updated_at == LATER


# ── nothing of it gets before readers ────────────────────────────────────────
@pytest.mark.parametrize(
    ("field", "words", "line"),
    [
        ("headline", "Ferry returns, 2nd Ld", "Ferry returns, 2nd Ld"),
        ("kicker", "ENDIT", "ENDIT"),
        ("summary", "Shut … Continue reading", "Shut … Continue reading"),
        ("byline", "RAY COLE=", "RAY COLE="),
        ("dateline", "EMBARGOED UNTIL FRIDAY", "EMBARGOED UNTIL FRIDAY"),
        ("body", "<p>It is back.</p><p>(MORE)</p>", "(MORE)"),
        ("contributor_line", "Eds: Adds byline.", "Eds: Adds byline."),
        ("rail_heading", "Slug: ferry", "Slug: ferry"),
    ],
)
def test_a_field_that_readers_read_keeps_a_story_from_going_out_and_from_being_saved_live(field, words, line):
    with pytest.raises(DeskError, match="is wire furniture"):
        publish(local_story(**{"headline": "Held", field: words}), at=DAY)

    article = live_story("Live")
    before = Article.objects.filter(pk=article.pk).values().get()
    with pytest.raises(DeskError) as refused:
        changed(article, LATER, **{field: words})
    assert f"is published, and readers would read this in it. “{line}” is wire furniture." in str(refused.value)
    assert Article.objects.filter(pk=article.pk).values().get() == before


@pytest.mark.parametrize(
    "words",
    [
        {"byline": "By DANA ORTEGA"},
        {"byline": "The Associated Press"},
        {"byline": "Special to The Washington Post"},
        {"dateline": "WINSTON-SALEM"},
        {"contributor_line": "Kim Oduya contributed to this report."},
        {"contributor_line": "The Washington Post’s Ray Cole in Tarn Mills contributed."},
    ],
    ids=lambda words: next(iter(words.values())),
)
def test_what_has_its_place_in_a_field_is_no_furniture_there(words):
    assert publish(local_story(**words), at=DAY).is_published


def test_words_printed_with_photos_and_related_stories_keep_a_story_from_going_out():
    article = local_story("Ferry")
    Placement.objects.create(article=article, photo=photo(caption="(AP Photo/Mara Quist)", alt_text="XPA101. TV OUT"))
    Teaser.objects.create(article=article, url="https://orm.example/a", headline="Pier", summary="Shut... Read more")

    with pytest.raises(DeskError) as refused:
        publish(article, at=DAY)

    told = str(refused.value)
    assert [
        line for line in ("(AP Photo/Mara Quist)", "XPA101. TV OUT", "Shut... Read more") if f"“{line}”" in told
    ] == [
        "(AP Photo/Mara Quist)",
        "XPA101. TV OUT",
        "Shut... Read more",
    ]


def test_a_credit_as_agencies_write_it_is_a_credit():
    article = local_story("Ferry")
    Placement.objects.create(article=article, photo=photo(credit_line="AP Photo/Mara Quist"))

    assert publish(article, at=DAY).is_published


def test_an_old_piece_in_a_live_story_does_not_keep_an_editor_from_correcting_it():
    article = live_story("Ferry")
    Article.objects.update(body="<p>It is back.</p>\n<p>-30-</p>")
    article.refresh_from_db()

    changed(article, LATER, body="<p>It is back on Tuesday.</p>\n<p>-30-</p>")

    assert Article.objects.get().body.startswith("<p>It is back on Tuesday.")


def test_a_scheduled_story_takes_in_no_furniture_either():
    article = publish(local_story("Ferry"), at=DAY, publish_at=LATER)

    with pytest.raises(DeskError, match="“-30-” is wire furniture"):
        changed(article, DAY, body="<p>It is back.</p><p>-30-</p>")


def test_photos_and_related_stories_bring_no_furniture_into_a_live_story_by_any_way():
    article, credited = live_story("Ferry"), photo(caption="The pier. MANDATORY CREDIT; TV OUT")
    Placement.objects.create(article=article, photo=credited)
    with pytest.raises(DeskError, match="^“Ferry” is published, and readers would read this in it. “The pier. MAND"):
        record_revision(article, why="Edited", at=LATER)

    Placement.objects.all().delete()
    Teaser.objects.create(article=article, url="https://orm.example/a", headline="Pier", summary="Shut... Read more")
    with pytest.raises(DeskError, match="“Shut... Read more” is wire furniture."):
        record_revision(article, why="Edited", at=LATER)
    assert article.revisions.count() == 2


def test_a_photo_that_stood_there_before_is_not_asked_again():
    article, old = live_story("Ferry"), photo()
    Placement.objects.create(article=article, photo=old)
    record_revision(article, why="Edited", at=LATER)
    old.caption = "The pier. MANDATORY CREDIT; TV OUT"
    old.save()

    changed(article, LATER, kicker="Harbor")

    assert article.revisions.first().state["kicker"] == "Harbor"
