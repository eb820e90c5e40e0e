"""An amount with its measure in one cell: 45栋, 约23.5公里, 3万亩."""

import re
from dataclasses import dataclass

from rules.language.reading.normalization import normalize
from rules.language.reading.numbers import find_amounts
from rules.policy.wording import amount
from storage.workbook.body import Cells
from storage.workbook.cells import canonical_text, cell_text

_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True)
class MeasuredAmount:
    """A number as a cell has it, its measure, and whether it is only about right."""

    number: str
    measure: str
    about: bool


def read_amount(words: str) -> MeasuredAmount | None:
    """Return the only amount of a cell; None where it names none, several, or a share."""
    found, _ = find_amounts(normalize(words), efforts=True)
    if len(found) != 1 or not _DIGIT.search(words) or found[0].unit in ("", "%"):
        return None
    return MeasuredAmount(amount(found[0].value), found[0].unit, found[0].approximate)


def divide_amount(cells: Cells, total: str, measure: str) -> MeasuredAmount | None:
    """Divide a cell like 45栋 into number and measure; return what was read, None if nothing was.

    A cell whose measure differs from the one beside it is left as it is, to be refused.
    """
    words = cell_text(cells.get(total, ""))
    if not words or _PLAIN.fullmatch(canonical_text(words)):
        return None
    found, beside = read_amount(words), canonical_text(cell_text(cells.get(measure, "")))
    if found is None or beside not in ("", canonical_text(found.measure)):
        return None
    cells[total] = found.number
    cells.setdefault(measure, "")
    cells[measure] = cells[measure] or found.measure
    return found
