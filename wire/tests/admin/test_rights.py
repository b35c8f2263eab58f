"""What a sender forbids, on the pages of stories and photos: shown with its exact words, answered for by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from wire.actions.bind_rights import bind_photo
from wire.actions.pick_up import pick_up
from wire.models import Acknowledgement, Article, PhotoAsset
from wire.tests import cast
from wire.tests.cast import DAY, deliver, ninjs
from wire.tests.public.reading import of_class, page_of, words

pytestmark = pytest.mark.django_db

REASON = "Cleared by phone with Mia Tan of Meridian Press."
LABEL = "What its sender forbids or asks"


@pytest.fixture
def restricted() -> Article:
    terms = "ONLINE OUT; NO ARCHIVING; TV OUT; Web embargo until 6 p.m. EDT May 8, 2099"
    return pick_up(deliver(ninjs(usageterms=terms)).versions[0], at=DAY, section=cast.section())


@pytest.fixture
def photo() -> PhotoAsset:
    picture = {"type": "picture", "uri": "p", "description_text": "The pier.", "creditline": "MP/Mara Quist"}
    deliver(ninjs(associations={"main": picture | {"usageterms": "US OUT; NO COVERS"}}))
    return PhotoAsset.objects.get()


def page(client, thing) -> lxml.html.HtmlElement:
    name = "wire_article_change" if isinstance(thing, Article) else "wire_photoasset_change"
    return page_of(client.get(reverse(f"admin:{name}", args=[thing.pk])))


def panel(client, thing) -> lxml.html.HtmlElement | None:
    return next(iter(page(client, thing).xpath(f'//section[@aria-label="{LABEL}"]')), None)


def lines(client, thing) -> list[str]:
    return [words(item).partition(" Why ")[0] for item in panel(client, thing).find_class("desk-list__item")]


def press(client, thing, said: str, reason: str = REASON):
    """The button below some words, as a browser sends its form."""
    forms = panel(client, thing).forms
    form = next(each for each in forms if each.fields["words"] == said)
    form.fields["reason"] = reason
    return client.post(form.action, dict(form.form_values()), follow=True)


def messages(response) -> list[str]:
    return [str(each) for each in response.context["messages"]]


def test_each_restriction_is_shown_with_its_words_and_what_they_mean(client, edda, restricted):
    client.force_login(edda)
    assert lines(client, restricted) == [
        "Bars this use: ONLINE OUT The sender bars it from the web, and so from our site. "
        "A publisher can override it, where the sender has cleared it.",
        "Needs somebody’s answer: NO ARCHIVING It may not be archived: set “Expires at”, or answer for keeping it.",
        "Allowed on our site: TV OUT It is barred from other media; on our own site it may stand.",
        "Not before Fri, May 8, 2099, 15:00 PDT: Web embargo until 6 p.m. EDT May 8, 2099 "
        "The sender bars its use until a moment that these words give.",
    ]


def test_a_story_without_restrictions_has_no_panel(client, edda):
    client.force_login(edda)
    assert panel(client, cast.local_story()) is None
    assert panel(client, cast.photo()) is None


def test_an_editor_answers_for_a_story_by_its_words(client, edda, restricted):
    client.force_login(edda)
    response = press(client, restricted, "NO ARCHIVING")
    assert messages(response) == ["You answer for “NO ARCHIVING”."]
    restricted.refresh_from_db()
    assert (restricted.barred_words, restricted.unacknowledged_words) == ("ONLINE OUT", "")
    assert Acknowledgement.objects.values_list("words", "reason", "by").get() == ("NO ARCHIVING", REASON, edda.pk)
    assert [line for line in lines(client, restricted) if "NO ARCHIVING" in line][0].startswith("Answered for: ")
    assert f"edda, {Acknowledgement.objects.get().at:%b}" in words(panel(client, restricted))


def test_the_button_works_with_the_browsers_token_alone(edda, restricted):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(edda)
    press(strict, restricted, "NO ARCHIVING")
    assert Acknowledgement.objects.count() == 1


def test_only_a_publisher_is_offered_the_override(client, edda, paul, restricted):
    client.force_login(edda)
    assert [form.fields["words"] for form in panel(client, restricted).forms] == ["NO ARCHIVING"]
    client.force_login(paul)
    assert [form.fields["words"] for form in panel(client, restricted).forms] == ["ONLINE OUT", "NO ARCHIVING"]
    press(client, restricted, "ONLINE OUT")
    restricted.refresh_from_db()
    assert restricted.barred_words == ""
    assert [line for line in lines(client, restricted) if "ONLINE OUT" in line][0].startswith("Overridden: ")


def test_an_editor_cannot_override_by_sending_the_form_anyway(client, edda, restricted):
    client.force_login(edda)
    address = reverse("admin:wire_article_rights", args=[restricted.pk])
    response = client.post(address, {"words": "ONLINE OUT", "reason": REASON}, follow=True)
    assert messages(response) == [
        "“ONLINE OUT” bars this use. Leave it out, or ask a publisher, who can override it where the sender has "
        "cleared it."
    ]
    restricted.refresh_from_db()
    assert restricted.barred_words == "ONLINE OUT"


def test_without_a_reason_the_desk_is_told_what_is_missing(client, edda, restricted):
    client.force_login(edda)
    assert messages(press(client, restricted, "NO ARCHIVING", reason=" ")) == [
        "Say why “NO ARCHIVING” does not stand against this use: who cleared it, or what it means for us."
    ]


def test_somebody_who_may_not_answer_is_told_so(client, restricted):
    client.force_login(nobody := cast.person("nils", "Wire editor"))
    nobody.groups.clear()
    address = reverse("admin:wire_article_rights", args=[restricted.pk])
    client.post(address, {"words": "NO ARCHIVING", "reason": REASON})
    assert Acknowledgement.objects.count() == 0


@pytest.mark.parametrize("name", ["wire_article_rights", "wire_photoasset_rights"])
def test_answering_is_a_post_for_something_that_is_there(client, paul, name):
    client.force_login(paul)
    assert client.get(reverse(f"admin:{name}", args=[1])).status_code == 405
    assert client.post(reverse(f"admin:{name}", args=[99])).status_code == 404


def test_the_photo_desk_answers_for_a_photo(client, pia, photo):
    client.force_login(pia)
    assert "Its sender forbids this use: “US OUT”." in words(page(client, photo))
    press(client, photo, "NO COVERS")
    photo.refresh_from_db()
    assert (photo.barred_words, photo.unacknowledged_words) == ("US OUT", "")
    assert Acknowledgement.objects.get().photo == photo


def form_of(photo: PhotoAsset | None = None, **fields) -> dict[str, str]:
    told = {name: getattr(photo, name) if photo else "" for name in ("caption", "credit_line", "usage_terms")}
    empty = {"embargoed_until_0": "", "embargoed_until_1": "", "expires_at_0": "", "expires_at_1": "", "alt_text": ""}
    return told | {"credit_line": "Mara Quist"} | empty | fields


def test_a_photo_that_is_uploaded_by_hand_is_bound_by_the_terms_typed_beside_it(client, pia):
    client.force_login(pia)
    client.post(reverse("admin:wire_photoasset_add"), form_of(usage_terms="ONLINE OUT", caption="The pier."))
    photo = PhotoAsset.objects.get()
    assert photo.barred_words == "ONLINE OUT"
    client.post(reverse("admin:wire_photoasset_change", args=[photo.pk]), form_of(photo, usage_terms="NO COVERS"))
    photo.refresh_from_db()
    assert (photo.barred_words, photo.unacknowledged_words) == ("", "NO COVERS")


def test_a_senders_photo_stays_barred_when_its_terms_are_edited_away(client, pia, photo):
    client.force_login(pia)
    response = client.post(reverse("admin:wire_photoasset_change", args=[photo.pk]), form_of(photo, usage_terms=""))
    assert response.status_code == 302
    photo.refresh_from_db()
    assert (photo.usage_terms, photo.barred_words) == ("", "US OUT")


def test_the_state_of_a_restricted_story_names_the_words(client, edda, restricted):
    client.force_login(edda)
    reasons = of_class(page(client, restricted), "desk-facts__reasons")
    assert "Its sender forbids this use: “ONLINE OUT”." in reasons[0]
    assert "Somebody must answer for “NO ARCHIVING”." in reasons[0]


# ── a photo's moments ────────────────────────────────────────────────────────
def photo_form(photo: PhotoAsset, **fields: str) -> dict[str, str]:
    """What a browser sends of a photo's page: no moments, unless `fields` say some."""
    empty = ("alt_text", "photographer", "copyright_holder", "copyright_notice", "usage_terms", "licence")
    moments = [f"{name}_{n}" for name in ("embargoed_until", "expires_at") for n in (0, 1)]
    told = {"caption": photo.caption, "credit_line": photo.credit_line, "source": str(photo.source_id)}
    return told | dict.fromkeys([*empty, *moments], "") | fields


