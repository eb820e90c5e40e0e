"""A public notice that is over: the office is told once that the item can be struck off."""

from datetime import datetime

from messages.closing import closing_texts
from messages.closing.closing_texts import Dossier
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import closing_summary, mail, recipients
from rules.policy.city import City
from rules.policy.refs import Ref, RefKind
from storage.closing import closings
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint

NAME = "notices"


def run(tx: Tx, city: City, now: datetime) -> int:
    """How many messages were written: of the notices that ran out since the last time."""
    today = city.today(now)
    last = duty_checkpoints.of(tx, NAME).day
    early = now < city.moment(today, city.prompt_time)
    if not city.may_send(now) or early or (last is not None and last >= today):
        return 0
    duty_checkpoints.advance(tx, NAME, Checkpoint(today))
    over = [closing_summary.of(tx, closing) for closing in closings.ran_out(tx, last, today)]
    written = [letter for dossier in over for letter in _to_office(tx, city, dossier)]
    mail.send_all(tx, written, now)
    return len(written)


def _to_office(tx: Tx, city: City, dossier: Dossier) -> list[OutgoingMessage]:
    return letters(
        recipients.office(tx),
        city.language,
        lambda t: closing_texts.notice_over(t, dossier),
        lambda t: closing_texts.office_buttons(t, dossier),
        about=str(Ref(RefKind.ITEM, dossier.item.id)),
    )
