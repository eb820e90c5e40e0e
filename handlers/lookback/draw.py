"""`/lookback 10`: a sample of closed items, each checked by somebody who had no part in it."""

from datetime import date

from handlers.context import Context
from handlers.message import Message
from messages.incoming import first_word
from messages.lookback import draw_texts
from messages.outgoing import OutgoingMessage, Reply
from notices import lookback_notices
from rules.policy.items import Item
from rules.policy.lookback import CheckOccasion, ClosedItem, LookBackCheck, draw, seed_of
from storage.ledger import item_store
from storage.lookback import candidates, checks
from storage.lookback.checks import NewCheck, NewDraw
from storage.people import people

DIGITS = 4
"""Digits of the largest number that is understood as the size of a sample."""


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """Draw so many closed items; with a seed behind the number, show what it draws now."""
    del message
    number, seed = first_word(words)
    closed = candidates.all_of(ctx.tx)
    if not number.isascii() or not number.isdecimal() or not 0 < len(number) <= DIGITS:
        return ctx.say(draw_texts.how_to(ctx.t, len(closed), _named(ctx, checks.open_ones(ctx.tx))))
    size = int(number)
    if not closed:
        return ctx.say(draw_texts.nothing_closed(ctx.t))
    if not 0 < size <= len(closed):
        return ctx.say(draw_texts.too_many(ctx.t, len(closed)))
    if seed:
        return _again(ctx, closed, size, seed.strip())
    return _drawn(ctx, closed, size)


def _again(ctx: Context, closed: list[ClosedItem], size: int, seed: str) -> Reply:
    items = item_store.by_ids(ctx.tx, draw(closed, size, seed))
    return ctx.say(draw_texts.drawn_again(ctx.t, list(items.values()), len(closed), seed))


def _drawn(ctx: Context, closed: list[ClosedItem], size: int) -> Reply:
    """Draw with a seed that nobody could choose: of the journal's last hash and the moment."""
    seed = seed_of(checks.head(ctx.tx), ctx.now.isoformat())
    new = NewDraw(ctx.person.id, seed, size, len(closed))
    number = checks.enter_draw(ctx.tx, new, ctx.now)
    due = ctx.city.calendar.add_working_days(ctx.today, ctx.city.check_days)
    letters: list[OutgoingMessage] = []
    ordered: list[LookBackCheck] = []
    for item in item_store.by_ids(ctx.tx, draw(closed, size, seed)).values():
        waiting = checks.waiting_of(ctx.tx, item.id)
        check = waiting or _order(ctx, item, number, due)
        ordered.append(check)
        if waiting is None:
            letters += lookback_notices.ask(ctx.tx, ctx.city, item, check)
    reply = ctx.say(draw_texts.drawn(ctx.t, _named(ctx, ordered), len(closed), seed))
    reply.messages += letters
    return reply


def _order(ctx: Context, item: Item, number: int, due: date) -> LookBackCheck:
    checker = lookback_notices.checker_of(ctx.tx, item, checks.load(ctx.tx))
    new = NewCheck(
        item.id, CheckOccasion.SAMPLE, checker.id if checker else None, due, draw_id=number
    )
    return checks.order(ctx.tx, new, ctx.now, ctx.person.id)


def _named(ctx: Context, ordered: list[LookBackCheck]) -> list[tuple[Item, str]]:
    """Return each check's item with its checker's name, empty while there is nobody."""
    items = item_store.by_ids(ctx.tx, [check.item_id for check in ordered])
    return [(items[c.item_id], people.name_of(ctx.tx, c.checker_id)) for c in ordered]
