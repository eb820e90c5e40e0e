"""What a leader guarantees, asked by name or post, and what they are accountable for."""

import pytest
from sqlalchemy import insert, select, update

from rules.policy.city import City
from storage.db.engine import Engine, writing
from storage.ledger.tables import items, persons
from tests.support.dialogue import Dialogue
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER, settle

OWN = "李敏包保的任务"


@pytest.mark.parametrize(
    "words",
    [
        "李敏包保的",
        "李敏包保的任务",
        "李敏同志包保的问题",
        "李副市长包保的",
        "李市长包保的",
        "副市长包保的",
        "副市长李敏包保任务情况",
        "李敏双包保的",
        "guaranteed by 李敏",
    ],
)
def test_asked_by_name_or_post(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICE, f"/status {words}").split("\n")[0] == OWN


def test_the_card_of_a_leader(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 4 请本周内开工")
    assert talk.says(OFFICE, "/status 李敏包保的") == (
        "李敏包保的任务\n"
        "共 4 项：已完成 0 项，已销号 0 项，未销号 4 项。\n"
        "按期推进 1 项，7天内到期 1 项，逾期 2 项。\n"
        "未销号：🔴 2 项，🟡 1 项，🔵 1 项\n"
        "批示未回复 1 条\n"
        "尚未阅看过看板\n"
        "\n"
        "逾期较多的单位：\n"
        "青山县：逾期 1 项，7天内到期 1 项，共 3 项\n"
        "白水县：逾期 1 项，7天内到期 0 项，共 1 项\n"
        "逾期最久：\n"
        "3｜白水县污水处理厂二期｜逾期4天\n"
        "4｜建筑工地扬尘治理｜逾期4天"
    )
    assert talk.presses(OFFICE, "按县区").split("\n")[0] == f"{OWN}｜按县区"
    assert talk.presses(OFFICE, "白水县 1/1").split("\n")[2] == "🔴3｜白水县污水处理厂二期"


def test_the_second_guarantor_as_well(talk: Dialogue) -> None:
    heard = talk.says(OFFICE, "/status 陈晨包保的").split("\n")
    assert heard[:2] == [
        "陈晨包保的任务",
        "共 3 项：已完成 0 项，已销号 0 项，未销号 3 项。",
    ]


def test_the_same_from_the_list_of_guarantors(talk: Dialogue) -> None:
    asked = talk.says(OFFICE, "/status 李敏包保的")
    talk.says(OFFICE, "/status")
    for label in ("按包保领导", "李敏 2/4", "概况"):
        heard = talk.presses(OFFICE, label)
    assert heard == asked


@pytest.mark.parametrize("who", [OFFICIAL, OTHER, VERIFIER])
def test_others_count_what_they_see_and_learn_nothing_of_the_leader(
    talk: Dialogue, who: int
) -> None:
    seen = {OFFICIAL: 3, OTHER: 1, VERIFIER: 4}[who]
    heard = talk.says(who, "/status 李敏包保的")
    assert heard.split("\n")[1].startswith(f"共 {seen} 项")
    assert "阅看" not in heard


@pytest.mark.parametrize("words", ["陈晨包保的", "县长包保的"])
def test_a_guarantor_of_whom_one_sees_nothing_does_not_exist(talk: Dialogue, words: str) -> None:
    assert "项" not in talk.says(OTHER, f"/status {words}")


@pytest.mark.parametrize("words", ["孙悟空包保的", "王刚包保的", "某市长包保的"])
def test_an_unknown_name_yields_no_number(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICE, f"/status {words}").startswith("台账中没有")


def test_several_of_one_post(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        leader = dict(tx.execute(select(persons).where(persons.c.id == 2)).one()._mapping)
        tx.execute(insert(persons).values(leader | {"id": 7, "name": "周宁", "account": None}))
        tx.execute(update(items).where(items.c.id == 3).values(city_leader_id=7))
    assert talk.says(OFFICE, "/status 副市长包保的") == (
        "称呼相符的包保领导不止一位：副市长李敏、副市长周宁。请写明姓名。"
    )
    assert talk.says(OFFICE, "/status 周市长包保的").split("\n")[0] == "周宁包保的任务"


def test_in_a_group_without_what_is_sensitive(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine, city=City(masked_items=frozenset({"3"})))
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    heard = talk.says(OFFICE, "/status 李敏包保的", chat=GROUP).split("\n")
    assert heard[1].startswith("共 3 项")
    assert heard[4] == "另有涉敏任务 1 项，此处不列。"
