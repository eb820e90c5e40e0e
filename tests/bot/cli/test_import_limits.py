"""A workbook that would take all memory or end the process: one sentence, and nothing is changed."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner, Result

from bot.cli.__main__ import app

TOO_LARGE = (
    "工作簿过大：文件不得超过 50 MB，单个工作表不得超过 5,000,000 个单元格"
    "（含最后一个已用行、列之前的空白）。请删除未使用的行和列后再导入。\n"
)
BROKEN = "文件无法读取，应为 .xlsx、.xls 或 .docx，请用 Excel、WPS 或 Word 打开后另存。\n未导入任何内容。\n"
LAST_ROW = 1_048_576


def _drawn(draw: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    draw(book)
    book.close()
    return kept.getvalue()


def _value_far_away(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("整改任务")
    sheet.write("A1", "编号")
    sheet.write("XFD1048576", "x")


def _blank_far_away(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("整改任务")
    sheet.write("A1", "编号")
    sheet.write_blank("CV1048576", None, book.add_format({"bold": True}))


def _values_in_a_column(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("整改任务")
    sheet.write("A1", "编号")
    sheet.write(f"F{LAST_ROW}", 1)


def _with_member(content: bytes, name: str, megabytes: int) -> bytes:
    """Add a member of zeros, which takes a thousandth of its size."""
    kept = BytesIO(content)
    with (
        zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open(name, "w") as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(2**20))
    return kept.getvalue()


def _bomb() -> bytes:
    return _with_member(_drawn(lambda book: book.add_worksheet("整改任务")), "xl/media/a.bin", 520)


def _liar() -> bytes:
    """Say of a large sheet that it is small."""
    content = _drawn(lambda book: book.add_worksheet("整改任务"))
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for member in old.infolist():
            if not member.filename.endswith("sheet1.xml"):
                new.writestr(member, old.read(member))
    grown = _with_member(kept.getvalue(), "xl/worksheets/sheet1.xml", 300)
    return grown.replace((300 * 2**20).to_bytes(4, "little"), (900).to_bytes(4, "little"))


def imported(file: Path) -> Result:
    env = {
        "TAIZHANG_DATABASE_URL": f"sqlite:///{file.parent}/taizhang.db",
        "TAIZHANG_DATA_DIR": str(file.parent),
    }
    return CliRunner().invoke(app, ["import", str(file)], env=env)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(lambda: _drawn(_value_far_away), TOO_LARGE, id="a value in XFD1048576"),
        pytest.param(lambda: _drawn(_values_in_a_column), TOO_LARGE, id="a value in F1048576"),
        pytest.param(_bomb, TOO_LARGE, id="a bomb"),
        pytest.param(lambda: bytes(51 * 2**20), TOO_LARGE, id="51 MB of nothing"),
        pytest.param(lambda: b"", BROKEN, id="empty"),
        pytest.param(lambda: b"PK\x03\x04" + bytes(400), BROKEN, id="the beginning of a zip"),
        pytest.param(_liar, BROKEN, id="a bomb that says it is none"),
    ],
)
def test_it_is_refused_in_one_sentence(
    tmp_path: Path, content: Callable[[], bytes], sentence: str
) -> None:
    file = tmp_path / "清单.xlsx"
    file.write_bytes(content())
    told = imported(file)
    assert (told.exit_code, told.output.endswith(sentence)) == (1, True), told.output
    if sentence == TOO_LARGE:
        assert (told.output, (tmp_path / "taizhang.db").exists()) == (TOO_LARGE, False)


def test_a_blank_far_away_counts_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "清单.xlsx"
    file.write_bytes(_drawn(_blank_far_away))
    told = imported(file)
    assert "前 10 行中找不到表头" in told.output
    assert told.output.splitlines()[-1] == "未导入任何内容。"
