"""The installation's own secret key: made once, kept beside its data, never in the repository."""

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def installation_secret(path: Path) -> str:
    """The key kept at `path`; made there, readable by the owner alone, when there is none yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        key = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"No secret key: {path} can be neither read nor made ({error.strerror}). Set SECRET_KEY, or VAR_DIR to a "
            "folder that Wiredesk may write to."
        ) from error
    if not key:
        raise ImproperlyConfigured(f"No secret key: {path} is empty. Delete it, or set SECRET_KEY.")
    return key


def _make(path: Path) -> None:
    """Write the key whole before it gets its name, so that two processes that start at once share one."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # readable by the owner alone
    with os.fdopen(handle, "w") as file:
        file.write(get_random_secret_key())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first
    except OSError:  # a file system without links
        os.replace(draft, path)
        return
    os.unlink(draft)
