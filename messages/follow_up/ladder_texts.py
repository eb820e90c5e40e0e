"""Letters of the ladder: which step was taken on which item, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages.by_unit import UnitLine, grouped, is_long
from messages.formatting import FormattedText, Words, bold, item_link, joined
from messages.queries.pages import in_parts, numbered
from messages.reporting.light_texts import is_without_figures, reason
from messages.texts import Texts
from rules.policy.forecast import Forecast
from rules.policy.items import Item
from rules.policy.ladder import DueStep, Step, Trigger
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken just now."""

    item: Item
    due: DueStep
    forecast: Forecast


def step_name(t: Texts, step: Step) -> str:
    names = {
        Step.REMIND: t("Reminder"),
        Step.SUPERVISE: t("Supervision letter"),
        Step.TALK: t("Talk proposed"),
        Step.ACCOUNT: t("Accountability proposed"),
    }
    return names[step]


def cause(t: Texts, taken: Taken) -> str:
    match taken.due.trigger:
        case Trigger.OVERDUE:
            return t.ngettext(
                "{count} working day overdue", "{count} working days overdue", count=taken.due.count
            )
        case Trigger.LETTER:
            return t("a letter of the office")
        case Trigger.RELAPSE:
            return t("relapse found by the look-back")
        case Trigger.RED:
            why = reason(t, taken.forecast, taken.item)
            return t("red light: {reason}", reason=why)
        case Trigger.YELLOW:
            why = reason(t, taken.forecast, taken.item)
            return t("yellow light no. {count}: {reason}", count=taken.due.count, reason=why)


def letter(t: Texts, steps: Sequence[Taken], today: date, *, late: bool) -> list[FormattedText]:
    """Return one reader's steps of a day, the gravest first, in as few messages as they fit in.

    `late`: nothing was looked at on the working day before.
    """
    order = list(Step)
    ordered = sorted(steps, key=lambda s: (-order.index(s.due.rung.step), s.item.id))
    only_reminders = all(step.due.rung.step is Step.REMIND for step in steps)
    heading = (
        t("Early warning, {day}", day=t.day(today))
        if only_reminders
        else t("Supervision notice, {day}", day=t.day(today))
    )
    excuse = [t("The service was down: this may come later than it was due.")] if late else []
    return numbered(in_parts([bold(heading), *excuse, *_body(t, ordered)]))


def _body(t: Texts, steps: Sequence[Taken]) -> list[Words]:
    """List steps one by one; many are counted by step and unit, with all of them folded below.

    That there are no figures is said once where it is the cause of several.
    """
    unknown = [step for step in steps if _is_without_figures(step)]
    if len(unknown) < 2:
        unknown = []
    once = [t("No figures to judge by yet: {count}", count=len(unknown))] if unknown else []
    if not is_long(steps):
        return [*once, *(_entry(t, step, _who(t, step), step not in unknown) for step in steps)]
    told: list[UnitLine] = [
        (step.item.lead.name, _entry(t, step, step.item.owner.name, step not in unknown))
        for step in steps
    ]
    return [_counted(t, steps), *once, *grouped(t, told)]


def _counted(t: Texts, steps: Sequence[Taken]) -> str:
    """Count the steps of a letter, the gravest kind first."""
    counts = Counter(step.due.rung.step for step in steps)
    kinds = [t("{kind}: {count}", kind=step_name(t, kind), count=n) for kind, n in counts.items()]
    return t("{count} in all: {kinds}", count=len(steps), kinds=t.comma().join(kinds))


def _is_without_figures(taken: Taken) -> bool:
    lights = taken.due.trigger is Trigger.YELLOW
    return lights and is_without_figures(taken.forecast, taken.item)


def _who(t: Texts, taken: Taken) -> str:
    return t("{unit}, {owner}", unit=taken.item.lead.name, owner=taken.item.owner.name)


def _entry(t: Texts, taken: Taken, who: str, with_reason: bool) -> FormattedText:
    item = taken.item
    step = step_name(t, taken.due.rung.step)
    why = cause(t, taken) if with_reason else t("yellow light no. {count}", count=taken.due.count)
    lines = [
        who,
        t("Deadline: {day}", day=t.full_day(item.deadline)) if item.deadline else "",
        t("Cause: {cause}", cause=why),
    ]
    if taken.due.rung.points:
        lines.append(t("Points off: {points}", points=amount(taken.due.rung.points)))
    head = FormattedText.of(f"【{step}】", item_link(item.code, item.id), f"｜{item.title}")
    return joined("\n", ["", head, *filter(None, lines)])
