"""A list that stands in a table of a Word document is read like a sheet."""

from io import BytesIO
from pathlib import Path

from docx import Document

from messages.texts import texts
from storage.db.engine import Engine
from storage.workbook import Answers
from storage.workbook.limits import why_unfit
from tests.support.workbooks import counts, take

ROWS = [
    ["序号", "整改措施", "责任单位", "责任人", "整改时限"],
    ["1", "拆除石灰窑", "青山县人民政府", "张伟", "2026年12月底前"],
    ["2", "渣土场复绿", "青山县人民政府", "张伟", "2027年6月"],
]


def document(*tables: list[list[str]], merged: bool = False) -> bytes:
    made = Document()
    made.add_paragraph("整改方案")
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        if merged and len(rows) > 2:
            table.cell(1, 2).merge(table.cell(2, 2)).text = rows[1][2]
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def test_its_table_is_found_by_the_headings(engine: Engine) -> None:
    result = take(engine, document([["方案", "说明"]], ROWS, merged=True), answers=Answers(True))
    assert result.problems == ()
    assert counts(result)["任务"] == (2, 0, 0)
    assert result.remarks[0] == "Sheet 表1 was not read."
    assert [item.readings[0][2] for item in result.understood] == [
        "2026-12-31，限期整改",
        "2027-06-30，限期整改",
    ]
    assert [item.readings[1][2] for item in result.understood] == ["青山县人民政府"] * 2


def test_what_is_wrong_in_it_is_named_by_table_row_and_column(engine: Engine) -> None:
    wrong = [ROWS[0], [*ROWS[1][:4], "汛期前"]]
    [problem] = take(engine, document(wrong)).problems
    assert (problem.sheet, problem.row, problem.column) == ("表1", 2, "整改时限")


def test_one_without_a_table_or_damaged_is_refused(engine: Engine, tmp_path: Path) -> None:
    [problem] = take(engine, document()).problems
    assert problem.reason == "The document has no table."
    file = tmp_path / "坏.docx"
    file.write_bytes(document(ROWS)[:3000])
    assert why_unfit(file, texts("en")) == ""
    [problem] = take(engine, file.read_bytes()).problems
    assert problem.reason.startswith("The file is not a workbook or a document")


def test_a_row_struck_through_is_told_and_no_item(engine: Engine) -> None:
    made = Document(BytesIO(document(ROWS)))
    for cell in made.tables[0].rows[2].cells:
        cell.paragraphs[0].runs[0].font.strike = True
    content = BytesIO()
    made.save(content)
    result = take(engine, content.getvalue(), answers=Answers(True))
    assert counts(result)["任务"] == (1, 0, 0)
    assert result.remarks[0].startswith("Sheet 表1: struck through and not read: row 3 “2｜")
