"""Small pictures with words in them, made piece by piece, so that each piece can be wrong."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

UTF8, LATIN1 = b"\x1b%G", b"\x1b-A"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
}


def plain(format: str = "JPEG", size: tuple[int, int] = (24, 16)) -> bytes:
    """A grey picture without a word."""
    out = BytesIO()
    Image.new("RGB", size, "#8a8a8a").save(out, format)
    return out.getvalue()


def iim(*datasets: tuple[int, int, bytes | str], charset: bytes = b"") -> bytes:
    """IIM of (record, dataset, value); text is written as UTF-8."""
    every = [(1, 90, charset)] if charset else []
    said = [(a, b, value.encode() if isinstance(value, str) else value) for a, b, value in [*every, *datasets]]
    return b"".join(struct.pack(">BBBH", 0x1C, a, b, len(value)) + value for a, b, value in said)


def photoshop(block: bytes, number: int = 0x0404) -> bytes:
    """One of Photoshop's image resources."""
    return b"8BIM" + struct.pack(">HHI", number, 0, len(block)) + block + b"\x00" * (len(block) % 2)


def xmp(properties: str, attributes: str = "") -> bytes:
    """An XMP packet round properties in RDF."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {spaces}><rdf:Description rdf:about="" {attributes}>{properties}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def bag(name: str, *values: str) -> str:
    return f"<{name}><rdf:Bag>{''.join(f'<rdf:li>{value}</rdf:li>' for value in values)}</rdf:Bag></{name}>"


def alt(name: str, value: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{name}>'


def exif(tags: dict[int, Any]) -> bytes:
    made = Image.Exif()
    for tag, value in tags.items():
        made[tag] = value
    return made.tobytes().removeprefix(b"Exif\x00\x00")


def jpeg(*, xmp: bytes = b"", iim: bytes = b"", exif: bytes = b"", base: bytes = b"") -> bytes:
    """A JPEG with these blocks in front of its picture."""
    base = base or plain()
    blocks = [(0xE1, b"Exif\x00\x00", exif), (0xE1, b"http://ns.adobe.com/xap/1.0/\x00", xmp)]
    blocks.append((0xED, b"Photoshop 3.0\x00", photoshop(iim) if iim else b""))
    return base[:2] + b"".join(segment(marker, mark + block) for marker, mark, block in blocks if block) + base[2:]


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def png(*, xmp: bytes = b"", exif: bytes = b"", packed: bool = False) -> bytes:
    base = plain("PNG")
    text = zlib.compress(xmp) if packed else xmp
    said = chunk(b"iTXt", b"XML:com.adobe.xmp\x00" + bytes([packed]) + b"\x00\x00\x00" + text) if xmp else b""
    return base[:33] + said + (chunk(b"eXIf", exif) if exif else b"") + base[33:]


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def webp(**blocks: bytes) -> bytes:
    out = BytesIO()
    Image.new("RGB", (24, 16), "#8a8a8a").save(out, "WEBP", **blocks)
    return out.getvalue()


def tiff(tags: dict[int, bytes]) -> bytes:
    out = BytesIO()
    Image.new("RGB", (24, 16), "#8a8a8a").save(out, "TIFF", tiffinfo=dict(tags))
    return out.getvalue()
