"""AB角: who stands in for whom, in words."""

from datetime import date

from messages.texts import Texts
from rules.people import Person


def usage(t: Texts) -> str:
    return t(
        "Please write /deputy, your deputy's name, and the first and last day, "
        "for example: /deputy 李明 2026-12-01 2026-12-10"
    )


def appointed(t: Texts, person: Person, deputy: Person, first: date, last: date) -> str:
    return t(
        "From {first} to {last}, {deputy} stands in for {person}. Reminders go to both.",
        first=t.full_day(first),
        last=t.full_day(last),
        deputy=f"{deputy.unit} {deputy.name}",
        person=f"{person.unit} {person.name}",
    )
