"""An instruction that nobody answers: its owner is reminded once, the office reads of it daily."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from rules.policy.city import City
from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL

REMINDER = (
    "以下2026-11-24的批示尚未答复，请您尽快答复。\n"
    "李敏（副市长）批示\n"
    "任务：1 1号别墅群拆除\n"
    "务必于月底前完成"
)
TO_OFFICE = "多日未答复的批示：1件\n\n2026-11-24　1｜1号别墅群拆除\n李敏批示，青山县 张伟待答复"


def instructed(talk: Dialogue) -> None:
    """Tuesday: the leader instructs the owner of item 1, who does not answer."""
    talk.says(LEADER, "/instruct 1 务必于月底前完成")


pytestmark = pytest.mark.begins(after=[instructed])


def told(talk: Dialogue, days: int, chat: int) -> list[str]:
    """What a chat hears of instructions on the morning so many days later."""
    said = tick(talk, MORNING + timedelta(days=days), "prompts").get(chat, [])
    return [words for words in said if "批示" in words]


def test_after_three_working_days_the_owner_is_reminded_once(talk: Dialogue) -> None:
    assert [told(talk, days, OFFICIAL) for days in (1, 2, 3, 6, 7)] == [[], [], [REMINDER], [], []]


def test_the_office_reads_of_it_on_every_working_day(talk: Dialogue) -> None:
    assert [told(talk, days, OFFICE) for days in (2, 3, 3, 4, 6)] == [
        [],
        [TO_OFFICE],
        [],
        [],
        [TO_OFFICE],
    ]


def test_the_answer_is_given_under_the_reminder(talk: Dialogue) -> None:
    told(talk, 3, OFFICIAL)
    talk.presses(OFFICIAL, "答复")
    assert talk.says(OFFICIAL, "已增派两个班组") == "答复已转达。"
    assert (told(talk, 6, OFFICIAL), told(talk, 6, OFFICE)) == ([], [])


def test_whoever_answered_in_time_is_not_reminded(talk: Dialogue) -> None:
    talk.presses(OFFICIAL, "答复")
    talk.says(OFFICIAL, "已增派两个班组")
    assert (told(talk, 3, OFFICIAL), told(talk, 3, OFFICE)) == ([], [])


def test_a_standstill_keeps_no_reminder_back(talk: Dialogue) -> None:
    assert told(talk, 1, OFFICIAL) == []
    assert [told(talk, days, OFFICIAL) for days in (9, 10)] == [[REMINDER], []]


def test_the_city_says_how_long_it_waits(talk: Dialogue) -> None:
    talk.city = City(instruction_after=1)
    assert told(talk, 1, OFFICIAL) == [REMINDER]


def test_the_head_of_the_unit_is_reminded_of_what_its_owner_cannot_read(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "张伟").values(account=None))
        tx.execute(
            update(persons).where(persons.c.name == "陈晨").values(account=telegram_chat(106))
        )
    assert told(talk, 3, 106) == [REMINDER]
