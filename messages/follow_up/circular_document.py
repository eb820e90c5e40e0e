"""通报 as a document for Word."""

import base64
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from messages.follow_up import circular_texts
from messages.follow_up.circular_texts import Circular
from messages.formatting import FormattedText
from messages.outgoing import Attachment
from messages.texts import Texts

BODY_FONT, TITLE_FONT = "仿宋", "黑体"
"""What official letters are set in; a reader without them falls back to their own."""


def as_file(t: Texts, circular: Circular) -> Attachment:
    document = Document()
    _set_font(document.styles["Normal"], BODY_FONT, 14)
    heading = document.add_heading(circular_texts.title(t), level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(heading.runs[0], TITLE_FONT, 20)
    for paragraph in circular_texts.paragraphs(t, circular):
        document.add_paragraph(paragraph)
    absent, same, ranking = circular_texts.headings(t)
    _listed(document, absent, circular_texts.missing(t, circular))
    _listed(document, same, circular_texts.unchanged(t, circular))
    document.add_paragraph(ranking)
    _table(document, t, circular)
    kept = BytesIO()
    document.save(kept)
    name = f"{circular_texts.title(t)}{circular.due:%Y%m%d}.docx"
    return Attachment(name, content=base64.b64encode(kept.getvalue()).decode())


def _set_font(styled: ParagraphStyle | Run, name: str, size: int) -> None:
    """Set the font: Chinese takes it from another attribute than Latin letters do."""
    styled.font.name = name
    styled.font.size = Pt(size)
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def _listed(document: WordDocument, heading: str, lines: list[FormattedText]) -> None:
    if lines:
        document.add_paragraph(heading)
    for line in lines:
        document.add_paragraph(line.text)


def _table(document: WordDocument, t: Texts, circular: Circular) -> None:
    columns = circular_texts.columns(t)
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    rows = [columns, *(circular_texts.row(place, s) for place, s in circular.ranking)]
    for number, values in enumerate(rows):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, value in zip(cells, values, strict=True):
            cell.text = value
