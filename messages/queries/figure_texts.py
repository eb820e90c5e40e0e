"""Sums, rankings, forecasts, who reported, and what waits, as text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from messages.formatting import FormattedText, Words, bold, fold_rest, item_link, joined
from messages.queries.list_texts import days_named
from messages.texts import Texts
from rules.policy.items import Item, State
from rules.policy.procedure import StepKind
from rules.policy.rankings import MeasureSum, RankingOf, RankOrder, rate
from rules.policy.tallies import Tally
from rules.policy.wording import amount

MOST = 10
"""Rows of one message; the rest are counted."""


def sums(t: Texts, scope: str, rows: Sequence[MeasureSum], others: int) -> FormattedText:
    """Say what was done by measure; `others` are items that these measures do not count."""
    lines: list[Words] = [bold(scope), *(_sum(t, row) for row in rows[:MOST])]
    if not rows:
        lines.append(t("None of these items is counted so: no sum can be given."))
    elif others:
        lines.append(
            t.ngettext(
                "{count} more item is of other work or another measure, and is not counted.",
                "{count} more items are of other work or another measure, and are not counted.",
                count=others,
            )
        )
    return joined("\n", lines)


def apart(t: Texts, scope: str, items: Sequence[Item]) -> FormattedText:
    """Name what was done of each item by itself."""
    lines: list[Words] = [bold(scope), t("These are different works, and are not added up:")]
    lines += [_by_itself(t, item) for item in items[:MOST]]
    return joined("\n", [*lines, *_more(t, len(items) - MOST)])


def _by_itself(t: Texts, item: Item) -> FormattedText:
    done = t("no figures yet") if item.done is None else amount(item.done)
    figures = f"{done} / {amount(item.total)} {item.measure}" if item.total else done
    return FormattedText.of(item_link(item.code, item.id), f"｜{item.title}｜{figures}")


def _sum(t: Texts, row: MeasureSum) -> str:
    if row.silent == row.items:
        return t(
            "No figures yet; to be done: {total} {measure}; items: {items}.",
            total=amount(row.total),
            measure=row.measure,
            items=row.items,
        )
    return t(
        "Reported: {done} {measure} of {total} {measure}; items: {items}, without figures: {silent}.",
        done=amount(row.done),
        total=amount(row.total),
        measure=row.measure,
        items=row.items,
        silent=row.silent,
    )


_WHOSE: dict[RankingOf, Callable[[Texts], str]] = {
    RankingOf.UNIT: lambda t: t("units"),
    RankingOf.COUNTY: lambda t: t("counties"),
    RankingOf.DEPARTMENT: lambda t: t("departments"),
    RankingOf.CATEGORY: lambda t: t("categories"),
    RankingOf.ASPECT: lambda t: t("aspects"),
    RankingOf.OWNER: lambda t: t("responsible officials"),
    RankingOf.GUARANTOR: lambda t: t("guarantors"),
}


def whose(t: Texts, of: RankingOf) -> str:
    """Name what a ranking is of."""
    return _WHOSE[of](t)


_BY: dict[RankOrder, Callable[[Texts], str]] = {
    RankOrder.MOST_OVERDUE: lambda t: t("most overdue first"),
    RankOrder.FEWEST_OVERDUE: lambda t: t("fewest overdue first"),
    RankOrder.LOWEST_RATE: lambda t: t("lowest rate of completion first"),
    RankOrder.HIGHEST_RATE: lambda t: t("highest rate of completion first"),
    RankOrder.MOST: lambda t: t("most items first"),
    RankOrder.FEWEST: lambda t: t("fewest items first"),
}


def ranking(
    t: Texts, scope: str, of: RankingOf, order: RankOrder, rows: Sequence[tuple[int, Tally]]
) -> FormattedText:
    """List places; those that are equal share one."""
    heading = t("{scope}｜{whose}, {order}", scope=scope, whose=_WHOSE[of](t), order=_BY[order](t))
    if not rows:
        return joined("\n", [bold(heading), t("There is nothing to rank.")])
    lines = [_place(t, place, row) for place, row in rows[:MOST]]
    return joined("\n", [bold(heading), *lines, *_more(t, len(rows) - MOST)])


def _place(t: Texts, place: int, row: Tally) -> str:
    return t(
        "{place}. {name}: overdue {overdue}, done {done} of {total} ({percent}%)",
        place=place,
        name=row.name,
        overdue=row.overdue,
        done=row.done,
        total=row.total,
        percent=amount((rate(row) * 100).quantize(Decimal(1))),
    )


def _more(t: Texts, count: int) -> list[str]:
    return [t("… and {count} more", count=count)] if count > 0 else []


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many items will be done by a day: at the present rate, not, or nobody can tell."""

    scope: str
    mark: date
    total: int
    done: int
    will: int
    late: Sequence[Item]
    unknown: int


