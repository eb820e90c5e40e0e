"""Projects in words: the card of one, and lists of several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from messages.formatting import FormattedText, Words, bold, fold_rest, item_link, joined
from messages.keyboards import in_rows
from messages.outgoing import Button, ButtonRow
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.items import Item, own_code
from rules.policy.projects import Fund, MoneySum, Project, days_late, is_begun, money_sum
from rules.policy.wording import amount

MOST = 20
"""Projects that a list names; the rest are counted."""
ACROSS = 4


def money(t: Texts, value: Decimal) -> str:
    """Return an amount in 10,000 yuan."""
    return t("{amount} (10,000 yuan)", amount=amount(value))


@dataclass(frozen=True, slots=True)
class FurtherOfProject:
    """What is told of a project besides its own row: pictures of its start, how the year stands."""

    photos: int
    year: str


def card(
    t: Texts, project: Project, item: Item, more: FurtherOfProject, today: date
) -> FormattedText:
    """Show one project in full."""
    code = own_code(project.code)
    lines: list[Words] = [
        bold(f"{code}｜{project.name}"),
        t.formatted("Item: {code} {title}", code=item_link(item.code, item.id), title=item.title),
    ]
    rows = [
        (t("Kind"), project.kind),
        (t("Works"), project.content),
        (t("Size"), with_unit(project.size, project.measure) if project.size is not None else ""),
        (t("Investment"), "" if project.investment is None else money(t, project.investment)),
        (t("Tender closed"), _day(t, project.tendered_on)),
        (t("Planned start"), _planned(t, project.planned_start_words, project.planned_start)),
        (t("Planned finish"), _planned(t, project.planned_finish_words, project.planned_finish)),
        (t("Start of works"), _start(t, project, today)),
        (t("Photos of the start"), _photos(t, more.photos) if is_begun(project) else ""),
        (t("Finished"), _day(t, project.finished_on)),
        (t("Yearly target"), more.year),
    ]
    lines += [t("{name}: {value}", name=name, value=value) for name, value in rows if value]
    return joined("\n", [*lines, *_funds(t, project.funds)])


def _photos(t: Texts, count: int) -> str:
    return str(count) if count else t("none")


def _day(t: Texts, day: date | None) -> str:
    return "" if day is None else t.full_day(day)


def _planned(t: Texts, words: str, day: date | None) -> str:
    if day is None or not words:
        return words or _day(t, day)
    return t("{words} ({day})", words=words, day=day.isoformat())


def _start(t: Texts, project: Project, today: date) -> str:
    if project.started_on is not None:
        return t.full_day(project.started_on)
    late = days_late(project, today)
    if not late:
        return t("works not begun")
    return t.ngettext(
        "not started, {count} day behind the plan",
        "not started, {count} days behind the plan",
        count=late,
    )


def _funds(t: Texts, funds: Sequence[Fund]) -> list[Words]:
    if not funds:
        return [t("Money: nothing stands in the ledger")]
    lines: list[Words] = [bold(t("Money (10,000 yuan):"))]
    each = [f"· {_source(t, fund)}{t.colon()}{amounts(t, money_sum([fund]))}" for fund in funds]
    lines += fold_rest(each)
    if len(funds) > 1:
        lines.append(t("In all: {amounts}", amounts=amounts(t, money_sum(funds))))
    return lines


def _source(t: Texts, fund: Fund) -> str:
    if not fund.document:
        return fund.source
    return t("{words} ({day})", words=fund.source, day=fund.document)


def amounts(t: Texts, total: MoneySum) -> str:
    """Say what was approved, has arrived and was paid; what is not known is said to be so."""
    parts = [
        t("approved {amount}", amount=_known(t, total.approved)),
        t("received {amount}", amount=_known(t, total.received)),
        t("paid {amount}", amount=_known(t, total.paid)),
    ]
    if total.received_share is not None:
        parts.insert(2, t("received rate {share}%", share=amount(total.received_share)))
    if total.paid_share is not None:
        parts.append(t("payment progress {share}%", share=amount(total.paid_share)))
    return t.semicolon().join(parts)


def _known(t: Texts, value: Decimal | None) -> str:
    return t("not known") if value is None else amount(value)


def in_a_line(project: Project, unit: str, told: str) -> str:
    """Return a project in one line of a list; `told`: what the list is about."""
    parts = [own_code(project.code), project.name, unit, told]
    return "｜".join(part for part in parts if part)


def state(t: Texts, project: Project, today: date) -> str:
    """Say in few words how far a project is."""
    if project.finished_on is not None:
        return t("finished on {day}", day=project.finished_on.isoformat())
    if project.started_on is not None:
        return t("started on {day}", day=project.started_on.isoformat())
    words = _planned(t, project.planned_start_words, project.planned_start)
    planned = t("planned {words}", words=words) if words else ""
    return t.semicolon().join(filter(None, (_start(t, project, today), planned)))


def listed(
    t: Texts, heading: str, lines: Sequence[str], further: Sequence[str] = ()
) -> FormattedText:
    """Show a list of projects under its heading."""
    shown: list[Words] = [bold(heading), *lines[:MOST]]
    if len(lines) > MOST:
        shown.append(t("… and {count} more", count=len(lines) - MOST))
    return joined("\n", [*shown, *further])


def buttons(found: Sequence[Project]) -> tuple[ButtonRow, ...]:
    """Offer the card of each project that a list names."""
    return in_rows([Button(own_code(p.code), f"pj:{p.id}") for p in found[:MOST]], ACROSS)


def of_item(t: Texts, found: Sequence[Project]) -> str:
    """Name the projects of an item with how far they are, in one line."""
    return t.semicolon().join(
        t("{words} ({day})", words=f"{own_code(p.code)} {p.name}", day=_stands(t, p)) for p in found
    )


def _stands(t: Texts, project: Project) -> str:
    if project.finished_on is not None:
        return t("finished")
    return t("under construction") if is_begun(project) else t("works not begun")


def units_of(items: Mapping[int, Item], project: Project) -> str:
    """Return the unit that leads the item of a project."""
    item = items.get(project.item_id)
    return "" if item is None else item.lead.name
