"""Whatever stands in a cell: an import ends with a result, and keeps all of it or nothing."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.db.engine import Engine
from tests.support.workbooks import ledger, plan, take, with_cell

PLACES = [
    (sheet, row, column)
    for sheet, rows in plan().items()
    for row in range(1, len(rows) + 1)
    for column in rows[0]
]
TRADE = [
    "",
    "、",
    "张伟（",
    "（）",
    "第项",
    "1、市9",
    "青山县；青山县",
    "2026年",
    "=1+1",
    "NaN",
    "１",
]
CELLS = st.one_of(
    st.sampled_from(TRADE),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1901, 1, 1)),
    st.booleans(),
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.sampled_from(PLACES), value=CELLS)
def test_any_cell_is_taken_or_named(
    engine: Engine, place: tuple[str, int, str], value: str | float | date | datetime | bool
) -> None:
    before = ledger(engine)

    result = take(engine, with_cell(*place, value), dry_run=True)

    assert bool(result.problems) != bool(result.sheets)
    assert ledger(engine) == before
