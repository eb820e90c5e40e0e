"""Who left no longer rules: `/unbind` makes his account a stranger's, and keeps what he did."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from bot.telegram.addresses import telegram_chat
from handlers.dispatcher import Dispatcher
from messages.incoming import ButtonPress, Chat
from storage.db.engine import reading, writing
from storage.ledger.tables import journal as entries
from storage.ledger.tables import persons
from storage.people import people
from tests.support.accounts import (
    ADMINISTRATOR,
    BAD_CODE,
    CHEN,
    WHO_ARE_YOU,
    ZHANG,
    ZHAO,
    account_of,
    code_for,
    count,
    end,
    new_person,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OUTSIDER,
    VERIFIER,
)

ITEMS = "负责的任务 3 项（未销号）：4、1、2。请另行明确责任人，或重新发放邀请码。"
QUESTION = (
    "是否解除青山县 张伟的账号绑定？解除后该账号立即停用，不再收到提醒；历史记录和已绑定的群不变。\n"
    f"{ITEMS}"
)
ENDED = f"已解除青山县 张伟的账号绑定。\n{ITEMS}"
NO_COMMAND = "没有命令 /unbind，请查看 /help"
NO_BUTTON = "此按钮已失效。"


def test_asked_first_and_ended_when_confirmed(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/unbind 张伟") == QUESTION
    assert (talk.labels(OFFICE), account_of(talk, ZHANG)) == (["确认", "取消"], OFFICIAL)
    assert talk.presses(OFFICE, "确认") == ENDED
    assert (talk.labels(OFFICE), account_of(talk, ZHANG)) == ([], None)


def test_an_administrator_may_too(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    assert end(talk, by=ADMINISTRATOR) == ENDED


def test_cancelled_nothing_changes(talk: Dialogue) -> None:
    talk.says(OFFICE, "/unbind 张伟")
    assert talk.presses(OFFICE, "取消") == "已取消，未对青山县 张伟作任何改动。"
    assert (account_of(talk, ZHANG), count(talk, entries)) == (OFFICIAL, 0)


@pytest.mark.parametrize("said", ["张伟 青山县", "青山县 张伟", "张伟（青山县）", "　张伟 "])
def test_the_unit_may_be_named_as_well(talk: Dialogue, said: str) -> None:
    assert talk.says(OFFICE, f"/unbind {said}") == QUESTION


def test_the_act_stands_in_the_journal_with_who_and_whom(talk: Dialogue) -> None:
    end(talk)
    with reading(talk.engine) as tx:
        entry = tx.execute(select(entries)).one()
    assert (entry.fact, entry.person_id, entry.at) == ("Unbound", ZHAO, MORNING)
    assert entry.body == {"person": ZHANG, "account": str(telegram_chat(OFFICIAL))}
    assert verified(talk.engine) is None


def test_an_account_bound_again_behind_the_journals_back_is_found(talk: Dialogue) -> None:
    end(talk)
    with writing(talk.engine) as tx:
        tx.execute(
            update(persons).where(persons.c.id == ZHANG).values(account=telegram_chat(OFFICIAL))
        )
    assert verified(talk.engine) is not None


def test_who_never_enrolled_loses_his_code(talk: Dialogue) -> None:
    code = code_for(talk, CHEN)
    assert talk.says(OFFICE, "/unbind 陈晨") == (
        "青山县 陈晨尚未登记，但持有未使用的邀请码。是否作废该邀请码？"
    )
    assert talk.presses(OFFICE, "确认") == "青山县 陈晨的邀请码已作废。"
    assert talk.says(OUTSIDER, f"/start {code}") == BAD_CODE
    assert verified(talk.engine) is None


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("", "请发送 /unbind 加姓名，例如：/unbind 李明"),
        ("某某", "台账中没有人员“某某”。"),
        ("张伟 白水县", "台账中没有人员“张伟 白水县”。"),
        ("张", "台账中没有人员“张”。"),
        ("陈晨", "青山县 陈晨未登记账号，无需解除绑定。"),
    ],
)
def test_what_cannot_be(talk: Dialogue, said: str, heard: str) -> None:
    assert talk.says(OFFICE, f"/unbind {said}") == heard
    assert (talk.labels(OFFICE), count(talk, entries)) == ([], 0)


def test_of_namesakes_he_is_asked_whom_he_means(talk: Dialogue) -> None:
    new_person(talk.engine, "张伟", 2, "责任人", ADMINISTRATOR)
    assert talk.says(OFFICE, "/unbind 张伟") == "有多位同名人员“张伟”，请您选择。"
    assert talk.labels(OFFICE) == ["青山县 张伟", "白水县 张伟"]
    heard = talk.presses(OFFICE, "白水县 张伟")
    assert heard.startswith("是否解除白水县 张伟的账号绑定？")
    assert talk.presses(OFFICE, "确认") == "已解除白水县 张伟的账号绑定。"
    assert (account_of(talk, ZHANG), account_of(talk, 7)) == (OFFICIAL, None)


def test_a_namesake_named_with_his_unit_is_meant(talk: Dialogue) -> None:
    new_person(talk.engine, "张伟", 2, "责任人", ADMINISTRATOR)
    assert talk.says(OFFICE, "/unbind 张伟 青山县") == QUESTION


def test_the_only_one_of_the_office_stays(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/unbind 赵静") == (
        "市整改办 赵静是整改办和管理员中唯一已登记的人员，解除绑定后将无人管理台账。"
        "请先邀请接替人员登记（taizhang invite）。"
    )
    assert (talk.labels(OFFICE), account_of(talk, ZHAO)) == ([], OFFICE)


def test_one_who_cannot_be_written_to_is_no_successor(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    with writing(talk.engine) as tx:
        people.lost(tx, telegram_chat(ADMINISTRATOR), MORNING)
    talk.says(OFFICE, "/unbind 赵静")
    assert talk.labels(OFFICE) == []


def test_of_two_who_end_each_other_the_second_may_not(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "整改办", ADMINISTRATOR)
    talk.says(OFFICE, "/unbind 孙立")
    talk.says(ADMINISTRATOR, "/unbind 赵静")
    talk.presses(OFFICE, "确认")
    talk.presses(ADMINISTRATOR, "确认")
    assert (talk.toast, account_of(talk, ZHAO)) == (WHO_ARE_YOU, OFFICE)


def test_nor_when_both_press_at_the_same_moment(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "整改办", ADMINISTRATOR)

    def press(who: int, whom: int) -> None:
        with writing(talk.engine) as tx:
            pressed = ButtonPress(
                Chat(telegram_chat(who), False),
                telegram_chat(who),
                f"ub:{whom}:0:ok",
                1,
                "callback",
            )
            Dispatcher(talk.city).answer(tx, pressed, MORNING)

    with ThreadPoolExecutor(2) as both:
        list(both.map(press, (OFFICE, ADMINISTRATOR), (7, ZHAO)))
    assert sorted([account_of(talk, ZHAO) is None, account_of(talk, 7) is None]) == [False, True]


def test_his_own_account_is_ended_with_a_clear_word(talk: Dialogue) -> None:
    new_person(talk.engine, "孙立", 5, "管理员", ADMINISTRATOR)
    assert talk.says(OFFICE, "/unbind 赵静").splitlines()[1:] == [
        "请注意：这是您本人的账号，解除后您将无法使用本助手。",
        "整改办没有其他已登记人员，发给整改办的申请和通知将无人收到。",
    ]
    assert talk.presses(OFFICE, "确认").splitlines()[0] == "已解除市整改办 赵静的账号绑定。"
    assert talk.says(OFFICE, "/my") == WHO_ARE_YOU


def test_whom_he_stood_in_for_is_named(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-05")
    heard = talk.says(OFFICE, "/unbind 刘洋")
    assert "正在代理（AB角）：青山县 张伟，请另行指定代理人。" in heard.splitlines()


@pytest.mark.parametrize("who", [OFFICIAL, LEADER, VERIFIER])
@pytest.mark.parametrize("words", ["", " 赵静", " 某某", " 张伟"])
def test_for_nobody_else_there_is_such_a_command(talk: Dialogue, who: int, words: str) -> None:
    assert talk.says(who, f"/unbind{words}") == NO_COMMAND
    assert talk.says(who, "/nosuch") == NO_COMMAND.replace("unbind", "nosuch")


@pytest.mark.parametrize("data", ["ub:3", "ub:3:0:ok", "ub:1:0:ok", "ub:999:0:ok", "ub:1:0:no"])
def test_nor_such_a_button(talk: Dialogue, data: str) -> None:
    assert talk.press_data(LEADER, data) == ""
    assert (talk.toast, account_of(talk, ZHANG)) == (NO_BUTTON, OFFICIAL)


@pytest.mark.parametrize(
    "data", ["ub:999", "ub:999:0:ok", "ub:1:7:ok", "ub:1:0:yes", "ub:", "ub:1:"]
)
def test_forged_data_changes_nothing(talk: Dialogue, data: str) -> None:
    assert talk.press_data(OFFICE, data) == ""
    assert (talk.toast, account_of(talk, ZHANG)) == (NO_BUTTON, OFFICIAL)


def test_in_a_group_nothing_is_said(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/unbind 张伟", chat=GROUP) == ""


def test_confirmed_twice_it_is_done_once(talk: Dialogue) -> None:
    talk.says(OFFICE, "/unbind 张伟")
    confirm = talk.last(OFFICE).buttons["确认"]
    talk.presses(OFFICE, "确认")
    talk.press_data(OFFICE, confirm)
    assert talk.toast == "青山县 张伟未登记账号，无需解除绑定。"
    assert (count(talk, entries), talk.last(OFFICE).text) == (1, ENDED)


def test_an_old_question_does_not_end_the_account_he_came_again_with(talk: Dialogue) -> None:
    talk.says(OFFICE, "/unbind 张伟")
    old = talk.last(OFFICE).buttons["确认"]
    end(talk)
    talk.says(OFFICIAL, f"/start {code_for(talk, ZHANG)}")
    talk.press_data(OFFICE, old)
    assert (talk.toast, account_of(talk, ZHANG)) == (NO_BUTTON, OFFICIAL)
