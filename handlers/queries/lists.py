"""Lists of items, in one message with pages: mine, overdue, due, of a light, found by words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from handlers.context import Context
from handlers.queries import entities
from messages.incoming import ButtonPress
from messages.outgoing import OutgoingMessage, Reply
from messages.queries import list_texts
from rules.policy.forecast import Light
from rules.policy.items import CLOSED, IN_REVIEW, Item, State
from storage.ledger import item_store, lights, search_index
from storage.ledger.item_filter import ItemFilter
from storage.mail import sent
from storage.queries import digests

PAGE = 6
"""Items on one page."""

FOUND_AT_MOST = 30
"""Items that are put in the order of what the words may mean."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A list as it was asked for: its kind and the words, kept with the message it became."""

    kind: str
    words: str = ""

    @property
    def about(self) -> str:
        return f"list:{self.kind}:{self.words}"[:200]


def my(ctx: Context) -> Reply:
    return show(ctx, ListQuery("my"))


def search(ctx: Context, words: str) -> Reply:
    if not words:
        return ctx.say(ctx.t("Please write /search and the words to look for."))
    return show(ctx, ListQuery("search", words))


def turned(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`上一页` / `下一页`: the list is asked for again, as it stands now."""
    kept = sent.about(ctx.tx, ctx.chat, press.message_id).split(":", 2)
    if kept[0] != "list":
        return Reply(toast=ctx.t("This list is too old. Please ask for it again."))
    return show(ctx, ListQuery(kept[1], kept[2]), int(words[0]), edits=press.message_id)


def holds_any(ctx: Context, asked: ListQuery) -> bool:
    return item_store.count(ctx.tx, ctx.person, SOUGHT[asked.kind](ctx, asked.words)) > 0


def show(ctx: Context, asked: ListQuery, page: int = 0, edits: int | None = None) -> Reply:
    """Show one page of a list; beyond its end, the last page."""
    item_filter = SOUGHT[asked.kind](ctx, asked.words)
    total = item_store.count(ctx.tx, ctx.person, item_filter)
    pages = max(1, ceil(total / PAGE))
    page = min(page, pages - 1)
    here = _page(ctx, item_filter, page)
    seen = lights.of_items(ctx.tx, ctx.city, here, ctx.today)
    masked = digests.masked(ctx.city, here) if ctx.in_group else frozenset()
    view = list_texts.Page(asked.kind, asked.words, here, total, page, pages, seen, masked)
    text = list_texts.page_text(ctx.t, view, ctx.today)
    buttons = list_texts.page_buttons(ctx.t, page, pages)
    return Reply.of(OutgoingMessage(ctx.chat, text, buttons, about=asked.about, edits=edits))


def _page(ctx: Context, item_filter: ItemFilter, page: int) -> list[Item]:
    if item_filter.ids is None:
        return item_store.listed(ctx.tx, ctx.person, item_filter, offset=page * PAGE, limit=PAGE)
    place = {number: position for position, number in enumerate(item_filter.ids)}
    found = item_store.listed(ctx.tx, ctx.person, item_filter, limit=len(place))
    in_order = sorted(found, key=lambda item: place[item.id])
    return in_order[page * PAGE : (page + 1) * PAGE]


def _mine(ctx: Context, words: str) -> ItemFilter:
    del words
    return entities.own(ctx.person)


def _overdue(ctx: Context, words: str) -> ItemFilter:
    return replace(entities.listed(ctx, words).item_filter, overdue_on=ctx.today)


def _due(ctx: Context, words: str) -> ItemFilter:
    """`2026-11-24/2026-11-30 WORDS`."""
    days, _, about = words.partition(" ")
    first, last = map(date.fromisoformat, days.split("/"))
    return replace(entities.listed(ctx, about).item_filter, due_from=first, due_by=last)


def _late(ctx: Context, words: str) -> ItemFilter:
    """Return a filter for what was due in these days and is overdue."""
    return replace(_due(ctx, words), overdue_on=ctx.today)


def _that(standing: Callable[[ItemFilter], ItemFilter]) -> Callable[[Context, str], ItemFilter]:
    """Return a filter for the items that the words name and that stand so."""
    return lambda ctx, words: standing(entities.listed(ctx, words).item_filter)


def _of_light(ctx: Context, words: str) -> ItemFilter:
    """Open items that show a light, the nearest deadline first."""
    light, _, about = words.partition(" ")
    item_filter = replace(entities.listed(ctx, about).item_filter, open_only=True)
    going = item_store.listed(ctx.tx, ctx.person, item_filter, limit=None)
    seen = lights.of_items(ctx.tx, ctx.city, going, ctx.today)
    return ItemFilter(ids=[item.id for item in going if seen[item.id].light == Light(light)])


def _sought(ctx: Context, words: str) -> ItemFilter:
    """Find what the words may mean, best first: plain containment, then the index's likeliest.

    Where very many hold them, all of those and no others, the nearest deadline first.
    """
    plain = item_store.ids_containing(ctx.tx, ctx.person, words, FOUND_AT_MOST)
    if len(plain) == FOUND_AT_MOST:
        return ItemFilter(holding=words)
    index = search_index.index_for(ctx.tx, ctx.person)
    codes = [c.code for c in index.find(words, limit=FOUND_AT_MOST).candidates]
    likely = item_store.ids_of_codes(ctx.tx, codes)
    return ItemFilter(ids=list(dict.fromkeys([*plain, *likely])))


SOUGHT: dict[str, Callable[[Context, str], ItemFilter]] = {
    "my": _mine,
    "overdue": _overdue,
    "search": _sought,
    "person": _that(lambda f: replace(f, open_only=True)),
    "light": _of_light,
    "due": _due,
    "late": _late,
    "open": _that(lambda f: replace(f, open_only=True)),
    "undone": _that(lambda f: replace(f, done=False)),
    "done": _that(lambda f: replace(f, done=True)),
    "unstarted": _that(lambda f: replace(f, states=frozenset({State.NOT_STARTED}))),
    "at_door": _that(lambda f: replace(f, states=IN_REVIEW)),
    "closed": _that(lambda f: replace(f, states=CLOSED, open_only=False)),
    "blocked": _that(lambda f: replace(f, blocked=True, open_only=True)),
}
