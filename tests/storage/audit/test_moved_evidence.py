"""A picture that its album's caption took elsewhere: the journal holds where it went."""

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from storage import audit
from storage.db.engine import Engine, reading, writing
from storage.ledger.journal import Broken
from storage.ledger.tables import evidence
from storage.ledger.tables import journal as entries
from tests.support.auditing import GONE, OTHERWISE, seq_of, tampered, verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

DUST = "4号工地围挡已完成30%"
COORDINATION = "/blocker 1 需市住建局协调管线迁改"


@pytest.fixture
def moved(talk: Dialogue) -> Engine:
    """Evidence of item 4 was confirmed, and a caption then took it to item 1."""
    talk.says(OFFICIAL, DUST)
    talk.sends(OFFICIAL, "1.jpg", album="a", message=501)
    talk.presses(OFFICIAL, "确认")
    talk.sends(OFFICIAL, "2.jpg", COORDINATION, album="a", message=502)
    with reading(talk.engine) as tx:
        homes = tx.execute(evidence.select().order_by(evidence.c.id)).all()
    assert [(row.report_id, row.item_id) for row in homes] == [(None, 1), (None, 1)]
    return talk.engine


def test_where_it_went_is_borne_out(moved: Engine) -> None:
    assert seq_of(moved, "EvidenceMoved", 4)
    assert verified(moved) is None


@pytest.mark.parametrize(
    "values",
    [{"item_id": 4}, {"report_id": 1}, {"person_id": 5}, {"name": "别处.jpg"}],
    ids=lambda values: next(iter(values)),
)
def test_a_change_behind_the_journal_is_found(moved: Engine, values: dict[str, object]) -> None:
    change = update(evidence).where(evidence.c.id == 1).values(**values)
    seq = seq_of(moved, "EvidenceMoved", 4)
    assert tampered(moved, change) == Broken(seq, OTHERWISE, "evidence", 1, tuple(values))


def test_its_removal_is_found(moved: Engine) -> None:
    seq = seq_of(moved, "EvidenceMoved", 4)
    gone = tampered(moved, delete(evidence).where(evidence.c.id == 1))
    assert gone == Broken(seq, GONE, "evidence", 1)


def test_an_older_journal_did_not_say_where(moved: Engine) -> None:
    with writing(moved) as tx:
        row = tx.execute(entries.select().where(entries.c.fact == "EvidenceMoved")).one()
        older = {k: v for k, v in row.body.items() if k not in ("report", "item")}
        tx.execute(update(entries).where(entries.c.seq == row.seq).values(body=older))
        tx.execute(update(evidence).where(evidence.c.id == 1).values(item_id=4))
        assert audit.first_mismatch(tx, Path()) is None
