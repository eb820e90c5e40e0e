"""Plain documents for Word that have a title and nothing else."""

import base64
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


def titled(title: str) -> WordDocument:
    """Return a document that has only its title."""
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


def attached(document: WordDocument, name: str) -> Attachment:
    kept = BytesIO()
    document.save(kept)
    return Attachment(name, content=base64.b64encode(kept.getvalue()).decode())
