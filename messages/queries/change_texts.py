"""Changes since a day, as text."""

from collections.abc import Mapping
from datetime import date

from messages.formatting import FormattedText, Words, bold, fold_rest, joined
from messages.queries.list_texts import days_named
from messages.texts import Texts
from rules.policy.tallies import Tally, sum_tallies

MOST = 10
"""Units of one message; the rest are counted."""


def no_totals(t: Texts, day: date, today: date) -> str:
    """Say that nothing is known of a day."""
    named = days_named(t, (day, day), today)
    return t("The ledger has no totals of {day}: nothing can be compared.", day=named)


def changes(
    t: Texts,
    scope: str,
    day: date,
    today: date,
    before: Mapping[str, Tally],
    after: Mapping[str, Tally],
) -> FormattedText:
    """Say how the totals changed, and of which units."""
    whole_then, whole_now = (sum_tallies(scope, each.values()) for each in (before, after))
    named = days_named(t, (day, day), today)
    lines: list[Words] = [
        bold(t("{scope}｜compared with {day}", scope=scope, day=named)),
        t("In all: {figure}", figure=_figure(whole_now.total, whole_then.total)),
        t("Done: {figure}", figure=_figure(whole_now.done, whole_then.done)),
        t("Struck off: {figure}", figure=_figure(whole_now.closed, whole_then.closed)),
        t("Overdue: {figure}", figure=_figure(whole_now.overdue, whole_then.overdue)),
    ]
    units = {**before, **after}
    pairs = [(before.get(name, Tally(name)), after.get(name, Tally(name))) for name in units]
    changed = [(then, now) for then, now in pairs if then != now]
    if len(units) > 1 and changed:
        each = [_unit(t, then, now) for then, now in changed[:MOST]]
        lines += ["", *fold_rest(each)]
        if len(changed) > MOST:
            lines.append(t("… and {count} more", count=len(changed) - MOST))
    return joined("\n", lines)


def change_since(t: Texts, day: date, today: date, then: Tally, now: Tally) -> str:
    """Say in one line how totals have changed since a day, without those that have not."""
    total, done = now.total - then.total, now.done - then.done
    closed, overdue = now.closed - then.closed, now.overdue - then.overdue
    said = [
        t("in all {change}", change=_signed(total)) if total else "",
        t("done {change}", change=_signed(done)) if done else "",
        t("struck off {change}", change=_signed(closed)) if closed else "",
        t("overdue {change}", change=_signed(overdue)) if overdue else "",
    ]
    named = days_named(t, (day, day), today)
    if not any(said):
        return t("Since {day}: no change.", day=named)
    changes = t.comma().join(filter(None, said))
    return t("Since {day}: {changes}.", day=named, changes=changes)


def _figure(now: int, then: int) -> str:
    return f"{now}（{_signed(now - then)}）"


def _signed(change: int) -> str:
    return f"+{change}" if change > 0 else f"{change}".replace("-", "−")


def _unit(t: Texts, then: Tally, now: Tally) -> str:
    return t(
        "{name}: done {done}, struck off {closed}, overdue {overdue}, in all {total}",
        name=now.name,
        done=_signed(now.done - then.done),
        closed=_signed(now.closed - then.closed),
        overdue=_signed(now.overdue - then.overdue),
        total=_signed(now.total - then.total),
    )
