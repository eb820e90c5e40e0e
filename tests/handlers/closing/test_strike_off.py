"""Struck off: asked once, numbered, on paper, on the card; and never twice or by the wrong person."""

from base64 import b64decode
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select, update

from bot.telegram.addresses import telegram_chat
from messages.outgoing import message_from
from rules.policy.items import State
from storage.closing.tables import strike_offs
from storage.db.engine import reading, writing
from storage.ledger.tables import items as item_rows
from storage.mail.tables import outbox
from storage.people import people
from tests.support.applications import (
    CLOSED,
    HEAD,
    applied,
    notice_over,
    passed,
    state,
    struck_off,
    villas_down,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, OTHER, VERIFIER

pytestmark = pytest.mark.begins(after=[villas_down, applied, passed, notice_over])


def sheet(talk: Dialogue, chat: int) -> list[tuple[str, str]]:
    """The table of the last document that was sent to a chat."""
    with reading(talk.engine) as tx:
        query = select(outbox.c.content).where(outbox.c.chat == telegram_chat(chat))
        rows = tx.execute(query.order_by(outbox.c.id)).scalars().all()
    files = [
        message_from(telegram_chat(chat), row).attachment for row in rows if "attachment" in row
    ]
    last = next(file for file in reversed(files) if file is not None)
    [table] = Document(BytesIO(b64decode(last.content))).tables
    return [(row.cells[0].text, row.cells[1].text) for row in table.rows]


def test_the_sheet_is_given_again(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/letter 1 对账销号单") == "第1项未在本台账中销号。"
    struck_off(talk)
    first = sheet(talk, OFFICE)
    assert talk.says(OFFICE, "/letter 1") == "对账销号单"
    assert (sheet(talk, OFFICE), talk.last(OFFICE).file) == (first, "对账销号单1.docx")


def test_it_is_asked_once_and_may_be_left(talk: Dialogue) -> None:
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    assert talk.labels(OFFICE) == ["确认销号", "取消"]
    assert talk.presses(OFFICE, "取消") == "任务 1 未销号，未记入台账。"
    assert state(talk, 1) is State.ON_NOTICE
    assert struck_off(talk).splitlines()[0] == "已销号：1 1号别墅群拆除（整改销号〔2026〕1号）"


@pytest.mark.parametrize("who", [OFFICIAL, VERIFIER, LEADER, OTHER])
def test_by_the_wrong_person(talk: Dialogue, who: int) -> None:
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    confirm = talk.last(OFFICE).buttons["确认销号"]
    talk.press_data(who, confirm)
    heard = "此按钮已失效。" if who == OTHER else "此事项不由您办理。"
    assert (talk.toast, state(talk, 1)) == (heard, State.ON_NOTICE)


def test_twice(talk: Dialogue) -> None:
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    confirm = talk.last(OFFICE).buttons["确认销号"]
    talk.presses(OFFICE, "确认销号")
    talk.press_data(OFFICE, confirm)
    assert talk.toast == "此按钮属于较早的步骤，任务 1 当前为“已销号”。"
    assert talk.says(OFFICIAL, "/close 1") == "任务 1 当前为“已销号”，不能进行此操作。"


@pytest.mark.begins(after=[struck_off])
def test_the_sheet_reaches_the_office_and_the_owner(talk: Dialogue) -> None:
    assert talk.last(OFFICIAL).file == "对账销号单1.docx"
    assert sheet(talk, OFFICIAL) == sheet(talk, OFFICE)
    assert sheet(talk, OFFICE) == [
        ("销号文号", "整改销号〔2026〕1号"),
        ("任务", "1 1号别墅群拆除"),
        ("整改类型", "限期整改"),
        ("反馈问题", "别墅违建问题整改不到位"),
        ("整改目标", "整改到位"),
        ("牵头单位", "青山县"),
        ("责任人", "张伟"),
        ("进展", "45 / 45 栋"),
        ("1. 问题不查清绝不放过", "逐栋排查，问题清单已全部查清"),
        ("2. 责任不落实绝不放过", "责任分解到人，违法建设已立案处罚"),
        ("3. 整改不到位绝不放过", "45栋全部拆除，建筑垃圾已清运"),
        ("4. 群众不满意绝不放过", "走访周边居民30户，满意29户，不满意1户"),
        ("5. 长效机制不建立绝不放过", "已建立每周巡查管护制度"),
        ("佐证材料份数", "2"),
        ("申请人", "张伟"),
        ("验收单位", "市生态环境局"),
        ("验收人", "王强"),
        ("公示期至", "2026年12月7日（周一）"),
        ("销号人", "赵静"),
        ("销号日期", "2026年12月8日（周二）"),
    ]


@pytest.mark.begins(after=[struck_off])
def test_the_card_shows_number_day_and_names(talk: Dialogue) -> None:
    lines = talk.says(LEADER, "/item 1").splitlines()
    assert [line for line in lines if line.startswith(("状态", "销号", "验收人"))] == [
        "状态：已销号",
        "销号文号：整改销号〔2026〕1号",
        "销号日期：2026年12月8日（周二）",
        "验收人：王强",
        "销号人：赵静",
    ]


@pytest.mark.begins(after=[struck_off])
def test_in_a_group_the_card_names_nobody(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    shown = talk.says(OFFICE, "/item 1", chat=GROUP)
    assert "销号文号：整改销号〔2026〕1号" in shown
    assert "王强" not in shown


@pytest.mark.begins(after=[struck_off])
def test_why_it_came_back_stands_on_the_card(talk: Dialogue) -> None:
    talk.says(OFFICE, "/reopen 1 回头看发现新建围墙")
    lines = talk.says(LEADER, "/item 1").splitlines()
    assert [line for line in lines if line.startswith(("状态", "重新整改", "销号"))] == [
        "状态：整改中",
        "重新整改：2026年12月8日（周二），赵静：回头看发现新建围墙",
    ]


@pytest.mark.begins(after=[struck_off])
def test_each_number_is_given_once_a_year(talk: Dialogue) -> None:
    talk.says(OFFICE, "/reopen 1 回头看发现新建围墙")
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除完毕")
    talk.presses(OFFICIAL, "确认")
    for step in CLOSED:
        step(talk)
    with reading(talk.engine) as tx:
        rows = tx.execute(select(strike_offs.c.number, strike_offs.c.day)).all()
    assert [tuple(row) for row in rows] == [
        ("整改销号〔2026〕1号", date(2026, 12, 8)),
        ("整改销号〔2026〕2号", date(2026, 12, 22)),
    ]
    assert verified(talk.engine) is None


@pytest.mark.begins(after=[struck_off])
def test_a_changed_number_is_found(talk: Dialogue) -> None:
    assert verified(talk.engine) is None
    with writing(talk.engine) as tx:
        tx.execute(update(strike_offs).values(number="整改销号〔2026〕9号"))
    assert verified(talk.engine) is not None


def test_what_is_kept_up_has_a_number_too(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(item_rows).values(kind="长期坚持"))
    assert struck_off(talk).splitlines()[0] == (
        "已完成，长期坚持：1 1号别墅群拆除（整改销号〔2026〕1号）"
    )


def test_the_head_of_the_owners_unit_verifies_nothing(talk: Dialogue) -> None:
    talk.press_data(OFFICE, "cv:1:back")
    talk.says(OFFICE, "材料不全")
    applied(talk)
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)
        tx.execute(update(item_rows).values(verifying_unit_id=1))
        tx.execute(
            update(people.persons)
            .where(people.persons.c.id == 6)
            .values(roles="单位负责人、验收人")
        )
    talk.press_data(HEAD, "cv:1:pass")
    assert (talk.toast, state(talk, 1)) == ("请受理后填写核查表：/review", State.APPLIED)
