"""What boards tell besides counts: what waits for whom, and what changed since the last ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from rules.policy.boards import BoardChanges, BoardNeeds
from rules.policy.ladder import Step
from rules.policy.people import Person
from rules.policy.requests import RequestState
from storage.db.engine import Tx
from storage.follow_up.tables import blockers, instructions, ladder_steps
from storage.ledger.item_mapper import UNDONE
from storage.ledger.tables import items, journal
from storage.urgent import notices

LETTERS = (Step.SUPERVISE, Step.TALK, Step.ACCOUNT)
"""Steps of the ladder that ask for a report."""

Items = frozenset[int] | None
"""The items of a board; None: every one."""


@dataclass(frozen=True, slots=True)
class _Blocker:
    """An open blocker, and whose help it asks for."""

    unit_id: int | None
    leader_id: int | None


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """All that waits for somebody: instructions as (who gave it, item), letters by item.

    `urgent`: the item of each urgent notice that is not settled.
    """

    instructions: Sequence[tuple[int, int]]
    letters: frozenset[int]
    blockers: Sequence[_Blocker]
    urgent: Sequence[int]

    def of_leader(self, person: int, of: Items) -> BoardNeeds:
        """Return what a leader waits for, and what waits for them."""
        return BoardNeeds(
            sum(leader == person for leader, _ in self.instructions),
            _count(self.letters, of),
            sum(one.leader_id == person for one in self.blockers),
            self._urgent(of),
        )

    def of_unit(self, head: Person, of: frozenset[int]) -> BoardNeeds:
        """Return what waits for a unit."""
        return BoardNeeds(
            sum(item in of for _, item in self.instructions),
            _count(self.letters, of),
            sum(one.unit_id in head.below or one.leader_id == head.id for one in self.blockers),
            self._urgent(of),
        )

    def _urgent(self, of: Items) -> int:
        return sum(of is None or item in of for item in self.urgent)


def _count(found: frozenset[int], of: Items) -> int:
    return len(found if of is None else found & of)


def open_matters(tx: Tx) -> OpenMatters:
    """Return everything that is open in the whole city."""
    given = select(instructions.c.leader_id, instructions.c.item_id)
    helped = select(blockers.c.unit_id, blockers.c.leader_id)
    unreported = or_(items.c.reported_at.is_(None), items.c.reported_at < ladder_steps.c.at)
    letters = (
        select(ladder_steps.c.item_id)
        .join(items, ladder_steps.c.item_id == items.c.id)
        .where(ladder_steps.c.step.in_(list(LETTERS)), UNDONE, unreported)
    )
    still = RequestState.OPEN
    return OpenMatters(
        [(r.leader_id, r.item_id) for r in tx.execute(given.where(instructions.c.state == still))],
        frozenset(tx.execute(letters).scalars()),
        [_Blocker(*row) for row in tx.execute(helped.where(blockers.c.state == still))],
        [notice.item_id for notice in notices.unsettled(tx)],
    )


@dataclass(frozen=True, slots=True)
class ChangedItems:
    """Items by what happened to them."""

    reported: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()
    struck_off: frozenset[int] = frozenset()
    late: frozenset[int] = frozenset()

    def of(self, items_of: Items) -> BoardChanges:
        """Count those of a board."""
        return BoardChanges(
            _count(self.reported, items_of),
            _count(self.done, items_of),
            _count(self.struck_off, items_of),
            _count(self.late, items_of),
        )


def changed(tx: Tx, since: date, after: int, today: date) -> ChangedItems:
    """Return what happened since the last boards: beyond an entry of the journal, or by the day."""
    query = select(journal.c.item_id, journal.c.fact, journal.c.body).where(
        journal.c.seq > after, journal.c.fact.in_(["Reported", "Corrected", "StruckOff"])
    )
    reported, done, struck_off = set[int](), set[int](), set[int]()
    for row in tx.execute(query):
        if row.fact == "StruckOff":
            struck_off.add(row.item_id)
            continue
        reported.add(row.item_id)
        if row.body.get("finished"):
            done.add(row.item_id)
    late = select(items.c.id).where(UNDONE, items.c.deadline >= since, items.c.deadline < today)
    became_late = frozenset(tx.execute(late).scalars())
    return ChangedItems(frozenset(reported), frozenset(done), frozenset(struck_off), became_late)
