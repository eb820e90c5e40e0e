"""A question that was not understood is answered with questions that can be: a press asks them."""

from datetime import timedelta

import pytest

from bot.telegram.addresses import telegram_chat
from messages.queries.suggestion_texts import about, of_sum
from messages.texts import texts
from rules.policy.topics import OF_NOTHING_ELSE, Topic
from storage.db.engine import writing
from storage.people import people
from storage.queries import unanswered
from tests.support.dialogue import Dialogue
from tests.support.entered import enter
from tests.support.small_city import LEADER, MORNING, OFFICIAL, OTHER

NOT_A_REPORT = "未能识别您的问题，未作报告记录；已记下供整改办查看。"

OFFERED = {
    "青山、白水摆一块儿瞅瞅": [
        "青山县情况怎么样",
        "白水县情况怎么样",
        "3｜白水县污水处理厂二期",
    ],
    "清山谁在拖后腿": ["全市哪个单位最差", "青山县情况怎么样"],
    "水环境那类，都磨洋工呢": ["水环境基础设施哪个单位最差", "水环境基础设施情况怎么样"],
    "当场就能改的几件": ["立行立改情况怎么样"],
    "等我点头的堆了几件": ["待我办的事项有哪些"],
    "Qingshan, anything red?": ["青山县红灯的有哪些", "青山县情况怎么样"],
    "枢纽站那边几点开饭呢": [],
}


@pytest.mark.parametrize(("words", "offered"), OFFERED.items())
def test_what_is_offered(talk: Dialogue, words: str, offered: list[str]) -> None:
    talk.says(LEADER, words)
    assert talk.labels(LEADER) == offered


def test_a_press_asks_it(talk: Dialogue) -> None:
    assert talk.says(LEADER, "水环境那类，都磨洋工呢") == NOT_A_REPORT
    heard = talk.presses(LEADER, "水环境基础设施哪个单位最差")
    assert heard == talk.says(LEADER, "水环境基础设施哪个单位最差")
    assert heard.splitlines()[0] == "水环境基础设施｜单位排名（按逾期数由多到少）"


def test_an_item_that_may_be_meant_is_opened(talk: Dialogue) -> None:
    talk.says(LEADER, "二期那个污水厂的事咋整呢")
    label = "3｜白水县污水处理厂二期"
    assert label in talk.labels(LEADER)
    assert talk.presses(LEADER, label) == talk.says(LEADER, "/item 3")


def test_of_another_county_nothing_is_offered(talk: Dialogue) -> None:
    talk.says(OTHER, "青山还红了几盏")
    assert [label for label in talk.labels(OTHER) if "青山" in label] == []


def test_an_official_who_is_not_understood_gets_no_list_of_questions(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "嗯嗯那个啥")
    assert talk.labels(OFFICIAL) == []


REFUSALS = ("台账中没有“", "未能识别", "本次内容未作记录", "台账不按")


@pytest.fixture
def two_weeks(talk: Dialogue) -> Dialogue:
    """Let everything be entered a fortnight ago: changes are known."""
    enter(talk.engine, MORNING - timedelta(days=14))
    return talk


@pytest.mark.parametrize("scope", ["", "青山县", "水环境基础设施", "张伟"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_question_that_is_offered_is_answered(
    two_weeks: Dialogue, scope: str, language: str
) -> None:
    topics = [topic for topic in Topic if not (scope and topic in OF_NOTHING_ELSE)]
    refused = {}
    for topic in topics:
        question = about(texts(language), topic, scope)
        heard = _pressed(two_weeks, question)
        if heard.startswith(REFUSALS) or scope not in heard:
            refused[question] = heard
    assert refused == {}


def _pressed(talk: Dialogue, question: str) -> str:
    """Press the button that asks a question."""
    with writing(talk.engine) as tx:
        leader = people.by_account(tx, telegram_chat(LEADER))
        assert leader is not None
        number = unanswered.keep(tx, leader.id, "?", "?", [question], talk.now)
    return talk.press_data(LEADER, f"qs:{number}:0")


def test_a_sum_that_is_offered_is_answered(talk: Dialogue) -> None:
    heard = talk.says(LEADER, of_sum(texts("zh_CN"), "青山县", "栋"))
    assert heard.splitlines()[0] == "青山县"
