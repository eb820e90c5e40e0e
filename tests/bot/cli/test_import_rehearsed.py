"""`taizhang import --dry-run`: says which rows would be new or changed, and writes nothing."""

import csv
import shutil
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.__main__ import app
from bot.demo import CITY
from storage.db.engine import open_engine
from storage.workbook.build import workbook_from_csv
from tests.support.extensions import extend


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
        "年度目标：新增 0，更新 0，未变 6",
        "以上为预演，未写入台账。",
    ]


def changed(folder: Path, column: str, words: str, rows: int) -> None:
    """The city's plan with other words in a column of its first items."""
    shutil.copytree(CITY, folder / "city", dirs_exist_ok=True)
    with (CITY / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        items = list(csv.DictReader(file))
    with (folder / "city" / "items.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(items[0]))
        writer.writeheader()
        writer.writerows([*({**i, column: words} for i in items[:rows]), *items[rows:]])
    workbook_from_csv(folder / "city", folder / "plan.xlsx")


def test_what_changes_is_told_cell_by_cell_before_and_after(tmp_path: Path) -> None:
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    said(tmp_path)
    changed(tmp_path, "资金渠道", "省级资金", rows=2)

    told = [
        "任务 1 资金渠道：企业自筹，县财政垫支 → 省级资金",
        "任务 2 资金渠道：县级财政资金 → 省级资金",
    ]
    assert [s for s in said(tmp_path, "--dry-run") if "→" in s] == told
    assert said(tmp_path)[-2:] == told


def test_of_many_changes_the_first_are_told_and_all_are_counted(tmp_path: Path) -> None:
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    said(tmp_path)
    changed(tmp_path, "资金渠道", "省" * 60, rows=30)

    heard = said(tmp_path)

    assert heard[8] == f"任务 1 资金渠道：企业自筹，县财政垫支 → {'省' * 40}…"
    assert (len(heard), heard[-1]) == (29, "……共 30 条")


def test_a_kept_extension_is_told_with_the_way_to_take_it_back(tmp_path: Path) -> None:
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    said(tmp_path)
    engine = open_engine(f"sqlite:///{tmp_path}/taizhang.db")
    extend(engine, date(2027, 3, 31))
    engine.dispose()

    assert said(tmp_path)[-2:] == [
        "任务 1：已批准延期至 2027-03-31，予以保留；工作簿中仍写 2026年11月30日前。",
        "如确需撤销延期，请在该单元格写明后再导入：2026年11月30日前（撤销延期）",
    ]


def leaving_out(folder: Path, count: int) -> None:
    """The city's plan without the last of its people."""
    shutil.copytree(CITY, folder / "city", dirs_exist_ok=True)
    people = (CITY / "people.csv").read_text("utf-8-sig").splitlines()
    (folder / "city" / "people.csv").write_text("\n".join(people[:-count]), "utf-8")
    workbook_from_csv(folder / "city", folder / "plan.xlsx")


LAST = (
    "“人员”表中没有傅新宇（云泽正衡检测公司），其权限未变：账号未登记；角色：责任人；负责任务 1 项"
)
UNBIND = "如已离任，请解除其账号绑定：taizhang unbind 姓名，或由整改办发送 /unbind 姓名"


def test_who_is_left_out_is_named_before_and_after_with_what_ends_it(tmp_path: Path) -> None:
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    said(tmp_path)
    leaving_out(tmp_path, 1)

    rehearsed = said(tmp_path, "--dry-run")

    assert rehearsed[8:] == [LAST, UNBIND, "以上为预演，未写入台账。"]
    assert said(tmp_path)[8:] == [LAST, UNBIND]


def test_of_many_left_out_the_first_are_named_and_all_are_counted(tmp_path: Path) -> None:
    workbook_from_csv(CITY, tmp_path / "plan.xlsx")
    said(tmp_path)
    leaving_out(tmp_path, 25)

    heard = said(tmp_path)

    assert (len(heard), heard[-2:]) == (30, ["……共 25 条", UNBIND])
