"""While something is being asked: a question in passing, a change of mind, the next day."""

from datetime import timedelta

import pytest

from storage.database import Engine
from tests.dialogue import Dialogue
from tests.small_city import OFFICIAL, settle


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    """The official has been asked for the first clause of item 1."""
    settle(engine)
    dialogue = Dialogue(engine)
    dialogue.says(OFFICIAL, "/close 1")
    return dialogue


def test_a_question_is_answered_and_what_was_asked_stays_asked(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "我的任务").splitlines()[0] == "我的任务：3 项"
    assert talk.says(OFFICIAL, "已查清").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"


def test_plain_words_cancel(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "算了，取消") == "已取消。"
    assert talk.says(OFFICIAL, "别墅已拆除12栋").splitlines()[0] == "请您核对以下内容："


def test_the_next_day_a_report_is_a_report(talk: Dialogue) -> None:
    talk.now += timedelta(days=1)
    assert talk.says(OFFICIAL, "别墅已拆除12栋").splitlines()[0] == "请您核对以下内容："


def test_words_that_may_be_the_answer_are_the_answer(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1 12月21日")
    assert talk.says(OFFICIAL, "逾期风险较大").splitlines()[-1] == "理由：逾期风险较大"


@pytest.mark.parametrize("blank", ["\n", "\u3000", "  "])
def test_whatever_blank_stands_behind_a_command(talk: Dialogue, blank: str) -> None:
    heard = talk.says(OFFICIAL, f"/report{blank}1{blank}已拆除12栋")
    assert heard.splitlines()[1] == "任务：1 1号别墅群拆除"
