"""A save keeps whose words a story is made of; the source line says it."""

from __future__ import annotations

import pytest

from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.restore import restore
from wire.actions.update import apply_update
from wire.actions.write import as_sent, record_revision, save_article
from wire.merging.origins import block_origin, runs_of
from wire.models import Article, Source, WireVersion
from wire.templatetags.wire import printed_byline
from wire.tests import cast
from wire.tests.cast import DAY, HOUR, PAPER

pytestmark = pytest.mark.django_db

LATER = DAY + HOUR
LATER_ISO = "2031-05-06T16:00:00+00:00"
OURS = "<p>The 8:05 from Kestrel Bay did not sail, and Petra Dahl kept her rolls for the school.</p>"
STAFF = f"{PAPER} staff"


def edit(article: Article, *, by=None, at=LATER, also=(), **fields) -> Article:
    fresh = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    save_article(fresh, by=by, at=at, also=also)
    record_revision(fresh, why="Edited", by=by, at=at)
    return Article.objects.get(pk=article.pk)


def taken(copy: str | bytes = cast.TEXT, **how) -> Article:
    return Article.objects.get(pk=pick_up(cast.deliver(copy, **how).versions[0], at=DAY).pk)


def wire(version: WireVersion) -> dict:
    source = version.story.source
    told = {"source": source.slug, "credit": source.credit_line, "story": version.story.guid}
    return told | {"version": version.pk}


def kinds(article: Article) -> list[str]:
    return [block_origin(runs).kind for runs in runs_of(article.origins)]


def other_agency() -> WireVersion:
    """A version of another agency's story on the same matter."""
    source = Source.objects.create(slug="lw", name="Lorn Wire", credit_line="Lorn Wire Service")
    body = "<p>Lorn Island woke to no boat, and the island’s only doctor was on the other side of the sound.</p>"
    return cast.deliver(cast.ninjs("No boat", body_html=body, infosource=[]), source=source).versions[0]


# ── what a save keeps ────────────────────────────────────────────────────────
def test_every_word_of_a_story_that_was_picked_up_is_its_versions():
    article = taken()

    assert article.origins == {"of": [wire(article.wire_version)], "blocks": [[[15, 0]], [[20, 0]], [[7, 0]]]}


def test_the_words_of_a_table_are_its_senders_too():
    version = cast.deliver().versions[0]
    version.body_html = "<pre>Lorn;12;3\nKestrel;9;4</pre>"
    version.save()
    article = Article.objects.get(pk=pick_up(version, at=DAY).pk)

    assert "<table>" in article.body
    assert kinds(article) == ["kept"]
    assert kinds(edit(article, body=article.body + OURS)) == ["kept", "new"]


def test_a_story_of_ours_is_whoevers_wrote_it(edda):
    article = Article(headline="Ours", body=OURS)
    save_article(article, by=edda, at=DAY)

    assert article.origins == {"of": [{"by": "edda", "at": "2031-05-06T15:00:00+00:00"}], "blocks": [[[17, 0]]]}


def test_what_an_editor_adds_is_the_editors_and_the_rest_stays(edda):
    article = taken()
    article = edit(article, by=edda, body=article.body.replace("14 passengers", "16 passengers") + OURS)

    assert article.origins == {
        "of": [wire(article.wire_version), {"by": "edda", "at": LATER_ISO}],
        "blocks": [[[9, 0], [1, 1], [5, 0]], [[20, 0]], [[7, 0]], [[17, 1]]],
    }


def test_a_second_editors_words_do_not_become_the_firsts(edda, paul):
    article = taken()
    article = edit(article, by=edda, body=article.body + OURS)
    article = edit(article, by=paul, at=LATER + HOUR, body=article.body.replace("did not sail", "never sailed"))

    assert [origin.get("by") for origin in article.origins["of"]] == [None, "edda", "paul"]


def test_a_save_that_leaves_the_text_leaves_its_origins(edda):
    article = edit(taken(), by=edda, body=OURS)

    assert edit(article, headline="Another", at=LATER + HOUR).origins == article.origins


def test_words_that_somebody_cut_meanwhile_are_not_the_editors_who_puts_them_back(edda, paul):
    opened = taken()
    edit(opened, by=paul, body=opened.body.split("\n")[0])

    save_article(opened, by=edda, at=LATER)

    assert kinds(Article.objects.get()) == ["kept", "kept", "kept"]


def test_a_story_saved_before_origins_were_kept_gets_them_at_its_next_save(edda):
    article = taken()
    Article.objects.update(origins=[], body=article.body + OURS)

    article = edit(article, by=edda, headline="Another")

    assert article.origins["of"] == [wire(article.wire_version), {"by": "", "at": "2031-05-06T15:00:00+00:00"}]
    assert kinds(article) == ["kept", "kept", "kept", "new"]


def test_a_story_of_ours_from_before_is_its_makers(edda, paul):
    article = Article(headline="Ours", body=OURS)
    save_article(article, by=edda, at=DAY)
    Article.objects.update(origins=[])

    assert edit(article, by=paul, body=OURS).origins["of"] == [{"by": "edda", "at": "2031-05-06T15:00:00+00:00"}]


def test_words_of_a_further_text_are_its_own(edda):
    other = other_agency()
    article = taken()
    article = edit(article, by=edda, body=f"{article.body}{other.body_html}{OURS}", also=[as_sent(other)])

    assert article.origins["of"] == [wire(article.wire_version), wire(other), {"by": "edda", "at": LATER_ISO}]


