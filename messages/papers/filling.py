"""Fill a Word template: `{{单位}}` becomes its fact, a row that holds `{{#事项}}` is repeated.

Braces may be full-width, and may be split by formatting as word processors split them; what is
filled in keeps the formatting of its first brace. Facts are text and never read as markup.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from messages.papers.faults import TemplateFaults
from rules.policy.papers import PaperFacts, PaperForm

PLACEHOLDER = re.compile(r"(?:\{\{|｛｛)\s{0,4}(#?)\s{0,4}([^{}｛｝#\s][^{}｛｝#]*+)(?:\}\}|｝｝)")
BRACES = re.compile(r"\{\{|\}\}|｛｛|｝｝")
PARTS = ("/header", "/footer")
PARAGRAPH, ROW, TEXT = qn("w:p"), qn("w:tr"), qn("w:t")
NOTHING = "无"
"""What stands in the row of a list that is empty."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read, with the names in it. `listed`: names beside each list."""

    content: bytes
    names: tuple[str, ...]
    listed: Mapping[str, tuple[str, ...]]
    broken: tuple[str, ...]

    def faults(self, form: PaperForm) -> TemplateFaults:
        """Return what does not belong into a template of this form."""
        unknown = [name for name in self.names if name not in form.facts]
        for name, columns in self.listed.items():
            known = {*form.lists.get(name, ()), *form.facts}
            unknown += [f"#{name}"] if name not in form.lists else []
            unknown += [column for column in columns if column not in known]
        return TemplateFaults(tuple(dict.fromkeys(unknown)), self.broken)


def read(content: bytes) -> Template | None:
    """Return a template; None where it is no Word document (.docx)."""
    document = _opened(content)
    if document is None:
        return None
    names: list[str] = []
    listed: dict[str, list[str]] = {}
    broken: list[str] = []
    for paragraph in _paragraphs(document):
        words = _words(paragraph)
        if BRACES.search(PLACEHOLDER.sub("", words)):
            broken.append(words)
        found = [
            match.group(2).strip() for match in PLACEHOLDER.finditer(words) if not match.group(1)
        ]
        lists = _lists_of(_repeated(paragraph))
        if lists:
            listed.setdefault(lists[0], []).extend(found)
        else:
            names += found
    kept = {name: tuple(dict.fromkeys(columns)) for name, columns in listed.items()}
    return Template(content, tuple(dict.fromkeys(names)), kept, tuple(broken))


def _opened(content: bytes) -> WordDocument | None:
    try:
        return Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        return None


def fill(template: Template, facts: PaperFacts) -> bytes:
    """Return the document with every fact in its place. The template has no faults."""
    document = _opened(template.content)
    assert document is not None
    repeated: dict[BaseOxmlElement, str] = {}
    single: list[BaseOxmlElement] = []
    for paragraph in _paragraphs(document):
        holder = _repeated(paragraph)
        lists = _lists_of(holder)
        if lists:
            repeated[holder] = lists[0]
        else:
            single.append(paragraph)
    for paragraph in single:
        _fill(paragraph, facts.values)
    for holder, name in repeated.items():
        _repeat(holder, facts.rows.get(name, ()), facts.values)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _paragraphs(document: WordDocument) -> Iterator[BaseOxmlElement]:
    """Yield every paragraph, of the text, of tables and of heads and feet of pages."""
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if part is document.part or any(kind in name for kind in PARTS):
            yield from list(part.element.iter(PARAGRAPH))


def _texts(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Return the pieces of text of a paragraph, without those of a text box in it."""
    return [piece for piece in paragraph.iter(TEXT) if _holder(piece, PARAGRAPH) is paragraph]


def _holder(element: BaseOxmlElement, tag: str) -> BaseOxmlElement | None:
    return next(element.iterancestors(tag), None)


def _words(paragraph: BaseOxmlElement) -> str:
    return "".join(piece.text or "" for piece in _texts(paragraph))


def _repeated(paragraph: BaseOxmlElement) -> BaseOxmlElement:
    """Return what is repeated where a paragraph belongs to a list: its row, or the paragraph."""
    row = _holder(paragraph, ROW)
    return paragraph if row is None else row


def _lists_of(holder: BaseOxmlElement) -> list[str]:
    found = (
        match for each in holder.iter(PARAGRAPH) for match in PLACEHOLDER.finditer(_words(each))
    )
    return [match.group(2).strip() for match in found if match.group(1)]


def _repeat(
    holder: BaseOxmlElement, rows: Sequence[Mapping[str, str]], values: Mapping[str, str]
) -> None:
    """Put one copy of a row, or of a paragraph, in its place for each entry of a list."""
    for row in rows:
        copy = deepcopy(holder)
        holder.addprevious(copy)
        for paragraph in copy.iter(PARAGRAPH):
            _fill(paragraph, {**values, **row})
    if rows:
        holder.getparent().remove(holder)
        return
    pieces = [piece for paragraph in holder.iter(PARAGRAPH) for piece in _texts(paragraph)]
    for number, piece in enumerate(pieces):
        piece.text = "" if number else NOTHING


def _fill(paragraph: BaseOxmlElement, values: Mapping[str, str]) -> None:
    """Fill in what a paragraph names."""
    pieces = _texts(paragraph)
    for match in reversed(list(PLACEHOLDER.finditer(_words(paragraph)))):
        marks_list = bool(match.group(1))
        _replace(pieces, match.span(), "" if marks_list else values.get(match.group(2).strip(), ""))
    for piece in pieces:
        _break_lines(piece)


def _replace(pieces: list[BaseOxmlElement], span: tuple[int, int], words: str) -> None:
    """Put words in the place of a stretch of characters, into the piece where it begins."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(span[0] - at, 0), min(span[1] - at, len(text))
        if first < last:
            piece.text = text[:first] + words + text[last:]
            piece.set(qn("xml:space"), "preserve")
            words = ""
        at += len(text)


def _break_lines(piece: BaseOxmlElement) -> None:
    """Turn the line breaks of a piece into breaks that Word knows."""
    first, *others = (piece.text or "").split("\n")
    if not others:
        return
    piece.text, last = first, piece
    for line in others:
        more = deepcopy(piece)
        more.text = line
        gap = piece.makeelement(qn("w:br"), {})
        last.addnext(gap)
        gap.addnext(more)
        last = more
