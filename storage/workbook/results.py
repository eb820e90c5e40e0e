"""The result of an import: what stopped it, or what it added and changed."""

from dataclasses import dataclass, field

from rules.policy.unbinding import Access
from storage.workbook.problems import (
    AbsentPerson,
    Change,
    KeptValue,
    LeftAlone,
    Problem,
    Proposal,
    UnderstoodItem,
)
from storage.workbook.questions import Question


@dataclass(slots=True)
class SheetResult:
    """The entries of one sheet by what happens to them, under their names in the ledger."""

    added_codes: list[str] = field(default_factory=list)
    changed_codes: list[str] = field(default_factory=list)
    unchanged_codes: list[str] = field(default_factory=list)

    @property
    def added(self) -> int:
        return len(self.added_codes)

    @property
    def changed(self) -> int:
        return len(self.changed_codes)

    @property
    def unchanged(self) -> int:
        return len(self.unchanged_codes)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """`sheets` holds the sheets of the workbook; `ignored` are unknown headers.

    `kept` are granted extensions and `absent` people that the workbook lacks; `remarks` say what
    was left out, or read in a way that may be wrong. `questions` are open in a rehearsal alone;
    `left_alone` are owners who have left, `leaving` those who leave by this import.
    `proposed` is what only the list names; `unconfirmed`: nothing was written because that was
    not accepted. `understood`: the new items, doubtful ones first.
    """

    sheets: dict[str, SheetResult]
    problems: tuple[Problem, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    changes: tuple[Change, ...] = ()
    kept: tuple[KeptValue, ...] = ()
    absent: tuple[AbsentPerson, ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    leaving: tuple[Access, ...] = ()
    proposed: tuple[Proposal, ...] = ()
    offered: tuple[Proposal, ...] = ()
    """Milestones that are entered where that is accepted; without it nothing waits for them."""
    understood: tuple[UnderstoodItem, ...] = ()
    unconfirmed: bool = False

    @property
    def changes_anything(self) -> bool:
        """Return whether any entry is new or changed."""
        return any(sheet.added or sheet.changed for sheet in self.sheets.values())
