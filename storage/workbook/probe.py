"""Reads a workbook to its end in a process of its own, which has little memory and little time.

Run by its path, so that nothing of ours is loaded (storage/workbook/limits). A library that aborts, or
takes all memory, ends this process and no other; its exit status says what was found.
"""

import resource
import sys
import zipfile
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum

FITS, TOO_LARGE, BROKEN = 0, 3, 4
DOCUMENT = "word/document.xml"
"""The part of a file by which a Word document is told from a workbook."""


def found(file: Path, largest: int, cells: int) -> int:
    """Return what reading the file comes to; damage that raises in order is left to the import."""
    if file.stat().st_size > largest:
        return TOO_LARGE
    try:
        packed = zipfile.ZipFile(file) if zipfile.is_zipfile(file) else None
        if packed is not None and _unpacked(packed) > 10 * largest:
            return TOO_LARGE
        is_document = packed is not None and DOCUMENT in packed.namelist()
        return (_read_document if is_document else _read)(file, cells)
    except MemoryError:
        return TOO_LARGE
    except Exception:
        return FITS
    except BaseException:  # a panic of the library
        return BROKEN


def _unpacked(packed: zipfile.ZipFile) -> int:
    return sum(member.file_size for member in packed.infolist())


def _read(file: Path, cells: int) -> int:
    book = CalamineWorkbook.from_path(str(file))
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        drawn = book.get_sheet_by_name(sheet.name)
        row, column = drawn.end or (0, 0)
        if (row + 1) * (column + 1) > cells:
            return TOO_LARGE
        drawn.to_python(skip_empty_area=False)
    return FITS


def _read_document(file: Path, cells: int) -> int:
    from docx import Document  # noqa: PLC0415 - slow to import, rarely needed

    found = sum(len(row.cells) for table in Document(str(file)).tables for row in table.rows)
    return FITS if found <= cells else TOO_LARGE


if __name__ == "__main__":
    memory, seconds, *rest = map(int, sys.argv[2:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(found(Path(sys.argv[1]), *rest))
