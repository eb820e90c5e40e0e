"""Who has not reported or answered; where nobody was asked, that is said, and not that all have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from handlers.context import Context
from handlers.follow_up import agenda
from handlers.message import Message
from handlers.queries import entities, unanswerable
from messages.follow_up import assignment_texts, round_texts
from messages.formatting import FormattedText, Words, joined
from messages.outgoing import Reply
from messages.queries import silence_texts
from notices import request_notices, round_notices
from rules.language.naming import LONGEST
from rules.language.reading.normalization import normalize
from rules.language.silence import (
    SilenceQuestion,
    asks_who,
    is_silence_question,
    parse_silence_question,
)
from rules.policy.assignments import Assignment
from rules.policy.items import Item
from rules.policy.permissions import is_office, sees_whole_city
from rules.policy.prompts import DAY
from rules.policy.requests import RequestKind, TrackedRequest
from rules.policy.rounds import Round, RoundAsk, RoundEntry
from rules.policy.spans import Days
from storage.follow_up import assignments, delivery_proofs, prompt_messages, requests, rounds
from storage.ledger import item_store
from storage.queries import reminded

Asked = TypeVar("Asked", RoundEntry, TrackedRequest, Assignment)

WEEK = timedelta(days=6)
"""Where no days are named: this long back, and as long as somebody has not answered."""


def is_asked_for(message: Message) -> bool:
    """Whether it asks who has not reported or answered."""
    found, person = message.readings[0], message.ctx.person
    words = normalize(message.text).lower()
    asking = found.intent.startswith("query")
    if message.file is not None or (len(words) > LONGEST and not asking):
        return False
    of_one = not asks_who(words) and (found.sure or not sees_whole_city(person))
    return not of_one and is_silence_question(words, asking=asking)


def asked_in_words(message: Message, ctx: Context) -> Reply:
    """Answer a question that somebody put in their own words."""
    return answer(ctx, message.text)


def answer(ctx: Context, text: str) -> Reply:
    return _of(ctx, parse_silence_question(normalize(text).lower(), ctx.today), text)


def unanswered(ctx: Context, words: str) -> Reply:
    """Answer who has not answered of late, of what the words name."""
    return _of(ctx, SilenceQuestion("answer", None, words), words)


def _of(ctx: Context, question: SilenceQuestion, text: str) -> Reply:
    if question.topic != "instruction" and not sees_whole_city(ctx.person):
        return ctx.say(ctx.t("Only the office and the city's leaders see who has answered."))
    if question.topic == "instruction" and not (question.mine or sees_whole_city(ctx.person)):
        return agenda.instructions(ctx)
    subject = replace(entities.listed(ctx, question.rest), text=text)
    refusal = unanswerable.refused(ctx, subject, "told")
    if refusal is not None:
        return refusal
    narrowed = Narrowed(subject.words, _items(ctx, subject) if subject.words else None)
    if question.topic == "duty" and assignments.are_any(ctx.tx):
        given = narrowed.only(assignments.unsigned(ctx.tx))
        told = assignment_texts.unsigned_list(ctx.t, given, ctx.city.zone)
        return ctx.say(narrowed.headed(joined("\n", told)))
    if question.topic == "instruction":
        return ctx.say(narrowed.headed(_of_instructions(ctx, question, narrowed)))
    reply = Reply()
    for part in _parts(ctx, question, narrowed):
        reply.messages += ctx.say(part).messages
    return reply


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the question is about: `items` are None where it is about everything."""

    words: str
    items: Sequence[int] | None

    def headed(self, text: Words) -> Words:
        return FormattedText.of(f"{self.words}｜", text) if self.words else text

    def only(self, rows: Sequence[Asked]) -> list[Asked]:
        return [row for row in rows if self.items is None or row.item_id in self.items]


def _items(ctx: Context, subject: entities.QuerySubject) -> list[int]:
    found = item_store.listed(ctx.tx, ctx.person, subject.item_filter, limit=None)
    return [item.id for item in found]


