"""Pass on the blockers of reports, and remind of instructions that wait for their answer."""

from datetime import date, datetime

from messages.follow_up import request_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import mail, recipients, request_notices
from rules.policy.city import City
from rules.policy.refs import Ref
from rules.policy.requests import RequestKind, TrackedRequest
from schedules import once_a_day
from storage.db.engine import Tx
from storage.follow_up import requests
from storage.ledger import duty_checkpoints, item_store
from storage.ledger.duty_checkpoints import Checkpoint

BLOCKERS, INSTRUCTIONS = "problems", "instructions"
"""Names of the two checkpoints: the last report dealt with, the last day."""


def pass_on_blockers(tx: Tx, city: City, now: datetime) -> int:
    """Enter the blockers of reports confirmed since the last run; how many letters that made."""
    written = 0
    for blocker in requests.written_in_reports(tx, duty_checkpoints.of(tx, BLOCKERS).number):
        item = item_store.by_id(tx, blocker.item)
        _, messages = request_notices.enter_blocker(tx, city, blocker, item.lead.id, now)
        mail.send_all(tx, messages, now)
        written += len(messages)
        duty_checkpoints.advance(tx, BLOCKERS, Checkpoint(number=blocker.report or 0))
    return written


def remind_of_instructions(tx: Tx, city: City, today: date, now: datetime) -> int:
    """Remind each owner once of each, and daily the office of all until they are answered.

    Return how many letters that made.
    """
    begun = once_a_day.begin(tx, INSTRUCTIONS, today)
    if begun is None:
        return 0
    late = [(row, day) for row, day in _with_days(tx, city) if day <= today]
    written = _to_office(tx, city, [row for row, _ in late], today)
    for row, day in late:
        if begun.last is None or day > begun.last:
            written += _to_owner(tx, city, row, today)
    mail.send_all(tx, written, now)
    return len(written)


def _with_days(tx: Tx, city: City) -> list[tuple[TrackedRequest, date]]:
    """Return what is not answered, with the day on which it has waited long enough."""
    return [
        (row, city.calendar.add_working_days(city.today(row.at), city.instruction_after))
        for row in requests.unanswered(tx, RequestKind.INSTRUCTION)
    ]


def _to_owner(tx: Tx, city: City, row: TrackedRequest, today: date) -> list[OutgoingMessage]:
    return letters(
        request_notices.asked_to_answer(tx, row, today),
        city.language,
        lambda t: request_texts.reminder(t, row, city.zone),
        lambda t: request_texts.answer_button(t, row),
        about=Ref.item(row.item_id),
        dedup_key=request_notices.reminder_key(row),
    )


def _to_office(
    tx: Tx, city: City, rows: list[TrackedRequest], today: date
) -> list[OutgoingMessage]:
    if not rows:
        return []
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: request_texts.late_instructions(t, rows, city.zone),
        dedup_key=f"{INSTRUCTIONS}:{today}",
    )
