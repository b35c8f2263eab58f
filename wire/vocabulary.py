"""The words with fixed values. Imports nothing of the house, so every room may use them."""

from django.db.models import TextChoices

URGENCY_HIGHEST = 1
URGENCY_LOWEST = 9  # ninjs goes to 9, NITF to 8; the number is kept as sent


class PubStatus(TextChoices):
    """The sender's word on an item (IPTC spelling, one l)."""

    USABLE = "usable", "usable"
    WITHHELD = "withheld", "withheld"
    CANCELED = "canceled", "canceled"


class ItemKind(TextChoices):
    """What an item is made of (IPTC news item nature)."""

    TEXT = "text", "text"
    PICTURE = "picture", "picture"
    GRAPHIC = "graphic", "graphic"
    AUDIO = "audio", "audio"
    VIDEO = "video", "video"
    COMPOSITE = "composite", "package"


class Signal(TextChoices):
    """What the sender asks the desk to do with an item, from fields or from words."""

    UPDATE = "update", "update"
    CORRECTION = "correction", "correction"
    KILL = "kill", "kill"
    WITHHOLD = "withhold", "withhold"
    EMBARGO = "embargo", "embargo"
    ADVISORY = "advisory", "advisory"
    ALERT = "alert", "alert"
    CLARIFICATION = "clarification", "clarification"
    ADD = "add", "add"


class DeskStatus(TextChoices):
    """Our own word on an article. Only PUBLISHED is ever shown to readers."""

    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"
    KILLED = "killed", "killed"


class Channel(TextChoices):
    """The way a delivery came in."""

    COMMAND = "command", "command line"
    PASTE = "paste", "pasted on the desk"
    UPLOAD = "upload", "uploaded on the desk"
    DEMO = "demo", "demonstration"


class Outcome(TextChoices):
    """What became of a delivery."""

    RECEIVED = "received", "received"
    IMPORTED = "imported", "imported"
    REFUSED = "refused", "refused"


class Consequence(TextChoices):
    """What a later version does to a story that we have, the gravest first."""

    KILL = "kill", "called back"
    CORRECTION = "correction", "correction"
    FACT = "fact", "changed fact"
    NEW_TOP = "new top", "new top"
    ADDED = "added", "added"
    CUT = "cut", "cut"
    PHOTOS = "photos", "photos only"
    COSMETIC = "cosmetic", "wording only"


class AlarmKind(TextChoices):
    """What the desk is called to decide, now."""

    KILL = "kill", "a kill whose story is not certain"
    WITHHOLD = "withhold", "a withhold whose story is not certain"
    REVIVED = "revived", "sent again after it was called back"
    CORRECTIVE = "corrective", "a correction of an earlier story"
    RIGHTS = "rights", "rights that need a decision"
    TIMES = "times", "times that contradict each other or cannot be read"
