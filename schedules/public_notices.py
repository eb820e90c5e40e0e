"""A public notice that is over: whoever does the next step is told once that it can be done."""

from datetime import datetime

from messages.closing import closing_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import closing_summary, mail, recipients
from rules.policy.city import City
from rules.policy.closing import awaited
from rules.policy.refs import Ref
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
    item = item_store.by_id(tx, closing.item_id)
    step = awaited(city.procedure, item.state, closing.awaits)
    if step is None:
        return []
    dossier = closing_summary.of(tx, closing, step)
    return letters(
        recipients.of_step(tx, item, step, city.today(now)),
        city.language,
        lambda t: closing_texts.notice_over(t, dossier, step),
        lambda t: closing_texts.step_buttons(t, dossier, step),
        about=Ref.item(dossier.item.id),
    )
