"""What hostile files cost: seconds and memory of an import_wire process for each, of several sizes."""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).parents[1]
MEGABYTE = 1024 * 1024
HEAD = b"<nitf><body><body.head><hedline><hl1>Ferry</hl1></hedline></body.head><body.content>"
TAIL = b"</body.content></body></nitf>"


def repeated(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


def bomb(size: int) -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 20)
    )
    return b"<!DOCTYPE nitf [" + entities + b"]>" + HEAD + b"<p>&a19;</p>" + repeated(b"<p>x</p>", size) + TAIL


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "elements in elements": lambda size: HEAD + repeated(b"<p>", size),
    "one attribute": lambda size: HEAD + b'<p class="' + repeated(b"x", size) + b'">x</p>' + TAIL,
    "many attributes": lambda size: (
        HEAD + b"<p " + b" ".join(b'a%d="x"' % n for n in range(size // 12)) + b">x</p>" + TAIL
    ),
    "entity bomb": bomb,
    "many paragraphs": lambda size: HEAD + repeated(b"<p>word</p>", size) + TAIL,
    "one paragraph": lambda size: HEAD + b"<p>" + repeated(b"word ", size) + b"</p>" + TAIL,
    "breaks": lambda size: HEAD + b"<p>" + repeated(b"x<br/>", size) + b"</p>" + TAIL,
    "JSON in JSON": lambda size: b'{"uri":"a","type":"text","headline":"x","extra":' + repeated(b"[", size),
    "JSON text": lambda size: (
        b'{"uri":"a","type":"text","headline":"x","body_text":"' + repeated(b"word ", size) + b'"}'
    ),
    "JSON HTML": lambda size: (
        b'{"uri":"a","type":"text","headline":"x","body_html":"' + repeated(b"<b><i>", size) + b'"}'
    ),
    "plain text, one line": lambda size: b"BC-US--Ferry\n\nHARBOR CITY (MP) - " + repeated(b"word ", size),
    "plain text, lines": lambda size: b"BC-US--Ferry\n\nHARBOR CITY (MP) - x\n\n" + repeated(b"word\n\n", size),
    "zip of nothing": lambda size: gzip.compress(bytes(size * 40), 9),
    "mail of parts": lambda size: (
        b"From: a@b.c\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        + repeated(b"--b\nContent-Type: text/plain\n\nx\n", size)
    ),
}


def cost(path: Path) -> tuple[float, float, str]:
    """Seconds, MB at the most, and the last line of what was said."""
    code = (
        "import sys; from django.core.management import execute_from_command_line as run\n"
        "try: run(['manage.py', 'import_wire', '--dry-run', '--source', 'mp', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "ENV_FILE": "", "VAR_DIR": str(path.parent)}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=PROJECT, env=env, capture_output=True, text=True, check=True
    )
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()[0].partition(": ")[2]
    return time.perf_counter() - start, int(done.stdout.split()[-1]) / 1024, said


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, nargs="+", default=[9, 50])
    sizes = options.parse_args().megabytes
    worst_time = worst_memory = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, make in HOSTILE.items():
            for size in sizes:
                path = Path(folder, "sent.dat")
                path.write_bytes(make(size * MEGABYTE))
                seconds, memory, said = cost(path)
                worst_time, worst_memory = max(worst_time, seconds), max(worst_memory, memory)
                print(f"{name:22} {size:3} MB {seconds:6.1f} s {memory:6.0f} MB   {said[:70]}", flush=True)
    print(f"worst: {worst_time:.1f} s, {worst_memory:.0f} MB")


if __name__ == "__main__":
    main()
