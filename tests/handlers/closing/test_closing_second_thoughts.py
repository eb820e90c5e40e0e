"""An application in the making: dropped, gone back in, and made by two colleagues at once."""

from datetime import timedelta

import pytest

from tests.support.applications import HEAD, easy, head_enrolled, villas_down
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL, VERIFIER

MINUTE = timedelta(minutes=1)
ANSWERS = ("已查清", "责任到人", "45栋全部拆除", "已回访", "已建立巡查制度")
DROPPED = "任务 1 的销号申请已取消，未记入台账。"


pytestmark = pytest.mark.begins(after=[easy, villas_down])


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


FIRST = "第 1 条（共 5 条）：问题不查清绝不放过"
SECOND = "第 2 条（共 5 条）：责任不落实绝不放过"
FIFTH = "第 5 条（共 5 条）：长效机制不建立绝不放过"
THIRD = "第 3 条（共 5 条）：整改不到位绝不放过"


@pytest.mark.parametrize(
    "asked", ["怎么填", "写什么", "现在第几条了", "怎么返回上一条？", "这条要附照片吗"]
)
def test_a_question_fills_no_clause(talk: Dialogue, asked: str) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "已查清")
    assert talk.says(OFFICIAL, asked) == (
        "您的提问未记为本条内容。\n"
        "如需更改已填内容，请发送“重填第1条”（数字为条号）。\n"
        "任务：1 1号别墅群拆除\n"
        f"{SECOND}\n"
        "请说明或提供：责任分工、依法处理处罚情况。可发送文字、照片或文件；发送 /cancel 取消。"
    )
    assert clause_of(talk.says(OFFICIAL, "责任到人")) == THIRD


@pytest.mark.parametrize("words", ["上一条写错了", "上一条", "重填第1条", "重填第一条", "写错了"])
def test_an_earlier_clause_is_done_again(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "查得不清")
    assert talk.says(OFFICIAL, words) == (
        "任务：1 1号别墅群拆除\n"
        f"{FIRST}\n"
        "原内容：查得不清\n"
        "请重新说明或提供：问题清单、核查记录。可发送文字、照片或文件；发送 /cancel 保留原内容。"
    )
    assert clause_of(talk.says(OFFICIAL, "已查清")) == SECOND
    for more in ANSWERS[1:]:
        heard = talk.says(OFFICIAL, more)
    assert heard.splitlines()[3:5] == ["1. 问题不查清绝不放过", "已查清"]


def test_a_clause_of_the_dossier_is_done_again(talk: Dialogue) -> None:
    answers_all(talk)
    assert talk.labels(OFFICIAL) == [
        *("提交", "取消"),
        *(f"重填第{number}条" for number in range(1, 6)),
    ]
    assert clause_of(talk.presses(OFFICIAL, "重填第3条")) == THIRD
    assert talk.says(OFFICIAL, "45栋全部拆除并清运").splitlines()[7:9] == [
        "3. 整改不到位绝不放过",
        "45栋全部拆除并清运",
    ]
    talk.presses(OFFICIAL, "提交")
    assert "45栋全部拆除并清运" in talk.last(VERIFIER).text
    assert verified(talk.engine) is None


@pytest.mark.parametrize(("words", "clause"), [("重填第3条", THIRD), ("上一条写错了", FIFTH)])
def test_a_clause_of_the_dossier_is_done_again_in_words(
    talk: Dialogue, words: str, clause: str
) -> None:
    answers_all(talk)
    assert clause_of(talk.says(OFFICIAL, words)) == clause


def test_without_an_application_there_is_no_clause_to_do_again(talk: Dialogue) -> None:
    answers_all(talk)
    talk.presses(OFFICIAL, "提交")
    assert talk.says(OFFICIAL, "重填第3条").startswith("未能识别您的意思。")


def test_a_clause_that_was_to_be_done_again_is_kept(talk: Dialogue) -> None:
    answers_all(talk)
    talk.presses(OFFICIAL, "重填第3条")
    heard = talk.says(OFFICIAL, "/cancel").splitlines()
    assert (heard[0], heard[10]) == ("第 3 条保留原内容。", "45栋全部拆除")


def test_pictures_right_after_each_other_show_the_same(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.sends(OFFICIAL, "甲.jpg")
    talk.now += MINUTE / 2
    heard = talk.sends(OFFICIAL, "乙.jpg").splitlines()
    assert (heard[0], heard[2]) == ("文件已并入第 1 条。", SECOND)
    talk.now += 2 * MINUTE
    assert clause_of(talk.sends(OFFICIAL, "丙.jpg")) == THIRD


def test_a_picture_after_the_last_clause_joins_it(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    for words in ANSWERS[:4]:
        talk.says(OFFICIAL, words)
    talk.now += MINUTE
    talk.sends(OFFICIAL, "甲.jpg")
    heard = talk.sends(OFFICIAL, "乙.jpg")
    assert heard.splitlines()[0] == "文件已并入第 5 条。"
    assert heard.splitlines()[-2:] == ["见文件 甲.jpg、乙.jpg", "佐证材料：2 份"]


def test_words_between_pictures_part_them(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.sends(OFFICIAL, "甲.jpg")
    talk.now += MINUTE / 6
    talk.says(OFFICIAL, "责任到人")
    assert clause_of(talk.sends(OFFICIAL, "乙.jpg")).startswith("第 4 条")


@pytest.fixture
def two(talk: Dialogue) -> Dialogue:
    """The head of the unit has begun, and the owner goes on with the same application."""
    head_enrolled(talk)
    talk.says(HEAD, "/close 1")
    talk.says(OFFICIAL, "/close 1")
    return talk


def test_a_clause_filled_in_meanwhile_is_said_to_be(two: Dialogue) -> None:
    two.says(HEAD, "已查清")
    heard = two.says(OFFICIAL, "也查清了").splitlines()
    assert (heard[0], heard[2]) == ("第 1 条已由陈晨填写，您的内容未记入。", SECOND)


def test_the_last_clause_filled_in_meanwhile_shows_the_dossier(two: Dialogue) -> None:
    for words in ANSWERS[:4]:
        two.says(HEAD, words)
    two.says(OFFICIAL, "/close 1")
    two.says(HEAD, ANSWERS[4])
    heard = two.says(OFFICIAL, "也建立了").split("\n\n")
    assert heard[0] == "第 5 条已由陈晨填写，您的内容未记入。"
    assert heard[1].splitlines()[:2] == ["销号申请：1 1号别墅群拆除", "申请人：张伟"]


@pytest.mark.parametrize(("who", "name"), [(HEAD, "陈晨"), (OFFICIAL, "张伟")])
def test_whoever_hands_it_in_is_the_applicant(two: Dialogue, who: int, name: str) -> None:
    for words in ANSWERS:
        two.says(HEAD, words)
    two.says(OFFICIAL, "/close 1")
    assert two.presses(who, "提交").splitlines()[2] == f"申请人：{name}"
    assert two.last(VERIFIER).text.splitlines()[1] == f"申请人：{name}"
    assert verified(two.engine) is None


def test_who_began_hears_that_a_colleague_dropped_it(two: Dialogue) -> None:
    for words in ANSWERS:
        two.says(HEAD, words)
    two.says(OFFICIAL, "/close 1")
    assert two.presses(OFFICIAL, "取消") == DROPPED
    assert two.last(HEAD).text == "任务 1 的销号申请已由张伟取消，未记入台账。"


def test_a_colleague_leaves_without_dropping_it(two: Dialogue) -> None:
    assert two.says(OFFICIAL, "/cancel") == "已取消。"
    assert clause_of(two.says(HEAD, "已查清")) == SECOND
