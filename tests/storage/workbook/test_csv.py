"""A workbook is made from a folder of CSV files, the same every time."""

import csv
from pathlib import Path

import pytest

from storage.db.engine import Engine
from storage.workbook import workbook_from_csv
from storage.workbook.build import FILES
from tests.support.workbooks import counts, plan, take

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _folder(path: Path) -> Path:
    for name, sheet in FILES.items():
        with (path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(plan()[sheet.name])
    return path


def test_the_workbook_of_a_folder_can_be_imported(engine: Engine, tmp_path: Path) -> None:
    workbook_from_csv(_folder(tmp_path), tmp_path / "city.xlsx")

    result = take(engine, (tmp_path / "city.xlsx").read_bytes())

    assert result.problems == ()
    assert counts(result) == {
        "单位": (4, 0, 0), "人员": (4, 0, 0), "问题": (2, 0, 0), "任务": (3, 0, 0), "节点": (3, 0, 0),
    }  # fmt: skip


def test_the_same_folder_makes_the_same_workbook(engine: Engine, tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        workbook_from_csv(folder, tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
