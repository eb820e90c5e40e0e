"""What is kept up for good is asked about at long intervals: whether it still is."""

from datetime import date, datetime, timedelta

from messages.closing import kept_up_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import mail, recipients
from rules.policy.city import City
from rules.policy.refs import Ref
from schedules import once_a_day
from storage.closing import kept_up
from storage.db.engine import Tx
from storage.ledger import item_store

NAME = "kept_up"


def ask(tx: Tx, city: City, today: date, now: datetime) -> int:
    """Ask once a day about what is due; return how many messages were written."""
    if once_a_day.begin(tx, NAME, today) is None:
        return 0
    due = kept_up.due(tx, today - timedelta(days=city.kept_up_days))
    written = [letter for item in due for letter in _asked(tx, city, item, today)]
    mail.send_all(tx, written, now)
    return len(written)


def _asked(tx: Tx, city: City, number: int, today: date) -> list[OutgoingMessage]:
    item, check = item_store.by_id(tx, number), kept_up.ask(tx, number, today)
    return letters(
        recipients.responsible(tx, item, today),
        city.language,
        lambda t: kept_up_texts.question(t, item),
        lambda t: kept_up_texts.buttons(t, check),
        about=Ref.item(number),
    )
