"""A public notice that is over: the office is told once that the item can be struck off."""

from datetime import datetime

from messages.closing import closing_texts
from messages.closing.closing_texts import Dossier
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import closing_summary, mail, recipients
from rules.policy.city import City
from rules.policy.refs import Ref
from schedules import once_a_day
from storage.closing import closings
from storage.db.engine import Tx

NAME = "notices"


def run(tx: Tx, city: City, now: datetime) -> int:
    """Write of the notices that ran out since the last time; return how many messages."""
    begun = once_a_day.begin_in_the_morning(tx, NAME, city, now)
    if begun is None:
        return 0
    ran_out = closings.ran_out(tx, begun.last, begun.today)
    over = [closing_summary.of(tx, closing) for closing in ran_out]
    written = [letter for dossier in over for letter in _to_office(tx, city, dossier)]
    mail.send_all(tx, written, now)
    return len(written)


def _to_office(tx: Tx, city: City, dossier: Dossier) -> list[OutgoingMessage]:
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: closing_texts.notice_over(t, dossier),
        lambda t: closing_texts.office_buttons(t, dossier),
        about=Ref.item(dossier.item.id),
    )
