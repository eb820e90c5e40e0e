"""Lists of items and single items, as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from messages.formatting import FormattedText, Words, bold, folded, item_link, joined
from messages.keyboards import turning
from messages.outgoing import ButtonRow
from messages.reporting import light_texts
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.forecast import Forecast, LightReason
from rules.policy.items import Item, Milestone, days_left, is_done, is_open
from rules.policy.lists import ListKind, ListQuery
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `page` counts from 0; of `masked` items nobody learns more here."""

    asked: ListQuery
    items: Sequence[Item]
    total: int
    page: int
    pages: int
    seen: Mapping[int, Forecast]
    masked: frozenset[int] = frozenset()


def page_text(t: Texts, page: Page, today: date) -> FormattedText:
    lines: list[Words] = [bold(_heading(t, page, today))]
    for item in page.items:
        lines += ["", *_of_item(t, item, page, today)]
    if page.pages > 1:
        lines += ["", t("Page {page} of {pages}", page=page.page + 1, pages=page.pages)]
    return joined("\n", lines)


def _heading(t: Texts, page: Page, today: date) -> str:
    """Name what the list was narrowed to first: nobody takes a part for the whole."""
    kind, words = page.asked.kind, page.asked.words
    said = (COUNTED if page.total else NOTHING)[kind](t, page, _given(t, page.asked, today))
    narrowed = [] if kind in TOLD_WITH_WORDS else [words, _due_too(t, page.asked, today)]
    return "｜".join([*filter(None, narrowed), said])


def _due_too(t: Texts, asked: ListQuery, today: date) -> str:
    """Name the days that the items of a light are due in; empty where none are asked for."""
    if asked.light is None or asked.first is None or asked.last is None:
        return ""
    return t("Due {days}", days=days_named(t, (asked.first, asked.last), today))


TOLD_WITH_WORDS = frozenset({ListKind.MY, ListKind.PERSON, ListKind.SEARCH})
"""Lists whose heading has the words in it, or has none."""


def _given(t: Texts, asked: ListQuery, today: date) -> str:
    """Name the light or the days of a list."""
    if asked.light is not None:
        return light_texts.called(t, asked.light)
    if asked.first is not None and asked.last is not None:
        return days_named(t, (asked.first, asked.last), today)
    return ""


Heading = Callable[[Texts, Page, str], str]
COUNTED: dict[ListKind, Heading] = {
    ListKind.MY: lambda t, page, _given: t("My items: {count}", count=page.total),
    ListKind.OVERDUE: lambda t, page, _given: t("Overdue: {count}", count=page.total),
    ListKind.OPEN: lambda t, page, _given: t("Open items: {count}", count=page.total),
    ListKind.UNDONE: lambda t, page, _given: t("Items not done: {count}", count=page.total),
    ListKind.DONE: lambda t, page, given: (
        t("Done {days}: {count}", days=given, count=page.total)
        if given
        else t("Items done: {count}", count=page.total)
    ),
    ListKind.UNSTARTED: lambda t, page, _given: t("Items not started: {count}", count=page.total),
    ListKind.AT_DOOR: lambda t, page, _given: t("Applications waiting: {count}", count=page.total),
    ListKind.CLOSED: lambda t, page, given: (
        t("Struck off {days}: {count}", days=given, count=page.total)
        if given
        else t("Items struck off: {count}", count=page.total)
    ),
    ListKind.ASKED: lambda t, page, _given: t("items: {count}", count=page.total),
    ListKind.BLOCKED: lambda t, page, _given: t(
        "Items with an open problem: {count}", count=page.total
    ),
    ListKind.DUE: lambda t, page, given: t("Due {days}: {count}", days=given, count=page.total),
    ListKind.LATE: lambda t, page, given: t(
        "Overdue of what was due {days}: {count}", days=given, count=page.total
    ),
    ListKind.PERSON: lambda t, page, _given: t(
        "Items of {name}: {count}", name=page.asked.words, count=page.total
    ),
    ListKind.LIGHT: lambda t, page, given: t(
        "Items with a {light} light: {count}", light=given, count=page.total
    ),
    ListKind.SEARCH: lambda t, page, _given: t(
        "Found for “{words}”: {count}", words=page.asked.words, count=page.total
    ),
}
NOTHING: dict[ListKind, Heading] = {
    ListKind.MY: lambda t, _page, _given: t("You have no open items."),
    ListKind.OVERDUE: lambda t, _page, _given: t("Nothing is overdue."),
    ListKind.OPEN: lambda t, _page, _given: t("There are no open items."),
    ListKind.UNDONE: lambda t, _page, _given: t("There are no items that are not done."),
    ListKind.DONE: lambda t, _page, given: (
        t("Nothing was done {days}.", days=given)
        if given
        else t("There are no items that are done.")
    ),
    ListKind.UNSTARTED: lambda t, _page, _given: t("There are no items that are not started."),
    ListKind.AT_DOOR: lambda t, _page, _given: t("No application waits."),
    ListKind.CLOSED: lambda t, _page, given: (
        t("Nothing was struck off {days}.", days=given) if given else t("No item is struck off.")
    ),
    ListKind.ASKED: lambda t, _page, _given: t("There are no such items."),
    ListKind.BLOCKED: lambda t, _page, _given: t("No problem is open."),
    ListKind.DUE: lambda t, _page, given: t("Nothing that is not done is due {days}.", days=given),
    ListKind.LATE: lambda t, _page, given: t("Nothing that was due {days} is overdue.", days=given),
    ListKind.PERSON: lambda t, page, _given: t("{name} has no open items.", name=page.asked.words),
    ListKind.LIGHT: lambda t, _page, given: t("No item shows a {light} light.", light=given),
    ListKind.SEARCH: lambda t, page, _given: t(
        "Nothing was found for “{words}”.", words=page.asked.words
    ),
}


