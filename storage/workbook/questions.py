"""What an import asks before it is carried out, and how it is answered on the command line."""

from dataclasses import dataclass
from enum import StrEnum

from rules.policy.wording import Translator
from storage.workbook.cells import canonical_text
from storage.workbook.known import Values
from storage.workbook.problems import Problem
from storage.workbook.sheets import PEOPLE


class PersonDoubt(StrEnum):
    """What cannot be told from the workbook alone."""

    MOVED = "moved"
    NAMESAKE = "namesake"
    WHICH = "which"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    LEFT_OUT = "left_out"


def _letters(words: str) -> str:
    return canonical_text(words).translate({ord(mark): None for mark in "()、,"})


@dataclass(frozen=True, slots=True)
class Answers:
    """`accepted`: all is so as it was proposed, but for those named.

    `others` are rows that are other people than the ledger's, `staying` people who are in no row
    and have not left; both by name, with the unit or without.
    """

    accepted: bool = False
    others: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()

    def is_another(self, person: Values) -> bool:
        return _is_named(person, self.others)

    def stays(self, person: Values) -> bool:
        return _is_named(person, self.staying)


def _is_named(person: Values, named: tuple[str, ...]) -> bool:
    name, unit = _letters(person["name"]), _letters(person["unit_id"].name)
    return not {name, name + unit, unit + name}.isdisjoint(map(_letters, named))


@dataclass(frozen=True, slots=True)
class Question:
    """Who a row is, or whether somebody has left; `row` is 0 where they are in no row.

    `whom`: people of the ledger whom it may be.
    """

    doubt: PersonDoubt
    row: int
    who: str
    whom: tuple[str, ...] = ()

    def sentence(self, t: Translator) -> str:
        """Return the question with the answers there are."""
        return self.as_problem(t).sentence(t)

    def in_chat(self, t: Translator) -> str:
        """Return what accepting it means, or what is to be mended, where nobody types options."""
        given = {"who": self.who, "whom": t.comma().join(self.whom)}
        match self.doubt:
            case PersonDoubt.MOVED:
                return t(
                    "{who} is taken for {whom} of the ledger, who moved: account and history stay theirs.",
                    **given,
                )
            case PersonDoubt.NAMESAKE:
                return t("{who} is taken for another person than {whom} of the ledger.", **given)
            case PersonDoubt.WHICH:
                return t(
                    "It cannot be told whether {who} is one of {whom}. Please fill in 人员编号 or "
                    "联系电话.",
                    **given,
                )
            case PersonDoubt.RENAMED:
                return t("{who} is taken for {whom} of the ledger under a new name.", **given)
            case PersonDoubt.RENUMBERED:
                return t("The 人员编号 of {who} is taken to be corrected.", **given)
            case PersonDoubt.LEFT_OUT:
                return t("{who} is in no row and is taken to have left: the account ends.", **given)

    def as_problem(self, t: Translator) -> Problem:
        """Return it as what stopped an import."""
        column = PEOPLE.columns[0].header if self.row else ""
        return Problem(PEOPLE.name, self.row, column, self._reason(t))

    def _reason(self, t: Translator) -> str:
        arg = self.who.replace("（", " ").replace("）", "")
        given = {"who": self.who, "whom": t.comma().join(self.whom), "arg": arg}
        match self.doubt:
            case PersonDoubt.MOVED:
                return t(
                    "Is {who} the same person as {whom} of the ledger? If they moved, add --accept: "
                    "account and history stay theirs. If it is another person, add "
                    '--another "{arg}". 人员编号 tells people apart by itself.',
                    **given,
                )
            case PersonDoubt.NAMESAKE:
                return t(
                    "The ledger has {whom}; is {who} another person? If so, add --accept. "
                    "If it is the same person, keep one row of the two.",
                    **given,
                )
            case PersonDoubt.WHICH:
                return t(
                    "It cannot be told whether {who} is one of {whom}, who are in no row. Please fill "
                    "in 人员编号 or 联系电话, or list the others too; if it is another person, add "
                    '--another "{arg}".',
                    **given,
                )
            case PersonDoubt.RENAMED:
                return t(
                    "This 人员编号 is that of {whom} in the ledger. If {who} is the same person under "
                    "a new name, add --accept; else please correct the number.",
                    **given,
                )
            case PersonDoubt.RENUMBERED:
                return t(
                    "{who} has another 人员编号 in the ledger. If only the number is corrected, add "
                    "--accept; if it is another person, please write the name so that it differs.",
                    **given,
                )
            case PersonDoubt.LEFT_OUT:
                return t(
                    "{who} is not in this sheet and can still see the city's items. If they have "
                    "left, add --accept: the account ends at once. If not, add them to the sheet, "
                    'or add --stays "{arg}".',
                    **given,
                )
