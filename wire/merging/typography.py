"""Which differences in writing are no difference in what is said: the shape of quotation marks, dashes and spaces."""

from __future__ import annotations

import re
from unicodedata import normalize

_SHAPES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-"),
    "\u2026": "...",
    # Seen by nobody: soft hyphen, zero-width space, joiner of lines, direction marks, byte order mark.
    **dict.fromkeys("\u00ad\u200b\u2060\u200e\u200f\ufeff", ""),
}
_TABLE = str.maketrans(_SHAPES)
_SPACE = re.compile(r"\s+")
_DASHES = re.compile(r"-{2,}")


def folded(text: str) -> str:
    """The text as it is compared: plain quotation marks and dashes, single spaces, composed letters."""
    if not text.isascii():
        text = normalize("NFC", text).translate(_TABLE)
    if "--" in text:
        text = _DASHES.sub("-", text)
    return _SPACE.sub(" ", text).strip()
