"""The header row of a sheet: the position of each column, and ambiguous columns."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rules.policy.wording import Translator
from storage.workbook.cells import Value, canonical_text, cell_text
from storage.workbook.problems import Problem
from storage.workbook.sheets import Column, SheetForm
from storage.workbook.tiers import Beside, has_lower_row, two_tier_titles

HEADER_ROWS = 10
"""The header row is searched for among this many rows; titles stand above it."""

DUE = ("deadline", "due")
"""Fields that hold a deadline."""

_REMARK = re.compile(r"^(?P<name>.[^(\n]*+)\(.*\)$|(?<![*:])[*:]++$|^\*++")
_REAL = "实际"
"""Marks a date of completion, never a deadline: 实际完成时间, 完成时间（实际）."""
_STANDING = re.compile(
    r"状态|是否(?:已|按期)?(?:完成|销号)|(?:完成|整改|进展|销号|办理)(?:进展)?(?:情况|结果)"
)
"""Columns that say how an item stands."""
DONE_ON = re.compile(r"(?:完成|办结|销号)(?:日期|时间)|销号文号")
"""Columns with the date of completion; any entry means that the item is done."""
REALLY_DONE = "实际完成日期"
"""The name under which every date marked as real is looked up."""


@dataclass(frozen=True, slots=True)
class Header:
    """The index of a header row, and the positions of columns by the contract's names.

    `titles`: the name of each column, by both rows of a header of two. `more`: positions of what
    a list says that stands on another sheet, or is only taken over with a new item. `unclaimed`:
    positions of all other titles, plain.
    """

    top: int
    places: dict[str, int]
    titles: list[Value]
    more: dict[str, int]
    unclaimed: dict[str, list[int]]


def find_header(sheet: SheetForm, rows: list[list[Value]], beside: Beside) -> Header | None:
    """Return the row that names most columns, the lower one of a two-row header; None if none does."""
    named = [
        _places(sheet.columns, _free(sheet, row, at, beside))
        for at, row in enumerate(rows[: HEADER_ROWS + 1])
    ]
    top = max(range(min(HEADER_ROWS, len(rows))), key=lambda row: len(named[row]), default=None)
    if top is None or len(named[top]) < 2:
        return None
    while top + 1 < len(named) and len(named[top + 1]) == len(named[top]):
        top += 1
    for upper in (top - 1, top):
        if has_lower_row(rows, upper, beside):
            return _header(sheet, two_tier_titles(rows, upper, beside), upper + 1, set())
    return _header(sheet, rows[top], top, beside)


def _header(sheet: SheetForm, titles: list[Value], top: int, beside: Beside) -> Header:
    free = _free(sheet, titles, top, beside)
    places = _places(sheet.columns, free)
    more = _places(sheet.more, free)
    for place, title in enumerate(titles):
        if _is_real(title) and DONE_ON.search(canonical_text(cell_text(title))):
            free[REALLY_DONE].append(place)
    more |= _places(sheet.standing, free)
    return Header(top, places, titles, more, free)


def plain_header(value: Value) -> str:
    """Return a header without blanks, line breaks and remarks in brackets."""
    text = canonical_text(cell_text(value))
    while (shorter := _REMARK.sub(r"\g<name>", text)) != text:
        text = shorter
    return text


def _free(sheet: SheetForm, row: list[Value], at: int, beside: Beside) -> dict[str, list[int]]:
    """Return the positions of each header of a row; of days marked as real, those the sheet reads."""
    free: dict[str, list[int]] = defaultdict(list)
    read = {name for c in sheet.columns for name in (c.header, *c.aliases) if _REAL in name}
    for place, cell in enumerate(row):
        plain = plain_header(cell)
        if (at, place) not in beside and (not _is_real(cell) or plain in read):
            free[plain].append(place)
    return free


def _is_real(title: Value) -> bool:
    return _REAL in canonical_text(cell_text(title))


_BY_RANK: tuple[Callable[[Column], tuple[str, ...]], ...] = (
    lambda column: (column.header,),
    lambda column: column.aliases,
    lambda column: column.ambiguous,
)


def _places(columns: Iterable[Column], free: dict[str, list[int]]) -> dict[str, int]:
    """Return the position of each column, its own name before aliases; removes them from `free`."""
    found: dict[str, int] = {}
    for called in _BY_RANK:
        for column in columns:
            other = next(
                (canonical_text(name) for name in called(column) if free.get(canonical_text(name))),
                None,
            )
            if column.header not in found and other is not None:
                found[column.header] = free[other].pop(0)
    return found


def ambiguous_columns(sheet: SheetForm, header: Header, t: Translator) -> list[Problem]:
    """Return a problem for each column that may mean the same as another, or something else."""
    claims = [
        Problem(sheet.name, header.top + 1, column.header, _two(column, header, place, t))
        for name, places in header.unclaimed.items()
        for column in _claimed(sheet, name)
        for place in places
    ]
    return claims + _due_or_done(sheet, header, t)


def _claimed(sheet: SheetForm, name: str) -> list[Column]:
    """Return the column a header names; empty when it is the name of several."""
    named = [
        c for c in sheet.columns if name in {canonical_text(n) for n in (c.header, *c.aliases)}
    ]
    return named if len(named) == 1 else []


def _two(column: Column, header: Header, place: int, t: Translator) -> str:
    return t(
        "Columns {one} and {other} may both be meant; please keep one or rename the other.",
        one=cell_text(header.titles[header.places[column.header]]),
        other=cell_text(header.titles[place]),
    )


def ambiguous_deadlines(sheet: SheetForm, header: Header) -> list[tuple[Column, str]]:
    """Return deadline columns found only by a name that may also mean a date of completion."""
    found = (
        (c, cell_text(header.titles[header.places[c.header]]))
        for c in sheet.columns
        if c.header in header.places
    )
    return [(c, name) for c, name in found if c.field in DUE and plain_header(name) in c.ambiguous]


def status_columns(header: Header) -> dict[str, int]:
    """Return the positions of unread columns that say how an item stands, or when it was done."""
    read = {*header.places.values(), *header.more.values()}
    titles = {place: cell_text(cell) for place, cell in enumerate(header.titles)}
    return {
        title: place
        for place, title in titles.items()
        if place not in read
        and (_STANDING.search(canonical_text(title)) or DONE_ON.search(canonical_text(title)))
    }


def _due_or_done(sheet: SheetForm, header: Header, t: Translator) -> list[Problem]:
    """Return a problem for 完成时间 next to 整改状态, which may be a deadline or a completion date."""
    if not any(_STANDING.search(canonical_text(cell_text(cell))) for cell in header.titles):
        return []
    return [
        Problem(
            sheet.name,
            header.top + 1,
            column.header,
            t(
                "Column {other} may say when it is due or when it was done; "
                "please call it {column} or 完成日期.",
                other=name,
                column=column.header,
            ),
        )
        for column, name in ambiguous_deadlines(sheet, header)
    ]
