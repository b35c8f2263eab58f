"""What can be wrong with wire bytes.

WireError
├── UnknownFormat    no parser knows these bytes
└── MalformedItem    a parser knows the format, and this item breaks it
"""


class WireError(Exception):
    """These bytes cannot be read as wire copy; the message says why, in a sentence."""


class UnknownFormat(WireError):
    """No parser recognises the bytes."""


class MalformedItem(WireError):
    """The format is known, the item breaks it. Message: "format: what is wrong, where, what was found"."""
