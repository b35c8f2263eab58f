"""A delivery larger than memory should hold is parked, not read."""

from __future__ import annotations

import resource

import pytest

from wire.tests.command_line import manage

SENTENCE = "The delivery is too large to read: 100.0 MB, the limit is 25 MB. Raise MAX_DELIVERY_MB and import it again."


@pytest.mark.django_db
def test_a_huge_file_is_parked_whole_in_little_memory(tmp_path, fresh_database):
    file = tmp_path / "huge.xml"
    with file.open("wb") as huge:
        huge.write(b"<nitf>")
        huge.truncate(100 * 1024 * 1024)
    said = manage("import_wire", file, env=fresh_database)
    assert (said.status, said.out, said.err) == (
        1,
        ["1 delivery, 0 new stories, 0 new versions, 0 unchanged, 1 refused"],
        [f"{file}: {SENTENCE}"],
    )
    [parked] = (tmp_path / "var" / "private" / "oversized").iterdir()
    assert parked.stat().st_size == 100 * 1024 * 1024
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 300 * 1024  # in kB
