"""The office learns once of a year whose holidays are not known yet."""

from messages.calendar import office_caution
from messages.follow_up.telling import letters
from messages.outgoing import Outgoing
from rules.policy.city import City
from storage import addressees, marks
from storage.database import Tx
from storage.marks import Mark


def of_years(tx: Tx, city: City, years: list[int]) -> list[Outgoing]:
    """For everybody in the office, each year once for ever."""
    told: list[Outgoing] = []
    for year in years:
        if marks.of(tx, f"calendar:{year}") == Mark():
            marks.advance(tx, f"calendar:{year}", Mark(number=year))
            told += _of_year(tx, city, year)
    return told


def _of_year(tx: Tx, city: City, year: int) -> list[Outgoing]:
    return letters(addressees.office(tx), city.language, lambda t: office_caution(t, year))
