"""Cell values: texts, names, numbers and amounts, independent of how they were typed."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from rules.policy.capacity import is_storable
from rules.policy.wording import Translator, amount
from storage.workbook.problems import Refused

Value = str | float | bool | date | time | timedelta
"""What a workbook's cell may hold; an empty cell holds the empty text."""


class CellFault(str):
    """The text of a cell without a value: an error such as `#DIV/0!`, or an uncalculated formula."""

    __slots__ = ()


class ShownMonth(date):
    """A date whose cell shows the month but no day."""

    @property
    def as_shown(self) -> str:
        """Return the month as the cell shows it."""
        return f"{self.year}年{self.month}月"


class ShownYear(date):
    """A date whose cell shows only the year."""

    @property
    def as_shown(self) -> str:
        """Return the year as the cell shows it."""
        return f"{self.year}年"


class Since1904(float):
    """A number from a workbook that counts its days from 1904."""

    __slots__ = ()


UNCALCULATED = CellFault("=")
"""A formula without a stored result."""

ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
)
"""Error values of a spreadsheet; pasted, they are ordinary texts."""

_BETWEEN = "、;,\n"
_OPEN, _CLOSE = "([{", ")]}"
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Invisible characters that copying from a page or a chat leaves in numbers and names."""
_OTHER_NUMBER = re.compile(r"\(([^()]*)\)")
_WRAPPED_NUMBER = re.compile(
    r"^(?:第(?=.*项$))?(?:(?P<whose>[^\d第]*?)序号)?(?P<number>.+?)(?:(?<=\d)项)?$"
)
EXCEL_DIGITS = 15
"""Significant digits that a spreadsheet keeps."""


def cell_text(value: Value) -> str:
    """Return a cell as text: whole numbers without `.0`, lines without blanks at the ends."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | int):
        return amount(Decimal(format(value, f".{EXCEL_DIGITS}g")))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    text = _NOT_TEXT.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def missing_value_reason(value: Value, t: Translator) -> str:
    """Return why a filled cell has no value to import; empty where it has one."""
    if value is UNCALCULATED:
        return t("This formula has no result yet; please open the file in Excel and save it.")
    if isinstance(value, CellFault) or cell_text(value) in ERRORS:
        return t("{error} is the error of a formula and no value.", error=cell_text(value))
    return ""


def canonical_text(text: str) -> str:
    """Return what different spellings of one name have in common: no blanks, width or case."""
    seen = _NOT_TEXT.sub("", unicodedata.normalize("NFKC", text))
    return "".join(seen.split()).casefold()


def split_names(text: str) -> list[str]:
    """Return the names in a cell, separated by 、；, or lines: 各县（市、区）人民政府 is one."""
    return split_outside_brackets(unicodedata.normalize("NFKC", text), _BETWEEN)


def split_outside_brackets(text: str, between: str) -> list[str]:
    """Return the parts between separators that stand outside brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth = max(depth + (letter in _OPEN) - (letter in _CLOSE), 0)
        if depth == 0 and letter in between:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def split_codes(value: Value, t: Translator) -> tuple[str, ...]:
    """Return the numbers of a finding or an item: `8（市序号9）` carries 8 and 市9.

    Refuse a number that Excel has turned into a date.
    """
    if isinstance(value, date | time | timedelta):
        raise Refused(t("Excel has turned this number into a date; please make the cell a text."))
    plain = _OTHER_NUMBER.sub(r"、\1", "".join(_folded_lines(cell_text(value))))
    found = (_WRAPPED_NUMBER.match(part) for part in split_names(plain))
    numbers = [(m["whose"] or "") + m["number"] for m in found if m]
    return tuple(dict.fromkeys(numbers))


def _folded_lines(text: str) -> list[str]:
    normal = unicodedata.normalize("NFKC", text)
    return ["".join(part.split()) or "、" for part in re.split(r"(\n)", normal)]


def read_number(value: Value, t: Translator) -> Decimal | None:
    """Return an amount; None for an empty cell.

    Refuse what is no number, is negative, or cannot be stored exactly.
    """
    text = canonical_text(cell_text(value)).replace(",", "")
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise Refused(t("{words} is not a number.", words=text)) from None
    if not found.is_finite() or found != Decimal(format(float(found), f".{EXCEL_DIGITS}g")):
        raise Refused(t("{words} is not a number.", words=text))
    if not is_storable(found):
        raise Refused(t("{words} is more than the ledger can hold.", words=text))
    if found < 0:
        raise Refused(t("An amount may not be below zero."))
    return found
