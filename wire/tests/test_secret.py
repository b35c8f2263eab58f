from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.secret import installation_secret


def test_a_key_is_made_once_and_kept(tmp_path):
    path = tmp_path / "var" / "secret-key"

    key = installation_secret(path)

    assert len(key) == 50
    assert installation_secret(path) == key
    assert path.read_text() == key


def test_no_two_installations_share_a_key(tmp_path):
    assert installation_secret(tmp_path / "one") != installation_secret(tmp_path / "two")


def test_the_owner_alone_reads_the_key(tmp_path):
    installation_secret(tmp_path / "secret-key")

    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_nothing_but_the_key_is_left_behind(tmp_path):
    installation_secret(tmp_path / "var" / "secret-key")

    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret-key"]


def test_a_key_that_is_there_is_taken_as_it_is(tmp_path):
    (tmp_path / "secret-key").write_text("  kept from before\n")

    assert installation_secret(tmp_path / "secret-key") == "kept from before"


def test_an_empty_key_is_refused_with_the_cure(tmp_path):
    path = tmp_path / "secret-key"
    path.write_text(" \n")

    with pytest.raises(ImproperlyConfigured) as refused:
        installation_secret(path)

    assert str(refused.value) == f"No secret key: {path} is empty. Delete it, or set SECRET_KEY."


def test_a_place_that_cannot_be_written_is_refused_with_the_cure(tmp_path):
    (tmp_path / "var").write_text("a file, no folder")
    path = tmp_path / "var" / "secret-key"

    with pytest.raises(ImproperlyConfigured) as refused:
        installation_secret(path)

    assert str(refused.value) == (
        f"No secret key: {path} can be neither read nor made (File exists). Set SECRET_KEY, or VAR_DIR to a "
        "folder that Wiredesk may write to."
    )


def test_a_folder_in_the_place_of_the_key_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"can be neither read nor made \(Is a directory\)"):
        installation_secret(tmp_path)


def test_a_process_that_comes_second_shares_the_key_of_the_first(tmp_path):
    path = tmp_path / "secret-key"
    key = installation_secret(path)

    with ThreadPoolExecutor(4) as processes:
        assert set(processes.map(installation_secret, [path] * 8)) == {key}
