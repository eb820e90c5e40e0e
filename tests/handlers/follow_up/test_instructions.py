"""A leader's word on an item reaches its owner, is tracked, and the answer comes back."""

import pytest
from sqlalchemy import update

from storage.db.engine import reading, writing
from storage.ledger.tables import items, persons
from tests.support.dialogue import Dialogue
from tests.support.facts import facts_of
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER

WORDS = "务必于月底前完成，每日一报"
DUE = "答复时限：2026年11月30日（周一）"
TO_OWNER = f"李敏（副市长）批示\n任务：1 1号别墅群拆除\n{WORDS}\n{DUE}"
PASSED_ON = f"您对任务 1 的批示已转张伟，收到答复后即告知您。\n{DUE}"


def test_by_command(talk: Dialogue) -> None:
    assert talk.says(LEADER, f"/instruct 1 {WORDS}") == PASSED_ON
    assert (talk.last(OFFICIAL).text, talk.labels(OFFICIAL)) == (TO_OWNER, ["答复"])


def test_by_replying_to_any_card(talk: Dialogue) -> None:
    talk.says(LEADER, "/item 1")
    assert talk.says(LEADER, WORDS, reply_to=talk.last_number(LEADER)) == PASSED_ON


def test_a_question_in_reply_is_no_instruction(talk: Dialogue) -> None:
    talk.says(LEADER, "/item 1")
    talk.says(LEADER, "逾期", reply_to=talk.last_number(LEADER))
    assert OFFICIAL not in talk.chats


def test_the_answer_comes_back_to_the_leader(talk: Dialogue) -> None:
    talk.says(LEADER, f"/instruct 1 {WORDS}")
    assert talk.presses(OFFICIAL, "答复") == "请您填写批示的办理答复。"
    assert talk.hands_in(OFFICIAL, "已增派两个班组") == (
        f"答复已转达。\n任务：1 1号别墅群拆除\n批示：{WORDS}\n答复：已增派两个班组"
    )
    assert talk.last(LEADER).text == (
        f"批示答复\n任务：1 1号别墅群拆除\n批示：{WORDS}\n答复：已增派两个班组\n答复人：青山县 张伟"
    )


def test_answered_once_and_only_by_whom_it_was_meant_for(talk: Dialogue) -> None:
    talk.says(LEADER, f"/instruct 1 {WORDS}")
    talk.press_data(OTHER, "n:1:answer")
    assert talk.toast == "此按钮已失效。"
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    talk.press_data(OFFICIAL, "n:1:answer")
    assert talk.toast == "此事项已由张伟答复。"


@pytest.mark.parametrize("who", [LEADER, OFFICE, OFFICIAL])
def test_what_is_not_answered_is_listed(talk: Dialogue, who: int) -> None:
    talk.says(LEADER, f"/instruct 1 {WORDS}")
    assert talk.says(who, "/instruct") == (
        f"未答复批示：1件\n\n2026-11-24　1｜1号别墅群拆除\n李敏：{WORDS}"
    )
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    assert talk.says(who, "/instruct") == "批示均已答复。"


def test_only_leaders_instruct(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, f"/instruct 1 {WORDS}") == (
        "只有领导可以批示其包保的任务，请发送 /instruct 加任务编号和批示内容。"
    )
    assert talk.says(LEADER, "/instruct 1") == "请在编号后填写批示内容。"
    assert talk.says(LEADER, "/instruct 99 抓紧").startswith("只有领导可以批示")


def test_an_owner_who_cannot_be_written_to_goes_to_the_office(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "张伟").values(account=None))
    assert talk.says(LEADER, f"/instruct 1 {WORDS}") == (
        "您对任务 1 的批示已记入台账。责任人尚未启用本助手，已转整改办办理。"
    )
    assert talk.last(OFFICE).text == TO_OWNER


def test_both_are_facts_of_the_journal(talk: Dialogue) -> None:
    talk.says(LEADER, f"/instruct 1 {WORDS}")
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    with reading(talk.engine) as tx:
        facts = [(row.fact, row.person_id) for row in facts_of(tx, 1)]
    assert facts == [("Instructed", 2), ("InstructionAnswered", 1)]


@pytest.mark.parametrize("words", ["取消", "收到", "我的任务"])
def test_small_words_in_reply_are_no_instruction(talk: Dialogue, words: str) -> None:
    talk.says(LEADER, "/item 1")
    talk.says(LEADER, words, reply_to=talk.last_number(LEADER))
    assert OFFICIAL not in talk.chats


def test_who_took_the_item_over_answers_for_it(talk: Dialogue) -> None:
    talk.says(LEADER, f"/instruct 1 {WORDS}")
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(owner_id=5))
    talk.presses(OFFICIAL, "答复")
    assert talk.toast == "此批示不由您答复。"
    talk.says(OTHER, "/instruct")
    assert talk.labels(OTHER) == ["答复任务 1 的批示"]
    talk.presses(OTHER, "答复任务 1 的批示")
    assert talk.hands_in(OTHER, "已增派两个班组").splitlines()[0] == "答复已转达。"
    assert talk.last(LEADER).text.splitlines()[-1] == "答复人：白水县 刘洋"
