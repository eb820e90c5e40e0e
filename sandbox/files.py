"""Files that were sent: their bytes, their identifiers, the path they are fetched by."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1 << 20
DOWNLOAD_LIMIT = 20 * MEGABYTE
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE


@dataclass(frozen=True)
class Upload:
    """A file as it arrives in a multipart request."""

    name: str
    data: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Kept:
    file_id: str
    unique_id: str
    path: str
    """As in `file_path` of getFile: `photos/file_7.jpg`"""
    upload: Upload
    size: int
    """Bytes; larger than the data itself when a test only claims a large file"""


class Files:
    """Keeps bytes in memory, or below `folder` when there is one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._by_id: dict[str, Kept] = {}
        self._by_path: dict[str, Kept] = {}

    def keep(self, kind: str, upload: Upload, claimed_size: int | None = None) -> Kept:
        number = len(self._by_id)
        suffix = Path(upload.name).suffix
        kept = Kept(
            file_id=f"AgACAgU{secrets.token_urlsafe(24)}{number}",
            unique_id=f"AQAD{secrets.token_urlsafe(8)}",
            path=f"{kind}s/file_{number}{suffix}",
            upload=self._put_away(f"{kind}s/file_{number}{suffix}", upload),
            size=claimed_size or len(upload.data),
        )
        self._by_id[kept.file_id] = self._by_path[kept.path] = kept
        return kept

    def _put_away(self, path: str, upload: Upload) -> Upload:
        if self._folder is None:
            return upload
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(upload.data)
        return Upload(upload.name, b"", upload.mime_type)

    def by_id(self, file_id: str) -> Kept | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> Kept | None:
        return self._by_path.get(path)

    def data(self, kept: Kept) -> bytes:
        if self._folder is None:
            return kept.upload.data
        return (self._folder / kept.path).read_bytes()
