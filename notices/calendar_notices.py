"""The office learns once of a year whose holidays are not known yet."""

from messages.calendar_texts import office_caution
from messages.letters import letters
from messages.outgoing import OutgoingMessage
from notices import recipients
from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint


def of_years(tx: Tx, city: City, years: list[int]) -> list[OutgoingMessage]:
    """Tell everybody in the office of each year, once for ever."""
    messages: list[OutgoingMessage] = []
    for year in years:
        if duty_checkpoints.of(tx, f"calendar:{year}") == Checkpoint():
            duty_checkpoints.advance(tx, f"calendar:{year}", Checkpoint(number=year))
            messages += _of_year(tx, city, year)
    return messages


def _of_year(tx: Tx, city: City, year: int) -> list[OutgoingMessage]:
    return letters(recipients.office(tx), city.language, lambda t: office_caution(t, year))
