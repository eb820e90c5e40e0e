"""`/told`: for the office and the leaders, whom reminders reached and what they answered."""

from handlers.context import Context
from handlers.queries import entities, silence
from messages.boards import board_texts
from messages.follow_up import delivery_texts
from messages.outgoing import OutgoingMessage, Reply
from messages.queries import unanswered_texts
from rules.language.questions import asks_for_questions
from rules.language.reading.normalization import normalize
from rules.language.silence import parse_silence_question
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.permissions import is_office, sees_whole_city
from storage.boards import boards
from storage.follow_up import delivery_proofs, prompt_messages
from storage.ledger import item_store
from storage.people import people
from storage.queries import unanswered


def told(ctx: Context, words: str) -> Reply:
    """Show a person's record by their name; else whose answers are missing, of what is named."""
    if not sees_whole_city(ctx.person):
        return ctx.say(ctx.t("Only the office and the city's leaders see who has answered."))
    if asks_for_questions(words) and is_office(ctx.person):
        return ctx.say(unanswered_texts.of_leaders(ctx.t, unanswered.of_leaders(ctx.tx)))
    item = item_store.by_code(ctx.tx, words) if words else None
    if item is not None:
        return _of_item(ctx, item)
    found_people = people.named(ctx.tx, words)
    if len(found_people) == 1:
        return _record(ctx, found_people[0])
    question = parse_silence_question(normalize(words).lower(), ctx.today)
    subject = entities.listed(ctx, question.rest)
    if found_people or subject.left or subject.unknown:
        return ctx.say(ctx.t("There is no single person “{name}” in the ledger.", name=words))
    reply = silence.answer(ctx, words)
    if not words and is_office(ctx.person):
        reply.messages += _not_looking(ctx)
    return reply


def _of_item(ctx: Context, item: Item) -> Reply:
    """Show who was reminded of an item, and what became of its instructions."""
    prompt_messages.note_deliveries(ctx.tx)
    rows = delivery_proofs.of_item(ctx.tx, item.id)
    reply = ctx.say(delivery_texts.of_item(ctx.t, item, rows, ctx.city.zone))
    given = silence.of_instructions_on(ctx, item)
    return Reply(reply.messages + ctx.say(given).messages) if given else reply


def _not_looking(ctx: Context) -> list[OutgoingMessage]:
    """Name the leaders who have not looked at their boards for a week."""
    found = boards.unread(ctx.tx, ctx.today)
    if not found:
        return []
    return ctx.say(board_texts.not_looking(ctx.t, found, ctx.city.zone)).messages


def _record(ctx: Context, person: Person) -> Reply:
    prompt_messages.note_deliveries(ctx.tx)
    rows = delivery_proofs.of_person(ctx.tx, person.id)
    return ctx.say(delivery_texts.record(ctx.t, person, rows, ctx.city.zone))
