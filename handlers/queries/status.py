"""The question before the meeting: how does it stand? One screen, with a picture."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.context import Context
from handlers.queries import comparing, guarantors, lists, unanswerable
from handlers.queries.entities import QuerySubject
from messages.formatting import FormattedText
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.queries.charts import status_chart
from messages.queries.status_texts import status_buttons, status_text
from rules.policy.lists import ListKind, ListQuery
from rules.policy.people import Role
from rules.policy.permissions import sees_whole_city
from rules.policy.standing import MOST_STEPS, Dimension, PathStep, StatusPath, StatusScreen
from storage.ledger import item_store, sensitive
from storage.ledger.entities import EntityName
from storage.ledger.item_filter import ItemFilter
from storage.queries import digests, standing

EVERYTHING = StatusPath()


def show(ctx: Context, subject: QuerySubject) -> Reply:
    """Show totals of exactly what the words name, and of nothing wider; of a person their items."""
    refusal = unanswerable.refused(ctx, subject)
    if refusal is not None:
        return refusal
    if subject.of_a_person:
        told_apart = any(name.words for name in subject.names)
        kind = ListKind.OPEN if told_apart else ListKind.PERSON
        return lists.show(ctx, ListQuery(kind, subject.words))
    path = path_of(ctx, subject)
    if path is not None:
        return with_picture(ctx, path)
    named = ctx.t.comma().join(name.said for name in subject.names)
    scope = named if subject.of_totals else subject.words
    return _said(ctx, scope, subject.item_filter, ())


def with_picture(ctx: Context, path: StatusPath) -> Reply:
    """Show how a path stands, in a message of its own."""
    scope = scope_of(ctx, path) or ""
    return _said(ctx, scope, filter_of(ctx, path), status_buttons(ctx.t, path), path)


def _said(
    ctx: Context,
    scope: str,
    of: ItemFilter,
    buttons: Sequence[ButtonRow],
    path: StatusPath = EVERYTHING,
) -> Reply:
    screen = _screen(ctx, scope, of, path)
    if not screen.parts:
        return ctx.say(_nothing_of(ctx, scope, of))
    text = _text(ctx, screen, of, path)
    picture = status_chart(ctx.t, scope, ctx.today.isoformat(), screen.parts)
    return Reply.of(OutgoingMessage.of(ctx.chat, text, tuple(buttons), picture=picture))


def _nothing_of(ctx: Context, scope: str, of: ItemFilter) -> str:
    """Say that nobody of a scope leads an item, and what they support."""
    supported = item_store.codes_supported_by(ctx.tx, ctx.person, of.units or frozenset())
    if not supported:
        return ctx.t("There are no items of “{words}” in the ledger.", words=scope)
    return ctx.t(
        "No item is led by {scope}; supported by it: {codes}",
        scope=scope,
        codes=ctx.t.comma().join(supported),
    )


def text_of(ctx: Context, path: StatusPath, scope: str) -> FormattedText:
    """Say how a path stands now."""
    of = filter_of(ctx, path)
    return _text(ctx, _screen(ctx, scope, of, path), of, path)


def _text(ctx: Context, screen: StatusScreen, of: ItemFilter, path: StatusPath) -> FormattedText:
    change = comparing.change_in_a_week(ctx, of, screen.whole)
    notes = guarantors.notes_on(ctx, path)
    return status_text(ctx.t, screen, ctx.today, change=change, notes=notes)


def _screen(ctx: Context, scope: str, of: ItemFilter, path: StatusPath) -> StatusScreen:
    found = standing.screen_of(ctx.tx, ctx.city, ctx.person, ctx.today, scope, of)
    if not ctx.in_group:
        return found
    hidden = digests.masked(ctx.city, found.oldest)
    return replace(found, masked=hidden, left_out=left_out(ctx, path))


def path_of(ctx: Context, subject: QuerySubject) -> StatusPath | None:
    """Return the path to what the words name, None where buttons could not carry it."""
    if subject.item_filter.within is not None:
        return None
    if not subject.names:
        return own_path(ctx)
    steps = [step for name in subject.names if (step := _step(ctx, name)) is not None]
    carried = len(steps) == len(subject.names) < MOST_STEPS
    return StatusPath(tuple(steps)) if carried else None


def _step(ctx: Context, name: EntityName) -> PathStep | None:
    match name.kind:
        case "unit" if not name.alone:
            return PathStep(Dimension.BELOW, name.number)
        case "category":
            return standing.step_of_category(ctx.tx, name.name)
    return None


def own_path(ctx: Context) -> StatusPath:
    """Return what whoever names nothing means: under a unit's name no other unit's items."""
    led = StatusPath().then(Dimension.BELOW, ctx.person.unit_id)
    if sees_whole_city(ctx.person) or Role.UNIT_HEAD not in ctx.person.roles:
        return StatusPath()
    holds_any = item_store.count(ctx.tx, ctx.person, ItemFilter(units=ctx.person.below))
    return led if holds_any else StatusPath()


def scope_of(ctx: Context, path: StatusPath) -> str | None:
    """Name what a path is about; None when a part of it is not there, or not for them to see."""
    names = standing.names_of(ctx.tx, path)
    whole = sees_whole_city(ctx.person)
    if names is None:
        return None
    if not names:
        return ctx.t("The whole city") if whole else ctx.t("Items that concern me")
    if not whole and not item_store.count(ctx.tx, ctx.person, filter_of(ctx, path)):
        return None
    if len(names) == 1 and path.steps[0].dimension is Dimension.GUARANTOR:
        return ctx.t("Items guaranteed by {name}", name=names[0])
    return ctx.t.comma().join(names)


def filter_of(ctx: Context, path: StatusPath, *, telling: bool = False) -> ItemFilter:
    """Return the items of a path; in a group none that it would tell too much of.

    `telling`: they are counted by more than units.
    """
    of = standing.filter_of(ctx.tx, path)
    if ctx.in_group and (telling or path.tells_more_than_units):
        return ItemFilter(within=of, excluding=sensitive.ids(ctx.tx, ctx.city))
    return of


def left_out(ctx: Context, path: StatusPath, *, telling: bool = False) -> int:
    """Count the sensitive items that a group is not told of by this."""
    if not (ctx.in_group and (telling or path.tells_more_than_units)):
        return 0
    within = standing.filter_of(ctx.tx, path)
    hidden = ItemFilter(within=within, ids=list(sensitive.ids(ctx.tx, ctx.city)))
    return item_store.count(ctx.tx, ctx.person, hidden)
