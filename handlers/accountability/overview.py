"""`/accountability`: the register's list, one matter, the statistics. For its keepers only."""

from handlers.accountability import guided
from handlers.context import Context
from messages.accountability import register_texts
from messages.incoming import first_word
from messages.outgoing import Reply
from rules.policy.accountability import AccountabilityEntry, count
from storage.accountability import register

NEW = frozenset({"new", "新增", "登记"})
STATISTICS = frozenset({"stats", "统计"})


def asked(ctx: Context, words: str) -> Reply:
    """Answer what stands behind the command."""
    name, rest = first_word(words)
    year = rest.strip().removesuffix("年")
    if not name:
        return listed(ctx)
    if name in NEW and not rest:
        return guided.proceed(ctx, AccountabilityEntry())
    if name in STATISTICS and (not year or (year.isdecimal() and len(year) == 4)):
        return counted(ctx, int(year) if year else None)
    if name.isdecimal() and len(name) < 10 and not rest:
        return shown(ctx, int(name))
    return ctx.say(register_texts.usage(ctx.t))


def listed(ctx: Context) -> Reply:
    latest = register.latest(ctx.tx)
    totals = count(kept.entry for kept in latest)
    text = register_texts.overview(ctx.t, latest, totals)
    return ctx.say(text, *register_texts.overview_buttons(ctx.t, latest))


def counted(ctx: Context, year: int | None) -> Reply:
    totals = count((kept.entry for kept in register.latest(ctx.tx)), year)
    return ctx.say(register_texts.statistics(ctx.t, totals, year, ctx.today))


def shown(ctx: Context, number: int) -> Reply:
    versions = register.of_number(ctx.tx, number)
    if not versions:
        return ctx.say(register_texts.unknown(ctx.t, number))
    items = [guided.item_name(ctx, kept.entry) for kept in versions]
    text = register_texts.in_full(ctx.t, versions, items, ctx.city.zone)
    return ctx.say(text, *register_texts.in_full_buttons(ctx.t, versions[-1]))
