"""The rows under a header: which are entries, which belong together, and which are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from storage.workbook.cells import CellFault, Value, canonical_text, cell_text
from storage.workbook.headers import Header, plain_header, status_columns
from storage.workbook.looks import PLAIN, Looks
from storage.workbook.sheets import ITEMS, SheetForm

Range = tuple[tuple[int, int], tuple[int, int]]
Cells = dict[str, Value]

EXAMPLE = "示例"
"""What the key of an example row in a template begins with."""
_TOTAL = re.compile(r"(?:总?合计|小计|总计|共计|累计)(?:[:(].*)?")
_FOOT = re.compile(
    r"(?:(?:填表|填报|制表|审核|复核|报送|签发|经办)(?:人|单位|日期|时间|领导)?|联系(?:人|电话)|单位负责人|"
    r"主要负责人|分管领导|日期|(?:备|附)?注|(?:填[表报])?说明)\s*[:(].*|单位\(?盖章\)?.*|填[表报]说明"
)
_SECTION = re.compile(
    r"[(]?[一二三四五六七八九十]{1,3}[)]?[、.．:].*|第[一二三四五六七八九十]{1,3}[部章类].*"
)
_NUMBERING = re.compile(
    r"\A(?:[(]?[一二三四五六七八九十]{1,3}[)]?[、.:]|第[一二三四五六七八九十]{1,3}部分[:、]?)"
)
_COUNT = re.compile(r"\((?:共)?\d+[项个条件].*\)\Z|[,，]?共\d+[项个条件]\Z")


@dataclass(slots=True)
class SheetRow:
    """One row as the sheet has it: of an entry drawn over several rows each is one."""

    row: int
    cells: Cells


@dataclass(slots=True)
class GridLine:
    """One entry of a sheet: the number of its first row in Excel and its cells by header."""

    row: int
    cells: Cells
    conflicts: list[str] = field(default_factory=list)
    """Columns in which rows merged into this one differ."""
    status_cells: Cells = field(default_factory=dict)
    """Cells of columns that are not imported but say how an item stands."""
    more: Cells = field(default_factory=dict)
    """Cells of columns that stand on another sheet, or say how a new entry stands."""
    parts: list[SheetRow] = field(default_factory=list)
    """All its rows, the first included."""
    section: str = ""
    """The heading of the part of the list in which it stands."""


@dataclass(slots=True)
class Body:
    """The rows under a header row. `skipped`: those that are no entries, with their words."""

    sheet: SheetForm
    rows: list[list[Value]]
    header: Header
    banners: set[int]
    hanging: set[tuple[int, int]]
    looks: Looks = PLAIN
    struck: list[tuple[int, str]] = field(default_factory=list)
    """Rows struck through, which are not read."""
    hidden: list[tuple[int, str]] = field(default_factory=list)
    """Rows that nobody sees, and that are read."""
    partly_struck: list[str] = field(default_factory=list)
    """Cells that are read although a part of them is struck through: D5."""
    skipped: list[tuple[int, str]] = field(default_factory=list)

    def lines(self) -> Iterator[GridLine]:
        """Yield the lines, with rows of one merged number joined."""
        last: GridLine | None = None
        section = ""
        for row in range(self.header.top + 1, len(self.rows)):
            cells = self._cells(row, self.header.places)
            if row in self.banners or self._is_aside(row):
                section = self._skip(row, section)
                continue
            if self._says_nothing(cells):
                continue
            more = self._cells(row, self.header.more)
            goes_on = last is not None and self._continues(row, cells, more)
            is_struck = self._looks_struck(row)
            if last is not None and goes_on:
                if not is_struck:
                    self._join(last, row, cells, more)
                continue
            if last is not None:
                yield last
            # Rows merged under the number of a struck one begin anew.
            last = None if is_struck else self._line(row, cells, more, section)
        if last is not None:
            yield last

    def _line(self, row: int, cells: Cells, more: Cells, section: str) -> GridLine:
        kept = self._cells(row, status_columns(self.header))
        parts = [SheetRow(row + 1, dict(cells))]
        return GridLine(row + 1, cells, [], kept, more, parts, section)

    def _looks_struck(self, row: int) -> bool:
        """Return whether all cells of a row are struck through; note that, or what else is seen."""
        places = [(row, at) for at, cell in enumerate(self.rows[row]) if cell_text(cell)]
        own = [place for place in places if place not in self.hanging]
        if not own or not self.looks.struck.issuperset(own):
            self._note_looks(row)
            return False
        self.struck.append((row + 1, self._first_words(row)))
        return True

    def _note_looks(self, row: int) -> None:
        if row in self.looks.hidden:
            self.hidden.append((row + 1, self._first_words(row)))
        doubtful = self.looks.partly_struck | self.looks.struck
        places = (at for at in range(len(self.rows[row])) if (row, at) in doubtful)
        self.partly_struck += [f"{_letters(at)}{row + 1}" for at in places]

    def _first_words(self, row: int) -> str:
        return "｜".join([cell_text(cell) for cell in self.rows[row] if cell_text(cell)][:3])

    def _cells(self, row: int, places: dict[str, int]) -> Cells:
        return {header: self.rows[row][place] for header, place in places.items()}

    def _skip(self, row: int, section: str) -> str:
        """Note a row that is no entry; return the section that the next rows stand in."""
        words = next(words for cell in self.rows[row] if (words := cell_text(cell)))
        self.skipped.append((row + 1, words))
        plain = " ".join(words.split())
        if _TOTAL.fullmatch(canonical_text(words)) or _FOOT.fullmatch(canonical_text(words)):
            return section
        return _COUNT.sub(
            "", _NUMBERING.sub("", plain.replace("（", "(").replace("）", ")"))
        ).strip()

    def _is_aside(self, row: int) -> bool:
        """Return whether a row is an example, a total, a line below, or the heading of a section."""
        filled = [
            (place, cell_text(cell))
            for place, cell in enumerate(self.rows[row])
            if cell_text(cell) and (row, place) not in self.hanging
        ]
        if not filled:
            return False
        first, key = filled[0], self._key_place()
        words = canonical_text(first[1])
        if canonical_text(cell_text(self.rows[row][key])).startswith(EXAMPLE):
            return True
        numbered = any(place == key and place != first[0] for place, _ in filled)
        if _TOTAL.fullmatch(words) or _FOOT.fullmatch(words):
            return not numbered
        if len(filled) > 1 or first[0] > key:
            return False
        return bool(_SECTION.fullmatch(words)) or (self.sheet is ITEMS and not _is_number(words))

    def _key_place(self) -> int:
        """Return the position of the column that says which entry a row is."""
        return self.header.places.get(self.sheet.merges or self.sheet.columns[0].header, 0)

    def _says_nothing(self, cells: Cells) -> bool:
        """Return whether a row is empty, or repeats the header on a printed page."""
        words = {header: canonical_text(cell_text(value)) for header, value in cells.items()}
        if not any(words.values()):
            return True
        titles, places = self.header.titles, self.header.places
        return all(plain_header(cells[h]) == plain_header(titles[places[h]]) for h in cells)

    def _continues(self, row: int, cells: Cells, more: Cells) -> bool:
        """Return whether a row's number is merged with the one above, or it has only more measures."""
        place = self.header.places.get(self.sheet.merges)
        if place is not None and (row, place) in self.hanging:
            return True
        named = (cells.get(header, "") for header in ("任务编号", "问题编号", "任务名称"))
        words = (*named, more.get("反馈问题", ""))
        has_measures = any(cell_text(cells.get(h, "")) for h in ("整改措施", "整改时限"))
        return self.sheet is ITEMS and has_measures and not any(cell_text(each) for each in words)

    def _join(self, line: GridLine, row: int, cells: Cells, more: Cells) -> None:
        line.parts.append(SheetRow(row + 1, dict(cells)))
        for header, value in cells.items():
            before = line.cells[header]
            if value in ("", before) or isinstance(before, CellFault):
                continue
            if before == "" or isinstance(value, CellFault):
                line.cells[header] = value
            elif self.sheet.column(header).joins:
                line.cells[header] = f"{cell_text(before)}\n{cell_text(value)}"
            else:
                line.conflicts.append(header)
        for header, value in more.items():
            if line.more[header] == "":
                line.more[header] = value


def _letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, Z, AA."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _is_number(words: str) -> bool:
    """Return whether a lone cell may be the number of an item that was not filled in."""
    return bool(re.search(r"\d", words)) and len(words) <= 12


def banner_rows(rows: list[list[Value]], merged: list[Range]) -> set[int]:
    """Return rows that hold one text merged across them: titles of sections, no entries."""
    found = set()
    for (top, left), (bottom, right) in merged:
        wide = top == bottom and right - left >= 2 and top < len(rows)
        if wide and sum(cell != "" for cell in rows[top]) == 1:
            found.add(top)
    return found


def fill_merged(rows: list[list[Value]], merged: list[Range]) -> set[tuple[int, int]]:
    """Put a merged range's value into each of its cells; return the cells below its first row."""
    hanging = set()
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[row]) - 1) + 1):
                rows[row][column] = rows[top][left]
        hanging |= {(row, left) for row in range(top + 1, bottom + 1)}
    return hanging
