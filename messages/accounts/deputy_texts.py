"""AB角: who stands in for whom, in words."""

from messages.texts import Texts
from rules.policy.people import Person
from rules.policy.spans import Days


def usage(t: Texts) -> str:
    return t(
        "Please write /deputy, your deputy's name, and the first and last day, "
        "for example: /deputy 李明 2026-12-01 2026-12-10\nTo end it early: /deputy end"
    )


def appointed(t: Texts, person: Person, deputy: Person, days: Days) -> str:
    return t(
        "From {first} to {last}, {deputy} stands in for {person}. Reminders go to both.",
        first=t.full_day(days[0]),
        last=t.full_day(days[1]),
        deputy=_called(deputy),
        person=_called(person),
    )


def ended(t: Texts, person: Person, deputy: Person) -> str:
    return t(
        "{deputy} no longer stands in for {person}.",
        deputy=_called(deputy),
        person=_called(person),
    )


def given_way(t: Texts, person: Person, deputy: Person, left: list[Days]) -> str:
    """Say that another is appointed, and which days the one before has left, if any."""
    if not left:
        return ended(t, person, deputy)
    return "\n".join(appointed(t, person, deputy, days) for days in left)


def nothing_to_end(t: Texts, person: Person) -> str:
    return t("Nobody stands in for {person}.", person=_called(person))


def nobody(t: Texts, name: str) -> str:
    return t("There is no single person “{name}” in the ledger.", name=name)


def _called(person: Person) -> str:
    return f"{person.unit} {person.name}"
