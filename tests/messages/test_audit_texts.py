"""Whatever table is held against the journal has a name that an operator understands."""

import pytest

from messages.audit_texts import called, sentence
from messages.texts import texts
from storage.accountability.tables import accountability_persons
from storage.audit import comparing
from storage.audit.held import HELD

TABLES = sorted(table.name for table in HELD if table is not accountability_persons)
"""All but the one that is told by its entry's hash."""


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_name(table: str) -> None:
    said = called(texts("zh_CN"), table)
    assert said
    assert not any("a" <= letter <= "z" for letter in said)


def test_a_round_that_was_changed() -> None:
    words = sentence(texts("zh_CN"), 7, comparing.CHANGED, "rounds", 1, ("due_at",))
    assert words == "流水第 7 号被改动：台账内容与流水不符——调度 1（due_at）"
