"""Applications to strike an item off, and the steps they went through."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from rules.policy.closing import ClosingState, Fact, Outcome
from rules.policy.items import CLOSED, IN_REVIEW, Item, State
from rules.policy.objections import PENDING
from rules.policy.refs import Ref, RefKind
from storage.closing import strike_offs
from storage.closing.strike_offs import NumberSeries
from storage.closing.tables import closing_clauses, closing_steps, closings, objections
from storage.db.column_types import JsonObject, plain
from storage.db.engine import NotThere, Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import item_store, journal
from storage.ledger.tables import items, persons

_AS_NEW = dict.fromkeys(("struck_off_at", "finished_on", "done", "percent", "promised_on"))
"""After a relapse what was reported before no longer holds."""


@dataclass(frozen=True, slots=True)
class Closing:
    """An application to strike an item off. `notice_until` is the public notice's last day.

    `awaits`: the step of the procedure that is waited for.
    """

    id: int
    item_id: int
    person_id: int
    draft_id: int
    report_id: int | None
    state: ClosingState
    begun_at: datetime
    notice_until: date | None
    awaits: str | None = None

    @property
    def ref(self) -> Ref:
        return Ref(RefKind.CLOSING, self.id)


@dataclass(frozen=True, slots=True)
class Return:
    """A step that took an item back: who said why."""

    fact: Fact
    at: datetime
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was said for one clause. `number` counts from 0.

    Who said it and when is not known of what an older program wrote down.
    """

    closing_id: int
    number: int
    clause: str
    words: str
    person_id: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer(KeptAnswer):
    """What one person said for one clause."""

    person_id: int
    at: datetime


def begin(tx: Tx, item: int, person: int, draft: int, now: datetime) -> int:
    row = insert(closings).values(
        item_id=item, person_id=person, draft_id=draft, state=ClosingState.GATHERING, begun_at=now
    )
    return int(tx.execute(row.returning(closings.c.id)).scalar_one())


def gathering(tx: Tx, item: int) -> Closing | None:
    """Return the application that was begun and not handed in."""
    query = select(closings).where(
        closings.c.item_id == item, closings.c.state == ClosingState.GATHERING
    )
    return fetch_one(tx, Closing, query)


def of_draft(tx: Tx, draft: int) -> Closing | None:
    """Return the application that a card's evidence is shown for."""
    return fetch_one(tx, Closing, select(closings).where(closings.c.draft_id == draft))


def waiting_of(tx: Tx, person: int, since: datetime) -> Closing | None:
    """Return the application that they began since then and have not handed in."""
    mine = (closings.c.person_id == person) & (closings.c.state == ClosingState.GATHERING)
    query = select(closings).where(mine, closings.c.begun_at > since)
    return fetch_one(tx, Closing, query.order_by(closings.c.id.desc()).limit(1))


def by_id(tx: Tx, closing: int) -> Closing:
    """Raises `NotThere`."""
    found = fetch_one(tx, Closing, select(closings).where(closings.c.id == closing))
    if found is None:
        raise NotThere(f"no application {closing}")
    return found


def latest(tx: Tx, item: int) -> Closing | None:
    query = select(closings).where(
        closings.c.item_id == item, closings.c.state != ClosingState.OVER
    )
    return fetch_one(tx, Closing, query.order_by(closings.c.id.desc()).limit(1))


def ran_out(tx: Tx, last: date | None, today: date) -> list[Closing]:
    """Return those whose public notice ended before today, but not before the day `last`.

    While an objection waits to be decided the notice does not end.
    """
    stopped = select(objections.c.id).where(
        objections.c.closing_id == closings.c.id, objections.c.state.in_(list(PENDING))
    )
    query = (
        select(closings)
        .join(items)
        .where(items.c.state == State.ON_NOTICE, closings.c.state == ClosingState.APPLIED)
        .where(closings.c.notice_until < today, ~stopped.exists())
    )
    if last is not None:
        query = query.where(closings.c.notice_until >= last)
    return fetch_all(tx, Closing, query.order_by(items.c.position))


def answer(tx: Tx, new: Answer) -> None:
    """Enter the words for a clause in place of what was said for it before."""
    unanswered(tx, new.closing_id, new.number)
    tx.execute(insert(closing_clauses).values(**asdict(new)))


def last_answer(tx: Tx, person: int, since: datetime) -> Answer | None:
    """Return what they last said for a clause of an application that is being made."""
    query = (
        select(closing_clauses)
        .join(closings)
        .where(closings.c.state == ClosingState.GATHERING, closing_clauses.c.person_id == person)
        .where(closing_clauses.c.at >= since)
    )
    newest = (closing_clauses.c.at.desc(), closing_clauses.c.number.desc())
    return fetch_one(tx, Answer, query.order_by(*newest).limit(1))


def unanswered(tx: Tx, closing: int, number: int) -> None:
    """Delete the answer to a clause."""
    of_clause = closing_clauses.c.closing_id == closing, closing_clauses.c.number == number
    tx.execute(delete(closing_clauses).where(*of_clause))


def answers(tx: Tx, closing: int) -> list[KeptAnswer]:
    """Return what was said for each clause that has an answer, in the clauses' order."""
    query = select(closing_clauses).where(closing_clauses.c.closing_id == closing)
    return fetch_all(tx, KeptAnswer, query.order_by(closing_clauses.c.number))


