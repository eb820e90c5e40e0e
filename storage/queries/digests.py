"""What the digests of a day tell: one look at the ledger, shared out among all scopes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from rules.language.no_change import ZERO
from rules.policy.city import City
from rules.policy.delivery_proofs import DeliveryProof
from rules.policy.digests import (
    DIGEST_FACTS,
    LADDER_STEP,
    DigestContent,
    DigestEntry,
    DigestShare,
    DigestTotals,
    ItemChanges,
)
from rules.policy.items import CLOSED, Item
from rules.policy.spans import unpublished_years
from storage.db.engine import Tx
from storage.follow_up import delivery_proofs, rounds
from storage.ledger import campaigns, item_store
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.city_entries import entries_of_city
from storage.ledger.item_mapper import UNDONE
from storage.ledger.journal_cursor import hash_of
from storage.ledger.tables import items, journal, units
from storage.plans import completeness


@dataclass(frozen=True, slots=True)
class Shares:
    """All entries, and whose they are: shared out once for all scopes."""

    every: list[DigestEntry]
    by_unit: dict[int, list[DigestEntry]] = field(default_factory=lambda: defaultdict(list))
    by_guarantor: dict[int, list[DigestEntry]] = field(default_factory=lambda: defaultdict(list))
    by_owner: dict[int, list[DigestEntry]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, entries: list[DigestEntry], above: dict[int, list[int]]) -> "Shares":
        shares = cls(entries)
        for entry in entries:
            for unit in above[entry.item.lead.id]:
                shares.by_unit[unit].append(entry)
            for leader in {n.id for n in (entry.item.city_leader, entry.item.duty_leader) if n}:
                shares.by_guarantor[leader].append(entry)
            shares.by_owner[entry.item.owner.id].append(entry)
        return shares

    def in_scope(self, scope: "Scope") -> list[DigestEntry]:
        if scope.guarantor is not None:
            return self.by_guarantor.get(scope.guarantor, [])
        if scope.owner is not None:
            return self.by_owner.get(scope.owner, [])
        return self.every if scope.unit is None else self.by_unit.get(scope.unit, [])


@dataclass(frozen=True, slots=True)
class DigestData:
    """The whole city on a day. `since` and `facts_after`: where the last digest ended."""

    day: date
    since: date | None
    shares: Shares
    changes: list[ItemChanges]
    silent: list[DeliveryProof]
    totals: dict[int, DigestTotals]
    above: dict[int, list[int]]
    half_year_on: date | None
    look_back_on: date | None
    masked: frozenset[int]
    unpublished: list[int]
    incomplete: dict[int, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """A digest's share of the city: a unit and all below it, a leader's or an owner's items."""

    name: str
    unit: int | None = None
    guarantor: int | None = None
    owner: int | None = None
    public: bool = True

    @property
    def share(self) -> DigestShare:
        if self.guarantor is not None or self.owner is not None:
            return DigestShare.OWN
        return DigestShare.CITY if self.unit is None else DigestShare.UNIT

    def holds(self, item: Item, above: dict[int, list[int]]) -> bool:
        if self.guarantor is not None:
            return self.guarantor in {n.id for n in (item.city_leader, item.duty_leader) if n}
        if self.owner is not None:
            return item.owner.id == self.owner
        return self.unit is None or self.unit in above[item.lead.id]


def collect(
    tx: Tx, city: City, now: datetime, since: date | None, facts_after: int | None
) -> DigestData:
    """Return everything any digest of today may tell."""
    today = city.today(now)
    entries, above = entries_of_city(tx, city, today), _above(tx)
    changes = [] if facts_after is None else _changes(tx, facts_after)
    half_year_on, look_back_on = campaigns.days_of(tx, city)
    return DigestData(
        day=today,
        since=since,
        shares=Shares.of(entries, above),
        changes=changes,
        silent=delivery_proofs.not_answered(tx, today),
        totals=_totals(tx, today, city.due_soon_days),
        above=above,
        half_year_on=half_year_on,
        look_back_on=look_back_on,
        masked=masked(city, [*(e.item for e in entries), *(c.item for c in changes)]),
        unpublished=unpublished_years(city.calendar, today, today),
        incomplete=completeness.incomplete_by_unit(tx)
        if rounds.plans_are_asked_for(tx, now)
        else {},
    )


@dataclass(slots=True)
class _Kept:
    """What was collected last, and of which state of the ledger it tells."""

    of: tuple[object, ...] | None = None
    data: DigestData | None = None


_kept = VersionedCache(lambda _tx: _Kept())


