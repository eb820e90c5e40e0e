"""Duties asked for by hand, for days before and after those the clock has dealt with."""

from datetime import datetime, timedelta

import pytest

from schedules.by_hand import carry_out
from storage.db.engine import writing
from tests.support.dialogue import Dialogue
from tests.support.duties import days_dealt_with, tick
from tests.support.small_city import GROUP, MORNING, OFFICE, OFFICIAL

THURSDAY = MORNING + timedelta(days=2)


def bound_after_thursday(talk: Dialogue) -> None:
    """A ledger whose clock has dealt with Thursday before anybody was bound or enrolled there."""
    tick(talk, THURSDAY)
    talk.now = MORNING
    talk.says(OFFICE, "/bind 全市", chat=GROUP)


pytestmark = pytest.mark.begins(after=[bound_after_thursday])


def by_hand(talk: Dialogue, name: str, at: datetime) -> list[str]:
    """The first lines of what is said anywhere."""
    with writing(talk.engine) as tx:
        carry_out(tx, name, talk.city, at)
    return [text.split("\n")[0] for texts in talk.deliver().values() for text in texts]


def test_a_digest_of_an_earlier_day_comes_once(talk: Dialogue) -> None:
    assert by_hand(talk, "digest", MORNING) == [
        "整改日报　全市　11月24日（周二）",
        "挂图作战｜全市",
        "整改日报　您包保的任务　11月24日（周二）",
    ]
    assert by_hand(talk, "digest", MORNING) == []


def test_afterwards_the_clock_goes_on_where_it_was(talk: Dialogue) -> None:
    by_hand(talk, "digest", MORNING)
    assert tick(talk, THURSDAY - timedelta(days=1), "digest") == {}
    assert list(tick(talk, THURSDAY, "digest")) == [GROUP]


def test_a_day_without_a_time_means_its_digests_hour(talk: Dialogue) -> None:
    midnight = datetime.fromisoformat("2026-11-27T00:00:00+08:00")
    assert by_hand(talk, "digest", midnight)[0] == "整改日报　全市　11月27日（周五）"
    assert "本日报延迟发送" not in talk.last(GROUP).text


def test_reminders_of_an_earlier_day_come_once(talk: Dialogue) -> None:
    first = by_hand(talk, "prompts", MORNING)
    assert (first[0], OFFICIAL in talk.chats) == ("期限提醒　11月24日（周二）", True)
    assert by_hand(talk, "prompts", MORNING) == []


def test_an_earlier_day_by_hand_takes_no_duty_back(talk: Dialogue) -> None:
    before = days_dealt_with(talk)
    by_hand(talk, "prompts", MORNING)
    assert days_dealt_with(talk) == before
