"""`taizhang import --dry-run`: says which rows would be new or changed, and writes nothing."""

from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from bot.demo import CITY
from storage.workbook.build import workbook_from_csv


def said(folder: Path, *words: str) -> list[str]:
    env = {"TAIZHANG_DATABASE_URL": f"sqlite:///{folder}/taizhang.db"}
    result = CliRunner().invoke(app, ["import", str(folder / "plan.xlsx"), *words], env=env)
    assert result.exit_code == 0, result.output
    return result.stdout.strip().splitlines()


def test_a_rehearsal_names_the_rows_and_leaves_the_ledger_alone(tmp_path: Path) -> None:
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    first = said(tmp_path, "--dry-run")
    assert (first[3], first[-1]) == (
        "任务：新增 40，更新 0，未变 0",
        "以上为预演，未写入台账。",
    )
    assert "问题 新增：1、2、3、4、5、6、7、8、9、10、11、12" in first
    assert said(tmp_path)[3:4] == ["任务：新增 40，更新 0，未变 0"]
    assert said(tmp_path, "--dry-run")[-2:] == [
        "节点：新增 0，更新 0，未变 101",
        "以上为预演，未写入台账。",
    ]