def days_named(t: Texts, days: tuple[date, date], today: date) -> str:
    """Name the days from one to another; those of another year with the year."""
    first, last = days
    written = t.short_day if first.year == last.year == today.year else t.full_day
    if first == last:
        return written(first)
    return t("{first} to {last}", first=written(first), last=written(last))


def page_buttons(t: Texts, page: int, pages: int) -> tuple[ButtonRow, ...]:
    row = turning(t, "l", page, pages)
    return (row,) if row else ()


def _of_item(t: Texts, item: Item, page: Page, today: date) -> list[Words]:
    """Say what it is, who has it, how far it is, how long is left, and why it has its light."""
    seen = page.seen[item.id]
    light = light_texts.icon(seen) if is_open(item) else ""
    head, when = FormattedText.of(light, item_link(item.code, item.id)), when_due(t, item, today)
    if item.id in page.masked:
        return [FormattedText.of(head, f"｜{masked(t)}｜{item.lead.name}｜{when}")]
    who = t("{unit}, {owner}", unit=item.lead.name, owner=item.owner.name)
    why = "" if seen.why in TOLD_BY_THE_DATE else light_texts.reason(t, seen, item)
    return [
        FormattedText.of(head, f"｜{item.title}"),
        "｜".join([who, how_far(t, item), when]),
        *([why] if why else []),
    ]


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


def deadline_in_full(t: Texts, item: Item, today: date) -> str:
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
    what was last reported, the last check on site, and its closing.
    """

    supporting: Sequence[str]
    steps: Sequence[Milestone]
    seen: Forecast
    latest: str = ""
    checked: str = ""
    closing: Sequence[tuple[str, str]] = ()
    """How it was struck off, or why it was sent back or re-opened."""


def item_text(t: Texts, item: Item, more: Further, today: date) -> FormattedText:
    """Show how an item stands, and folded below it all that is known of it."""
    title = bold(f"{item.code}｜{item.title}")
    rest: list[Words] = [t("{name}: {value}", name=t("More"), value="")]
    rest += _rows(t, _about(t, item, more))
    if more.steps:
        rest += [bold(t("Milestones:")), *(_step(t, step, item) for step in more.steps)]
    return joined(
        "\n", [title, *_rows(t, _standing(t, item, more, today)), folded(joined("\n", rest))]
    )


Rows = Sequence[tuple[str, str]]
"""Names and values; a row without a value is left out."""


def _rows(t: Texts, rows: Rows) -> list[str]:
    return [t("{name}: {value}", name=name, value=value) for name, value in rows if value]


def _standing(t: Texts, item: Item, more: Further, today: date) -> Rows:
    return [
        (t("State"), t(item.state.value)),
        *more.closing,
        (t("Progress"), figures(t, item)),
        (t("Deadline"), deadline_in_full(t, item, today)),
        (t("Expected"), t.full_day(item.promised_on) if item.promised_on else ""),
        (t("Light"), light_texts.line(t, more.seen, item) if is_open(item) else ""),
    ]


def _about(t: Texts, item: Item, more: Further) -> Rows:
    return [
        (t("Latest report"), more.latest),
        (t("Check on site"), more.checked),
        (t("Goal"), item.goal),
        (t("Measures"), item.measures),
        (t("Finding"), item.finding),
        (t("Category"), f"{item.aspect} / {item.category}"),
        (t("Type"), item.kind),
        (t("Lead unit"), item.lead.name),
        (t("Supporting units"), t.comma().join(more.supporting)),
        (t("Responsible"), item.owner.name),
        (t("Guarantor (city leader)"), item.city_leader.name if item.city_leader else ""),
        (t("Guarantor (on duty)"), item.duty_leader.name if item.duty_leader else ""),
        (t("Supervised by"), item.supervising.name if item.supervising else ""),
        (t("Verified by"), item.verifying.name if item.verifying else ""),
        (t("Funding"), item.funding),
    ]


def _step(t: Texts, step: Milestone, item: Item) -> str:
    parts = [step.name, step.due.isoformat() if step.due else step.due_words]
    if step.target is not None:
        parts.append(with_unit(step.target, item.measure))
    if step.reached_on:
        parts.append(t("reached"))
    return "· " + "｜".join(part for part in parts if part)
