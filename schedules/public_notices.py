"""A public notice that is over: whoever does the next step is told once that it can be done."""

from datetime import datetime
from functools import partial

from messages.closing import closing_texts
from messages.outgoing import OutgoingMessage
from notices import mail, step_notices
from rules.policy.city import City
from schedules import once_a_day
from storage.closing import closings
from storage.closing.closings import Closing
from storage.db.engine import Tx
from storage.ledger import item_store

NAME = "notices"


def run(tx: Tx, city: City, now: datetime) -> int:
    """Write of the notices that ran out since the last time; return how many messages."""
    begun = once_a_day.begin_in_the_morning(tx, NAME, city, now)
    if begun is None:
        return 0
    ran_out = closings.ran_out(tx, begun.last, begun.today)
    written = [letter for closing in ran_out for letter in _letters(tx, city, closing, now)]
    mail.send_all(tx, written, now)
    return len(written)


def _letters(tx: Tx, city: City, closing: Closing, now: datetime) -> list[OutgoingMessage]:
    waits = step_notices.of(tx, city, item_store.by_id(tx, closing.item_id))
    if waits is None:
        return []
    say = partial(closing_texts.notice_over, step=waits.step)
    return step_notices.ask(tx, city, waits, city.today(now), say)
