"""What waits for an answer: reminded of before its day, then heads, then office and asker, each once."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.applications import applied, villas_down
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.extensions import handed_in
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, VERIFIER

HEAD = 106
LETTER = "李敏（副市长）批示\n任务：1 1号别墅群拆除\n请加快\n答复时限：2026年11月27日（周五）"
REMINDER = f"以下事项请于2026年11月27日（周五）前办理，请勿逾期。\n{LETTER}"
OVERDUE = f"以下事项应于2026年11月27日（周五）前办理，现已逾期，请尽快办理。\n{LETTER}"
ESCALATED = "逾期未办理事项：1件\n\n1｜1号别墅群拆除\n李敏批示：待青山县 张伟办理，时限2026-11-27"


def instructed(talk: Dialogue) -> None:
    """Tuesday: the leader instructs the owner of item 1, who does not answer."""
    with writing(talk.engine) as tx:
        bound = update(persons).where(persons.c.name == "陈晨")
        tx.execute(bound.values(account=telegram_chat(HEAD)))
    talk.says(LEADER, "/instruct 1 请加快")


pytestmark = pytest.mark.begins(after=[instructed])


def told(talk: Dialogue, days: int, *chats: int) -> list[list[str]]:
    """What chats hear of what waits on the morning so many days later."""
    said = tick(talk, MORNING + timedelta(days=days), "prompts")
    return [[w for w in said.get(chat, []) if "批示" in w or "办理" in w] for chat in chats]


def test_each_is_told_once_and_in_this_order(talk: Dialogue) -> None:
    heard = [told(talk, days, OFFICIAL, HEAD, OFFICE, LEADER) for days in (1, 2, 3, 6, 7, 8)]
    assert heard == [
        [[], [], [], []],
        [[REMINDER], [], [], []],
        [[], [], [], []],
        [[OVERDUE], [OVERDUE], [], []],
        [[], [], [ESCALATED], [ESCALATED]],
        [[], [], [], []],
    ]


def test_the_answer_is_given_under_the_reminder_and_ends_it(talk: Dialogue) -> None:
    told(talk, 2, OFFICIAL)
    talk.presses(OFFICIAL, "答复")
    assert talk.hands_in(OFFICIAL, "已增派两个班组").splitlines()[0] == "答复已转达。"
    assert told(talk, 6, OFFICIAL, HEAD) == [[], []]


def test_a_standstill_keeps_nothing_back_but_reminds_of_no_day_that_is_past(
    talk: Dialogue,
) -> None:
    told(talk, 1)
    assert told(talk, 9, OFFICIAL, HEAD, OFFICE) == [[OVERDUE], [OVERDUE], [ESCALATED]]
    assert told(talk, 10, OFFICIAL, HEAD, OFFICE) == [[], [], []]


def test_the_words_or_the_city_say_the_day(talk: Dialogue) -> None:
    talk.city = City(instruction_after=1)
    talk.says(LEADER, "/instruct 4 请三日内报我")
    talk.says(LEADER, "/instruct 2 请加快")
    days = [m.text.splitlines()[-1] for m in list(talk.chats[OFFICIAL].values())[-2:]]
    assert days == ["答复时限：2026年11月27日（周五）", "答复时限：2026年11月25日（周三）"]


def test_an_extension_is_chased_at_the_office_and_its_asker_hears(talk: Dialogue) -> None:
    told(talk, 0)
    handed_in(talk)
    reminder = told(talk, 6, OFFICE)[0]
    assert [words.splitlines()[0] for words in reminder] == [
        "以下事项请于2026年12月1日（周二）前办理，请勿逾期。"
    ]
    assert talk.labels(OFFICE)[:2] == ["同意", "驳回"]
    told(talk, 8)
    asked = [words for words in told(talk, 9, OFFICIAL)[0] if "延期申请" in words]
    assert asked == [
        "逾期未办理事项：1件\n\n1｜1号别墅群拆除\n延期申请：待市整改办 赵静办理，时限2026-12-01"
    ]


def test_an_answer_is_sent_back_with_a_reason_and_is_due_again(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "正在落实")
    assert talk.labels(LEADER) == ["退回"]
    talk.press_data(OFFICIAL, "n:1:back")
    assert talk.toast == "只有提出人可以退回答复。"
    talk.press_data(VERIFIER, "n:1:back")
    assert talk.toast == "只有提出人可以退回答复。"
    assert talk.presses(LEADER, "退回").splitlines()[1] == "请您写明退回原因。"
    assert talk.hands_in(LEADER, "请三日内写明班组数") == (
        "答复已退回，承办方将重新答复。\n答复时限：2026年11月27日（周五）"
    )
    assert talk.last(OFFICIAL).text == (
        "答复已被李敏退回，请您重新答复。\n"
        "李敏（副市长）批示\n任务：1 1号别墅群拆除\n请加快\n答复时限：2026年11月27日（周五）\n"
        "答复：正在落实\n退回原因：请三日内写明班组数"
    )
    talk.press_data(LEADER, "n:1:back")
    assert talk.toast == "此按钮已失效。"
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组，共60人")
    assert talk.last(LEADER).text.splitlines()[-2] == "答复：已增派两个班组，共60人"


def test_a_step_of_closing_is_chased_at_whoever_does_it(talk: Dialogue) -> None:
    villas_down(talk)
    applied(talk)
    step = "任务：1 1号别墅群拆除\n“现场核查”待您办理，请发送 /review 查看。"
    assert told(talk, 6, VERIFIER) == [
        [f"以下事项请于2026年12月1日（周二）前办理，请勿逾期。\n{step}"]
    ]
    told(talk, 8)
    assert told(talk, 9, OFFICE)[0][-1].splitlines()[-1] == (
        "现场核查：待市生态环境局 王强办理，时限2026-12-01"
    )
