"""Words that a merge gives a photo."""

from __future__ import annotations

import pytest

from wire.actions.errors import DeskError
from wire.actions.make_renditions import attach_file
from wire.actions.photo_words import put_words
from wire.models import Article, PhotoAsset
from wire.tests import cast
from wire.tests.actions.test_update import applied, arrives, pictured

pytestmark = pytest.mark.django_db


def test_a_credit_longer_than_is_kept_is_refused():
    photo = cast.photo()
    with pytest.raises(DeskError) as refused:
        put_words({f"photo-{photo.pk}-credit_line": "M" * 501})
    assert str(refused.value) == "The credit line has 501 characters, at most 500 are kept. Shorten it."
    assert PhotoAsset.objects.get().credit_line == "Mara Quist / The Courier"


@pytest.fixture
def live(db) -> Article:
    """A live story with a photo whose caption its sender may correct."""
    arrives(1, **pictured("Jon Ortega at the pier."))
    return cast.picked_up_live(at=cast.DAY)


def test_what_was_written_for_desks_does_not_go_live_in_a_caption(live):
    arrives(2, **pictured("John Ortega at the pier. (Begin optional trim)"))
    with pytest.raises(DeskError) as refused:
        applied(live)
    assert "(Begin optional trim)” is wire furniture." in str(refused.value)
    assert str(refused.value).endswith("Word it anew on the photo’s page first.")
    assert PhotoAsset.objects.get().caption == "Jon Ortega at the pier."

    PhotoAsset.objects.update(caption="John Ortega at the pier.")
    applied(live)
    assert PhotoAsset.objects.get().caption == "John Ortega at the pier."


def test_a_caption_is_right_though_the_file_of_its_photo_is_gone(live):
    photo = attach_file(PhotoAsset.objects.get(), cast.picture(), name="dusk.jpg")
    photo.image.storage.delete(photo.image.name)
    live.source.updates_itself = True
    live.source.save()
    assert arrives(2, **pictured("John Ortega at the pier.")).delivery.outcome == "imported"
    assert PhotoAsset.objects.get().caption == "John Ortega at the pier."
