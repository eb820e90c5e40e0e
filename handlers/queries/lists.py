"""Lists of items, in one message with pages: mine, overdue, due, of a light, found by words."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from handlers.context import Context
from handlers.queries import clauses, entities
from handlers.queries.clauses import AskedClause
from handlers.queries.name_filters import own
from messages.formatting import FormattedText
from messages.incoming import ButtonPress
from messages.outgoing import ButtonRow, Reply
from messages.queries import list_texts
from rules.language.reading.normalization import normalize
from rules.policy.items import CLOSED, IN_REVIEW, Item, State
from rules.policy.lists import ListKind, ListQuery
from storage.ledger import item_store, lights, search_index
from storage.ledger.item_filter import ItemFilter
from storage.mail import sent
from storage.queries import digests, shown_lists

PAGE = 6
"""Items on one page."""

FOUND_AT_MOST = 30
"""Items that are put in the order of what the words may mean."""

Sought = Callable[[Context, ListQuery], ItemFilter]
"""Finds the items of a kind of list."""


def my(ctx: Context) -> Reply:
    return show(ctx, ListQuery(ListKind.MY))


def search(ctx: Context, words: str) -> Reply:
    if not words:
        return ctx.say(ctx.t("Please write /search and the words to look for."))
    return show(ctx, ListQuery(ListKind.SEARCH, words))


def turned(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`上一页` / `下一页`: the list is asked for again, as it stands now."""
    about = sent.about(ctx.tx, ctx.chat, press.message_id)
    asked = shown_lists.of(ctx.tx, about)
    if asked is None or asked.kind not in SOUGHT:
        return Reply(toast=ctx.t("This list is too old. Please ask for it again."))
    text, buttons = _shown(ctx, asked, int(words[0]))
    return ctx.say(text, *buttons, about=about, edits=press.message_id)


def show(ctx: Context, asked: ListQuery) -> Reply:
    """Show the first page of a list."""
    text, buttons = _shown(ctx, asked, 0)
    return ctx.say(text, *buttons, about=shown_lists.keep(ctx.tx, asked, ctx.now))


def _shown(
    ctx: Context, asked: ListQuery, page: int
) -> tuple[FormattedText, tuple[ButtonRow, ...]]:
    """Return one page of a list and its buttons; beyond its end, the last page."""
    item_filter = SOUGHT[asked.kind](ctx, asked)
    total = item_store.count(ctx.tx, ctx.person, item_filter)
    pages = max(1, ceil(total / PAGE))
    page = min(page, pages - 1)
    here = _page(ctx, item_filter, page)
    seen = lights.of_items(ctx.tx, ctx.city, here, ctx.today)
    masked = digests.masked(ctx.city, here) if ctx.in_group else frozenset()
    view = list_texts.Page(_as_said(ctx, asked), here, total, page, pages, seen, masked)
    text = list_texts.page_text(ctx.t, view, ctx.today)
    return text, list_texts.page_buttons(ctx.t, page, pages)


def _as_said(ctx: Context, asked: ListQuery) -> ListQuery:
    """Return what was asked for, by the names of what it was understood as."""
    clause = _clause_of(ctx, asked) if asked.kind is ListKind.ASKED else None
    return asked if clause is None else replace(asked, words=clauses.said(ctx, clause))


def _page(ctx: Context, item_filter: ItemFilter, page: int) -> list[Item]:
    if item_filter.ids is None:
        return item_store.listed(ctx.tx, ctx.person, item_filter, offset=page * PAGE, limit=PAGE)
    place = {number: position for position, number in enumerate(item_filter.ids)}
    found = item_store.listed(ctx.tx, ctx.person, item_filter, limit=len(place))
    in_order = sorted(found, key=lambda item: place[item.id])
    return in_order[page * PAGE : (page + 1) * PAGE]


def _mine(ctx: Context, _asked: ListQuery) -> ItemFilter:
    return own(ctx.person)


def _overdue(ctx: Context, asked: ListQuery) -> ItemFilter:
    return replace(entities.listed(ctx, asked.words).item_filter, overdue_on=ctx.today)


def _due(ctx: Context, asked: ListQuery) -> ItemFilter:
    item_filter = entities.listed(ctx, asked.words).item_filter
    return replace(item_filter, due_from=asked.first, due_by=asked.last)


