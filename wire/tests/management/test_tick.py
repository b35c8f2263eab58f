"""manage.py tick: its line, its exit status, and two of them at once."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Q

from wire.actions.publish import publish
from wire.models import Article
from wire.rules import embargo
from wire.tests import cast
from wire.tests.command_line import finished, manage, start

STORIES = 30
MAKE = f"""
from wire.tests.cast import *
from wire.models import Placement
from datetime import timedelta
gone = AGO + timedelta(hours=1)
host = live_story("Host", at=AGO)
for number in range({STORIES}):
    publish(local_story(f"Comes {{number}}", at=AGO), at=AGO, publish_at=gone)
    live_story(f"Goes {{number}}", at=AGO, expires_at=gone)
    Placement.objects.create(article=host, photo=photo(caption=f"Photo {{number}}", expires_at=gone), order=number)
"""
COUNT = """
import json
from collections import Counter
from wire.models import *
told = {"alarms": Alarm.objects.count(), "drafts": Article.objects.filter(desk_status="draft").count()}
told["scheduled"] = Article.objects.exclude(publish_at=None).count()
told["whys"] = Counter(why.partition(":")[0] for why in ArticleRevision.objects.values_list("why", flat=True))
print(json.dumps(told))
"""


def run():
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("tick", stdout=out, stderr=err)
    except SystemExit as left:
        status = left.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.mark.django_db
def test_a_tick_prints_one_line_of_what_it_did():
    nothing = "0 went live, 0 left the site, 0 photos expired. Public items violating a rule: 0"
    assert run() == (0, [nothing], [])

    publish(cast.local_story(at=cast.AGO), at=cast.AGO, publish_at=cast.AGO + cast.HOUR)
    assert run() == (0, [nothing.replace("0 went live", "1 went live")], [])
    assert run() == (0, [nothing], [])


@pytest.mark.django_db
def test_a_violation_is_named_and_fails_the_run(monkeypatch):
    story = cast.live_story("Ferry", at=cast.AGO)
    Article.objects.filter(pk=story.pk).update(embargoed_until=cast.FUTURE)
    monkeypatch.setattr(embargo, "q", lambda at, via="": Q())

    status, out, err = run()

    assert (status, err) == (1, ["“Ferry”: It is embargoed until Dec 31, 2098, 16:00 PST."])
    assert out[0].endswith("Public items violating a rule: 1")


@pytest.mark.django_db
def test_two_ticks_at_once_do_each_thing_once(fresh_database):
    made = manage("shell", "--verbosity", "0", "--command", MAKE, env=fresh_database)
    assert made.status == 0, made.err

    said = [finished(process) for process in [start("tick", env=fresh_database) for _ in range(2)]]

    assert [(each.status, each.err) for each in said] == [(0, []), (0, [])]
    did = [[int(part.split()[0]) for part in each.out[0].partition(".")[0].split(", ")] for each in said]
    assert [sum(numbers) for numbers in zip(*did, strict=True)] == [STORIES] * 3
    told = json.loads(manage("shell", "--verbosity", "0", "--command", COUNT, env=fresh_database).out[-1])
    assert (told["alarms"], told["drafts"], told["scheduled"]) == (STORIES, STORIES, 0)
    whys = {why: told["whys"][why] for why in ("Went live as scheduled", "Left the site")}
    assert whys == {"Went live as scheduled": STORIES, "Left the site": STORIES}
