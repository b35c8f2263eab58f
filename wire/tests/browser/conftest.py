"""A real browser on the running site. Debian's Chromium; the tests say so and skip where there is none."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from wire.models import Section
from wire.tests import cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items):
    if CHROMIUM is None:
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine (Debian: apt-get install chromium)")
                )


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where there is a browser)

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the test's own thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def as_installed(transactional_db):
    """The database as migrations leave it: a test that commits is followed by an empty one."""
    if not Section.objects.exists():
        editor = SimpleNamespace(connection=connection)
        import_module("wire.migrations.0002_defaults").fill(apps, editor)
        import_module("wire.migrations.0003_groups").make(apps, editor)
        import_module("wire.migrations.0005_groups").allow(apps, editor)


@pytest.fixture
def paul(as_installed):
    return cast.person("paul", "Publisher")


@pytest.fixture
def page(chromium, as_installed, live_server):
    """A page that fails the test when the browser complains: script errors, refused by the content policy."""
    complaints = []
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error.stack}"))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert complaints == []
