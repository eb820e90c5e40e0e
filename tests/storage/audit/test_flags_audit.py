"""Flags held against the journal: whoever changes one behind its back is found."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from storage.db.engine import Engine, writing
from storage.ledger.tables import evidence
from storage.radar.tables import radar_flags
from storage.reporting.pictures import marks_of
from tests.support.applications import confirmed
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.evidence_in import fetched
from tests.support.scenes import jpeg, scene
from tests.support.small_city import OFFICE, OFFICIAL, settle

LATER = datetime(2026, 12, 24, tzinfo=UTC)
SITE = jpeg(scene(7), taken=datetime.fromisoformat("2026-11-24T08:00"))


@pytest.fixture
def concluded(engine: Engine, tmp_path: Path) -> Engine:
    """A flag that was explained and concluded, and a picture in the ledger."""
    settle(engine)
    talk = Dialogue(engine)
    talk.sends(OFFICIAL, "东区.jpg", "1号别墅群已拆除20栋")
    talk.presses(OFFICIAL, "确认")
    fetched(talk, tmp_path, {"东区.jpg": SITE})
    confirmed(talk, "1号别墅群已拆除12栋")
    tick(talk, None, "radar")
    talk.presses(OFFICIAL, "书面说明")
    talk.says(OFFICIAL, "误将签约数报为拆除数")
    talk.presses(OFFICE, "虚假")
    talk.presses(OFFICE, "确认虚假")
    return engine


def test_what_was_recorded_holds(concluded: Engine, tmp_path: Path) -> None:
    assert verified(concluded, tmp_path) is None


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "same_words"},
        {"pair": "report:1-report:9"},
        {"item_id": 3},
        {"report_id": 1},
        {"words": "20栋"},
        {"other_item_id": None},
        {"other_words": "12栋"},
        {"found_at": LATER},
        {"state": "confirmed"},
        {"explanation": "无"},
        {"explained_by": 5},
        {"decided_by": 2},
        {"decided_at": LATER},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_flag_is_found(concluded: Engine, tmp_path: Path, change: dict[str, Any]) -> None:
    with writing(concluded) as tx:
        tx.execute(update(radar_flags).values(**change))
    broken = verified(concluded, tmp_path)
    assert broken is not None
    assert (broken.table, broken.row, broken.columns) == ("radar_flags", 1, tuple(change))


def test_a_flag_that_was_taken_out_is_missed(concluded: Engine, tmp_path: Path) -> None:
    with writing(concluded) as tx:
        tx.execute(delete(radar_flags))
    broken = verified(concluded, tmp_path)
    assert broken is not None
    assert broken.reason == "the ledger no longer has it"


def test_a_flag_that_was_put_in_is_found(concluded: Engine, tmp_path: Path) -> None:
    with writing(concluded) as tx:
        row = {"kind": "falls", "pair": "x", "item_id": 3, "words": "", "other_words": ""}
        state = {"found_at": LATER, "state": "false", "explanation": ""}
        tx.execute(insert(radar_flags).values(**row, **state))
    broken = verified(concluded, tmp_path)
    assert broken is not None
    assert broken.reason == "no entry tells of what stands in the ledger"


@pytest.mark.parametrize("change", [{"look": "0" * 32}, {"taken": "2026-11-25T08:00:00"}])
def test_how_a_picture_looks_is_held_as_well(
    concluded: Engine, tmp_path: Path, change: dict[str, str]
) -> None:
    assert marks_of(SITE).taken == "2026-11-24T08:00:00"
    with writing(concluded) as tx:
        tx.execute(update(evidence).values(**change))
    broken = verified(concluded, tmp_path)
    assert broken is not None
    assert (broken.table, broken.columns) == ("evidence", tuple(change))
