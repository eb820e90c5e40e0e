"""Dispatch rounds: who had to report until when, who has, who said why nothing changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, case, exists, func, insert, literal, not_, select, update

from rules.language.no_change import ZERO
from rules.policy.plans import PlanState
from rules.policy.rounds import EntryAnswer, Round, RoundAsk, RoundEntry
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.query import Query
from storage.follow_up import round_sums
from storage.follow_up.tables import ladder_steps, round_entries, rounds
from storage.ledger import journal
from storage.ledger.item_mapper import UP_TO_OWNER
from storage.ledger.tables import items, persons, reports, units
from storage.plans.tables import plans


@dataclass(frozen=True, slots=True)
class Opening:
    """`by` is empty when the profile opened it."""

    occasion: str
    by: int | None
    due_at: datetime
    asks: RoundAsk = RoundAsk.PROGRESS


def open_round(tx: Tx, opening: Opening, now: datetime) -> int | None:
    """Open a round over every unfinished item; None when this one was opened before."""
    known = select(rounds.c.id).where(rounds.c.occasion == opening.occasion)
    if tx.execute(known).first() is not None:
        return None
    number = tx.execute(
        insert(rounds)
        .values(
            occasion=opening.occasion,
            opened_by=opening.by,
            opened_at=now,
            due_at=opening.due_at,
            asks=opening.asks,
        )
        .returning(rounds.c.id)
    ).scalar_one()
    _enter_items(tx, number)
    body = {
        "round": number,
        "due": opening.due_at.isoformat(),
        "occasion": opening.occasion,
        "asked": round_sums.of_round(tx, number).asked,
        "asks": opening.asks,
    }
    journal.write(tx, "RoundOpened", body, now=now, person=opening.by)
    return int(number)


def _enter_items(tx: Tx, number: int) -> None:
    query = select(items.c.id, items.c.owner_id, items.c.lead_unit_id).where(UP_TO_OWNER)
    entries = [
        {
            "round_id": number,
            "item_id": row.id,
            "owner_id": row.owner_id,
            "unit_id": row.lead_unit_id,
            "answer": "",
            "reason": "",
        }
        for row in tx.execute(query.order_by(items.c.position))
    ]
    if entries:
        tx.execute(insert(round_entries), entries)


def has_anything_to_ask(tx: Tx) -> bool:
    """Return whether an item is up to its owner, so that a round would ask for it."""
    return tx.execute(select(items.c.id).where(UP_TO_OWNER).limit(1)).first() is not None


def by_id(tx: Tx, number: int) -> Round | None:
    return fetch_one(tx, Round, select(rounds).where(rounds.c.id == number))


def still_open(tx: Tx) -> list[Round]:
    """Return the rounds whose circular was not made yet, oldest first."""
    query = select(rounds).where(rounds.c.closed_at.is_(None))
    return fetch_all(tx, Round, query.order_by(rounds.c.id))


def between(tx: Tx, since: datetime, until: datetime) -> list[Round]:
    """Return the rounds that ran in a stretch of time and were not cancelled, oldest first."""
    query = select(rounds).where(
        rounds.c.opened_at < until, rounds.c.due_at >= since, rounds.c.cancelled_at.is_(None)
    )
    return fetch_all(tx, Round, query.order_by(rounds.c.id))


def last_closed(tx: Tx) -> list[Round]:
    """Return the last round whose circular was made; none before the first."""
    closed = rounds.c.closed_at.is_not(None) & rounds.c.cancelled_at.is_(None)
    query = select(rounds).where(closed).order_by(rounds.c.due_at.desc()).limit(1)
    return fetch_all(tx, Round, query)


def _answer() -> ColumnElement[str]:
    """Select what was answered: a report in the round's time counts, whatever way it came.

    One that says that nothing changed does not; progress after a 零报告 does. Where plans are asked
    for, one that the office is deciding, or has agreed to, counts, be it older than the round.
    """
    since = func.coalesce(round_entries.c.answered_at, rounds.c.opened_at)
    in_time = exists().where(
        reports.c.item_id == round_entries.c.item_id,
        reports.c.at > since,
        reports.c.at <= rounds.c.due_at,
        reports.c.kind != ZERO,
    )
    planned = exists().where(
        plans.c.item_id == round_entries.c.item_id,
        plans.c.asked_at <= rounds.c.due_at,
        plans.c.state.in_((PlanState.ASKED, PlanState.AGREED)),
    )
    open_now, wants_plan = rounds.c.closed_at.is_(None), rounds.c.asks == RoundAsk.PLAN
    running = open_now & not_(wants_plan) & (items.c.reported_at > since)
    kept = round_entries.c.answer
    reported = literal(EntryAnswer.REPORTED, kept.type)
    return case(
        (running & in_time, reported), (open_now & wants_plan & planned, reported), else_=kept
    ).label("current_answer")


_OWNER, _UNIT = (
    case((rounds.c.closed_at.is_(None), items.c[now]), else_=round_entries.c[then])
    for now, then in (("owner_id", "owner_id"), ("lead_unit_id", "unit_id"))
)
"""Whose an entry is: whoever has the item, until the round is closed."""

_ENTRY = (
    *(column for column in round_entries.c if column.name not in ("owner_id", "unit_id")),
    _OWNER.label("owner_id"),
    _UNIT.label("unit_id"),
    round_entries.c.owner_id.label("asked_id"),
)
"""`asked_id`: whom the round took for the owner until now."""


def _entries() -> Query:
    return (
        select(
            *_ENTRY,
            _answer(),
            rounds.c.due_at,
            rounds.c.closed_at,
            rounds.c.cancelled_at,
            rounds.c.asks,
            items.c.code,
            items.c.title,
            persons.c.name.label("owner"),
            persons.c.account,
            units.c.name.label("unit"),
        )
        .join(rounds, round_entries.c.round_id == rounds.c.id)
        .join(items, round_entries.c.item_id == items.c.id)
        .join(persons, persons.c.id == _OWNER)
        .join(units, units.c.id == _UNIT)
        .order_by(round_entries.c.id)
    )


def entries(tx: Tx, number: int, owner: int | None = None) -> list[RoundEntry]:
    """Return every item of a round, with what was answered (`current_answer`), in the ledger's order."""
    query = _entries().where(round_entries.c.round_id == number)
    if owner is not None:
        query = query.where(_OWNER.in_([owner]))
    return fetch_all(tx, RoundEntry, query)


