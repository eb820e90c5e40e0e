"""What a list that stands alone may refer to: units and people of the ledger and of its own file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz.distance import Levenshtein

from rules.policy.people import Role, UnitKind
from rules.policy.wording import Translator
from storage.workbook.body import GridLine
from storage.workbook.cells import canonical_text, cell_text, split_codes
from storage.workbook.grid import SheetLines
from storage.workbook.known import Known, KnownEntry
from storage.workbook.lists.unit_cells import core_of
from storage.workbook.problems import Refused
from storage.workbook.sheets import PEOPLE, UNITS


@dataclass(slots=True)
class ListNames:
    """The sheets of a workbook beside its list, the ledger, and what the list names besides."""

    drawn: dict[str, SheetLines]
    known: Known
    today: date
    t: Translator
    doubts: dict[int, list[str]] = field(default_factory=dict)
    """By row: what a careful clerk would look at again."""
    questions: list[str] = field(default_factory=list)
    """The same, of the list as a whole."""
    new_units: dict[str, GridLine] = field(default_factory=dict)
    new_people: dict[tuple[str, str], GridLine] = field(default_factory=dict)
    _units: dict[str, str] = field(default_factory=dict)
    _people: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note units and people of the ledger, and of the sheets that the workbook has."""
        for entry in self.known.sheets[UNITS.name].entries:
            self._units[canonical_text(entry.name)] = entry.name
        for line in self._lines(UNITS.name):
            name = cell_text(line.cells.get("名称", ""))
            self._units.setdefault(canonical_text(name), name)
        for entry in self.known.sheets[PEOPLE.name].entries:
            self._note(entry.name, entry.values["unit_id"].name)
        for line in self._lines(PEOPLE.name):
            name, unit = (cell_text(line.cells.get(header, "")) for header in ("姓名", "单位"))
            self._note(name, unit)

    def _lines(self, sheet: str) -> list[GridLine]:
        return self.drawn[sheet].lines if sheet in self.drawn else []

    def _note(self, name: str, unit: str) -> None:
        places = self._people.setdefault(canonical_text(name), [])
        if (name, unit) not in places:
            places.append((name, unit))

    def lacks(self, sheet: str) -> bool:
        """Return whether the workbook has no such sheet, so that its list may propose entries."""
        return sheet not in self.drawn

    def doubt(self, row: int, sentence: str) -> None:
        """Note what is to be looked at in a row, each once."""
        here = self.doubts.setdefault(row, [])
        if sentence not in here:
            here.append(sentence)

    @property
    def units(self) -> dict[str, str]:
        """Return the units by their canonical names, those that are proposed included."""
        return self._units

    @property
    def people(self) -> dict[str, list[tuple[str, str]]]:
        """Return (name, unit) of people by their canonical names, without those proposed."""
        return self._people

    def item(self, line: GridLine) -> KnownEntry | None:
        """Return the item of the ledger that a line is about; None for a new one."""
        try:
            codes = split_codes(line.cells.get("任务编号", ""), self.t)
        except Refused:
            return None
        found = self.known.sheets["任务"].find_all(codes)
        return found[0] if found else None

    def heads(self, unit: str) -> Iterator[str]:
        """Yield the names of the heads of a unit."""
        for entry in self.known.sheets[PEOPLE.name].entries:
            of_it = canonical_text(entry.values["unit_id"].name) == canonical_text(unit)
            if of_it and Role.UNIT_HEAD in entry.values["roles"]:
                yield entry.name
        for line in self._lines(PEOPLE.name):
            of_it = canonical_text(cell_text(line.cells.get("单位", ""))) == canonical_text(unit)
            if of_it and Role.UNIT_HEAD in cell_text(line.cells.get("角色", "")):
                yield cell_text(line.cells.get("姓名", ""))

    def may_propose(self, unit: str) -> bool:
        """Return whether a unit is entered by the list; one much like a known one is asked about."""
        if canonical_text(unit) in self._units or not self.lacks(UNITS.name):
            return False
        known = [entry.name for entry in self.known.sheets[UNITS.name].entries]
        return not any(_is_nearly(unit, name) for name in known)

    def propose_unit(self, name: str, kind: str, parent: str, row: int) -> None:
        """Add a unit that the list names."""
        self._units[canonical_text(name)] = name
        cells = {"名称": name, "类型": kind, "上级": parent}
        self.new_units[canonical_text(name)] = GridLine(row, dict(cells))

    def office(self) -> str:
        """Return the only unit that is the office; empty if there is none, or several."""
        known = {
            entry.name
            for entry in self.known.sheets[UNITS.name].entries
            if entry.values["kind"] == UnitKind.OFFICE
        }
        new = (line.cells for line in (*self._lines(UNITS.name), *self.new_units.values()))
        known |= {str(each["名称"]) for each in new if each.get("类型") == UnitKind.OFFICE}
        return known.pop() if len(known) == 1 else ""


def _is_nearly(one: str, other: str) -> bool:
    """Return whether two names are those of one unit, or one lacks a character of the other."""
    typed = len(one) != len(other) and Levenshtein.distance(one, other) == 1
    return typed or core_of(one) == core_of(other)
