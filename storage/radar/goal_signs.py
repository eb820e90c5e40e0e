"""Goals that stand word for word, figures included, in items of different lead units."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from rules.policy.flags import FlagKind, FlagSide, NewFlag
from rules.policy.radar import goal_key
from rules.policy.refs import Ref
from storage.db.engine import Tx
from storage.db.query import Query, RawRow
from storage.ledger.tables import items


def copied_goals(tx: Tx) -> list[NewFlag]:
    """Return each item with the goal of one that stands before it in the ledger."""
    alike: dict[str, list[RawRow]] = defaultdict(list)
    query: Query = select(items.c.id, items.c.goal, items.c.lead_unit_id).order_by(items.c.position)
    for row in tx.execute(query):
        alike[goal_key(row.goal)].append(row)
    alike.pop("", None)
    return [flag for rows in alike.values() for flag in _copies(rows)]


def _copies(rows: Sequence[RawRow]) -> Iterator[NewFlag]:
    first = rows[0]
    for row in rows[1:]:
        if row.lead_unit_id != first.lead_unit_id:
            pair = "-".join(str(Ref.item(number)) for number in sorted((first.id, row.id)))
            this = FlagSide(row.id, words=row.goal)
            yield NewFlag(FlagKind.COPIED_GOAL, pair, this, FlagSide(first.id, words=first.goal))
