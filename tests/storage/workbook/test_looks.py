"""Rows that are hidden are read and told; rows struck through are told and no items."""

from io import BytesIO

import xlsxwriter

from storage.db.engine import Engine
from storage.workbook import Answers, ImportResult
from tests.support.workbooks import counts, take

HEADINGS = ["序号", "整改措施", "责任单位", "责任人", "整改时限"]
ROWS = [
    ["1", "拆除石灰窑", "青山县", "张伟", "2026年12月底前"],
    ["2", "渣土场复绿", "青山县", "张伟", "2027年6月"],
    ["3", "清理河道", "青山县", "张伟", "2027年6月"],
]


def drawn(*, struck: tuple[int, ...] = (), hidden: tuple[int, ...] = (), partly: int = 0) -> bytes:
    """A list; rows as Excel numbers them, of one of them a part of the deadline is struck through."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet, line = book.add_worksheet("清单"), book.add_format({"font_strikeout": True})
    for number, cells in enumerate([HEADINGS, *ROWS], 1):
        sheet.write_row(number - 1, 0, cells, line if number in struck else None)
        if number in hidden:
            sheet.set_row(number - 1, None, None, {"hidden": True})
    if partly:
        sheet.write_rich_string(partly - 1, 4, line, "6月底前", book.add_format(), "2026年12月底前")
    book.close()
    return content.getvalue()


def taken(engine: Engine, file: bytes) -> ImportResult:
    return take(engine, file, answers=Answers(accepted=True))


def test_a_row_struck_through_is_told_and_no_item(engine: Engine) -> None:
    result = taken(engine, drawn(struck=(3,)))
    assert counts(result)["任务"] == (2, 0, 0)
    assert result.remarks[0] == (
        "Sheet 清单: struck through and not read: row 3 “2｜渣土场复绿｜青山县”. "
        "To have such a row read, please take the line away."
    )


def test_a_hidden_row_is_read_and_told(engine: Engine) -> None:
    result = taken(engine, drawn(hidden=(4,)))
    assert counts(result)["任务"] == (3, 0, 0)
    assert result.remarks[0] == "Sheet 清单: hidden and read: row 4 “3｜清理河道｜青山县”"


def test_a_cell_with_a_part_struck_through_is_named(engine: Engine) -> None:
    result = take(engine, drawn(partly=2), dry_run=True)
    assert result.remarks[0] == "Sheet 清单: read with what is struck through in them: E2"


def test_rows_merged_under_a_number_that_is_struck_through_begin_anew(engine: Engine) -> None:
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet, line = book.add_worksheet("清单"), book.add_format({"font_strikeout": True})
    for number, cells in enumerate([HEADINGS, *ROWS]):
        sheet.write_row(number, 0, cells, line if number == 2 else None)
    sheet.merge_range(2, 0, 3, 0, "2", line)
    book.close()
    result = taken(engine, content.getvalue())
    assert [item.readings[0][1] for item in result.understood] == ["2026年12月底前", "2027年6月"]
    assert counts(result)["任务"] == (2, 0, 0)
