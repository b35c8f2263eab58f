"""The suite's settings, and the cast as fixtures."""

from __future__ import annotations

import shutil

import pytest
from django.conf import settings as installed
from django.core.files.storage import storages
from django.db import connection

from wire.models import Delivery
from wire.tests import cast
from wire.tests.command_line import environment


def pytest_configure():
    """What the server of the browser tests reads when it starts, before any test's own settings."""
    installed.HTTPS = installed.SECURE_SSL_REDIRECT = False
    installed.SESSION_COOKIE_SECURE = installed.CSRF_COOKIE_SECURE = False
    installed.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing


@pytest.fixture(autouse=True)
def newsroom(settings, tmp_path, monkeypatch):
    """The same paper whatever the machine's environment says; files go to a folder of the test's own."""
    settings.SITE_NAME = cast.PAPER
    settings.TIME_ZONE = "America/Los_Angeles"
    settings.LANGUAGE_CODE = "en-us"
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            **settings.STORAGES["private"],
            "OPTIONS": {**settings.STORAGES["private"]["OPTIONS"], "location": str(tmp_path / "private")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    monkeypatch.setattr(Delivery._meta.get_field("parked"), "storage", storages["private"])  # asked for at import only


@pytest.fixture
def edda(db):
    """The wire editor."""
    return cast.person("edda", "Wire editor")


@pytest.fixture
def paul(db):
    """The publisher's editor: what Edda may, and publish."""
    return cast.person("paul", "Publisher")


@pytest.fixture
def pia(db):
    """The photo desk."""
    return cast.person("pia", "Photo desk")


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory, django_db_setup, django_db_blocker):
    """A copy of the suite's database with nothing in it but what migrations put there: a file, or a name."""
    with django_db_blocker.unblock():
        connection.close()  # PostgreSQL copies no database that somebody is in
        if connection.vendor == "sqlite":
            path = str(tmp_path_factory.mktemp("database") / "blank.sqlite3")
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [path])
            yield path
            return
        name = f"{connection.settings_dict['NAME']}_blank"
        copy_database(connection.settings_dict["NAME"], name)
        yield name
        drop_database(name)


def copy_database(old: str, new: str) -> None:
    drop_database(new)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{new}" TEMPLATE "{old}"')


def drop_database(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def fresh_database(tmp_path, blank_database, db):
    """A database of their own for processes that a test starts: the environment that names it."""
    if connection.vendor == "sqlite":
        shutil.copy(blank_database, tmp_path / "fresh.sqlite3")
        yield environment(f"sqlite:///{tmp_path / 'fresh.sqlite3'}", tmp_path / "var")
        return
    told, name = connection.settings_dict, f"{blank_database}_copy"
    copy_database(blank_database, name)
    who = ":".join(filter(None, [told["USER"], told["PASSWORD"]]))
    yield environment(f"postgres://{who}@{told['HOST']}:{told['PORT'] or 5432}/{name}", tmp_path / "var")
    drop_database(name)
