"""Which item is meant when the words do not say: the conversation, the only one, one's own."""

from datetime import timedelta

import pytest

from storage.db.engine import Engine, writing
from storage.ledger.tables import campaigns
from tests.support.dialogue import Dialogue
from tests.support.settling import add_like
from tests.support.small_city import OFFICE, OFFICIAL, OTHER


def item_line(card: str) -> str:
    return card.splitlines()[1]


def test_the_item_of_the_last_card_is_meant(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "2号管网已铺设12公里")
    talk.presses(OFFICIAL, "确认")
    assert (
        item_line(talk.says(OFFICIAL, "今天又铺了0.5公里")) == "任务：2、市9 云溪河雨污分流管网建设"
    )


def test_what_is_counted_as_another_item_of_his_is_asked_about(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "2号管网已铺设12公里")
    talk.presses(OFFICIAL, "确认")
    heard = talk.says(OFFICIAL, "又拆了3栋")
    assert heard.splitlines()[0] == "请您选择本次进展对应的任务："
    assert talk.labels(OFFICIAL)[:2] == ["1 1号别墅群拆除", "2、市9 云溪河雨污分流管网建设"]


def test_what_no_item_is_counted_in_is_told_of_the_last_one(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    assert item_line(talk.says(OFFICIAL, "又签约30户")) == "任务：1 1号别墅群拆除"


def test_another_item_named_wins_over_the_last_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "2号管网已铺设12公里")
    assert item_line(talk.says(OFFICIAL, "别墅拆除完成60%")) == "任务：1 1号别墅群拆除"


def test_a_card_of_yesterday_is_forgotten(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "2号管网已铺设12公里")
    talk.now += timedelta(hours=13)
    heard = talk.says(OFFICIAL, "今天完成了60%")
    assert heard.splitlines()[0] == "未能判断对应哪项任务，请您选择，或按“/report 编号 内容”发送。"


def test_whoever_has_one_item_means_that_one(talk: Dialogue) -> None:
    assert item_line(talk.says(OTHER, "已完成80%")) == "任务：3 白水县污水处理厂二期"


def test_of_two_alike_ones_own_is_meant(talk: Dialogue, engine: Engine) -> None:
    with writing(engine) as tx:
        add_like(tx, 2, 20, title="玉带河雨污分流管网建设", owner_id=6)
        tx.execute(campaigns.update().values(edition=2))
    assert item_line(talk.says(OFFICIAL, "雨污分流管网建设已铺设15公里")) == (
        "任务：2、市9 云溪河雨污分流管网建设"
    )
    heard = talk.says(OFFICE, "雨污分流管网建设已铺设15公里")
    assert heard.splitlines()[0] == "请您选择本次进展对应的任务："


@pytest.mark.parametrize(
    "words",
    ["第1项已完成80%", "第99项已完成80%", "云溪河雨污分流管网已铺设12公里", "1号已拆完30栋"],
)
def test_but_not_when_he_names_another(talk: Dialogue, words: str) -> None:
    """Another county's item he must not learn of: his own is offered, nothing is taken for it."""
    talk.says(OTHER, words)
    assert "云溪河" not in talk.last(OTHER).text.replace(words, "")
    assert talk.labels(OTHER) == ["3 白水县污水处理厂二期", "取消"]


def test_nor_is_the_item_of_the_last_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "2号管网已铺设12公里")
    talk.says(OFFICIAL, "白水县污水处理厂二期完成80%")
    assert talk.labels(OFFICIAL)[-1] == "取消"
