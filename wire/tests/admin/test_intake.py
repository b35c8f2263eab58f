"""Import copy: paste or upload, look, then import."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wire.models import Delivery, WireStory
from wire.tests import cast
from wire.vocabulary import Channel, Outcome

IMPORT = reverse("admin:wire_import")


@pytest.fixture
def desk(client, edda):
    client.force_login(edda)
    cast.agency()
    return client


def text(response):
    return response.content.decode()


def look_at(desk, **fields):
    """Hand copy in; the address of the page that shows what it is."""
    response = desk.post(IMPORT, {"pasted": "", "source": "", **fields})
    assert response.status_code == 302, response.context["form"].errors
    return response.headers["Location"]


def test_pasted_copy_is_shown_before_anything_is_stored(desk):
    page = text(desk.get(look_at(desk, pasted=cast.TEXT)))
    for shown in ("Ferry hits pier; 14 hurt", "RAY COLE", "HARBOR CITY, Wash.", "plaintext", "Meridian Press"):
        assert shown in page
    assert not Delivery.objects.exists()
    assert not WireStory.objects.exists()


def test_importing_stores_it_and_offers_to_pick_it_up(desk, edda):
    page = text(desk.post(look_at(desk, pasted=cast.TEXT), {"import": "1", "source": ""}))
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.received_by, delivery.outcome) == (Channel.PASTE, edda, Outcome.IMPORTED)
    assert bytes(delivery.body) == cast.TEXT.encode()
    assert "1 imported, 1 of them new stories" in page
    assert reverse("admin:wire_wirestory_pick_up", args=[WireStory.objects.get().pk]) in page


def test_many_files_can_be_handed_in_at_once(desk):
    other = json.dumps(
        {"uri": "urn:x:1", "type": "text", "headline": "Bridge opens", "body_text": "The bridge opened."}
    )
    files = [
        SimpleUploadedFile("ferry.txt", cast.TEXT.encode()),
        SimpleUploadedFile("bridge.json", other.encode()),
        SimpleUploadedFile("noise.bin", b"\x00\x01\x02" * 50),
    ]
    address = look_at(desk, files=files, source=cast.agency().pk)
    page = text(desk.get(address))
    for shown in ("Ferry hits pier", "Bridge opens", "ninjs", "noise.bin", "Not recognised as any of"):
        assert shown in page
    done = text(desk.post(address.partition("?")[0], {"import": "1", "source": "mp"}))
    assert "Refused: Not recognised as any of" in done
    assert WireStory.objects.count() == 2
    assert set(Delivery.objects.values_list("name", "outcome")) == {
        ("ferry.txt", "imported"),
        ("bridge.json", "imported"),
        ("noise.bin", "refused"),
    }


def test_copy_without_a_sender_asks_for_one(desk):
    nameless = cast.TEXT.replace("Meridian Press\n", "").replace(" (MP)", "")
    address = look_at(desk, pasted=nameless)
    assert "The copy does not say who sent it." in text(desk.get(address))
    assert "The copy does not say who sent it." not in text(desk.get(address, {"source": "mp"}))
    desk.post(address, {"import": "1", "source": "mp"})
    assert WireStory.objects.get().source == cast.agency()


def test_the_same_copy_handed_in_again_changes_nothing(desk):
    desk.post(look_at(desk, pasted=cast.TEXT), {"import": "1"})
    address = look_at(desk, pasted=cast.TEXT.replace("\n", "\r\n"))
    assert "These very bytes were imported before" in text(desk.get(address))
    assert "nothing changed" in text(desk.post(address, {"import": "1"}))
    assert Delivery.objects.count() == WireStory.objects.count() == 1


def test_nothing_handed_in_is_said_in_a_sentence(desk):
    assert "Paste some copy or choose a file first." in text(desk.post(IMPORT, {"pasted": " ", "source": ""}))


def test_a_file_over_the_limit_is_refused_with_the_cure(desk, settings):
    settings.MAX_DELIVERY_MB = 1
    address = look_at(desk, files=[SimpleUploadedFile("big.txt", b"word " * 300_000)])
    assert "too large to read: 1.4 MB, the limit is 1 MB. Raise MAX_DELIVERY_MB" in text(desk.get(address))


def test_an_empty_file_is_refused_in_a_sentence(desk):
    address = look_at(desk, files=[SimpleUploadedFile("empty.txt", b"")])
    assert "The delivery is empty" in text(desk.get(address))


def test_scripts_in_copy_never_run_on_the_desk(desk):
    copy = json.dumps(
        {
            "uri": "urn:x:2",
            "type": "text",
            "headline": "<script>alert(1)</script>",
            "body_html": "<p onclick='alert(2)'>Text<script>alert(3)</script></p>",
        }
    )
    page = text(desk.get(look_at(desk, pasted=copy, source=cast.agency().pk)))
    assert "<script>alert" not in page
    assert "onclick='alert" not in page
    assert "Text" in page


def test_what_one_editor_handed_in_is_not_shown_to_another(desk, paul):
    address = look_at(desk, pasted=cast.TEXT)
    desk.force_login(paul)
    assert "This copy is no longer on the tray. Hand it in again." in text(desk.get(address, follow=True))


def test_importing_is_for_those_who_may(client, pia):
    client.force_login(pia)
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"pasted": cast.TEXT}).status_code == 403


def test_a_refused_delivery_can_be_read_as_it_came(desk):
    desk.post(look_at(desk, pasted="just a few words"), {"import": "1"})
    delivery = Delivery.objects.get()
    page = text(desk.get(reverse("admin:wire_delivery_change", args=[delivery.pk])))
    assert "just a few words" in page
    assert "Not recognised as any of" in page


# ── what was refused ─────────────────────────────────────────────────────────
NOBODY_S = json.dumps({"uri": "urn:x:1", "type": "text", "headline": "Bridge opens", "body_text": "It opened."})


@pytest.fixture
def refused(desk):
    desk.post(look_at(desk, pasted=NOBODY_S), {"import": "1", "source": ""})
    return Delivery.objects.get(outcome=Outcome.REFUSED)


def page_of(delivery):
    return reverse("admin:wire_delivery_change", args=[delivery.pk])


def again(delivery):
    return reverse("admin:wire_delivery_read_again", args=[delivery.pk])


def test_a_refused_delivery_says_why_and_offers_the_cure(desk, refused):
    page = text(desk.get(page_of(refused)))
    assert "The copy does not say who sent it." in page
    assert f'action="{again(refused)}"' in page
    assert "Meridian Press" in page


def test_a_refused_delivery_is_imported_once_its_sender_is_named(desk, refused):
    page = text(desk.post(again(refused), {"source": cast.agency().slug}))
    assert "1 imported, 1 of them new stories" in page
    story = WireStory.objects.get()
    assert (story.source, story.current.headline) == (cast.agency(), "Bridge opens")
    refused.refresh_from_db()
    assert (refused.outcome, refused.reason) == (Outcome.IMPORTED, "")
    assert "Read it again" not in text(desk.get(page_of(refused)))


def test_a_delivery_refused_again_says_so_and_stays(desk, refused):
    page = text(desk.post(again(refused), {"source": ""}, follow=True))
    assert "The copy does not say who sent it." in page
    refused.refresh_from_db()
    assert refused.outcome == Outcome.REFUSED


def test_who_may_not_import_reads_no_delivery_again(desk, refused, client, pia):
    client.force_login(pia)
    assert client.post(again(refused), {"source": cast.agency().slug}).status_code == 403
    assert not WireStory.objects.exists()


def test_the_board_tells_of_many_refusals_for_one_reason_once(desk, refused):
    one = text(desk.get(reverse("admin:index")))
    assert "Refused: pasted copy.txt" in one
    desk.post(look_at(desk, pasted=NOBODY_S.replace("opens", "closes")), {"import": "1", "source": ""})
    page = text(desk.get(reverse("admin:index")))
    assert "Refused: 2 deliveries" in page
    assert page.count("The copy does not say who sent it.") == 1