def outlook(t: Texts, found: Outlook, today: date) -> FormattedText:
    """Say what the figures so far promise for a day."""
    days = (found.mark - today).days
    when = (
        t.ngettext("{count} day left", "{count} days left", count=days)
        if days >= 0
        else t("it has passed")
    )
    lines: list[Words] = [
        bold(
            t(
                "{scope}｜by {day} ({left})",
                scope=found.scope,
                day=t.full_day(found.mark),
                left=when,
            )
        ),
        t(
            "In all {total}, done {done}. At the present rate: will be done {will}, "
            "will not {late}, too few figures to tell {unknown}.",
            total=found.total,
            done=found.done,
            will=found.will,
            late=len(found.late),
            unknown=found.unknown,
        ),
    ]
    if found.late:
        lines += ["", bold(t("Will not be done by then:"))]
        lines += fold_rest([_item(item) for item in found.late[:MOST]])
        lines += _more(t, len(found.late) - MOST)
    return joined("\n", lines)


def _item(item: Item) -> FormattedText:
    return FormattedText.of(item_link(item.code, item.id), f"｜{item.title}｜{item.lead.name}")


class ReporterRow(Protocol):
    """An official with the number of items they reported on."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def items(self) -> int: ...


def reporters(
    t: Texts,
    scope: str,
    days: tuple[date, date],
    rows: Sequence[ReporterRow],
    today: date,
    *,
    unchanged: bool,
) -> FormattedText:
    """Name who reported; `unchanged`: that nothing has changed."""
    named = days_named(t, days, today)
    if not rows:
        said = (
            t("{scope}｜No zero report, {days}.", scope=scope, days=named)
            if unchanged
            else t("{scope}｜Nobody reported, {days}.", scope=scope, days=named)
        )
        return FormattedText(said)
    count = len(rows)
    heading = (
        t("{scope}｜Zero reports, {days}: {count}", scope=scope, days=named, count=count)
        if unchanged
        else t("{scope}｜Reported, {days}: {count}", scope=scope, days=named, count=count)
    )
    lines = [_reporter(t, row) for row in rows]
    return joined("\n", [bold(heading), *fold_rest(lines)])


def _reporter(t: Texts, row: ReporterRow) -> str:
    items = t.ngettext("{count} item", "{count} items", count=row.items)
    return t("{unit} {name}: {items}", unit=row.unit, name=row.name, items=items)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Items by what waits on them; `given`: with own instructions that others have not answered."""

    extensions: Sequence[Item]
    plans: Sequence[Item]
    steps: Sequence[tuple[StepKind, Item]]
    instructions: Sequence[Item]
    blockers: Sequence[Item]
    given: Sequence[Item]


def _of_steps(
    t: Texts, steps: Sequence[tuple[StepKind, Item]]
) -> Iterator[tuple[str, Sequence[Item]]]:
    """Sort items by what their next step does."""
    accept = [item for kind, item in steps if kind in (StepKind.CHECK, StepKind.REVIEW)]
    end = [item for kind, item in steps if kind is StepKind.STRIKE_OFF]
    on_notice = [item for item in end if item.state is State.ON_NOTICE]
    others = [item for item in end if item.state is not State.ON_NOTICE]
    apply = [item for kind, item in steps if kind is StepKind.APPLICATION]
    yield t("Acceptances to decide: {count}", count=len(accept)), accept
    yield t("On public notice, to be struck off: {count}", count=len(on_notice)), on_notice
    yield t("To be struck off: {count}", count=len(others)), others
    yield t("On public notice, to be applied for: {count}", count=len(apply)), apply


def waiting(t: Texts, found: Waiting) -> FormattedText:
    """List what waits; where nothing does, say of what."""
    sections = (
        (t("Extensions to decide: {count}", count=len(found.extensions)), found.extensions),
        (t("Plans to decide: {count}", count=len(found.plans)), found.plans),
        *_of_steps(t, found.steps),
        (t("Instructions to answer: {count}", count=len(found.instructions)), found.instructions),
        (t("Problems put to you: {count}", count=len(found.blockers)), found.blockers),
        (t("Your instructions without an answer: {count}", count=len(found.given)), found.given),
    )
    lines: list[Words] = []
    for heading, items in sections:
        if items:
            lines += [bold(heading), *fold_rest([_item(item) for item in items[:MOST]])]
            lines += _more(t, len(items) - MOST)
    if not lines:
        return FormattedText(
            t(
                "Nothing waits for you: no extension, no acceptance, no public notice, "
                "no instruction and no problem."
            )
        )
    if found.extensions or found.plans or found.steps:
        lines.append(t("To decide: /review"))
    return joined("\n", lines)
