"""A photo's file, and the sizes that readers are served."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from wire.actions.errors import DeskError
from wire.imaging.renditions import PictureError, Words, renditions
from wire.models import PhotoAsset, Rendition


def attach_file(photo: PhotoAsset, data: bytes, *, name: str) -> PhotoAsset:
    """Give `photo` its picture: the original as received, and its renditions. Raises DeskError."""
    if len(data) > settings.MAX_PICTURE_MB * 1024 * 1024:
        raise DeskError(
            f"{name} is {len(data) / 1024 / 1024:.0f} MB; pictures of up to {settings.MAX_PICTURE_MB} MB are kept. "
            "Make it smaller, or raise MAX_PICTURE_MB."
        )
    made = _made(photo, data, name)
    former = photo.image.name
    with transaction.atomic():
        kept_as = f"{hashlib.sha256(data).hexdigest()[:24]}.{_ending(name)}"
        photo.image.save(kept_as, ContentFile(data, kept_as), save=False)  # unnamed, it has no width and height
        photo.save()
        _replace_renditions(photo, made)
        if former:
            transaction.on_commit(lambda: photo.image.storage.delete(former))
    return photo


def _ending(name: str) -> str:
    """The ending of a file's name, as far as it is letters: it becomes part of a path of ours."""
    letters = (c for c in PurePath(name).suffix.lower() if c.isascii() and c.isalnum())
    return "".join(letters)[:5] or "jpg"


def make_renditions(photo: PhotoAsset) -> PhotoAsset:
    """Make the renditions again, with today's words in them. Raises DeskError where the original cannot be read."""
    try:
        with photo.image.open("rb") as file:
            data = file.read()
    except OSError as error:
        raise DeskError(f"The file of “{photo}” is gone from the disk. Hand it in again.") from error
    made = _made(photo, data, photo.image.name)
    with transaction.atomic():
        _replace_renditions(photo, made)
    return photo


def _made(photo: PhotoAsset, data: bytes, name: str) -> list[Any]:
    words = Words(photo.credit_line, photo.copyright_notice or photo.copyright_holder, photo.caption)
    try:
        return list(renditions(data, words))
    except PictureError as error:
        raise DeskError(f"{name}: {error}") from error


def _replace_renditions(photo: PhotoAsset, made: list[Any]) -> None:
    old = list(photo.renditions.all())
    photo.renditions.all().delete()
    for each in made:
        rendition = Rendition(photo=photo, format=each.format, width=each.width, height=each.height)
        rendition.file.save(f"{photo.pk}-{each.width}.{each.format}", ContentFile(each.data), save=False)
        rendition.save()
    for each in old:
        transaction.on_commit(lambda file=each.file: file.storage.delete(file.name))
