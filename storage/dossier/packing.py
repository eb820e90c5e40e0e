"""A case file as zip packages: each opens by itself and is no larger than may be sent."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from rules.policy.dossier import FileCondition, FiledEvidence
from rules.policy.evidence import EvidencePiece, EvidenceState

SUMS = "SHA256SUMS"
INTACT, ALTERED = "佐证材料", "内容已改动"
"""Folders of a package: evidence as the ledger knows it, and what is no longer so."""

OVERHEAD = 1000
"""Bytes of a member besides its content, its line in SHA256SUMS included; names are short."""

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a package: its content, or where it lies on the disk."""

    name: str
    content: bytes = b""
    path: Path | None = None

    @property
    def size(self) -> int:
        """Return its bytes."""
        return self.path.stat().st_size if self.path else len(self.content)

    def read(self) -> bytes:
        """Return its content."""
        return self.path.read_bytes() if self.path else self.content


def look(pieces: Iterable[EvidencePiece], data_dir: Path) -> list[FiledEvidence]:
    """Hold each evidence file against its SHA-256 in the ledger."""
    return [_found(piece, data_dir) for piece in pieces]


def _found(piece: EvidencePiece, data_dir: Path) -> FiledEvidence:
    if piece.state is not EvidenceState.KEPT or piece.path is None:
        return FiledEvidence(piece, FileCondition.NOT_FETCHED)
    try:
        with (data_dir / piece.path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return FiledEvidence(piece, FileCondition.MISSING)
    if digest != piece.sha256:
        return FiledEvidence(piece, FileCondition.ALTERED, _name(ALTERED, piece), digest)
    return FiledEvidence(piece, FileCondition.INTACT, _name(INTACT, piece))


def _name(folder: str, piece: EvidencePiece) -> str:
    """Return a name that every system can unpack, and no other piece has."""
    return f"{folder}/{piece.id:05d}_{plain_name(piece.name)}"


def plain_name(name: str) -> str:
    """Return a name of letters, digits, dots, dashes and underscores; its end is kept."""
    kept = re.sub(r"[^\w.-]+", "_", name).lstrip(".")
    return kept[-LONGEST_NAME:] or "_"


def members_of(filed: Iterable[FiledEvidence], data_dir: Path) -> list[Member]:
    """Return the evidence files that are there."""
    return [Member(e.name, path=data_dir / (e.piece.path or "")) for e in filed if e.name]


def divide(sizes: Sequence[int], limit: int) -> list[list[int]]:
    """Return which members go into which package, in order, each within `limit` bytes.

    A member that alone is larger has a package of its own.
    """
    parts: list[list[int]] = [[]]
    room = limit - OVERHEAD
    for number, size in enumerate(sizes):
        if parts[-1] and size + OVERHEAD > room:
            parts.append([])
            room = limit - OVERHEAD
        parts[-1].append(number)
        room -= size + OVERHEAD
    return parts


def pack(folder: Path, name: str, members: Sequence[Member], limit: int) -> list[Path]:
    """Write the packages into a folder and return them. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = divide([member.size for member in members], limit)
    return [
        _written(folder / _part_name(name, number, len(parts)), [members[m] for m in part])
        for number, part in enumerate(parts, 1)
    ]


def _part_name(name: str, number: int, count: int) -> str:
    return f"{name}.zip" if count == 1 else f"{name}-{number}-{count}.zip"


def _written(target: Path, members: Sequence[Member]) -> Path:
    """Write one package under its name only when it is whole."""
    partial = target.with_name(f"{target.name}.partial")
    sums = []
    try:
        with ZipFile(partial, "w") as package:
            for member in members:
                content = member.read()
                sums.append(f"{hashlib.sha256(content).hexdigest()}  {member.name}\n")
                packed = ZIP_STORED if member.path else ZIP_DEFLATED
                package.writestr(member.name, content, packed)
            package.writestr(SUMS, "".join(sums), ZIP_DEFLATED)
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    return target


def forget_older(folder: Path, before: datetime) -> None:
    """Delete the packages of one folder a request that were made before a moment."""
    for made in folder.iterdir() if folder.is_dir() else ():
        if made.stat().st_mtime < before.timestamp():
            rmtree(made, ignore_errors=True)
