"""From the state of a scope down to an item: values of a dimension, items, and an item's history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from messages.formatting import FormattedText, Words, bold, item_link, joined, shortened
from messages.keyboards import in_rows, turning
from messages.outgoing import Button, ButtonRow
from messages.queries.digest_summary import fact_name
from messages.queries.list_texts import Page, masked
from messages.queries.status_texts import back, called, left_out, standing
from messages.reporting.light_texts import icon
from messages.texts import Texts
from rules.policy.history import HistoryEntry, HistoryKind
from rules.policy.items import Item, days_left, is_done, is_open
from rules.policy.standing import OFFERED, DimensionPage, StatusPath
from rules.policy.tallies import Tally

TITLE = 17
"""Characters of a title that fit into a line of a phone behind a number."""
UNIT = 8
"""Characters of a unit's name before that of a person."""
LABEL = 12
"""Characters of a value's name on its button."""
TOLD = 60
"""Characters of one entry of a history: three lines of a phone."""
NUMBERS_IN_A_ROW = 3


def dimension_text(t: Texts, scope: str, page: DimensionPage) -> FormattedText:
    """Return the values of a dimension, worst first, each with its counts."""
    lines: list[Words] = [bold(f"{scope}｜{called(t, page.dimension)}")]
    lines += [standing(t, row.tally) for row in page.rows]
    if not page.rows:
        lines.append(t("There are no items to be counted by this."))
    if page.left_out:
        lines.append(left_out(t, page.left_out))
    return joined("\n", [*lines, *_page_of(t, page.page, page.pages)])


def _page_of(t: Texts, page: int, pages: int) -> list[str]:
    return [t("Page {page} of {pages}", page=page + 1, pages=pages)] if pages > 1 else []


def dimension_buttons(t: Texts, path: StatusPath, page: DimensionPage) -> tuple[ButtonRow, ...]:
    """Offer the items of each value, the other pages, and the way back."""
    values = [
        Button(
            f"{shortened(row.tally.name, LABEL)} {row.tally.overdue}/{row.tally.total}",
            f"si:{path.then(page.dimension, row.id)}:0",
        )
        for row in page.rows
    ]
    turned = turning(t, f"sd:{path}:{page.dimension}", page.page, page.pages)
    return (*in_rows(values, 2), (*turned, back(t, f"st:{path}")))


def items_text(t: Texts, whole: Tally, page: Page, today: date, hidden: int) -> FormattedText:
    """Return the items of a scope, unfinished ones first; `hidden`: sensitive ones not listed."""
    counted = t(
        "In all {total}, not struck off {waiting}, overdue {overdue}.",
        total=whole.total,
        waiting=whole.total - whole.closed,
        overdue=whole.overdue,
    )
    lines: list[Words] = [bold(whole.name), counted]
    for item in page.items:
        lines += _item(t, item, page, today)
    if hidden:
        lines.append(left_out(t, hidden))
    return joined("\n", [*lines, *_page_of(t, page.page, page.pages)])


def _item(t: Texts, item: Item, page: Page, today: date) -> list[Words]:
    light = icon(page.seen[item.id]) if is_open(item) else ""
    head = FormattedText.of(light, item_link(item.code, item.id))
    when = _when(t, item, today)
    if item.id in page.masked:
        return [FormattedText.of(head, f"｜{masked(t)}"), f"{item.lead.name}｜{when}"]
    who = t("{unit}, {owner}", unit=shortened(item.lead.name, UNIT), owner=item.owner.name)
    title = shortened(item.title, max(6, TITLE - len(item.code) // 2))
    return [FormattedText.of(head, f"｜{title}"), f"{who}｜{when}"]


def _when(t: Texts, item: Item, today: date) -> str:
    left = days_left(item, today)
    if is_done(item):
        return t("done") if is_open(item) else t(item.state.value)
    if left is None:
        return shortened(item.deadline_words, UNIT) or t("no deadline")
    if left == 0:
        return t("due today")
    if left < 0:
        return t.ngettext("{count} day overdue", "{count} days overdue", count=-left)
    return t.ngettext("{count} day left", "{count} days left", count=left)


def items_buttons(t: Texts, path: StatusPath, page: Page) -> tuple[ButtonRow, ...]:
    """Offer the card of each item, the other pages, the scope's own screen, and the way back."""
    numbers = [Button(item.code, f"sc:{path}:{page.page}:{item.id}") for item in page.items]
    rows = in_rows(numbers, NUMBERS_IN_A_ROW)
    turned = turning(t, f"si:{path}", page.page, page.pages)
    last = path.steps[-1].dimension if path.steps else None
    if last in OFFERED:
        ways = [
            Button(t("Overview"), f"st:{path}"),
            back(t, f"sd:{path.above}:{last}:0"),
        ]
    else:
        ways = [back(t, f"st:{path}")]
    return (*rows, *([turned] if turned else []), tuple(ways))


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card was opened: an item, on a page of the items of a path."""

    path: StatusPath
    page: int
    item: int

    def __str__(self) -> str:
        return f"{self.path}:{self.page}:{self.item}"


def card_buttons(
    t: Texts, place: CardPlace, evidence: Sequence[ButtonRow], kinds: Sequence[HistoryKind]
) -> tuple[ButtonRow, ...]:
    """Offer what else is known of an item, and the way back to its list."""
    names = {HistoryKind.WORK: t("History"), HistoryKind.SUPERVISION: t("Supervision records")}
    more = tuple(Button(names[kind], f"sh:{place}:{kind}") for kind in kinds)
    return (
        *([more] if more else []),
        *evidence,
        (back(t, f"si:{place.path}:{place.page}"),),
    )


def history_text(
    t: Texts,
    item: Item,
    kind: HistoryKind,
    entries: Sequence[HistoryEntry],
    total: int,
    zone: ZoneInfo,
) -> FormattedText:
    """Return the latest of what happened to an item."""
    work = kind is HistoryKind.WORK
    heading = t("History: {count}", count=total) if work else t("Supervision: {count}", count=total)
    lines: list[Words] = [bold(f"{item.code}｜{shortened(item.title, TITLE)}"), heading]
    lines += [_entry(t, entry, zone) for entry in entries]
    if total > len(entries):
        lines.append(t("… and {count} more", count=total - len(entries)))
    return joined("\n", lines)


def _entry(t: Texts, entry: HistoryEntry, zone: ZoneInfo) -> str:
    day = entry.at.astimezone(zone).date().isoformat()
    head = " ".join(part for part in (day, fact_name(t, entry.fact), entry.by) if part)
    said = f"{head}{t.colon()}{entry.words}" if entry.words else head
    return shortened(said.replace("\n", " "), TOLD)


def history_buttons(t: Texts, place: CardPlace) -> tuple[ButtonRow, ...]:
    return ((back(t, f"sc:{place}"),),)
