"""import_wire --replay, as its users meet it."""

from __future__ import annotations

import hashlib
import os
import pty
import subprocess
import termios

import pytest

from wire.actions.pick_up import pick_up
from wire.models import Delivery, WireStory, WireVersion
from wire.tests import cast
from wire.tests.command_line import import_wire, manage, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    """A delivery that is read as ever, one of which an earlier parser read the byline otherwise, one it refused."""
    cast.deliver(cast.ninjs("One"), name="one.json")
    changed = cast.deliver(cast.ninjs("Two"), name="two.json", at=cast.DAY + cast.HOUR).versions[0]
    WireVersion.objects.filter(pk=changed.pk).update(byline="By RAY COLE")
    data = cast.ninjs("Three")
    Delivery.objects.create(
        name="three.json", channel="command", received_at=cast.DAY + 2 * cast.HOUR, body=data, size=len(data),
        digest=hashlib.sha256(data).hexdigest(), outcome="refused", reason="Not recognised.", source=cast.agency(),
    )  # fmt: skip
    return changed


def test_what_would_change_is_shown_and_nothing_is_changed(three):
    said = import_wire("--replay")

    assert (said.status, said.err) == (0, [])
    assert said.out == [
        "two.json: Two: byline: “By RAY COLE” → “Ray Cole”",
        "three.json: would now be read: Three",
        "3 deliveries, 1 unchanged, 1 would now be read, 0 would now be refused, "
        "1 version would now be written again, 0 kept as they are",
    ]
    three.refresh_from_db()
    assert (three.byline, WireStory.objects.count()) == ("By RAY COLE", 2)


def test_applied_each_change_is_told_and_the_next_replay_finds_nothing(three):
    said = import_wire("--replay", "--apply")

    assert said.out == [
        "two.json: Two: byline: “By RAY COLE” → “Ray Cole”",
        "two.json: Two: written again",
        "three.json: read: Three",
        "3 deliveries, 1 unchanged, 1 read, 0 would now be refused, 1 version written again, 0 kept as they are",
    ]
    three.refresh_from_db()
    assert (three.byline, WireStory.objects.count()) == ("Ray Cole", 3)
    assert import_wire("--replay").out == [
        "3 deliveries, 3 unchanged, 0 would now be read, 0 would now be refused, "
        "0 versions would now be written again, 0 kept as they are"
    ]


def test_a_story_that_was_picked_up_is_kept_and_named(three):
    pick_up(three, at=cast.DAY)

    shown, done = import_wire("--replay"), import_wire("--replay", "--apply")

    assert shown.out[1] == "two.json: Two: would be kept as it is: “Two” was made of its story."
    assert done.out[1] == "two.json: Two: kept as it is: “Two” was made of its story."
    assert done.out[-1].endswith("0 versions written again, 1 kept as they are")


def test_what_would_be_refused_now_makes_the_status_one(three):
    Delivery.objects.filter(name="one.json").update(body=b"{}")

    said = import_wire("--replay")

    assert said.status == 1
    assert said.out[0].startswith("one.json: would now be refused: Not recognised as any of ")


def test_as_json_each_delivery_is_a_line_and_the_counts_go_to_stderr(three):
    said = import_wire("--replay", "--json")

    one, two, third = said.objects
    assert one == {
        "delivery": Delivery.objects.get(name="one.json").pk,
        "name": "one.json",
        "received_at": "2031-05-06T15:00:00+00:00",
        "outcome": "unchanged",
        "applied": False,
    }
    assert (two["outcome"], two["versions"]) == (
        "changed",
        [
            {
                "version": three.pk,
                "guid": "tag:mp:Two",
                "headline": "Two",
                "changes": {"byline": {"old": "By RAY COLE", "new": "Ray Cole"}},
            }
        ],
    )
    assert (third["outcome"], third["items"]) == ("readable", ["Three"])
    assert said.err[0].startswith("3 deliveries, 1 unchanged, ")


