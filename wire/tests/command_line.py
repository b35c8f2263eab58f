"""import_wire as its users meet it: inside the test, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """What a run left behind: its exit status and what it printed."""

    status: int
    out: list[str]
    err: list[str]

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out]


def import_wire(*arguments: object) -> Said:
    """A run on the test's own database."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("import_wire", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as left:
        status = int(left.code or 0)
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    return Said(status, out.getvalue().splitlines(), err.getvalue().splitlines())


def environment(database: str, var: Path, **more: str) -> dict[str, str]:
    """A process's surroundings: nothing of the machine's own settings but how to find Python."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    told = {"ENV_FILE": "", "SECRET_KEY": "for the tests alone", "DATABASE_URL": database, "VAR_DIR": str(var)}
    return kept | told | more


def start(*arguments: object, env: dict[str, str], **options: Any) -> subprocess.Popen[bytes]:
    """`python manage.py …` as a process of its own."""
    command = [sys.executable, str(PROJECT / "manage.py"), *map(str, arguments)]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(command, env=env, **piped)


def finished(process: subprocess.Popen[bytes], given: bytes | None = None) -> Said:
    out, err = process.communicate(given, timeout=120)
    return Said(process.returncode, out.decode().splitlines(), err.decode().splitlines())


def manage(*arguments: object, env: dict[str, str], given: bytes | None = None) -> Said:
    """`python manage.py …`, waited for."""
    stdin = subprocess.PIPE if given is not None else subprocess.DEVNULL
    return finished(start(*arguments, env=env, stdin=stdin), given)
