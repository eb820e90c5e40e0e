"""How an item is read from the tables: its own row, and the names it carries from memory.

Names change by import alone. Joined to every row they made eight tables for one item, which was
a third of PostgreSQL's work for a message.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, not_, select

from rules.policy.items import CLOSED, IN_REVIEW, Item, NamedRef, State
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.db.query import Query, RawRow
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.tables import findings, item_units, items, persons, units

WHOLE: Query = select(items)

UNDONE: ColumnElement[bool] = and_(
    items.c.state.not_in(list(CLOSED)), items.c.finished_on.is_(None)
)
"""The opposite of rules/policy/items.py's is_done, asked of the table: everything that counts asks this."""


AWAITS_VERDICT: ColumnElement[bool] = and_(
    items.c.state.in_(list(IN_REVIEW)), items.c.total.is_(None)
)
"""The same as rules/policy/items.awaits_verdict, asked of the table."""

UP_TO_OWNER: ColumnElement[bool] = and_(UNDONE, not_(AWAITS_VERDICT))
"""What an owner is asked about: not done, and not waiting for others alone."""


@dataclass(frozen=True, slots=True)
class _FindingOfItem:
    """The problem that an item answers, in the words of the inspection."""

    id: int
    aspect: str
    category: str
    words: str
    key: bool


@dataclass(frozen=True, slots=True)
class _References:
    """What items name by number."""

    units: dict[int, NamedRef]
    persons: dict[int, NamedRef]
    findings: dict[int, _FindingOfItem]
    supporting: dict[int, frozenset[int]]


def read(tx: Tx, query: Query, given: Mapping[str, object] | None = None) -> list[Item]:
    """Return the items of a query made from WHOLE."""
    return as_items(tx, tx.execute(query, given or {}))


def as_items(tx: Tx, rows: Iterable[RawRow]) -> list[Item]:
    """Return the items in rows of WHOLE's columns."""
    of = catalogue(tx)
    return [_item(row, of) for row in rows]


def _read_catalogue(tx: Tx) -> _References:
    return _References(
        units=_named(tx, select(units.c.id, units.c.name)),
        persons=_named(tx, select(persons.c.id, persons.c.name)),
        findings={one.id: one for one in fetch_all(tx, _FindingOfItem, select(findings))},
        supporting=_supporting(tx),
    )


catalogue = VersionedCache(_read_catalogue)


def _named(tx: Tx, query: Select[int, str]) -> dict[int, NamedRef]:
    return {number: NamedRef(number, name) for number, name in tx.execute(query)}


def _supporting(tx: Tx) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in tx.execute(select(item_units.c.item_id, item_units.c.unit_id)):
        found[row.item_id].add(row.unit_id)
    return {item: frozenset(of_it) for item, of_it in found.items()}


def _item(row: RawRow, of: _References) -> Item:
    finding = of.findings[row.finding_id]
    return Item(
        id=row.id,
        code=row.code,
        title=row.title,
        kind=row.kind,
        state=State(row.state),
        aspect=finding.aspect,
        category=finding.category,
        finding=finding.words,
        key=finding.key,
        goal=row.goal,
        measures=row.measures,
        lead=of.units[row.lead_unit_id],
        owner=of.persons[row.owner_id],
        deadline=row.deadline,
        deadline_words=row.deadline_words,
        city_leader=of.persons.get(row.city_leader_id),
        duty_leader=of.persons.get(row.duty_leader_id),
        supervising=of.units.get(row.supervising_unit_id),
        verifying=of.units.get(row.verifying_unit_id),
        supporting=of.supporting.get(row.id, frozenset()),
        funding=row.funding,
        total=row.total,
        measure=row.measure,
        done=row.done,
        percent=row.percent,
        promised_on=row.promised_on,
        reported_at=row.reported_at,
        finished_on=row.finished_on,
    )


def named(number: int | None, name: str | None) -> NamedRef | None:
    return None if number is None or name is None else NamedRef(number, name)
