"""Copy that lies in files and folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """A file to read, or a place that cannot be looked into and why."""

    path: str
    problem: str = ""

    @property
    def name(self) -> str:
        """The path as it can be printed and kept: what is no text in it is written as its code."""
        text = os.fsencode(self.path).decode("utf-8", "backslashreplace")
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def walk(path: str) -> Iterator[Found]:
    """The file at `path`, or all files below that folder in name order; hidden ones and links to folders left out."""
    if not os.path.isdir(path):
        yield Found(path)
        return
    barred: list[OSError] = []
    for folder, inner, names in os.walk(path, onerror=barred.append):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield _found_in_folder(os.path.join(folder, name))
    for error in barred:
        yield Found(str(error.filename), problem=in_words(error))


def _found_in_folder(path: str) -> Found:
    """A pipe or a device that lies in a folder is not read: it might never end, or never begin."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return Found(path, problem=in_words(error))
    return Found(path) if stat.S_ISREG(mode) else Found(path, problem="It is a pipe or a device, not a file.")


def in_words(error: OSError) -> str:
    """Why a file or folder cannot be read, as a sentence with its cure."""
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder."
    if isinstance(error, PermissionError):
        return "Reading it is not permitted. Give the user that runs the import the right to read it."
    return f"It cannot be read: {error.strerror or error}."
