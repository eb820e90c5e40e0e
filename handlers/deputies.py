"""`/deputy NAME FIRST LAST`: somebody stands in for an official while he is away."""

from datetime import date

from handlers.desk import Desk
from handlers.heard import Said
from messages import deputies as words_of
from messages.outgoing import Spoken
from messages.telling import letters
from rules.matching import ItemIndex
from rules.people import Person
from rules.permissions import keeps_the_ledger
from rules.reading import read
from storage import deputies, people


def appoint(said: Said, desk: Desk, words: str) -> Spoken:
    """One name: my deputy. Two, by the office: the second stands in for the first."""
    parts = words.split()
    days = [day for part in parts if (day := _day(said, desk, part))]
    names = [part for part in parts if _day(said, desk, part) is None]
    if len(days) != 2 or len(names) not in (1, 2):
        return desk.say(words_of.usage(desk.t))
    if len(names) == 2 and not keeps_the_ledger(desk.person):
        return desk.say(desk.t("Only the office appoints a deputy for others."))
    person = desk.person if len(names) == 1 else _one(desk, names[0], None)
    deputy = _one(desk, names[-1], person)
    return _weigh(desk, names, person, deputy, (days[0], days[1]))


def _day(said: Said, desk: Desk, part: str) -> date | None:
    found = read(
        part,
        now=said.at.astimezone(desk.city.zone),
        calendar=desk.city.calendar,
        index=ItemIndex.build([]),
    ).dates
    return found[0].value if found else None


def _one(desk: Desk, name: str, beside: Person | None) -> Person | None:
    """The one of that name; of several, the colleague in the same unit."""
    found = people.named(desk.tx, name)
    if len(found) > 1 and beside is not None:
        found = [p for p in found if p.unit_id == beside.unit_id]
    return found[0] if len(found) == 1 else None


def _weigh(
    desk: Desk,
    names: list[str],
    person: Person | None,
    deputy: Person | None,
    days: tuple[date, date],
) -> Spoken:
    if person is None or deputy is None:
        missing = names[0] if person is None else names[-1]
        return desk.say(desk.t("There is no single person “{name}” in the ledger.", name=missing))
    if person.id == deputy.id:
        return desk.say(desk.t("Nobody can stand in for himself."))
    if days[1] < days[0] or days[1] < desk.today:
        return desk.say(desk.t("The last day must not lie before the first, nor in the past."))
    return _appointed(desk, person, deputy, days)


def _appointed(desk: Desk, person: Person, deputy: Person, days: tuple[date, date]) -> Spoken:
    deputies.appoint(desk.tx, person.id, deputy.id, days, desk.person.id, desk.now)
    spoken = desk.say(words_of.appointed(desk.t, person, deputy, *days))
    told = [p for p in (person, deputy) if p.id != desk.person.id]
    spoken.messages += letters(
        told, desk.city.language, lambda t: words_of.appointed(t, person, deputy, *days)
    )
    return spoken