def entry(tx: Tx, number: int) -> RoundEntry | None:
    return fetch_one(tx, RoundEntry, _entries().where(round_entries.c.id == number))


def waiting_of(tx: Tx, item: int, now: datetime) -> list[RoundEntry]:
    """Return an item's entries of the rounds that run now, without progress yet, oldest first."""
    return _waiting_of(tx, item, RoundAsk.PROGRESS, now)


def plans_wanted(tx: Tx, item: int, now: datetime) -> list[RoundEntry]:
    """Return an item's entries of the rounds that run now and ask for its plan, oldest first."""
    return _waiting_of(tx, item, RoundAsk.PLAN, now)


def plans_are_asked_for(tx: Tx, now: datetime) -> bool:
    """Return whether a round runs now that asks for plans."""
    return bool(_running(tx, RoundAsk.PLAN, now))


def _running(tx: Tx, asks: RoundAsk, now: datetime) -> list[int]:
    return [r.id for r in still_open(tx) if r.opened_at <= now <= r.due_at and r.asks is asks]


def _waiting_of(tx: Tx, item: int, asks: RoundAsk, now: datetime) -> list[RoundEntry]:
    running = _running(tx, asks, now)
    query = _entries().where(round_entries.c.round_id.in_(running), round_entries.c.item_id == item)
    return [e for e in fetch_all(tx, RoundEntry, query) if e.current_answer != EntryAnswer.REPORTED]


