"""Deadline prompts: one message a person a day, every line with its own buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from messages.formatting import FormattedText, Words, bold, item_link, joined, shortened, width
from messages.outgoing import Button, ButtonRow
from messages.reporting.card_texts import with_unit
from messages.texts import Texts
from rules.policy.items import Item, Milestone
from rules.policy.prompts import PromptAnswer
from rules.policy.wording import amount

LINES = 12
"""Items in one message: each takes two rows of buttons, and a message has 100 buttons at most."""

ROOM = 3800
"""UTF-16 units: less than `pages.ROOM` leaves, for what the answers add."""

HEADING_LIMIT = 30
"""Characters of a title on a button."""


@dataclass(frozen=True, slots=True)
class PromptLine:
    """One call as it stands. `answered` is empty while it waits; `reason` is the light's."""

    prompt: int
    item: Item
    step: Milestone | None
    due: date
    called_on: date
    late: bool = False
    times: int = 1
    light: str = ""
    reason: str = ""
    answered: str = ""
    settled: bool = False


ANSWERS = (
    PromptAnswer.DONE,
    PromptAnswer.ON_SCHEDULE,
    PromptAnswer.EXTENSION,
    PromptAnswer.BLOCKER,
)


def answer_name(t: Texts, answer: PromptAnswer) -> str:
    names = {
        PromptAnswer.DONE: t("Done already"),
        PromptAnswer.ON_SCHEDULE: t("On schedule"),
        PromptAnswer.EXTENSION: t("Ask for extension"),
        PromptAnswer.BLOCKER: t("Difficulty met"),
        PromptAnswer.REPORT: t("progress reported"),
    }
    return names[answer]


def sheet_text(
    t: Texts, lines: Sequence[PromptLine], today: date, *, instead_of: str = ""
) -> FormattedText:
    """Return a message of prompts. `instead_of`: whom the reader stands in for."""
    parts: list[Words] = [bold(t("Deadline reminder, {day}", day=t.day(today)))]
    if instead_of:
        parts.append(t("You stand in for {name}.", name=instead_of))
    for line in lines:
        parts += ["", *_of_line(t, line, today)]
    if any(waits(line) for line in lines):
        parts += ["", t("Please answer each with its button.")]
    return joined("\n", parts)


def waits(line: PromptLine) -> bool:
    return not line.answered and not line.settled


def _of_line(t: Texts, line: PromptLine, today: date) -> list[Words]:
    item = line.item
    head = FormattedText.of(line.light, item_link(item.code, item.id), f"｜{item.title}")
    lines: list[Words] = [head]
    if line.step is not None:
        lines.append(t("Milestone: {name}", name=line.step.name))
    if line.answered:
        return [*lines, t("Answered: {answer}", answer=line.answered)]
    if line.settled:
        return [*lines, t("No longer asked about.")]
    lines += [_left(t, item, line.step), _when(t, line.due, today)]
    lines += [line.reason] if line.reason else []
    if line.late:
        lines.append(
            t(
                "This reminder was due on {day} and comes late: the service was down.",
                day=t.day(line.called_on),
            )
        )
    elif line.times > 1:
        lines.append(t("Reminder no. {number}", number=line.times))
    return lines


def _left(t: Texts, item: Item, step: Milestone | None) -> str:
    """Say what was done, and what is left to the milestone's target or the item's total."""
    whole = step.target if step is not None and step.target is not None else item.total
    if whole is None or (step is not None and step.target is None):
        share = "" if item.percent is None else f"{amount(item.percent)}%"
        return t("Progress: {words}", words=share or t("not reported yet"))
    done = item.done or Decimal(0)
    return t(
        "Done {done} of {total}, {left} left",
        done=amount(done),
        total=with_unit(whole, item.measure),
        left=with_unit(max(whole - done, Decimal(0)), item.measure),
    )


def _when(t: Texts, due: date, today: date) -> str:
    days = (due - today).days
    day = due.isoformat()
    if days < 0:
        return t.ngettext(
            "Deadline {day}, overdue by {count} day",
            "Deadline {day}, overdue by {count} days",
            day=day,
            count=-days,
        )
    if days == 0:
        return t("Deadline {day}, today", day=day)
    return t.ngettext(
        "Deadline {day}, {count} day left", "Deadline {day}, {count} days left", day=day, count=days
    )


def sheet_buttons(
    t: Texts, lines: Sequence[PromptLine], *, may_put_off: bool
) -> tuple[ButtonRow, ...]:
    """Offer four answers a line; with several lines each has its title above its own."""
    waiting = [line for line in lines if waits(line)]
    rows: list[ButtonRow] = []
    for line in waiting:
        if len(lines) > 1:
            rows.append((Button(_heading(line), f"p:{line.prompt}:show"),))
        rows.append(
            tuple(Button(answer_name(t, name), f"p:{line.prompt}:{name}") for name in ANSWERS)
        )
    if waiting and may_put_off:
        rows.append(
            (
                Button(t("Remind me in two hours"), f"pz:{waiting[0].prompt}:hours"),
                Button(t("Remind me tomorrow morning"), f"pz:{waiting[0].prompt}:morning"),
            )
        )
    return tuple(rows)


def _heading(line: PromptLine) -> str:
    name = line.step.name if line.step is not None else line.item.title
    return shortened(f"{line.item.code}｜{name}", HEADING_LIMIT)


def in_sheets(t: Texts, lines: Sequence[PromptLine], today: date) -> list[list[PromptLine]]:
    """Split lines into as few messages as possible; an item is never cut in two."""
    sheets: list[list[PromptLine]] = [[]]
    room = ROOM
    for line in lines:
        needed = width(joined("\n", ["", *_of_line(t, line, today)]).text) + 1
        if sheets[-1] and (len(sheets[-1]) == LINES or needed > room):
            sheets.append([])
            room = ROOM
        sheets[-1].append(line)
        room -= needed
    return [sheet for sheet in sheets if sheet]


def evidence_question(t: Texts, item: Item, step: Milestone | None) -> str:
    if step is not None:
        return t(
            "Item {code}, milestone “{name}”: please send the evidence now, photos, files or a "
            "sentence on what was done.",
            code=item.code,
            name=step.name,
        )
    return t(
        "Item {code}: please send the evidence now, photos, files or a sentence on what was done.",
        code=item.code,
    )


def done_words(t: Texts, step: Milestone | None) -> str:
    """Return what a picture without words says."""
    return t("Milestone “{name}” done", name=step.name) if step else t("Done already")


def figure_example(t: Texts, item: Item, day: date | None) -> str:
    """Show how an answer may read; `day` None: the figure alone."""
    share = with_unit(Decimal(20), item.measure) if item.total is not None else "60%"
    if day is None:
        return t("for example: {share} done", share=share)
    return t("for example: {share} done, all by {day}", share=share, day=t.short_day(day))


def on_to_closing(t: Texts, item: Item) -> str:
    return t(
        "When the report of item {code} is in the ledger, you can apply for closing.",
        code=item.code,
    )


def closing_button(t: Texts, item: Item) -> ButtonRow:
    return (Button(t("Apply for closing"), f"ca:{item.id}"),)


def put_off_until(t: Texts, moment: datetime) -> str:
    """Say until when it is put off; `moment` is local."""
    return t("Put off until {moment}.", moment=t.minute(moment))


def not_the_milestone(t: Texts, step: Milestone) -> str:
    return t(
        "The day of the milestone “{name}” is changed by the office in the ledger; "
        "an extension moves the deadline of the item.",
        name=step.name,
    )
