"""Who a row of sheet 人员 is: by number, by name and unit, by telephone; else it is asked.

Somebody who changed units looks like somebody new of the same name. The account, and whose history
it is, hang on the difference, so that it is never guessed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from storage.workbook.cells import Value, canonical_text, cell_text
from storage.workbook.known import Known, KnownEntry, Values
from storage.workbook.loading import entry_keys
from storage.workbook.questions import Answers, PersonDoubt, Question
from storage.workbook.sheets import PEOPLE

NUMBER, PHONE = PEOPLE.labels()["staff_number"], PEOPLE.labels()["phone"]
SHORTEST = 7
"""Digits of a telephone number that tells people apart."""


@dataclass(eq=False, slots=True)
class PersonRow:
    """A row of the sheet. `found`: who of the ledger it is, None so far, or where it is somebody new."""

    row: int
    values: Values
    number: str
    phone: str
    found: KnownEntry | None = None

    @property
    def key(self) -> Hashable:
        return entry_keys(PEOPLE, self.values)[0]

    @property
    def name(self) -> str:
        return canonical_text(self.values["name"])

    @property
    def who(self) -> str:
        return _called(self.values)


def person_row(row: int, cells: Mapping[str, Value], values: Values) -> PersonRow:
    """Return a row with what tells people apart."""
    number, phone = (cell_text(cells.get(header, "")) for header in (NUMBER, PHONE))
    return PersonRow(row, values, canonical_text(number), _digits(phone))


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", canonical_text(phone))
    return digits if len(digits) >= SHORTEST else ""


def _called(values: Values) -> str:
    return f"{values['name']}（{values['unit_id'].name}）"


def identify(known: Known, rows: list[PersonRow], answers: Answers) -> list[Question]:
    """Let each row be found under its name and unit as the person it is; return what is left to ask."""
    matching = _Matching.of(known, answers)
    # By name last: whoever a row tells for certain is no candidate for another.
    for way in (matching.by_number, matching.by_place, matching.by_phone):
        for row in rows:
            if row.found is None:
                way(row)
    open_rows = [row for row in rows if row.found is None and not answers.is_another(row.values)]
    named = Counter(row.name for row in open_rows)
    for row in open_rows:
        matching.by_name(row, alone=named[row.name] == 1)
    _index(known, rows)
    return sorted(matching.questions, key=lambda question: question.row)


def _index(known: Known, rows: list[PersonRow]) -> None:
    register = known.sheets[PEOPLE.name]
    for row in rows:
        register.forget(row.key)
    for row in rows:
        if row.found is not None:
            known.rename(row.found, row.values["name"])
            register.index(row.found, [row.key])


@dataclass(slots=True)
class _Matching:
    """The people of the ledger by what tells them apart, and who was found in a row so far."""

    answers: Answers
    numbers: dict[str, list[KnownEntry]]
    places: dict[Hashable, list[KnownEntry]]
    names: dict[str, list[KnownEntry]]
    taken: set[KnownEntry] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)

    @classmethod
    def of(cls, known: Known, answers: Answers) -> "_Matching":
        """Return the people of the ledger, none found yet."""
        new = cls(answers, defaultdict(list), defaultdict(list), defaultdict(list))
        for entry in known.sheets[PEOPLE.name].entries:
            if entry.was is not None:
                new.numbers[_number(entry)].append(entry)
                new.places[entry_keys(PEOPLE, entry.was)[0]].append(entry)
                new.names[canonical_text(entry.was["name"])].append(entry)
        return new

    def by_number(self, row: PersonRow) -> None:
        """Take the person of that number; ask where the name is another."""
        for entry in self._free(self.numbers[row.number] if row.number else []):
            if canonical_text(entry.name) != row.name:
                self._ask(PersonDoubt.RENAMED, row, [entry])
            self._take(row, entry)

    def by_place(self, row: PersonRow) -> None:
        """Take the person of that name in that unit; ask where the number is another."""
        for entry in self._free(self.places[row.key]):
            if row.number and _number(entry):
                self._ask(PersonDoubt.RENUMBERED, row, [entry])
            self._take(row, entry)

    def by_phone(self, row: PersonRow) -> None:
        """Take the one person of that name with that telephone."""
        same = [e for e in self._namesakes(row) if row.phone and _phone(e) == row.phone]
        if len(same) == 1:
            self._take(row, same[0])

    def by_name(self, row: PersonRow, *, alone: bool) -> None:
        """Take the one of that name who is in no row, or ask: they may be in another unit now.

        `alone`: no other row may be that person as well.
        """
        gone = self._namesakes(row)
        listed = [e for e in self.names[row.name] if e in self.taken and _may_be_two(row, e)]
        if len(gone) > 1 or (gone and not alone):
            self._ask(PersonDoubt.WHICH, row, gone)
        elif gone:
            self._ask(PersonDoubt.MOVED, row, gone)
            self._take(row, gone[0])
        elif listed:
            self._ask(PersonDoubt.NAMESAKE, row, listed)

    def _namesakes(self, row: PersonRow) -> list[KnownEntry]:
        """Return people of that name who are in no row, and whose number is no other."""
        return [e for e in self._free(self.names[row.name]) if not _other_number(row, e)]

    def _free(self, entries: list[KnownEntry]) -> list[KnownEntry]:
        return [entry for entry in entries if entry not in self.taken]

    def _take(self, row: PersonRow, entry: KnownEntry) -> None:
        row.found = entry
        self.taken.add(entry)

    def _ask(self, doubt: PersonDoubt, row: PersonRow, whom: Iterable[KnownEntry]) -> None:
        if doubt is PersonDoubt.WHICH or not self.answers.accepted:
            names = tuple(_called(_was(entry)) for entry in whom)
            self.questions.append(Question(doubt, row.row, row.who, names))


def _was(entry: KnownEntry) -> Values:
    assert entry.was is not None
    return entry.was


def _number(entry: KnownEntry) -> str:
    return canonical_text(_was(entry)["staff_number"])


def _phone(entry: KnownEntry) -> str:
    return _digits(_was(entry)["phone"])


def _other_number(row: PersonRow, entry: KnownEntry) -> bool:
    return bool(row.number and _number(entry) and row.number != _number(entry))


def _may_be_two(row: PersonRow, entry: KnownEntry) -> bool:
    """Whether neither number nor telephone tells them apart."""
    other_phone = row.phone and _phone(entry) and row.phone != _phone(entry)
    return not other_phone and not _other_number(row, entry)
