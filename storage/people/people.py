"""Units and persons, and the accounts that persons are tied to."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from unicodedata import normalize

from sqlalchemy import bindparam, or_, select, update

from rules.policy.chats import ChatAddress
from rules.policy.items import NamedRef
from rules.policy.people import Person, Role
from storage.db.engine import NotThere, Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.prepared import Prepared
from storage.db.query import Query, RawRow
from storage.ledger.catalogue_version import VersionedCache
from storage.ledger.tables import persons, units

_PERSONS = select(persons, units.c.name.label("unit")).join(units)
_BY_ACCOUNT = Prepared(_PERSONS.where(persons.c.account == bindparam("account")))
_BY_ID = _PERSONS.where(persons.c.id == bindparam("person"))


def by_account(tx: Tx, account: ChatAddress) -> Person | None:
    """Return the official behind an account, if any."""
    row = _BY_ACCOUNT.first(tx, {"account": account})
    return None if row is None else _person(row, below(tx))


def by_id(tx: Tx, person: int) -> Person:
    """Return a person. Raises `NotThere`."""
    found = _one(tx, _BY_ID, {"person": person})
    if found is None:
        raise NotThere(f"no person {person}")
    return found


def name_of(tx: Tx, number: int | None) -> str:
    """Return somebody's name, empty where nobody is meant."""
    return "" if number is None else by_id(tx, number).name


def named(tx: Tx, name: str) -> list[Person]:
    return _all(tx, _PERSONS.where(persons.c.name == name))


def called(tx: Tx, words: str) -> list[Person]:
    """Find people by name, with their unit or without: 张伟, 张伟 青山县, 张伟（青山县）."""
    stated = _letters(words)
    return [p for p in everybody(tx) if stated in _ways_to_call(p)]


def _ways_to_call(person: Person) -> tuple[str, str, str]:
    name, unit = _letters(person.name), _letters(person.unit)
    return name, name + unit, unit + name


def _letters(words: str) -> str:
    """Return the letters without blanks and brackets, in one width and case."""
    return "".join(re.findall(r"\w+", normalize("NFKC", words))).casefold()


def with_roles(
    tx: Tx, roles: Iterable[Role], unit: int | None = None, also: Collection[int] = ()
) -> list[Person]:
    """Return everybody in office who has one of the roles, in one unit or in all.

    `also`: some by their numbers, whatever their roles.
    """
    required = frozenset(roles)
    held = or_(*(persons.c.roles.contains(role, autoescape=True) for role in required))
    meant = or_(held, persons.c.id.in_(also))
    query = _PERSONS.where(persons.c.left_on.is_(None), meant).order_by(persons.c.id)
    if unit is not None:
        query = query.where(persons.c.unit_id == unit)
    return [p for p in _all(tx, query) if p.roles & required or p.id in also]


def by_ids(tx: Tx, numbers: Iterable[int]) -> list[Person]:
    """Return people in the order of their numbers."""
    return _all(tx, _PERSONS.where(persons.c.id.in_(list(numbers))).order_by(persons.c.id))


def everybody(tx: Tx) -> list[Person]:
    return _all(tx, _PERSONS.order_by(persons.c.id))


def _one(tx: Tx, query: Query, given: dict[str, int]) -> Person | None:
    row = tx.execute(query, given).first()
    return None if row is None else _person(row, below(tx))


def _all(tx: Tx, query: Query) -> list[Person]:
    tree = below(tx)
    return [_person(row, tree) for row in tx.execute(query)]


@lru_cache(maxsize=4096)
def roles_of(words: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in words.split("、") if word)


def _person(row: RawRow, tree: dict[int, frozenset[int]]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        unit_id=row.unit_id,
        unit=row.unit,
        post=row.post,
        roles=roles_of(row.roles),
        below=tree[row.unit_id],
        account=row.account,
        language=row.language,
        reachable=row.lost_at is None,
        left_on=row.left_on,
    )


def _tree(tx: Tx) -> dict[int, frozenset[int]]:
    """Return for every unit itself and all units under it."""
    rows = tx.execute(select(units.c.id, units.c.parent_id)).all()
    children: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.parent_id is not None:
            children[row.parent_id].append(row.id)
    return {row.id: frozenset(_descend(row.id, children)) for row in rows}


below = VersionedCache(_tree)
"""Every unit with all units under it."""


def _descend(unit: int, children: dict[int, list[int]]) -> list[int]:
    found, waiting = [], [unit]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting.extend(children[here])
    return found


def unit_name(tx: Tx, unit: int) -> str:
    """Return the name of a unit. Raises `NotThere`."""
    name: str = tx.execute(select(units.c.name).where(units.c.id == unit)).scalar_one()
    return name


def unit_names(tx: Tx) -> dict[int, str]:
    """Return the name of every unit by its number."""
    return {row.id: row.name for row in tx.execute(select(units.c.id, units.c.name))}


def unit_named(tx: Tx, name: str) -> NamedRef | None:
    """Return a unit by its full name, or by a part of it that only one unit has."""
    exact = fetch_one(tx, NamedRef, select(units).where(units.c.name == name))
    if exact is not None:
        return exact
    holding = select(units).where(units.c.name.contains(name, autoescape=True))
    part = fetch_all(tx, NamedRef, holding)
    return part[0] if len(part) == 1 else None


def units_below(tx: Tx, unit: int) -> frozenset[int]:
    return below(tx)[unit]


def units_of_kind(tx: Tx, kind: str) -> frozenset[int]:
    return frozenset(tx.execute(select(units.c.id).where(units.c.kind == kind)).scalars())


def bind(tx: Tx, person: int, account: ChatAddress, now: datetime) -> None:
    tx.execute(
        update(persons)
        .where(persons.c.id == person)
        .values(account=account, bound_at=now, lost_at=None)
    )


def hold_enrolled(tx: Tx) -> None:
    """Let nobody else bind or unbind an account until the unit of work ends."""
    enrolled = select(persons.c.id).where(persons.c.account.is_not(None)).order_by(persons.c.id)
    tx.execute(enrolled.with_for_update(key_share=True))


def unbind(tx: Tx, person: int, now: datetime) -> None:
    """Leave their account to nobody; they are out of reach since, unlike who never had one."""
    gone = {"account": None, "bound_at": None, "lost_at": now}
    tx.execute(update(persons).where(persons.c.id == person).values(**gone))


def speak(tx: Tx, person: int, language: str) -> None:
    tx.execute(update(persons).where(persons.c.id == person).values(language=language))


def lost(tx: Tx, account: ChatAddress, now: datetime) -> bool:
    """Note that this account can no longer be written to; True when that is news."""
    return _reachable(tx, account, now)


def found_again(tx: Tx, account: ChatAddress) -> None:
    _reachable(tx, account, None)


def _reachable(tx: Tx, account: ChatAddress, lost_at: datetime | None) -> bool:
    was = persons.c.lost_at.is_(None) if lost_at else persons.c.lost_at.is_not(None)
    changed = tx.execute(
        update(persons).where(persons.c.account == account, was).values(lost_at=lost_at)
    )
    return changed.rowcount > 0
