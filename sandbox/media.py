"""Media as the Bot API shows them: photo sizes, documents, voice, video, stickers."""

from __future__ import annotations

import struct

from sandbox.files import Files, Kept, Upload
from sandbox.wire import Json, bad_request

PHOTO_EDGES = (90, 320, 800, 1280)
"""The longest edge, in pixels, of the sizes Telegram makes of a photo."""
JPEG_WITHOUT_SIZE = frozenset({0xC4, 0xC8, 0xCC})


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, JPEG or GIF; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:4] == b"GIF8" and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data.startswith(b"\xff\xd8"):
        return _jpeg_dimensions(data)
    return None


def _jpeg_dimensions(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker, length = (
            data[position + 1],
            struct.unpack(">H", data[position + 2 : position + 4])[0],
        )
        if 0xC0 <= marker <= 0xCF and marker not in JPEG_WITHOUT_SIZE:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None


def photo(files: Files, upload: Upload, claimed_size: int | None = None) -> Json:
    size = dimensions(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    kept = [files.keep("photo", upload, claimed_size) for _ in _scales(width, height)]
    return {"photo": [_photo_size(k, s) for k, s in zip(kept, _scales(width, height), strict=True)]}


def _scales(width: int, height: int) -> list[tuple[int, int]]:
    """Return the sizes of one photo, smallest first; a small picture has only its own."""
    longest = max(width, height)
    edges = [edge for edge in PHOTO_EDGES if edge < longest] or [longest]
    if longest <= PHOTO_EDGES[-1] and edges[-1] != longest:
        edges.append(longest)
    return [(max(1, width * edge // longest), max(1, height * edge // longest)) for edge in edges]


def _photo_size(kept: Kept, size: tuple[int, int]) -> Json:
    return _identity(kept) | {"width": size[0], "height": size[1]}


def _identity(kept: Kept) -> Json:
    return {"file_id": kept.file_id, "file_unique_id": kept.unique_id, "file_size": kept.size}


def document(files: Files, upload: Upload, claimed_size: int | None = None) -> Json:
    kept = files.keep("document", upload, claimed_size)
    named = {"file_name": upload.name, "mime_type": upload.mime_type}
    return {"document": named | _identity(kept)}


def voice(files: Files, upload: Upload, claimed_size: int | None = None) -> Json:
    kept = files.keep("voice", upload, claimed_size)
    return {"voice": {"duration": 3, "mime_type": "audio/ogg"} | _identity(kept)}


def video(files: Files, upload: Upload, claimed_size: int | None = None) -> Json:
    kept = files.keep("video", upload, claimed_size)
    shape = {"duration": 5, "width": 640, "height": 360, "file_name": upload.name}
    return {"video": shape | {"mime_type": "video/mp4"} | _identity(kept)}


def sticker(files: Files, upload: Upload, claimed_size: int | None = None) -> Json:
    kept = files.keep("sticker", upload, claimed_size)
    shape = {"type": "regular", "width": 512, "height": 512, "emoji": "👍"}
    plain = {"is_animated": False, "is_video": False}
    return {"sticker": shape | plain | _identity(kept)}


MAKERS = {
    "photo": photo,
    "document": document,
    "voice": voice,
    "video": video,
    "sticker": sticker,
}
