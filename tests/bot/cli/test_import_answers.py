"""`taizhang import`: what it asks of people, and how that is answered on the command line."""

from pathlib import Path

import pytest

from storage.db.engine import Engine
from tests.support.accounts import ZHANG, ZHAO, account_of, new_person
from tests.support.commands import Say, operator
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL, settle
from tests.support.workbooks import as_file, drawn

MOVED = (
    "工作表“人员”第 2 行“姓名”：张伟（白水县）与台账中的张伟（青山县）是否为同一人？"
    "如系同一人调动，请加 --accept，账号和历史记录随人保留；"
    '如为另一人，请加 --another "张伟 白水县"。填写“人员编号”可直接区分。'
)
LEFT_OUT = (
    "工作表“人员”：赵静（市整改办）未列入本表，但仍可凭账号或邀请码查看全市情况。"
    "如已离任，请加 --accept，账号随即停用；如仍在任，请列入本表，"
    '或加 --stays "赵静 市整改办"。'
)


@pytest.fixture
def say(engine: Engine, database_url: str, tmp_path: Path) -> Say:
    settle(engine)
    new_person(engine, "孙立", 5, "管理员", 106)
    return operator({"TAIZHANG_DATABASE_URL": database_url, "TAIZHANG_DATA_DIR": str(tmp_path)})


def test_a_move_and_an_account_are_asked_about_and_answered(
    engine: Engine, say: Say, tmp_path: Path
) -> None:
    file = str(tmp_path / "人员.xlsx")
    say("export", file)
    sheet = drawn(Path(file).read_bytes(), ["人员"])
    sheet["人员"][1][1] = "白水县"
    sheet["人员"] = [row for row in sheet["人员"] if row[0] != "赵静"]
    Path(file).write_bytes(as_file(sheet))

    status, heard, _ = say("import", file, "--dry-run")
    assert (status, [line for line in heard.splitlines() if "--" in line]) == (0, [MOVED, LEFT_OUT])
    status, heard, _ = say("import", file)
    assert (status, heard.splitlines()) == (1, [LEFT_OUT, MOVED, "未导入任何内容。"])

    talk = Dialogue(engine)
    assert say("import", file, "--accept", "--stays", "赵静")[0] == 0
    assert (account_of(talk, ZHANG), account_of(talk, ZHAO)) == (OFFICIAL, OFFICE)
    new_person(engine, "周正", 5, "整改办", 107)
    gone = [
        "市整改办 赵静离任，账号和邀请码随本次导入停用。",
    ]
    status, heard, _ = say("import", file, "--accept", "--stays", "周正")
    assert (status, [line for line in heard.splitlines() if "随本次导入" in line]) == (0, gone)
    assert account_of(talk, ZHAO) is None
    assert talk.deliver()[107] == gone
    assert say("invite", "赵静") == (
        1, "", "赵静在“人员”表中已离任。如已返岗，请先清空“离任日期”并导入，再生成邀请码。\n"
    )  # fmt: skip
