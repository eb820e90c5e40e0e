"""A problem that needs somebody else: routed to whom the words name, tracked to an answer."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import (
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    VERIFIER,
)

NEED = "需市生态环境局尽快出具监测意见"
DUE = "答复时限：2026年12月1日（周二）"
TO_ANSWER = (
    "需协调事项第 1 号\n"
    "任务：1 1号别墅群拆除\n"
    "提出人：青山县 张伟\n"
    "请市生态环境局协调\n"
    f"需协调：{NEED}\n"
    f"{DUE}"
)


def verifier_heads_his_bureau(talk: Dialogue) -> None:
    """The verifier heads his bureau."""
    with writing(talk.engine) as tx:
        headed = update(persons).where(persons.c.name == "王强")
        tx.execute(headed.values(roles="验收人、单位负责人"))


pytestmark = pytest.mark.begins(after=[verifier_heads_his_bureau])


def raised(talk: Dialogue, words: str = NEED) -> str:
    talk.says(OFFICIAL, "/blocker 1")
    return talk.hands_in(OFFICIAL, words)


def test_what_is_needed_is_asked_for(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/blocker 1") == (
        "任务：1 1号别墅群拆除\n"
        "请您说明需要哪个单位或领导协调什么，例如：\n"
        "需市住建局尽快确认管线迁改方案"
    )
    assert talk.says(OFFICIAL, NEED) == (
        f"请您核对，尚未提交：\n任务：1 1号别墅群拆除\n请市生态环境局协调\n需协调：{NEED}\n{DUE}"
    )
    assert OFFICE not in talk.chats
    assert talk.presses(OFFICIAL, "确认") == (
        "需协调事项第 1 号，已转市生态环境局。\n"
        "任务：1 1号别墅群拆除\n"
        f"需协调：{NEED}\n"
        f"{DUE}\n"
        "答复后将在此告知您。"
    )


@pytest.mark.parametrize("who", [VERIFIER, OFFICE])
def test_it_reaches_the_head_of_the_unit_and_the_office(talk: Dialogue, who: int) -> None:
    raised(talk)
    assert (talk.last(who).text, talk.labels(who)) == (TO_ANSWER, ["答复"])


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        pytest.param("请李敏副市长协调跨县用地", [LEADER, OFFICE], id="a_leader_by_name"),
        pytest.param("需要有人协调跨县用地", [OFFICE], id="nobody_named"),
        pytest.param("需市住建局确认迁改方案", [OFFICE], id="a_unit_without_anybody"),
        pytest.param("需白水县配合断水作业", [OTHER, OFFICE], id="a_county_by_its_official"),
    ],
)
def test_who_is_reached(talk: Dialogue, words: str, reached: list[int]) -> None:
    raised(talk, words)
    told = [who for who in (LEADER, VERIFIER, OTHER, OFFICE) if who in talk.chats]
    assert told == reached


def test_the_answer_comes_back(talk: Dialogue) -> None:
    raised(talk)
    assert talk.presses(VERIFIER, "答复") == "请您填写需协调事项第 1 号的答复。"
    talk.hands_in(VERIFIER, "监测意见11月26日前出具")
    assert talk.last(OFFICIAL).text == (
        "需协调事项第 1 号已答复\n"
        "任务：1 1号别墅群拆除\n"
        f"需协调：{NEED}\n"
        "答复：监测意见11月26日前出具\n"
        "答复人：王强"
    )
    assert talk.last(OFFICE).text == f"{TO_ANSWER}\n答复：监测意见11月26日前出具"
    assert (talk.labels(OFFICE), talk.labels(VERIFIER)) == ([], [])


def test_answered_once_and_only_by_whom_it_was_asked(talk: Dialogue) -> None:
    raised(talk)
    talk.press_data(OTHER, "b:1:answer")
    assert talk.toast == "此按钮已失效。"
    talk.presses(VERIFIER, "答复")
    talk.hands_in(VERIFIER, "监测意见11月26日前出具")
    talk.press_data(OFFICE, "b:1:answer")
    assert talk.toast == "此事项已由王强答复。"


def test_the_list_for_the_next_meeting(talk: Dialogue) -> None:
    raised(talk)
    raised(talk, "请李敏副市长协调跨县用地")
    assert talk.says(OFFICE, "/blocker") == (
        "待协调事项：2 项\n"
        "\n"
        "第 1 号　2026-11-24　1｜1号别墅群拆除\n"
        f"青山县 张伟请市生态环境局协调：{NEED}\n"
        "\n"
        "第 2 号　2026-11-24　1｜1号别墅群拆除\n"
        "青山县 张伟请李敏协调：请李敏副市长协调跨县用地"
    )
    talk.press_data(VERIFIER, "b:1:answer")
    talk.hands_in(VERIFIER, "已出具")
    assert talk.says(OFFICE, "/blocker").splitlines()[0] == "待协调事项：1 项"


def test_too_few_words_are_asked_for_again(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    assert talk.says(OFFICIAL, "难").splitlines()[1] == "请您说明需要哪个单位或领导协调什么，例如："


def test_a_problem_written_in_a_report_is_passed_on_too(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋，需市生态环境局协调出具监测意见")
    talk.presses(OFFICIAL, "确认")
    tick(talk, MORNING + timedelta(minutes=1), "prompts")
    assert talk.last(VERIFIER).text.splitlines()[:2] == [
        "需协调事项第 1 号",
        "任务：1 1号别墅群拆除",
    ]
    assert tick(talk, MORNING + timedelta(minutes=2), "prompts") == {}
