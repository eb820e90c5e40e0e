"""What cannot wait: told at once, by night too, again until received, taken back only by its writer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rules.policy.ladder import Addressee
from rules.policy.urgent import UrgentRules
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, OTHER, VERIFIER

NIGHT = MORNING + timedelta(hours=14)
"""Eleven at night in Shanghai."""
WORDS = "村民堵路，要求提高补偿"
CARD = (
    "紧急情况，请您核对：\n"
    "任务：1 1号别墅群拆除\n"
    f"情况：{WORDS}\n"
    "请直接回复地点和涉及人数，也可立即确认。\n"
    "立即报送：李敏、赵静\n"
    "无法在此接收，请电话告知：陈晨\n"
    "\n"
    "您确认后才会报送。"
)
LETTER = (
    "紧急情况第 1 号\n"
    "任务：1 1号别墅群拆除\n"
    f"情况：{WORDS}\n"
    "地点、人数：西门，约三十人\n"
    "报送人：青山县 张伟，2026-11-24 23:00"
)


def sent(talk: Dialogue, words: str = WORDS) -> None:
    talk.now = NIGHT
    talk.says(OFFICIAL, f"/urgent 1 {words}")
    talk.says(OFFICIAL, "西门，约三十人")
    talk.presses(OFFICIAL, "确认报送")


def heard(talk: Dialogue, who: int) -> list[str]:
    """Return everything that stands in a chat, oldest first."""
    return [shown.text for shown in talk.chats.get(who, {}).values()]


def test_the_card_says_whom_it_goes_to_and_nothing_is_sent_yet(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, f"/urgent 1 {WORDS}") == CARD
    assert talk.labels(OFFICIAL) == ["确认报送", "取消"]
    assert (heard(talk, LEADER), heard(talk, OFFICE)) == ([], [])


def test_one_question_then_it_goes_out_at_night(talk: Dialogue) -> None:
    sent(talk)
    assert talk.last(OFFICIAL).text == (
        "紧急情况第 1 号：已报送\n"
        "任务：1 1号别墅群拆除\n"
        "立即报送：李敏、赵静\n"
        "无法在此接收，请电话告知：陈晨\n"
        "无人接报前将重复报送；后续情况可再用 /urgent 报送。"
    )
    assert [heard(talk, who) for who in (LEADER, OFFICE)] == [[LETTER], [LETTER]]
    assert talk.labels(LEADER) == ["已接报", "已化解"]
    assert (heard(talk, VERIFIER), heard(talk, OTHER), heard(talk, GROUP)) == ([], [], [])


def test_it_is_repeated_until_one_of_them_has_received_it(talk: Dialogue) -> None:
    sent(talk)
    assert tick(talk, NIGHT + timedelta(minutes=14), "urgent") == {}
    repeated = LETTER.replace("第 1 号", "第 1 号（第 1 次重报，尚无人接报）")
    at_quarter = NIGHT + timedelta(minutes=15)
    assert tick(talk, at_quarter, "urgent") == {LEADER: [repeated], OFFICE: [repeated]}
    assert tick(talk, at_quarter, "urgent") == {}
    talk.presses(LEADER, "已接报")
    assert talk.toast == "已记录您接报。"
    assert tick(talk, NIGHT + timedelta(hours=1), "urgent") == {}


def test_after_a_standstill_it_is_sent_once_and_not_for_each_quarter(talk: Dialogue) -> None:
    sent(talk)
    told = tick(talk, NIGHT + timedelta(hours=2), "urgent")
    assert [len(words) for words in told.values()] == [1, 1]
    assert told[OFFICE][0].startswith("紧急情况第 1 号（第 8 次重报，尚无人接报）")


def test_everybody_hears_who_received_it(talk: Dialogue) -> None:
    sent(talk)
    talk.presses(LEADER, "已接报")
    line = "接报人：李敏，2026-11-24 23:00"
    assert heard(talk, OFFICE) == [
        f"{LETTER}\n{line}",
        f"紧急情况第 1 号\n任务：1 1号别墅群拆除\n{line}\n地点、人数：西门，约三十人",
    ]
    assert talk.last(OFFICIAL).text == heard(talk, OFFICE)[1]
    assert heard(talk, LEADER) == [f"{LETTER}\n{line}"]
    talk.press_data(OFFICE, "un:1:got")
    assert talk.toast == "李敏已接报。"


def test_it_is_settled_with_words_that_all_hear(talk: Dialogue) -> None:
    sent(talk)
    talk.presses(LEADER, "已接报")
    assert talk.presses(OFFICIAL, "已化解") == "请说明如何化解。"
    assert talk.says(OFFICIAL, "县里已当场答复，人员散去") == "已记录，并告知各接收人。"
    assert talk.last(LEADER).text == (
        "紧急情况第 1 号\n"
        "任务：1 1号别墅群拆除\n"
        "接报人：李敏，2026-11-24 23:00\n"
        "已化解：县里已当场答复，人员散去"
    )
    talk.press_data(OFFICE, "un:1:settle")
    assert talk.toast == "此紧急情况已化解。"


def test_it_is_withdrawn_with_a_reason_by_its_writer_alone(talk: Dialogue) -> None:
    sent(talk)
    talk.press_data(LEADER, "un:1:back")
    assert talk.toast == "紧急情况仅报送人本人可以撤回。"
    assert talk.presses(OFFICIAL, "撤回") == "请说明撤回原因。"
    talk.says(OFFICIAL, "误报，群众已自行离开")
    assert talk.last(OFFICE).text.splitlines()[-1] == "已撤回：误报，群众已自行离开"
    assert tick(talk, NIGHT + timedelta(hours=1), "urgent") == {}


def test_whom_it_was_not_sent_to_learns_nothing_of_it(talk: Dialogue) -> None:
    sent(talk)
    talk.press_data(OTHER, "un:1:got")
    assert talk.toast == "此按钮已失效。"


@pytest.mark.parametrize(
    ("who", "words", "answer"),
    [
        (OFFICIAL, "/urgent", "请发送 /urgent 编号 情况说明。"),
        (OTHER, f"/urgent 1 {WORDS}", "没有可由您报告的任务 1。查看您的任务：/my"),
        (OFFICIAL, "/urgent 1", "任务 1 1号别墅群拆除：请说明发生了什么情况、地点和涉及人数。"),
        (OFFICE, "/urgent", "没有未化解的紧急情况。"),
    ],
)
def test_what_is_missing_is_said(talk: Dialogue, who: int, words: str, answer: str) -> None:
    assert talk.says(who, words) == answer


def test_it_may_be_dropped_before_it_is_sent(talk: Dialogue) -> None:
    talk.says(OFFICIAL, f"/urgent 1 {WORDS}")
    assert talk.presses(OFFICIAL, "取消") == "已取消，未记入台账。"
    talk.press_data(OFFICIAL, "ug:1:send")
    assert (talk.toast, heard(talk, OFFICE)) == ("此按钮已失效。", [])


def test_a_report_that_speaks_of_it_is_told_at_once(talk: Dialogue) -> None:
    talk.now = NIGHT
    card = talk.says(OFFICIAL, f"1号别墅群已拆除12栋，还剩33栋，{WORDS}")
    assert "涉及紧急情况（“堵路”），确认后立即报送。" in card.splitlines()
    assert talk.labels(OFFICIAL) == ["确认", "换一项", "修改", "取消", "不属紧急"]
    talk.presses(OFFICIAL, "确认")
    assert talk.last(OFFICIAL).text == "请回复地点和涉及人数，您的回复将立即转报。"
    assert talk.last(LEADER).text.splitlines()[2] == f"情况：1号别墅群已拆除12栋，还剩33栋，{WORDS}"
    talk.says(OFFICIAL, "西门，约三十人")
    assert talk.last(LEADER).text.splitlines()[-1] == "地点、人数：西门，约三十人"


def test_a_second_report_adds_to_what_is_not_settled(talk: Dialogue) -> None:
    for words in (f"1号别墅群已拆除12栋，{WORDS}", "1号别墅群已拆除13栋，有人受伤"):
        talk.says(OFFICIAL, words)
        talk.presses(OFFICIAL, "确认")
        talk.says(OFFICIAL, "/cancel")
    assert talk.last(LEADER).text == (
        "紧急情况第 1 号\n任务：1 1号别墅群拆除\n地点、人数：1号别墅群已拆除13栋，有人受伤"
    )


def test_what_is_not_urgent_can_be_said_so(talk: Dialogue) -> None:
    talk.says(OFFICIAL, f"1号别墅群已拆除12栋，还剩33栋，{WORDS}")
    assert "涉及紧急情况" not in talk.presses(OFFICIAL, "不属紧急")
    talk.presses(OFFICIAL, "确认")
    assert heard(talk, LEADER) == []


def test_it_stands_on_the_morning_board_until_it_is_settled(talk: Dialogue) -> None:
    sent(talk)
    morning = datetime(2026, 11, 25, 0, 0, tzinfo=MORNING.tzinfo)
    (board,) = tick(talk, morning, "board")[LEADER]
    assert "紧急未化解 1" in next(line for line in board.splitlines() if "需您关注" in line)


def test_whom_the_profile_names_is_told(talk: Dialogue) -> None:
    rules = UrgentRules(frozenset({Addressee.OFFICE}), people=("王强",))
    talk.city = replace(talk.city, urgent=rules)
    sent(talk)
    assert [heard(talk, who) for who in (OFFICE, VERIFIER, LEADER)] == [[LETTER], [LETTER], []]
    talk.presses(VERIFIER, "已接报")
    assert talk.last(OFFICE).text.splitlines()[2] == "接报人：王强，2026-11-24 23:00"


def test_the_journal_holds_all_of_it(talk: Dialogue) -> None:
    sent(talk)
    talk.presses(LEADER, "已接报")
    talk.presses(OFFICIAL, "已化解")
    talk.says(OFFICIAL, "县里已当场答复，人员散去")
    assert verified(talk.engine) is None
