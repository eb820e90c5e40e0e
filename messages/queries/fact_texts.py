"""What was asked of items, one by one: who, why, until when, how far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.queries.list_texts import deadline_in_full, figures
from messages.reporting import light_texts
from messages.reporting.card_texts import with_unit
from messages.reporting.receipt_texts import in_a_line
from messages.texts import Texts
from rules.policy.conditions import QuestionAsk
from rules.policy.forecast import Forecast
from rules.policy.items import Item, NamedRef, is_done, is_open, is_overdue
from rules.policy.reports import KeptReport


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item with what further is told of it; `blockers` are open problems, in their words."""

    item: Item
    seen: Forecast
    supporting: Sequence[str] = ()
    latest: KeptReport | None = None
    blockers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was asked of which items, as of a day."""

    scope: str
    asks: Sequence[QuestionAsk]
    items: Sequence[ItemFacts]
    total: int
    today: date
    zone: ZoneInfo


def facts(t: Texts, found: Facts) -> FormattedText:
    """Say of each item what was asked; `total` is how many there are in all."""
    lines: list[Words] = []
    if found.total > 1:
        lines.append(bold(t("{scope}｜items: {count}", scope=found.scope, count=found.total)))
    for each in found.items:
        lines += ["", *_of_item(t, each, found)]
    if found.total > len(found.items):
        lines += ["", t("… and {count} more", count=found.total - len(found.items))]
    return joined("\n", lines[1:] if lines and lines[0] == "" else lines)


def _of_item(t: Texts, each: ItemFacts, found: Facts) -> list[Words]:
    item = each.item
    light = light_texts.icon(each.seen) if is_open(item) else ""
    head = bold(FormattedText.of(light, item_link(item.code, item.id), f"｜{item.title}"))
    rows = [row for ask in found.asks for row in _rows(t, ask, each, found)]
    return [head, *(t("{name}: {value}", name=name, value=value) for name, value in rows)]


Rows = list[tuple[str, str]]


def _rows(t: Texts, ask: QuestionAsk, each: ItemFacts, found: Facts) -> Rows:
    told = _KEPT.get(ask)
    if told is not None:
        return [(name, value or t("not in the ledger")) for name, value in told(t, each)]
    item = each.item
    match ask:
        case QuestionAsk.STATE:
            return _state(t, item, found.today)
        case QuestionAsk.DEADLINE:
            return [(t("Deadline"), deadline_in_full(t, item, found.today)), *_ended(t, item)]
        case QuestionAsk.OVERDUE_FOR:
            return _overdue(t, item, found.today)
        case QuestionAsk.LATEST_REPORT:
            return [(t("Latest report"), _latest(t, each, found))]
        case _:
            return _reason(t, each, found)


def _guarantors(t: Texts, each: ItemFacts) -> Rows:
    city, duty = each.item.city_leader, each.item.duty_leader
    return [
        (t("Guarantor (city leader)"), _name(city)),
        (t("Guarantor (on duty)"), _name(duty)),
    ]


def _owner(t: Texts, each: ItemFacts) -> Rows:
    lead, owner = each.item.lead.name, each.item.owner.name
    return [(t("Responsible"), t("{unit}, {owner}", unit=lead, owner=owner))]


def _progress(t: Texts, each: ItemFacts) -> Rows:
    """Say how much is done, of how much, and how much is left."""
    item = each.item
    rows = [(t("Progress"), figures(t, item) or t("no figures yet"))]
    if item.total is not None and item.left is not None:
        rows.append((t("In all"), with_unit(item.total, item.measure)))
        rows.append((t("Left"), with_unit(item.left, item.measure)))
    return rows


_KEPT: dict[QuestionAsk, Callable[[Texts, ItemFacts], Rows]] = {
    QuestionAsk.PROGRESS: _progress,
    QuestionAsk.OWNER: _owner,
    QuestionAsk.LEAD: lambda t, each: [(t("Lead unit"), each.item.lead.name)],
    QuestionAsk.GUARANTOR: _guarantors,
    QuestionAsk.SUPERVISOR: lambda t, each: [(t("Supervised by"), _name(each.item.supervising))],
    QuestionAsk.VERIFIER: lambda t, each: [(t("Verified by"), _name(each.item.verifying))],
    QuestionAsk.SUPPORTERS: lambda t, each: [
        (t("Supporting units"), t.comma().join(each.supporting))
    ],
    QuestionAsk.FUNDING: lambda t, each: [(t("Funding"), each.item.funding)],
}
"""What the ledger keeps of an item as it is."""


def _name(of: NamedRef | None) -> str:
    return of.name if of else ""


def _state(t: Texts, item: Item, today: date) -> Rows:
    """Answer yes or no: done, struck off, begun, overdue."""
    return [
        (t("State"), _answer(t, item)),
        *([(t("Progress"), figures(t, item))] if figures(t, item) else []),
        (t("Deadline"), deadline_in_full(t, item, today)),
    ]


def _answer(t: Texts, item: Item) -> str:
    if not is_open(item):
        return t(item.state.value)
    if is_done(item):
        return t("done, not struck off yet ({state})", state=t(item.state.value))
    return t("not done ({state})", state=t(item.state.value))


def _ended(t: Texts, item: Item) -> Rows:
    return [(t("State"), _answer(t, item))] if is_done(item) else []


def _overdue(t: Texts, item: Item, today: date) -> Rows:
    if item.deadline is None or not is_overdue(item, today):
        return [(t("Overdue"), t("no")), (t("Deadline"), deadline_in_full(t, item, today))]
    days = (today - item.deadline).days
    since = t.ngettext(
        "{count} day, deadline {day}", "{count} days, deadline {day}", count=days,
        day=t.full_day(item.deadline),
    )  # fmt: skip
    return [(t("Overdue"), since)]


def _latest(t: Texts, each: ItemFacts, found: Facts) -> str:
    if each.latest is None:
        return t("nothing reported yet")
    return t.semicolon().join(in_a_line(t, each.latest, found.zone).split("\n"))


def _reason(t: Texts, each: ItemFacts, found: Facts) -> Rows:
    """Say what speaks of a reason: the light's, open problems, the last report. None is invented."""
    why = light_texts.line(t, each.seen, each.item) if is_open(each.item) else _answer(t, each.item)
    problems = t.semicolon().join(each.blockers) or t("none; no reason stands in the ledger")
    return [
        (t("Light"), why),
        (t("Open problems"), problems),
        (t("Latest report"), _latest(t, each, found)),
    ]
