"""The escalation ladder 提醒 → 督办 → 约谈建议 → 问责建议: which step is due for an item.

The default follows 广元, the most complete rule found: two yellows on one item bring a letter and
cost a point, red goes to guarantors and leading group and costs two. Overdue items move up by
working days, one step at a time, with some days' grace on each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.forecast import DAY, Forecast, Light, LightReason


class Step(StrEnum):
    """The steps of the ladder, lowest first."""

    REMIND = "提醒"
    SUPERVISE = "督办"
    TALK = "约谈建议"
    ACCOUNT = "问责建议"


class Trigger(StrEnum):
    """What makes a step due."""

    YELLOW = "yellow"
    RED = "red"
    OVERDUE = "overdue"
    RELAPSE = "relapse"
    LETTER = "letter"


class Addressee(StrEnum):
    """Who is told of a step."""

    OWNER = "owner"
    HEAD = "head"
    GUARANTORS = "guarantors"
    OFFICE = "office"


EVERYBODY = frozenset(Addressee)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step and what triggers it; 0 and False: not by that.

    `yellows`: monthly yellows on one item. `overdue_days`: working days.
    """

    step: Step
    points: Decimal = Decimal(0)
    yellows: int = 0
    red: bool = False
    overdue_days: int = 0
    to: frozenset[Addressee] = EVERYBODY


DEFAULT = (
    Rung(
        Step.REMIND,
        yellows=1,
        overdue_days=1,
        to=frozenset({Addressee.OWNER, Addressee.HEAD}),
    ),
    Rung(Step.SUPERVISE, points=Decimal(1), yellows=2, overdue_days=3),
    Rung(Step.TALK, points=Decimal(2), red=True, overdue_days=10),
    Rung(Step.ACCOUNT, overdue_days=20),
)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of a city, lowest first."""

    rungs: tuple[Rung, ...] = DEFAULT
    grace: int = 2
    """Working days an overdue item stays on a step at least."""


@dataclass(frozen=True, slots=True)
class LadderFacts:
    """What is known of an item on a day. `months`: its lights by month, this one included.

    `taken`: (step, occasion) → the day it was taken.
    """

    forecast: Forecast
    deadline: date | None
    months: Mapping[str, Light]
    taken: Mapping[tuple[Step, str], date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step to be taken now. `occasion` identifies its cause: each step is taken once per cause."""

    rung: Rung
    trigger: Trigger
    occasion: str
    count: int


def month_of(day: date) -> str:
    """Return the month as YYYY-MM."""
    return f"{day:%Y-%m}"


def steps_due(
    facts: LadderFacts, today: date, calendar: WorkCalendar, ladder: Ladder
) -> list[DueStep]:
    """Return the steps due today, lowest first, without those already taken for the same cause."""
    overdue = _by_delay(facts, today, calendar, ladder)
    found = [_by_light(facts, today, rung) for rung in ladder.rungs]
    due = [*(step for step in found if step is not None), *([overdue] if overdue else [])]
    return [d for d in due if (d.rung.step, d.occasion) not in facts.taken]


def step_of_relapse(taken: Mapping[tuple[Step, str], date], ladder: Ladder, check: int) -> DueStep:
    """Return the step that a relapse makes due: above the highest one taken, the second at least."""
    steps = {step for step, _ in taken}
    highest = max((n for n, rung in enumerate(ladder.rungs) if rung.step in steps), default=0)
    rung = ladder.rungs[min(highest + 1, len(ladder.rungs) - 1)]
    return DueStep(rung, Trigger.RELAPSE, f"relapse:{check}", 1)


def step_of_letter(
    step: Step, facts: LadderFacts, today: date, calendar: WorkCalendar, ladder: Ladder, letter: str
) -> DueStep:
    """Return the step that a letter written by hand is: for the delay, where there is one.

    It may have been taken already. Where nothing but the letter is its cause it costs no points.
    """
    rung = next((rung for rung in ladder.rungs if rung.step is step), Rung(step))
    late = facts.forecast.why is LightReason.OVERDUE and facts.deadline is not None
    if late and facts.deadline is not None and rung.overdue_days:
        days = calendar.working_days_between(facts.deadline + DAY, today)
        return DueStep(rung, Trigger.OVERDUE, f"overdue:{facts.deadline.isoformat()}", days)
    month = month_of(today)
    by_light = (f"red:{month}", f"yellow:{month}")
    occasion = next((o for o in by_light if (step, o) in facts.taken), f"letter:{letter}")
    return DueStep(replace(rung, points=Decimal(0)), Trigger.LETTER, occasion, 1)


def _by_light(facts: LadderFacts, today: date, rung: Rung) -> DueStep | None:
    """Return the step due for this month's light: only the highest count reached."""
    month = month_of(today)
    light = facts.months.get(month)
    if facts.forecast.why is LightReason.OVERDUE:
        return None
    if light is Light.RED and rung.red:
        return DueStep(rung, Trigger.RED, f"red:{month}", 1)
    yellows = sum(seen is Light.YELLOW for seen in facts.months.values())
    first, reached = rung.yellows == 1, yellows >= rung.yellows
    if light is Light.YELLOW and rung.yellows and (yellows == 1 if first else reached):
        return DueStep(rung, Trigger.YELLOW, f"yellow:{month}", yellows)
    return None


def _by_delay(
    facts: LadderFacts, today: date, calendar: WorkCalendar, ladder: Ladder
) -> DueStep | None:
    """Return the next step of an overdue item once its days and the last step's grace are over."""
    if facts.forecast.why is not LightReason.OVERDUE or facts.deadline is None:
        return None
    occasion = f"overdue:{facts.deadline.isoformat()}"
    days = calendar.working_days_between(facts.deadline + DAY, today)
    stood_since: date | None = None
    for rung in ladder.rungs:
        if not rung.overdue_days:
            continue
        taken = facts.taken.get((rung.step, occasion))
        if taken is None:
            rested = (
                stood_since is None
                or calendar.working_days_between(stood_since + DAY, today) >= ladder.grace
            )
            ready = days >= rung.overdue_days and rested
            return DueStep(rung, Trigger.OVERDUE, occasion, days) if ready else None
        stood_since = taken
    return None
