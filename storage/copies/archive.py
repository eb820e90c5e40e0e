"""A copy of a ledger and its evidence in one file, made while others write, whole as of one moment."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from pydantic import ValidationError
from sqlalchemy import select, text

from rules.policy.evidence import EvidenceState
from storage.copies import numbers, rows
from storage.copies.manifest import FORMAT, NAME, Manifest, Summed, TableSum, blocks, sum_of
from storage.db.backup import SPARE_BYTES, NotCopied
from storage.db.engine import DatabaseLost, Engine, Tx, snapshot
from storage.db.migrate import newest
from storage.ledger.tables import evidence
from storage.schema import metadata

PART = ".part"
"""How a copy ends that is not whole yet, or never became so."""


class Damaged(Exception):
    """A file that is no copy, or not as it was written."""


def make(
    engine: Engine,
    target: Path,
    now: datetime,
    evidence_in: Path | None = None,
    spare: int = SPARE_BYTES,
) -> Manifest:
    """Copy a ledger to `target`, which appears only when it was read again and is on the disk.

    `evidence_in`: the folder of the evidence, which is copied too. `spare`: so many bytes have to
    stay free. Raises NotCopied.
    """
    part = target.with_name(target.name + PART)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with snapshot(engine) as tx:
            files = _files(tx) if evidence_in else {}
            _make_room(tx, target.parent, spare + _size(evidence_in, files))
            _look_for_tears(tx)
            with part.open("wb") as file:
                _write(tx, file, now, evidence_in, files)
        manifest = check(part)
        part.replace(target)
    except (OSError, Damaged, *DatabaseLost) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotCopied(f"{target}: {getattr(error, 'orig', None) or error}") from error
    return manifest


def check(file: Path) -> Manifest:
    """Read a copy from its beginning to its end. Raises Damaged and OSError."""
    try:
        with ZipFile(file) as package:
            manifest = _manifest(package)
            for member, expected in manifest.sums.items():
                with package.open(member) as kept:
                    if sum_of(kept) != expected:
                        raise Damaged(member)
    except (BadZipFile, KeyError, ValueError, EOFError) as error:
        raise Damaged(f"{file.name}: {error}") from error
    return manifest


def _manifest(package: ZipFile) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(package.read(NAME))
    except ValidationError as error:
        raise Damaged(NAME) from error
    if manifest.format != FORMAT:
        raise Damaged(f"{NAME}: {manifest.format}")
    return manifest


def _files(tx: Tx) -> dict[str, str]:
    """Return where each file of evidence is kept, and its SHA-256 as the ledger has it."""
    kept = select(evidence.c.path, evidence.c.sha256).where(
        evidence.c.state == EvidenceState.KEPT, evidence.c.path.is_not(None)
    )
    return {path: digest or "" for path, digest in tx.execute(kept.order_by(evidence.c.path))}


def _size(folder: Path | None, files: Mapping[str, str]) -> int:
    """Return how many bytes the files have together."""
    paths = (folder / path for path in files) if folder else ()
    return sum(path.stat().st_size for path in paths if path.is_file())


SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def _make_room(tx: Tx, folder: Path, spare: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < int(tx.execute(text(SIZES[tx.dialect.name])).scalar_one()) + spare:
        raise NotCopied(f"{folder}: {free // 2**20} MB free")


def _look_for_tears(tx: Tx) -> None:
    if tx.dialect.name == "sqlite":
        found = tx.execute(text("PRAGMA quick_check(1)")).scalar_one()
        if found != "ok":
            raise Damaged(found)


def _write(
    tx: Tx, file: BinaryIO, now: datetime, folder: Path | None, files: Mapping[str, str]
) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        tables = tuple(_tables(tx, package))
        kept = {} if folder is None else dict(_evidence(package, folder, files))
        manifest = Manifest(
            revision=newest(),
            made_at=now,
            tables=tables,
            numbers=numbers.given(tx),
            evidence=kept,
            unfit=tuple(path for path, digest in files.items() if kept.get(path) != digest),
        )
        package.writestr(NAME, manifest.model_dump_json(indent=1))
    file.flush()
    os.fsync(file.fileno())


def _tables(tx: Tx, package: ZipFile) -> Iterator[TableSum]:
    for table in metadata.sorted_tables:
        summed = Summed()
        named = TableSum(name=table.name, columns=tuple(table.columns.keys()), rows=0, sha256="")
        with package.open(named.member, "w", force_zip64=True) as member:
            for line in summed.through(rows.read(tx, table)):
                member.write(line)
        yield named.model_copy(update={"rows": summed.rows, "sha256": summed.sha256})


def _evidence(
    package: ZipFile, folder: Path, files: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each file that is there and was put into the copy, with its SHA-256.

    It is not packed: photographs hardly become smaller.
    """
    package.compression = ZIP_STORED
    for path in files:
        summed = Summed()
        with suppress(FileNotFoundError), (folder / path).open("rb") as kept:
            with package.open(path, "w", force_zip64=True) as member:
                for block in summed.through(blocks(kept)):
                    member.write(block)
            yield path, summed.sha256
    package.compression = ZIP_DEFLATED
