"""Documents for Word: the fonts and the layout that official letters share."""

import base64
from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from messages.outgoing import Attachment

BODY_FONT, TITLE_FONT = "仿宋", "黑体"
"""What official letters are set in; a reader without them falls back to their own."""


def new_document(title: str) -> WordDocument:
    """Return a document with its title, centred."""
    document = Document()
    _set_font(document.styles["Normal"], BODY_FONT, 14)
    heading = document.add_heading(title, level=1)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(heading.runs[0], TITLE_FONT, 20)
    return document


def _set_font(styled: ParagraphStyle | Run, name: str, size: int) -> None:
    """Set the font: Chinese takes it from another attribute than Latin letters do."""
    styled.font.name = name
    styled.font.size = Pt(size)
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def add_table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    """Add a table with a grid; the first row is its head."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for values in rows:
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value


def add_signature(document: WordDocument, *lines: str) -> None:
    """Add who signs and when, at the right."""
    for line in lines:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def as_attachment(document: WordDocument, name: str) -> Attachment:
    """Return a document as a file to send."""
    kept = BytesIO()
    document.save(kept)
    return Attachment(name, content=base64.b64encode(kept.getvalue()).decode())
