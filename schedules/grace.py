"""Items that came in overdue wait some days before anybody is reminded; the office is told how many."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from messages.follow_up import grace_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import mail, recipients
from rules.policy.city import City
from rules.policy.grace import told_from, waits
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.ledger.entered import days_entered

NAME = "prompts:waiting"
"""Before a day: how many items wait until then, while they are being counted."""

Dated = tuple[int, date]
"""An item, and the day by which it or one of its milestones was due."""


def held(tx: Tx, city: City, late: Iterable[Dated], today: date) -> dict[Dated, date]:
    """Return those of them that wait today, with the day from which they are told of."""
    asked = list(late)
    days = days_entered(tx, city, (item for item, _ in asked)) if city.import_grace else {}
    return {
        (item, due): told_from(days[item], city)
        for item, due in asked
        if item in days and waits(due, days[item], today, city)
    }


def count(tx: Tx, waiting: dict[Dated, date]) -> None:
    """Add items that wait to those the office is to be told of, for the day on which that ends."""
    ends = {item: day for (item, _due), day in waiting.items()}
    for day, more in Counter(ends.values()).items():
        before = duty_checkpoints.of(tx, _counted(day)).number
        duty_checkpoints.replace(tx, _counted(day), Checkpoint(day, before + more))


def tell(tx: Tx, city: City, now: datetime) -> None:
    """Tell the office how many items were counted, once for each day on which the waiting ends."""
    for day, waiting in duty_checkpoints.take(tx, f"{NAME}:"):
        mail.send_all(tx, _letters(tx, city, waiting, day), now)


def _counted(day: date) -> str:
    return f"{NAME}:{day}"


def _letters(tx: Tx, city: City, count: int, day: date) -> list[OutgoingMessage]:
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: grace_texts.waiting(t, count, day),
        dedup_key=f"grace:{day}",
    )
