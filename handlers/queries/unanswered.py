"""Questions that no answer fits: what they may mean is offered, and the office can look them up."""

from collections.abc import Sequence

from handlers.context import Context
from handlers.message import REPORTS, Message
from handlers.queries import (
    delivery,
    entities,
    in_parts,
    item_card,
    questions,
    suggesting,
    unanswerable,
)
from handlers.queries.suggesting import SuggestedQuestion
from messages.incoming import ButtonPress, first_word
from messages.outgoing import Reply
from messages.queries import unanswered_texts
from rules.language.questions import ASKS, is_question
from rules.language.reading.normalization import normalize
from rules.policy.people import Role
from rules.policy.permissions import is_office
from storage.queries import unanswered

CIVILITY = 4
"""Characters of the longest question that is a greeting and asks nothing."""

COMMANDS = {
    "/item": item_card.show,
    "/overdue": in_parts.overdue_of,
    "/my": questions.my_of,
    "/told": delivery.told,
}
"""Commands whose words can be asked again with another name."""


def is_of_a_leader(message: Message) -> bool:
    """Whether a leader, who has nothing to report themselves, asks what nobody answers."""
    if Role.OWNER in message.ctx.person.roles or is_office(message.ctx.person):
        return False
    words = normalize(message.text).strip().lower()
    if message.file is not None or message.is_reply or len(words) <= CIVILITY:
        return False
    of_report = message.intent in REPORTS or message.intent == "other"
    return of_report and bool(is_question(words, plainly=True) or ASKS.search(words))


def keep(message: Message, ctx: Context) -> Reply:
    """Offer what may be meant, else answer of what is named; else keep it for the office."""
    offers = suggesting.find_questions(ctx, message.text)
    named = None if offers else in_parts.of_what_is_named(ctx, message.text)
    said = unanswered_texts.not_understood(ctx.t)
    return named or answer(ctx, message.text, said, offers)


def answer(
    ctx: Context, text: str, said: str, offers: Sequence[SuggestedQuestion] | None = None
) -> Reply:
    """Keep a question; say what the ledger does not have, else `said`, and offer what may be meant.

    `offers`: what may be meant, where that was looked for.
    """
    subject = entities.of(ctx, text)
    missing = subject.unknown or entities.county_nowhere(ctx, subject)
    if missing:
        return unanswerable.not_known(ctx, subject, missing)
    return suggesting.say(ctx, said, text, offers=offers)


def chosen(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Ask the same again with the name that was chosen."""
    del press
    row = unanswered.by_id(ctx.tx, int(words[0]))
    if row is None or row.person_id != ctx.person.id or int(words[1]) >= len(row.choices):
        return Reply(toast=ctx.t("This list is too old. Please ask for it again."))
    return _asked_again(ctx, row.words.replace(row.missing, row.choices[int(words[1])]))


def _asked_again(ctx: Context, text: str) -> Reply:
    command, rest = first_word(text)
    if command in COMMANDS:
        return COMMANDS[command](ctx, rest.strip())
    return in_parts.answer(ctx, text)
