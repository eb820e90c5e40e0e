"""Look for signs that reports may not be true: in what was entered, and once a day in pictures."""

from datetime import datetime

from messages.outgoing import OutgoingMessage
from notices import mail, radar_notices
from rules.policy.city import City
from schedules import once_a_day
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.radar import flags, new_entries, picture_signs

NAME, ENTRIES = "radar", "flags"
"""Names of the two checkpoints: the last day, the last entry of the journal that was looked at."""


def run(tx: Tx, city: City, now: datetime) -> int:
    """Return how many messages were written; none at night and on days off, when nobody is asked."""
    if not city.may_send(now):
        return 0
    written = [*_in_entries(tx, city, now), *_of_the_day(tx, city, now)]
    mail.send_all(tx, written, now)
    return len(written)


def _in_entries(tx: Tx, city: City, now: datetime) -> list[OutgoingMessage]:
    """Raise what the entries since the last run show."""
    after = duty_checkpoints.of(tx, ENTRIES).number
    last = duty_checkpoints.facts_so_far(tx)
    if after == last:
        return []
    found = [
        flag
        for entry in new_entries.between(tx, after, last)
        for flag in new_entries.signs_in(tx, entry, city.radar, city.zone)
    ]
    duty_checkpoints.advance(tx, ENTRIES, Checkpoint(number=last))
    return radar_notices.raise_all(tx, city, found, now)


def _of_the_day(tx: Tx, city: City, now: datetime) -> list[OutgoingMessage]:
    """Once a day compare the new pictures, and ask those who could not be asked before."""
    if once_a_day.begin_in_the_morning(tx, NAME, city, now) is None:
        return []
    again = [radar_notices.case_of(tx, flag) for flag in flags.unasked(tx)]
    asked = [letter for case in again for letter in radar_notices.ask(tx, city, case, now)]
    found = picture_signs.of_pictures(tx, city.radar, city.zone)
    return [*asked, *radar_notices.raise_all(tx, city, found, now)]
