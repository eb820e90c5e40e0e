"""会议议题 as a document for Word."""

from messages.follow_up import agenda_texts
from messages.follow_up.agenda_texts import Agenda
from messages.outgoing import Attachment
from messages.texts import Texts
from messages.word_documents import add_table, attached, titled


def as_file(t: Texts, found: Agenda) -> Attachment:
    """Return the agenda with a table for each part that has anything."""
    document = titled(agenda_texts.title(t))
    document.add_paragraph(t.full_day(found.day))
    headings = agenda_texts.headings(t, found)
    for heading, rows in zip(headings, (found.blockers, found.instructions), strict=True):
        if rows:
            document.add_paragraph(heading)
            listed = (agenda_texts.cells(t, found, *each) for each in enumerate(rows, 1))
            add_table(document, [agenda_texts.columns(t), *listed])
    return attached(document, f"{agenda_texts.title(t)}{found.day:%Y%m%d}.docx")
