"""Urgent notices in groups of other messengers: at once, and again only when they go on."""

from dataclasses import replace

from rules.policy.mirrors import Mirror, RobotKind
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICIAL

CITY = Mirror("全市工作群", RobotKind.WECOM)
COUNTY = Mirror("白水工作群", RobotKind.FEISHU, "白水县")
POST = (
    "紧急情况第 1 号\n任务：1 1号别墅群拆除\n情况：村民堵路\n报送人：青山县 张伟，2026-11-24 09:00"
)


def posts(talk: Dialogue, mirror: Mirror) -> list[str]:
    return [shown.text for shown in talk.chats.get(mirror.chat.id, {}).values()]


def sent(talk: Dialogue, **city: object) -> None:
    talk.city = replace(talk.city, mirrors=(CITY, COUNTY), **city)
    talk.says(OFFICIAL, "/urgent 1 村民堵路")
    talk.presses(OFFICIAL, "确认报送")


def test_the_group_reads_it_and_how_it_ends(talk: Dialogue) -> None:
    sent(talk)
    assert posts(talk, CITY) == [POST]
    talk.presses(LEADER, "已接报")
    talk.presses(LEADER, "已化解")
    talk.says(LEADER, "已劝离")
    received = f"{POST}\n接报人：李敏，2026-11-24 09:00"
    assert posts(talk, CITY) == [POST, received, f"{received}\n已化解：已劝离"]
    assert posts(talk, COUNTY) == []


def test_of_a_sensitive_item_it_reads_only_that_there_is_one(talk: Dialogue) -> None:
    sent(talk, masked_items=frozenset({"1"}))
    talk.presses(LEADER, "已接报")
    masked = "紧急情况第 1 号\n任务：1 涉敏任务，详见个人消息\n报送人：青山县，2026-11-24 09:00"
    assert posts(talk, CITY) == [masked, f"{masked}\n已有负责人接报"]
