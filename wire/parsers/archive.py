"""Archives: several deliveries in one file, each read by the parser that knows it, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wire.parsers._unpacking import Member, gunzipped, is_gzip, is_tar, is_zip, tar_members, zip_members
from wire.parsers.base import Parser
from wire.parsers.errors import MalformedItem
from wire.parsers.item import Context, ParsedItem, ParsedMedia

# First files of zips that are one document: office files, e-books, programs.
_DOCUMENTS = (
    b"[Content_Types].xml",
    b"mimetype",
    b"_rels/",
    b"META-INF/",
    b"AndroidManifest.xml",
    b"word/",
    b"docProps/",
)
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
_NAME_IN_ZIP = 30


class Archive(Parser):
    """zip, tar, tar.gz, and a single file that was packed with gzip."""

    name = "archive"
    largest = 256 * 1024 * 1024  # as much as is unpacked of one delivery

    def recognizes(self, data: bytes) -> bool:
        if is_zip(data):
            return not data[_NAME_IN_ZIP : _NAME_IN_ZIP + 24].startswith(_DOCUMENTS)
        return is_gzip(data) or is_tar(data)

    def items(self, data: bytes, context: Context) -> Iterator[ParsedItem]:
        if context.inner is None:
            raise MalformedItem(f"{self.name}: nobody said who reads what is inside.")
        told = False
        for member in self.members(data):
            if _is_litter(member):
                continue
            for item in context.inner(member.data, member.name).items:
                told = True
                yield _placed(item, member.name)
        if not told:
            raise MalformedItem(f"{self.name}: there is no file in it that could be read.")

    def members(self, data: bytes) -> Iterator[Member]:
        """The files inside, in their order. Raises MalformedItem."""
        if is_zip(data):
            return zip_members(data, self.name)
        plain = gunzipped(data, self.name) if is_gzip(data) else data
        if is_tar(plain):
            return tar_members(plain, self.name)
        return iter([Member(_gzip_name(data), plain)])


def _is_litter(member: Member) -> bool:
    """What a desktop leaves in an archive; and files without a byte."""
    folder, _, own = member.name.replace("\\", "/").rpartition("/")
    return not member.data or own in _LITTER or own.startswith("._") or "__MACOSX" in folder.split("/")


def _placed(item: ParsedItem, name: str) -> ParsedItem:
    """The item, which now knows the file it came in; a picture's file is found by that name."""
    extra = {**item.extra, "member": "/".join(filter(None, [name, item.extra.get("member", "")]))}
    return replace(item, extra=extra, media=tuple(_named(media, name) for media in item.media))


def _named(media: ParsedMedia, name: str) -> ParsedMedia:
    return replace(media, href=name) if "sha256" in media.extra and not media.href else media


def _gzip_name(data: bytes) -> str:
    """The name that gzip kept of its file."""
    end = data.find(b"\x00", 10, 300)
    has_only_a_name = data[3] & 0b1100 == 0b1000
    return data[10:end].decode("latin-1") if has_only_a_name and end > 0 else "packed file"
