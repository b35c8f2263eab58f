"""Whoever changes a wire story and ours locks them in one order: alarm after story, photo after article."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wire.actions.restore import restore
from wire.actions.settle_alarm import settle_alarm
from wire.actions.update import apply_update, keep_ours
from wire.models import Alarm, Article, PhotoAsset, WireStory
from wire.tests import cast
from wire.tests.actions.test_update import arrives, pictured

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite locks the whole database"),
]


@pytest.fixture
def story() -> Article:
    """A live story whose photo has another caption in the version that waits."""
    arrives(1, **pictured("Jon Ortega at the pier."))
    live = cast.picked_up_live(at=cast.DAY)
    arrives(2, **pictured("John Ortega at the pier."))
    return live


def locked(act) -> list[str]:
    """The tables of which `act` locks rows, in their order, each once."""
    with CaptureQueriesContext(connection) as asked:
        act()
    told = [query["sql"] for query in asked if "FOR NO KEY UPDATE" in query["sql"] or "FOR UPDATE" in query["sql"]]
    assert all("FOR NO KEY UPDATE" in sql for sql in told if "wire_pendingupdate" not in sql)
    tables = [re.search(r'FROM "wire_(\w+)"', sql)[1] for sql in told]
    return [table for table in dict.fromkeys(tables) if table in ("wirestory", "article", "photoasset", "alarm")]


def test_an_update_is_applied_and_kept_out_in_the_order_of_an_import(story):
    version = WireStory.objects.get().current
    assert locked(lambda: apply_update(story, version=version, choices={}, at=cast.DAY))[:3] == [
        *("wirestory", "article", "photoasset"),
    ]
    assert locked(lambda: restore(story, story.revisions.get(number=2), at=cast.DAY))[:2] == ["wirestory", "article"]
    arrives(3, **pictured("Jan Ortega at the pier."))
    version = WireStory.objects.get().current
    assert locked(lambda: keep_ours(story, version=version, at=cast.DAY))[:2] == ["wirestory", "article"]


def test_an_import_locks_the_photos_that_it_shows_in_one_order(story):
    assert locked(lambda: arrives(3, **pictured("John Ortega.")))[:3] == ["wirestory", "article", "photoasset"]


def test_an_alarm_is_locked_after_the_story_that_it_is_about(story):
    version = WireStory.objects.get().current
    alarm = Alarm.objects.create(kind="kill", words="Kill?", article=story, version=version, raised_at=cast.DAY)
    assert locked(lambda: settle_alarm(alarm, "kill", at=cast.DAY)) == ["wirestory", "alarm", "article"]
    assert PhotoAsset.objects.get().pubstatus == "usable"
