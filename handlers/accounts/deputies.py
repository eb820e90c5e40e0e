"""`/deputy NAME FIRST LAST`: somebody stands in for an official while he is away."""

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.context import Desk
from messages.accounts import deputies as words_of
from messages.follow_up.telling import letters
from messages.incoming import Said
from messages.outgoing import Spoken
from messages.texts import Texts
from rules.language.matching import ItemIndex
from rules.language.reading import read
from rules.policy.people import Person
from rules.policy.permissions import keeps_the_ledger
from rules.policy.spans import Days, length
from storage.people import deputies, people

LONGEST = 92
"""Days of one appointment: three months."""

ENDS = frozenset({"end", "结束"})


def appoint(said: Said, desk: Desk, words: str) -> Spoken:
    """One name: my deputy. Two, by the office: the second stands in for the first."""
    parts = words.split()
    if parts and parts[0].lower() in ENDS:
        return _end(desk, parts[1:])
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
    days: Days,
) -> Spoken:
    if person is None or deputy is None:
        missing = names[0] if person is None else names[-1]
        return desk.say(words_of.nobody(desk.t, missing))
    if person.id == deputy.id:
        return desk.say(desk.t("Nobody can stand in for himself."))
    if days[1] < days[0] or days[1] < desk.today:
        return desk.say(desk.t("The last day must not lie before the first, nor in the past."))
    if length(days) > LONGEST:
        return desk.say(desk.t("A deputy stands in for at most {count} days.", count=LONGEST))
    return _appointed(desk, person, deputy, days)


def _appointed(desk: Desk, person: Person, deputy: Person, days: Days) -> Spoken:
    given_way = deputies.appoint(desk.tx, person.id, deputy.id, days, desk.person.id, desk.now)
    say = partial(words_of.appointed, person=person, deputy=deputy, days=days)
    spoken = _told(desk, (person, deputy), say)
    for number, left in given_way:
        former = people.by_id(desk.tx, number)
        say = partial(words_of.given_way, person=person, deputy=former, left=left)
        spoken.messages += letters([former], desk.city.language, say)
    return spoken


def _told(desk: Desk, concerned: tuple[Person, ...], say: Callable[[Texts], str]) -> Spoken:
    """Whoever asked for it and both whom it concerns hear of it."""
    spoken = desk.say(say(desk.t))
    others = [person for person in concerned if person.id != desk.person.id]
    spoken.messages += letters(others, desk.city.language, say)
    return spoken


def _end(desk: Desk, names: list[str]) -> Spoken:
    """One's own; the office's word ends anybody's."""
    if len(names) > 1:
        return desk.say(words_of.usage(desk.t))
    if names and not keeps_the_ledger(desk.person):
        return desk.say(desk.t("Only the office ends an appointment for others."))
    person = _one(desk, names[0], None) if names else desk.person
    if person is None:
        return desk.say(words_of.nobody(desk.t, names[0]))
    running = deputies.next_of(desk.tx, person.id, desk.today)
    if running is None:
        return desk.say(words_of.nothing_to_end(desk.t, person))
    deputies.end(desk.tx, running, desk.person.id, desk.now)
    deputy = people.by_id(desk.tx, running.deputy_id)
    return _told(desk, (person, deputy), partial(words_of.ended, person=person, deputy=deputy))
