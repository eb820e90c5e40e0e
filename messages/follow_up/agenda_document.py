"""会议议题 as a document for Word."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from messages.follow_up import agenda_texts
from messages.follow_up.agenda_texts import Agenda
from messages.outgoing import Attachment
from messages.papers.unnumbered import attachment
from messages.texts import Texts
from rules.policy.papers import AGENDA_ROW, PaperFacts, PaperKind
from rules.policy.requests import TrackedRequest


def as_file(t: Texts, found: Agenda, templates: Path | None) -> Attachment:
    """Return the agenda with a table for each of its parts."""
    blockers, instructions = agenda_texts.headings(t, found)
    title = agenda_texts.title(t)
    values = {
        "标题": title,
        "日期": t.full_day(found.day),
        "需协调标题": blockers,
        "批示标题": instructions,
    }
    rows = {
        "需协调事项": _rows(t, found, found.blockers),
        "超期批示": _rows(t, found, found.instructions),
    }
    name = f"{title}{found.day:%Y%m%d}.docx"
    return attachment(PaperKind.AGENDA, templates, PaperFacts(values, rows), name)


def _rows(t: Texts, found: Agenda, rows: Sequence[TrackedRequest]) -> list[Mapping[str, str]]:
    listed = (agenda_texts.cells(t, found, *each) for each in enumerate(rows, 1))
    return [dict(zip(AGENDA_ROW, cells, strict=True)) for cells in listed]