def _parts(ctx: Context, question: SilenceQuestion, narrowed: Narrowed) -> list[Words]:
    """Answer of each round first, then of reminders, then of what the asker gave."""
    parts = _of_rounds(ctx, question, narrowed)
    if question.topic != "round":
        parts.append(narrowed.headed(_of_reminders(ctx, question, narrowed)))
    if question.reading:
        parts.append(silence_texts.only_delivery(ctx.t))
    given = requests.raised(ctx.tx, RequestKind.INSTRUCTION, ctx.person.id)
    own = [row for row in given if row.state == "open"]
    if question.days is None and not narrowed.words and own:
        parts.append(_of_instructions(ctx, question, narrowed))
    return parts


def _of_rounds(ctx: Context, question: SilenceQuestion, narrowed: Narrowed) -> list[Words]:
    found = _rounds(ctx, question)
    if not found and question.plans:
        return [ctx.t("No round for plans is open then.")]
    if not found and question.topic not in ("answer", "duty"):
        return [silence_texts.no_round(ctx.t, question.days, ctx.today, last=question.last_round)]
    return [narrowed.headed(_of_a_round(ctx, round_, narrowed)) for round_ in found]


def _rounds(ctx: Context, question: SilenceQuestion) -> list[Round]:
    if question.last_round:
        found = rounds.last_closed(ctx.tx)
    elif question.days is None:
        found = rounds.still_open(ctx.tx)
    else:
        found = rounds.between(ctx.tx, *ctx.city.moments(question.days))
    return [each for each in found if each.asks is RoundAsk.PLAN or not question.plans]


def _of_a_round(ctx: Context, round_: Round, narrowed: Narrowed) -> Words:
    entries = narrowed.only(rounds.entries(ctx.tx, round_.id))
    times = round_texts.Times(round_.due_at.astimezone(ctx.city.zone), asks=round_.asks)
    unasked = round_notices.not_reached(ctx.tx, ctx.city, round_, entries, ctx.now)
    over = round_.due_at < ctx.now
    return round_texts.missing(ctx.t, entries, times, over=over, unasked=unasked)


def _of_reminders(ctx: Context, question: SilenceQuestion, narrowed: Narrowed) -> Words:
    first, last = question.days or _lately(ctx)
    prompt_messages.note_deliveries(ctx.tx)
    found = reminded.between(ctx.tx, first, last, narrowed.items)
    return silence_texts.of_reminders(ctx.t, found, ctx.today)


def _lately(ctx: Context) -> Days:
    silent = delivery_proofs.not_answered(ctx.tx, ctx.today + DAY)
    since = (person.since for person in silent if person.since is not None)
    return min([ctx.today - WEEK, *since]), ctx.today


def _of_instructions(ctx: Context, question: SilenceQuestion, narrowed: Narrowed) -> Words:
    """Answer of the asker's own instructions; of all where the office does not ask for its own."""
    own = question.mine or not is_office(ctx.person)
    rows = requests.raised(ctx.tx, RequestKind.INSTRUCTION, ctx.person.id if own else None)
    found = [row for row in narrowed.only(rows) if _is_of(ctx, row, question.days)]
    return _told_of(ctx, found, question, own=own)


def _told_of(
    ctx: Context, found: Sequence[TrackedRequest], question: SilenceQuestion, *, own: bool
) -> Words:
    if not found:
        return silence_texts.no_instruction(ctx.t, question.days, ctx.today, own=own)
    waiting = (row for row in found if row.state == "open")
    reached = {row.id: request_notices.has_reached(ctx.tx, row, ctx.today) for row in waiting}
    return silence_texts.of_instructions(ctx.t, found, reached, ctx.city.zone, own=own)


def of_instructions_on(ctx: Context, item: Item) -> Words:
    """Answer of the instructions on an item; empty where none was given."""
    given = requests.raised(ctx.tx, RequestKind.INSTRUCTION)
    if not any(row.item_id == item.id for row in given):
        return ""
    question = SilenceQuestion("instruction", None, "")
    return _told_of(ctx, [row for row in given if row.item_id == item.id], question, own=False)


def _is_of(ctx: Context, row: TrackedRequest, days: Days | None) -> bool:
    return days is None or days[0] <= row.at.astimezone(ctx.city.zone).date() <= days[1]
