"""Files a second per format, beside the bare lxml or json reading of the same bytes, as a ratio in one run.

First items of the size that agencies send, then the samples of the tests, which are a few hundred bytes each: of those
the fixed cost of an item is nearly all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
os.environ.update(
    ENV_FILE="", VAR_DIR=tempfile.mkdtemp(prefix="wiredesk-bench-"), DJANGO_SETTINGS_MODULE="newsroom.settings"
)

from django.conf import settings  # noqa: E402
from lxml import etree  # noqa: E402
from samples import OF_6_KB  # noqa: E402

from wire.parsers.item import Context  # noqa: E402
from wire.parsers.registry import load, parse  # noqa: E402

WIRES = HERE.parent / "wire/tests/wires"
CONTEXT = Context(source="Meridian Press", received_at=datetime(2031, 5, 6, 15, tzinfo=UTC))


def bare(data: bytes) -> object:
    """What nobody reads the format faster than: its tree, with nothing taken from it."""
    start = data.lstrip()[:1]
    if start == b"<":
        return etree.fromstring(data, etree.XMLParser(recover=True))
    if data.lstrip()[:2].rstrip() in (b"{", b'{"', b"[", b"[{"):
        return json.loads(data)
    return data.decode("utf-8", "replace").splitlines()


def microseconds(does: list[Callable[[bytes], object]], files: list[bytes], rounds: int) -> list[float]:
    """CPU time of one file for each of `does`, the best of fifteen; in turn, so that a slow moment slows all."""
    best = [float("inf")] * len(does)
    for _ in range(15):
        for number, do in enumerate(does):
            start = time.process_time()
            for _ in range(rounds):
                for data in files:
                    do(data)
            best[number] = min(best[number], (time.process_time() - start) / rounds / len(files))
    return [each * 1e6 for each in best]


def readable(folder: Path, parsers: tuple[object, ...]) -> list[bytes]:
    """The samples of a format that are items, each repeated facts and all."""
    files = []
    for path in sorted(folder.iterdir()):
        expected = path.with_suffix(".json")
        if path != expected and expected.exists() and "error" not in json.loads(expected.read_text()):
            files.append(path.read_bytes())
    return files


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    parsers = load(settings.WIRE_PARSERS)
    print(f"{'format':14} {'files':>5} {'kB':>6} {'files/s':>9} {'bare':>9} {'ratio':>6}")
    folders = {folder.name: readable(folder, parsers) for folder in sorted(WIRES.iterdir()) if folder.is_dir()}
    items = {f"{name} 6 kB": [make(number) for number in range(20)] for name, make in OF_6_KB.items()}
    for name, files in {**items, **folders}.items():
        ours, limit = microseconds([lambda data: parse(data, parsers, CONTEXT), bare], files, rounds)
        size = sum(map(len, files)) / len(files) / 1024
        print(f"{name:14} {len(files):5} {size:6.1f} {1e6 / ours:9.0f} {1e6 / limit:9.0f} {ours / limit:6.1f}")


if __name__ == "__main__":
    main()
