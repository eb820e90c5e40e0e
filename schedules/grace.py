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
from storage.ledger.entered import days_entered

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


def tell(tx: Tx, city: City, waiting: dict[Dated, date], now: datetime) -> None:
    """Tell the office, once for each day on which the waiting ends, how many items wait for it."""
    ends = {item: day for (item, _due), day in waiting.items()}
    for day, count in Counter(ends.values()).items():
        mail.send_all(tx, _letters(tx, city, count, day), now)


def _letters(tx: Tx, city: City, count: int, day: date) -> list[OutgoingMessage]:
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: grace_texts.waiting(t, count, day),
        dedup_key=f"grace:{day}",
    )
