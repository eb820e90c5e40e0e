"""Flags entered once, asked about, explained by the owner, concluded by the office."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, update

from rules.policy.flags import UNSETTLED, Flag, FlagState, NewFlag
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal
from storage.radar.tables import radar_flags

FACTS = ("FlagRaised", "FlagAsked", "FlagExplained", "FlagConcluded")
"""What the journal tells of flags: no list of what happened shows these."""

flags = radar_flags.c


def enter(tx: Tx, new: NewFlag, now: datetime) -> int | None:
    """Enter a flag with its journal entry; None when the same was found before."""
    known = select(flags.id).where(flags.kind == new.kind, flags.pair == new.pair)
    if tx.execute(known).first() is not None:
        return None
    values = {"kind": new.kind, "pair": new.pair, **_sides(new)}
    row = insert(radar_flags).values(**values, found_at=now, state=FlagState.OPEN, explanation="")
    number = int(tx.execute(row.returning(flags.id)).scalar_one())
    body = {"flag": number, **values}
    journal.write(tx, "FlagRaised", body, now=now, item=new.this.item_id)
    return number


def _sides(new: NewFlag) -> JsonObject:
    other = {f"other_{name}": value for name, value in asdict(new.other).items()}
    return {**asdict(new.this), **other}


def by_id(tx: Tx, number: int) -> Flag | None:
    return fetch_one(tx, Flag, select(radar_flags).where(flags.id == number))


def found(tx: Tx, items: Iterable[int] | None = None) -> list[Flag]:
    """Return every flag of these items, or of all, newest first."""
    query = select(radar_flags).order_by(flags.id.desc())
    if items is not None:
        query = query.where(flags.item_id.in_(list(items)))
    return fetch_all(tx, Flag, query)


def unasked(tx: Tx) -> list[Flag]:
    """Return those about which nobody could be asked yet, oldest first."""
    query = select(radar_flags).where(flags.state == FlagState.OPEN)
    return fetch_all(tx, Flag, query.order_by(flags.id))


def asked(tx: Tx, flag: Flag, now: datetime) -> None:
    """Note that its owner, or whoever stands in for them, was asked to explain."""
    waiting = update(radar_flags).where(flags.id == flag.id, flags.state == FlagState.OPEN)
    if tx.execute(waiting.values(state=FlagState.ASKED)).rowcount:
        journal.write(tx, "FlagAsked", {"flag": flag.id}, now=now, item=flag.item_id)


def explain(tx: Tx, flag: Flag, by: int, words: str, now: datetime) -> bool:
    """Keep an explanation; False when there was one already, or a conclusion."""
    waiting = update(radar_flags).where(
        flags.id == flag.id, flags.state.in_(list(UNSETTLED)), flags.explained_at.is_(None)
    )
    given = {"explanation": words, "explained_by": by, "explained_at": now}
    if tx.execute(waiting.values(**given)).rowcount == 0:
        return False
    body = {"flag": flag.id, "words": words}
    journal.write(tx, "FlagExplained", body, now=now, person=by, item=flag.item_id)
    return True


def conclude(tx: Tx, flag: Flag, state: FlagState, by: int, now: datetime) -> bool:
    """Conclude on a flag; False when somebody was faster."""
    waiting = update(radar_flags).where(flags.id == flag.id, flags.state.in_(list(UNSETTLED)))
    concluded = {"state": state, "decided_by": by, "decided_at": now}
    if tx.execute(waiting.values(**concluded)).rowcount == 0:
        return False
    body = {"flag": flag.id, "state": state}
    journal.write(tx, "FlagConcluded", body, now=now, person=by, item=flag.item_id)
    return True
