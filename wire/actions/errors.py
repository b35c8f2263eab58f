"""What an action says when it refuses."""


class DeskError(Exception):
    """The action was refused, nothing was changed; the text is for an editor to read."""
