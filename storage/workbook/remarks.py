"""Remarks on items: contents of the workbook that are not imported."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from rules.policy.wording import Translator
from storage.workbook.body import GridLine
from storage.workbook.cells import Value, canonical_text, cell_text
from storage.workbook.days import Day, parse_deadline
from storage.workbook.headers import DONE_ON
from storage.workbook.known import KnownEntry
from storage.workbook.problems import shorten

_DONE = re.compile(
    r"\A(?:是|√|(?:已|均已|全部|整改)*+"
    r"(?:完成|销号|办结|完结|到位|达标)(?:整改|销号|验收)*+(?:[,、;(].*)?)"
)
_NOTHING = frozenset({"", "/", "-", "--", "无", "否", "未完成"})


def stage_remarks(entries: Iterable[KnownEntry], today: date, t: Translator) -> Iterator[str]:
    """Yield remarks on new or changed deadlines with stages: only the last one is imported."""
    for entry in entries:
        due: Day | None = entry.values.get("deadline")
        if due is None or (entry.was is not None and "deadline" not in entry.changed()):
            continue
        stages = parse_deadline(due.words, today).stages
        if due.on is not None and stages:
            each = [
                f"{s.day.isoformat()}（{s.words}）" if s.words else s.day.isoformat()
                for s in stages
            ]
            yield t(
                "Item {code} is due on {day}; its earlier stages are no milestones yet: {stages}.",
                code=entry.name,
                day=due.on.isoformat(),
                stages="、".join(each),
            )


def done_remarks(
    lines: Iterable[GridLine], entries: Iterable[KnownEntry], today: date, t: Translator
) -> Iterator[str]:
    """Yield remarks on new items marked as done, which are imported as not started."""
    new = {entry.row: entry for entry in entries if entry.was is None}
    for line in lines:
        words = "、".join(
            f"{header}：{shorten(cell_text(cell))}" for header, cell in _done(line.status_cells)
        )
        if words and line.row in new:
            yield _as_not_started(new[line.row], words, today, t)


def _done(status_cells: dict[str, Value]) -> list[tuple[str, Value]]:
    return [(header, cell) for header, cell in status_cells.items() if _says_done(header, cell)]


def _says_done(header: str, cell: Value) -> bool:
    words = canonical_text(cell_text(cell))
    if DONE_ON.search(canonical_text(header)):
        return words not in _NOTHING
    return bool(_DONE.fullmatch(words))


def _as_not_started(entry: KnownEntry, words: str, today: date, t: Translator) -> str:
    due: Day | None = entry.values.get("deadline")
    if due is not None and due.on is not None and due.on < today:
        return t(
            "Item {code}: the workbook has {said}; this is not read, "
            "the item comes in as not started and overdue.",
            code=entry.name,
            said=words,
        )
    return t(
        "Item {code}: the workbook has {said}; this is not read, the item comes in as not started.",
        code=entry.name,
        said=words,
    )
