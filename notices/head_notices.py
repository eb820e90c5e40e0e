"""The office is told the head of the journal's chain, once a day, and when it is no longer there."""

from datetime import datetime
from functools import partial

from messages import head_texts
from messages.letters import letters
from notices import mail, recipients
from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger.heads import ChainHead


def tell(tx: Tx, city: City, head: ChainHead, now: datetime) -> None:
    """Tell everybody in the office the head of the day."""
    say = partial(head_texts.of_the_day, seq=head.seq, digest=head.hash, at=_here(city, now))
    key = f"head:{city.today(now)}"
    told = letters(recipients.office(tx), city.language, say, dedup_key=key)
    mail.send_all(tx, told, now)


def warn(tx: Tx, city: City, lost: ChainHead, now: datetime) -> None:
    """Tell everybody in the office, once a day, of an entry that was there and is not."""
    if city.is_quiet(now):
        return
    say = partial(head_texts.lost, seq=lost.seq, at=_here(city, lost.at))
    key = f"head_lost:{city.today(now)}"
    told = letters(recipients.office(tx), city.language, say, dedup_key=key)
    mail.send_all(tx, told, now)


def _here(city: City, moment: datetime) -> datetime:
    return moment.astimezone(city.zone)
