"""Somebody says that they are away: their deputy is shown on a card, and appointed by a press."""

from dataclasses import replace
from datetime import date, datetime

from handlers.accounts import deputies
from handlers.context import Context
from handlers.message import Message
from messages.accounts import deputy_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.language.absence import find_absence
from rules.language.naming import find_longest_name
from rules.policy.people import Person
from rules.policy.refs import Ref, RefKind
from storage.people import people
from storage.reporting import held_words
from storage.reporting.held_words import HeldWords


def is_wish(message: Message) -> bool:
    """Whether it says that its writer is away and somebody stands in."""
    return message.file is None and find_absence(message.text, message.ctx.today) is not None


def shown(message: Message, ctx: Context) -> Reply:
    """Show who would stand in on which days; ask for what is left out."""
    found = find_absence(message.text, ctx.today)
    assert found is not None
    deputy = _deputy(ctx, found.words)
    if deputy is None or found.days is None:
        return ctx.say(deputy_texts.incomplete(ctx.t, deputy, found.days))
    refused = deputies.refusal(ctx, ctx.person, deputy, found.days)
    if refused:
        return ctx.say(refused)
    held = HeldWords(message.message_id, message.text)
    number = held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now).id
    return ctx.say(
        deputy_texts.card(ctx.t, deputy, found.days),
        *deputy_texts.card_buttons(ctx.t, number, deputy, found.days),
    )


def _deputy(ctx: Context, words: str) -> Person | None:
    """Return whom the words name; of several of one name the colleague in the same unit."""
    known = [p for p in people.everybody(ctx.tx) if p.left_on is None and p.id != ctx.person.id]
    number = find_longest_name(words, {person.id: person.name for person in known})
    named = next((person.name for person in known if person.id == number), None)
    same = [person for person in known if person.name == named]
    own = [person for person in same if person.unit_id == ctx.person.unit_id]
    found = same if len(same) == 1 else own
    return found[0] if len(found) == 1 else None


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`dp:<held>:no`, or `dp:<held>:<deputy>:<first>:<last>`: appoint once, or drop."""
    held = held_words.take(ctx.tx, ctx.person.id, Ref(RefKind.HELD, int(words[0])))
    if held is None:
        return Reply(toast=ctx.t("This button no longer works."))
    if words[1] == "no":
        return ctx.say(ctx.t("Cancelled. Nothing was recorded."), edits=press.message_id)
    deputy = people.by_id(ctx.tx, int(words[1]))
    reply = deputies.weigh(ctx, ctx.person, deputy, (_day(words[2]), _day(words[3])))
    first, *others = reply.messages
    reply.messages = [replace(first, edits=press.message_id), *others]
    return reply


def _day(digits: str) -> date:
    return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007


def noted(_message: Message, ctx: Context) -> Reply:
    """Say that a day off is no report."""
    return ctx.say(deputy_texts.off_duty(ctx.t))
