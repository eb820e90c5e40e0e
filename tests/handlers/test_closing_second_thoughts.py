"""An application in the making: dropped, gone back in, and made by two colleagues at once."""

from datetime import timedelta

import pytest

from storage.database import Engine
from tests.dialogue import Dialogue
from tests.small_city import OFFICIAL, settle

MINUTE = timedelta(minutes=1)
ANSWERS = ("已查清", "责任到人", "45栋全部拆除", "已回访", "已建立巡查制度")
DROPPED = "任务 1 的销号申请已取消，未记入台账。"


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    settle(engine)
    return Dialogue(engine)


def answers_all(talk: Dialogue, who: int = OFFICIAL) -> str:
    talk.says(who, "/close 1")
    return [talk.says(who, words) for words in ANSWERS][-1]


def clause_of(heard: str) -> str:
    """Of a question about a clause, the line that says which one."""
    return next(line for line in heard.splitlines() if line.startswith("第 "))


def test_a_dropped_application_begins_anew(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "写错了的内容")
    assert talk.says(OFFICIAL, "/cancel") == DROPPED
    assert talk.says(OFFICIAL, "/cancel") == "当前没有可取消的操作。"
    assert clause_of(talk.says(OFFICIAL, "/close 1")) == "第 1 条（共 5 条）：问题不查清绝不放过"


def test_a_dossier_that_waits_is_dropped_in_plain_words(talk: Dialogue) -> None:
    answers_all(talk)
    assert talk.says(OFFICIAL, "取消") == DROPPED
    assert talk.labels(OFFICIAL) == []
    assert clause_of(talk.says(OFFICIAL, "/close 1")) == "第 1 条（共 5 条）：问题不查清绝不放过"


def test_a_card_that_came_after_the_dossier_is_dropped_first(talk: Dialogue) -> None:
    answers_all(talk)
    talk.now += MINUTE
    talk.says(OFFICIAL, "4号工地已覆盖3处")
    assert talk.says(OFFICIAL, "取消") == "已取消，未记入台账。"
    assert talk.says(OFFICIAL, "取消") == DROPPED
