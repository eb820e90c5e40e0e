"""`/told`: the proof of being told, for the office and the leaders: who was reached, and what he answered."""

from handlers.desk import Desk
from messages import proofs as words_of
from messages import unreached
from messages.outgoing import Spoken
from messages.unreached import Unreached
from rules.permissions import sees_whole_city
from storage import people, proofs


def told(desk: Desk, words: str) -> Spoken:
    """Alone: whom reminders do not reach, or who is silent. With a name: that person's record."""
    if not sees_whole_city(desk.person):
        return desk.say(desk.t("Only the office and the city's leaders see who has answered."))
    if not words:
        standing = proofs.standing(desk.tx, desk.today, desk.city.silent_after)
        found = Unreached.of(standing)
        text = unreached.to_office(desk.t, found, desk.today)
        return desk.say(text if found else desk.t("Everybody was reached and has answered."))
    found_people = people.named(desk.tx, words)
    if len(found_people) != 1:
        return desk.say(desk.t("There is no single person “{name}” in the ledger.", name=words))
    rows = proofs.of_person(desk.tx, found_people[0].id)
    return desk.say(words_of.record(desk.t, found_people[0], rows, desk.city.zone))
