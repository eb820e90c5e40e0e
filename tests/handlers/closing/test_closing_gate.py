"""No item under its target, or with an open milestone, comes one step nearer to being struck off."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from rules.policy.items import State
from storage.closing.tables import closing_clauses, closings
from storage.db.engine import reading, writing
from storage.ledger import item_store
from storage.ledger.tables import evidence, journal, milestones, reports
from storage.ledger.tables import items as item_rows
from storage.people import people
from tests.support.applications import (
    HEAD,
    SHOWN,
    applied,
    checked,
    confirmed,
    head_enrolled,
    passed,
    shows,
    state,
    struck_off,
    taken_up,
    villas_down,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL, VERIFIER

FOURTEEN = "1号别墅群已拆除14栋"
SHORT = "任务 1 尚未完成：还差31栋；节点“拆除30栋”未完成。请您先报告完成，再申请销号。"
FIRST = "第 1 条（共 5 条）：问题不查清绝不放过"


def ledger(talk: Dialogue) -> list[Any]:
    """Everything that an act towards striking off could write."""
    tables = (item_rows, milestones, reports, closings, closing_clauses, evidence)
    with reading(talk.engine) as tx:
        rows = [tx.execute(select(table).order_by(*table.primary_key)).all() for table in tables]
        return [*rows, tx.execute(select(func.count()).select_from(journal)).scalar_one()]


def with_milestone(talk: Dialogue, item: int, name: str, position: int = 9) -> None:
    """A milestone that counts nothing."""
    step = {"item_id": item, "position": position, "name": name, "unit_id": 1, "due_words": ""}
    with writing(talk.engine) as tx:
        tx.execute(insert(milestones).values(**step, due=date(2026, 10, 31), target=None))


def set_item(talk: Dialogue, item: int, **values: object) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(item_rows).where(item_rows.c.id == item).values(**values))


def finished(talk: Dialogue, item: int) -> bool:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).finished_on is not None


def applied_for(talk: Dialogue) -> None:
    villas_down(talk)
    applied(talk)


def dust_applied_for(talk: Dialogue) -> None:
    """An item that counts nothing."""
    applied(talk, 4)


def test_an_application_under_target_is_refused_before_the_first_clause(talk: Dialogue) -> None:
    confirmed(talk, FOURTEEN)
    before = ledger(talk)
    assert talk.says(OFFICIAL, "/close 1") == SHORT
    assert talk.labels(OFFICIAL) == []
    assert ledger(talk) == before


def test_in_the_persons_own_language(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        people.speak(tx, 1, "en")
    assert talk.says(OFFICIAL, "/close 1") == (
        "Item 1 is not done yet: 45栋 still to do; milestone “拆除30栋” not reached. "
        "Please report that first, then apply."
    )


@pytest.mark.begins(after=[villas_down])
def test_what_is_reported_done_may_be_applied_for(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/close 1").splitlines()[1] == FIRST


def test_an_item_with_nothing_to_count_may_be_applied_for(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/close 4").splitlines()[1] == FIRST


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("4号扬尘治理已完成80%", "任务 4 尚未完成：还差20%。请您先报告完成，再申请销号。"),
        ("4号扬尘治理仍在推进，没有完成", "任务 4 尚未报告完成，请您先报告完成，再申请销号。"),
    ],
)
def test_what_its_last_report_calls_unfinished(talk: Dialogue, words: str, heard: str) -> None:
    confirmed(talk, words)
    before = ledger(talk)
    assert talk.says(OFFICIAL, "/close 4") == heard
    assert ledger(talk) == before
    confirmed(talk, "4号扬尘治理已全部完成")
    assert talk.says(OFFICIAL, "/close 4").splitlines()[1] == FIRST


def test_the_figure_alone_is_not_enough_while_a_milestone_is_open(talk: Dialogue) -> None:
    with_milestone(talk, 1, "业主腾退完成")
    villas_down(talk)
    before = ledger(talk)
    assert talk.says(OFFICIAL, "/close 1") == (
        "任务 1 尚未完成：节点“业主腾退完成”未完成。请您先报告完成，再申请销号。"
    )
    assert ledger(talk) == before


def test_an_open_milestone_is_reported_from_the_refusal(talk: Dialogue) -> None:
    """It may be due at any time, and nobody asks about it any more once all is reported done."""
    with_milestone(talk, 1, "业主腾退完成")
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    assert talk.presses(OFFICIAL, "节点“业主腾退完成”已完成") == (
        "任务 1 节点“业主腾退完成”：请您发送佐证材料，可以是照片、文件，或用一句话说明完成情况。"
    )
    talk.sends(OFFICIAL, "现场.jpg")
    talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICIAL, "/close 1").splitlines()[1] == FIRST
    talk.press_data(OFFICIAL, "ms:1:2")
    assert talk.toast == "此按钮已失效。"
    talk.press_data(OFFICIAL, "ms:1:99")
    assert talk.toast == "此按钮已失效。"


def test_many_open_milestones_are_counted(talk: Dialogue) -> None:
    for position, name in enumerate("甲乙丙丁戊"):
        with_milestone(talk, 4, name, position)
    assert talk.says(OFFICIAL, "/close 4") == (
        "任务 4 尚未完成：节点“甲”未完成；节点“乙”未完成；节点“丙”未完成；另有2个节点未完成。"
        "请您先报告完成，再申请销号。"
    )


def gathered(talk: Dialogue) -> None:
    """The dossier lies before the official; nothing is handed in."""
    villas_down(talk)
    talk.says(OFFICIAL, "/close 1")
    shows(talk)


LOWER = "更正：1号别墅群只拆了14栋"


@pytest.mark.begins(after=[gathered])
def test_what_fell_short_meanwhile_is_not_handed_in(talk: Dialogue) -> None:
    confirmed(talk, LOWER)
    before = ledger(talk)
    talk.press_data(OFFICIAL, "cl:1:submit")
    assert talk.toast == SHORT
    assert ledger(talk) == before
    assert talk.press_data(OFFICIAL, "cl:1:drop") == "任务 1 的销号申请已取消，未记入台账。"


@pytest.mark.parametrize("answers", [(), SHOWN[:2]])
@pytest.mark.begins(after=[villas_down])
def test_nothing_is_handed_in_before_every_clause_is_answered(
    talk: Dialogue, answers: tuple[tuple[str, str], ...]
) -> None:
    talk.says(OFFICIAL, "/close 1")
    for _, words in answers:
        talk.says(OFFICIAL, words)
    before = ledger(talk)
    heard = talk.press_data(OFFICIAL, "cl:1:submit")
    assert heard.splitlines()[1].startswith(f"第 {len(answers) + 1} 条（共 5 条）")
    assert ledger(talk) == before


@pytest.mark.begins(after=[head_enrolled, villas_down])
def test_no_clause_is_answered_of_what_fell_short(talk: Dialogue) -> None:
    talk.says(HEAD, "/close 1")
    confirmed(talk, LOWER)
    before = ledger(talk)
    assert talk.says(HEAD, "问题已查清") == SHORT
    assert ledger(talk) == before


@pytest.mark.parametrize(("who", "data"), [(VERIFIER, "cv:1:pass"), (OFFICE, "cv:1:strike")])
@pytest.mark.parametrize("stands", [State.APPLIED, State.UNDER_CHECK, State.ON_NOTICE])
@pytest.mark.begins(after=[applied_for])
def test_an_old_button_decides_nothing_of_what_fell_short(
    talk: Dialogue, who: int, data: str, stands: State
) -> None:
    confirmed(talk, LOWER)
    set_item(talk, 1, state=stands)
    before = ledger(talk)
    talk.press_data(who, data)
    assert ledger(talk) == before


@pytest.mark.begins(after=[applied_for])
def test_the_verifier_hears_what_is_missing_and_may_send_back(talk: Dialogue) -> None:
    confirmed(talk, LOWER)
    checked(talk)
    talk.presses(VERIFIER, "提交：通过")
    assert talk.toast == (
        "任务 1 尚未完成：还差31栋；节点“拆除30栋”未完成。只能退回，或请责任人报告完成。"
    )
    talk.presses(VERIFIER, "退回")
    talk.says(VERIFIER, "现场只拆了14栋")
    assert state(talk, 1) is State.UNDER_WAY


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"done": Decimal(43)}, "还差2栋"),
        ({"total": Decimal(60)}, "还差15栋"),
    ],
)
@pytest.mark.begins(after=[applied_for, passed])
def test_the_office_strikes_nothing_off_that_fell_short_on_notice(
    talk: Dialogue, change: dict[str, object], gap: str
) -> None:
    talk.now += timedelta(days=30)
    talk.says(OFFICE, "/review")
    set_item(talk, 1, **change)
    before = ledger(talk)
    talk.presses(OFFICE, "销号")
    assert talk.toast == f"任务 1 尚未完成：{gap}。只能退回，或请责任人报告完成。"
    assert ledger(talk) == before


@pytest.mark.begins(after=[applied_for, passed])
def test_a_milestone_added_on_notice_is_waited_for(talk: Dialogue) -> None:
    with_milestone(talk, 1, "复绿")
    talk.now += timedelta(days=30)
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    assert talk.toast == "任务 1 尚未完成：节点“复绿”未完成。只能退回，或请责任人报告完成。"


@pytest.mark.begins(after=[dust_applied_for])
def test_what_was_not_counted_and_is_denied_later_is_not_passed(talk: Dialogue) -> None:
    confirmed(talk, "4号扬尘治理仍在推进，没有完成")
    checked(talk, "")
    before = ledger(talk)
    talk.presses(VERIFIER, "提交：通过")
    assert talk.toast == "任务 4 的最近一次报告表明尚未完成，只能退回，或请责任人重新报告完成。"
    assert ledger(talk) == before


@pytest.mark.begins(after=[applied_for, taken_up])
def test_what_was_sent_back_is_applied_for_again_by_its_figures(talk: Dialogue) -> None:
    talk.presses(VERIFIER, "退回")
    talk.says(VERIFIER, "现场仍有建筑垃圾")
    applied(talk)
    assert (state(talk, 1), finished(talk, 1)) == (State.APPLIED, True)
    assert verified(talk.engine) is None


@pytest.mark.begins(after=[dust_applied_for])
def test_after_a_relapse_it_must_be_reported_done_anew(talk: Dialogue) -> None:
    passed(talk, "")
    talk.now += timedelta(days=30)
    struck_off(talk)
    talk.says(OFFICE, "/reopen 4 扬尘反弹")
    assert talk.says(OFFICIAL, "/close 4") == "任务 4 尚未报告完成，请您先报告完成，再申请销号。"
    confirmed(talk, "4号扬尘治理已完成")
    assert talk.says(OFFICIAL, "/close 4").splitlines()[1] == FIRST
