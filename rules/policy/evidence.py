"""Photos and files that were shown for an item."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class EvidenceState(StrEnum):
    """WAITING: still to be fetched. FAILED: too large, or out of reach for too long."""

    WAITING = "waiting"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """A photo or a file, with the receipt of its report where it came with one.

    `item_id` is set where it came with an answer that becomes no report. `size` is in bytes,
    `sha256` in hex, `path` below the data folder; both are empty until the file is kept.
    """

    id: int
    report_id: int | None
    draft_id: int | None
    item_id: int | None
    album: str | None
    person_id: int
    message_id: int | None
    clause: int | None
    """The clause of its application it was shown for, from 0."""
    check_form_id: int | None
    made_at: datetime | None
    """When it was made, where the messenger tells that."""
    answered: dict[str, Any] | None
    """The question it was taken for an answer to, as storage/reporting/open_questions keeps it."""
    at: datetime
    kind: str
    name: str
    caption: str
    file_id: str
    size: int | None
    state: EvidenceState
    sha256: str | None
    path: str | None
    attempts: int
    receipt: str | None


@dataclass(frozen=True, slots=True)
class AlbumPicture(EvidencePiece):
    """A picture of an album: its place in it, and the item that it is shown for so far."""

    place: int
    about: int | None


_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".webp", ".bmp", ".mp4", ".mov")


def is_photo(kind: str, name: str) -> bool:
    """Return whether a file shows something, also when it was sent as a document."""
    return kind in ("photo", "video") or name.lower().endswith(_PICTURES)


class UnfitBecause(StrEnum):
    """Why a file shows nothing for an item."""

    EMPTY = "empty"
    OF_ANOTHER = "of_another"
    TOO_OLD = "too_old"


@dataclass(frozen=True, slots=True)
class UnfitFile:
    """A file that is not taken; `code` is the other item it was sent for, `day` its own."""

    why: UnfitBecause
    name: str
    code: str = ""
    day: date | None = None
