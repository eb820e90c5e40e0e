"""The morning board: who is sent which, when, once, and what they read there."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from bot.telegram.addresses import telegram_chat
from schedules.by_hand import carry_out
from schedules.duties import perform
from storage.boards.tables import board_reads, boards
from storage.db.engine import Engine, reading, writing
from storage.ledger.tables import items, persons, units
from storage.people import people
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.settling import add_like
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER, settle

HEAD, MAYOR, IDLE = 106, 107, 108
"""The head of 青山县, the mayor, and a city leader who guarantees nothing."""
DAY = timedelta(days=1)


def with_more_leaders(engine: Engine) -> Dialogue:
    settle(engine)
    with writing(engine) as tx:
        leader = dict(tx.execute(select(persons).where(persons.c.id == 2)).one()._mapping)
        for number, (name, post) in enumerate((("何川", "市长"), ("周宁", "副市长")), 7):
            new = {"id": number, "name": name, "post": post, "account": None}
            tx.execute(insert(persons).values(leader | new))
        for number, account in ((6, HEAD), (7, MAYOR), (8, IDLE)):
            people.bind(tx, number, telegram_chat(account), MORNING)
    return Dialogue(engine)


pytestmark = pytest.mark.begins(by=with_more_leaders)


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"2026-{words}:00+08:00")


def heads(told: dict[int, list[str]]) -> dict[int, list[str]]:
    return {chat: [words.split("\n")[0] for words in said] for chat, said in told.items()}


CITYS = ["晨间看板　全市　11月24日（周二）"]


def test_who_is_sent_which(talk: Dialogue) -> None:
    assert heads(tick(talk, at("11-24 08:00"), "board")) == {
        LEADER: ["晨间看板　您包保的任务　11月24日（周二）"],
        HEAD: ["晨间看板　青山县　11月24日（周二）"],
        MAYOR: CITYS,
        IDLE: CITYS,
    }


def test_the_citys(talk: Dialogue) -> None:
    assert tick(talk, at("11-24 08:00"), "board")[MAYOR] == [
        "晨间看板　全市　11月24日（周二）\n"
        "共 4 项：已完成 0 项，已销号 0 项，未销号 4 项。\n"
        "按期推进 1 项，7天内到期 1 项，逾期 2 项。\n"
        "未销号：🔴 2 项，🟡 1 项，🔵 1 项\n"
        "暂无需您处理的事项。\n"
        "逾期较多的单位：\n"
        "青山县：逾期 1 项，共 3 项\n"
        "白水县：逾期 1 项，共 1 项\n"
        "逾期最久：\n"
        "3｜白水县污水处理厂二期｜逾期4天\n"
        "4｜建筑工地扬尘治理｜逾期4天\n"
        "尚未阅看过看板"
    ]
    assert talk.last(MAYOR).picture


def test_a_unit_reads_only_of_itself(talk: Dialogue) -> None:
    (told,) = tick(talk, at("11-24 08:00"), "board")[HEAD]
    assert "共 3 项" in told
    assert "白水县" not in told


@pytest.mark.parametrize(
    "moment",
    ["11-24 07:59", "11-24 21:00", "11-24 23:30", "11-28 09:00", "11-29 09:00", "10-01 09:00"],
)
def test_not_before_its_hour_nor_at_night_nor_on_days_off(talk: Dialogue, moment: str) -> None:
    assert tick(talk, at(moment), "board") == {}


def test_the_citys_own_hour(talk: Dialogue) -> None:
    talk.city = replace(talk.city, board_time=time(7, 40))
    assert tick(talk, at("11-24 07:39"), "board") == {}
    assert len(tick(talk, at("11-24 07:40"), "board")) == 4


def test_once_a_day_and_again_the_day_after(talk: Dialogue) -> None:
    assert len(tick(talk, at("11-24 08:00"), "board")) == 4
    assert tick(talk, at("11-24 08:01"), "board") == {}
    assert tick(talk, at("11-24 15:00"), "board") == {}
    assert len(tick(talk, at("11-25 08:00"), "board")) == 4


def test_never_twice_also_by_hand(talk: Dialogue) -> None:
    tick(talk, at("11-24 08:00"), "board")
    tick(talk, at("11-25 08:00"), "board")
    with writing(talk.engine) as tx:
        assert carry_out(tx, "board", talk.city, at("11-24 09:00")) == 0
    assert talk.deliver() == {}


def test_down_over_days_it_comes_once(talk: Dialogue) -> None:
    tick(talk, at("11-23 08:00"), "board")
    assert [len(said) for said in tick(talk, at("11-26 15:00"), "board").values()] == [1] * 4


def test_many_are_sent_in_portions_and_each_gets_one(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        head = dict(tx.execute(select(persons).where(persons.c.id == 6)).one()._mapping)
        for n in range(200, 225):
            tx.execute(insert(units).values(id=n, name=f"第{n}街道", kind="部门"))
            own = {"id": n, "name": f"主任{n}", "unit_id": n, "account": telegram_chat(n)}
            tx.execute(insert(persons).values(head | own))
            add_like(tx, 4, n, lead_unit_id=n)
    portions: list[int] = []
    while not portions or portions[-1]:
        with writing(talk.engine) as tx:
            portions.append(perform("board", tx, talk.city, at("11-24 08:00")).written)
    assert portions == [5, 5, 5, 5, 5, 4, 0]
    assert len(talk.deliver()) == 29


def test_a_head_whose_unit_has_nothing_and_an_empty_ledger(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).values(lead_unit_id=2, duty_leader_id=None))
    assert HEAD not in tick(talk, at("11-24 08:00"), "board")


def test_what_changed_since_yesterday(talk: Dialogue) -> None:
    tick(talk, at("11-24 08:00"), "board")
    talk.now = at("11-24 10:00")
    talk.says(OFFICIAL, "4号已召开动员会，围挡招标完成")
    talk.presses(OFFICIAL, "确认")
    talk.says(OFFICIAL, "1号别墅群全部拆除完成，共45栋")
    talk.presses(OFFICIAL, "确认")
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 2).values(deadline=talk.now.date()))
    told = tick(talk, at("11-25 08:00"), "board")
    changed = "11月24日以来：报送 2 项，完成 1 项，销号 0 项，新逾期 1 项"
    assert [changed in told[who][0].split("\n") for who in (MAYOR, LEADER, HEAD)] == [True] * 3


def test_instructions_that_wait_are_told_to_both_sides(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 4 请本周内开工")
    told = tick(talk, at("11-24 08:00"), "board")
    waits = {who: told[who][0].split("\n")[4] for who in (LEADER, HEAD, MAYOR)}
    assert waits == {
        LEADER: "需您关注：批示未回复 1 条",
        HEAD: "需您关注：待回复批示 1 条",
        MAYOR: "暂无需您处理的事项。",
    }


def test_letters_wait_until_the_item_is_reported_on(talk: Dialogue) -> None:
    def told(day: str) -> str:
        tick(talk, at(f"{day} 08:00"), "escalate")
        return tick(talk, at(f"{day} 08:00"), "board")[LEADER][0]

    assert "督办后未报" not in told("11-24")
    assert "督办后未报 2 项" in told("11-26")
    talk.says(OFFICIAL, "4号已召开动员会，围挡招标完成")
    talk.presses(OFFICIAL, "确认")
    assert "督办后未报 1 项" in told("11-27")


def test_marked_as_read_once(talk: Dialogue) -> None:
    tick(talk, at("11-24 08:00"), "board")
    assert talk.presses(MAYOR, "已阅") == ""
    assert talk.toast == "已记录您已阅看。"
    talk.now += timedelta(hours=1)
    talk.presses(MAYOR, "已阅")
    assert talk.toast == "您已于 2026-11-24 08:00 阅看。"
    with reading(talk.engine) as tx:
        assert tx.execute(select(func.count()).select_from(board_reads)).scalar() == 1
    (told,) = tick(talk, at("11-26 08:00"), "board")[MAYOR]
    assert told.split("\n")[-1] == "上次阅看看板：2 天前"


@pytest.mark.parametrize("who", [OFFICIAL, OFFICE, LEADER, OTHER])
def test_nobody_marks_anothers(talk: Dialogue, who: int) -> None:
    tick(talk, at("11-24 08:00"), "board")
    with reading(talk.engine) as tx:
        query = select(boards.c.id).where(boards.c.person_id == 7)
        number = tx.execute(query).scalar()
    talk.press_data(who, f"br:{number}")
    assert talk.toast == "此按钮已失效。"


def test_from_the_board_to_how_it_stands_now(talk: Dialogue) -> None:
    tick(talk, at("11-24 08:00"), "board")
    board = talk.last_number(HEAD)
    assert talk.presses(HEAD, "概况").split("\n")[0] == "青山县"
    assert talk.last_number(HEAD) != board
    assert talk.presses(HEAD, "已阅") == ""


def test_who_has_not_looked_for_a_week_is_on_the_offices_list(talk: Dialogue) -> None:
    for day in range(16, 26):
        tick(talk, at(f"11-{day} 08:00"), "board")
        if day == 18:
            talk.presses(LEADER, "已阅")
        if day > 22:
            talk.presses(MAYOR, "已阅")
    asked = talk.says(OFFICE, "/told").split("\n\n")[-1].split("\n")
    assert asked == ["一周未阅看看板：2 人", "青山县 陈晨：自 2026-11-16 起未阅看",
                     "市整改办 周宁：自 2026-11-16 起未阅看"]  # fmt: skip
    talk.now = at("11-26 10:00")
    assert "市整改办 李敏：上次阅看 2026-11-18" in talk.says(OFFICE, "/told")
    assert "看板" not in talk.says(LEADER, "/told")
