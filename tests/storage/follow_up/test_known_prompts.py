"""What was asked before is looked up of those subjects alone that are asked for."""

from datetime import date

import pytest

from rules.policy.prompts import DaysBefore, DuePrompt
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Engine, reading, writing
from storage.follow_up import prompts
from storage.follow_up.prompts import PromptSubject
from tests.support.counting import calls, statements
from tests.support.small_city import MORNING, settle

DUE = date(2026, 11, 30)
ITEM_1, STEP_1, ITEM_2 = (PromptSubject(i, s, DUE, None) for i, s in ((1, None), (1, 1), (2, None)))


@pytest.fixture
def asked(engine: Engine) -> Engine:
    """Item 1 was asked about twice, its milestone once, item 2 ten times."""
    settle(engine)
    with writing(engine) as tx:
        for subject, times in ((ITEM_1, 2), (STEP_1, 1), (ITEM_2, 10)):
            for days in range(times):
                call = DuePrompt(DaysBefore(days), DUE, DUE)
                prompts.make(tx, subject, call, late=False, now=MORNING)
    return engine


def others(count: int) -> list[PromptSubject]:
    """Subjects nobody was asked about."""
    return [PromptSubject(1, number, DUE, None) for number in range(100, 100 + count)]


@pytest.mark.parametrize(
    ("subjects", "queries", "rows"),
    [
        pytest.param([], 0, 0, id="none"),
        pytest.param([STEP_1], 1, 1, id="a_milestone_without_its_item"),
        pytest.param([ITEM_1, STEP_1], 1, 3, id="two"),
        pytest.param([ITEM_1, *others(999)], 1, 2, id="a_thousand"),
        pytest.param([ITEM_1, *others(1000), ITEM_2], 2, 12, id="more_than_a_thousand"),
    ],
)
def test_queries_and_rows(
    asked: Engine, subjects: list[PromptSubject], queries: int, rows: int
) -> None:
    with reading(asked) as tx, statements(asked) as counted:
        loaded = calls(lambda: prompts.known(tx, subjects), "storage/db/mapping.py", "to_value")
    assert (len(counted), loaded) == (queries, rows)


def test_each_subject_has_its_own_oldest_first(asked: Engine) -> None:
    with reading(asked) as tx:
        known = prompts.known(tx, [ITEM_1, STEP_1])
    kinds = {subject: [prompt.kind for prompt in made] for subject, made in known.items()}
    assert kinds == {
        Ref.item(1): [DaysBefore(0), DaysBefore(1)],
        Ref(RefKind.STEP, 1): [DaysBefore(0)],
    }
