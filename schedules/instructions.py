"""Instructions of leaders that wait too long: their owners are reminded, the office is told."""

from datetime import date, datetime
from typing import Any

from messages.follow_up import instruction_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import mail, recipients
from rules.policy.city import City
from storage.db.engine import Tx
from storage.follow_up import instructions
from storage.ledger import duty_checkpoints, item_store
from storage.ledger.duty_checkpoints import Checkpoint

NAME = "instructions"


def chase(tx: Tx, city: City, today: date, now: datetime) -> int:
    """Once a day: each owner hears once of each, the office of all until they are answered."""
    last = duty_checkpoints.of(tx, NAME).day
    if last is not None and last >= today:
        return 0
    duty_checkpoints.advance(tx, NAME, Checkpoint(today))
    late = [(row, day) for row, day in _with_days(tx, city) if day <= today]
    written = _to_office(tx, city, [row for row, _ in late], today)
    for row, day in late:
        if last is None or day > last:
            written += _to_owner(tx, city, row, today)
    mail.send_all(tx, written, now)
    return len(written)


def _with_days(tx: Tx, city: City) -> list[tuple[Any, date]]:
    """What is not answered, with the day on which it has waited long enough."""
    return [
        (row, city.calendar.add_working_days(city.today(row.at), city.instruction_after))
        for row in instructions.unanswered(tx)
    ]


def _to_owner(tx: Tx, city: City, row: Any, today: date) -> list[OutgoingMessage]:
    item = item_store.by_id(tx, row.item_id)
    reached = [p for p in recipients.responsible(tx, item, today) if p.chat_id is not None]
    return letters(
        reached,
        city.language,
        lambda t: instruction_texts.reminder(t, row, city.zone),
        lambda t: instruction_texts.answer_button(t, row.id),
        about=f"item:{item.id}",
        dedup_key=f"instruction:{row.id}:reminder",
    )


def _to_office(tx: Tx, city: City, rows: list[Any], today: date) -> list[OutgoingMessage]:
    if not rows:
        return []
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: instruction_texts.late(t, rows, city.zone),
        dedup_key=f"instructions:{today}",
    )