def _late(ctx: Context, asked: ListQuery) -> ItemFilter:
    """Return a filter for what was due in these days and is overdue."""
    return replace(_due(ctx, asked), overdue_on=ctx.today)


def _that(standing: Callable[[ItemFilter], ItemFilter]) -> Sought:
    """Return a filter for the items that the words name and that stand so."""
    return lambda ctx, asked: standing(entities.listed(ctx, asked.words).item_filter)


def _of_light(ctx: Context, asked: ListQuery) -> ItemFilter:
    """Open items that show a light, the nearest deadline first."""
    item_filter = replace(
        entities.listed(ctx, asked.words).item_filter,
        open_only=True,
        due_from=asked.first,
        due_by=asked.last,
    )
    going = item_store.listed(ctx.tx, ctx.person, item_filter, limit=None)
    seen = lights.of_items(ctx.tx, ctx.city, going, ctx.today)
    return ItemFilter(ids=[item.id for item in going if seen[item.id].light == asked.light])


def _done(ctx: Context, asked: ListQuery) -> ItemFilter:
    """Return a filter for what is done, in the days named: by the last report, or struck off."""
    item_filter = replace(entities.listed(ctx, asked.words).item_filter, done=True)
    if asked.first is None or asked.last is None:
        return replace(item_filter, open_only=False)
    days = (asked.first, asked.last)
    return replace(item_filter, open_only=False, finished=days, struck_off=ctx.city.moments(days))


def _closed(ctx: Context, asked: ListQuery) -> ItemFilter:
    """Return a filter for what is struck off, in the days named."""
    item_filter = entities.listed(ctx, asked.words).item_filter
    item_filter = replace(item_filter, states=CLOSED, open_only=False)
    if asked.first is None or asked.last is None:
        return item_filter
    return replace(item_filter, struck_off=ctx.city.moments((asked.first, asked.last)))


def _clause_of(ctx: Context, asked: ListQuery) -> AskedClause | None:
    return clauses.read(ctx, normalize(asked.words).strip().lower())


def _of_clause(ctx: Context, asked: ListQuery) -> ItemFilter:
    """Return a filter for what a clause asks for, as it is read now."""
    clause = _clause_of(ctx, asked)
    if clause is None:
        return ItemFilter(ids=[])
    return ItemFilter(within=clauses.filter_of(ctx, clause), undone_first=True)


def _sought(ctx: Context, asked: ListQuery) -> ItemFilter:
    """Find what the words may mean, best first: plain containment, then the index's likeliest.

    Where very many hold them, all of those and no others, the nearest deadline first.
    """
    words = asked.words
    plain = item_store.ids_containing(ctx.tx, ctx.person, words, FOUND_AT_MOST)
    if len(plain) == FOUND_AT_MOST:
        return ItemFilter(holding=words)
    index = search_index.index_for(ctx.tx, ctx.person)
    codes = [c.code for c in index.find(words, limit=FOUND_AT_MOST).candidates]
    likely = item_store.ids_of_codes(ctx.tx, codes)
    return ItemFilter(ids=list(dict.fromkeys([*plain, *likely])))


SOUGHT: dict[ListKind, Sought] = {
    ListKind.MY: _mine,
    ListKind.OVERDUE: _overdue,
    ListKind.SEARCH: _sought,
    ListKind.PERSON: _that(lambda f: replace(f, open_only=True)),
    ListKind.LIGHT: _of_light,
    ListKind.DUE: _due,
    ListKind.LATE: _late,
    ListKind.OPEN: _that(lambda f: replace(f, open_only=True)),
    ListKind.UNDONE: _that(lambda f: replace(f, done=False)),
    ListKind.DONE: _done,
    ListKind.UNSTARTED: _that(lambda f: replace(f, states=frozenset({State.NOT_STARTED}))),
    ListKind.AT_DOOR: _that(lambda f: replace(f, states=IN_REVIEW)),
    ListKind.CLOSED: _closed,
    ListKind.ASKED: _of_clause,
    ListKind.BLOCKED: _that(lambda f: replace(f, blocked=True, open_only=True)),
}
