"""Receipt of a duty: whoever gets items by an import signs for them, and the office knows who has not."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.telegram.addresses import telegram_chat
from handlers.accounts.enrol import redeem
from storage.audit.comparing import first_mismatch
from storage.db.engine import Engine, reading, writing
from storage.people import invitations
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, VERIFIER
from tests.support.workbooks import Plan, plan, take

ONE = "1｜别墅群拆除｜2026-12-31"
ASK = f"以下任务由您负责，请核对后签收：\n{ONE}"
ACCOUNTS = {1: OFFICIAL, 4: VERIFIER, 5: OFFICE}
"""Of 张伟 (青山县), 王强 and 赵静, by their place in the workbook."""


def workbook(owner: str = "张伟") -> Plan:
    """The plan with a clerk, an item that is overdue, and the owner of item 1."""
    file = plan()
    file["人员"].append(["赵静", "市整改办", "科长", "整改办", ""])
    overdue = ["4", "1", "工地扬尘治理", "限期整改", "", "", "青山县", "", "张伟"]
    file["任务"].append([*overdue, "李敏", "", "", "", "2026-11-20", "", "", ""])
    file["任务"][1][8] = owner
    return file


def imported(engine: Engine) -> Dialogue:
    take(engine, workbook())
    with writing(engine) as tx:
        for person, account in ACCOUNTS.items():
            redeem(tx, invitations.invite(tx, person, MORNING), telegram_chat(account), MORNING)
    return Dialogue(engine)


pytestmark = pytest.mark.begins(by=imported)


def test_one_message_a_day_and_one_press(talk: Dialogue, tmp_path: Path) -> None:
    told = tick(talk, MORNING, "assignments")
    assert told == {
        OFFICIAL: [ASK],
        VERIFIER: ["以下任务由您负责，请核对后签收：\n3｜河道巡查｜无时限"],
    }
    assert tick(talk, MORNING + timedelta(hours=1), "assignments") == {}
    assert talk.presses(OFFICIAL, "签收") == f"已于11月24日（周二）签收，共 1 项：\n{ONE}"
    talk.press_data(OFFICIAL, "sg:1")
    assert talk.toast == "所列任务已签收，或已转由他人负责。"
    talk.press_data(OFFICE, "sg:3")
    assert talk.toast == "此按钮已失效。"
    with reading(talk.engine) as tx:
        assert first_mismatch(tx, tmp_path) is None


def test_words_sign_nothing_and_show_the_button_again(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "签收") == "所列任务已签收，或已转由他人负责。"
    tick(talk, MORNING, "assignments")
    assert talk.says(OFFICIAL, "已签收。") == ASK
    talk.presses(OFFICIAL, "签收")
    assert talk.says(OFFICE, "Who has not signed?").splitlines()[0] == "未签收：3 项"


def test_nothing_is_said_at_night(talk: Dialogue) -> None:
    assert tick(talk, MORNING + timedelta(hours=13), "assignments") == {}


def test_what_came_in_overdue_waits_its_grace(talk: Dialogue) -> None:
    days = [tick(talk, MORNING + timedelta(days=n), "assignments") for n in range(4)]
    assert [day.get(OFFICIAL) for day in days] == [
        [ASK],
        None,
        None,
        ["以下任务由您负责，请核对后签收：\n4｜工地扬尘治理｜2026-11-20"],
    ]


def test_who_has_not_signed(talk: Dialogue) -> None:
    tick(talk, MORNING, "assignments")
    talk.presses(OFFICIAL, "签收")
    missing = (
        "未签收：3 项\n"
        "市生态环境局 王强：3（11月24日（周二）起）\n"
        "青山县 张伟：4（11月24日（周二）起，尚未送达）\n"
        "青山县住建局 张伟：2（11月24日（周二）起，尚未送达）"
    )
    assert talk.says(OFFICE, "谁没签收") == missing
    assert talk.says(OFFICIAL, "谁没签收") == "只有整改办和市领导可以查看送达和答复情况。"
    morning = tick(talk, MORNING + timedelta(days=1), "prompts")[OFFICE]
    assert [words for words in morning if missing in words] != []


def test_a_new_owner_signs_and_the_trail_stands_behind_the_card(talk: Dialogue) -> None:
    tick(talk, MORNING, "assignments")
    talk.presses(OFFICIAL, "签收")
    take(talk.engine, workbook(owner="王强"), now=MORNING + timedelta(days=1))
    told = tick(talk, MORNING + timedelta(days=1, minutes=1), "assignments")
    assert told == {VERIFIER: [ASK]}
    talk.says(OFFICE, "/item 1")
    assert talk.presses(OFFICE, "历史") == (
        "1｜别墅群拆除\n\n责任人沿革：\n· 2026-11-24 起｜张伟｜2026-11-24 签收\n· 2026-11-25 起｜王强｜未签收"
    )
