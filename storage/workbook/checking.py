"""Check the lines of a workbook and turn them into entries; every problem is reported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from rules.policy.wording import Translator
from storage.workbook.body import GridLine
from storage.workbook.cells import Value, canonical_text, cell_text, missing_value_reason
from storage.workbook.grid import SheetLines
from storage.workbook.identity import NUMBER, PersonRow, identify, person_row
from storage.workbook.joined import APART
from storage.workbook.known import Known, KnownEntry, Values
from storage.workbook.loading import entry_keys
from storage.workbook.problems import Problem, Refused
from storage.workbook.project_rows import settle_funds, settle_target
from storage.workbook.project_sheets import FUNDS, TARGETS
from storage.workbook.questions import Answers, Question
from storage.workbook.readers import CellPlace
from storage.workbook.sheets import PEOPLE, Column, SheetForm

KEYS = {
    "单位": ("name",),
    "人员": ("unit_id", "name"),
    "问题": ("code",),
    "任务": ("code",),
    "节点": ("item_id", "name"),
    "项目": ("code",),
    "资金": ("project_id", "source", "document"),
    "年度目标": ("item_id", "project_id", "year"),
}
"""The fields that identify an entry."""
TOLD_BY = {"节点": 1, "资金": 1, "年度目标": 2}
"""The column by which a second row of the same entry is named, where it is not the first."""


@dataclass(slots=True)
class Check:
    """The check of all lines of one import; writes nothing."""

    known: Known
    today: date
    t: Translator
    answers: Answers
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    _here: SheetLines | None = None
    """The sheet that is being read, which problems are placed in."""

    def sheet(self, drawn: SheetLines, each: Callable[[int], None]) -> list[KnownEntry]:
        """Return the entries of a sheet, in its order. `each` is called with the lines read since."""
        self._here = drawn
        # Names first: a line may refer to one below it.
        keyed = [(line, self._keys(drawn.sheet, line)) for line in drawn.lines]
        if drawn.sheet is PEOPLE:
            self._tell_apart(keyed)
        if drawn.sheet is FUNDS:
            for line, reason in settle_funds(self.known, keyed, self.t):
                self._problem(line, "批复文号", reason)
        named = [(line, self._identify(drawn.sheet, line, keys)) for line, keys in keyed]
        for place, (line, entry) in enumerate(named):
            if entry is not None:
                self._read(drawn.sheet, line, entry)
            if place % 100 == 99:
                each(100)
        each(len(named) % 100)
        if drawn.sheet.name == "单位":
            self._no_unit_above_itself(drawn)
        return [entry for _, entry in named if entry is not None]

    def _keys(self, sheet: SheetForm, line: GridLine) -> Values | None:
        """Return the fields that identify a line's entry; None when one is missing."""
        place = CellPlace(self.known, self.today, self.t, {}, {})
        missing = False
        for name in KEYS[sheet.name]:
            column = next(c for c in sheet.columns if c.field == name)
            place.values[name] = self._cell(sheet, line, column, place)
            missing = missing or (column.never_empty and not place.values[name])
        if missing:
            self._doubt(sheet, line)
            return None
        return self._of_what(line, place.values) if sheet is TARGETS else place.values

    def _of_what(self, line: GridLine, values: Values) -> Values | None:
        """Return the keys of a yearly target; None where it is a target of nothing."""
        try:
            settle_target(line, values, self.t)
        except Refused as refused:
            if refused.reason:
                self._problem(line, "项目编号", refused.reason)
            return None
        return values

    def _tell_apart(self, keyed: list[tuple[GridLine, Values | None]]) -> None:
        """Find out who each row of people is."""
        rows = [person_row(line.row, line.cells, keys) for line, keys in keyed if keys is not None]
        first: dict[str, PersonRow] = {}
        for row in rows:
            if row.number and first.setdefault(row.number, row) is not row:
                reason = self.t(
                    "{name} already stands in row {row}.",
                    name=row.number,
                    row=first[row.number].row,
                )
                self.problems.append(Problem(PEOPLE.name, row.row, NUMBER, reason))
        self.questions += identify(self.known, rows, self.answers)

    def _identify(self, sheet: SheetForm, line: GridLine, keys: Values | None) -> KnownEntry | None:
        """Return the entry a line is about, known or new; None when it cannot be identified."""
        return None if keys is None else self._claim(sheet, line, keys)

    def _doubt(self, sheet: SheetForm, line: GridLine) -> None:
        if sheet.name == "人员":
            self.known.doubtful.add(canonical_text(cell_text(line.cells["姓名"])))

    def _claim(self, sheet: SheetForm, line: GridLine, values: Values) -> KnownEntry | None:
        register = self.known.sheets[sheet.name]
        named = entry_keys(sheet, values)
        found = register.find_all(named)
        if len(found) > 1:
            self._two_in_one(sheet, line, found)
            return None
        entry = found[0] if found else self._new(sheet, values)
        register.index(entry, named)
        if entry.row is not None:
            self._twice(sheet, line, entry)
            return None
        entry.row = line.row
        entry.values |= values
        return entry

    def _new(self, sheet: SheetForm, values: Values) -> KnownEntry:
        entry = KnownEntry(None, values)
        self.known.sheets[sheet.name].entries.append(entry)
        if sheet.name == "人员":
            self.known.namesakes[canonical_text(entry.name)].append(entry)
        return entry

    def _two_in_one(self, sheet: SheetForm, line: GridLine, found: list[KnownEntry]) -> None:
        reason = self.t(
            "These numbers belong to different rows: {codes}",
            codes="；".join(entry.name for entry in found),
        )
        self._problem(line, sheet.columns[0].header, reason)

    def _twice(self, sheet: SheetForm, line: GridLine, entry: KnownEntry) -> None:
        column = sheet.columns[TOLD_BY.get(sheet.name, 0)].header
        words = cell_text(line.cells[column])
        reason = self.t(
            "{name} already stands in row {row}.", name=words, row=(entry.row or 0) % APART
        )
        self._problem(line, column, reason)

    def _read(self, sheet: SheetForm, line: GridLine, entry: KnownEntry) -> None:
        """Set an entry's values from its line; columns the sheet lacks keep their values."""
        for header in line.conflicts:
            reason = self.t("The rows merged into this one say different things.")
            self._problem(line, header, reason)
        place = CellPlace(self.known, self.today, self.t, entry.was or {}, entry.values)
        for column in sheet.columns:
            given = column.header in line.cells or entry.was is None
            if given and column.field not in KEYS[sheet.name]:
                entry.values[column.field] = self._cell(sheet, line, column, place)

    def _cell(self, sheet: SheetForm, line: GridLine, column: Column, place: CellPlace) -> object:
        """Return a cell's value; what is wrong with it is reported once, when its line is read."""
        value = line.cells.get(column.header, "")
        try:
            self._has_value(value)
            found = column.read(value, place)
            self._fits(sheet, column, found)
        except Refused as refused:
            self._problem(line, column.header, refused.reason)
            return None
        if column.never_empty and not cell_text(value):
            self._problem(line, column.header, self.t("This cell may not be empty."))
        return found

    def _has_value(self, value: Value) -> None:
        missing = missing_value_reason(value, self.t)
        if missing:
            raise Refused(missing)

    def _fits(self, sheet: SheetForm, column: Column, value: object) -> None:
        limit = getattr(getattr(sheet.table.c.get(column.field), "type", None), "length", None)
        if limit and isinstance(value, str) and len(value) > limit:
            reason = self.t.ngettext(
                "Too long: {count} character, at most {limit}.",
                "Too long: {count} characters, at most {limit}.",
                count=len(value),
                limit=limit,
            )
            raise Refused(reason)

    def _problem(self, line: GridLine, column: str, reason: str) -> None:
        """Report a problem under the names that the workbook itself has for sheet and column."""
        assert self._here is not None
        title = self._here.titles.get(column) or column
        self.problems.append(Problem(self._here.name, line.row, title, reason))

    def _no_unit_above_itself(self, drawn: SheetLines) -> None:
        for line in drawn.lines:
            unit = self.known.sheets["单位"].get(canonical_text(cell_text(line.cells["名称"])))
            if unit is not None and unit in _above(unit):
                reason = self.t("A unit may not stand above itself.")
                self._problem(line, "上级", reason)


def _above(unit: KnownEntry) -> list[KnownEntry]:
    """Return the units above a unit, each once even where they form a ring."""
    found: list[KnownEntry] = []
    over = unit.values.get("parent_id")
    while over is not None and over not in found:
        found.append(over)
        over = over.values.get("parent_id")
    return found
