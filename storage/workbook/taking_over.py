"""Take over how new items stand in a ledger that is already running; known ones are left alone."""

from collections.abc import Iterator
from datetime import date

from rules.policy.items import State
from rules.policy.wording import Translator
from storage.closing.takeovers import TakenOver
from storage.workbook.cells import canonical_text, cell_text
from storage.workbook.grid import SheetLines
from storage.workbook.known import KnownEntry, Standing
from storage.workbook.problems import Problem, Refused
from storage.workbook.standing import standing_of


def read_standings(
    items: SheetLines, entries: list[KnownEntry], today: date, t: Translator
) -> Iterator[Problem | str]:
    """Let new items stand as their lines say.

    Yield a problem where that cannot be, and a remark where a known item stands otherwise.
    """
    by_row = {entry.row: entry for entry in entries}
    for line in items.lines:
        entry = by_row.get(line.row)
        if entry is None:
            continue
        try:
            said = standing_of(line, items.titles, entry.values.get("kind") or "", today, t)
        except Refused as refused:
            if entry.was is None:
                title = items.titles.get(refused.column, refused.column)
                yield Problem(items.name, line.row, title, refused.reason)
            continue
        state = cell_text(line.more.get("整改状态", ""))
        if state and said is None:
            line.status_cells[items.titles["整改状态"]] = state
        if entry.was is None:
            entry.stands = said
        elif said is not None and not _is_known(entry.stands, said, state):
            yield _left_alone(entry, said, t)


def _is_known(stands: Standing | None, said: Standing, state: str) -> bool:
    """Return whether the ledger says the same as the list of a known item."""
    if stands is None or canonical_text(state) == canonical_text(state_word(stands)):
        return True
    return (said.is_closed, said.is_done) == (stands.is_closed, stands.is_done)


def _left_alone(entry: KnownEntry, said: Standing, t: Translator) -> str:
    stands = entry.stands or Standing(State.NOT_STARTED)
    return t(
        "Item {code}: the workbook has {said}; the ledger has {state} and is left as it is.",
        code=entry.name,
        said=said.words,
        state=state_word(stands),
    )


def state_word(stands: Standing) -> str:
    """Return the word for a state in a workbook: what is done and not applied for is 已完成."""
    open_ = stands.state in (State.NOT_STARTED, State.UNDER_WAY)
    return "已完成" if open_ and stands.finished_on else stands.state.value


def taken_over(entries: list[KnownEntry]) -> Iterator[TakenOver]:
    """Yield what is to be entered of new items that had begun before."""
    for entry in entries:
        stands = entry.stands
        if entry.was is None and stands is not None and entry.id is not None:
            days = (stands.finished_on, stands.struck_off_on)
            yield TakenOver(entry.id, stands.state, *days, stands.number, stands.words)
