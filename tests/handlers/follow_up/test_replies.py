"""A reply to a letter of the bot answers that letter; words alone decide nothing."""

import pytest

from storage.db.engine import reading
from tests.support.applications import applied, villas_down
from tests.support.dialogue import Dialogue
from tests.support.extensions import TO_DECIDE, handed_in
from tests.support.facts import facts_of
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, VERIFIER

UNDECIDED = "尚未作出决定：文字回复不作为审批，请您按下方按钮办理。"


def replies(talk: Dialogue, who: int, words: str) -> str:
    return talk.says(who, words, reply_to=talk.last_number(who))


def test_a_reply_to_an_instruction_is_its_answer(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 务必月底完成")
    replies(talk, OFFICIAL, "报告市长：已倒排工期，增派两个班组")
    assert talk.presses(OFFICIAL, "确认").splitlines()[0] == "答复已转达。"
    assert talk.last(LEADER).text == (
        "批示答复\n任务：1 1号别墅群拆除\n批示：务必月底完成\n"
        "答复：报告市长：已倒排工期，增派两个班组\n答复人：青山县 张伟"
    )


def test_an_answer_with_a_figure_may_be_recorded_too(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 务必月底完成")
    replies(talk, OFFICIAL, "已拆除12栋，月底前完成")
    assert talk.presses(OFFICIAL, "确认").startswith("已记入台账")
    assert talk.presses(OFFICIAL, "确认").splitlines()[0] == "答复已转达。"


def test_received_is_no_answer_to_an_instruction(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 务必月底完成")
    assert replies(talk, OFFICIAL, "收到") == "已知悉。如有进展，请直接在此发送。"


def test_a_reply_to_a_letter_about_a_problem_is_its_answer(talk: Dialogue) -> None:
    talk.hands_in(OFFICIAL, "/blocker 1 施工许可证没有批下来")
    replies(talk, OFFICE, "已协调市住建局，周四发证")
    assert talk.presses(OFFICE, "确认").splitlines()[0] == "答复已转达。"
    assert "已协调市住建局，周四发证" in talk.last(OFFICIAL).text
    with reading(talk.engine) as tx:
        assert facts_of(tx, 1)[-1].fact == "BlockerAnswered"


@pytest.mark.parametrize("words", ["同意", "不同意，理由不充分", "批准延期", "驳回"])
def test_words_do_not_decide_on_an_extension(talk: Dialogue, words: str) -> None:
    handed_in(talk)
    assert replies(talk, OFFICE, words) == f"{UNDECIDED}\n\n{TO_DECIDE}"
    assert talk.labels(OFFICE) == ["同意", "驳回"]


@pytest.mark.parametrize("words", ["同意", "通过", "退回，材料不全"])
def test_words_do_not_decide_on_an_application(talk: Dialogue, words: str) -> None:
    villas_down(talk)
    applied(talk)
    assert replies(talk, VERIFIER, words).startswith(f"{UNDECIDED}\n\n")
    assert talk.labels(VERIFIER)[:1] == ["受理"]