def sent_again(**said: str) -> PhotoAsset:
    picture = {"type": "picture", "uri": "p", "description_text": "The pier.", "creditline": "MP/Quist"} | said
    version = str(2 + len(said))
    deliver(ninjs(version=version, associations={"main": picture}))
    return PhotoAsset.objects.get()


def saved(client, photo: PhotoAsset, **fields: str) -> PhotoAsset:
    response = client.post(reverse("admin:wire_photoasset_change", args=[photo.pk]), photo_form(photo, **fields))
    assert response.status_code == 302
    return PhotoAsset.objects.get()


def test_a_photos_page_that_was_open_meanwhile_lifts_neither_embargo_nor_expiry(client, pia):
    sent_again()
    client.force_login(pia)
    photo = sent_again(embargoed="2099-01-01T00:00:00Z", expires="2099-02-01T00:00:00Z")

    photo = saved(client, photo, caption="The old pier.")

    assert photo.caption == "The old pier."
    assert (photo.embargoed_until, photo.expires_at) == (cast.FUTURE, cast.FUTURE + timedelta(days=31))


def test_a_photos_embargo_may_be_made_longer_and_not_shorter(client, pia):
    client.force_login(pia)
    photo = sent_again(embargoed="2099-01-01T00:00:00Z")
    longer = {"embargoed_until_0": "2099-03-01", "embargoed_until_1": "00:00"}
    assert saved(client, photo, **longer).embargoed_until.month == 3
    shorter = {"embargoed_until_0": "2031-05-01", "embargoed_until_1": "00:00"}
    assert saved(client, photo, **shorter).embargoed_until == cast.FUTURE


def test_what_its_sender_shortens_is_shorter(client, pia):
    client.force_login(pia)
    sent_again(embargoed="2099-01-01T00:00:00Z")
    photo = sent_again(embargoed="2031-05-06T00:00:00Z", slug="pier")
    assert saved(client, photo).embargoed_until == datetime(2031, 5, 6, tzinfo=UTC)


def test_a_photo_killed_while_its_page_is_saved_stays_killed(client, photo):
    opened = PhotoAsset.objects.get()
    PhotoAsset.objects.update(pubstatus="canceled")
    bind_photo(opened, at=DAY)
    assert opened.pubstatus == "canceled"
