"""Every page of the desk, for each of its groups."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from taggit.models import Tag

from wire.models import Article, PhotoAsset, WireStory
from wire.tests import cast

DAILY = ["wirestory", "article", "photoasset", "delivery", "section", "siteblock", "source"]


@pytest.fixture
def newsroom_with_copy(db):
    cast.deliver()
    cast.deliver(b"\x00\x01\x02\x03" * 9, name="noise.bin")
    cast.live_story()
    cast.local_story("Still a draft")
    cast.photo()


@pytest.mark.parametrize("group", ["Wire editor", "Publisher", "Photo desk"])
def test_each_group_opens_every_list_of_the_day(client, newsroom_with_copy, group):
    client.force_login(cast.person("someone", group))
    for name in DAILY:
        response = client.get(reverse(f"admin:wire_{name}_changelist"))
        assert response.status_code == 200, (group, name)


def test_the_first_page_says_what_waits_and_what_is_live(client, newsroom_with_copy, paul):
    client.force_login(paul)
    page = client.get(reverse("admin:index")).content.decode()
    for shown in ("Ferry hits pier; 14 hurt", "Still a draft", "Ferry returns to its old pier", "Refused: noise.bin"):
        assert shown in page


def test_an_empty_desk_says_what_to_do_first(client, edda):
    client.force_login(edda)
    page = client.get(reverse("admin:index")).content.decode()
    for shown in ("Nothing waits.", "No drafts.", "Nothing is published.", reverse("admin:wire_import")):
        assert shown in page


def test_the_sidebar_offers_only_what_a_person_may_open(client, pia, edda):
    client.force_login(pia)
    assert reverse("admin:wire_import") not in client.get(reverse("admin:index")).content.decode()
    client.force_login(edda)
    assert reverse("admin:wire_import") in client.get(reverse("admin:index")).content.decode()


def test_every_registered_page_opens_for_the_one_who_runs_it(client, newsroom_with_copy):
    client.force_login(User.objects.create_superuser("root", password=cast.PASSWORD))
    for model, model_admin in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200, name
        if model_admin.has_add_permission(client.get(reverse("admin:index")).wsgi_request):
            assert client.get(reverse(f"admin:{name}_add")).status_code == 200, name
        first = model._default_manager.first()
        if first:
            assert client.get(reverse(f"admin:{name}_change", args=[first.pk])).status_code == 200, name


def test_a_stranger_is_sent_to_the_login(client, newsroom_with_copy):
    story = WireStory.objects.get()
    for address in (reverse("admin:index"), reverse("admin:wire_import"), story.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("admin:login"))


def test_the_photo_desk_gives_a_photo_its_file(client, pia):
    photo = cast.photo()
    client.force_login(pia)
    form = {
        "caption": "The ferry at dusk.", "credit_line": "Mara Quist / The Courier", "alt_text": "A ferry",
        "file": SimpleUploadedFile("ferry.jpg", cast.picture(), "image/jpeg"),
        "embargoed_until_0": "", "embargoed_until_1": "", "expires_at_0": "", "expires_at_1": "",
    }  # fmt: skip
    response = client.post(reverse("admin:wire_photoasset_change", args=[photo.pk]), form)
    assert response.status_code == 302, response.context["errors"]
    photo.refresh_from_db()
    assert (photo.width, photo.height) == (1000, 600)
    assert {rendition.format for rendition in photo.renditions.all()} == {"webp", "jpg"}


def test_a_file_that_is_no_picture_is_refused_and_the_words_are_kept(client, pia):
    client.force_login(pia)
    form = {
        "caption": "The pier.", "credit_line": "Mara Quist", "alt_text": "",
        "file": SimpleUploadedFile("ferry.jpg", b"not a picture", "image/jpeg"),
        "embargoed_until_0": "", "embargoed_until_1": "", "expires_at_0": "", "expires_at_1": "",
    }  # fmt: skip
    page = client.post(reverse("admin:wire_photoasset_add"), form, follow=True).content.decode()
    assert "The words were saved, the picture was not: ferry.jpg: This is not a picture in a format we read" in page
    assert PhotoAsset.objects.get().caption == "The pier."


def test_a_section_cannot_take_an_address_of_the_site_itself(client, paul):
    client.force_login(paul)
    section = cast.section()
    form = {"name": "Desk", "slug": "desk", "order": "1", "description": "", "wire_codes": ""}
    page = client.post(reverse("admin:wire_section_change", args=[section.pk]), form).content.decode()
    assert "/desk/ is an address of the site itself. Choose another slug." in page


def test_the_first_page_tells_an_account_without_rights_nothing(client, newsroom_with_copy):
    client.force_login(User.objects.create_user("rolf", is_staff=True))
    page = client.get(reverse("admin:index")).content.decode()
    for hidden in ("Ferry", "Still a draft", "noise.bin", "Waiting on the wire", "Drafts", "Live", "To look at"):
        assert hidden not in page


def test_tags_are_merged_by_those_who_may_change_them(client, edda):
    cast.live_story().tags.set(["ferries"])
    client.force_login(edda)
    listed, merge = reverse("admin:taggit_tag_changelist"), reverse("admin:taggit_tag_merge_tags")
    client.post(listed, {"action": "render_tag_form", "_selected_action": [Tag.objects.get().pk]})
    assert client.post(merge, {"new_tag_name": "boats"}).status_code == 403
    assert list(Tag.objects.values_list("name", flat=True)) == ["ferries"]

    client.force_login(User.objects.create_superuser("root", password=cast.PASSWORD))
    assert "Choose the tags to merge in the list first." in client.get(merge, follow=True).content.decode()
    client.post(listed, {"action": "render_tag_form", "_selected_action": [Tag.objects.get().pk]})
    client.post(merge, {"new_tag_name": "boats"})
    assert list(Article.objects.get().tags.names()) == ["boats"]
