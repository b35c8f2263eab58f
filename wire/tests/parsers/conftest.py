"""Parsers know nothing of a newsroom: their tests are spared its settings."""

import pytest


@pytest.fixture(autouse=True)
def newsroom():
    """In the place of the suite's own."""
