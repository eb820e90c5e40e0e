"""Deadline prompts: what has to be asked by now is asked, once, and again until answered."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from notices import calendar_notices, mail, prompt_notices
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
from rules.policy.spans import unpublished_years
from schedules import grace, kept_up
from schedules.prompts import requests, unreached
from storage.db.engine import Tx
from storage.follow_up import extensions, prompt_messages, prompts
from storage.follow_up.prompt_messages import PromptMessage
from storage.follow_up.prompts import PromptSubject
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.people import deputies, people

NAME = "prompts"
NEAR = timedelta(days=30)
"""So long before a year without a published calendar begins the office is warned."""


def run(tx: Tx, city: City, now: datetime) -> int:
    """Ask what is due; return how many messages were written."""
    prompt_messages.note_deliveries(tx)
    mail.send_all(tx, prompt_notices.answered_by_reports(tx, city, now), now)
    if not city.may_send(now):
        return 0
    written = requests.pass_on_blockers(tx, city, now)
    if now.astimezone(city.zone).time() < city.prompt_time:
        return written
    today = city.today(now)
    if not _moved_on(tx, today):
        return written
    call_what_is_due(tx, city, today, now)
    years = unpublished_years(city.calendar, today, today + NEAR)
    mail.send_all(tx, calendar_notices.of_years(tx, city, years), now)
    written += tell(tx, city, today, now) + kept_up.ask(tx, city, today, now)
    written += requests.remind_of_instructions(tx, city, today, now)
    return written + unreached.tell(tx, city, today, now)


def _moved_on(tx: Tx, today: date) -> bool:
    """Whether this is no day before the last one dealt with: a clock set back asks nobody again."""
    last = duty_checkpoints.of(tx, NAME).day
    return last is None or today >= last


def call_what_is_due(tx: Tx, city: City, today: date, now: datetime) -> None:
    """Make the calls whose day has come; those of days the bot was down are marked late."""
    mark = duty_checkpoints.of(tx, NAME)
    head = duty_checkpoints.facts_so_far(tx)
    if mark == Checkpoint(today, head):
        return
    prompts.drop_settled(tx, today)
    before = duty_checkpoints.of(tx, f"{NAME}:before").day
    if mark.day != today:
        before = mark.day
        duty_checkpoints.advance(tx, f"{NAME}:before", Checkpoint(before))
    horizon = today + timedelta(days=max(city.prompt_days, default=0) + 15)
    subjects = prompts.pressing(tx, horizon, today)
    made = prompts.known(tx, subjects)
    waiting = {row.item_id for row in extensions.waiting(tx)}
    late = [(s.item, s.due) for s in subjects if s.due < today and s.ref not in made]
    left_alone = grace.held(tx, city, late, today)
    grace.tell(tx, city, left_alone, now)
    for subject in subjects:
        if subject.item not in waiting and (subject.item, subject.due) not in left_alone:
            _call(tx, city, subject, made.get(subject.ref, []), before, today, now)
    duty_checkpoints.advance(tx, NAME, Checkpoint(today, head))


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


def tell(tx: Tx, city: City, today: date, now: datetime) -> int:
    """Send one message a person a day; whoever put it off gets it when they wished to."""
    calls: dict[int, list[Prompt]] = defaultdict(list)
    for call in prompts.open_now(tx, now):
        calls[call.owner_id].append(call)
    away = deputies.on_duty(tx, today)
    reminded = prompt_messages.told_on(tx, today)
    return sum(
        _tell(tx, city, owner, away.get(owner, []), reminded, due, now)
        for owner, due in calls.items()
    )


def _tell(
    tx: Tx,
    city: City,
    owner: int,
    standing_in: list[int],
    reminded: set[tuple[int, int]],
    calls: list[Prompt],
    now: datetime,
) -> int:
    today, written = city.today(now), 0
    put_off = [call for call in calls if call.snoozed_until is not None]
    for reader in (owner, *standing_in):
        first = (owner, reader) not in reminded
        due, occasion = (calls, "1") if first else (put_off, _after_sleep(city, put_off, now))
        mine = due if first or reader == owner else []
        if mine and people.by_id(tx, reader).account is not None:
            written += prompt_notices.send(
                tx, city, PromptMessage(owner, reader, today, occasion), mine, now
            )
            prompts.end_postponement(tx, [call.id for call in put_off] if reader == owner else [])
    return written


def _after_sleep(city: City, put_off: list[Prompt], now: datetime) -> str:
    moments = [call.snoozed_until for call in put_off if call.snoozed_until is not None]
    return f"{max(moments, default=now).astimezone(city.zone):%H%M%S}"
