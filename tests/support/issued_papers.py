"""What a paper that was issued says."""

import base64
import hashlib
from io import BytesIO

from docx import Document
from sqlalchemy import select

from storage.db.engine import reading
from storage.papers.tables import papers
from tests.support.dialogue import Dialogue


def words_of(talk: Dialogue, number: str) -> list[str]:
    """Return the paragraphs of a paper that was issued; its file is the one that was kept."""
    return [p.text for p in Document(BytesIO(_file_of(talk, number))).paragraphs if p.text]


def table_of(talk: Dialogue, number: str, place: int) -> list[list[str]]:
    """Return the rows of a table of a paper that was issued; tables are counted from 0."""
    table = Document(BytesIO(_file_of(talk, number))).tables[place]
    return [[cell.text for cell in row.cells] for row in table.rows]


def _file_of(talk: Dialogue, number: str) -> bytes:
    with reading(talk.engine) as tx:
        row = tx.execute(select(papers).where(papers.c.number == number)).one()
    content = base64.b64decode(row.content)
    assert hashlib.sha256(content).hexdigest() == row.sha256
    return content
