"""What a copy says of itself: what is in it, with a sum of each part."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from pydantic import BaseModel, ConfigDict

BLOCK = 2**20
NAME = "manifest.json"
FORMAT = 1


class TableSum(BaseModel):
    """A table of a copy: its columns in their order, its rows, and the SHA-256 of its lines."""

    model_config = ConfigDict(frozen=True)

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        """Return what the table's lines are called within a copy."""
        return f"tables/{self.name}.copy"


class Manifest(BaseModel):
    """`revision` is the last migration of the ledger; `evidence` has the SHA-256 of each file.

    `numbers` are the last ones that its tables gave; `unfit` are files of evidence that were
    missing when the copy was made, or were not as the ledger knows them.
    """

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    revision: str
    made_at: datetime
    tables: tuple[TableSum, ...]
    numbers: dict[str, int]
    evidence: dict[str, str] = {}
    unfit: tuple[str, ...] = ()

    @property
    def sums(self) -> dict[str, str]:
        """Return the SHA-256 of each part of the copy, by its name."""
        return {table.member: table.sha256 for table in self.tables} | self.evidence


@dataclass
class Summed:
    """Lines on their way through, counted and summed."""

    rows: int = 0
    _digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def through(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the lines as they come."""
        for line in lines:
            self.rows += 1
            self._digest.update(line)
            yield line

    @property
    def sha256(self) -> str:
        """Return the sum of what went through so far, in hex."""
        return self._digest.hexdigest()


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file in parts of a megabyte."""
    while block := file.read(BLOCK):
        yield block


def sum_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file, in hex."""
    summed = Summed()
    for _ in summed.through(blocks(file)):
        pass
    return summed.sha256
