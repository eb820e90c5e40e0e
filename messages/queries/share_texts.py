"""ScopeShares, means, comparisons and edges, as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.queries.figure_texts import MOST, whose
from messages.queries.list_texts import when_due
from messages.reporting.receipt_texts import in_a_line
from messages.texts import Texts
from rules.policy.items import Item
from rules.policy.rankings import RankingOf
from rules.policy.reports import KeptReport
from rules.policy.standing import LightCounts
from rules.policy.tallies import Tally
from rules.policy.wording import amount

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ScopeShares:
    """Counts of a scope, of which shares are told; `started` are those that have been begun."""

    whole: Tally
    lights: LightCounts
    started: int


def shares(t: Texts, rows: Sequence[ScopeShares]) -> FormattedText:
    """Say of each scope which share is done, struck off, overdue, begun, and of each light."""
    lines: list[Words] = []
    for row in rows:
        lines += ["", *_shares(t, row)]
    return joined("\n", lines[1:])


def _shares(t: Texts, row: ScopeShares) -> list[Words]:
    whole = row.whole
    said = [
        (t("Done"), whole.done),
        (t("Struck off"), whole.closed),
        (t("Overdue"), whole.overdue),
        (t("Started"), row.started),
        (t("Red lights"), row.lights.red),
        (t("Yellow lights"), row.lights.yellow),
        (t("Blue lights"), row.lights.blue),
    ]
    lines = [_share(t, name, count, whole.total) for name, count in said]
    heading = t(
        "{scope}｜items: {count}; shares of all of them", scope=whole.name, count=whole.total
    )
    return [bold(heading), *lines]


def _share(t: Texts, name: str, count: int, total: int) -> str:
    return t("{name}: {count} ({share}%)", name=name, count=count, share=percent(count, total))


def percent(count: int, total: int) -> str:
    """Return a share to one decimal, in percent."""
    return amount((Decimal(count) * 100 / total).quantize(_TENTH)) if total else "0"


def mean_overdue(t: Texts, scope: str, days: Sequence[int]) -> FormattedText:
    """Say how long what is overdue is overdue, on average."""
    if not days:
        return FormattedText(t("{scope}: nothing is overdue.", scope=scope))
    mean = amount((Decimal(sum(days)) / len(days)).quantize(_TENTH))
    return FormattedText(
        t(
            "{scope}｜overdue: {count}, days on average: {mean}, at most: {most}",
            scope=scope,
            count=len(days),
            mean=mean,
            most=max(days),
        )
    )


def no_mean(t: Texts) -> str:
    """Say why no mean of progress is told."""
    return t("The ledger has no mean progress: items are counted in different measures.")


def edge(
    t: Texts, scope: str, items: Sequence[Item], today: date, overdue: int, *, last: bool
) -> FormattedText:
    """Say what falls due first, or last; `overdue` are those that should have been done before."""
    heading = t("{scope}｜Due last", scope=scope) if last else t("{scope}｜Due next", scope=scope)
    lines: list[Words] = [bold(heading), *(_due(t, item, today) for item in items[:MOST])]
    if not items:
        lines.append(t("Nothing that is not done falls due from today on."))
    if overdue and not last:
        lines.append(t("Also overdue: {count}", count=overdue))
    return joined("\n", lines)


def _due(t: Texts, item: Item, today: date) -> FormattedText:
    who = f"{item.lead.name} {item.owner.name}"
    link = item_link(item.code, item.id)
    return FormattedText.of(link, f"｜{item.title}｜{who}｜{when_due(t, item, today)}")


def ended(
    t: Texts, scope: str, rows: Sequence[tuple[Item, date]], *, closed: bool
) -> FormattedText:
    """Name what was struck off, or done, last."""
    heading = (
        t("{scope}｜Struck off last", scope=scope)
        if closed
        else t("{scope}｜Done last", scope=scope)
    )
    lines: list[Words] = [bold(heading)]
    for item, day in rows:
        link = item_link(item.code, item.id)
        lines.append(FormattedText.of(link, f"｜{item.title}｜{item.lead.name}｜{t.full_day(day)}"))
    return joined("\n", lines if rows else [bold(heading), t("none")])


def latest_reports(
    t: Texts, scope: str, rows: Sequence[KeptReport], zone: ZoneInfo
) -> FormattedText:
    """Tell the newest reports, each in a line."""
    lines: list[Words] = [bold(t("{scope}｜Latest reports", scope=scope))]
    for row in rows:
        link = item_link(row.code, row.item_id)
        lines.append(FormattedText.of(link, f"｜{row.title}｜{_in_one_line(t, row, zone)}"))
    return joined("\n", lines if rows else [*lines, t("nothing reported yet")])


def _in_one_line(t: Texts, row: KeptReport, zone: ZoneInfo) -> str:
    return t.semicolon().join(in_a_line(t, row, zone).split("\n"))


def most(
    t: Texts, scope: str, of: RankingOf, places: Sequence[tuple[int, Tally]], *, fewest: bool
) -> FormattedText:
    """List who has most of a scope, with how many; who has none is left out unless fewest are asked."""
    order = t("fewest first") if fewest else t("most first")
    heading = t("{scope}｜{whose}, {order}", scope=scope, whose=whose(t, of), order=order)
    lines = [
        t("{place}. {name}: {count}", place=place, name=row.name, count=row.total)
        for place, row in places[:MOST]
    ]
    if len(places) > MOST:
        lines.append(t("… and {count} more", count=len(places) - MOST))
    return joined("\n", [bold(heading), *(lines or [t("There is nothing to rank.")])])


def days_to(t: Texts, name: str, day: date, today: date) -> str:
    """Say how far away a day is."""
    left = (day - today).days
    if left < 0:
        return t("{name}: {day}, it has passed", name=name, day=t.full_day(day))
    return t.ngettext(
        "{name}: {day}, {count} day left", "{name}: {day}, {count} days left",
        count=left, name=name, day=t.full_day(day),
    )  # fmt: skip
