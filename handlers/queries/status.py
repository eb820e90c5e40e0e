"""The question before the meeting: how does it stand? Totals and a picture."""

from handlers.context import Context
from handlers.message import Message
from handlers.queries import entities, lists, unanswerable
from handlers.queries.entities import QuerySubject
from messages.outgoing import OutgoingMessage, Reply
from messages.queries.charts import status_chart
from messages.queries.status_texts import status_text
from rules.policy.lists import ListKind, ListQuery
from rules.policy.people import Role
from rules.policy.permissions import sees_whole_city
from rules.policy.tallies import Tally, sum_tallies
from storage.ledger import item_store, tallies
from storage.ledger.city_tallies import tallies_of_city
from storage.ledger.item_filter import ItemFilter


def asked(message: Message, ctx: Context) -> Reply:
    """Answer plain words; a subject that names no unit and no category means everything."""
    return show(ctx, entities.of(ctx, message.text))


def show(ctx: Context, subject: QuerySubject) -> Reply:
    """Show totals of what the words name, and of nothing wider."""
    refusal = unanswerable.refused(ctx, subject)
    if refusal is not None:
        return refusal
    if subject.of_a_person:
        return lists.show(ctx, ListQuery(ListKind.PERSON, subject.words))
    named = ctx.t.comma().join(name.name for name in subject.names)
    scope, item_filter = (named, subject.item_filter) if named else _own_scope(ctx)
    rows = _counted(ctx, item_filter)
    if not rows:
        return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=scope))
    whole = sum_tallies(scope, rows)
    text = status_text(ctx.t, whole, rows)
    picture = status_chart(ctx.t, scope, ctx.today.isoformat(), rows)
    return Reply.of(OutgoingMessage(ctx.chat, text.text, spans=text.spans, picture=picture))


def _counted(ctx: Context, of: ItemFilter) -> list[Tally]:
    if of.units is None and of.categories is None and sees_whole_city(ctx.person):
        return tallies_of_city(ctx.tx, ctx.today)
    alone = of.units is not None and len(of.units) == 1
    by: tallies.By = "category" if alone else "unit"
    return tallies.tally(
        ctx.tx, ctx.person, ctx.today, by, units_in=of.units, categories=of.categories
    )


def _own_scope(ctx: Context) -> tuple[str, ItemFilter]:
    """Return the heading and its items: under a unit's name no other unit's items."""
    if sees_whole_city(ctx.person):
        return ctx.t("The whole city"), ItemFilter()
    led = ItemFilter(units=ctx.person.below)
    if Role.UNIT_HEAD in ctx.person.roles and item_store.count(ctx.tx, ctx.person, led):
        return ctx.person.unit, led
    return ctx.t("Items that concern me"), ItemFilter()
