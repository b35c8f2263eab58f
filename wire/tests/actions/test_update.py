"""A later version meets our text."""

import pytest

from wire.actions.errors import DeskError
from wire.actions.kill import kill
from wire.actions.make_renditions import attach_file
from wire.actions.pick_up import pick_up
from wire.actions.publish import publish
from wire.actions.restore import restore
from wire.actions.update import apply_update, keep_ours, meeting
from wire.merging.merge import Choice
from wire.models import Alarm, Article, PendingUpdate, PhotoAsset, WireStory
from wire.tests import cast

LEAD = "<p>A state ferry struck a pier on Tuesday and 11 passengers were hurt, officials said.</p>"
SECOND = "<p>The ferry Kestrel was arriving from Lorn Island when it failed to slow.</p>"
THIRD = "<p>“Nobody knew what was coming,” said Mia Tan, who runs the terminal.</p>"


def body(*paragraphs):
    return "\n".join(paragraphs)


BODY = body(LEAD, SECOND, THIRD)
LEAD_14 = LEAD.replace("11 passengers", "14 passengers")


def arrives(number, body=BODY, headline="Ferry hits pier", **fields):
    """A version of the one story."""
    told = {"uri": "tag:mp:ferry", "version": str(number), "body_html": body, "slugline": "Ferry Crash"} | fields
    return cast.deliver(cast.ninjs(headline, **told), name=f"ferry-{number}.json", at=cast.DAY + number * cast.HOUR)


@pytest.fixture
def picked_up(db, edda):
    arrives(1)
    return pick_up(WireStory.objects.get().current, by=edda, at=cast.DAY, section=cast.section())


@pytest.fixture
def live(picked_up, paul):
    return publish(picked_up, by=paul, at=cast.DAY)


def again(article):
    return Article.objects.get(pk=article.pk)


def applied(article, choices=None, **options):
    story = WireStory.objects.get()
    return apply_update(article, version=story.current, choices=choices or {}, at=cast.DAY + 9 * cast.HOUR, **options)


