"""Lists as they were asked for, so that their pages can be turned."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select

from rules.policy.lists import ListQuery
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.queries.tables import shown_lists


def keep(tx: Tx, asked: ListQuery, now: datetime) -> Ref:
    """Keep what was asked for; return what the message that shows it is about."""
    new = insert(shown_lists).values(**asdict(asked), shown_at=now)
    return Ref(RefKind.LIST, tx.execute(new.returning(shown_lists.c.id)).scalar_one())


def of(tx: Tx, about: Ref | None) -> ListQuery | None:
    """Return the list that a message shows; None when it shows none, or one that was forgotten."""
    if about is None or about.kind is not RefKind.LIST:
        return None
    return fetch_one(tx, ListQuery, select(shown_lists).where(shown_lists.c.id == about.id))
