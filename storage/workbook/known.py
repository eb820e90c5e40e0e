"""The ledger and the workbook side by side: every unit, person, finding, item and milestone once."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from storage.workbook.cells import canonical_text

Values = dict[str, Any]
"""By field. What names another entry holds that Entry, so that new ones need no number yet."""


@dataclass(eq=False, slots=True)
class KnownEntry:
    """One row of the ledger: as it was (None: new), and as the workbook will have it."""

    was: Values | None
    values: Values
    id: int | None = None
    row: int | None = None
    """Excel's row that speaks of it."""
    undone: bool = False
    """An item that was reported done, and is not by its new total."""

    @property
    def name(self) -> str:
        """What a workbook calls it: its name, or its number."""
        said = self.values["code"] if "code" in self.values else self.values["name"]
        return str(said)

    def changed(self) -> list[str]:
        """The fields that will differ."""
        was = self.was
        return [] if was is None else [f for f, v in self.values.items() if was.get(f) != v]


class Register:
    """The entries of one sheet, found by any of their keys."""

    def __init__(self) -> None:
        self.entries: list[KnownEntry] = []
        self._by_key: dict[Hashable, KnownEntry] = {}

    def add(self, entry: KnownEntry, keys: Iterable[Hashable]) -> None:
        self.entries.append(entry)
        self.index(entry, keys)

    def index(self, entry: KnownEntry, keys: Iterable[Hashable]) -> None:
        for key in keys:
            self._by_key[key] = entry

    def get(self, key: Hashable) -> KnownEntry | None:
        return self._by_key.get(key)

    def find_all(self, keys: Iterable[Hashable]) -> list[KnownEntry]:
        """The entries the keys name, each once."""
        found = (self._by_key.get(key) for key in keys)
        return list(dict.fromkeys(entry for entry in found if entry is not None))


@dataclass(slots=True)
class Known:
    """One register a sheet, and who bears which name."""

    sheets: dict[str, Register]
    namesakes: dict[str, list[KnownEntry]] = field(default_factory=lambda: defaultdict(list))
    doubtful: set[str] = field(default_factory=set)
    """People whose own row is wrong: who names them is not to blame."""

    def is_new(self) -> bool:
        """Whether the ledger holds no item yet."""
        return all(entry.was is None for entry in self.sheets["任务"].entries)

    def people_named(self, name: str) -> list[KnownEntry]:
        return self.namesakes.get(canonical_text(name), [])
