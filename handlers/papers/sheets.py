"""对账销号单 of an item that is struck off, asked for again."""

from dataclasses import replace

from handlers.context import Context
from messages.closing import strike_off_texts
from messages.closing.strike_off_texts import StrikeOffSheet
from messages.outgoing import Reply
from notices import closing_summary
from rules.policy.items import Item, own_code
from rules.policy.refs import Ref
from storage.closing import closings, strike_offs


def again(ctx: Context, item: Item) -> Reply:
    """Give the sheet of an item as it was struck off last."""
    from messages.closing.strike_off_document import as_file  # noqa: PLC0415 - slow to import, rarely needed

    struck = strike_offs.latest(ctx.tx, item.id)
    if struck is None:
        code = own_code(item.code)
        return ctx.say(ctx.t("Item {code} was not struck off in this ledger.", code=code))
    names = (struck.number, struck.day, struck.verified_by, struck.struck_off_by)
    sheet = StrikeOffSheet(
        closing_summary.of(ctx.tx, closings.by_id(ctx.tx, struck.closing_id)), *names
    )
    said = ctx.say(strike_off_texts.title(ctx.t), about=Ref.item(item.id)).messages[0]
    file = as_file(ctx.t, sheet, ctx.city.papers.folder)
    return Reply.of(replace(said, attachment=file))
