"""Picture bytes → smaller pictures that still carry their credit. Pure functions on bytes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

WIDTHS = (400, 800, 1200, 1600)
FALLBACK_WIDTH = 1200  # the one JPEG, for readers whose browser knows no WebP
MAX_PIXELS = 100_000_000
MAX_HEIGHT = 16_383  # WebP's own limit
MAX_WORDS = 2_000  # bytes of each line: an Exif block holds 64 KB
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF")


class PictureError(Exception):
    """These bytes are not a picture that can be shown; the message says why, in a sentence."""


@dataclass(frozen=True)
class Words:
    """What every rendition carries in its Exif block (Artist, Copyright, ImageDescription)."""

    credit_line: str = ""
    copyright_notice: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Made:
    """One rendition: `format` is "webp" or "jpg"."""

    data: bytes
    format: str
    width: int
    height: int


def open_picture(data: bytes) -> Image.Image:
    """The picture upright and in sRGB. Raises PictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata: none of it is kept
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureError(f"The picture has {picture.width}×{picture.height} pixels: too many to show.")
            picture.load()
            return _in_srgb(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError as error:
        raise PictureError(f"This is not a picture in a format we read ({', '.join(FORMATS)}).") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureError("The picture has too many pixels to show.") from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:  # Pillow's words for damaged files
        raise PictureError(f"The picture is damaged: {error}") from error


def _in_srgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):  # Pillow would cut off at 255 what goes to 65535
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    profile = picture.info.get("icc_profile")
    mode = "RGBA" if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info else "RGB"
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            converted = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):  # a broken profile: the plain numbers are the best that is left
            converted = None
        if converted is not None:
            return converted
    return picture.convert(mode)


def renditions(data: bytes, words: Words) -> Iterator[Made]:
    """The sizes that readers are served, widest first, never wider than the original. Raises PictureError."""
    picture = open_picture(data)
    picture.info.clear()  # a comment in the original is not for readers
    widths = [width for width in WIDTHS if width < picture.width] or [picture.width]
    if picture.width <= WIDTHS[-1] and picture.width not in widths:
        widths.append(picture.width)
    exif = _exif(words)
    for width in sorted(widths, reverse=True):
        picture = _narrowed(picture, width)  # each from the next larger one
        if picture.height > MAX_HEIGHT:
            raise PictureError(f"The picture is too tall to show: {picture.height} pixels, at most {MAX_HEIGHT}.")
        yield Made(_saved(picture, "WEBP", exif, quality=80, method=4), "webp", *picture.size)
        if width == max((each for each in widths if each <= FALLBACK_WIDTH), default=min(widths)):
            flat = _on_white(picture)
            yield Made(_saved(flat, "JPEG", exif, quality=82, optimize=True, progressive=True), "jpg", *flat.size)


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if width >= picture.width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _saved(picture: Image.Image, format: str, exif: Image.Exif, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, format, exif=exif, **options)
    return out.getvalue()


def _exif(words: Words) -> Image.Exif:
    """A fresh block: copying the original's would publish where and with what the picture was taken."""
    exif = Image.Exif()
    said = {
        ExifTags.Base.Artist: words.credit_line,
        ExifTags.Base.Copyright: words.copyright_notice or words.credit_line,
        ExifTags.Base.ImageDescription: words.caption,
    }
    for tag, text in said.items():
        if text:
            exif[tag] = text.encode()[:MAX_WORDS].decode(errors="ignore").encode()  # UTF-8; Pillow would ask for ASCII
    return exif
