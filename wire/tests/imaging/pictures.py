"""Pictures as cameras, phones and agencies make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms

from wire.imaging.renditions import Made

BLUE = (40, 90, 120)
CAMERA = "Kestrel Camera No. 7"
COMMENT = "Shot from the Tans' kitchen window"
PLACE = "Harbor City"


def saved(picture: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def from_a_phone(orientation: int = 6) -> bytes:
    """Lying on its side, red at the left edge; it tells where it was taken, with what, and more."""
    picture = Image.new("RGB", (600, 400), BLUE)
    picture.paste((220, 20, 20), (0, 0, 100, 400))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = CAMERA
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = PLACE
    xmp = f"<x:xmpmeta><City>{PLACE}</City></x:xmpmeta>".encode()
    return saved(picture, exif=exif, xmp=xmp, comment=COMMENT)


def profile(space: str = "sRGB") -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes that say they are a picture of billions of pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def seen(made: Made) -> Image.Image:
    """The rendition as a browser opens it."""
    return Image.open(BytesIO(made.data))


def said(made: Made, tag: int) -> str:
    """A line of its Exif block; Pillow reads it as Latin-1, the world as UTF-8."""
    return str(seen(made).getexif()[tag]).encode("latin-1").decode()
