"""长期坚持: struck off it is done and never over, and now and then it is asked whether it is kept up."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from rules.policy.items import State
from schedules import prompts
from storage.db.engine import writing
from storage.ledger.tables import items as item_rows
from tests.support.applications import CLOSED, state, villas_down
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

QUESTION = "任务 1 1号别墅群拆除 已完成、长期坚持，目前是否仍在保持？"


def to_be_kept_up(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(item_rows).where(item_rows.c.id == 1).values(kind="长期坚持"))


pytestmark = pytest.mark.begins(after=[to_be_kept_up, villas_down, *CLOSED])
"""Item 1 is kept up since 8 December."""


def asked_after(talk: Dialogue, days: int) -> bool:
    """Whether the owner is asked that many days later."""
    talk.now += timedelta(days=days)
    with writing(talk.engine) as tx:
        prompts.run(tx, talk.city, talk.now)
    return QUESTION in talk.deliver().get(OFFICIAL, [])


def test_it_is_asked_every_ninety_days(talk: Dialogue) -> None:
    assert [asked_after(talk, days) for days in (1, 88, 1, 1, 88, 3)] == [
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_still_kept_up(talk: Dialogue) -> None:
    asked_after(talk, 90)
    assert talk.presses(OFFICIAL, "仍在保持") == "已记录：任务 1 1号别墅群拆除 仍在保持。"
    talk.press_data(OFFICIAL, "ku:1:no")
    assert talk.toast == "此按钮已失效。"
    assert (state(talk, 1), verified(talk.engine)) == (State.KEPT_UP, None)


def test_a_relapse_is_told_to_the_office(talk: Dialogue) -> None:
    asked_after(talk, 90)
    assert talk.presses(OFFICIAL, "有反弹") == "任务 1：请写明反弹情况。"
    assert talk.sends(OFFICIAL, "现场.jpg").splitlines()[0] == "任务 1：请写明反弹情况。"
    talk.says(OFFICIAL, "东侧新建了围墙")
    assert "东侧新建了围墙" in talk.last(OFFICE).text
    assert (state(talk, 1), verified(talk.engine)) == (State.KEPT_UP, None)


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        (VERIFIER, "此事项不由您办理。"),
        (LEADER, "此事项不由您办理。"),
        (OTHER, "此按钮已失效。"),
    ],
)
def test_nobody_else_answers(talk: Dialogue, who: int, heard: str) -> None:
    asked_after(talk, 90)
    talk.press_data(who, "ku:1:yes")
    assert talk.toast == heard


def test_after_a_relapse_it_is_no_longer_asked(talk: Dialogue) -> None:
    talk.says(OFFICE, "/reopen 1 回头看发现新建围墙")
    assert not asked_after(talk, 90)
