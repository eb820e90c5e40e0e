"""People of the ledger whom an imported workbook lacks: none is removed, all are reported."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from rules.policy.items import CLOSED
from storage.db.engine import Tx
from storage.follow_up.tables import deputies
from storage.ledger.tables import groups, items, persons
from storage.people import invitations
from storage.workbook.facts import display_name
from storage.workbook.known import Known, KnownEntry
from storage.workbook.problems import AbsentPerson
from storage.workbook.sheets import ITEMS, PEOPLE


def find_absent(tx: Tx, known: Known, today: date, now: datetime) -> tuple[AbsentPerson, ...]:
    """Return the people missing, those with an account first, then those with a code.

    `known` as the workbook will have it. Empty when the sheet of people lists everybody.
    """
    every = known.sheets[PEOPLE.name].entries
    left_out = [
        entry
        for entry in every
        if entry.was is not None and entry.row is None and not entry.values["left_on"]
    ]
    if not left_out:
        return ()
    rights = _Rights.of(tx, known, today, now)
    found = (rights.kept_by(entry) for entry in left_out)
    return tuple(sorted(found, key=lambda person: (not person.enrolled, not person.invited)))


@dataclass(frozen=True, slots=True)
class _Rights:
    """What people have besides their roles: ids, and counts of open items and groups."""

    enrolled: frozenset[int]
    invited: frozenset[int]
    owns: Counter[KnownEntry]
    guarantees: Counter[KnownEntry]
    groups: Counter[int]
    covers: dict[int, list[str]]

    @classmethod
    def of(cls, tx: Tx, known: Known, today: date, now: datetime) -> "_Rights":
        """Return the rights of all people on a day."""
        accounts = select(persons.c.id).where(persons.c.account.is_not(None))
        bound = select(groups.c.bound_by).where(groups.c.lost_at.is_(None))
        open_items = _open_items(tx, known)
        return cls(
            enrolled=frozenset(tx.execute(accounts).scalars()),
            invited=invitations.holders(tx, now),
            owns=Counter(item.values["owner_id"] for item in open_items),
            guarantees=Counter(leader for item in open_items for leader in _guarantors(item)),
            groups=Counter(tx.execute(bound).scalars()),
            covers=_covers(tx, known, today),
        )

    def kept_by(self, entry: KnownEntry) -> AbsentPerson:
        """Return a missing person with what they keep."""
        assert entry.id is not None
        return AbsentPerson(
            display_name(PEOPLE, entry),
            entry.values["roles"],
            enrolled=entry.id in self.enrolled,
            invited=entry.id in self.invited,
            owns=self.owns[entry],
            guarantees=self.guarantees[entry],
            groups=self.groups[entry.id],
            covers=tuple(self.covers.get(entry.id, ())),
        )


def _open_items(tx: Tx, known: Known) -> list[KnownEntry]:
    closed = frozenset(tx.execute(select(items.c.id).where(items.c.state.in_(CLOSED))).scalars())
    return [entry for entry in known.sheets[ITEMS.name].entries if entry.id not in closed]


def _guarantors(item: KnownEntry) -> Iterable[KnownEntry]:
    named = {item.values["city_leader_id"], item.values["duty_leader_id"]}
    return (leader for leader in named if leader is not None)


def _covers(tx: Tx, known: Known, today: date) -> dict[int, list[str]]:
    """Return for every deputy the names of those they stand in for, now or later."""
    people = {entry.id: entry for entry in known.sheets[PEOPLE.name].entries}
    query = select(deputies.c.deputy_id, deputies.c.person_id).where(
        deputies.c.ended_at.is_(None), deputies.c.last >= today
    )
    found: dict[int, list[str]] = defaultdict(list)
    for deputy, person in tx.execute(query.distinct().order_by(deputies.c.person_id)):
        found[deputy].append(display_name(PEOPLE, people[person]))
    return found
