"""通报 as a document for Word."""

from docx.document import Document as WordDocument

from messages.follow_up import circular_texts
from messages.follow_up.circular_texts import Circular
from messages.formatting import FormattedText
from messages.outgoing import Attachment
from messages.texts import Texts
from messages.word_documents import add_table, attached, titled


def as_file(t: Texts, circular: Circular) -> Attachment:
    name = f"{circular_texts.title(t, circular)}{circular.due:%Y%m%d}.docx"
    document = titled(circular_texts.title(t, circular))
    for paragraph in circular_texts.paragraphs(t, circular):
        document.add_paragraph(paragraph)
    absent, same, ranking = circular_texts.headings(t)
    _listed(document, absent, circular_texts.missing(t, circular))
    _listed(document, same, circular_texts.unchanged(t, circular))
    if circular.is_silent:
        document.add_paragraph(circular_texts.nobody(t, circular))
        return attached(document, name)
    document.add_paragraph(ranking)
    rows = (circular_texts.row(place, s) for place, s in circular.ranking)
    add_table(document, [circular_texts.columns(t), *rows])
    return attached(document, name)


def _listed(document: WordDocument, heading: str, lines: list[FormattedText]) -> None:
    if lines:
        document.add_paragraph(heading)
    for line in lines:
        document.add_paragraph(line.text)
