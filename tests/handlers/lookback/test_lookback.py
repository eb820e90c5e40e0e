"""回头看: closed items are drawn and seen again by somebody who had no part in them."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from rules.policy.flags import UNSETTLED, FlagKind, FlagSide, FlagState, NewFlag
from rules.policy.items import State
from rules.policy.location import Location
from rules.policy.lookback import ClosedItem
from schedules import lookback as lookback_duty
from storage.audit import comparing
from storage.db.engine import Engine, reading, writing
from storage.follow_up.tables import ladder_steps
from storage.ledger.tables import items, persons
from storage.lookback import candidates
from storage.lookback.tables import lookback_checks
from storage.radar import flags
from tests.support.applications import (
    CLOSED,
    INSPECTOR,
    state,
    villas_down,
    with_inspector,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import (
    LEADER,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
    VERIFIER,
)

pytestmark = pytest.mark.begins(after=[with_inspector, villas_down, *CLOSED])
"""Item 1 was struck off on 8 December; 孙悦 of another bureau is enrolled as a verifier."""


def drawn(talk: Dialogue) -> str:
    """One item is drawn; return the seed."""
    return talk.says(OFFICE, "/lookback 1").splitlines()[0].partition("随机种子：")[2]


def test_a_sample_goes_to_whoever_had_no_part_in_it(talk: Dialogue) -> None:
    heard = talk.says(OFFICE, "/lookback 1").splitlines()
    assert heard[0].startswith("已从1项已销号任务中抽取1项，随机种子：")
    assert heard[1] == "1 1号别墅群拆除 · 孙悦"
    assert talk.last(INSPECTOR).text == (
        "回头看复核：1 1号别墅群拆除\n"
        "复核事由：回头看抽查\n"
        "责任单位：青山县（张伟）\n"
        "整改目标：整改到位\n"
        "请到现场核查，并选择核查结论。"
    )
    assert talk.labels(INSPECTOR) == ["保持", "轻微反弹", "反弹"]


def test_the_seed_draws_the_same_again_and_orders_nothing(talk: Dialogue) -> None:
    seed = drawn(talk)
    assert talk.says(OFFICE, f"/lookback 1 {seed}") == (
        f"按种子{seed}从1项已销号任务中抽取的结果（仅供核对，未安排复核）：\n1 1号别墅群拆除"
    )
    assert talk.says(OFFICE, "/lookback") == (
        "已销号任务1项。请按“/lookback 数量”发送，抽取回头看任务。\n"
        "待复核：1\n1 1号别墅群拆除 · 孙悦"
    )


def found(talk: Dialogue, verdict: str, words: str) -> None:
    drawn(talk)
    talk.presses(INSPECTOR, verdict)
    talk.sends(INSPECTOR, "现场.jpg", words)


def test_what_was_seen_stands_on_a_card_before_it_is_entered(talk: Dialogue) -> None:
    drawn(talk)
    assert talk.presses(INSPECTOR, "保持") == (
        "任务 1：保持。请说明现场情况，可同时或随后发送照片和位置；发送 /cancel 取消。"
    )
    assert talk.sends(INSPECTOR, "现场.jpg").startswith("任务 1：保持。请说明现场情况")
    assert talk.says(INSPECTOR, "场地已复绿，无新建") == (
        "回头看复核：1 1号别墅群拆除\n复核结论：保持\n现场情况：场地已复绿，无新建\n照片和文件：1"
    )
    assert talk.presses(INSPECTOR, "提交结论") == (
        "任务 1 1号别墅群拆除 回头看结论：保持\n孙悦现场核查：场地已复绿，无新建"
    )
    assert talk.last(OFFICIAL).text == talk.last(OFFICE).text == talk.last(INSPECTOR).text
    assert state(talk, 1) is State.STRUCK_OFF
    talk.press_data(INSPECTOR, "lb:1:submit")
    assert talk.toast == "此卡片已处理，无需重复操作。"


def test_a_relapse_reopens_the_number_and_climbs_the_ladder(talk: Dialogue) -> None:
    found(talk, "反弹", "北侧又建起3栋")
    assert talk.presses(INSPECTOR, "提交结论") == (
        "任务 1 1号别墅群拆除 回头看结论：反弹\n"
        "孙悦现场核查：北侧又建起3栋\n"
        "任务按原编号重新整改，督促措施：督办"
    )
    assert state(talk, 1) is State.UNDER_WAY
    assert talk.last(LEADER).text == talk.last(OFFICIAL).text == talk.last(INSPECTOR).text
    with reading(talk.engine) as tx:
        steps = [tuple(row) for row in tx.execute(
            select(ladder_steps.c.item_id, ladder_steps.c.step, ladder_steps.c.cause)
        )]  # fmt: skip
    assert steps == [(1, "督办", "回头看发现反弹")]


HERE = Location(Decimal("30.123456"), Decimal("120.5"))


@pytest.mark.parametrize("place_first", [True, False])
def test_the_place_it_was_written_at_is_kept_with_the_words(
    talk: Dialogue, place_first: bool
) -> None:
    drawn(talk)
    talk.presses(INSPECTOR, "反弹")
    if place_first:
        assert talk.says(INSPECTOR, location=HERE).startswith("任务 1：反弹。请说明现场情况")
        card = talk.says(INSPECTOR, "北侧又建起3栋")
    else:
        talk.says(INSPECTOR, "北侧又建起3栋")
        card = talk.says(INSPECTOR, location=HERE)
    assert card.splitlines()[2:4] == ["现场情况：北侧又建起3栋", "定位：30.123456,120.5"]
    assert "定位：30.123456,120.5" in talk.presses(INSPECTOR, "提交结论")
    with reading(talk.engine) as tx:
        words = tx.execute(select(lookback_checks.c.words)).scalar_one()
        assert comparing.first_mismatch(tx, Path()) is None
    assert words == "北侧又建起3栋\n定位：30.123456,120.5"
    assert "重新整改：2026年12月8日（周二），孙悦：北侧又建起3栋\n" in talk.says(LEADER, "/item 1")


def test_a_slight_relapse_is_seen_again_a_month_later(talk: Dialogue) -> None:
    found(talk, "轻微反弹", "有少量垃圾堆放")
    assert talk.presses(INSPECTOR, "提交结论").splitlines()[-1] == ("请及时整改，30天后再次复核。")
    assert state(talk, 1) is State.STRUCK_OFF
    talk.now += timedelta(days=30)
    assert run(talk) == 1
    assert talk.last(INSPECTOR).text.splitlines()[1] == "复核事由：轻微反弹后复查"
    assert run(talk) == 0


def run(talk: Dialogue) -> int:
    with writing(talk.engine) as tx:
        written = lookback_duty.run(tx, talk.city, talk.now)
    talk.deliver()
    return written


def test_months_after_striking_off_the_effect_is_due_by_itself(talk: Dialogue) -> None:
    talk.now += timedelta(days=89)
    assert run(talk) == 0
    talk.now += timedelta(days=4)
    assert run(talk) == 1
    assert talk.last(INSPECTOR).text.splitlines()[1] == "复核事由：销号后成效核查"
    talk.now += timedelta(days=1)
    assert run(talk) == 0


def test_where_nobody_may_check_the_office_is_told(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 7).values(account=None))
    assert talk.says(OFFICE, "/lookback 1").split("\n\n")[1] == (
        "任务 1 1号别墅群拆除 需要复核，但没有未参与整改和验收的人员登记账号，"
        "请安排其他单位验收人登记。"
    )


@pytest.mark.parametrize("who", [OFFICIAL, VERIFIER, OFFICE, LEADER, OTHER])
@pytest.mark.parametrize("word", ["kept", "relapsed", "submit"])
def test_nobody_else_fills_the_form_in(talk: Dialogue, who: int, word: str) -> None:
    drawn(talk)
    talk.press_data(who, f"lb:1:{word}")
    assert talk.toast == ("此按钮已失效。" if who == OTHER else "此事项不由您办理。")
    assert state(talk, 1) is State.STRUCK_OFF


@pytest.mark.parametrize("said", ["/lookback 2", "/lookback 0", "/lookback 9999"])
def test_a_sample_larger_than_what_is_closed_is_refused(talk: Dialogue, said: str) -> None:
    assert talk.says(OFFICE, said) == "已销号任务共1项，抽样数须为1至1。"
    assert talk.says(OFFICE, "/lookback") == (
        "已销号任务1项。请按“/lookback 数量”发送，抽取回头看任务。"
    )


@pytest.mark.parametrize("said", ["/lookback 1", "/lookback"])
@pytest.mark.parametrize("who", [OFFICIAL, VERIFIER, LEADER, OTHER])
def test_for_others_the_command_does_not_exist(talk: Dialogue, who: int, said: str) -> None:
    assert talk.says(who, said) == "没有命令 /lookback，请查看 /help"
    talk.says(OUTSIDER, said)
    assert INSPECTOR not in talk.chats


def test_what_would_not_stand_is_listed_by_unit(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/ready") == (
        "回头看薄弱点4处，涉及单位2个\n"
        "青山县：销号无照片 1；回头看前到期未销号 2、4\n"
        "白水县：回头看前到期未销号 3"
    )
    assert talk.says(OFFICE, "/ready 白水") == (
        "回头看薄弱点1处，涉及单位1个\n白水县：回头看前到期未销号 3"
    )
    assert talk.says(OFFICE, "/ready 黑山") == "未发现“黑山”存在经不起回头看的问题。"
    assert talk.says(OFFICIAL, "/ready") == "没有命令 /ready，请查看 /help"


def flagged(talk: Dialogue, state: FlagState) -> None:
    """The radar found something about item 3; the office concluded, where that is its state."""
    with writing(talk.engine) as tx:
        new = NewFlag(FlagKind.FALLS, "report:1-report:2", FlagSide(3, words="2条"))
        number = flags.enter(tx, new, talk.now)
        flag = flags.by_id(tx, number or 0)
        assert flag is not None
        if state not in UNSETTLED:
            flags.conclude(tx, flag, state, 5, talk.now)


def test_flags_that_wait_are_weak_points_for_the_office_alone(talk: Dialogue) -> None:
    flagged(talk, FlagState.OPEN)
    head = "白水县：回头看前到期未销号 3"
    assert talk.says(OFFICE, "/ready 白水").splitlines()[1] == f"{head}；疑点未办结 3"
    assert talk.says(LEADER, "/ready 白水").splitlines()[1] == head


def test_a_flag_that_was_concluded_is_no_weak_point(talk: Dialogue) -> None:
    flagged(talk, FlagState.FALSE)
    assert "疑点" not in talk.says(OFFICE, "/ready 白水")


@pytest.mark.parametrize(
    ("states", "weight"),
    [
        ([], 1),
        ([FlagState.OPEN, FlagState.ASKED, FlagState.EXPLAINED], 1),
        ([FlagState.CONFIRMED], 1),
        ([FlagState.FALSE], 3),
        ([FlagState.EXPLAINED, FlagState.CONFIRMED, FlagState.FALSE], 3),
    ],
)
def test_a_concluded_flag_raises_the_chance_to_be_drawn(
    states: list[FlagState], weight: int
) -> None:
    assert ClosedItem(1, flags=frozenset(states)).weight == weight


def test_the_flags_of_a_closed_item_are_known_to_the_draw(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        new = NewFlag(FlagKind.FALLS, "report:1-report:2", FlagSide(1, words="2栋"))
        flag = flags.by_id(tx, flags.enter(tx, new, talk.now) or 0)
        assert flag is not None
        flags.conclude(tx, flag, FlagState.FALSE, 5, talk.now)
        [closed] = candidates.all_of(tx)
    assert closed.flags == {FlagState.FALSE}


def test_the_ledger_can_be_held_against_its_journal(
    talk: Dialogue, engine: Engine, tmp_path: Path
) -> None:
    found(talk, "轻微反弹", "有少量垃圾堆放")
    talk.presses(INSPECTOR, "提交结论")
    assert verified(engine, tmp_path) is None
    with writing(engine) as tx:
        tx.execute(update(items).where(items.c.id == 1).values(state="整改中"))
    assert verified(engine, tmp_path) is not None
