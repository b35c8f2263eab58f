from __future__ import annotations

import pytest

from wire.actions.publish import unpublish
from wire.models import PhotoAsset, Placement, Rendition, Teaser
from wire.tests.cast import DAY, HOUR, live_story, local_story, photo

pytestmark = pytest.mark.django_db


def public(at=DAY):
    return list(PhotoAsset.objects.public(at))


def placed(article, **fields):
    one = photo(**fields)
    Placement.objects.create(article=article, photo=one)
    return one


def test_a_photo_is_public_while_it_stands_in_a_public_story():
    story = live_story(expires_at=DAY + HOUR)
    one = placed(story)

    assert public() == [one]
    assert public(DAY + HOUR) == []
    unpublish(story, at=DAY)
    assert public() == []


def test_a_photo_that_stands_nowhere_is_not_public():
    photo()
    placed(local_story())

    assert public() == []


def test_a_refused_photo_is_not_public_wherever_it_stands():
    story = live_story()
    placed(story, credit_line="")
    placed(story, pubstatus="canceled")
    placed(story, embargo_words="Hold")

    assert public() == []


def test_a_photo_in_two_stories_is_public_through_the_one_that_is():
    one = placed(local_story("A"))
    Placement.objects.create(article=live_story("B"), photo=one)

    assert public() == [one]


def test_a_teasers_photo_is_public_when_the_teaser_and_its_host_are():
    one = photo()
    Teaser.objects.create(article=live_story("Host"), headline="Outside", photo=one)

    assert public() == [one]


def test_a_teasers_photo_is_not_public_when_its_host_is_a_draft():
    Teaser.objects.create(article=local_story("Host"), headline="Outside", photo=photo())

    assert public() == []


def test_a_teasers_photo_is_not_public_when_the_teased_story_is_a_draft():
    Teaser.objects.create(article=live_story("Host"), linked_article=local_story("Draft"), photo=photo())

    assert public() == []


def test_the_photo_desk_finds_what_is_wanting():
    with_file = {"image": "photos/a.jpg", "width": 1, "height": 1}
    whole = photo(alt_text="A ferry", **with_file)
    no_credit = photo(alt_text="A pier", credit_line="", **with_file)

    assert list(PhotoAsset.objects.without_credit()) == [no_credit]
    bare = photo()
    assert list(PhotoAsset.objects.awaiting_file()) == [bare]
    assert list(PhotoAsset.objects.without_alt_text()) == [bare]
    assert (whole.has_file, bare.has_file) == (True, False)


def test_a_photo_is_called_by_what_is_known_of_it():
    assert str(photo()) == "The ferry at dusk."
    assert str(photo(caption="", alt_text="A ferry")) == "A ferry"
    assert str(photo(caption="", href="ferry.jpg")) == "ferry.jpg"
    nothing = photo(caption="")
    assert str(nothing) == f"Photo {nothing.pk}"
    assert str(photo(caption="x" * 81)) == "x" * 79 + "…"


def test_renditions_are_listed_widest_first():
    one = photo()
    for width in (400, 1200, 800):
        Rendition.objects.create(photo=one, file=f"{width}.webp", format="webp", width=width, height=1)

    assert [str(rendition) for rendition in one.rendition_list] == ["1200×1 webp", "800×1 webp", "400×1 webp"]


def test_a_caption_of_the_place_goes_before_the_photos_own():
    story = local_story()
    placement = Placement(article=story, photo=photo())

    assert placement.caption_shown == "The ferry at dusk."
    placement.caption = "Back at last."
    assert placement.caption_shown == "Back at last."
