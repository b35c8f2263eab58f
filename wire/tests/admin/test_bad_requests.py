"""Pages of the desk meet what no form of theirs sends, and people who may not: they refuse, and nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import signing
from django.urls import reverse

from wire.models import (
    Acknowledgement,
    Alarm,
    Article,
    Correction,
    PendingUpdate,
    WireVersion,
)
from wire.tests import cast
from wire.tests.admin.full_desk import (
    EVIL,
    OWN_PASSAGE,
    Desk,
    fill_with_markup,
    full_desk,
    meet_form,
    merge_form,
    stored,
)
from wire.tests.admin.test_article import filled

pytestmark = pytest.mark.django_db

HUGE = "1" + "0" * 30
VAST = "9" * 5000  # more digits than int() reads
NO_NUMBERS = ["", "x", "-1", "1.5", "²", "7\0", HUGE, f"-{HUGE}", VAST]


@pytest.fixture
def desk(client, paul) -> Desk:
    return full_desk(client, paul)


def told(response: Any) -> list[str]:
    return [str(each) for each in response.context["messages"]]


# ── people ───────────────────────────────────────────────────────────────────
POSTED = [
    *("article_meet", "article_furniture", "article_rights", "photoasset_rights", "article_reinstate"),
    "alarm_settle",
]
OPENED = ["article_update", "article_corrections", "article_kill"]
READ = ["article_revisions", "article_compare", "article_receipts"]
NUMBERED = ["article_restore", "article_correction"]
SENT = {
    "piece": "body:-30-", "all": "1", "words": "NO ARCHIVING", "reason": "Cleared by phone.", "answer": "kill",
    "notice": "Wrong.", "kind": "correction", "text": "It was wrong.", "publish": "", "keep": "",
}  # fmt: skip


def every_address(desk: Desk) -> list[str]:
    plain = [desk.address(name) for name in (*POSTED, *OPENED, *READ)]
    numbered = [desk.address("article_restore", 1)]
    return plain + numbered + [reverse("admin:wire_article_correction", args=[desk.other.pk, desk.note.pk])]


def test_a_stranger_is_sent_to_sign_in_and_changes_nothing(desk):
    desk.client.logout()
    before = stored()
    for address in every_address(desk):
        for answer in (desk.client.get(address), desk.client.post(address, SENT)):
            assert (answer.status_code, answer.url) == (302, f"/desk/login/?next={address}")
    assert stored() == before


def test_staff_without_rights_see_nothing_and_change_nothing(desk, django_user_model):
    version = desk.story.wire_story.current.pk
    sent = SENT | {"version": version, "revision": desk.story.revisions.first().number}
    meets = meet_form(desk)
    desk.client.force_login(django_user_model.objects.create_user("rolf", is_staff=True))
    before = stored()
    for address in every_address(desk):
        for answer in (desk.client.get(address), desk.client.post(address, sent)):
            assert answer.status_code in (302, 405), address
    desk.client.post(reverse("admin:wire_article_meet", args=[desk.other.pk]), meets)
    assert stored() == before


@pytest.mark.parametrize("model", ["alarm", "pendingupdate"])
def test_staff_without_rights_open_no_alarm_and_no_update(desk, django_user_model, model):
    desk.client.force_login(django_user_model.objects.create_user("rolf", is_staff=True))
    pk = {"alarm": desk.alarm, "pendingupdate": PendingUpdate.objects.get()}[model].pk
    assert desk.client.get(reverse(f"admin:wire_{model}_changelist")).status_code == 403
    assert desk.client.get(reverse(f"admin:wire_{model}_change", args=[pk])).status_code == 403


# ── addresses ────────────────────────────────────────────────────────────────
def test_what_changes_something_answers_no_get(desk):
    for name in POSTED:
        assert desk.client.get(desk.address(name)).status_code == 405


def test_what_changes_one_thing_of_a_story_answers_no_get(desk):
    for name in NUMBERED:
        assert desk.client.get(desk.address(name, 1)).status_code == 405


def test_a_story_that_is_not_there_is_not_found(desk):
    for name in [*POSTED, *OPENED, *READ, *NUMBERED]:
        for key in ["999999", HUGE]:
            address = desk.address(name, *([1] if name in NUMBERED else []))
            pk = address.split("/")[4]
            answer = desk.client.post(address.replace(f"/{pk}/", f"/{key}/", 1), SENT)
            assert answer.status_code == 404


def test_an_alarm_or_update_that_is_not_there_is_not_found(desk):
    for model in ["alarm", "pendingupdate"]:
        for key in ["x", "-1", HUGE, VAST, "1%002"]:
            assert desk.client.get(f"/desk/wire/{model}/{key}/change/").status_code == 404


# ── merging ──────────────────────────────────────────────────────────────────
def test_the_form_of_an_update_that_is_in_order_is_taken(desk):
    desk.client.post(desk.address("article_update"), merge_form(desk))
    assert OWN_PASSAGE in Article.objects.get(pk=desk.story.pk).body


@pytest.mark.parametrize("act", ["keep", "publish"])
def test_a_version_that_is_none_is_not_found(desk, act):
    for version in NO_NUMBERS:
        form, before = merge_form(desk, version=version) | {act: ""}, stored()
        assert desk.client.post(desk.address("article_update"), form).status_code == 404
        assert stored() == before


def test_a_version_of_another_story_is_not_found(desk):
    form, before = merge_form(desk, version=desk.draft.wire_version_id), stored()
    assert desk.client.post(desk.address("article_update"), form).status_code == 404
    assert stored() == before


def test_a_revision_that_is_none_is_no_consent_to_a_merge(desk):
    for revision in NO_NUMBERS:
        form, before = merge_form(desk, revision=revision), stored()
        answer = desk.client.post(desk.address("article_update"), form)
        assert "Somebody changed the story meanwhile. Look at it again, then decide." in told(answer)
        assert stored() == before


def test_notes_that_are_not_the_storys_are_left_alone(desk):
    notes = [*NO_NUMBERS, str(desk.note.pk)]
    form = merge_form(desk, note=notes) | {f"note-{key}-text": "Mistaken." for key in notes if key != VAST}
    assert desk.client.post(desk.address("article_update"), form).status_code == 302
    assert (Correction.objects.get().text, Correction.objects.get().published_at) == (desk.note.text, None)


def test_a_choice_that_is_none_decides_nothing(desk):
    for said in ["", "x", "edit\0", HUGE]:
        form = merge_form(desk)
        before = stored()
        passage = next(name for name in form if name.startswith("passage-") and not name.endswith("-text"))
        answer = desk.client.post(desk.address("article_update"), form | {passage: said})
        assert "is not settled" in told(answer)[0]
        assert stored() == before


def test_a_headline_longer_than_is_kept_is_refused(desk):
    form = merge_form(desk) | {"field-headline": "edit", "field-headline-text": "Ferry " * 100}
    before = stored()
    (said,) = told(desk.client.post(desk.address("article_update"), form))
    assert said == "The headline has 600 characters, at most 300 are kept. Shorten it."
    assert stored() == before


def test_signs_that_no_text_has_are_left_out_of_what_an_editor_decides(desk):
    form = merge_form(desk) | {"field-headline": "edit", "field-headline-text": "Ferry\0 hits pier"}
    passage = next(name for name in form if name.startswith("passage-") and name.endswith("-text"))
    desk.client.post(desk.address("article_update"), form | {passage: "<p>Fourteen\0 hurt.</p>"})
    merged = Article.objects.get(pk=desk.story.pk)
    assert (merged.headline, merged.body.splitlines()[0]) == ("Ferry hits pier", "<p>Fourteen hurt.</p>")


# ── the second save ──────────────────────────────────────────────────────────
def meets(desk: Desk, form: dict[str, Any], article: Article | None = None) -> Any:
    return desk.client.post(reverse("admin:wire_article_meet", args=[(article or desk.other).pk]), form)


def test_a_save_that_we_have_not_signed_is_refused(desk):
    for ours in ["", "x", "\0", "a:b:c", signing.dumps({"body": ""})]:
        form, before = meet_form(desk, ours=ours), stored()
        answer = desk.client.post(reverse("admin:wire_article_meet", args=[desk.other.pk]), form, follow=True)
        assert told(answer) == ["This page is too old to be saved. Open the story and make your change again."]
        assert stored() == before


def test_a_revision_that_is_none_meets_nothing(desk):
    for seen in NO_NUMBERS:
        form, before = meet_form(desk, seen=seen), stored()
        assert meets(desk, form).status_code == 404
        assert stored() == before


def test_a_save_that_met_no_revision_is_asked_again(desk):
    for met in NO_NUMBERS:
        form, before = meet_form(desk, met=met), stored()
        assert "The story was saved once more meanwhile. Look at it again." in told(meets(desk, form))
        assert stored() == before


def test_a_save_of_another_story_is_refused(desk):
    form = meet_form(desk)
    cast.changed(desk.draft, cast.AGO, kicker="Held")
    form |= {"seen": 1, "met": desk.draft.revisions.first().number}
    before = stored()
    assert meets(desk, form, desk.draft).status_code == 302
    assert stored() == before


def test_only_words_are_written_anew_on_the_page(desk):
    form = meet_form(desk) | {"field-front_order": "edit", "field-front_order-text": "first"}
    meets(desk, form)
    assert Article.objects.get(pk=desk.other.pk).front_order == 2


def test_a_form_that_names_no_revision_is_a_plain_save(desk):
    address = reverse("admin:wire_article_change", args=[desk.other.pk])
    for place, seen in enumerate(NO_NUMBERS):
        answer = desk.client.post(address, filled(headline=f"Bridge {place}", seen_revision=seen))
        assert (answer.status_code, Article.objects.get(pk=desk.other.pk).headline) == (302, f"Bridge {place}")


# ── history and receipts ─────────────────────────────────────────────────────
def test_revisions_that_are_none_compare_the_last_two(desk):
    for number in NO_NUMBERS:
        answer = desk.client.get(desk.address("article_compare"), {"one": number, "other": number})
        last = desk.story.revisions.first().number
        assert (answer.context["before"].number, answer.context["after"].number) == (last - 1, last)


def test_a_revision_that_is_not_there_is_not_restored(desk):
    before = stored()
    for number in [999, int(HUGE)]:
        assert desk.post("article_restore", number).status_code == 404
        assert stored() == before


def test_receipts_are_looked_for_by_any_words(desk):
    for find in ["\0", "(((", "%_\\", " " * 9000, "x" * 3000]:
        assert desk.client.get(desk.address("article_receipts"), {"find": find}).status_code == 200


# ── furniture ────────────────────────────────────────────────────────────────
def test_furniture_that_is_not_named_stays(desk):
    before = stored()
    for sent in [
        {},
        {"piece": ""},
        {"piece": "x"},
        {"piece": "body:"},
        {"piece": ":\0"},
        {"piece": "pk:-30-"},
        {"piece": "body:never there"},
    ]:
        answer = desk.client.post(desk.address("article_furniture"), sent, follow=True)
        assert len(told(answer)) == 1
        assert stored() == before


# ── alarms and rights ────────────────────────────────────────────────────────
def test_an_answer_that_is_none_settles_no_alarm(desk):
    before = stored()
    for answer in ["", "x", ":", "kill\0", "settle", "take-back", f"x:{HUGE}", f"x:{VAST}", "x:\0"]:
        page = desk.client.post(desk.address("alarm_settle"), {"answer": answer}, follow=True)
        assert told(page) == ["That is no answer to this alarm. Choose one of its buttons."]
        assert stored() == before


@pytest.mark.parametrize("story", ["", "x", "²", HUGE, VAST, "draft"])
def test_an_alarm_about_no_story_kills_none_that_it_does_not_ask_about(desk, story):
    Alarm.objects.filter(pk=desk.alarm.pk).update(article=None)
    WireVersion.objects.filter(pk=desk.alarm.version_id).update(slugline="nothing like it")
    story = desk.draft.wire_story_id if story == "draft" else story
    before = stored()
    page = desk.client.post(desk.address("alarm_settle"), {"answer": f"kill:{story}"}, follow=True)
    assert told(page) == ["That is no answer to this alarm. Choose one of its buttons."]
    assert stored() == before


def test_what_is_not_asked_or_not_reasoned_is_not_answered_for(desk):
    before = stored()
    for name in ["article_rights", "photoasset_rights"]:
        for sent in [
            {},
            {"words": "NO ARCHIVING"},
            {"words": "\0", "reason": "x"},
            {"words": "NO"},
            {"words": "NO ARCHIVING", "reason": "x" * 600},
            {"words": "", "reason": "x"},
            {"words": "NO ARCHIVING\nONLINE OUT", "reason": "x"},
        ]:
            assert len(told(desk.client.post(desk.address(name), sent, follow=True))) == 1
            assert stored() == before


def test_signs_that_no_text_has_are_left_out_of_a_reason(desk):
    desk.post("article_rights", words="NO ARCHIVING", reason="Cleared\0 by phone.")
    assert Acknowledgement.objects.get().reason == "Cleared by phone."


# ── corrections and kills ────────────────────────────────────────────────────
def test_a_note_of_another_story_is_not_decided(desk):
    before = stored()
    for act in ["keep", "publish", "drop"]:
        for key in (desk.note.pk, 999, int(HUGE)):
            answer = desk.client.post(desk.address("article_correction", key), {act: "1", "text": "x"}, follow=True)
            assert told(answer) == ["Somebody has dropped this note meanwhile."]
        assert stored() == before


@pytest.mark.parametrize("act", ["keep", "publish", "nothing"])
def test_a_note_that_says_nothing_is_not_kept(desk, act):
    before = stored()
    for text in [None, "", " \n", "\0"]:
        address = reverse("admin:wire_article_correction", args=[desk.other.pk, desk.note.pk])
        answer = desk.client.post(address, {act: "1"} | ({} if text is None else {"text": text}), follow=True)
        assert told(answer) == ["Say what was wrong and what is right: readers will see this note."]
        assert stored() == before


def test_signs_that_no_text_has_are_left_out_of_a_note(desk):
    address = reverse("admin:wire_article_correction", args=[desk.other.pk, desk.note.pk])
    desk.client.post(address, {"publish": "1", "text": "It\0 is 14."})
    assert Correction.objects.get().text == "It is 14."


def test_a_note_that_is_not_filled_in_is_asked_for_again(desk):
    before = stored()
    for sent in [
        {},
        {"kind": "correction"},
        {"kind": "x", "text": "It is 14."},
        {"kind": "correction", "text": "\0"},
        {"kind": "\0", "text": " "},
    ]:
        assert desk.post("article_corrections", **sent, publish="1").status_code == 200
        assert stored() == before


def test_a_kill_that_is_not_filled_in_is_asked_for_again(desk):
    before = stored()
    for sent in [
        {"notice": ""},
        {"notice": " "},
        {"notice": "\0"},
        {"replacement": "1"},
        *({"notice": "Wrong.", "replacement": each} for each in NO_NUMBERS if each),
    ]:
        assert desk.post("article_kill", **sent).status_code == 200
        assert stored() == before


def test_a_story_does_not_replace_itself(desk):
    before = stored()
    assert desk.post("article_kill", notice="Wrong.", replacement=desk.story.pk).status_code == 200
    assert stored() == before


def test_a_story_that_nobody_called_back_is_not_taken_back_and_why_is_said(desk):
    before = stored()
    for reason in [None, "", "x" * 201, "\0", "Cleared."]:
        sent = {} if reason is None else {"reason": reason}
        assert len(told(desk.client.post(desk.address("article_reinstate"), sent, follow=True))) == 1
        assert stored() == before


# ── markup in what is sent ───────────────────────────────────────────────────
PAGES = ["change", "update", "revisions", "compare", "receipts", "corrections", "kill"]


def test_markup_that_a_sender_writes_is_shown_as_written(desk):
    fill_with_markup(desk)
    addresses = ["/desk/", "/desk/wire/pendingupdate/", "/desk/wire/alarm/"]
    keys = (desk.story.pk, desk.draft.pk)
    addresses += [reverse(f"admin:wire_article_{name}", args=[key]) for name in PAGES for key in keys]
    shown = {each: desk.client.get(each, {"find": "<script>"}, follow=True).content.decode() for each in addresses}
    assert [each for each, html in shown.items() if EVIL in html] == []
    silent = [each for each, html in shown.items() if "&lt;script&gt;" not in html]
    assert silent == []


def test_what_an_editor_sends_back_is_shown_as_written(desk):
    form = merge_form(desk, revision=f'"{EVIL}', **{"field-headline": "edit", "field-headline-text": EVIL})
    passage = next(name for name in form if name.startswith("passage-") and name.endswith("-text"))
    answer = desk.client.post(desk.address("article_update"), form | {passage: f"</textarea>{EVIL}"})
    assert EVIL not in answer.content.decode()
