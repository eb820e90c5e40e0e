"""People who leave by an import: whose account ends with it, and what is left without them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import select

from rules.policy.items import CLOSED
from rules.policy.people import Person
from rules.policy.permissions import Right, may_keep_register, roles_with, sees_whole_city
from rules.policy.unbinding import Access
from rules.policy.wording import Translator
from storage.db.engine import Tx
from storage.ledger.tables import items
from storage.people import invitations, people, unbinding
from storage.workbook.facts import display_name
from storage.workbook.known import Known, KnownEntry
from storage.workbook.problems import LeftAlone, Problem
from storage.workbook.questions import Answers, PersonDoubt, Question
from storage.workbook.sheets import ITEMS, PEOPLE

LEFT = "left_on"


def ask_who_left(
    tx: Tx, known: Known, answers: Answers, today: date, now: datetime
) -> list[Question]:
    """Let those leave who are in no row and see the whole city; ask, unless that was accepted.

    Whoever else is left out keeps the little they may see, and is named as left out.
    """
    found, codes = [], invitations.holders(tx, now)
    entries = {entry.id: entry for entry in known.sheets[PEOPLE.name].entries}
    for person in people.everybody(tx):
        entry = entries[person.id]
        enters = person.account is not None or person.id in codes
        if entry.row is None and enters and _sees_much(person) and not answers.stays(entry.values):
            entry.values[LEFT] = today
            found.append(Question(PersonDoubt.LEFT_OUT, 0, display_name(PEOPLE, entry)))
    return [] if answers.accepted else found


def _sees_much(person: Person) -> bool:
    return sees_whole_city(person) or may_keep_register(person)


def who_leave(entries: Iterable[KnownEntry]) -> list[KnownEntry]:
    """Return those of the ledger who hold an office in it and will not after this import."""
    return [e for e in entries if e.was is not None and LEFT in e.changed() and e.values[LEFT]]


def accesses(tx: Tx, leaving: Iterable[KnownEntry], today: date, now: datetime) -> Iterator[Access]:
    """Yield what those have until this import who leave by it, and what waits for them."""
    for entry in leaving:
        assert entry.id is not None
        yield unbinding.access_of(tx, people.by_id(tx, entry.id), today, now)


def nobody_left(tx: Tx, known: Known, t: Translator) -> list[Problem]:
    """Return a problem where an import would leave nobody with an account who keeps the ledger."""
    keepers = [
        p for p in people.with_roles(tx, roles_with(Right.OFFICE)) if p.account and p.reachable
    ]
    entries = {entry.id: entry for entry in known.sheets[PEOPLE.name].entries}
    keeping = {role.value for role in roles_with(Right.OFFICE)}
    stay = [
        p
        for p in keepers
        if not entries[p.id].values[LEFT]
        and not keeping.isdisjoint((entries[p.id].values["roles"] or "").split("、"))
    ]
    if not keepers or stay:
        return []
    reason = t(
        "After this import nobody of the office and no administrator would have an account: "
        "nobody could keep the ledger. Please have a successor enrol first (taizhang invite)."
    )
    return [Problem(PEOPLE.name, 0, "", reason)]


def end_accounts(tx: Tx, leaving: Iterable[KnownEntry], today: date, now: datetime) -> None:
    """End what those had who leave, with the import that says so."""
    for entry in leaving:
        assert entry.id is not None
        unbinding.leave(tx, people.by_id(tx, entry.id), today, now)


def left_alone(tx: Tx, known: Known) -> Iterator[LeftAlone]:
    """Yield the open items of each owner who has left."""
    closed = frozenset(tx.execute(select(items.c.id).where(items.c.state.in_(CLOSED))).scalars())
    owned: dict[KnownEntry, list[str]] = defaultdict(list)
    for item in known.sheets[ITEMS.name].entries:
        owner = item.values.get("owner_id")
        if owner is not None and owner.values.get(LEFT) and item.id not in closed:
            owned[owner].append(item.name)
    for owner, codes in owned.items():
        yield LeftAlone(display_name(PEOPLE, owner), tuple(codes))
