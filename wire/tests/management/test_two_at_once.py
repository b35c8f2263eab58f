"""Two imports of the same folder at the same time end as one import would."""

from __future__ import annotations

import json

import pytest

from wire.tests import cast
from wire.tests.command_line import finished, manage, start

STORIES = 38
COUNT = """
import json
from wire.models import *
kinds = (Delivery, Source, WireStory, WireVersion, PhotoAsset, Article)
told = {kind.__name__: kind.objects.count() for kind in kinds}
told["refused"] = Delivery.objects.exclude(outcome="imported").count()
told["live"] = Article.objects.filter(desk_status="published", address__isnull=False).count()
told["current"] = sorted(WireStory.objects.filter(version_total=2).values_list("current__version", flat=True))
print(json.dumps(told))
"""


@pytest.fixture
def folder(tmp_path):
    """Forty deliveries of a sender that nobody has heard of: one story comes in three versions."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for number in range(STORIES):
        picture = {
            "type": "picture",
            "uri": f"p{number % 5}",
            "description_text": "The pier.",
            "creditline": "NW/Quist",
        }
        told = {"infosource": [{"name": "Northern Wire"}], "associations": {"main": picture}}
        (folder / f"{number:02}.json").write_bytes(cast.ninjs(f"Story {number}", **told))
    (folder / "98.json").write_bytes(cast.ninjs("Story 1", version="2", infosource=[{"name": "Northern Wire"}]))
    (folder / "99.json").write_bytes(cast.ninjs("Story 1", infosource=[{"name": "Northern Wire"}]) + b" ")
    return folder


def counts(env: dict[str, str]) -> dict[str, object]:
    said = manage("shell", "--verbosity", "0", "--command", COUNT, env=env)
    assert said.status == 0, said.err
    return json.loads(said.out[-1])


@pytest.mark.django_db
def test_two_imports_of_one_folder_at_once_end_as_one_would(folder, fresh_database):
    both = [start("import_wire", "--publish", folder, env=fresh_database) for _ in range(2)]
    said = [finished(process) for process in both]
    assert [(each.status, each.err) for each in said] == [(0, []), (0, [])]
    assert all(each.out[-1].startswith("40 deliveries, ") for each in said)
    assert sum(int(each.out[-1].split(", ")[1].split()[0]) for each in said) == STORIES
    assert counts(fresh_database) == {
        "Delivery": 40,
        "Source": 3,
        "WireStory": STORIES,
        "WireVersion": STORIES + 1,
        "PhotoAsset": 5,
        "Article": STORIES,
        "refused": 0,
        "live": STORIES,
        "current": ["2"],
    }


@pytest.mark.django_db
def test_two_folders_of_one_new_sender_at_once_make_one_source(tmp_path, fresh_database):
    folders = [tmp_path / name for name in ("morning", "evening")]
    for folder in folders:
        folder.mkdir()
        for number in range(10):
            told = {"infosource": [{"name": f"Wire {number}"}]}
            (folder / f"{number:02}.json").write_bytes(cast.ninjs(f"{folder.name} {number}", **told))
    said = [finished(each) for each in [start("import_wire", folder, env=fresh_database) for folder in folders]]
    assert [(each.status, each.err) for each in said] == [(0, []), (0, [])]
    assert counts(fresh_database) | {"live": 0} == {
        "Delivery": 20,
        "Source": 12,
        "WireStory": 20,
        "WireVersion": 20,
        "PhotoAsset": 0,
        "Article": 0,
        "refused": 0,
        "live": 0,
        "current": [],
    }


PICK_UP = """
from datetime import datetime, UTC
from wire.actions.pick_up import pick_up
from wire.models import *
pick_up(WireStory.objects.get().current, at=datetime(2031, 5, 6, tzinfo=UTC), section=Section.objects.first())
"""
UPDATES = """
import json
from wire.models import *
article = Article.objects.get()
waiting = PendingUpdate.objects.get()
print(json.dumps([article.body, waiting.version.version, WireVersion.objects.count(), article.wire_version.version]))
"""


@pytest.mark.django_db
def test_two_later_versions_at_once_are_both_kept_and_the_newest_waits(tmp_path, fresh_database):
    def version(number):
        copy = f"<p>A state ferry struck a pier and {number} were hurt.</p>"
        told = {"uri": "tag:mp:ferry", "version": str(number), "body_html": copy}
        (tmp_path / f"{number}.json").write_bytes(cast.ninjs(**told))
        return tmp_path / f"{number}.json"

    def run(*arguments):
        said = finished(start(*arguments, env=fresh_database))
        assert (said.status, said.err) == (0, [])
        return said.out

    run("import_wire", version(11))
    run("shell", "--verbosity", "0", "--command", PICK_UP)
    both = [start("import_wire", version(number), env=fresh_database) for number in (14, 12)]
    assert [(each.status, each.err) for each in map(finished, both)] == [(0, []), (0, [])]
    (told,) = run("shell", "--verbosity", "0", "--command", UPDATES)
    assert json.loads(told) == ["<p>A state ferry struck a pier and 11 were hurt.</p>", "14", 3, "11"]
