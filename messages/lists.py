"""Lists of items and single items, as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from messages import lights
from messages.cards import with_unit
from messages.outgoing import Button, Row
from messages.texts import Texts, amount
from rules.forecast import Forecast, Light, Why
from rules.items import Item, Milestone, days_left, is_open


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `page` counts from 0; of `masked` items nobody learns more here."""

    kind: str
    words: str
    items: Sequence[Item]
    total: int
    page: int
    pages: int
    seen: Mapping[int, Forecast]
    masked: frozenset[int] = frozenset()


def page_text(t: Texts, page: Page, today: date) -> str:
    lines = [_heading(t, page)]
    for item in page.items:
        lines += ["", *_of_item(t, item, page, today)]
    if page.pages > 1:
        lines += ["", t("Page {page} of {pages}", page=page.page + 1, pages=page.pages)]
    return "\n".join(lines)


def _heading(t: Texts, page: Page) -> str:
    if not page.total:
        return _nothing(t, page)
    match page.kind:
        case "my":
            return t("My items: {count}", count=page.total)
        case "overdue":
            return t("Overdue: {count}", count=page.total)
        case "person":
            return t("Items of {name}: {count}", name=page.words, count=page.total)
        case "light":
            return t("Items with a {light} light: {count}",
                     light=light_name(t, page.words), count=page.total)  # fmt: skip
        case _:
            return t("Found for “{words}”: {count}", words=page.words, count=page.total)


def _nothing(t: Texts, page: Page) -> str:
    match page.kind:
        case "my":
            return t("You have no open items.")
        case "overdue":
            return t("Nothing is overdue.")
        case "person":
            return t("{name} has no open items.", name=page.words)
        case "light":
            return t("No item shows a {light} light.", light=light_name(t, page.words))
        case _:
            return t("Nothing was found for “{words}”.", words=page.words)


def light_name(t: Texts, light: str) -> str:
    return lights.called(t, Light(light))


def page_buttons(t: Texts, page: int, pages: int) -> tuple[Row, ...]:
    row = []
    if page > 0:
        row.append(Button(t("Previous page"), f"l:{page - 1}"))
    if page < pages - 1:
        row.append(Button(t("Next page"), f"l:{page + 1}"))
    return (tuple(row),) if row else ()


def _of_item(t: Texts, item: Item, page: Page, today: date) -> list[str]:
    """What it is, who has it, how far it is, how long is left, and why its light is what it is."""
    seen = page.seen[item.id]
    light = lights.icon(seen) if is_open(item) else ""
    if item.id in page.masked:
        return [f"{light}{item.code}｜{masked(t)}｜{item.lead.name}｜{when_due(t, item, today)}"]
    who = t("{unit}, {owner}", unit=item.lead.name, owner=item.owner.name)
    why = "" if seen.why in TOLD_BY_THE_DATE else lights.reason(t, seen, item)
    lines = [
        f"{light}{item.code}｜{item.title}",
        "｜".join([who, how_far(t, item), when_due(t, item, today)]),
        why,
    ]
    return [line for line in lines if line]


TOLD_BY_THE_DATE = frozenset({Why.OVERDUE, Why.DONE})
"""Reasons of a light that the line of the deadline gives already."""


def masked(t: Texts) -> str:
    """In place of the title and the people of a sensitive item, in a group."""
    return t("sensitive item, see your own messages")


def how_far(t: Texts, item: Item) -> str:
    """The figures, or the state of what has none yet."""
    return figures(t, item) or t(item.state.value)


def figures(t: Texts, item: Item) -> str:
    if item.done is not None and item.total:
        return t(
            "{done} of {total}",
            done=amount(item.done),
            total=with_unit(item.total, item.measure),
        )
    if item.percent is not None:
        return f"{amount(item.percent)}%"
    return ""


def when_due(t: Texts, item: Item, today: date) -> str:
    left = days_left(item, today)
    if not is_open(item):
        return t(item.state.value)
    if left is None or item.deadline is None:
        return item.deadline_words or t("no deadline")
    day = item.deadline.isoformat()
    if item.finished_on is not None:
        return t("due {day}, done", day=day)
    if left < 0:
        return t("due {day}, {count} days overdue", day=day, count=-left)
    if left == 0:
        return t("due today")
    return t("due {day}, {count} days left", day=day, count=left)


def _deadline(t: Texts, item: Item, today: date) -> str:
    """The whole date with its weekday, and how long is left while that matters."""
    left = days_left(item, today)
    if item.deadline is None or left is None:
        return item.deadline_words or t("no deadline")
    day = t.full_day(item.deadline)
    if not is_open(item) or item.finished_on is not None:
        return day
    if left < 0:
        return t("{day}, {count} days overdue", day=day, count=-left)
    if left == 0:
        return t("{day}, today", day=day)
    return t("{day}, {count} days left", day=day, count=left)


def item_text(t: Texts, item: Item, steps: Sequence[Milestone], seen: Forecast, today: date) -> str:
    """One item in full."""
    rows = [
        (t("Finding"), item.finding),
        (t("Category"), f"{item.aspect} / {item.category}"),
        (t("Type"), item.kind),
        (t("Goal"), item.goal),
        (t("Measures"), item.measures),
        (t("Lead unit"), item.lead.name),
        (t("Responsible"), item.owner.name),
        (t("Guarantor (city leader)"), item.city_leader.name if item.city_leader else ""),
        (t("Guarantor (on duty)"), item.duty_leader.name if item.duty_leader else ""),
        (t("Verified by"), item.verifying.name if item.verifying else ""),
        (t("Funding"), item.funding),
        (t("State"), t(item.state.value)),
        (t("Progress"), figures(t, item)),
        (t("Deadline"), _deadline(t, item, today)),
        (t("Expected"), t.full_day(item.promised_on) if item.promised_on else ""),
        (t("Light"), lights.line(t, seen, item) if is_open(item) else ""),
    ]
    lines = [f"{item.code}｜{item.title}"]
    lines += [t("{name}: {value}", name=name, value=value) for name, value in rows if value]
    if steps:
        lines += ["", t("Milestones:"), *(_step(t, step, item) for step in steps)]
    return "\n".join(lines)


def _step(t: Texts, step: Milestone, item: Item) -> str:
    parts = [step.name, step.due.isoformat() if step.due else step.due_words]
    if step.target is not None:
        parts.append(with_unit(step.target, item.measure))
    if step.reached_on:
        parts.append(t("reached"))
    return "· " + "｜".join(part for part in parts if part)
