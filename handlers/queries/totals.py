"""Totals of what words name by aspect, type or key issue, of whichever units and categories."""

from handlers.context import Context
from handlers.queries import lists, status, unanswerable
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from rules.policy.lists import ListKind, ListQuery


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
    return status.counted(ctx, subject.words, subject.item_filter)
