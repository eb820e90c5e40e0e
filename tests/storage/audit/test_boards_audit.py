"""Boards that were read, held against the journal: whoever changes that behind its back is found."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, update

from storage.boards.tables import board_reads
from storage.db.engine import Engine
from tests.support.auditing import GONE, OTHERWISE, seq_of, tampered, verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, MORNING, settle

LATER = datetime(2026, 12, 24, tzinfo=UTC)


@pytest.fixture
def looked(engine: Engine) -> Engine:
    """A leader who has read the board of this morning; there is one more of the day after."""
    settle(engine)
    talk = Dialogue(engine)
    tick(talk, MORNING, "board")
    talk.presses(LEADER, "已阅")
    tick(talk, MORNING.replace(day=25), "board")
    return engine


def test_what_was_recorded_holds(looked: Engine) -> None:
    assert verified(looked) is None


@pytest.mark.parametrize("change", [{"read_at": LATER}, {"person_id": 1}, {"board_id": 2}])
def test_a_look_that_was_changed(looked: Engine, change: dict[str, object]) -> None:
    found = tampered(looked, update(board_reads).values(change))
    assert found is not None
    assert (found.seq, found.reason) == (seq_of(looked, "BoardRead"), OTHERWISE)


def test_a_look_that_was_taken_away(looked: Engine) -> None:
    found = tampered(looked, delete(board_reads))
    assert found is not None
    assert (found.seq, found.reason) == (seq_of(looked, "BoardRead"), GONE)


def test_a_look_that_nobody_took(looked: Engine) -> None:
    forged = insert(board_reads).values(board_id=2, person_id=2, read_at=LATER)
    assert tampered(looked, forged) is not None
