"""What pictures show of the ledger: of what the person may see, and of nothing else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from rules.policy.city import City
from rules.policy.digests import DigestContent, digest_entry
from rules.policy.items import CLOSED, Item, is_done
from rules.policy.people import Person
from rules.policy.permissions import sees_whole_city
from rules.policy.pictures import (
    MOST_OVERDUE,
    BurnDown,
    BurnDownCounts,
    ItemProgress,
    OverdueTable,
    UnitLights,
    burn_down,
    unit_lights,
)
from rules.policy.tallies import Tally
from storage.db.engine import Tx
from storage.ledger import campaigns, item_store, lights
from storage.ledger.city_entries import entries_of_city
from storage.ledger.city_tallies import tallies_of_city
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_store import visible_to
from storage.ledger.tables import items
from storage.people import people
from storage.queries.digests import masked


def board(
    tx: Tx, city: City, person: Person, item_filter: ItemFilter, today: date
) -> list[UnitLights]:
    """Return the lights of every unit that leads such items."""
    if item_filter == ItemFilter() and sees_whole_city(person):
        return unit_lights(tallies_of_city(tx, today), entries_of_city(tx, city, today))
    held = item_store.listed(tx, person, item_filter, limit=None)
    seen = lights.of_items(tx, city, held, today)
    entries = (digest_entry(item, seen[item.id], today, city.due_soon_days) for item in held)
    return unit_lights(_tallies(held), (entry for entry in entries if entry is not None))


def board_of_digest(tx: Tx, digest: DigestContent) -> list[UnitLights]:
    """Return the lights of every unit of a digest's scope."""
    units = None if digest.unit is None else people.units_below(tx, digest.unit)
    return unit_lights(tallies_of_city(tx, digest.day, units), digest.entries)


def _tallies(held: Iterable[Item]) -> list[Tally]:
    by_unit: dict[str, list[Item]] = defaultdict(list)
    for item in held:
        by_unit[item.lead.name].append(item)
    return [
        Tally(name, total=len(of_it), done=sum(map(is_done, of_it)))
        for name, of_it in by_unit.items()
    ]


def burn_down_of(
    tx: Tx, city: City, person: Person, item_filter: ItemFilter, today: date
) -> BurnDown | None:
    """Return the burn-down of such items, by the days on which they were done as known today."""
    mark, _ = campaigns.days_of(tx, city)
    counts = BurnDownCounts(_done(tx, city, person, item_filter), _due(tx, person, item_filter))
    return burn_down(counts, campaigns.started_on(tx), today, mark)


def _due(tx: Tx, person: Person, item_filter: ItemFilter) -> dict[date | None, int]:
    of_these = (visible_to(person), *conditions(item_filter))
    query = select(items.c.deadline, func.count()).where(*of_these).group_by(items.c.deadline)
    return {row[0]: row[1] for row in tx.execute(query)}


def _done(tx: Tx, city: City, person: Person, item_filter: ItemFilter) -> dict[date | None, int]:
    """Count what was done on each day: as last reported, else when it was struck off."""
    of_these = (visible_to(person), *conditions(item_filter))
    found: dict[date | None, int] = defaultdict(int)
    reported = select(items.c.finished_on, func.count()).where(
        *of_these, items.c.finished_on.is_not(None)
    )
    for row in tx.execute(reported.group_by(items.c.finished_on)):
        found[row[0]] += row[1]
    closed = select(items.c.struck_off_at, func.count()).where(
        *of_these, items.c.finished_on.is_(None), items.c.state.in_(list(CLOSED))
    )
    for row in tx.execute(closed.group_by(items.c.struck_off_at)):
        found[None if row[0] is None else city.today(row[0])] += row[1]
    return found


def item_progress(tx: Tx, city: City, item: Item, today: date) -> ItemProgress:
    """Return an item with its figures, milestones and forecast."""
    return ItemProgress(
        item,
        today,
        tuple(lights.history(tx, city, item)),
        tuple(item_store.steps_of_one(tx, item.id)),
        lights.of_item(tx, city, item, today),
    )


def overdue_table(
    tx: Tx, person: Person, item_filter: ItemFilter, today: date, masking: City | None
) -> OverdueTable:
    """Return what is overdue, longest first. `masking`: the city whose sensitive items are masked."""
    shown = item_store.listed(tx, person, item_filter, limit=MOST_OVERDUE)
    return OverdueTable(
        tuple(shown),
        item_store.count(tx, person, item_filter),
        today,
        frozenset() if masking is None else masked(masking, shown),
    )
