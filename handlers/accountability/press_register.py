"""The buttons of the register: under its list, a matter, a question, a card, a letter."""

from collections.abc import Callable
from dataclasses import replace

from handlers.accountability import guided, overview
from handlers.context import Context
from messages.accountability import card_texts, register_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.policy.accountability import (
    ASKED,
    AccountabilityEntry,
    Detail,
    Sanction,
    next_detail,
)
from storage.accountability import drafts, register
from storage.ledger import item_store

NONE = "无"


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Answer `ac:<name>:<number>…`; for everybody else it is a button like any that is over."""
    name, *numbers = words
    if name in OF_THE_LIST:
        return OF_THE_LIST[name](ctx, *map(int, numbers))
    entry = drafts.of(ctx.tx, int(numbers[0]), ctx.person.id)
    if entry is None:
        return _no_longer(ctx)
    return OF_A_DRAFT[name](press, ctx, entry, int(numbers[-1]))


def _no_longer(ctx: Context) -> Reply:
    return Reply(toast=ctx.t("This button no longer works."))


def _about_item(ctx: Context, item: int) -> Reply:
    """Begin an entry under the letter that proposes it: its item is known."""
    item_store.by_id(ctx.tx, item)
    entry = AccountabilityEntry(item_id=item, told=frozenset({Detail.ITEM}))
    return guided.proceed(ctx, entry)


def _correct(ctx: Context, number: int) -> Reply:
    entry = _standing(ctx, number)
    if entry is None:
        return _no_longer(ctx)
    draft = drafts.keep(ctx.tx, ctx.person.id, entry, ctx.now)
    return ctx.say(card_texts.which_detail(ctx.t), *card_texts.detail_buttons(ctx.t, draft))


def _withdraw(ctx: Context, number: int) -> Reply:
    entry = _standing(ctx, number)
    return _no_longer(ctx) if entry is None else guided.ask(ctx, entry, Detail.WITHDRAWAL)


def _standing(ctx: Context, number: int) -> AccountabilityEntry | None:
    """Return the last entry of a matter; None when there is none, or it was withdrawn."""
    versions = register.of_number(ctx.tx, number)
    return versions[-1].entry if versions and not versions[-1].entry.withdrawal else None


OF_THE_LIST: dict[str, Callable[..., Reply]] = {
    "new": lambda ctx: guided.proceed(ctx, AccountabilityEntry()),
    "stats": lambda ctx: overview.counted(ctx, None),
    "show": overview.shown,
    "item": _about_item,
    "fix": _correct,
    "void": _withdraw,
}
"""What begins something, by the button's name."""


def _confirmed(press: ButtonPress, ctx: Context, entry: AccountabilityEntry, _draft: int) -> Reply:
    """Record what stands on the card."""
    if next_detail(entry) is not None:
        return _no_longer(ctx)
    if entry.number and entry == _standing(ctx, entry.number):
        return Reply(toast=ctx.t("Nothing was changed."))
    drafts.forget(ctx.tx, ctx.person.id)
    number = register.record(ctx.tx, entry, ctx.person.id, ctx.now)
    if number is None:
        return ctx.say(register_texts.outdone(ctx.t, entry.number), edits=press.message_id)
    text = register_texts.recorded(ctx.t, number, corrected=bool(entry.number))
    said = "\n".join([text, *card_texts.lines(ctx.t, entry, guided.item_name(ctx, entry))])
    return ctx.say(said, edits=press.message_id)


def _cancelled(press: ButtonPress, ctx: Context, _entry: AccountabilityEntry, _draft: int) -> Reply:
    drafts.forget(ctx.tx, ctx.person.id)
    return ctx.say(ctx.t("Cancelled."), edits=press.message_id)


def _to_change(_press: ButtonPress, ctx: Context, entry: AccountabilityEntry, draft: int) -> Reply:
    if next_detail(entry) is not None or entry.withdrawal:
        return _no_longer(ctx)
    return ctx.say(card_texts.which_detail(ctx.t), *card_texts.detail_buttons(ctx.t, draft))


def _detail_chosen(
    _press: ButtonPress, ctx: Context, entry: AccountabilityEntry, place: int
) -> Reply:
    detail = _detail(place)
    if detail not in ASKED:
        return _no_longer(ctx)
    return guided.ask(ctx, _without(entry, detail), detail)


def _detail(place: int) -> Detail | None:
    every = list(Detail)
    return every[place] if place < len(every) else None


def _without(entry: AccountabilityEntry, detail: Detail) -> AccountabilityEntry:
    """Return the entry without what is to be asked again."""
    if detail is not Detail.SANCTION:
        return replace(entry, told=entry.told - {detail})
    persons = tuple(replace(person, sanctions=()) for person in entry.persons)
    return replace(entry, persons=persons)


def _sanction_chosen(
    _press: ButtonPress, ctx: Context, entry: AccountabilityEntry, place: int
) -> Reply:
    every = list(Sanction)
    if place >= len(every) or next_detail(entry) is not Detail.SANCTION:
        return _no_longer(ctx)
    return guided.take(ctx, entry, Detail.SANCTION, every[place])


def _none_chosen(
    _press: ButtonPress, ctx: Context, entry: AccountabilityEntry, place: int
) -> Reply:
    detail = _detail(place)
    if detail not in (Detail.ITEM, Detail.PUBLICATION) or detail in entry.told:
        return _no_longer(ctx)
    return guided.take(ctx, entry, detail, NONE)


OF_A_DRAFT: dict[str, Callable[[ButtonPress, Context, AccountabilityEntry, int], Reply]] = {
    "ok": _confirmed,
    "no": _cancelled,
    "ed": _to_change,
    "f": _detail_chosen,
    "m": _sanction_chosen,
    "none": _none_chosen,
}
"""What belongs to an entry that is not recorded yet."""
