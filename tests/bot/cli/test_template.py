"""`taizhang template` and `import --accept`: what an office begins with."""

from pathlib import Path

from storage.workbook.book import SHEETS
from storage.workbook.template import REMARKS
from tests.support.commands import operator
from tests.support.workbooks import as_file, drawn, plan


def say(folder: Path, *words: str) -> tuple[int, list[str]]:
    env = {"TAIZHANG_DATABASE_URL": f"sqlite:///{folder}/taizhang.db"}
    status, said, _ = operator(env, words[0])(*words[1:])
    return status, said.strip().splitlines()


def test_a_template_has_every_column_with_an_example_and_a_remark(tmp_path: Path) -> None:
    file = tmp_path / "空白台账.xlsx"
    assert say(tmp_path, "template", str(file)) == (0, [str(file)])

    sheets = drawn(file.read_bytes(), [*(form.name for form in SHEETS), "填写说明"])
    for form in SHEETS:
        heads, example = sheets[form.name]
        assert heads[: len(form.columns)] == [column.header for column in form.columns]
        assert heads == list(REMARKS[form.name])
        assert str(example[0]).startswith("示例")
    explained = [(row[0], row[1]) for row in sheets["填写说明"][1:]]
    assert explained == [(form.name, each) for form in SHEETS for each in REMARKS[form.name]]


def test_its_examples_are_never_taken_for_entries(tmp_path: Path) -> None:
    file = tmp_path / "空白台账.xlsx"
    say(tmp_path, "template", str(file))

    status, heard = say(tmp_path, "import", str(file))

    assert (status, heard[-5:]) == (
        0,
        [f"{form.name}：新增 0，更新 0，未变 0" for form in SHEETS[:5]],
    )
    assert "工作表“任务”有 1 行不是条目，未读取：第 2 行“示例1”" in heard


LIST = {
    "附件1": [
        ["序号", "反馈问题", "责任单位", "责任人", "整改时限"],
        [1, "污水直排", "青山县", "张伟", "2027年6月底前"],
    ]
}


def test_what_only_a_list_names_is_entered_when_accepted(tmp_path: Path) -> None:
    file = tmp_path / "清单.xlsx"
    file.write_bytes(as_file(LIST))

    status, heard = say(tmp_path, "import", str(file))
    assert (status, heard[-5:]) == (
        1,
        [
            "清单提出的单位（1 条）：青山县（县区）",
            "清单提出的人员（1 条）：张伟（青山县，责任人）",
            "清单提出的问题（1 条）：1 污水直排",
            "任务 1：整改时限“2027年6月底前”→2027-06-30，限期整改；责任单位“青山县”→青山县；"
            "责任人“张伟”→张伟（青山县）",
            "未导入任何内容：请核对以上由清单提出的条目，无误后加 --accept 再导入。",
        ],
    )
    assert say(tmp_path, "import", str(file), "--accept")[0] == 0
    status, heard = say(tmp_path, "import", str(file))
    assert (status, heard[-1]) == (0, "任务：新增 0，更新 0，未变 1")


def test_sheets_of_something_else_are_named_as_not_read(tmp_path: Path) -> None:
    file = tmp_path / "计划.xlsx"
    file.write_bytes(as_file(plan() | {"经费": [["编号"], ["P1"]], "备忘": [["编号"], ["P1"]]}))

    assert [line for line in say(tmp_path, "import", str(file), "--dry-run")[1] if "未读取" in line] == [
        "工作表“经费”未读取。", "工作表“备忘”未读取。",
    ]  # fmt: skip
