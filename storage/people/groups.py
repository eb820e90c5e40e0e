"""Groups that receive the digest of a unit, or of the whole city."""

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from sqlalchemy import delete, insert, select, update

from rules.policy.chats import ChatAddress
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal
from storage.ledger.tables import groups, units


@dataclass(frozen=True, slots=True)
class Group:
    """A group that was bound. `unit_id` and `unit` are empty where it is the city's.

    `thread` is the topic that it was bound in and is written to, where it has topics.
    """

    id: int
    chat: ChatAddress
    title: str
    unit_id: int | None
    unit: str | None
    thread: int | None


_GROUPS = select(groups, units.c.name.label("unit")).outerjoin(units)


def bind(
    tx: Tx,
    chat: ChatAddress,
    title: str,
    unit: int | None,
    person: int,
    now: datetime,
    thread: int | None = None,
) -> None:
    """Bind a group to a unit (None: the whole city), in place of what it was bound to before."""
    gone = _unbind(tx, chat)
    bound_to = {"title": title, "unit_id": unit, "thread": thread}
    row = insert(groups).values(chat=chat, bound_by=person, bound_at=now, **bound_to)
    number = tx.execute(row.returning(groups.c.id)).scalar_one()
    body = {"group": number, "chat": str(chat), "title": title, "unit": unit, "thread": thread}
    journal.write(tx, "GroupBound", body | {"instead_of": gone}, now=now, person=person)


def _unbind(tx: Tx, chat: ChatAddress) -> list[int]:
    gone = delete(groups).where(groups.c.chat == chat).returning(groups.c.id)
    return list(tx.execute(gone).scalars())


def bound(tx: Tx) -> list[Group]:
    """Return every group that can still be written to."""
    query = _GROUPS.where(groups.c.lost_at.is_(None)).order_by(groups.c.id)
    return fetch_all(tx, Group, query)


def edition(tx: Tx) -> int:
    """Return another number whenever other groups can be written to: one was let in, or lost."""
    chats = ",".join(str(group.chat) for group in bound(tx))
    return crc32(chats.encode()) >> 1


def by_chat(tx: Tx, chat: ChatAddress) -> Group | None:
    """Return the group that was bound in a chat, also where it can no longer be written to."""
    return fetch_one(tx, Group, _GROUPS.where(groups.c.chat == chat))


def lost(tx: Tx, chat: ChatAddress, now: datetime) -> bool:
    """Note that the bot was put out of this group; True when that is news."""
    gone = update(groups).where(groups.c.chat == chat, groups.c.lost_at.is_(None))
    return tx.execute(gone.values(lost_at=now)).rowcount > 0


def found_again(tx: Tx, chat: ChatAddress) -> None:
    """Note that the bot was let in again: the group is bound as before."""
    back = update(groups).where(groups.c.chat == chat, groups.c.lost_at.is_not(None))
    tx.execute(back.values(lost_at=None))


def moved(tx: Tx, old: ChatAddress, new: ChatAddress, now: datetime) -> None:
    """Move a binding to the chat's new number, unless that was bound since."""
    gone = [] if by_chat(tx, new) is None else _unbind(tx, old)
    there = update(groups).where(groups.c.chat == old).values(chat=new, lost_at=None)
    number = tx.execute(there.returning(groups.c.id)).scalar()
    if gone or number is not None:
        body = {"group": number, "chat": str(new), "instead_of": gone}
        journal.write(tx, "GroupMoved", body, now=now)
