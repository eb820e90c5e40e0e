"""回头看 in odd order: drawn twice, re-opened meanwhile, a finding that says nothing, a place."""

from decimal import Decimal

import pytest

from rules.policy.items import State
from rules.policy.location import Location
from tests.support.applications import (
    CLOSED,
    INSPECTOR,
    state,
    villas_down,
    with_inspector,
)
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE

pytestmark = pytest.mark.begins(after=[with_inspector, villas_down, *CLOSED])
"""Item 1 was struck off on 8 December; 孙悦 of another bureau is enrolled as a verifier."""


def test_drawn_again_before_it_was_seen_it_is_asked_for_once(talk: Dialogue) -> None:
    talk.says(OFFICE, "/lookback 1")
    assert talk.says(OFFICE, "/lookback 1").splitlines()[1:] == ["1 1号别墅群拆除 · 孙悦"]
    assert len(talk.chats[INSPECTOR]) == 1
    assert talk.says(OFFICE, "/lookback").splitlines()[1:] == [
        "待复核：1",
        "1 1号别墅群拆除 · 孙悦",
    ]


def test_reopened_meanwhile_it_waits_for_no_check(talk: Dialogue) -> None:
    talk.says(OFFICE, "/lookback 1")
    talk.says(OFFICE, "/reopen 1 北侧又建起3栋")
    talk.presses(INSPECTOR, "保持")
    assert talk.toast == "任务 1 当前为“整改中”，不能进行此操作。"
    assert talk.says(OFFICE, "/lookback") == (
        "已销号任务0项。请按“/lookback 数量”发送，抽取回头看任务。"
    )


def test_where_nothing_is_closed_nothing_is_drawn(talk: Dialogue) -> None:
    talk.says(OFFICE, "/reopen 1 北侧又建起3栋")
    assert talk.says(OFFICE, "/lookback 1") == "尚无已销号任务，无法抽取。"


@pytest.mark.parametrize("words", ["。。。。。", "👍👍👍👍👍", "好"])
def test_a_finding_that_says_nothing_is_asked_for_again(talk: Dialogue, words: str) -> None:
    talk.says(OFFICE, "/lookback 1")
    asked = talk.presses(INSPECTOR, "反弹")
    assert talk.says(INSPECTOR, words) == asked
    assert state(talk, 1) is State.STRUCK_OFF


def test_the_place_stands_with_what_was_seen(talk: Dialogue) -> None:
    talk.says(OFFICE, "/lookback 1")
    asked = talk.presses(INSPECTOR, "保持")
    here = Location(Decimal("30.5"), Decimal("117.1"))
    assert talk.says(INSPECTOR, location=here) == asked
    assert talk.says(INSPECTOR, "场地已复绿，无新建") == (
        "回头看复核：1 1号别墅群拆除\n复核结论：保持\n现场情况：场地已复绿，无新建\n"
        "定位：30.5,117.1\n照片和文件：0"
    )
    talk.presses(INSPECTOR, "提交结论")
    assert talk.last(OFFICE).text == (
        "任务 1 1号别墅群拆除 回头看结论：保持\n孙悦现场核查：场地已复绿，无新建\n定位：30.5,117.1"
    )
