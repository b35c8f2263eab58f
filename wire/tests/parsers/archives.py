"""Archives made in memory, so that each piece of them can be wrong."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from io import BytesIO


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, mode: int = 0o100644) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files:
            member = zipfile.ZipInfo(name, (2031, 5, 4, 12, 0, 0))
            member.compress_type, member.external_attr = method, mode << 16
            archive.writestr(member, data)
    return out.getvalue()


def tarred(*files: tuple[str, bytes], kind: bytes = tarfile.REGTYPE, format: int = tarfile.USTAR_FORMAT) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for name, data in files:
            member = tarfile.TarInfo(name)
            member.size, member.type = len(data), kind
            archive.addfile(member, BytesIO(data))
    return out.getvalue()


def gzipped(data: bytes, name: str = "") -> bytes:
    out = BytesIO()
    with gzip.GzipFile(name, "wb", mtime=0, fileobj=out) as packed:
        packed.write(data)
    return out.getvalue()
