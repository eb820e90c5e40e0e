"""What a list says beside what is taken over is told item by item, before and after an import."""

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


@pytest.mark.parametrize("overdue", [False, True])
def test_what_a_text_calls_done_is_not_read_and_named(engine: Engine, overdue: bool) -> None:
    """A column of texts is no column of states: 已完成 may be a part of it alone."""
    file = with_columns("任务", ("完成情况", "已完成整改，并通过验收"))
    del file["任务"][2:]
    del file["节点"][3:]
    if overdue:
        file["任务"][1][13] = "2024-12-31"

    assert take(engine, file).remarks == (
        "Item 1: the workbook has 完成情况：已完成整改，并通过验收; this is not read, "
        f"the item comes in as not started{' and overdue' if overdue else ''}.",
    )


NOT_DONE = [
    ("整改状态", "整改中"),
    ("整改状态", "未完成"),
    ("整改进展情况", "基本完成"),
    ("完成情况", "基本完成"),
    ("完成情况", "正在推进，预计年底完成"),
    ("是否完成", "否"),
    ("完成日期", ""),
    ("完成日期", "/"),
]


@pytest.mark.parametrize("column", NOT_DONE)
def test_what_is_not_done_needs_no_word(engine: Engine, column: tuple[str, str]) -> None:
    assert take(engine, with_columns("任务", column)).remarks == ()
