"""A slugline in its parts, and what all filings of a story share."""

from __future__ import annotations

import pytest

from wire.sluglines import bare_slug, slugified, split_slugline

SLUGLINES = [
    ("BC-US--Ferry Crash, 1st Ld-Writethru,640", ("BC-US--Ferry Crash", "1st Ld-Writethru", 640)),
    ("BC-US--Ferry Crash, 10th Ld-Writethru", ("BC-US--Ferry Crash", "10th Ld-Writethru", None)),
    ("BC-US--Ferry Crash, KILL,60", ("BC-US--Ferry Crash", "KILL", 60)),
    ("BC-Ferry Crash, 1st Add,120", ("BC-Ferry Crash", "1st Add", 120)),
    ("BC-AS--Harbor Summit-ABRIDGED, 3rd Ld-Writethru", ("BC-AS--Harbor Summit-ABRIDGED", "3rd Ld-Writethru", None)),
    (" BC-US--Ferry-HarborCi 1stLd-Writethru", ("BC-US--Ferry-HarborCi", "1stLd-Writethru", None)),
    ("BC-US--APNewsAlert,18", ("BC-US--APNewsAlert", "", 18)),
    ("FERRY-CRASH 850", ("FERRY-CRASH", "", 850)),
    ("BC-US--Salmon Census, Adv08,410", ("BC-US--Salmon Census", "Adv08", 410)),
    ("BC-US--Reading, Writing, 200", ("BC-US--Reading, Writing", "", 200)),
    ("FERRY-CRASH (WASHPOST) 850 ADV", ("FERRY-CRASH", "ADV", 850)),
    ("FERRY-CRASH (ADV for Sunday, May 11)", ("FERRY-CRASH", "ADV for Sunday, May 11", None)),
    ("WORLD BRIDGE CUP 2030", ("WORLD BRIDGE CUP 2030", "", None)),
    ("Elections, 2030", ("Elections, 2030", "", None)),
    ("HARBROOK-BRIDGE/ (UPDATE 1, PIX)", ("HARBROOK-BRIDGE/ (UPDATE 1, PIX)", "", None)),
    ("", ("", "", None)),
]


@pytest.mark.parametrize(("line", "parts"), SLUGLINES)
def test_a_slugline_is_read_in_its_parts(line: str, parts: tuple[str, str, int | None]) -> None:
    assert split_slugline(line) == parts


@pytest.mark.parametrize("line", ["BC-US--Ferry Crash, 1st Ld,640", "AP-US--Ferry Crash", "US--Ferry Crash, KILL,60"])
def test_all_filings_of_a_story_share_the_bare_slug(line: str) -> None:
    assert bare_slug(line) == "US--Ferry Crash"
    assert slugified(bare_slug(line)) == "us-ferry-crash"
