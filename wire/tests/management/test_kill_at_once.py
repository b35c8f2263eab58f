"""Stories and their kills in two imports at the same time: whoever is first, nothing that was killed is live."""

from __future__ import annotations

import json

import pytest

from wire.tests import cast
from wire.tests.command_line import finished, manage, start

STORIES = 30
COUNT = """
import json
from wire.models import *
killed = ArticleRevision.objects.filter(why__startswith="Northern Wire killed it")
told = {
    "live": Article.objects.filter(desk_status="published", pubstatus="usable").count(),
    "free": WireStory.objects.filter(pubstatus="usable").count(),
    "stories": WireStory.objects.count(),
    "killed twice": killed.count() - killed.values("article").distinct().count(),
    "ringing": Alarm.objects.ringing().count(),
    "refused": Delivery.objects.exclude(outcome="imported").count(),
}
print(json.dumps(told))
"""


def folder_of(folder, **fields):
    folder.mkdir()
    for number in range(STORIES):
        told = {"infosource": [{"name": "Northern Wire"}]} | fields
        (folder / f"{number:02}.json").write_bytes(cast.ninjs(f"Story {number}", **told))
    return folder


@pytest.mark.django_db
def test_nothing_is_live_that_was_killed_in_another_import_meanwhile(tmp_path, fresh_database):
    stories = folder_of(tmp_path / "stories")
    kills = folder_of(tmp_path / "kills", version="2", pubstatus="canceled")
    several = [
        start("import_wire", "--publish", "--section", "local-news", stories, env=fresh_database),
        start("import_wire", kills, env=fresh_database),
        start("import_wire", kills, env=fresh_database),
    ]
    assert [finished(process).status for process in several] == [0, 0, 0]
    said = manage("shell", "--verbosity", "0", "--command", COUNT, env=fresh_database)
    assert json.loads(said.out[-1]) == {
        "live": 0, "free": 0, "stories": STORIES, "killed twice": 0, "ringing": 0, "refused": 0,
    }  # fmt: skip
