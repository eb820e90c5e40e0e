"""The buttons of the state: by a dimension, to its items, to a card and its history, and back.

Each answer is made anew, for whoever presses, and takes the place of the message.
"""

from dataclasses import replace
from math import ceil

from handlers.context import Context
from handlers.queries import in_place, item_card, status
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.queries import drill_texts, status_texts
from messages.queries.drill_texts import CardPlace
from messages.queries.list_texts import Page
from rules.policy.history import FACTS, HistoryKind
from rules.policy.items import Item
from rules.policy.lists import ListKind, ListQuery
from rules.policy.permissions import may_see_supervision
from rules.policy.refs import Ref
from rules.policy.standing import OF_UNITS, Dimension, DimensionPage, StatusPath
from rules.policy.tallies import sum_tallies
from storage.ledger import item_store, lights, tallies
from storage.queries import digests, item_history, standing

VALUES = 7
"""Values of a dimension on a page: each takes two lines of a phone."""
ITEMS = 6
"""Items on a page."""
ENTRIES = 5
"""Entries of a history: each takes three lines of a phone."""


def whole_shown(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`st:<path>`: how it stands now."""
    path = StatusPath.parse(words[0])
    scope = status.scope_of(ctx, path)
    if scope is None:
        return _gone(ctx)
    text = status.text_of(ctx, path, scope)
    return in_place.say(ctx, press, text, *status_texts.status_buttons(ctx.t, path))


def asked_anew(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`sn:<path>`: the same in a message of its own, with its picture."""
    del press
    path = StatusPath.parse(words[0])
    return _gone(ctx) if status.scope_of(ctx, path) is None else status.with_picture(ctx, path)


def values_shown(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`sd:<path>:<dimension>:<page>`: the values of a dimension."""
    path, dimension = StatusPath.parse(words[0]), Dimension(words[1])
    scope = status.scope_of(ctx, path)
    if scope is None or dimension not in path.offered():
        return _gone(ctx)
    page = _values(ctx, path, dimension, int(words[2]))
    text = drill_texts.dimension_text(ctx.t, scope, page)
    return in_place.say(ctx, press, text, *drill_texts.dimension_buttons(ctx.t, path, page))


def _values(ctx: Context, path: StatusPath, dimension: Dimension, page: int) -> DimensionPage:
    telling = dimension not in OF_UNITS
    of = status.filter_of(ctx, path, telling=telling)
    rows = standing.rows_of(ctx.tx, ctx.person, ctx.today, dimension, of)
    pages = max(1, ceil(len(rows) / VALUES))
    page = min(page, pages - 1)
    here = rows[page * VALUES : (page + 1) * VALUES]
    hidden = status.left_out(ctx, path, telling=telling)
    return DimensionPage(dimension, here, len(rows), page, pages, hidden)


def items_shown(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`si:<path>:<page>`: the items, unfinished ones first."""
    path = StatusPath.parse(words[0])
    scope = status.scope_of(ctx, path)
    if scope is None:
        return _gone(ctx)
    of = replace(status.filter_of(ctx, path), undone_first=True)
    whole = sum_tallies(scope, tallies.tally(ctx.tx, ctx.person, ctx.today, "unit", of))
    pages = max(1, ceil(whole.total / ITEMS))
    number = min(int(words[1]), pages - 1)
    here = item_store.listed(ctx.tx, ctx.person, of, offset=number * ITEMS, limit=ITEMS)
    page = Page(
        ListQuery(ListKind.OPEN, scope),
        here,
        whole.total,
        number,
        pages,
        lights.of_items(ctx.tx, ctx.city, here, ctx.today),
        digests.masked(ctx.city, here) if ctx.in_group else frozenset(),
    )
    text = drill_texts.items_text(ctx.t, whole, page, ctx.today, status.left_out(ctx, path))
    return in_place.say(ctx, press, text, *drill_texts.items_buttons(ctx.t, path, page))


def card_shown(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`sc:<path>:<page>:<item>`: one item in full."""
    place, item = _placed(ctx, words)
    buttons = drill_texts.card_buttons(
        ctx.t, place, item_card.evidence_button(ctx, item), _histories(ctx, item)
    )
    text = item_card.text_of(ctx, item)
    return in_place.say(ctx, press, text, *buttons, about=Ref.item(item.id))


def history_shown(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`sh:<path>:<page>:<item>:<kind>`: what was reported and decided, or ordered and asked for."""
    (place, item), kind = _placed(ctx, words), HistoryKind(words[3])
    if ctx.in_group:
        return Reply(toast=ctx.t("This is shown in your own chat with me only."))
    entries = item_history.of_item(ctx.tx, item.id, FACTS[kind], ENTRIES)
    total = item_history.count(ctx.tx, item.id, FACTS[kind])
    text = drill_texts.history_text(ctx.t, item, kind, entries, total, ctx.city.zone)
    buttons = drill_texts.history_buttons(ctx.t, place)
    return in_place.say(ctx, press, text, *buttons, about=Ref.item(item.id))


def _placed(ctx: Context, words: list[str]) -> tuple[CardPlace, Item]:
    """Return the card that is meant, and its item; who may see it was asked before."""
    place = CardPlace(StatusPath.parse(words[0]), int(words[1]), int(words[2]))
    return place, item_store.by_id(ctx.tx, place.item)


def _histories(ctx: Context, item: Item) -> list[HistoryKind]:
    """Return the kinds of history that they may see; in a group nobody is shown who wrote what."""
    if ctx.in_group:
        return []
    supervision = may_see_supervision(ctx.person, item)
    return list(HistoryKind) if supervision else [HistoryKind.WORK]


def _gone(ctx: Context) -> Reply:
    return Reply(toast=ctx.t("This button no longer works."))
