"""Lists of items and single items, as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from messages.outgoing import Button, ButtonRow
from messages.reporting import light_texts
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.forecast import Forecast, Light, LightReason
from rules.policy.items import Item, Milestone, days_left, is_done, is_open
from rules.policy.wording import amount


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
    lines = [_heading(t, page, today)]
    for item in page.items:
        lines += ["", *_of_item(t, item, page, today)]
    if page.pages > 1:
        lines += ["", t("Page {page} of {pages}", page=page.page + 1, pages=page.pages)]
    return "\n".join(lines)


def _heading(t: Texts, page: Page, today: date) -> str:
    """Name what the list was narrowed to first: nobody takes a part for the whole."""
    kind, given, about = page.kind, "", page.words
    if kind in ("light", "due", "late"):
        given, _, about = page.words.partition(" ")
    if kind in ("due", "late"):
        given = _days(t, given, today)
    said = (COUNTED if page.total else NOTHING)[kind](t, page, given)
    return f"{about}｜{said}" if about and kind not in ("my", "person", "search") else said


Heading = Callable[[Texts, Page, str], str]
COUNTED: dict[str, Heading] = {
    "my": lambda t, page, _given: t("My items: {count}", count=page.total),
    "overdue": lambda t, page, _given: t("Overdue: {count}", count=page.total),
    "open": lambda t, page, _given: t("Open items: {count}", count=page.total),
    "undone": lambda t, page, _given: t("Items not done: {count}", count=page.total),
    "done": lambda t, page, _given: t("Items done: {count}", count=page.total),
    "unstarted": lambda t, page, _given: t("Items not started: {count}", count=page.total),
    "at_door": lambda t, page, _given: t("Applications waiting: {count}", count=page.total),
    "closed": lambda t, page, _given: t("Items struck off: {count}", count=page.total),
    "blocked": lambda t, page, _given: t("Items with an open problem: {count}", count=page.total),
    "due": lambda t, page, given: t("Due {days}: {count}", days=given, count=page.total),
    "late": lambda t, page, given: t(
        "Overdue of what was due {days}: {count}", days=given, count=page.total
    ),
    "person": lambda t, page, _given: t(
        "Items of {name}: {count}", name=page.words, count=page.total
    ),
    "light": lambda t, page, given: t(
        "Items with a {light} light: {count}", light=light_name(t, given), count=page.total
    ),
    "search": lambda t, page, _given: t(
        "Found for “{words}”: {count}", words=page.words, count=page.total
    ),
}
NOTHING: dict[str, Heading] = {
    "my": lambda t, _page, _given: t("You have no open items."),
    "overdue": lambda t, _page, _given: t("Nothing is overdue."),
    "open": lambda t, _page, _given: t("There are no open items."),
    "undone": lambda t, _page, _given: t("There are no items that are not done."),
    "done": lambda t, _page, _given: t("There are no items that are done."),
    "unstarted": lambda t, _page, _given: t("There are no items that are not started."),
    "at_door": lambda t, _page, _given: t("No application waits."),
    "closed": lambda t, _page, _given: t("No item is struck off."),
    "blocked": lambda t, _page, _given: t("No problem is open."),
    "due": lambda t, _page, given: t("Nothing is due {days}.", days=given),
    "late": lambda t, _page, given: t("Nothing that was due {days} is overdue.", days=given),
    "person": lambda t, page, _given: t("{name} has no open items.", name=page.words),
    "light": lambda t, _page, given: t(
        "No item shows a {light} light.", light=light_name(t, given)
    ),
    "search": lambda t, page, _given: t("Nothing was found for “{words}”.", words=page.words),
}


def _days(t: Texts, given: str, today: date) -> str:
    """Return `2026-11-24/2026-11-30` as people say it."""
    first, last = map(date.fromisoformat, given.split("/"))
    return days_named(t, (first, last), today)


def days_named(t: Texts, days: tuple[date, date], today: date) -> str:
    """Name the days from one to another; those of another year with the year."""
    first, last = days
    written = t.short_day if first.year == last.year == today.year else t.full_day
    if first == last:
        return written(first)
    return t("{first} to {last}", first=written(first), last=written(last))


def light_name(t: Texts, light: str) -> str:
    return light_texts.called(t, Light(light))


def page_buttons(t: Texts, page: int, pages: int) -> tuple[ButtonRow, ...]:
    row = []
    if page > 0:
        row.append(Button(t("Previous page"), f"l:{page - 1}"))
    if page < pages - 1:
        row.append(Button(t("Next page"), f"l:{page + 1}"))
    return (tuple(row),) if row else ()


def _of_item(t: Texts, item: Item, page: Page, today: date) -> list[str]:
    """Say what it is, who has it, how far it is, how long is left, and why it has its light."""
    seen = page.seen[item.id]
    light = light_texts.icon(seen) if is_open(item) else ""
    if item.id in page.masked:
        return [f"{light}{item.code}｜{masked(t)}｜{item.lead.name}｜{when_due(t, item, today)}"]
    who = t("{unit}, {owner}", unit=item.lead.name, owner=item.owner.name)
    why = "" if seen.why in TOLD_BY_THE_DATE else light_texts.reason(t, seen, item)
    lines = [
        f"{light}{item.code}｜{item.title}",
        "｜".join([who, how_far(t, item), when_due(t, item, today)]),
        why,
    ]
    return [line for line in lines if line]


TOLD_BY_THE_DATE = frozenset({LightReason.OVERDUE, LightReason.DONE})
"""Reasons of a light that the line of the deadline gives already."""


def masked(t: Texts) -> str:
    """Return what stands for the title and the people of a sensitive item in a group."""
    return t("sensitive item, see your own messages")


def how_far(t: Texts, item: Item) -> str:
    """Return the figures, or the state of what has none yet."""
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
        return t.ngettext(
            "due {day}, {count} day overdue",
            "due {day}, {count} days overdue",
            day=day,
            count=-left,
        )
    if left == 0:
        return t("due today")
    return t.ngettext(
        "due {day}, {count} day left", "due {day}, {count} days left", day=day, count=left
    )


def _deadline(t: Texts, item: Item, today: date) -> str:
    """Return the whole date with its weekday, and how long is left while that matters."""
    left = days_left(item, today)
    if item.deadline is None or left is None:
        return item.deadline_words or t("no deadline")
    day = t.full_day(item.deadline)
    if is_done(item):
        return day
    if left < 0:
        return t.ngettext(
            "{day}, {count} day overdue", "{day}, {count} days overdue", day=day, count=-left
        )
    if left == 0:
        return t("{day}, today", day=day)
    return t.ngettext("{day}, {count} day left", "{day}, {count} days left", day=day, count=left)


@dataclass(frozen=True, slots=True)
class Further:
    """What is told of an item besides its own row: supporting units by name, milestones, light,
    what was last reported, and its closing.
    """

    supporting: Sequence[str]
    steps: Sequence[Milestone]
    seen: Forecast
    latest: str = ""
    closing: Sequence[tuple[str, str]] = ()
    """How it was struck off, or why it was sent back or re-opened."""


def item_text(t: Texts, item: Item, more: Further, today: date) -> str:
    """Show one item in full."""
    rows = [
        (t("Finding"), item.finding),
        (t("Category"), f"{item.aspect} / {item.category}"),
        (t("Type"), item.kind),
        (t("Goal"), item.goal),
        (t("Measures"), item.measures),
        (t("Lead unit"), item.lead.name),
        (t("Supporting units"), t.comma().join(more.supporting)),
        (t("Responsible"), item.owner.name),
        (t("Guarantor (city leader)"), item.city_leader.name if item.city_leader else ""),
        (t("Guarantor (on duty)"), item.duty_leader.name if item.duty_leader else ""),
        (t("Supervised by"), item.supervising.name if item.supervising else ""),
        (t("Verified by"), item.verifying.name if item.verifying else ""),
        (t("Funding"), item.funding),
        (t("State"), t(item.state.value)),
        *more.closing,
        (t("Progress"), figures(t, item)),
        (t("Latest report"), more.latest),
        (t("Deadline"), _deadline(t, item, today)),
        (t("Expected"), t.full_day(item.promised_on) if item.promised_on else ""),
        (t("Light"), light_texts.line(t, more.seen, item) if is_open(item) else ""),
    ]
    lines = [f"{item.code}｜{item.title}"]
    lines += [t("{name}: {value}", name=name, value=value) for name, value in rows if value]
    if more.steps:
        lines += ["", t("Milestones:"), *(_step(t, step, item) for step in more.steps)]
    return "\n".join(lines)


def _step(t: Texts, step: Milestone, item: Item) -> str:
    parts = [step.name, step.due.isoformat() if step.due else step.due_words]
    if step.target is not None:
        parts.append(with_unit(step.target, item.measure))
    if step.reached_on:
        parts.append(t("reached"))
    return "· " + "｜".join(part for part in parts if part)
