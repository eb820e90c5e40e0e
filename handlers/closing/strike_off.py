"""Striking off: the last step. It cannot be taken back, so that it is asked about once."""

from functools import partial

from handlers.closing import decisions
from handlers.context import Context
from messages.closing import closing_texts, strike_off_texts
from messages.closing.strike_off_texts import StrikeOffSheet
from messages.incoming import ButtonPress
from messages.outgoing import OutgoingMessage, Reply
from messages.texts import texts
from notices import closing_summary, recipients
from rules.policy.closing import Act, Refusal, decide
from rules.policy.items import Item
from rules.policy.refs import Ref
from storage.closing import closings, strike_offs
from storage.closing.strike_offs import NumberSeries
from storage.ledger import item_store
from storage.people import people


def asked(ctx: Context, item: Item) -> Reply:
    """`销号`: ask once, or say why it is not possible."""
    outcome = decide(item, Act.STRIKE_OFF, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    buttons = strike_off_texts.question_buttons(ctx.t, item, closings.last_step(ctx.tx, item.id))
    return ctx.say(strike_off_texts.question(ctx.t, item), *buttons, about=Ref.item(item.id))


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`确认销号` or `取消`, of the step at which it was asked."""
    item = item_store.held(ctx.tx, int(words[0]))
    if int(words[1]) != closings.last_step(ctx.tx, item.id):
        return Reply(toast=closing_texts.of_an_old_step(ctx.t, item))
    if words[2] == "no":
        return ctx.say(strike_off_texts.not_struck_off(ctx.t, item), edits=press.message_id)
    return _struck_off(press, ctx, item)


def _struck_off(press: ButtonPress, ctx: Context, item: Item) -> Reply:
    outcome = decide(item, Act.STRIKE_OFF, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return Reply(toast=closing_texts.refused(ctx.t, item, outcome))
    closing = closings.latest(ctx.tx, item.id)
    series = NumberSeries(ctx.city.strike_off_number, ctx.today)
    moved = closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, series=series)
    struck = strike_offs.latest(ctx.tx, item.id)
    if not moved or closing is None or struck is None:
        return Reply(toast=ctx.t("This card has already been dealt with."))
    words = partial(
        strike_off_texts.struck_off, item=item, state=outcome.state, number=struck.number
    )
    owner = people.by_id(ctx.tx, item.owner.id)
    concerned = [owner, *recipients.guarantors(ctx.tx, item)]
    reply = ctx.tell(concerned, words, about=Ref.item(item.id), edits=press.message_id)
    dossier = closing_summary.of(ctx.tx, closing)
    names = (struck.number, struck.day, struck.verified_by, struck.struck_off_by)
    reply.messages += _sheets(ctx, item, StrikeOffSheet(dossier, *names))
    return reply


def _sheets(ctx: Context, item: Item, sheet: StrikeOffSheet) -> list[OutgoingMessage]:
    """Send the sheet to the office and the owner, each in their own language."""
    from messages.closing.strike_off_document import as_file  # noqa: PLC0415 - slow to import, rarely needed

    readers = [*recipients.office(ctx.tx), people.by_id(ctx.tx, item.owner.id)]
    reached = {r.account: r.language or ctx.city.language for r in readers if r.account is not None}
    files = {
        language: as_file(texts(language), sheet, ctx.city.papers.folder)
        for language in set(reached.values())
    }
    return [
        OutgoingMessage(
            account,
            strike_off_texts.title(texts(language)),
            attachment=files[language],
            about=Ref.item(item.id),
        )
        for account, language in reached.items()
    ]
