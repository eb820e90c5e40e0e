"""What was asked of whom before a deadline and after it, once for each deadline and call."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, insert, or_, select, update

from rules.policy.items import CLOSED
from rules.policy.prompts import AfterDeadline, DuePrompt, Prompt, PromptAnswer, PromptState
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.db.query import Query
from storage.follow_up.tables import prompts
from storage.ledger import journal
from storage.ledger.item_mapper import UP_TO_OWNER
from storage.ledger.tables import items, milestones, persons


@dataclass(frozen=True, slots=True)
class PromptSubject:
    """Something with a deadline that is not yet met: an item, or one of its milestones."""

    item: int
    step: int | None
    due: date
    promised_on: date | None

    @property
    def ref(self) -> Ref:
        return Ref.item(self.item) if self.step is None else Ref(RefKind.STEP, self.step)


def pressing_items(tx: Tx, by: date, after: int, most: int) -> list[int]:
    """Return the next items, by their numbers, with something unfinished that is due by a day."""
    steps = select(milestones.c.item_id).where(
        milestones.c.due <= by, milestones.c.reached_on.is_(None)
    )
    query = select(items.c.id).where(
        items.c.id > after, UP_TO_OWNER, or_(items.c.deadline <= by, items.c.id.in_(steps))
    )
    return list(tx.execute(query.order_by(items.c.id).limit(most)).scalars())


def pressing(tx: Tx, by: date, today: date, of: Collection[int]) -> list[PromptSubject]:
    """Return what is unfinished of these items and due by a day.

    A milestone is left to its item when that is due no later, or has passed already.
    """
    of_these = items.c.id.in_(list(of))
    whole = select(items.c.id, items.c.deadline, items.c.promised_on).where(of_these)
    found = [
        PromptSubject(row.id, None, row.deadline, row.promised_on)
        for row in tx.execute(whole.where(items.c.deadline <= by, UP_TO_OWNER).order_by(items.c.id))
    ]
    steps = (
        select(milestones, items.c.done, items.c.promised_on)
        .join(items)
        .where(of_these)
        .where(milestones.c.due <= by, milestones.c.reached_on.is_(None), UP_TO_OWNER)
        .where(
            or_(
                items.c.deadline.is_(None),
                (milestones.c.due < items.c.deadline) & (items.c.deadline >= today),
            )
        )
        .order_by(milestones.c.id)
    )
    return found + [
        PromptSubject(row.item_id, row.id, row.due, row.promised_on)
        for row in tx.execute(steps)
        if row.target is None or row.done is None or row.done < row.target
    ]


SUBJECTS_AT_ONCE = 1000
"""Subjects named in one query: a database takes only so many values in a statement."""


def known(tx: Tx, subjects: Iterable[PromptSubject]) -> dict[Ref, list[Prompt]]:
    """Return every call ever made of each of these subjects, oldest first."""
    keys = list(dict.fromkeys(subject.ref for subject in subjects))
    query = _select().where(items.c.state.not_in(list(CLOSED))).order_by(prompts.c.id)
    found: dict[Ref, list[Prompt]] = {}
    for first in range(0, len(keys), SUBJECTS_AT_ONCE):
        named = prompts.c.subject.in_(keys[first : first + SUBJECTS_AT_ONCE])
        for prompt in fetch_all(tx, Prompt, query.where(named)):
            found.setdefault(prompt.subject, []).append(prompt)
    return found


def make(tx: Tx, subject: PromptSubject, call: DuePrompt, *, late: bool, now: datetime) -> None:
    """Ask from now on; what was asked of the same subject before is no longer asked."""
    _lapse(tx, prompts.c.subject == subject.ref)
    tx.execute(
        insert(prompts).values(
            item_id=subject.item,
            step_id=subject.step,
            subject=subject.ref,
            kind=call.kind,
            due=call.due,
            called_on=call.called_on,
            made_at=now,
            late=late,
            state=PromptState.OPEN,
            answer=PromptAnswer.NONE,
        )
    )


def _lapse(tx: Tx, *conditions: ColumnElement[bool]) -> None:
    tx.execute(
        update(prompts)
        .where(prompts.c.state == PromptState.OPEN, *conditions)
        .values(state=PromptState.LAPSED)
    )


def drop_settled(tx: Tx, today: date) -> None:
    """End the prompts of what was finished, closed, reached or given a later day."""
    after_deadline = prompts.c.kind.in_(list(AfterDeadline))
    settled = (
        select(prompts.c.id)
        .join(items, prompts.c.item_id == items.c.id)
        .outerjoin(milestones, prompts.c.step_id == milestones.c.id)
        .where(prompts.c.state == PromptState.OPEN)
        .where(
            or_(
                ~UP_TO_OWNER,
                milestones.c.reached_on.is_not(None),
                prompts.c.step_id.is_not(None) & (items.c.deadline < today),
                prompts.c.step_id.is_(None) & ~after_deadline & (items.c.deadline != prompts.c.due),
                prompts.c.step_id.is_(None) & after_deadline & (items.c.deadline >= today),
            )
        )
    )
    _lapse(tx, prompts.c.id.in_(list(tx.execute(settled).scalars())))


def leave_steps(tx: Tx, steps: Collection[int]) -> None:
    """End what is asked of milestones that go; which they were, the subject still tells."""
    of_them = prompts.c.step_id.in_(list(steps))
    _lapse(tx, of_them)
    tx.execute(update(prompts).where(of_them).values(step_id=None))


def lapse_moved(tx: Tx, item: int) -> None:
    """End what is asked of an item's milestones whose day is another now."""
    moved = select(prompts.c.id).join(milestones, prompts.c.step_id == milestones.c.id)
    query = moved.where(prompts.c.item_id == item, milestones.c.due != prompts.c.due)
    _lapse(tx, prompts.c.id.in_(list(tx.execute(query).scalars())))


