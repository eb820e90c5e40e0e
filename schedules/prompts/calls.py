"""Deadline prompts are made, so many items at a time: each once for its deadline and kind."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from rules.policy.city import City
from rules.policy.prompts import (
    DAY,
    AfterDeadline,
    DuePrompt,
    Prompt,
    PromptState,
    due_prompt,
    quiet_until,
)
from schedules import grace
from storage.db.engine import Tx
from storage.follow_up import extensions, prompts
from storage.follow_up.prompts import PromptSubject
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.ledger.journal_cursor import items_named

NAME = "prompts"
BEFORE, BEGUN, PLACE = f"{NAME}:before", f"{NAME}:begun", f"{NAME}:place"
"""Marks: the last day before this one; where the journal was when a day's look at all began; the
last item that was looked at."""
AT_ONCE = 40
"""Items, or entries of the journal, looked at in one unit of work while others wait."""


def make_next(tx: Tx, city: City, today: date, now: datetime) -> bool:
    """Make calls whose day has come; those of days the bot was down are marked late.

    Once a day everything is looked at, then what the journal names. Return whether some are left.
    """
    mark, head = duty_checkpoints.of(tx, NAME), duty_checkpoints.facts_so_far(tx)
    if mark == Checkpoint(today, head):
        return False
    if mark.day != today:
        reached = _of_the_day(tx, city, mark.day, today, now)
    else:
        prompts.drop_settled(tx, today)
        reached = min(head, mark.number + AT_ONCE)
        _make(tx, city, items_named(tx, mark.number, reached), today, now)
    if reached is not None:
        duty_checkpoints.advance(tx, NAME, Checkpoint(today, reached))
    if reached != head:
        return True
    grace.tell(tx, city, now)
    return False


def _of_the_day(tx: Tx, city: City, last: date | None, today: date, now: datetime) -> int | None:
    """Look at the next items; return how far the journal was dealt with, None while some are left."""
    if duty_checkpoints.of(tx, BEGUN).day != today:
        prompts.drop_settled(tx, today)
        duty_checkpoints.advance(tx, BEFORE, Checkpoint(last))
        head = duty_checkpoints.facts_so_far(tx)
        duty_checkpoints.replace(tx, BEGUN, Checkpoint(today, head))
        duty_checkpoints.replace(tx, PLACE, Checkpoint(today))
    place = duty_checkpoints.of(tx, PLACE).number
    here = prompts.pressing_items(tx, _horizon(city, today), place, AT_ONCE)
    _make(tx, city, here, today, now)
    if len(here) < AT_ONCE:
        return duty_checkpoints.of(tx, BEGUN).number
    duty_checkpoints.replace(tx, PLACE, Checkpoint(today, here[-1]))
    return None


def _horizon(city: City, today: date) -> date:
    return today + timedelta(days=max(city.prompt_days, default=0) + 15)


def _make(tx: Tx, city: City, items: Collection[int], today: date, now: datetime) -> None:
    """Make the calls of some items."""
    if not items:
        return
    before = duty_checkpoints.of(tx, BEFORE).day
    subjects = prompts.pressing(tx, _horizon(city, today), today, items)
    made = prompts.known(tx, subjects)
    waiting = {row.item_id for row in extensions.waiting(tx)}
    late = [(s.item, s.due) for s in subjects if s.due < today and s.ref not in made]
    left_alone = grace.held(tx, city, late, today)
    grace.count(tx, left_alone)
    for subject in subjects:
        if subject.item not in waiting and (subject.item, subject.due) not in left_alone:
            _call(tx, city, subject, made.get(subject.ref, []), before, today, now)


def _call(
    tx: Tx,
    city: City,
    subject: PromptSubject,
    made: list[Prompt],
    before: date | None,
    today: date,
    now: datetime,
) -> None:
    call = _due(city, subject, made, today)
    if call is None or any(row.kind == call.kind and row.due == call.due for row in made):
        return
    since_last_run = call.called_on > before if before else call.called_on == today
    if since_last_run or isinstance(call.kind, AfterDeadline):
        late = before is not None and before < call.called_on < today
        prompts.make(tx, subject, call, late=late, now=now)


def _due(city: City, subject: PromptSubject, made: list[Prompt], today: date) -> DuePrompt | None:
    """Return the prompt by its deadline; an overdue one that was answered rests a while first."""
    call = due_prompt(subject.due, today, city.prompt_days, city.calendar)
    asked = [row for row in made if row.kind is AfterDeadline.OVERDUE]
    if call is None or call.kind is not AfterDeadline.OVERDUE or not asked:
        return call
    last = asked[-1]
    if last.state is PromptState.OPEN:
        return None
    if last.state is PromptState.LAPSED:
        return (
            call if subject.due > last.due else DuePrompt(AfterDeadline.OVERDUE, today - DAY, today)
        )
    assert last.answered_at is not None
    answered_on = city.today(last.answered_at)
    rest = quiet_until(answered_on, subject.promised_on, city.ask_again_after, city.calendar)
    again = due_prompt(rest, today, (), city.calendar)
    return again if again is not None and again.called_on <= today else None
