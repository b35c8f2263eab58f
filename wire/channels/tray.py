"""Copy that an editor has handed in and not yet imported: looked at first, kept only when they say so."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import storages

LEFT_AFTER = timedelta(days=1)
_TOKEN = re.compile(r"[a-z0-9]{32}\Z")


@dataclass(frozen=True)
class HandedIn:
    """One file on the tray."""

    name: str
    path: str

    @property
    def size(self) -> int:
        return int(storages["private"].size(self.path))

    def open(self) -> BinaryIO:
        return storages["private"].open(self.path, "rb")  # type: ignore[return-value]


def put(owner: int, files: Iterable[tuple[str, File]], *, at: datetime) -> str:
    """Lay files down for `owner`; what they left here a day ago is cleared. Returns the token that finds them."""
    _clear_stale(owner, at)
    token = secrets.token_hex(16)
    for number, (name, file) in enumerate(files):
        safe = re.sub(r"[^\w. -]", "_", name).encode()[-100:].decode(errors="ignore") or "copy"
        storages["private"].save(f"tray/{owner}/{token}/{number:04}-{safe}", file)
    return token


def look(owner: int, token: str) -> Iterator[HandedIn]:
    """The files that `owner` laid down under `token`; none for a token that is not theirs."""
    if not _TOKEN.match(token):
        return
    folder = f"tray/{owner}/{token}"
    if not storages["private"].exists(folder):
        return
    for name in sorted(storages["private"].listdir(folder)[1]):
        yield HandedIn(name.partition("-")[2], f"{folder}/{name}")


def clear(owner: int, token: str) -> None:
    """Take them off the tray."""
    for file in list(look(owner, token)):
        storages["private"].delete(file.path)
    if _TOKEN.match(token):
        storages["private"].delete(f"tray/{owner}/{token}")


def _clear_stale(owner: int, at: datetime) -> None:
    if not storages["private"].exists(f"tray/{owner}"):
        return
    for token in storages["private"].listdir(f"tray/{owner}")[0]:
        files = list(look(owner, token))
        if all(storages["private"].get_modified_time(file.path) < at - LEFT_AFTER for file in files):
            clear(owner, token)