def _select() -> Query:
    return select(prompts, items.c.owner_id).join(items, prompts.c.item_id == items.c.id)


def _open() -> Query:
    still = _select().where(prompts.c.state == PromptState.OPEN)
    return still.order_by(prompts.c.due, prompts.c.id)


def open_now(tx: Tx, now: datetime, of: Collection[int]) -> list[Prompt]:
    """Return what waits for an answer of these owners and was not put off, longest overdue first."""
    of_these = items.c.owner_id.in_(list(of))
    return fetch_all(tx, Prompt, _open().where(_is_awake(now), of_these))


def _is_awake(now: datetime) -> ColumnElement[bool]:
    return or_(prompts.c.snoozed_until.is_(None), prompts.c.snoozed_until <= now)


@dataclass(frozen=True, slots=True)
class AskedOwner:
    """Whose items something is asked about now; `has_put_off`: until now, as they wished."""

    owner: int
    can_be_told: bool
    has_put_off: bool


def owners_asked(tx: Tx, now: datetime) -> list[AskedOwner]:
    """Return everybody of whose items something waits for an answer and was not put off."""
    query = (
        select(
            items.c.owner_id,
            func.max(case((persons.c.account.is_not(None), 1), else_=0)),
            func.max(case((prompts.c.snoozed_until.is_not(None), 1), else_=0)),
        )
        .join(items, prompts.c.item_id == items.c.id)
        .join(persons, items.c.owner_id == persons.c.id)
        .where(prompts.c.state == PromptState.OPEN, _is_awake(now))
        .group_by(items.c.owner_id)
        .order_by(items.c.owner_id)
    )
    return [AskedOwner(row[0], bool(row[1]), bool(row[2])) for row in tx.execute(query)]


def by_id(tx: Tx, number: int) -> Prompt | None:
    return fetch_one(tx, Prompt, _select().where(prompts.c.id == number))


def by_ids(tx: Tx, numbers: Iterable[int]) -> dict[int, Prompt]:
    query = _select().where(prompts.c.id.in_(list(numbers)))
    return {prompt.id: prompt for prompt in fetch_all(tx, Prompt, query)}


def latest_of(tx: Tx, subject: Ref) -> Prompt | None:
    query = _select().where(prompts.c.subject == subject)
    return fetch_one(tx, Prompt, query.order_by(prompts.c.id.desc()).limit(1))


def record_answer(tx: Tx, prompt: Prompt, answer: PromptAnswer, by: int, now: datetime) -> bool:
    """Write an answer down, with its journal entry; False when it was answered or lapsed meanwhile."""
    changed = tx.execute(
        update(prompts)
        .where(prompts.c.id == prompt.id, prompts.c.state == PromptState.OPEN)
        .values(
            state=PromptState.ANSWERED,
            answer=answer,
            answered_at=now,
            answered_by=by,
            answered_for=prompt.owner_id,
            snoozed_until=None,
        )
    )
    if changed.rowcount == 0:
        return False
    body = {
        "prompt": prompt.id,
        "subject": str(prompt.subject),
        "kind": str(prompt.kind),
        "due": prompt.due.isoformat(),
        "answer": answer,
        "for": prompt.owner_id,
    }
    journal.write(tx, "PromptAnswered", body, now=now, person=by, item=prompt.item_id)
    return True


def record_answers(tx: Tx, item: int, answer: PromptAnswer, by: int, now: datetime) -> None:
    """Answer everything that is asked of an item by this."""
    for prompt in open_of_item(tx, item):
        record_answer(tx, prompt, answer, by, now)


def open_of_item(tx: Tx, item: int) -> list[Prompt]:
    return fetch_all(tx, Prompt, _open().where(prompts.c.item_id == item))


def reported_since(tx: Tx) -> list[Prompt]:
    """Open calls whose item was reported on after they were made: that is an answer too."""
    return fetch_all(tx, Prompt, _open().where(items.c.reported_at > prompts.c.made_at))


def put_off(tx: Tx, numbers: Iterable[int], until: datetime) -> int:
    query = update(prompts).where(
        prompts.c.id.in_(list(numbers)), prompts.c.state == PromptState.OPEN
    )
    return tx.execute(query.values(snoozed_until=until)).rowcount


def end_postponement(tx: Tx, numbers: Iterable[int]) -> None:
    query = update(prompts).where(prompts.c.id.in_(list(numbers)))
    tx.execute(query.values(snoozed_until=None))


def ask_again(tx: Tx, item: int, now: datetime) -> None:
    """Open again what a request had answered that was refused."""
    newest = select(func.max(prompts.c.id)).where(prompts.c.item_id == item)
    again = newest.group_by(prompts.c.subject)
    opened = tx.execute(
        update(prompts)
        .where(prompts.c.id.in_(list(tx.execute(again).scalars())))
        .where(prompts.c.state == PromptState.ANSWERED, prompts.c.answer == PromptAnswer.EXTENSION)
        .values(
            state=PromptState.OPEN,
            answer=PromptAnswer.NONE,
            answered_at=None,
            answered_by=None,
            answered_for=None,
        )
        .returning(prompts.c.id)
    )
    numbers = sorted(opened.scalars())
    if numbers:
        journal.write(tx, "PromptAskedAgain", {"prompts": numbers}, now=now, item=item)