def collected(
    tx: Tx, city: City, now: datetime, since: date | None, facts_after: int | None, entry: int
) -> DigestData:
    """Return the same to all who are told of the journal up to an entry, in however many parts.

    Another process, which has not kept it, collects it anew and tells of what happened since as well.
    """
    kept, of = _kept(tx), (city, city.today(now), since, facts_after, entry, hash_of(tx, entry))
    if kept.data is None or kept.of != of:
        kept.data, kept.of = collect(tx, city, now, since, facts_after), of
    return kept.data


def of_scope(data: DigestData, scope: Scope, *, late: bool = False) -> DigestContent:
    """Return a scope's share of the data."""
    changes = [change for change in data.changes if scope.holds(change.item, data.above)]
    return DigestContent(
        scope=scope.name,
        day=data.day,
        totals=_share(data, scope),
        entries=data.shares.in_scope(scope),
        since=data.since,
        changes=changes,
        silent=_silent(data, scope),
        half_year_on=data.half_year_on,
        look_back_on=data.look_back_on,
        late=late,
        unpublished=data.unpublished,
        masked=data.masked if scope.public else frozenset(),
        share=scope.share,
        unit=scope.unit,
        incomplete=_incomplete(data, scope),
    )


def _share(data: DigestData, scope: Scope) -> DigestTotals | None:
    """Return a unit's counts; leaders and owners get none: theirs are few enough to see."""
    if scope.guarantor is not None or scope.owner is not None:
        return None
    parts = [
        totals
        for unit, totals in data.totals.items()
        if scope.unit is None or scope.unit in data.above[unit]
    ]
    return DigestTotals(*(sum(column) for column in zip(*map(_columns, parts), strict=True)))


def _incomplete(data: DigestData, scope: Scope) -> int:
    """Count the incomplete plans of a unit or the city; whose items they are, a leader asks."""
    if scope.share is DigestShare.OWN:
        return 0
    held = data.incomplete.items()
    return sum(n for unit, n in held if scope.unit is None or scope.unit in data.above[unit])


def _columns(totals: DigestTotals) -> tuple[int, ...]:
    return (totals.items, totals.overdue, totals.due_soon, totals.finished, totals.struck_off)


def _silent(data: DigestData, scope: Scope) -> list[tuple[str, int]]:
    if scope.guarantor is not None or scope.owner is not None:
        return []
    return [
        (f"{person.unit} {person.name}", person.items)
        for person in data.silent
        if scope.unit is None or scope.unit in data.above[person.unit_id]
    ]


def _totals(tx: Tx, today: date, soon: int) -> dict[int, DigestTotals]:
    near = items.c.deadline.between(today, today + timedelta(days=soon))
    query = select(
        items.c.lead_unit_id,
        func.count(),
        func.count().filter(UNDONE & (items.c.deadline < today)),
        func.count().filter(UNDONE & near),
        func.count().filter(~UNDONE),
        func.count().filter(items.c.state.in_(CLOSED)),
    ).group_by(items.c.lead_unit_id)
    return {row[0]: DigestTotals(*row[1:]) for row in tx.execute(query)}


def _above(tx: Tx) -> dict[int, list[int]]:
    """Return for every unit itself and all units it belongs to."""
    parents = {r.id: r.parent_id for r in tx.execute(select(units.c.id, units.c.parent_id))}
    return {unit: _chain(unit, parents) for unit in parents}


def _chain(unit: int | None, parents: dict[int, int | None]) -> list[int]:
    chain: list[int] = []
    while unit is not None and unit not in chain:
        chain.append(unit)
        unit = parents[unit]
    return chain


def _changes(tx: Tx, after: int) -> list[ItemChanges]:
    """Return what the journal records since an entry, by item, in the order it happened."""
    query = (
        select(journal.c.item_id, journal.c.fact, journal.c.body)
        .where(journal.c.seq > after, journal.c.item_id.is_not(None))
        .where(journal.c.fact.in_(DIGEST_FACTS))
        .order_by(journal.c.seq)
    )
    facts: dict[int, dict[str, None]] = defaultdict(dict)
    for row in tx.execute(query):
        if row.fact == "Reported" and row.body.get("kind") == ZERO:
            continue  # NothingChanged tells it
        step = f":{row.body['step']}" if row.fact == LADDER_STEP else ""
        facts[row.item_id][row.fact + step] = None
    held = item_store.by_ids(tx, facts) if facts else {}
    return [ItemChanges(held[item], tuple(names)) for item, names in facts.items()]


def masked(city: City, every: Iterable[Item]) -> frozenset[int]:
    return frozenset(item.id for item in every if city.is_masked(item))
