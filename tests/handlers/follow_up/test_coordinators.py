"""The bureau that coordinates a category: it sees it city-wide, advises, answers what is needed."""

import pytest

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from storage.db.engine import writing
from storage.people import people
from tests.support.dialogue import Dialogue
from tests.support.settling import add_person
from tests.support.small_city import MORNING, OFFICE, OFFICIAL, OTHER, PEOPLE, VERIFIER

BUREAU = 107
CITY = City(coordinators=(("水环境基础设施", "市住建局"),))


def with_a_bureau(talk: Dialogue) -> None:
    """The housing bureau coordinates works on water; one of its officials is enrolled."""
    talk.city = CITY
    with writing(talk.engine) as tx:
        add_person(tx, "孙立", 4, "副局长", "责任人")
        people.bind(tx, len(PEOPLE) + 1, telegram_chat(BUREAU), MORNING)


pytestmark = pytest.mark.begins(after=[with_a_bureau])


def test_it_sees_its_category_and_nothing_else(talk: Dialogue) -> None:
    assert talk.says(BUREAU, "/item 3").splitlines()[0] == "3｜白水县污水处理厂二期"
    assert talk.says(BUREAU, "/item 1").startswith("未找到")
    talk.city = City()
    assert talk.says(BUREAU, "/item 3").startswith("未找到")


def test_its_advice_is_passed_on_as_advice_and_answered(talk: Dialogue) -> None:
    assert talk.says(BUREAU, "/instruct 3 请三日内报送调试方案") == (
        "您对任务 3 的统筹意见已转刘洋，收到答复后即告知您。\n答复时限：2026年11月27日（周五）"
    )
    assert talk.last(OTHER).text == (
        "市住建局 孙立（副局长）统筹意见\n任务：3 白水县污水处理厂二期\n请三日内报送调试方案\n"
        "答复时限：2026年11月27日（周五）"
    )
    talk.presses(OTHER, "答复")
    talk.hands_in(OTHER, "方案明日报送")
    assert talk.last(BUREAU).text.splitlines()[0] == "统筹意见答复"
    assert talk.says(BUREAU, "/instruct 1 请加快").startswith("只有领导可以批示")


def test_what_names_nobody_is_put_to_it_and_it_answers(talk: Dialogue) -> None:
    heard = talk.hands_in(OTHER, "/blocker 3 需协调设备进场")
    assert heard.splitlines()[0] == "需协调事项第 1 号，已转市住建局。"
    assert talk.says(BUREAU, "待协调").splitlines()[0] == "待协调事项：1 项"
    talk.presses(BUREAU, "答复第 1 号")
    assert talk.hands_in(BUREAU, "已协调，周三进场").splitlines()[0] == "答复已转达。"
    assert "答复人：孙立" in talk.last(OTHER).text.splitlines()


def test_it_answers_what_was_asked_of_another_there_and_nowhere_else(talk: Dialogue) -> None:
    talk.hands_in(OTHER, "/blocker 3 需市生态环境局出具监测意见")
    talk.hands_in(OFFICIAL, "/blocker 1 需市生态环境局出具监测意见")
    talk.press_data(BUREAU, "b:2:answer")
    assert talk.toast == "此按钮已失效。"
    talk.press_data(BUREAU, "b:1:answer")
    assert talk.hands_in(BUREAU, "已请监测站出具").splitlines()[0] == "答复已转达。"
    talk.press_data(OFFICE, "b:1:answer")
    assert talk.toast == "此事项已由孙立答复。"
    assert VERIFIER not in talk.chats
