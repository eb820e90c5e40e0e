"""Who has not reported or answered: never that all have where nobody was asked, and of what it is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.context import Desk
from handlers.follow_up import instructions as given
from handlers.queries import entities, unanswerable
from messages.follow_up import rounds as round_words
from messages.incoming import Said
from messages.outgoing import Spoken
from messages.queries import silence_texts as words_of
from notices import prompts
from notices import rounds as round_letters
from rules.language.naming import LONGEST
from rules.language.past_days import Days
from rules.language.reading.folding import fold
from rules.language.reading.values import Reading
from rules.language.silence import Question, asked, is_asked, names_whom
from rules.policy.permissions import keeps_the_ledger, sees_whole_city
from rules.policy.prompting import DAY
from storage.follow_up import delivery_proofs, instructions, rounds
from storage.ledger import items as ledger
from storage.queries import instructed, reminded

WEEK = timedelta(days=6)
"""Where no days are named: this long back, and as long as somebody has not answered."""


def put(said: Said, desk: Desk, found: Reading) -> Spoken | None:
    """None when it is not such a question."""
    words = fold(said.text).lower()
    asking = found.intent.startswith("query")
    if said.file is not None or (len(words) > LONGEST and not asking):
        return None
    whom = names_whom(words)
    of_one = not whom and (found.sure or not sees_whole_city(desk.person))
    if of_one or not is_asked(words, asking=asking):
        return None
    return answer(desk, said.text)


def answer(desk: Desk, text: str) -> Spoken:
    question = asked(fold(text).lower(), desk.today)
    if question.topic != "instruction" and not sees_whole_city(desk.person):
        return desk.say(desk.t("Only the office and the city's leaders see who has answered."))
    if question.topic == "instruction" and not (question.mine or sees_whole_city(desk.person)):
        return given.listed(desk)
    subject = replace(entities.listed(desk, question.rest), said=text)
    refusal = unanswerable.refused(desk, subject, "told")
    if refusal is not None:
        return refusal
    narrowed = Narrowed(subject.words, _items(desk, subject) if subject.words else None)
    if question.topic == "instruction":
        return desk.say(narrowed.headed(_of_instructions(desk, question, narrowed)))
    spoken = Spoken()
    for part in _parts(desk, question, narrowed):
        spoken.messages += desk.say(part).messages
    return spoken


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the question is about: `items` are None where it is about everything."""

    words: str
    items: Sequence[int] | None

    def headed(self, text: str) -> str:
        return f"{self.words}｜{text}" if self.words else text

    def only(self, rows: Sequence[Any]) -> list[Any]:
        return [row for row in rows if self.items is None or row.item_id in self.items]


def _items(desk: Desk, subject: entities.Subject) -> list[int]:
    found = ledger.listed(desk.tx, desk.person, subject.wanted, limit=None)
    return [item.id for item in found]


def _parts(desk: Desk, question: Question, narrowed: Narrowed) -> list[str]:
    """Of each round first, then of reminders, then of what he himself gave."""
    parts = _of_rounds(desk, question, narrowed)
    if question.topic != "round":
        parts.append(narrowed.headed(_of_reminders(desk, question, narrowed)))
    if question.reading:
        parts.append(words_of.only_delivery(desk.t))
    own = [row for row in instructions.given(desk.tx, desk.person.id) if row.state == "open"]
    if question.days is None and not narrowed.words and own:
        parts.append(_of_instructions(desk, question, narrowed))
    return parts


def _of_rounds(desk: Desk, question: Question, narrowed: Narrowed) -> list[str]:
    found = _rounds(desk, question)
    if not found and question.topic != "answer":
        return [words_of.no_round(desk.t, question.days, desk.today, last=question.last_round)]
    return [narrowed.headed(_of_a_round(desk, round_, narrowed)) for round_ in found]


def _rounds(desk: Desk, question: Question) -> list[Any]:
    if question.last_round:
        return rounds.last_closed(desk.tx)
    if question.days is None:
        return rounds.still_open(desk.tx)
    first, last = question.days
    return rounds.between(desk.tx, _morning(desk, first), _morning(desk, last + DAY))


def _morning(desk: Desk, day: date) -> datetime:
    return desk.city.moment(day, time.min)


def _of_a_round(desk: Desk, round_: Any, narrowed: Narrowed) -> str:
    entries = narrowed.only(rounds.entries(desk.tx, round_.id))
    due = round_.due_at.astimezone(desk.city.zone)
    unasked = round_letters.not_reached(desk.tx, desk.city, round_, entries, desk.now)
    over = round_.due_at < desk.now
    return round_words.missing(desk.t, entries, due, over=over, unasked=unasked)


def _of_reminders(desk: Desk, question: Question, narrowed: Narrowed) -> str:
    first, last = question.days or _lately(desk)
    prompts.note_deliveries(desk.tx)
    found = reminded.between(desk.tx, first, last, narrowed.items)
    return words_of.of_reminders(desk.t, found, desk.today)


def _lately(desk: Desk) -> Days:
    silent = delivery_proofs.not_answered(desk.tx, desk.today + DAY)
    since = (person.since for person in silent if person.since is not None)
    return min([desk.today - WEEK, *since]), desk.today


def _of_instructions(desk: Desk, question: Question, narrowed: Narrowed) -> str:
    """The asker's own; all of them where the office does not ask for its own."""
    own = question.mine or not keeps_the_ledger(desk.person)
    rows = instructions.given(desk.tx, desk.person.id if own else None)
    found = [row for row in narrowed.only(rows) if _is_of(desk, row, question.days)]
    if not found:
        return words_of.no_instruction(desk.t, question.days, desk.today, own=own)
    waiting = (row for row in found if row.state == "open")
    reached = {row.id: instructed.has_reached(desk.tx, row, desk.today) for row in waiting}
    return words_of.of_instructions(desk.t, found, reached, desk.city.zone, own=own)


def _is_of(desk: Desk, row: Any, days: Days | None) -> bool:
    return days is None or days[0] <= row.at.astimezone(desk.city.zone).date() <= days[1]
