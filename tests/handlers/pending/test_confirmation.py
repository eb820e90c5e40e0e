"""What is written in answer to a question stands on a card before it is recorded or passed on."""

import pytest
from sqlalchemy import update

from rules.policy.requests import RequestKind
from storage.db.engine import reading, writing
from storage.follow_up import requests
from storage.ledger.tables import items
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER

ASKED = "任务：1 1号别墅群拆除\n请您说明需要哪个单位或领导协调什么，例如：\n需市住建局尽快确认管线迁改方案"
HOW = "请您直接用文字回复上述问题；如不填写，请发送“取消”。"
DROPPED = "已取消，未记入台账。"


def described(talk: Dialogue) -> None:
    """What is needed stands on a card."""
    talk.says(OFFICIAL, "/blocker 1")
    talk.says(OFFICIAL, "需市住建局确认迁改方案", message=500)


def entered(talk: Dialogue) -> list[str]:
    with reading(talk.engine) as tx:
        return [row.words for row in requests.unanswered(tx, RequestKind.BLOCKER)]


after_it = pytest.mark.begins(after=[described])


@pytest.mark.parametrize("words", ["这个怎么填", "怎么写？", "不会填"])
def test_who_asks_how_is_shown_the_question_again(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, "/blocker 1")
    assert talk.says(OFFICIAL, words) == f"{ASKED}\n\n{HOW}"
    assert talk.says(OFFICIAL, "算了不填了") == "已取消。"
    assert (talk.says(OFFICIAL, "/blocker 1"), entered(talk)) == (ASKED, [])


def test_an_answer_to_an_instruction_is_asked_for_again_with_it(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 请加快")
    talk.presses(OFFICIAL, "答复")
    assert talk.says(OFFICIAL, "这个怎么填").splitlines()[0] == "李敏（副市长）批示"
    talk.hands_in(OFFICIAL, "已增派两个班组")
    assert "答复：已增派两个班组" in talk.last(LEADER).text


@after_it
def test_it_counts_once_and_only_by_its_writers_press(talk: Dialogue) -> None:
    data, card = talk.last(OFFICIAL).buttons["确认"], talk.last_number(OFFICIAL)
    talk.press_data(OTHER, data, card)
    assert (talk.toast, entered(talk)) == ("此按钮已失效。", [])
    assert talk.says(OFFICIAL, "确认").startswith("文字不作为确认")
    assert entered(talk) == []
    for toast in ("", "此按钮已失效。"):
        talk.press_data(OFFICIAL, data, card)
        assert (talk.toast, entered(talk)) == (toast, ["需市住建局确认迁改方案"])


@after_it
def test_its_card_follows_the_message_that_is_edited(talk: Dialogue) -> None:
    card = talk.last_number(OFFICIAL)
    talk.says(OFFICIAL, "需市住建局三天内确认", message=500, edited=True)
    assert (talk.last_number(OFFICIAL), talk.last(OFFICIAL).text.splitlines()[-1]) == (
        card,
        "答复时限：2026年11月27日（周五）",
    )
    talk.presses(OFFICIAL, "确认")
    assert entered(talk) == ["需市住建局三天内确认"]


@after_it
def test_it_is_written_anew_or_dropped(talk: Dialogue) -> None:
    assert talk.presses(OFFICIAL, "修改") == "请您重新填写。"
    talk.says(OFFICIAL, "请李敏副市长协调")
    assert talk.says(OFFICIAL, "取消") == DROPPED
    talk.says(OFFICIAL, "/blocker 1 请李敏副市长协调用地")
    assert talk.presses(OFFICIAL, "取消") == DROPPED
    assert entered(talk) == []
    assert OFFICE not in talk.chats


@after_it
def test_an_item_that_went_to_another_meanwhile_is_refused(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(owner_id=5, lead_unit_id=2))
    assert talk.presses(OFFICIAL, "确认") == "没有可由您报告的任务 1。查看您的任务：/my"
    assert entered(talk) == []
