"""What an import tells: the problems that stopped it, cells that change, people that it concerns."""

from dataclasses import dataclass

from rules.policy.items import own_code
from rules.policy.wording import Translator


class Refused(Exception):
    """A cell cannot be imported; the reason in the person's language."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why nothing was imported.

    `row` is Excel's number; 0 when the whole sheet is meant, `sheet` empty when the whole file
    is.
    """

    sheet: str
    row: int
    column: str
    reason: str

    def sentence(self, t: Translator) -> str:
        """Return the problem with its place, as far as it has one."""
        if self.row:
            return t(
                "Sheet {sheet}, row {row}, column {column}: {reason}",
                sheet=self.sheet,
                row=self.row,
                column=self.column,
                reason=self.reason,
            )
        if self.sheet:
            return t("Sheet {sheet}: {reason}", sheet=self.sheet, reason=self.reason)
        return self.reason


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that will differ; `values` are before and after, None for a private field."""

    what: str
    column: str
    values: tuple[str, str] | None

    def sentence(self, t: Translator) -> str:
        """Return the change as text, long values shortened."""
        what = f"{self.what} {self.column}"
        if self.values is None:
            return t("{what}: changed", what=what)
        before, after = (shorten(words) or t("(empty)") for words in self.values)
        return t("{what}: {before} → {after}", what=what, before=before, after=after)


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A deadline kept as extended, or the day of a `milestone` as planned; what the workbook still has."""

    code: str
    deadline: str
    in_workbook: str
    milestone: str = ""

    def sentence(self, t: Translator) -> str:
        """Return a sentence on the day that is kept."""
        if self.milestone:
            return t(
                "Item {code}, milestone {name}: the agreed plan keeps {day}, the workbook still has {said}.",
                code=self.code,
                name=self.milestone,
                day=self.deadline,
                said=self.in_workbook,
            )
        return t(
            "Item {code}: the extension to {deadline} is kept, the workbook still has {said}.",
            code=self.code,
            deadline=self.deadline,
            said=self.in_workbook,
        )


@dataclass(frozen=True, slots=True)
class AbsentPerson:
    """A person of the ledger whom the sheet of people lacks, and what they may still do.

    `invited`: a code made for them is still valid. `owns` and `guarantees` count open items.
    """

    who: str
    roles: str
    enrolled: bool = False
    invited: bool = False
    owns: int = 0
    guarantees: int = 0
    groups: int = 0
    covers: tuple[str, ...] = ()

    def sentence(self, t: Translator) -> str:
        """Return a sentence on the rights the person keeps."""
        rights = t("; ").join([self._account(t), *self._rights(t)])
        return t("{who} is not in sheet 人员 and keeps: {rights}", who=self.who, rights=rights)

    def _account(self, t: Translator) -> str:
        if self.enrolled:
            return t("account enrolled")
        return t("no account, but a valid code") if self.invited else t("no account")

    def _rights(self, t: Translator) -> list[str]:
        stated = (
            (self.roles, t("roles: {roles}", roles=self.roles)),
            (self.owns, t("owner of open items: {count}", count=self.owns)),
            (self.guarantees, t("guarantor of open items: {count}", count=self.guarantees)),
            (self.groups, t("groups bound: {count}", count=self.groups)),
            (self.covers, t("deputy of: {names}", names=t.comma().join(self.covers))),
        )
        return [words for given, words in stated if given]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Open items whose owner has left, by the workbook as it is imported."""

    owner: str
    codes: tuple[str, ...]

    def sentence(self, t: Translator) -> str:
        return t.ngettext(
            "{who} has left and still owns {count} open item: {codes}. Please name another owner.",
            "{who} has left and still owns {count} open items: {codes}. Please name another owner.",
            who=self.owner,
            count=len(self.codes),
            codes=t.comma().join(own_code(code) for code in self.codes),
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry of a sheet that the workbook lacks, as its list names it: 市住建局（部门）."""

    sheet: str
    words: str


@dataclass(frozen=True, slots=True)
class UnderstoodItem:
    """How the cells of a new item were understood, beside their words, and what is doubtful."""

    code: str
    readings: tuple[tuple[str, str, str], ...]
    """(column, words of the cell, what they were understood as)."""
    doubts: tuple[str, ...] = ()

    def sentence(self, t: Translator) -> str:
        """Return one line: the readings, then the doubts."""
        each = [
            t("{column} “{words}” → {meant}", column=column, words=shorten(words), meant=meant)
            for column, words, meant in self.readings
        ]
        said = t("Item {code}: {readings}", code=self.code, readings=t("; ").join(each))
        if not self.doubts:
            return said
        return t("{said} (please check: {doubts})", said=said, doubts=t("; ").join(self.doubts))


SHORT = 40
"""Most characters of a cell that are shown."""


def shorten(words: str) -> str:
    """Return a cell's text in one line, cut where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"
