from __future__ import annotations

import os
import stat
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files import File
from django.core.files.storage import storages
from django.utils import timezone

from wire.channels import tray

EDDA, PAUL = 1, 2
DAY_AND_A_BIT = timedelta(days=1, minutes=5)


def files(*named):
    return [(name, File(BytesIO(content))) for name, content in named]


def lay(owner=EDDA, *named, at=None):
    return tray.put(owner, files(*(named or [("story.txt", b"Ferry")])), at=at or timezone.now())


def read(file):
    with file.open() as stream:
        return stream.read()


def test_what_was_laid_down_is_found_whole_and_in_order():
    token = lay(EDDA, ("b.txt", b"Second"), ("a.txt", b"\x00\xffFirst"), ("empty", b""))

    found = list(tray.look(EDDA, token))

    assert [(file.name, file.size) for file in found] == [("b.txt", 6), ("a.txt", 7), ("empty", 0)]
    assert [read(file) for file in found] == [b"Second", b"\x00\xffFirst", b""]


def test_more_than_ten_files_keep_their_order():
    names = [f"{number}.txt" for number in range(12, 0, -1)]

    assert [file.name for file in tray.look(EDDA, lay(EDDA, *((name, b"x") for name in names)))] == names


def test_nobody_else_finds_it():
    token = lay(EDDA)

    assert list(tray.look(PAUL, token)) == []
    tray.clear(PAUL, token)
    assert [file.name for file in tray.look(EDDA, token)] == ["story.txt"]


def test_two_hand_ins_are_kept_apart():
    first, second = lay(EDDA, ("a.txt", b"a")), lay(EDDA, ("b.txt", b"b"))

    assert first != second
    assert [file.name for file in tray.look(EDDA, first)] == ["a.txt"]
    assert [file.name for file in tray.look(EDDA, second)] == ["b.txt"]


@pytest.mark.parametrize(
    "token",
    [
        "",
        "..",
        "../2",
        "../../oversized",
        "/etc",
        "x" * 31,
        "x" * 33,
        "X" * 32,
        "a" * 32,
        "a" * 32 + "\n",
        "a/" + "b" * 30,
    ],
)
def test_a_token_that_was_never_given_finds_and_clears_nothing(token):
    mine, theirs = lay(EDDA), lay(PAUL)

    assert list(tray.look(EDDA, token)) == []
    tray.clear(EDDA, token)

    assert [len(list(tray.look(*each))) for each in ((EDDA, mine), (PAUL, theirs))] == [1, 1]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", ".._.._.._etc_passwd"),
        ("/etc/passwd", "_etc_passwd"),
        ("..\\..\\evil.txt", ".._.._evil.txt"),
        ("..", ".."),
        (".", "."),
        ("", "copy"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("caf\udce9.txt", "caf_.txt"),
        ("Fähre 1-2.txt", "Fähre 1-2.txt"),
        ("<script>.txt", "_script_.txt"),
        ("x" * 300 + ".txt", "x" * 96 + ".txt"),
        ("渡" * 300 + ".txt", "渡" * 32 + ".txt"),
    ],
)
def test_a_name_stays_inside_the_tray(name, kept):
    token = lay(EDDA, (name, b"Ferry"))

    (file,) = tray.look(EDDA, token)
    assert (file.name, read(file)) == (kept, b"Ferry")
    assert file.path == f"tray/1/{token}/0000-{kept}"


def test_what_was_taken_off_is_gone():
    token = lay(EDDA, ("a.txt", b"a"), ("b.txt", b"b"))

    tray.clear(EDDA, token)

    assert list(tray.look(EDDA, token)) == []
    assert not storages["private"].exists(f"tray/{EDDA}/{token}")
    tray.clear(EDDA, token)


def test_what_was_left_a_day_ago_is_cleared_at_the_next_hand_in():
    old, others = lay(EDDA), lay(PAUL)

    new = lay(EDDA, at=timezone.now() + DAY_AND_A_BIT)

    assert list(tray.look(EDDA, old)) == []
    assert [len(list(tray.look(*each))) for each in ((EDDA, new), (PAUL, others))] == [1, 1]


def test_what_was_laid_down_within_the_day_stays():
    earlier = lay(EDDA)

    lay(EDDA, at=timezone.now() + timedelta(hours=23))

    assert [file.name for file in tray.look(EDDA, earlier)] == ["story.txt"]


def test_nobody_but_the_server_reads_the_tray(settings):
    (file,) = tray.look(EDDA, lay(EDDA))

    assert not (settings.MEDIA_ROOT / file.path).exists()
    assert storages["private"].path(file.path).endswith(f"/private/{file.path}")
    assert stat.S_IMODE(os.stat(storages["private"].path(file.path)).st_mode) == 0o600