def test_as_json_what_was_done_says_so(three):
    pick_up(three, at=cast.DAY)
    told = {each["name"]: each for each in import_wire("--replay", "--apply", "--json").objects}

    assert {name: each["applied"] for name, each in told.items()} == {
        "one.json": False, "two.json": True, "three.json": True,
    }  # fmt: skip
    assert [each["kept"] for each in told["two.json"]["versions"]] == ["“Two” was made of its story."]


def test_a_long_value_is_shown_from_where_it_differs():
    long = "<p>The ferry left the old pier at eight in the morning, as it does each day, and came back at noon.</p>"
    cast.deliver(cast.ninjs("One", body_html=long), name="one.json")
    WireVersion.objects.update(body_html=long.replace("noon", "night"))

    (line, _) = import_wire("--replay").out

    assert line == "one.json: One: body_html: “… came back at night.</p>” → “… came back at noon.</p>”"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--since", "2031-05-06T16:00:00Z"], ["two.json", "three.json"]),
        (["--since", "2031-05-06T09:30"], ["three.json"]),
        (["--since", "2031-05-06"], ["one.json", "two.json", "three.json"]),
        (["--since", "2031-05-07"], []),
        (["--source", "mp"], ["one.json", "two.json", "three.json"]),
    ],
)
def test_it_is_narrowed_by_source_and_by_time(three, options, names):
    assert [each["name"] for each in import_wire("--replay", "--json", *options).objects] == names


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--replay", "x.json"], "--replay reads what is stored: it takes no PATH, no --publish and no --dry-run."),
        (["--replay", "--dry-run"], "--replay reads what is stored: it takes no PATH, no --publish and no --dry-run."),
        (["--replay", "--publish"], "--replay reads what is stored: it takes no PATH, no --publish and no --dry-run."),
        (["--apply", "x.json"], "--apply and --since go with --replay."),
        (["--since", "2031-05-06", "x.json"], "--apply and --since go with --replay."),
        (["--replay", "--since", "May"], "“May” is no time. Use 2031-05-06 or 2031-05-06T09:30."),
        (["--replay", "--since", "2031-02-30"], "“2031-02-30” is no time. Use 2031-05-06 or 2031-05-06T09:30."),
        (
            ["--replay", "--source", "nobody"],
            "No source is called “nobody”. Sources: ap, wpns. Add one on the desk under Sources.",
        ),
        ([], "Name a file or a folder, or - for standard input. --help says more."),
    ],
)
def test_a_usage_error_says_what_goes_together(arguments, sentence):
    said = import_wire(*arguments)
    assert (said.status, said.err, said.out) == (2, [sentence], [])


def test_an_empty_newsroom_is_no_fault():
    said = import_wire("--replay")
    assert (said.status, said.out[0][:26]) == (0, "0 deliveries, 0 unchanged,")


BREAKS = """\
from wire.parsers.base import Parser


class Breaks(Parser):
    name = "breaks"

    def recognizes(self, data):
        return b"BREAK" in data

    def items(self, data, context):
        raise ZeroDivisionError("our own fault")
"""


def test_a_delivery_on_which_our_own_code_breaks_does_not_stop_the_rest(fresh_database, tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "a.json").write_bytes(cast.ninjs("BREAK"))
    (sent / "b.json").write_bytes(cast.ninjs("Two"))
    manage("import_wire", sent, env=fresh_database)
    (tmp_path / "breaks.py").write_text(BREAKS)
    env = fresh_database | {"EXTRA_WIRE_PARSERS": "breaks.Breaks", "PYTHONPATH": str(tmp_path)}

    said = manage("import_wire", "--replay", "--json", env=env)

    assert (said.status, [each["outcome"] for each in said.objects]) == (1, ["broken", "unchanged"])
    assert "ZeroDivisionError: our own fault" in said.objects[0]["traceback"]


def test_a_terminal_sees_a_progress_bar(fresh_database, tmp_path):
    (tmp_path / "one.json").write_bytes(cast.ninjs("One"))
    manage("import_wire", tmp_path / "one.json", env=fresh_database)
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = start("import_wire", "--replay", env=fresh_database, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # how Linux says that the other end was closed
        pass
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert (process.returncode, b"| 0/1 [" in shown) == (0, True)
    assert out.decode().startswith("1 delivery, 1 unchanged, ")
