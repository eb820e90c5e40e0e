"""How the rows of an .xlsx look: which are hidden, and which cells are struck through, whole or in part."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from storage.workbook.parts import Place, named, read_cells, sheet_parts, tree

_HIDDEN = re.compile(rb"""<(?:\w+:)?row [^<>]{0,300}hidden=["'](?:1|true)""")


@dataclass(frozen=True, slots=True)
class Looks:
    """Rows and cells counted from 0."""

    hidden: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()
    partly_struck: frozenset[Place] = frozenset()


PLAIN = Looks()


class _Struck(NamedTuple):
    """What is struck through: styles by number, shared texts by number, whole or in part."""

    styles: frozenset[str]
    texts: frozenset[str]
    parts_of_texts: frozenset[str]


def xlsx_looks(file: ZipFile) -> Callable[[str], Looks]:
    """Return a function from a sheet's name to the looks of its rows."""
    parts = sheet_parts(file)
    struck = _Struck(_struck_styles(file), *_struck_texts(file))
    return lambda sheet: _looks(file.read(parts[sheet]), struck)


def _looks(part: bytes, struck: _Struck) -> Looks:
    hidden = frozenset(_hidden_rows(part)) if _HIDDEN.search(part) else frozenset()
    if not any(struck) and b"strike" not in part:
        return Looks(hidden) if hidden else PLAIN
    found = [(place, _strike(cell, struck)) for place, cell in read_cells(part)]
    whole, in_part = (frozenset(p for p, s in found if s is kind) for kind in (True, False))
    return Looks(hidden, whole, in_part)


def _strike(cell: Element, struck: _Struck) -> bool | None:
    """Return True where a cell is struck through, False where a part is, None where it is not."""
    if cell.get("s", "0") in struck.styles:
        return True
    number = next((each.text for each in cell if named(each) == "v"), "")
    if cell.get("t") == "s":
        return True if number in struck.texts else _or_none(number in struck.parts_of_texts)
    inline = next((each for each in cell if named(each) == "is"), None)
    return None if inline is None else _of_text(inline)


def _or_none(in_part: bool) -> bool | None:
    return False if in_part else None


def _of_text(text: Element) -> bool | None:
    runs = [run for run in text if named(run) == "r"]
    seen = {any(_is_on(e) for e in run.iter()) for run in runs if "".join(run.itertext()).strip()}
    if not seen or seen == {False}:
        return None
    return seen == {True}


def _is_on(mark: Element) -> bool:
    return named(mark) == "strike" and mark.get("val", "1") not in ("0", "false")


def _struck_styles(file: ZipFile) -> frozenset[str]:
    if "xl/styles.xml" not in file.namelist():
        return frozenset()
    root = tree(file.read("xl/styles.xml"))
    lists = {named(each): list(each) for each in root}
    fonts = [any(map(_is_on, font)) for font in lists.get("fonts", [])]
    styles = enumerate(lists.get("cellXfs", []))
    numbers = ((str(at), int(style.get("fontId", "0"))) for at, style in styles)
    return frozenset(at for at, font in numbers if font < len(fonts) and fonts[font])


def _struck_texts(file: ZipFile) -> tuple[frozenset[str], frozenset[str]]:
    name = "xl/sharedStrings.xml"
    content = file.read(name) if name in file.namelist() else b""
    if b"strike" not in content:
        return frozenset(), frozenset()
    texts = (each for each in tree(content) if named(each) == "si")
    found = [(str(at), _of_text(text)) for at, text in enumerate(texts)]
    whole, in_part = (frozenset(at for at, s in found if s is kind) for kind in (True, False))
    return whole, in_part


def _hidden_rows(part: bytes) -> Iterator[int]:
    row = -1
    for event, line in iterparse(BytesIO(part), ("start", "end")):  # noqa: S314  # as in parts
        if named(line) == "row" and event == "start":
            row = int(line.get("r", row + 2)) - 1
            if line.get("hidden") in ("1", "true"):
                yield row
        elif named(line) == "row":
            line.clear()
