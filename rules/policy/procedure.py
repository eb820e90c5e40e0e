"""The procedure of striking off as data: its steps, their order, who does each, days and evidence.

Provinces order them differently: a city takes a ready procedure or writes its own in the profile.
What it may look like is checked by `faults`; what may happen when follows in `places`.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.items import State

DAY = timedelta(days=1)


class StepKind(StrEnum):
    """What is done in a step. REVIEW: the check's conclusion is looked at once more."""

    APPLICATION = "application"
    CHECK = "check"
    REVIEW = "review"
    NOTICE = "notice"
    STRIKE_OFF = "strike_off"


class Actor(StrEnum):
    """Who does a step. LEAD: the head of the lead unit; VERIFIER: who verifies for its unit."""

    OWNER = "owner"
    VERIFIER = "verifier"
    OFFICE = "office"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """A step. `days`: length of a notice, working days unless `calendar_days`.

    `then`: the name of the step that follows; None: the next one written, or the end.
    """

    name: str
    kind: StepKind
    by: Actor
    days: int = 0
    calendar_days: bool = False
    evidence: str = ""
    then: str | None = None

    def last_day(self, first: date, calendar: WorkCalendar) -> date:
        """Return the last day of a notice whose first day counts."""
        if self.calendar_days:
            return first + DAY * (self.days - 1)
        return calendar.span_end(first, self.days)


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps in the order in which they were written; the first one begins."""

    name: str
    steps: tuple[ProcedureStep, ...]

    @property
    def order(self) -> tuple[ProcedureStep, ...]:
        """Return the steps in the order in which they are done. Only of a procedure without faults."""
        return tuple(_walked(self.steps))

    def step(self, name: str) -> ProcedureStep | None:
        return next((step for step in self.steps if step.name == name), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an application stands: the item's state, and the step that is waited for."""

    state: State
    step: ProcedureStep


def places(procedure: Procedure) -> list[Place]:
    """Return where an application waits, in order: once for each step after the first.

    A notice is no place of its own: it runs while the step after it is waited for.
    """
    order = procedure.order
    found = []
    for before, step in itertools.pairwise(order):
        if step.kind is not StepKind.NOTICE:
            found.append(Place(_state_after(before), step))
    return found


def _state_after(before: ProcedureStep) -> State:
    match before.kind:
        case StepKind.NOTICE:
            return State.ON_NOTICE
        case StepKind.APPLICATION:
            return State.APPLIED
    return State.UNDER_CHECK


def notice_before(procedure: Procedure, step: ProcedureStep) -> ProcedureStep | None:
    """Return the notice that runs while a step is waited for, None without one."""
    order = procedure.order
    before = next((a for a, b in itertools.pairwise(order) if b == step), None)
    return before if before is not None and before.kind is StepKind.NOTICE else None


class ProcedureFault(StrEnum):
    """What makes a procedure impossible."""

    TWICE = "twice"
    UNKNOWN = "unknown"
    LOOP = "loop"
    UNREACHABLE = "unreachable"
    NO_APPLICATION = "no_application"
    NO_CHECK = "no_check"
    NO_END = "no_end"
    OWN_CHECK = "own_check"
    NOT_THE_OWNER = "not_the_owner"
    OWN_END = "own_end"
    WRONG_ORDER = "wrong_order"
    NO_DAYS = "no_days"
    NOTICES = "notices"


SENTENCES = {
    ProcedureFault.TWICE: "步骤“{step}”出现两次 / step “{step}” is named twice",
    ProcedureFault.UNKNOWN: "下一步“{step}”没有定义 / the next step “{step}” does not exist",
    ProcedureFault.LOOP: "步骤“{step}”循环 / step “{step}” is reached again: a loop",
    ProcedureFault.UNREACHABLE: "步骤“{step}”无法到达 / step “{step}” is never reached",
    ProcedureFault.NO_APPLICATION: "缺少申请步骤 / there is no application step",
    ProcedureFault.NO_CHECK: "缺少核查步骤 / there is no verifier step",
    ProcedureFault.NO_END: "最后一步须为销号 / the last step must be striking off",
    ProcedureFault.OWN_CHECK: (
        "步骤“{step}”不能由责任单位核查 / step “{step}”: the lead unit cannot check itself"
    ),
    ProcedureFault.NOT_THE_OWNER: (
        "步骤“{step}”须由责任人办理 / step “{step}” must be done by the owner"
    ),
    ProcedureFault.OWN_END: (
        "步骤“{step}”不能由责任人或验收人办理 / step “{step}” must be done by the office or lead unit"
    ),
    ProcedureFault.WRONG_ORDER: (
        "步骤“{step}”顺序有误，应先申请、后核查、再销号 / "
        "step “{step}” is out of order: apply, check, strike off"
    ),
    ProcedureFault.NO_DAYS: (
        "公示步骤“{step}”须写明天数，其他步骤不写 / notice “{step}” needs days, no other step has any"
    ),
    ProcedureFault.NOTICES: (
        "公示步骤“{step}”之后须为其他步骤 / notice “{step}” must be followed by another step"
    ),
}
"""What is said at start, in Chinese and English: the profile is read before any language is chosen."""


