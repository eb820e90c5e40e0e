"""The same of an .xls: its cells are records in a stream, its stream is sectors in a file.

Sources: [MS-CFB] for the file, [MS-XLS] for BoundSheet8, BoolErr, Formula, Number, RK, MulRk, XF,
Format and Date1904.
"""

from collections.abc import Callable, Iterator
from struct import iter_unpack, unpack_from

from storage.workbook.cells import CellFault
from storage.workbook.faults import Marks
from storage.workbook.formats import Shown, shown

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BEGIN, END, SHEET, BOOL_OR_ERROR, FORMULA = 0x0809, 0x000A, 0x0085, 0x0205, 0x0006
NUMBER, SMALL_NUMBER, SMALL_NUMBERS = 0x0203, 0x027E, 0x00BD
STYLE, FORMAT, DATE_1904 = 0x00E0, 0x041E, 0x0022
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip

LAST = 0xFFFFFFFA
"""From this number on a sector is none, but a mark."""


def of_xls(content: bytes) -> tuple[Callable[[str], Marks], bool]:
    """What to ask for the marks of a sheet, by its name; whether days are counted from 1904."""
    stream = _Compound(content).stream("Workbook")
    starts, styles = dict(_sheets(stream)), _styles(stream)
    old = any(kind == DATE_1904 and body[0] for kind, body in _records(stream, 0))
    return lambda sheet: {
        **_days(stream, starts[sheet], styles),
        **_faults(stream, starts[sheet]),
    }, old


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Up to the end of what begins here; charts inside begin and end themselves."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + size]
        depth += (kind == BEGIN) - (kind == END)
        if depth == 0:
            return
        start += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Names of sheets, and where in the stream they begin."""
    for kind, body in _records(stream, 0):
        if kind == SHEET:
            yield _text(body, 7, body[6]), unpack_from("<I", body)[0]


def _text(body: bytes, at: int, length: int) -> str:
    """Characters of one byte or of two, as the byte before them says."""
    wide = body[at] & 1
    said = body[at + 1 : at + 1 + length * (1 + wide)]
    return said.decode("utf-16-le" if wide else "latin-1")


def _styles(stream: bytes) -> dict[int, Shown]:
    """The styles of cells that show only part of a day, by the number a cell calls them."""
    written, formats = {}, []
    for kind, body in _records(stream, 0):
        if kind == FORMAT:
            number, length = unpack_from("<HH", body)
            written[number] = _text(body, 4, length)
        elif kind == STYLE:
            formats.append(unpack_from("<H", body, 2)[0])
    found = ((at, shown(number, written.get(number))) for at, number in enumerate(formats))
    return {style: part for style, part in found if part is not None}


def _faults(stream: bytes, start: int) -> dict[tuple[int, int], CellFault]:
    found: dict[tuple[int, int], CellFault] = {}
    for kind, body in _records(stream, start):
        code = _error(kind, body)
        if code is not None:
            found[unpack_from("<HH", body)] = CellFault(ERRORS.get(code, ERRORS[0]))
    return found


def _days(stream: bytes, start: int, styles: dict[int, Shown]) -> dict[tuple[int, int], Shown]:
    """The numbers whose style shows only part of a day."""
    return {
        place: styles[style]
        for kind, body in _records(stream, start)
        for place, style in _numbers_in(kind, body)
        if style in styles
    }


def _numbers_in(kind: int, body: bytes) -> Iterator[tuple[tuple[int, int], int]]:
    """Where the numbers of a record stand, and in which style."""
    if kind in (NUMBER, SMALL_NUMBER, FORMULA):
        row, column, style = unpack_from("<HHH", body)
        yield (row, column), style
    elif kind == SMALL_NUMBERS:
        row, column = unpack_from("<HH", body)
        for at in range(4, len(body) - 2, 6):
            yield (row, column + (at - 4) // 6), unpack_from("<H", body, at)[0]


def _error(kind: int, body: bytes) -> int | None:
    """The error that a cell's record holds; None where it holds a value, or is no cell's."""
    if kind == BOOL_OR_ERROR and body[7]:
        return body[6]
    if kind == FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
        return body[8]
    return None


class _Compound:
    """A file of sectors, each naming the next; small streams share the sectors of the root."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size, self._small = (1 << power for power in unpack_from("<HH", content, 30))
        directory, _, self._limit, small, _, more, _ = unpack_from("<IIIIIII", content, 48)
        self._next = _numbers(b"".join(self._sector(s) for s in self._tables(more) if s < LAST))
        self._next_small = _numbers(self._big(small))
        entries = self._big(directory)
        found = (entries[at : at + 128] for at in range(0, len(entries), 128))
        self._entries = {_called(entry): unpack_from("<II", entry, 116) for entry in found}

    def stream(self, name: str) -> bytes:
        start, size = self._entries[name]
        if size >= self._limit:
            return self._big(start)[:size]
        pool = self._big(self._entries["Root Entry"][0])
        parts = _chain(start, self._next_small)
        return b"".join(pool[at * self._small : (at + 1) * self._small] for at in parts)[:size]

    def _big(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(start, self._next))

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _tables(self, more: int) -> Iterator[int]:
        """The sectors that say which sector follows which."""
        yield from unpack_from("<109I", self._content, 76)
        while more < LAST:
            *numbers, more = _numbers(self._sector(more))
            yield from numbers


def _numbers(sectors: bytes) -> list[int]:
    return [number for (number,) in iter_unpack("<I", sectors)]


def _chain(start: int, following: list[int]) -> Iterator[int]:
    for _ in following:
        if start >= LAST:
            return
        yield start
        start = following[start]


def _called(entry: bytes) -> str:
    return entry[: unpack_from("<H", entry, 64)[0]].decode("utf-16-le").rstrip("\0")
