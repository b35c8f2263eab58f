from __future__ import annotations

import os

import pytest

from wire.channels.folder import Found, in_words, walk


@pytest.fixture
def inbox(tmp_path):
    """A folder as agencies' transfer programs leave it."""
    for name in ("b.txt", "a.xml", ".hidden.txt", "sub/c.txt", "sub/.part", ".git/d.txt", "another/e.json"):
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "inbox"


def names(found, inbox):
    return [os.path.relpath(each.path, inbox) for each in found]


def test_a_file_is_itself(inbox):
    assert list(walk(str(inbox / "b.txt"))) == [Found(str(inbox / "b.txt"))]


def test_a_hidden_file_that_is_named_is_read(inbox):
    assert list(walk(str(inbox / ".hidden.txt"))) == [Found(str(inbox / ".hidden.txt"))]


def test_a_folder_gives_its_files_and_those_below_in_name_order(inbox):
    assert names(walk(str(inbox)), inbox) == ["a.xml", "b.txt", "another/e.json", "sub/c.txt"]


def test_a_place_that_is_not_there_is_found_out_at_the_reading(tmp_path):
    assert list(walk(str(tmp_path / "nowhere"))) == [Found(str(tmp_path / "nowhere"))]


def test_a_link_to_a_folder_is_not_followed(inbox, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("x")
    (inbox / "link").symlink_to(tmp_path / "elsewhere")
    (inbox / "circle").symlink_to(inbox)

    assert names(walk(str(inbox)), inbox) == ["a.xml", "b.txt", "another/e.json", "sub/c.txt"]


def test_a_link_to_nothing_is_a_problem_and_not_the_end(inbox):
    (inbox / "aa.txt").symlink_to(inbox / "gone.txt")

    found = list(walk(str(inbox)))

    assert names(found, inbox) == ["a.xml", "aa.txt", "b.txt", "another/e.json", "sub/c.txt"]
    assert [each.problem for each in found] == ["", "There is no such file or folder.", "", "", ""]


def test_a_pipe_is_not_waited_for(inbox):
    os.mkfifo(inbox / "pipe")

    (pipe,) = [each for each in walk(str(inbox)) if each.problem]

    assert pipe == Found(str(inbox / "pipe"), problem="It is a pipe or a device, not a file.")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(), "There is no such file or folder."),
        (PermissionError(), "Reading it is not permitted. Give the user that runs the import the right to read it."),
        (OSError(5, "Input/output error"), "It cannot be read: Input/output error."),
        (OSError("odd"), "It cannot be read: odd."),
    ],
)
def test_what_cannot_be_read_is_said_in_words(error, words):
    assert in_words(error) == words


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (b"in/caf\xc3\xa9.txt", "in/café.txt"),
        (b"in/caf\xe9.txt", "in/caf\\xe9.txt"),
        (b"in/a\nb\x1b.txt", "in/a\\nb\\x1b.txt"),
    ],
)
def test_a_path_can_be_printed_and_kept(path, name):
    assert Found(os.fsdecode(path)).name == name