def unchanged(tx: Tx, found: RoundEntry, by: int, reason: str, now: datetime) -> bool:
    """Enter 零报告: nothing changed, and why; False when the answer is no longer as it was found."""
    changed = tx.execute(
        update(round_entries)
        .where(round_entries.c.id == found.id, round_entries.c.answer == found.answer)
        .values(answer=EntryAnswer.UNCHANGED, reason=reason, answered_by=by, answered_at=now)
    )
    if changed.rowcount == 0:
        return False
    body = {"round": found.round_id, "entry": found.id, "reason": reason}
    journal.write(tx, "NothingChanged", body, now=now, person=by, item=found.item_id)
    return True


def keep_owners(tx: Tx, number: int) -> None:
    """Write into a round's entries who has their items at this moment."""
    of_item = items.c.id == round_entries.c.item_id
    now = {
        "owner_id": select(items.c.owner_id).where(of_item).scalar_subquery(),
        "unit_id": select(items.c.lead_unit_id).where(of_item).scalar_subquery(),
    }
    tx.execute(update(round_entries).where(round_entries.c.round_id == number).values(**now))


def close(tx: Tx, number: int, now: datetime) -> bool:
    """Close a round: what was reported until now stays written; later reports no longer count.

    False when it was over already: nothing is published of a round that was cancelled.
    """
    runs = select(rounds.c.id).where(rounds.c.id == number, rounds.c.closed_at.is_(None))
    if tx.execute(runs.with_for_update()).first() is None:
        return False
    keep_owners(tx, number)
    done = [row for row in entries(tx, number) if row.current_answer == EntryAnswer.REPORTED]
    written = update(round_entries).where(round_entries.c.id.in_([row.id for row in done]))
    tx.execute(written.values(answer=EntryAnswer.REPORTED, answered_at=now))
    tx.execute(update(rounds).where(rounds.c.id == number).values(closed_at=now))
    body = {
        "round": number,
        "reported": len(done),
        "after_all": [row.id for row in done if row.answer == EntryAnswer.UNCHANGED],
        "answers": round_sums.of_round(tx, number).answers,
    }
    journal.write(tx, "RoundClosed", body, now=now)
    return True


def cancel(tx: Tx, round_: Round, by: int, now: datetime) -> bool:
    """End a round of which nothing is published; False when it was over already.

    One opened by hand may be opened again until the same moment; the profile's may not.
    """
    again = "" if round_.opened_by is None else f"#{round_.id}"
    occasion = round_.occasion + again
    changed = tx.execute(
        update(rounds)
        .where(rounds.c.id == round_.id, rounds.c.closed_at.is_(None))
        .values(closed_at=now, cancelled_at=now, occasion=occasion)
    )
    if changed.rowcount == 0:
        return False
    answers = round_sums.of_round(tx, round_.id).answers
    body = {"round": round_.id, "occasion": occasion, "answers": answers}
    journal.write(tx, "RoundCancelled", body, now=now, person=by)
    return True


def taken_off(tx: Tx, since: datetime, until: datetime) -> dict[int, Decimal]:
    """Return the points the ladder took off each lead unit between two moments."""
    query = (
        select(items.c.lead_unit_id, ladder_steps.c.points)
        .join(items, ladder_steps.c.item_id == items.c.id)
        .where(ladder_steps.c.at >= since, ladder_steps.c.at <= until)
    )
    found: dict[int, Decimal] = {}
    for row in tx.execute(query):
        found[row.lead_unit_id] = found.get(row.lead_unit_id, Decimal(0)) + (row.points or 0)
    return found


def owners(found: Iterable[RoundEntry]) -> list[int]:
    """Return everybody who has to report, each once."""
    return list(dict.fromkeys(row.owner_id for row in found))
