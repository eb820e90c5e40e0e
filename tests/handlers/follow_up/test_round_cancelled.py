"""The office takes a round back: it is listed with a button, and whoever was asked hears of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from rules.policy.city import City, RoundPlan
from storage import audit
from storage.db.engine import Engine, reading, writing
from storage.follow_up.tables import rounds
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.rounds import FRIDAY_NOON, opened
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, OTHER, settle

HOW_TO_OPEN = "请发送 /round 加截止时间，例如：/round 周五12:00"
CANCELLED = "2026-11-27 12:00截止的整改调度已取消，无需报告。"
NOT_ASKED = "本次调度已取消，无需报告。"
BUTTON = "取消2026-11-27 12:00截止的调度"


def first_item_reported(talk: Dialogue) -> None:
    """A round until Friday noon; everybody was asked, and the first item was reported."""
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")


pytestmark = pytest.mark.begins(by=opened, after=[first_item_reported])


def cancel(talk: Dialogue) -> str:
    talk.says(OFFICE, "/round")
    return talk.presses(OFFICE, BUTTON)


def test_the_open_rounds_are_listed_with_their_state(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round 明天9:00")
    assert talk.says(OFFICE, "/round") == (
        "整改调度（2026-11-27 12:00截止）\n"
        "已报 1 项，应报 4 项\n"
        "\n"
        "整改调度（2026-11-25 09:00截止）\n"
        "已报 0 项，应报 4 项\n"
        "\n"
        f"{HOW_TO_OPEN}"
    )
    assert talk.labels(OFFICE) == [BUTTON, "取消2026-11-25 09:00截止的调度"]


def test_whoever_was_asked_hears_it_in_one_sentence(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round")
    assert talk.presses(OFFICE, BUTTON) == CANCELLED
    assert [talk.last(chat).text for chat in (OFFICIAL, OTHER, GROUP)] == [CANCELLED] * 3
    assert LEADER not in talk.chats
    assert talk.says(OFFICE, "/round") == HOW_TO_OPEN


def test_of_two_the_other_stays_listed(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round 明天9:00")
    assert cancel(talk) == (
        f"{CANCELLED}\n\n整改调度（2026-11-25 09:00截止）\n已报 0 项，应报 4 项\n\n{HOW_TO_OPEN}"
    )


def test_nothing_is_published_of_it(talk: Dialogue) -> None:
    cancel(talk)
    assert tick(talk, FRIDAY_NOON + timedelta(minutes=1), "rounds", "circular") == {}


def test_the_old_buttons_say_so(talk: Dialogue) -> None:
    talk.presses(OTHER, "无变化")
    cancel(talk)
    assert talk.says(OTHER, "等材料") == NOT_ASKED
    talk.press_data(OFFICIAL, "r:2:report")
    assert talk.toast == NOT_ASKED
    talk.press_data(OFFICE, "rc:1")
    assert talk.toast == NOT_ASKED


def test_only_the_office_cancels(talk: Dialogue) -> None:
    talk.press_data(OFFICIAL, "rc:1")
    assert talk.toast == "此按钮已失效。"
    talk.press_data(OFFICE, "rc:9")
    assert talk.toast == "此按钮已失效。"


def test_one_until_the_same_moment_can_be_opened_anew(talk: Dialogue) -> None:
    cancel(talk)
    assert talk.says(OFFICE, "/round 周五12:00") == (
        "调度已发起：任务4项，责任人2人，2026-11-27 12:00截止。"
    )


def test_the_profiles_own_is_not_opened_again(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine, city=City(rounds=(RoundPlan(on=2),)))
    tick(talk, MORNING + timedelta(minutes=1), "rounds")
    talk.says(OFFICE, "/round")
    talk.presses(OFFICE, "取消2026-11-26 12:00截止的调度")
    assert tick(talk, MORNING + timedelta(minutes=2), "rounds") == {}


def test_the_journal_holds_it(talk: Dialogue) -> None:
    cancel(talk)
    assert verified(talk.engine) is None
    with writing(talk.engine) as tx:
        tx.execute(update(rounds).values(cancelled_at=None))
    with reading(talk.engine) as tx:
        broken = audit.first_mismatch(tx, Path())
    assert broken is not None
    assert (broken.table, broken.row, broken.columns) == ("rounds", 1, ("cancelled_at",))