def hand_in(tx: Tx, closing: int, person: int) -> bool:
    """Apply as this person; False when it was handed in or dropped meanwhile, by whomever."""
    mine = update(closings).where(
        closings.c.id == closing, closings.c.state == ClosingState.GATHERING
    )
    return tx.execute(mine.values(state=ClosingState.APPLIED, person_id=person)).rowcount == 1


def drop(tx: Tx, closing: int) -> bool:
    """End it without applying; False when it was handed in or dropped meanwhile, by whomever."""
    mine = update(closings).where(
        closings.c.id == closing, closings.c.state == ClosingState.GATHERING
    )
    return tx.execute(mine.values(state=ClosingState.OVER)).rowcount == 1


def change(tx: Tx, closing: int, **values: object) -> None:
    tx.execute(update(closings).where(closings.c.id == closing).values(**values))


def move(
    tx: Tx,
    item: Item,
    outcome: Outcome,
    person: int,
    now: datetime,
    words: str = "",
    series: NumberSeries | None = None,
) -> bool:
    """Change an item's state, which nothing else does; False when somebody was faster.

    `series`: of the number of what is struck off.
    """
    values = follows(outcome.fact, outcome.state, now)
    if outcome.done_on is not None:
        values["finished_on"] = outcome.done_on
    if not item_store.change(tx, item.id, if_state=item.state, **values):
        return False
    step = {"item_id": item.id, "fact": outcome.fact, "at": now, "person_id": person}
    entered = insert(closing_steps).values(**step, words=words).returning(closing_steps.c.id)
    number = tx.execute(entered).scalar_one()
    closing = latest(tx, item.id)
    struck: JsonObject = {}
    if series is not None and closing is not None:
        struck["strike_off"] = strike_offs.enter(tx, item.id, closing.id, number, series, person)
    body = {
        "step": number,
        "state": outcome.state,
        "was": item.state,
        "words": words,
        **_application(tx, closing, outcome),
        **struck,
    }
    journal.write(tx, outcome.fact, body, now=now, person=person, item=item.id)
    return True


def follows(fact: Fact, state: State, now: datetime) -> JsonObject:
    """Return what a step makes of its item, by column."""
    values: JsonObject = {"state": state}
    if state in CLOSED:
        values["struck_off_at"] = now
    if fact is Fact.SENT_BACK:
        values |= {"finished_on": None}
    if fact is Fact.REOPENED:
        values |= _AS_NEW
    return values


def _application(tx: Tx, closing: Closing | None, outcome: Outcome) -> JsonObject:
    """Let the application a step belongs to stand where it leads; with the first, all it shows."""
    if closing is None or outcome.fact in (Fact.STARTED, Fact.REOPENED):
        return {}
    change(tx, closing.id, **stands_after(outcome))
    said: JsonObject = {"closing": closing.id, "awaits": outcome.awaits}
    if closing.awaits is None and outcome.fact in (Fact.APPLIED, Fact.ANNOUNCED):
        said |= {"report": closing.report_id, "begun_at": plain(closing.begun_at)}
        shown = answers(tx, closing.id)
        said["clauses"] = [[row.number, row.clause, row.words] for row in shown]
        said["answered"] = [[row.person_id, plain(row.at)] for row in shown]
    if outcome.notice_until is not None:
        said["notice_until"] = outcome.notice_until.isoformat()
    if outcome.done_on is not None:
        said["done_on"] = outcome.done_on.isoformat()
    return said


def stands_after(outcome: Outcome) -> JsonObject:
    """Return what a step makes of its application, by column."""
    values: JsonObject = {"awaits": outcome.awaits}
    if outcome.notice_until is not None:
        values["notice_until"] = outcome.notice_until
    if outcome.fact in (Fact.SENT_BACK, Fact.STRUCK_OFF):
        values["state"] = ClosingState.OVER
    return values


def started(tx: Tx, item: Item, person: int, now: datetime) -> None:
    """Start an item at the first word of progress, where it had not been started."""
    if item.state is State.NOT_STARTED:
        move(tx, item, Outcome(Fact.STARTED, State.UNDER_WAY), person, now)


def last_step(tx: Tx, item: int) -> int:
    """Return the number of an item's last step; 0 before any."""
    query = select(func.max(closing_steps.c.id)).where(closing_steps.c.item_id == item)
    return tx.execute(query).scalar() or 0


def last_return(tx: Tx, item: int) -> Return | None:
    """Return the item's last step where it was sent back or re-opened; None for any other."""
    query = (
        select(closing_steps.c.fact, closing_steps.c.at, persons.c.name, closing_steps.c.words)
        .join(persons, closing_steps.c.person_id == persons.c.id)
        .where(closing_steps.c.item_id == item)
        .order_by(closing_steps.c.id.desc())
    )
    last = fetch_one(tx, Return, query.limit(1))
    return last if last is not None and last.fact in (Fact.SENT_BACK, Fact.REOPENED) else None


def in_review(tx: Tx) -> dict[int, Closing]:
    """Return the application of each item in review, by the item's number in order of position."""
    query = (
        select(closings)
        .join(items)
        .where(items.c.state.in_(IN_REVIEW), closings.c.state != ClosingState.OVER)
    )
    found = fetch_all(tx, Closing, query.order_by(items.c.position, closings.c.id))
    return {closing.item_id: closing for closing in found}
