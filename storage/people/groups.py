"""Groups that receive the digest of a unit, or of the whole city."""

from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import Row, delete, insert, select, update

from storage.db.engine import Tx
from storage.ledger.tables import groups, units


def bind(tx: Tx, chat: int, title: str, unit: int | None, person: int, now: datetime) -> None:
    """Tie a group to a unit (None: the whole city), in place of what it was tied to before."""
    tx.execute(delete(groups).where(groups.c.chat_id == chat))
    tx.execute(
        insert(groups).values(
            chat_id=chat, title=title, unit_id=unit, bound_by=person, bound_at=now
        )
    )


def bound(tx: Tx) -> list[Row[Any]]:
    """Every group that can still be written to, with its unit's name."""
    query = select(groups, units.c.name.label("unit")).outerjoin(units)
    return list(tx.execute(query.where(groups.c.lost_at.is_(None)).order_by(groups.c.id)))


def edition(tx: Tx) -> int:
    """Another number whenever other groups can be written to: one was put back, or is lost."""
    chats = ",".join(str(group.chat_id) for group in bound(tx))
    return crc32(chats.encode()) >> 1


def by_chat(tx: Tx, chat: int) -> Row[Any] | None:
    return tx.execute(select(groups).where(groups.c.chat_id == chat)).first()


def lost(tx: Tx, chat: int, now: datetime) -> bool:
    """The bot was put out of this group; True when that is news."""
    gone = update(groups).where(groups.c.chat_id == chat, groups.c.lost_at.is_(None))
    return tx.execute(gone.values(lost_at=now)).rowcount > 0


def found_again(tx: Tx, chat: int) -> None:
    """The bot was let in again: the group is bound as before."""
    back = update(groups).where(groups.c.chat_id == chat, groups.c.lost_at.is_not(None))
    tx.execute(back.values(lost_at=None))


def moved(tx: Tx, old: int, new: int) -> None:
    """The binding goes along; where the new number is bound already, that is the newer word."""
    if by_chat(tx, new) is not None:
        tx.execute(delete(groups).where(groups.c.chat_id == old))
    tx.execute(update(groups).where(groups.c.chat_id == old).values(chat_id=new, lost_at=None))
