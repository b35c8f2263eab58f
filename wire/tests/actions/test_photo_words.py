"""Words that a merge gives a photo."""

from __future__ import annotations

import pytest

from wire.actions.errors import DeskError
from wire.actions.photo_words import put_words
from wire.models import PhotoAsset
from wire.tests import cast

pytestmark = pytest.mark.django_db


def test_a_credit_longer_than_is_kept_is_refused():
    photo = cast.photo()
    with pytest.raises(DeskError) as refused:
        put_words({f"photo-{photo.pk}-credit_line": "M" * 501})
    assert str(refused.value) == "The credit line has 501 characters, at most 500 are kept. Shorten it."
    assert PhotoAsset.objects.get().credit_line == "Mara Quist / The Courier"
