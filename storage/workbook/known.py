"""The entries of ledger and workbook: every unit, person, finding, item and milestone once."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules.policy.items import CLOSED, State
from storage.workbook.cells import canonical_text

CALLED_BY = ("code", "name", "source", "year")
"""The fields that say what an entry is called, the first that it has."""

Values = dict[str, Any]
"""By field. References are KnownEntry objects, so that new entries need no id yet."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands: in the ledger, or by the list that it comes from.

    `words`: of the list's cells. Not `dated`: the list has no day for it.
    """

    state: State
    finished_on: date | None = None
    struck_off_on: date | None = None
    number: str = ""
    words: str = ""
    dated: bool = True

    @property
    def is_closed(self) -> bool:
        """Return whether nothing is due any more."""
        return self.state in CLOSED

    @property
    def is_done(self) -> bool:
        """Return whether it is done, struck off or not."""
        return self.is_closed or self.finished_on is not None


@dataclass(eq=False, slots=True)
class KnownEntry:
    """One row of the ledger: `was` as it is (None: new), `values` as the workbook will have it."""

    was: Values | None
    values: Values
    id: int | None = None
    row: int | None = None
    """Number of its row in Excel."""
    undone: bool = False
    """An item reported as done that is not, by its new total or a new milestone."""
    stands: Standing | None = None
    """How an item of the ledger stands; of a new one how its list says that it stands."""
    assignment: int | None = None
    """Of an item that the import gives to an owner: by which they sign for it."""

    @property
    def name(self) -> str:
        """Return what a workbook calls it: its number, its name, its source or its year."""
        called = next(field for field in CALLED_BY if field in self.values)
        return str(self.values[called])

    def changed(self) -> list[str]:
        """Return the fields that will differ; none for a new entry."""
        was = self.was
        return [] if was is None else [f for f, v in self.values.items() if was.get(f) != v]


class Register:
    """The entries of one sheet, found by any of their keys."""

    def __init__(self) -> None:
        self.entries: list[KnownEntry] = []
        self._by_key: dict[Hashable, KnownEntry] = {}

    def add(self, entry: KnownEntry, keys: Iterable[Hashable]) -> None:
        """Add an entry under its keys."""
        self.entries.append(entry)
        self.index(entry, keys)

    def index(self, entry: KnownEntry, keys: Iterable[Hashable]) -> None:
        """Make an entry found by more keys."""
        for key in keys:
            self._by_key[key] = entry

    def forget(self, key: Hashable) -> None:
        """Let no entry be found by a key."""
        self._by_key.pop(key, None)

    def get(self, key: Hashable) -> KnownEntry | None:
        """Return the entry with a key; None when there is none."""
        return self._by_key.get(key)

    def find_all(self, keys: Iterable[Hashable]) -> list[KnownEntry]:
        """Return the entries with these keys, each once."""
        found = (self._by_key.get(key) for key in keys)
        return list(dict.fromkeys(entry for entry in found if entry is not None))


@dataclass(slots=True)
class Known:
    """One register per sheet, and people by name."""

    sheets: dict[str, Register]
    namesakes: dict[str, list[KnownEntry]] = field(default_factory=lambda: defaultdict(list))
    doubtful: set[str] = field(default_factory=set)
    """Names of people whose own row is wrong; references to them are not reported too."""

    def is_new(self) -> bool:
        """Return whether the ledger holds no item yet."""
        return all(entry.was is None for entry in self.sheets["任务"].entries)

    def rename(self, person: KnownEntry, name: str) -> None:
        """Let a person be found by the name that they have now."""
        before, after = self.people_named(person.name), canonical_text(name)
        if canonical_text(person.name) != after:
            before.remove(person)
            self.namesakes[after].append(person)

    def people_named(self, name: str) -> list[KnownEntry]:
        """Return all people of this name."""
        return self.namesakes.get(canonical_text(name), [])