def test_a_later_version_waits_and_overwrites_nothing(live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    waiting = PendingUpdate.objects.get()
    assert again(live).body == BODY
    assert (waiting.article, waiting.version.version, waiting.consequence) == (live, "2", "fact")
    assert [change["words"] for change in waiting.changes] == ["Paragraph 1: 11 passengers → 14 passengers"]


def test_an_unedited_story_becomes_the_later_version(live, edda):
    arrives(2, body(LEAD_14, SECOND, THIRD), headline="Ferry hits pier, 14 hurt")
    done = applied(live, by=edda)
    assert (done.headline, done.body) == ("Ferry hits pier, 14 hurt", body(LEAD_14, SECOND, THIRD))
    assert done.wire_version == WireStory.objects.get().current
    assert not PendingUpdate.objects.exists()
    last = done.revisions.first()
    assert (last.made_by, last.why) == (edda, "Merged version 2: Paragraph 1: 11 passengers → 14 passengers")


def test_changes_in_different_paragraphs_are_both_kept(live):
    cast.changed(live, cast.DAY, body=body(LEAD, SECOND.replace("failed to slow", "did not slow down"), THIRD))
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert applied(live).body == body(LEAD_14, SECOND.replace("failed to slow", "did not slow down"), THIRD)


def test_a_paragraph_that_we_cut_stays_cut(live):
    cast.changed(live, cast.DAY, body=body(LEAD, THIRD))
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert applied(live).body == body(LEAD_14, THIRD)


@pytest.fixture
def disputed(live):
    """We say "a dozen", they say 14, of the same people."""
    cast.changed(live, cast.DAY, body=body(LEAD.replace("11 passengers", "a dozen passengers"), SECOND, THIRD))
    arrives(2, body(LEAD_14, SECOND, THIRD))
    return again(live)


def test_a_dispute_is_left_to_the_editor(disputed):
    with pytest.raises(DeskError) as refused:
        applied(disputed)
    assert str(refused.value) == "Paragraph 1 is not settled: keep ours, take theirs, keep both, or rewrite it."
    assert again(disputed).body.startswith(LEAD.replace("11", "a dozen"))
    assert PendingUpdate.objects.count() == 1


@pytest.mark.parametrize(
    ("choice", "lead"),
    [
        (Choice.OURS, LEAD.replace("11", "a dozen")),
        (Choice.THEIRS, LEAD_14),
        (Choice.BOTH, body(LEAD.replace("11", "a dozen"), LEAD_14)),
        ("<p>At least 14 were hurt.</p>", "<p>At least 14 were hurt.</p>"),
    ],
)
def test_a_dispute_is_settled_as_the_editor_says(disputed, choice, lead):
    (conflict,) = meeting(disputed).merged.body.conflicts
    assert applied(disputed, {conflict.id: choice}).body == body(lead, SECOND, THIRD)


def test_our_headline_stands_and_theirs_is_one_choice_away(live):
    cast.changed(live, cast.DAY, headline="Kestrel ferry hits pier")
    arrives(2, headline="Ferry hits pier; 14 hurt")
    (name,) = meeting(again(live)).merged.disputed
    assert name == "headline"
    assert applied(live).headline == "Kestrel ferry hits pier"
    arrives(3, headline="Ferry crash hurts 14")
    assert applied(live, {"headline": Choice.THEIRS}).headline == "Ferry crash hurts 14"


def test_the_decision_is_refused_when_a_newer_version_came_meanwhile(live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    seen = WireStory.objects.get().current
    arrives(3, body(LEAD_14, SECOND))
    with pytest.raises(DeskError) as refused:
        apply_update(live, version=seen, choices={}, at=cast.DAY)
    assert str(refused.value) == "A newer version came in meanwhile. Look at what it changes, then decide again."
    assert again(live).body == BODY


def test_the_decision_is_refused_when_somebody_saved_meanwhile(live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    seen = live.revisions.first().number
    cast.changed(live, cast.DAY, summary="It happened at dawn.")
    with pytest.raises(DeskError) as refused:
        applied(live, revision=seen)
    assert str(refused.value) == "Somebody changed the story meanwhile. Look at it again, then decide."


def test_kept_text_is_not_asked_about_again(live, edda):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    keep_ours(live, version=WireStory.objects.get().current, by=edda, at=cast.DAY)
    assert again(live).body == BODY
    assert meeting(again(live)) is None
    assert not PendingUpdate.objects.exists()
    assert live.revisions.first().why == "Kept our text; seen: version 2"


def test_what_we_kept_out_once_is_no_change_of_the_next_version(live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    keep_ours(live, version=WireStory.objects.get().current, at=cast.DAY)
    arrives(3, body(LEAD_14, SECOND.replace("Lorn", "Lorne"), THIRD))
    assert applied(live).body == body(LEAD, SECOND.replace("Lorn", "Lorne"), THIRD)


def test_two_versions_before_anyone_looks_are_one_update(live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    arrives(3, body(LEAD_14, SECOND))
    assert PendingUpdate.objects.get().version.version == "3"
    assert applied(live).body == body(LEAD_14, SECOND)


def test_a_late_version_is_no_update(live):
    arrives(3, body(LEAD_14, SECOND))
    applied(live)
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert not PendingUpdate.objects.exists()
    assert again(live).body == body(LEAD_14, SECOND)


def test_a_version_that_changes_nothing_we_print_is_taken_quietly(live):
    arrives(2, urgency=3)
    assert not PendingUpdate.objects.exists()
    assert again(live).wire_version.version == "2"
    assert again(live).body == BODY


def test_a_draft_stays_a_draft_unless_it_is_published_with_it(picked_up, paul):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert not applied(picked_up).is_published
    arrives(3, body(LEAD_14, SECOND))
    assert applied(picked_up, goes_live=True, by=paul).is_published


def test_an_update_of_a_live_story_is_live_and_dated(live):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    done = applied(live)
    assert Article.objects.public(cast.DAY + 10 * cast.HOUR).get() == done
    assert done.updated_at == cast.DAY + 9 * cast.HOUR


def test_what_was_written_for_desks_does_not_go_live_with_an_update(disputed):
    (conflict,) = meeting(disputed).merged.body.conflicts
    with pytest.raises(DeskError) as refused:
        applied(disputed, {conflict.id: "<p>(Begin optional trim)</p>"})
    assert "“(Begin optional trim)” is wire furniture." in str(refused.value)
    assert again(disputed).body.startswith(LEAD.replace("11", "a dozen"))
    assert PendingUpdate.objects.count() == 1


def with_photos(*names):
    return {
        "associations": {
            f"photo{n}": {
                "uri": f"tag:mp:{name}", "type": "picture", "headline": name, "description_text": f"{name}.",
                "byline": "Mara Quist", "creditline": "Meridian Press",
            }
            for n, name in enumerate(names)
        }
    }  # fmt: skip


def captions(article):
    return [placement.photo.caption for placement in article.placements.all()]


def test_photos_that_the_wire_adds_come_in_and_those_we_took_out_stay_out(db, edda):
    arrives(1, **with_photos("dusk", "dawn"))
    article = pick_up(WireStory.objects.get().current, by=edda, at=cast.DAY, section=cast.section())
    assert captions(article) == ["dusk.", "dawn."]
    article.placements.filter(photo__caption="dusk.").delete()
    arrives(2, **with_photos("dusk", "dawn", "noon"))
    assert captions(applied(article)) == ["dawn.", "noon."]
    assert PhotoAsset.objects.count() == 3


def test_a_source_may_update_unedited_stories_by_itself(live):
    live.source.updates_itself = True
    live.source.save()
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert again(live).body == body(LEAD_14, SECOND, THIRD)
    assert not PendingUpdate.objects.exists()
    assert live.revisions.first().made_by is None


def test_an_edited_story_never_updates_by_itself(live):
    live.source.updates_itself = True
    live.source.save()
    cast.changed(live, cast.DAY, headline="Kestrel ferry hits pier")
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert again(live).body == BODY
    assert PendingUpdate.objects.get().article == live


def test_a_correction_is_drafted_for_readers_and_goes_out_with_the_update(live, paul):
    arrives(2, body(LEAD_14, SECOND, THIRD), ednote="This version corrects the number hurt to 14, not 11.")
    draft = live.corrections.get()
    assert PendingUpdate.objects.get().consequence == "correction"
    assert draft.published_at is None
    applied(live, notes={draft.pk: "An earlier version gave 11 as the number of people hurt. It is 14."}, by=paul)
    draft.refresh_from_db()
    assert draft.published_at == cast.DAY + 9 * cast.HOUR
    assert draft.text == "An earlier version gave 11 as the number of people hurt. It is 14."


def test_a_story_that_updates_by_itself_publishes_its_correction(live):
    live.source.updates_itself = True
    live.source.save()
    arrives(2, body(LEAD_14, SECOND, THIRD), ednote="This version corrects the number hurt to 14, not 11.")
    assert live.corrections.public(cast.DAY + 9 * cast.HOUR).count() == 1
    assert again(live).body == body(LEAD_14, SECOND, THIRD)


def test_a_note_that_was_only_guessed_waits_for_somebody_while_the_facts_are_right_at_once(live):
    live.source.updates_itself = True
    live.source.save()
    arrives(2, body(LEAD_14, SECOND, THIRD), signal="correction")
    assert again(live).body == body(LEAD_14, SECOND, THIRD)
    assert [note.published_at for note in live.corrections.all()] == [None]
    alarm = Alarm.objects.ringing().get()
    assert (alarm.kind, alarm.article) == ("corrective", live)
    assert alarm.words == (
        "“Ferry hits pier” took in a correction by itself. Its note to readers is a draft: read it, and publish it."
    )


def test_a_restored_text_waits_for_its_update_again(live, paul):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    applied(live)
    restored = restore(live, live.revisions.get(number=1), by=paul, at=cast.DAY + 10 * cast.HOUR)
    assert (restored.body, restored.wire_version.version) == (BODY, "1")
    assert PendingUpdate.objects.get().version.version == "2"
    arrives(3, body(LEAD_14, SECOND.replace("Lorn", "Lorne"), THIRD))
    assert applied(live).body == body(LEAD_14, SECOND.replace("Lorn", "Lorne"), THIRD)


def test_a_restored_text_is_not_updated_by_itself_at_once(live):
    live.source.updates_itself = True
    live.source.save()
    arrives(2, body(LEAD_14, SECOND, THIRD))
    assert again(live).body == body(LEAD_14, SECOND, THIRD)
    restore(live, live.revisions.get(number=1), at=cast.DAY + 10 * cast.HOUR)
    assert again(live).body == BODY
    assert PendingUpdate.objects.count() == 1


def test_a_killed_story_waits_for_nothing(live, paul):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    kill(live, notice="Withdrawn.", by=paul, at=cast.DAY)
    assert list(PendingUpdate.objects.gravest_first()) == []
    arrives(3, body(LEAD_14, SECOND))
    assert not PendingUpdate.objects.exists()
    assert again(live).body == BODY


def pictured(caption, credit="MP Photo/Mara Quist"):
    photo = {"uri": "tag:mp:dusk", "type": "picture", "description_text": caption, "creditline": credit}
    return {"associations": {"main": photo}}


@pytest.fixture
def pictured_live(db, paul):
    arrives(1, **pictured("Jon Ortega at the pier."))
    return cast.picked_up_live(by=paul, at=cast.DAY)


def test_a_corrected_caption_waits_and_comes_in_with_the_update(pictured_live):
    arrives(2, **pictured("John Ortega at the pier."))
    assert PhotoAsset.objects.get().caption == "Jon Ortega at the pier."
    waiting = PendingUpdate.objects.get()
    assert (waiting.consequence, [change["words"] for change in waiting.changes]) == (
        "fact",
        ["Photo caption: ‘Jon Ortega’ → ‘John Ortega’"],
    )
    applied(pictured_live)
    assert PhotoAsset.objects.get().caption == "John Ortega at the pier."


def test_a_caption_that_we_wrote_stands_unless_the_editor_takes_theirs(pictured_live):
    photo = PhotoAsset.objects.get()
    PhotoAsset.objects.update(caption="Ortega on Tuesday.")
    arrives(2, **pictured("John Ortega at the pier."))
    assert set(meeting(again(pictured_live)).merged.disputed) == {f"photo-{photo.pk}-caption"}
    applied(pictured_live, {f"photo-{photo.pk}-caption": Choice.THEIRS})
    assert PhotoAsset.objects.get().caption == "John Ortega at the pier."


def test_a_corrected_credit_is_in_the_pictures_file_too(pictured_live):
    attach_file(PhotoAsset.objects.get(), cast.picture(), name="dusk.jpg")
    before = set(PhotoAsset.objects.get().renditions.values_list("pk", flat=True))
    arrives(2, **pictured("Jon Ortega at the pier.", "MP Photo/Dana Quist"))
    applied(pictured_live)
    photo = PhotoAsset.objects.get()
    assert photo.credit_line == "MP Photo/Dana Quist"
    assert photo.renditions.exists()
    assert not before & set(photo.renditions.values_list("pk", flat=True))


def test_a_killed_story_is_neither_updated_nor_marked_as_seen(live, paul):
    arrives(2, body(LEAD_14, SECOND, THIRD))
    kill(live, notice="Withdrawn.", by=paul, at=cast.DAY)
    version = WireStory.objects.get().current
    for act in (lambda: applied(live), lambda: keep_ours(live, version=version, at=cast.DAY)):
        with pytest.raises(DeskError) as refused:
            act()
        assert str(refused.value) == "“Ferry hits pier” was killed: its text is kept as it was."
    assert again(live).wire_version.version == "1"


WITHOUT_TEXT = {"body": ""}
WITHOUT_ANYTHING = {"body": "", "headline": "", "slugline": ""}


@pytest.mark.parametrize("without", [WITHOUT_TEXT, WITHOUT_ANYTHING])
def test_a_live_story_does_not_lose_its_text_or_headline_to_a_version_without(live, without):
    arrives(2, **without)
    with pytest.raises(DeskError, match="“Ferry hits pier” is published. It still needs"):
        applied(live)
    assert (again(live).headline, again(live).body) == ("Ferry hits pier", BODY)


@pytest.mark.parametrize("without", [WITHOUT_TEXT, WITHOUT_ANYTHING])
def test_a_story_that_updates_by_itself_asks_before_it_loses_its_text_or_headline(live, without):
    live.source.updates_itself = True
    live.source.save()
    arrives(2, **without)
    assert list(Article.objects.public(cast.DAY + 10 * cast.HOUR)) == [live]
    assert PendingUpdate.objects.get().version.version == "2"
