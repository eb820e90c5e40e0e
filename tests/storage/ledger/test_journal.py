"""The journal: chained entry by entry, so that whoever changes one is found."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from storage import audit
from storage.db.engine import Engine, Tx, reading, writing
from storage.ledger import journal
from storage.ledger.journal import Broken
from storage.ledger.tables import evidence as pieces
from storage.ledger.tables import items, journal_head, reports
from storage.ledger.tables import journal as entries
from storage.mail.tables import drafts
from storage.reporting import evidence
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import MORNING, OFFICIAL, settle


def three_entries(engine: Engine) -> None:
    with writing(engine) as tx:
        for number in (1, 2, 3):
            journal.write(tx, "Reported", {"number": number}, now=MORNING, person=1, item=number)


def broken(engine: Engine) -> Broken | None:
    with reading(engine) as tx:
        return journal.first_broken(tx)


def change_a_body(tx: Tx) -> None:
    tx.execute(update(entries).where(entries.c.seq == 2).values(body={"number": 20}))


def change_who(tx: Tx) -> None:
    tx.execute(update(entries).where(entries.c.seq == 2).values(person_id=9))


def change_when(tx: Tx) -> None:
    tx.execute(update(entries).where(entries.c.seq == 2).values(at=MORNING.replace(year=2025)))


def remove_one(tx: Tx) -> None:
    tx.execute(delete(entries).where(entries.c.seq == 2))


def remove_the_last(tx: Tx) -> None:
    tx.execute(delete(entries).where(entries.c.seq == 3))


def remove_the_head(tx: Tx) -> None:
    tx.execute(delete(journal_head))


def swap_two(tx: Tx) -> None:
    for old, new in ((2, 20), (3, 2), (20, 3)):
        tx.execute(text("update journal set seq = :new where seq = :old"), {"old": old, "new": new})


def test_what_was_only_written_is_whole(engine: Engine) -> None:
    assert broken(engine) is None
    three_entries(engine)
    assert broken(engine) is None


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (change_a_body, Broken(2, "changed")),
        (change_who, Broken(2, "changed")),
        (change_when, Broken(2, "changed")),
        (remove_one, Broken(2, "missing")),
        (remove_the_last, Broken(3, "missing")),
        (remove_the_head, Broken(4, "missing")),
        (swap_two, Broken(2, "not chained to the one before")),
    ],
)
def test_the_first_bad_entry_is_found(engine: Engine, tamper: object, found: Broken) -> None:
    three_entries(engine)
    with writing(engine) as tx:
        tamper(tx)  # type: ignore[operator]  # each is one of the functions above
    assert broken(engine) == found


def test_a_report_changed_behind_the_journals_back_is_found(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋，还剩33栋")
    talk.presses(OFFICIAL, "确认")
    assert verified(engine) is None
    with writing(engine) as tx:
        tx.execute(update(reports).values(done=Decimal(45)))
    with reading(engine) as tx:
        assert audit.first_mismatch(tx, Path()) == Broken(
            1, "the ledger says otherwise", "reports", 1, ("done",)
        )
    with writing(engine) as tx:
        tx.execute(delete(drafts))
        tx.execute(delete(reports))
    with reading(engine) as tx:
        assert audit.first_mismatch(tx, Path()) == Broken(
            1, "the ledger no longer has it", "reports", 1
        )


def test_a_state_changed_behind_the_journals_back_is_found(engine: Engine) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.says(OFFICIAL, "4号扬尘治理已开工")
    talk.presses(OFFICIAL, "确认")
    with writing(engine) as tx:
        assert audit.first_mismatch(tx, Path()) is None
        tx.execute(update(items).where(items.c.id == 4).values(state="已销号"))
        assert audit.first_mismatch(tx, Path()) == Broken(
            2, "the ledger says otherwise", "items", 4, ("state",)
        )


def test_evidence_changed_on_disk_is_found(engine: Engine, tmp_path: Path) -> None:
    settle(engine)
    with writing(engine) as tx:
        new = evidence.NewEvidence(1, "photo", "现场.jpg", "telegram", "file-1", 3)
        number = evidence.note(tx, new, MORNING)
        row = tx.execute(select(pieces).where(pieces.c.id == number)).one()
        digest, path = evidence.store(tmp_path, b"now", "现场.jpg")
        evidence.kept(tx, row, digest, str(path.relative_to(tmp_path)), 3, MORNING)
        assert audit.first_mismatch(tx, tmp_path) is None
        path.write_bytes(b"old")
        assert audit.first_mismatch(tx, tmp_path) == Broken(
            1, "the file of its evidence is missing or was changed", "evidence", 1
        )
        tx.execute(update(pieces).values(sha256="0" * 64))
        assert audit.first_mismatch(tx, tmp_path) == Broken(
            1, "the ledger says otherwise", "evidence", 1, ("sha256",)
        )
