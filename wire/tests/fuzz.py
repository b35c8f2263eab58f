"""Coverage-guided fuzzing of the parsers with atheris: `make fuzz`, SECONDS for each format.

    python -m wire.tests.fuzz [--seconds 60] [FORMAT …]

Whatever bytes come, a parser answers with items or with a WireError. Bytes for which it does not are kept as
wire/tests/wires/<format>/crash-…: mend the parser, write the .json beside them, and the sweep keeps them for ever.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from wire.parsers.errors import WireError
from wire.parsers.item import Context
from wire.parsers.registry import load, parse

WIRES = Path(__file__).parent / "wires"
CONTEXT = Context(source="Meridian Press", received_at=datetime(2031, 5, 6, 15, tzinfo=UTC))
LONGEST = 20_000  # bytes: what is longer slows the search down and finds nothing else


def names() -> list[str]:
    return [parser.name for parser in load(settings.WIRE_PARSERS)]


def seeds(name: str) -> list[bytes]:
    """The format's samples, the crashes of earlier runs among them."""
    paths = [path for path in (WIRES / name).iterdir() if path.suffix != ".json" or not _is_expectation(path)]
    return [path.read_bytes() for path in sorted(paths)]


def _is_expectation(path: Path) -> bool:
    try:
        return "shows" in json.loads(path.read_bytes())
    except ValueError:
        return False


def fuzz(name: str, arguments: list[str]) -> None:
    """Runs until libFuzzer's own limits end the process."""
    import atheris  # noqa: PLC0415  (only where fuzzing is asked for: it instruments what is loaded within)

    with atheris.instrument_imports(include=["wire"]):
        parsers = load(settings.WIRE_PARSERS)

    def one(data: bytes) -> None:
        try:
            parse(data, parsers, CONTEXT, only=name)
        except WireError:
            return

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def run(name: str, seconds: int) -> bool:
    """One format in a process of its own. Whether it held."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            Path(corpus, f"seed-{number:03}").write_bytes(seed[:LONGEST])
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=1024"]
        kept = f"-artifact_prefix={WIRES / name}/"
        command = [sys.executable, "-m", "wire.tests.fuzz", "--inside", name, *limits, kept, corpus]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    tried = next((line for line in reversed(done.stderr.splitlines()) if line.startswith("Done ")), "")
    print(f"{name:12} {tried or 'BROKE'}", flush=True)
    if done.returncode:
        print("\n".join(done.stderr.splitlines()[-40:]))
    return done.returncode == 0


def main() -> None:
    if sys.argv[1:2] == ["--inside"]:
        return fuzz(sys.argv[2], sys.argv[3:])
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("formats", nargs="*", metavar="FORMAT")
    chosen = options.parse_args()
    held = [run(name, chosen.seconds) for name in chosen.formats or names()]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
