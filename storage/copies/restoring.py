"""A copy is put back into an empty place."""

import os
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from storage.copies import archive, filling, numbers
from storage.copies.manifest import Manifest, blocks
from storage.db.engine import Engine
from storage.db.migrate import bring_to


def restore(engine: Engine, file: Path, manifest: Manifest, data_dir: Path, now: datetime) -> None:
    """Fill an empty database and the folder of its evidence from a copy that was checked.

    The ledger is there when everything is: whoever is stopped before begins again. Raises
    NotEmpty, NotTaken, OfNewerProgram and OSError.
    """
    with ZipFile(file) as package, filling.begun_empty(engine, manifest.revision) as tx:
        for path in manifest.evidence:
            _put_file(package, path, data_dir)
        for table in manifest.tables:
            with package.open(table.member) as lines:
                filling.put(tx, table, lines)
        bring_to(tx, "head")
        numbers.go_on_after(tx, numbers.passed_over(manifest.numbers, manifest.made_at, now))


def _put_file(package: ZipFile, path: str, data_dir: Path) -> None:
    """Write a file of evidence, which appears under its name when it is whole."""
    target = data_dir / path
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + archive.PART)
    with package.open(path) as kept, part.open("wb") as file:
        for block in blocks(kept):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
