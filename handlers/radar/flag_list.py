"""`/radar`: for the office and verifiers, the flags that wait, by unit and one by one."""

from collections import defaultdict
from math import ceil

from handlers.context import Context
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from messages.radar import flag_list_texts
from messages.radar.flag_list_texts import FlagPage, UnitFlags
from messages.radar.flag_texts import kind_name
from rules.policy.flags import Flag, FlagState
from rules.policy.items import Item
from rules.policy.lists import ListKind, ListQuery
from rules.policy.permissions import may_see_flag
from rules.policy.refs import Ref
from storage.ledger import item_store
from storage.mail import sent
from storage.queries import shown_lists
from storage.radar import flags

PAGE = 5
"""Flags on one page: their buttons stand in one row."""

Shown = tuple[Flag, Item]


def asked(ctx: Context, words: str) -> Reply:
    """Show what waits for a conclusion; with words, all flags that they narrow down to."""
    return _page(ctx, words.strip(), 0)


def turned(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`rl:<page>`: the list is asked for again, as it stands now."""
    about = sent.about(ctx.tx, ctx.chat, press.message_id)
    asked_for = shown_lists.of(ctx.tx, about)
    if asked_for is None:
        return Reply(toast=ctx.t("This button no longer works."))
    return _page(ctx, asked_for.words, int(words[0]), about, press.message_id)


def _page(
    ctx: Context, words: str, page: int, about: Ref | None = None, edits: int | None = None
) -> Reply:
    """Show a page of the list that a message is `about` already, else of one asked for now."""
    found = _narrowed(ctx, words)
    if not found:
        return ctx.say(flag_list_texts.none_found(ctx.t, words), edits=edits)
    listed = found if words else [row for row in found if not row[0].is_settled]
    pages = max(1, ceil(len(listed) / PAGE))
    page = min(page, pages - 1)
    here = listed[page * PAGE : (page + 1) * PAGE]
    shown = FlagPage(words, _by_unit(found), here, page, pages)
    buttons = flag_list_texts.page_buttons(ctx.t, shown)
    text = flag_list_texts.page_text(ctx.t, shown)
    about = about or shown_lists.keep(ctx.tx, ListQuery(ListKind.FLAGS, words), ctx.now)
    return ctx.say(text, *buttons, about=about, edits=edits)


def _narrowed(ctx: Context, words: str) -> list[Shown]:
    """Return the flags this person may see, of the item with this number or that have the words."""
    every = flags.found(ctx.tx)
    items = item_store.by_ids(ctx.tx, {flag.item_id for flag in every})
    rows = [(flag, items[flag.item_id]) for flag in every]
    seen = [row for row in rows if may_see_flag(ctx.person, row[1])]
    numbered = item_store.by_code(ctx.tx, words) if words else None
    if numbered is not None:
        return [row for row in seen if row[1].id == numbered.id]
    return [row for row in seen if words.casefold() in _said_of(ctx, *row).casefold()]


def _said_of(ctx: Context, flag: Flag, item: Item) -> str:
    return " ".join((item.title, item.lead.name, item.owner.name, kind_name(ctx.t, flag.kind)))


def _by_unit(found: list[Shown]) -> list[UnitFlags]:
    """Count by the lead unit of the items, the most that wait first."""
    rows: dict[str, list[Flag]] = defaultdict(list)
    for flag, item in found:
        rows[item.lead.name].append(flag)
    counted = [
        UnitFlags(
            unit,
            waiting=sum(not flag.is_settled for flag in of_unit),
            false=sum(flag.state is FlagState.FALSE for flag in of_unit),
        )
        for unit, of_unit in rows.items()
    ]
    return sorted(counted, key=lambda unit: (-unit.waiting, -unit.false, unit.unit))
