"""`/told`: the proof of being told, for the office and the leaders: who was reached, and what he answered."""

from handlers.desk import Desk
from messages import proofs as words_of
from messages import rounds as round_words
from messages import unreached
from messages.outgoing import Spoken
from messages.unreached import Unreached
from rules.permissions import sees_whole_city
from storage import people, proofs, rounds


def told(desk: Desk, words: str) -> Spoken:
    """Alone: whose answers are missing. With a name: that person's record."""
    if not sees_whole_city(desk.person):
        return desk.say(desk.t("Only the office and the city's leaders see who has answered."))
    if not words:
        return _missing(desk)
    found_people = people.named(desk.tx, words)
    if len(found_people) != 1:
        return desk.say(desk.t("There is no single person “{name}” in the ledger.", name=words))
    rows = proofs.of_person(desk.tx, found_people[0].id)
    return desk.say(words_of.record(desk.t, found_people[0], rows, desk.city.zone))


def _missing(desk: Desk) -> Spoken:
    """Of each open round first; then whom reminders do not reach, or who has not answered them."""
    spoken = Spoken()
    for round_ in rounds.still_open(desk.tx):
        due = round_.due_at.astimezone(desk.city.zone)
        entries = rounds.entries(desk.tx, round_.id)
        text = round_words.missing(desk.t, entries, due, over=round_.due_at < desk.now)
        spoken.messages += desk.say(text).messages
    found = Unreached.of(proofs.unanswered(desk.tx, desk.today))
    text = unreached.to_office(desk.t, found, desk.today)
    answered = desk.t("Everybody was reached and has answered.")
    spoken.messages += desk.say(text if found else answered).messages
    return spoken
