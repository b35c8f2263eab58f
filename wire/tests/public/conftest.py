"""A public page, read."""

from __future__ import annotations

import pytest

from wire.tests.public.reading import page_of


@pytest.fixture
def read(client):
    """Reads a page that must be there."""

    def get(address: str):
        response = client.get(address)
        assert response.status_code == 200
        return page_of(response)

    return get
