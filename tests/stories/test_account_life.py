"""The life of an account, on both databases: joined, moved, left, lost phone, came back."""

from datetime import timedelta
from pathlib import Path

import pytest

from schedules.duties import DUTIES
from storage.db.engine import writing
from storage.workbook import Answers, ImportResult, export_workbook
from tests.support.accounts import (
    ADMINISTRATOR,
    CHEN,
    LIU,
    WHO_ARE_YOU,
    ZHANG,
    account_of,
    code_for,
    end,
    new_person,
)
from tests.support.applications import applied, confirmed, taken_up, villas_down, with_inspector
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import (
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
    VERIFIER,
)
from tests.support.workbooks import Plan, drawn, take

ACCEPTED = Answers(accepted=True)
NAME, UNIT, LEFT = 0, 1, 6


def people_of(talk: Dialogue, folder: Path) -> Plan:
    """The sheet of people, as an export writes it."""
    with writing(talk.engine) as tx:
        export_workbook(tx, folder / "台账.xlsx", now=talk.now)
    return drawn((folder / "台账.xlsx").read_bytes(), ["人员"])


def imported(
    talk: Dialogue, folder: Path, name: str, column: int, value: str, answers: Answers = ACCEPTED
) -> ImportResult:
    """Import the sheet of people with one cell of somebody's row changed."""
    sheet = people_of(talk, folder)
    row = next(row for row in sheet["人员"] if row[NAME] == name)
    row[column] = value
    return take(talk.engine, sheet, now=talk.now, today=talk.city.today(talk.now), answers=answers)


def without(talk: Dialogue, folder: Path, name: str) -> ImportResult:
    sheet = people_of(talk, folder)
    sheet["人员"] = [row for row in sheet["人员"] if row[NAME] != name]
    today = talk.city.today(talk.now)
    return take(talk.engine, sheet, now=talk.now, today=today, answers=ACCEPTED)


def test_he_joins_moves_loses_his_phone_leaves_and_comes_back(
    talk: Dialogue, tmp_path: Path
) -> None:
    joined = talk.says(OUTSIDER, f"/start {code_for(talk, CHEN)}")
    assert joined.splitlines()[0] == "青山县 陈晨同志，您已完成登记。"
    confirmed(talk, "1号别墅群已拆除12栋")

    assert imported(talk, tmp_path, "张伟", UNIT, "白水县", Answers()).problems != ()
    assert imported(talk, tmp_path, "张伟", UNIT, "白水县").problems == ()
    assert talk.says(OFFICIAL, "/my").splitlines()[0] == "我的任务：3 项"
    receipt = talk.says(OFFICIAL, "/receipt 20261124-00001").splitlines()
    assert "报告人：白水县 张伟" in receipt

    end(talk, "张伟")
    assert talk.says(OFFICIAL, "/my") == WHO_ARE_YOU
    talk.says(OUTSIDER + 1, f"/start {code_for(talk, ZHANG)}")
    assert talk.says(OUTSIDER + 1, "/my").splitlines()[0] == "我的任务：3 项"

    talk.says(OUTSIDER + 1, "1号别墅群已拆除20栋")
    assert imported(talk, tmp_path, "张伟", LEFT, "离任").problems == ()
    talk.presses(OUTSIDER + 1, "确认")
    assert (talk.toast, account_of(talk, ZHANG)) == (WHO_ARE_YOU, None)
    heard = tick(talk, MORNING + timedelta(days=1))
    assert OUTSIDER + 1 not in heard
    told = "\n".join(heard[OFFICE])
    assert "账号已解除，需另行明确责任人（1人）：\n白水县 张伟" in told

    assert imported(talk, tmp_path, "张伟", LEFT, "").problems == ()
    assert talk.says(OUTSIDER + 1, "/my") == WHO_ARE_YOU
    talk.now += timedelta(hours=1)
    talk.says(OUTSIDER + 1, f"/start {code_for(talk, ZHANG)}")
    receipt = talk.says(OUTSIDER + 1, "/receipt 20261124-00001").splitlines()
    assert "报告人：白水县 张伟" in receipt


@pytest.mark.parametrize("way", ["left", "in no row"])
@pytest.mark.parametrize(
    ("name", "who"), [("孙立", ADMINISTRATOR), ("李敏", LEADER), ("赵静", OFFICE)]
)
def test_who_ruled_loses_everything_at_once(
    talk: Dialogue, tmp_path: Path, name: str, who: int, way: str
) -> None:
    """A former administrator, leader or member of the office; another administrator stays."""
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    new_person(talk.engine, "周正", 5, "管理员", ADMINISTRATOR + 1)
    talk.says(OFFICIAL, "/extend 1")
    talk.hands_in(OFFICIAL, "延到12月15日，因连日降雨无法进场")
    talk.says(who, "/overdue")
    if way == "left":
        assert imported(talk, tmp_path, name, LEFT, "离任").problems == ()
    else:
        assert without(talk, tmp_path, name).problems == ()
    talk.press_data(who, "x:1:ok")
    assert talk.toast == WHO_ARE_YOU
    heard = [
        talk.says(who, words)
        for words in ("/status", "/unbind 张伟", "/round 明天12时", "/bind 全市")
    ]
    assert heard == [""] * 4
    assert who not in tick(talk, MORNING + timedelta(days=1))


def test_what_waited_for_a_verifier_who_left_others_take_up_at_once(talk: Dialogue) -> None:
    with_inspector(talk)
    villas_down(talk)
    applied(talk)
    taken_up(talk)
    assert talk.says(OFFICE, "/unbind 王强").splitlines()[1:] == ["其受理的核查：1"]
    talk.presses(OFFICE, "确认")
    talk.press_data(VERIFIER, "cq:1:take")
    assert talk.toast == WHO_ARE_YOU
    assert verified(talk.engine) is None


def test_what_waited_for_a_leader_and_an_owner_is_named(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 请抓紧拆除")
    talk.says(OFFICIAL, "/extend 1")
    talk.hands_in(OFFICIAL, "延到12月15日，因连日降雨无法进场")
    assert "其批示（待答复）：1" in talk.says(OFFICE, "/unbind 李敏").splitlines()
    heard = talk.says(OFFICE, "/unbind 张伟").splitlines()
    assert "其提出的延期申请（待审批）：1" in heard


def test_two_accounts_of_one_person_are_one_after_the_other(talk: Dialogue) -> None:
    """The code of a second phone moves the person: what waits for the first is not sent there."""
    with writing(talk.engine) as tx:
        DUTIES["prompts"](tx, talk.city, talk.now)
    talk.says(OUTSIDER, f"/start {code_for(talk, LIU)}")
    heard = talk.deliver()
    assert OTHER not in heard
    assert account_of(talk, LIU) == OUTSIDER
    assert talk.says(OTHER, "/my") == WHO_ARE_YOU


def test_one_account_is_not_two_persons(talk: Dialogue) -> None:
    """Whoever holds two offices stands in one row; the code of another person is refused."""
    code = code_for(talk, CHEN)
    assert talk.says(OFFICIAL, f"/start {code}") == ("此账号已登记为张伟。如需变更，请联系整改办。")
    assert (account_of(talk, ZHANG), account_of(talk, CHEN)) == (OFFICIAL, None)
    assert talk.says(OUTSIDER, f"/start {code}").startswith("青山县 陈晨同志")
