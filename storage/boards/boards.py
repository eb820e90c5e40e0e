"""Morning boards as they were sent and read."""

from datetime import date, datetime

from sqlalchemy import func, insert, or_, select

from rules.policy.boards import BoardLook, Unread, has_not_looked
from storage.boards.tables import board_reads, boards
from storage.db.engine import Tx
from storage.db.query import Query
from storage.ledger import journal
from storage.ledger.tables import persons, units


def enter(tx: Tx, person: int, day: date, now: datetime) -> int:
    """Enter that a board was sent; return its number."""
    new = insert(boards).values(person_id=person, day=day, made_at=now)
    return int(tx.execute(new.returning(boards.c.id)).scalar_one())


def sent_on(tx: Tx, day: date) -> dict[int, int]:
    """Return the number of each person's board of this day, of who was sent one."""
    query = select(boards.c.person_id, boards.c.id).where(boards.c.day == day)
    return {row.person_id: row.id for row in tx.execute(query)}


def is_of(tx: Tx, board: int, person: int) -> bool:
    """Whether a board was sent to this person. Nobody else can read it until the step ends."""
    query = select(boards.c.person_id).where(boards.c.id == board).with_for_update()
    return tx.execute(query).scalar() == person


def read_at(tx: Tx, board: int) -> datetime | None:
    """Return when a board was read."""
    moment: datetime | None = tx.execute(
        select(board_reads.c.read_at).where(board_reads.c.board_id == board)
    ).scalar()
    return moment


def read(tx: Tx, board: int, person: int, now: datetime) -> None:
    """Enter that a board was read, with its journal entry."""
    new = insert(board_reads).values(board_id=board, person_id=person, read_at=now)
    number = tx.execute(new.returning(board_reads.c.id)).scalar_one()
    day = tx.execute(select(boards.c.day).where(boards.c.id == board)).scalar_one()
    body = {"read": number, "board": board, "day": day.isoformat()}
    journal.write(tx, "BoardRead", body, now=now, person=person)


def _looks(person: int | None = None) -> Query:
    """Select the last look and the first board after it, of whom boards were sent: one, or all."""
    reads = select(board_reads.c.person_id, func.max(board_reads.c.read_at).label("last"))
    if person is not None:
        reads = reads.where(board_reads.c.person_id == person)
    last = reads.group_by(board_reads.c.person_id).subquery()
    after = or_(last.c.last.is_(None), boards.c.made_at > last.c.last)
    query = (
        select(
            boards.c.person_id,
            persons.c.name,
            units.c.name.label("unit"),
            last.c.last,
            func.min(boards.c.day).filter(after).label("since"),
        )
        .select_from(boards)
        .join(persons, boards.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .outerjoin(last, last.c.person_id == boards.c.person_id)
        .group_by(boards.c.person_id, persons.c.name, units.c.name, last.c.last)
        .order_by(boards.c.person_id)
    )
    return query if person is None else query.where(boards.c.person_id == person)


def look_of(tx: Tx, person: int) -> BoardLook:
    """Return when somebody last looked, and which board waits since."""
    row = tx.execute(_looks(person)).first()
    return BoardLook() if row is None else BoardLook(row.last, row.since)


def unread(tx: Tx, today: date) -> list[Unread]:
    """Return who has not looked for a week, of those who were sent boards."""
    return [
        Unread(row.name, row.unit, row.since, row.last)
        for row in tx.execute(_looks())
        if has_not_looked(BoardLook(row.last, row.since), today)
    ]