def faults(steps: Sequence[ProcedureStep]) -> list[str]:
    """Return what is wrong with the steps, a sentence each, by name; empty where nothing is."""
    found = _of_names(steps) or _of_order(steps)
    return [SENTENCES[fault].format(step=name) for fault, name in found]


Found = list[tuple[ProcedureFault, str]]


def _of_names(steps: Sequence[ProcedureStep]) -> Found:
    """Return the faults of which step leads to which."""
    names = Counter(step.name for step in steps)
    twice: Found = [(ProcedureFault.TWICE, name) for name, count in names.items() if count > 1]
    unknown: Found = [
        (ProcedureFault.UNKNOWN, step.then)
        for step in steps
        if step.then is not None and step.then not in names
    ]
    if twice or unknown or not steps:
        return twice + unknown
    walked = _walked(steps)
    again = _after(steps, walked[-1])
    if again is not None:
        return [(ProcedureFault.LOOP, again.name)]
    return [(ProcedureFault.UNREACHABLE, s.name) for s in steps if s not in walked]


def _after(steps: Sequence[ProcedureStep], step: ProcedureStep) -> ProcedureStep | None:
    if step.then is not None:
        return next(other for other in steps if other.name == step.then)
    at = [other.name for other in steps].index(step.name) + 1
    return steps[at] if at < len(steps) else None


def _walked(steps: Sequence[ProcedureStep]) -> list[ProcedureStep]:
    """Return the steps from the first one on, up to the end or to one that was there before."""
    walked = [steps[0]]
    while (step := _after(steps, walked[-1])) is not None and step not in walked:
        walked.append(step)
    return walked


def _of_order(steps: Sequence[ProcedureStep]) -> Found:
    """Return the faults of what is done, in which order and by whom."""
    order = _walked(steps) if steps else []
    kinds = [step.kind for step in order]
    if kinds.count(StepKind.APPLICATION) != 1:
        return [(ProcedureFault.NO_APPLICATION, "")]
    if StepKind.CHECK not in kinds:
        return [(ProcedureFault.NO_CHECK, "")]
    if kinds[-1] is not StepKind.STRIKE_OFF or kinds.count(StepKind.STRIKE_OFF) > 1:
        return [(ProcedureFault.NO_END, "")]
    return [*_of_places(order, kinds), *(fault for step in order for fault in _of_step(step))]


def _of_places(order: Sequence[ProcedureStep], kinds: Sequence[StepKind]) -> Found:
    applied, checked = kinds.index(StepKind.APPLICATION), kinds.index(StepKind.CHECK)
    early: Found = [
        (ProcedureFault.WRONG_ORDER, step.name)
        for at, step in enumerate(order)
        if (step.kind is StepKind.CHECK and at < applied)
        or (step.kind is StepKind.REVIEW and at < checked)
    ]
    pairs = itertools.pairwise(order)
    doubled: Found = [
        (ProcedureFault.NOTICES, a.name)
        for a, b in pairs
        if a.kind is StepKind.NOTICE and b.kind is StepKind.NOTICE
    ]
    return early + doubled


def _of_step(step: ProcedureStep) -> Found:
    found: Found = []
    if (step.kind is StepKind.NOTICE) is not (step.days > 0):
        found.append((ProcedureFault.NO_DAYS, step.name))
    by = step.by
    if step.kind is StepKind.APPLICATION and by is not Actor.OWNER:
        found.append((ProcedureFault.NOT_THE_OWNER, step.name))
    if step.kind in (StepKind.CHECK, StepKind.REVIEW) and by not in (Actor.VERIFIER, Actor.OFFICE):
        found.append((ProcedureFault.OWN_CHECK, step.name))
    if step.kind is StepKind.STRIKE_OFF and by not in (Actor.OFFICE, Actor.LEAD):
        found.append((ProcedureFault.OWN_END, step.name))
    return found


ANHUI = Procedure(
    "安徽",
    (
        ProcedureStep(
            "申请销号", StepKind.APPLICATION, Actor.OWNER, evidence="逐条说明完成情况及佐证材料"
        ),
        ProcedureStep(
            "现场核查", StepKind.CHECK, Actor.VERIFIER, evidence="现场核查记录、核查结论"
        ),
        ProcedureStep(
            "公示", StepKind.NOTICE, Actor.VERIFIER, days=10, evidence="公示文本、受理电话"
        ),
        ProcedureStep("销号", StepKind.STRIKE_OFF, Actor.OFFICE, evidence="公示期满且无未处理异议"),
    ),
)
"""The default. bot/procedures/anhui.toml says the same, with its sources and what is assumed."""