def test_a_restored_state_brings_its_origins_back(edda, paul):
    article = taken()
    article = edit(article, by=edda, body=article.body + OURS)
    edit(article, by=paul, at=LATER + HOUR, body="<p>Nothing of it is left.</p>")

    article = restore(article, article.revisions.get(number=2), by=paul, at=LATER + 2 * HOUR)

    assert article.origins["of"][1] == {"by": "edda", "at": LATER_ISO}
    assert kinds(article) == ["kept", "kept", "kept", "new"]


def test_a_revision_keeps_the_origins_and_they_alone_make_none():
    article = taken()
    assert article.revisions.get().state["origins"] == article.origins

    Article.objects.update(origins=[])
    edit(article)

    assert article.revisions.count() == 1


def later_version() -> WireVersion:
    """A second version of the story that taken_first() takes, with a changed number and a paragraph more."""
    body = (
        FIRST.replace("14 people", "17 people") + "<p>The captain, who was on his last day, was tested for drugs.</p>"
    )
    return cast.deliver(cast.ninjs(version="2", body_html=body), at=LATER).versions[0]


FIRST = "<p>A state ferry struck a pier on Tuesday and 14 people were hurt, officials said.</p><p>It was foggy.</p>"


@pytest.mark.parametrize("had_origins", [True, False])
def test_what_a_merged_version_brings_is_its_own_and_what_was_there_stays_the_firsts(edda, had_origins):
    article = taken(cast.ninjs(body_html=FIRST))
    first = article.wire_version
    article = edit(article, by=edda, body=article.body + OURS)
    if not had_origins:
        Article.objects.update(origins=[])
    second = later_version()

    apply_update(article, version=second, choices={}, by=edda, at=LATER + HOUR)

    article = Article.objects.get()
    of = article.origins["of"]
    assert (article.wire_version, of[0], of[1]) == (second, wire(first), wire(second))
    told = [[(run.words, of.index(run.origin)) for run in runs] for runs in runs_of(article.origins)]
    assert told == [[(9, 0), (1, 1), (5, 0)], [(3, 0)], [(17, 2)], [(12, 1)]]


# ── what the source line says ────────────────────────────────────────────────
def test_copy_as_sent_is_its_senders():
    assert taken().source_line == "Meridian Press"


def test_a_paragraph_of_ours_is_reporting():
    article = taken()
    assert edit(article, body=article.body + OURS).source_line == f"Meridian Press, with reporting by {STAFF}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("14 passengers", "16 passengers"),
        ("ferry", "ferryboat"),
        ("</p>", " (Photo)</p>"),
        ("“Nobody", "<em>“Nobody</em>"),
    ],
)
def test_copyediting_is_not(old, new):
    article = taken()
    assert edit(article, body=article.body.replace(old, new)).source_line == "Meridian Press"


def test_neither_is_a_subhead():
    article = taken()
    assert edit(article, body=f"<h3>What we know</h3>{article.body}").source_line == "Meridian Press"


def test_a_story_taken_from_the_wire_credits_it_even_when_all_is_rewritten():
    assert edit(taken(), body=OURS).source_line == f"Meridian Press, with reporting by {STAFF}"


def test_several_agencies_are_all_named():
    other = other_agency()
    article = taken()
    body = f"{article.body}{other.body_html}"
    article = edit(article, body=body, also=[as_sent(other)])
    assert article.source_line == "Meridian Press and Lorn Wire Service"

    article = edit(article, body=body + OURS)
    assert article.source_line == f"Meridian Press and Lorn Wire Service, with reporting by {STAFF}"


def test_a_story_of_ours_with_wire_paragraphs_names_the_wire():
    article = cast.local_story(body=OURS)
    assert article.source_line == PAPER

    article = edit(article, body=OURS + other_agency().body_html, also=[as_sent(WireVersion.objects.get())])
    assert article.source_line == f"{STAFF} with Lorn Wire Service"


def test_a_source_named_by_hand_is_taken_at_the_editors_word():
    assert cast.local_story(source=cast.agency(), body=OURS).source_line == "Meridian Press"


def test_its_credit_line_is_the_sources_of_today():
    article = taken()
    Source.objects.filter(slug="mp").update(credit_line="Meridian Press Association")
    assert Article.objects.get(pk=article.pk).source_line == "Meridian Press Association"


def test_the_paper_as_author_is_not_printed_twice_beside_it():
    article = cast.local_story(body=OURS, byline=PAPER)
    article = edit(article, body=OURS + other_agency().body_html, also=[as_sent(WireVersion.objects.get())])
    assert printed_byline(article) == ""


def test_readers_meet_the_same_line_on_the_page_and_on_the_front(client):
    article = taken(at=cast.AGO)
    article = publish(edit(article, body=article.body + OURS, at=cast.AGO), at=cast.AGO)
    line = f"Meridian Press, with reporting by {STAFF}"

    for address in (article.get_absolute_url(), "/"):
        assert line in client.get(address).content.decode()


@pytest.mark.parametrize("stories", [1, 9])
def test_the_line_asks_nothing_of_the_database(django_assert_num_queries, stories):
    for number in range(stories):
        article = taken(cast.ninjs(f"Story {number}"))
        edit(article, body=article.body + OURS)
    with django_assert_num_queries(1):
        lines = [article.source_line for article in Article.objects.select_related("source")]
    assert lines == [f"Meridian Press, with reporting by {STAFF}"] * stories
