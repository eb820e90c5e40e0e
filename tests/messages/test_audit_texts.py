"""Whatever table is held against the journal has a name that an operator understands."""

from types import ModuleType

import pytest
from sqlalchemy import Table

from messages.audit_texts import called, sentence
from messages.texts import texts
from storage.audit import (
    board_claims,
    claims,
    closing_claims,
    comparing,
    imports,
    lookback_claims,
    objection_claims,
    radar_claims,
)

HELD: tuple[ModuleType, ...] = (
    board_claims,
    claims,
    closing_claims,
    comparing,
    imports,
    lookback_claims,
    objection_claims,
    radar_claims,
)
TABLES = sorted(
    {value.name for module in HELD for value in vars(module).values() if isinstance(value, Table)}
    | {table.name for table in (*comparing.ENTERED, *comparing.IMPORTED)}
)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_name(table: str) -> None:
    said = called(texts("zh_CN"), table)
    assert said
    assert not any("a" <= letter <= "z" for letter in said)


def test_a_round_that_was_changed() -> None:
    words = sentence(texts("zh_CN"), 7, comparing.CHANGED, "rounds", 1, ("due_at",))
    assert words == "流水第 7 号被改动：台账内容与流水不符——调度 1（due_at）"
