"""A picture that arrived as a file goes to its photo, and to the photos of stories that named that file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from wire.actions.errors import DeskError
from wire.actions.make_renditions import attach_file
from wire.models import Delivery, PhotoAsset, WireVersion

PICTURE_FORMATS = {"jpeg", "picture"}  # a delivery in one of these is the picture's own file


def attach_arrived(delivery: Delivery, versions: Iterable[WireVersion], data: bytes) -> list[PhotoAsset]:
    """The photos that have now got their file from `delivery`; those whose picture cannot be shown stay without."""
    if delivery.format not in PICTURE_FORMATS:
        return []
    name = PurePosixPath(delivery.name).name
    waiting = PhotoAsset.objects.awaiting_file()
    photos = {photo.pk: photo for photo in waiting.filter(wire_versions__in=[version.pk for version in versions])}
    for photo in waiting.filter(source=delivery.source, href__endswith=name) if name else ():
        if PurePosixPath(photo.href).name == name:
            photos[photo.pk] = photo
    return [photo for photo in photos.values() if _attached(photo, data, name or "picture.jpg")]


def _attached(photo: PhotoAsset, data: bytes, name: str) -> bool:
    try:
        attach_file(photo, data, name=name)
    except DeskError:  # its words are kept, and the photo desk sees that it waits for a file
        return False
    return True
