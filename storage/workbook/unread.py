"""Sheets and columns of a workbook that are not read: each is named."""

from collections.abc import Collection, Iterable, Iterator

from python_calamine import CalamineSheet

from rules.policy.wording import Translator
from storage.workbook.cells import canonical_text, cell_text
from storage.workbook.finding import item_lists
from storage.workbook.grid import SheetLines, Workbook
from storage.workbook.layout import GUIDE
from storage.workbook.problems import Problem, shorten
from storage.workbook.recorded import HISTORY_SHEETS
from storage.workbook.sheets import ITEMS

NAMED_ROWS = 20
"""Most rows that are named with their words."""


def unread_item_lists(
    file: Workbook, read: Collection[str], t: Translator, *, has_list: bool
) -> list[Problem]:
    """Return a problem for each visible sheet, not in `read`, that looks like a list of items.

    Without `has_list` there are several, and none is read.
    """
    added = _others(file, read, hidden=False)
    found = [each.name for each in item_lists(file) if each.name in added]
    if has_list:
        reason = t(
            "This sheet looks like a list of items and is not read; "
            "please move its rows to sheet {sheet} or delete it.",
            sheet=ITEMS.name,
        )
        return [Problem(name, 0, "", reason) for name in found]
    several = t(
        "Several sheets look like lists of items: {sheets}; please keep one of them.",
        sheets=t.comma().join(found),
    )
    return [Problem("", 0, "", several)] if found else []


def sheet_remarks(file: Workbook, read: Collection[str], t: Translator) -> Iterator[str]:
    """Yield remarks on sheets that are not read, and on hidden ones that are."""
    for name in file.names(hidden=True):
        if name in read:
            yield t("Sheet {sheet} is hidden and was read.", sheet=name)
    for name in _others(file, read, hidden=True):
        yield t("Sheet {sheet} is hidden and was not read.", sheet=name)
    for name in _others(file, read, hidden=False):
        if _filled(file.book.get_sheet_by_name(name)):
            yield t("Sheet {sheet} was not read.", sheet=name)


def list_remarks(drawn: Collection[SheetLines], t: Translator) -> Iterator[str]:
    """Yield remarks on the rows and columns of sheets that were read."""
    yield from _column_remarks(drawn, t)
    yield from _row_remarks(drawn, t)
    yield from _look_remarks(drawn, t)


def _column_remarks(drawn: Iterable[SheetLines], t: Translator) -> Iterator[str]:
    """Yield remarks on columns that were read by an ambiguous name."""
    for each in drawn:
        for column, other in each.doubtful:
            yield t(
                "Sheet {sheet}: {column} was read from column {other}.",
                sheet=each.name,
                other=other,
                column=column.header,
            )


def _row_remarks(drawn: Iterable[SheetLines], t: Translator) -> Iterator[str]:
    """Yield a remark for each sheet with rows that are no entries: totals, sections, signatures."""
    for each in drawn:
        if each.skipped:
            yield t.ngettext(
                "Sheet {sheet}: {count} row is no entry and was not read: {rows}",
                "Sheet {sheet}: {count} rows are no entries and were not read: {rows}",
                sheet=each.name,
                count=len(each.skipped),
                rows=t.comma().join(
                    t("row {row} “{words}”", row=row, words=shorten(words))
                    for row, words in each.skipped[:NAMED_ROWS]
                ),
            )


def _look_remarks(drawn: Iterable[SheetLines], t: Translator) -> Iterator[str]:
    """Yield remarks on rows that are struck through or hidden, and on cells partly struck through."""
    for each in drawn:
        if each.struck:
            yield t(
                "Sheet {sheet}: struck through and not read: {rows}. To have such a row read, please "
                "take the line away.",
                sheet=each.name,
                rows=_named(each.struck, t),
            )
        if each.hidden:
            yield t(
                "Sheet {sheet}: hidden and read: {rows}",
                sheet=each.name,
                rows=_named(each.hidden, t),
            )
        if each.partly_struck:
            yield t(
                "Sheet {sheet}: read with what is struck through in them: {cells}",
                sheet=each.name,
                cells=_enough(each.partly_struck, t),
            )


def _named(rows: list[tuple[int, str]], t: Translator) -> str:
    return _enough([t("row {row} “{words}”", row=row, words=shorten(w)) for row, w in rows], t)


def _enough(words: list[str], t: Translator) -> str:
    """Return the first of many, and how many there are."""
    more = [t("… {count} in all", count=len(words))] if len(words) > NAMED_ROWS else []
    return t.comma().join([*words[:NAMED_ROWS], *more])


def _others(file: Workbook, read: Collection[str], *, hidden: bool) -> list[str]:
    """Return the sheets that are neither read nor added by an export or a template."""
    added = {GUIDE, *(canonical_text(each.name) for each in HISTORY_SHEETS)}
    names = (name for name in file.names(hidden=hidden) if name not in read)
    return [name for name in names if canonical_text(name).rstrip("0123456789") not in added]


def _filled(drawn: CalamineSheet) -> bool:
    return any(cell_text(cell) for row in drawn.to_python() for cell in row)
