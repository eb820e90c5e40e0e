"""`/told`: the proof of being told, for the office and the leaders: who was reached, and what he answered."""

from handlers.context import Desk
from handlers.queries import entities, silence
from messages.follow_up import proofs as words_of
from messages.outgoing import Spoken
from notices import prompts
from rules.language.reading.folding import fold
from rules.language.silence import asked
from rules.policy.people import Person
from rules.policy.permissions import sees_whole_city
from storage.follow_up import delivery_proofs
from storage.people import people


def told(desk: Desk, words: str) -> Spoken:
    """A person's record by his name; else whose answers are missing, of what the words name."""
    if not sees_whole_city(desk.person):
        return desk.say(desk.t("Only the office and the city's leaders see who has answered."))
    found_people = people.named(desk.tx, words)
    if len(found_people) == 1:
        return _record(desk, found_people[0])
    question = asked(fold(words).lower(), desk.today)
    subject = entities.listed(desk, question.rest)
    if found_people or subject.left or subject.unknown:
        return desk.say(desk.t("There is no single person “{name}” in the ledger.", name=words))
    return silence.answer(desk, words)


def _record(desk: Desk, person: Person) -> Spoken:
    prompts.note_deliveries(desk.tx)
    rows = delivery_proofs.of_person(desk.tx, person.id)
    return desk.say(words_of.record(desk.t, person, rows, desk.city.zone))
