"""What is closed, or another's by now, takes no report; a relapse of it reaches the office."""

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, writing
from storage.ledger.tables import items, persons
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL

KEPT_UP = "已完成，长期坚持"


def two_items_closed(talk: Dialogue) -> None:
    """The building sites' dust is done and kept up; the villas are struck off."""
    change(talk.engine, 4, state=KEPT_UP)
    change(talk.engine, 1, state="已销号")


pytestmark = pytest.mark.begins(after=[two_items_closed])


def change(engine: Engine, item: int, **values: object) -> None:
    with writing(engine) as tx:
        tx.execute(update(items).where(items.c.id == item).values(**values))


def test_progress_of_what_is_closed_is_refused_before_the_card(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "4号建筑工地扬尘已覆盖3处") == "任务 4 已完成，长期坚持。"
    assert talk.says(OFFICIAL, "1号别墅群已拆除12栋") == "任务 1 已销号。"
    assert talk.labels(OFFICIAL) == []
    assert OFFICE not in talk.chats
    assert talk.says(OFFICIAL, "/cancel") == "当前没有可取消的操作。"


@pytest.mark.parametrize(
    "words", ["4号又发现2处扬尘未覆盖", "4号建筑工地扬尘反弹", "4号工地扬尘再次出现"]
)
def test_a_relapse_is_passed_on_to_the_office(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words) == ("任务 4 已完成，长期坚持，您反映的情况已转整改办。")
    assert talk.last(OFFICE).text == (
        f"任务 4 建筑工地扬尘治理（已完成，长期坚持），张伟反映：{words}\n"
        "如需重新整改，请发送“/reopen 4 原因”。"
    )
    assert talk.says(OFFICE, "/reopen 4 扬尘反弹").startswith("已重新整改：4")


def test_trouble_with_what_is_closed_is_a_relapse(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/blocker 1 又建了围墙，需要执法局支持") == (
        "任务 1 已销号，您反映的情况已转整改办。"
    )
    assert talk.last(OFFICE).text == (
        "任务 1 1号别墅群拆除（已销号），张伟反映：又建了围墙，需要执法局支持\n"
        "如需重新整改，请发送“/reopen 1 原因”。"
    )
    assert talk.says(OFFICIAL, "/blocker 1") == "任务 1 已销号。"


def test_a_picture_of_a_relapse_is_kept_with_the_item(talk: Dialogue) -> None:
    assert talk.sends(OFFICIAL, "现场.jpg", "4号又发现2处扬尘未覆盖") == (
        "任务 4 已完成，长期坚持，您反映的情况已转整改办。\n附件已存为任务 4 的佐证材料。"
    )


def test_the_office_itself_hears_how_to_reopen(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/report 4 又发现2处扬尘未覆盖") == (
        "任务 4 已完成，长期坚持。\n如需重新整改，请发送“/reopen 4 原因”。"
    )


def test_nobody_in_the_office_is_not_said_to_have_it(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(
            update(persons).where(persons.c.account == telegram_chat(OFFICE)).values(account=None)
        )
    assert talk.says(OFFICIAL, "4号又发现2处扬尘未覆盖") == "任务 4 已完成，长期坚持。"


def test_who_answers_for_it_no_more_hears_so_before_the_card(talk: Dialogue) -> None:
    change(talk.engine, 1, state="整改中")
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    change(talk.engine, 1, owner_id=5)
    assert talk.says(OFFICIAL, "1号更正：是21栋") == "您不能报告此项任务。"
    assert talk.labels(OFFICIAL) == []


def test_the_reporter_always_sees_his_receipts(talk: Dialogue) -> None:
    change(talk.engine, 1, state="整改中")
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    change(talk.engine, 1, owner_id=5, lead_unit_id=2, supervising_unit_id=None)
    assert talk.says(OFFICIAL, "/item 1") == "未找到与“1”相关的任务。"
    assert "已拆除12栋" in talk.says(OFFICIAL, "/receipt 20261124-00001")
