"""Totals of what words name by aspect, type or key issue, of whichever units and categories."""

from handlers.context import Context
from handlers.queries import lists, status, unanswerable
from handlers.queries.entities import QuerySubject
from messages.outgoing import OutgoingMessage, Reply
from messages.queries.charts import status_chart
from messages.queries.status_texts import status_text
from rules.policy.lists import ListKind, ListQuery
from rules.policy.tallies import sum_tallies
from storage.ledger import tallies


def show(ctx: Context, subject: QuerySubject) -> Reply:
    """Show totals of exactly what the words name; of a person their items."""
    if subject.of_totals:
        return status.show(ctx, subject)
    refusal = unanswerable.refused(ctx, subject)
    if refusal is not None:
        return refusal
    if subject.of_a_person:
        told_apart = any(name.words for name in subject.names)
        kind = ListKind.OPEN if told_apart else ListKind.PERSON
        return lists.show(ctx, ListQuery(kind, subject.words))
    return _counted(ctx, subject)


def _counted(ctx: Context, subject: QuerySubject) -> Reply:
    rows = tallies.of_filter(ctx.tx, ctx.person, ctx.today, "unit", subject.item_filter)
    if not rows:
        return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=subject.words))
    text = status_text(ctx.t, sum_tallies(subject.words, rows), rows)
    picture = status_chart(ctx.t, subject.words, ctx.today.isoformat(), rows)
    return Reply.of(OutgoingMessage(ctx.chat, text.text, spans=text.spans, picture=picture))
