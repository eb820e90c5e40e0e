"""What a list says beside what is taken over is told item by item, before and after an import."""

from datetime import date

import pytest

from storage.db.engine import Engine
from tests.support.workbooks import take, with_cell, with_columns

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

STAGED = "2026年12月底前完成招标，次年3月底前完成50%，6月底前建成"
STAGES = (
    "Item 1 is due on 2027-06-30; its earlier stages are no milestones yet: "
    "2026-12-31（完成招标）、2027-03-31（完成50%）."
)


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_stages_of_a_deadline_are_told(engine: Engine, dry_run: bool) -> None:
    file = with_cell("任务", 2, "整改时限", STAGED)

    assert take(engine, file, dry_run=dry_run).remarks == (STAGES,)


def test_stages_are_told_again_only_when_the_deadline_changes(engine: Engine) -> None:
    take(engine, with_cell("任务", 2, "整改时限", STAGED))
    same = with_cell("任务", 2, "整改时限", STAGED)
    same["任务"][1][2] = "别墅群全部拆除"
    assert take(engine, same).remarks == ()

    same["任务"][1][13] = "2026年12月底前完成招标，次年6月底前建成"
    assert take(engine, same).remarks == (
        "Item 1 is due on 2027-06-30; its earlier stages are no milestones yet: "
        "2026-12-31（完成招标）.",
    )


NOT_STARTED = "the item comes in as not started"
DONE = [
    ("state", ("整改状态", "已完成"), "整改状态：已完成"),
    ("state_closed", ("状态", "已销号"), "状态：已销号"),
    ("state_with_more", ("完成情况", "已完成整改，并通过验收"), "完成情况：已完成整改，并通过验收"),
    ("done_or_not", ("是否完成", "是"), "是否完成：是"),
    ("day", ("完成日期", date(2026, 3, 15)), "完成日期：2026-03-15"),
    ("when", ("完成时间", "2026年3月"), "完成时间：2026年3月"),
    ("real_day", ("实际完成时间", "2026.3.15"), "实际完成时间：2026.3.15"),
    ("struck_off", ("销号日期", date(2026, 3, 20)), "销号日期：2026-03-20"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "said"), [d[1:] for d in DONE], ids=[d[0] for d in DONE])
def test_an_item_that_the_list_calls_done_is_named(
    engine: Engine, column: tuple[str, object], said: str
) -> None:
    file = with_columns("任务", column)

    assert take(engine, file).remarks == tuple(
        f"Item {code}: the workbook has {said}; this is not read, {NOT_STARTED}."
        for code in ("1", "2、市9", "3")
    )


def test_both_columns_are_named_and_that_it_would_be_overdue(engine: Engine) -> None:
    file = with_columns("任务", ("整改状态", "已完成"), ("完成日期", "2024-11-30"))
    del file["任务"][2:]
    del file["节点"][3:]
    file["任务"][1][13] = "2024-12-31"

    assert take(engine, file, dry_run=True).remarks == (
        "Item 1: the workbook has 整改状态：已完成、完成日期：2024-11-30; this is not read, "
        f"{NOT_STARTED} and overdue.",
    )


NOT_DONE = [
    ("整改状态", "整改中"),
    ("整改状态", "未完成"),
    ("完成情况", "基本完成"),
    ("完成情况", "正在推进，预计年底完成"),
    ("是否完成", "否"),
    ("完成日期", ""),
    ("完成日期", "/"),
]


@pytest.mark.parametrize("column", NOT_DONE)
def test_what_is_not_done_needs_no_word(engine: Engine, column: tuple[str, str]) -> None:
    assert take(engine, with_columns("任务", column)).remarks == ()


def test_of_an_item_that_is_known_nothing_changes_and_nothing_is_said(engine: Engine) -> None:
    file = with_columns("任务", ("整改状态", "已完成"))
    take(engine, file)

    assert take(engine, file).remarks == ()
