"""How an item is struck off: the transitions of a procedure as one table, and who may make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rules.policy.calendar import WorkCalendar
from rules.policy.gaps import NO_GAP, Gap, find_gap
from rules.policy.items import IN_REVIEW, Item, Milestone, State
from rules.policy.people import Person
from rules.policy.permissions import may_apply_for_closing, may_strike_off, may_verify
from rules.policy.procedure import (
    ANHUI,
    Procedure,
    ProcedureStep,
    StepKind,
    notice_before,
    places,
)
from rules.policy.statements import says_something
from rules.policy.step_rights import may_do


class Act(StrEnum):
    """What a person does to an item's state."""

    START = "start"
    ANNOUNCE = "announce"
    APPLY = "apply"
    TAKE_UP = "take_up"
    PASS = "pass"  # noqa: S105 - an act, not a secret
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    STRIKE_OFF = "strike_off"
    REOPEN = "reopen"


class ClosingState(StrEnum):
    """Of an application to strike an item off. GATHERING: its clauses are being answered."""

    GATHERING = "gathering"
    APPLIED = "applied"
    OVER = "over"


class Fact(StrEnum):
    """What happened; the values are the journal's names of facts."""

    STARTED = "StartedWork"
    ANNOUNCED = "PutOnNotice"
    APPLIED = "AppliedForClosing"
    TAKEN_UP = "TakenUpForCheck"
    SENT_BACK = "SentBack"
    VERIFIED = "Verified"
    CONFIRMED = "ConclusionConfirmed"
    STRUCK_OFF = "StruckOff"
    REOPENED = "Reopened"


@dataclass(frozen=True, slots=True)
class Move:
    """What an act makes: the fact, the new state, and the step that is then waited for."""

    fact: Fact
    state: State
    awaits: str | None = None


Transitions = dict[tuple[State, str | None, Act], Move]
"""(state, name of the step that is waited for, act) → move; None: whatever is waited for."""

_ACTS = {
    StepKind.APPLICATION: (Act.APPLY, Fact.APPLIED),
    StepKind.CHECK: (Act.PASS, Fact.VERIFIED),
    StepKind.REVIEW: (Act.CONFIRM, Fact.CONFIRMED),
    StepKind.NOTICE: (Act.ANNOUNCE, Fact.ANNOUNCED),
    StepKind.STRIKE_OFF: (Act.STRIKE_OFF, Fact.STRUCK_OFF),
}
"""The act that does a step, and its fact. A notice is an act of its own where it comes first."""


def act_of(step: ProcedureStep) -> Act:
    """Return the act that completes a step."""
    return _ACTS[step.kind][0]


def first_act(procedure: Procedure) -> Act:
    """Return the act by which an owner hands an item in."""
    return act_of(procedure.order[0])


@lru_cache(maxsize=16)
def transitions(procedure: Procedure) -> Transitions:
    """Return the only state changes of a procedure. README.md draws those of the default."""
    waits = places(procedure)
    after = [Move(Fact.APPLIED, place.state, place.step.name) for place in waits]
    after.append(Move(Fact.STRUCK_OFF, State.STRUCK_OFF))
    act, fact = _ACTS[procedure.order[0].kind]
    table: Transitions = {(State.NOT_STARTED, None, Act.START): Move(Fact.STARTED, State.UNDER_WAY)}
    for state in (State.NOT_STARTED, State.UNDER_WAY):
        table[state, None, act] = Move(fact, after[0].state, after[0].awaits)
    for place, then in zip(waits, after[1:], strict=True):
        state, name = place.state, place.step.name
        if place.step.kind is StepKind.CHECK and state is not State.UNDER_CHECK:
            table[state, name, Act.TAKE_UP] = Move(Fact.TAKEN_UP, State.UNDER_CHECK, name)
            state = State.UNDER_CHECK
        act, fact = _ACTS[place.step.kind]
        table[state, name, act] = Move(fact, then.state, then.awaits)
    for state in sorted(IN_REVIEW):
        table[state, None, Act.SEND_BACK] = Move(Fact.SENT_BACK, State.UNDER_WAY)
    for state in (State.STRUCK_OFF, State.KEPT_UP):
        table[state, None, Act.REOPEN] = Move(Fact.REOPENED, State.UNDER_WAY)
    return table


def awaited(procedure: Procedure, state: State, name: str | None) -> ProcedureStep | None:
    """Return the step that an item in review waits for; None in any other state.

    `name`: what its application has noted. Where the procedure was changed meanwhile, the first
    step that is waited for in that state.
    """
    table = transitions(procedure)
    named = [step for at, step, act in table if at == state and step and act is not Act.TAKE_UP]
    taken = [step for at, step, act in table if at == state and step and act is Act.TAKE_UP]
    known = [*taken, *named]
    if not known:
        return None
    return procedure.step(name if name is not None and name in known else known[0])


WITHOUT_GAP = frozenset(Act) - {Act.START, Act.SEND_BACK, Act.REOPEN}
"""Acts allowed only on an item that lacks nothing."""

LONG_TERM = "长期坚持"
"""The type of item that, once done, is kept up instead of ending."""


STRIKE_OFF_NUMBER = "整改销号〔{year}〕{number}号"
"""How a number of striking off (销号文号) is written; the series begins anew each year."""


class KeptUpAnswer(StrEnum):
    """What was said of an item that is kept up for good."""

    NONE = ""
    KEPT = "kept"
    RELAPSED = "relapsed"


KEPT_UP_DAYS = 90
"""How often, in days, what is kept up for good is asked about."""


class RefusalReason(StrEnum):
    """Why an act is refused."""

    NOT_NOW = "not_now"
    NOT_YOURS = "not_yours"
    NO_REASON = "no_reason"
    NOTICE_RUNS = "notice_runs"
    NOT_DONE = "not_done"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`until`: when the notice ends; `gap`: what is missing before the item is done."""

    why: RefusalReason
    until: date | None = None
    gap: Gap = NO_GAP


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fact to record and the item's new state; `notice_until` when a notice begins.

    `awaits`: the name of the step that is then waited for. `done_on`:
    the day on which the verifier finds done what was not done by its figures yet.
    """

    fact: Fact
    state: State
    awaits: str | None = None
    notice_until: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClosingContext:
    """What a decision depends on besides the item: day, calendar, procedure, notice, milestones.

    `awaits`: the step that is waited for, as the application has noted it.
    """

    today: date
    calendar: WorkCalendar
    notice_until: date | None = None
    procedure: Procedure = ANHUI
    awaits: str | None = None
    applicant: Person | None = None
    """Neither they, nor their deputy, nor their unit's head may verify."""
    steps: Sequence[Milestone] = ()
    said: bool | None = None
    """What the last report on the whole item says: that it is done, or that it is not."""
    objected: bool = False
    """An objection to the public notice waits to be decided."""


def decide(
    item: Item, act: Act, by: Person, moment: ClosingContext, reason: str = ""
) -> Outcome | Refusal:
    """Return the outcome of an act by this person now, or why it is refused.

    `reason` is required for sending back and reopening.
    """
    table = transitions(moment.procedure)
    step = awaited(moment.procedure, item.state, moment.awaits)
    name = step.name if step is not None else None
    move = table.get((item.state, name, act)) or table.get((item.state, None, act))
    # Who may comes before what state: whoever never may hears nothing of the item.
    could_be = [step] if move is not None else _steps_of(act, moment.procedure)
    if not any(_may(item, act, by, each, moment.applicant) for each in could_be):
        return Refusal(RefusalReason.NOT_YOURS)
    if move is None:
        return Refusal(RefusalReason.NOT_NOW)
    if act in (Act.SEND_BACK, Act.REOPEN) and not says_something(reason):
        return Refusal(RefusalReason.NO_REASON)
    gap = find_gap(item, moment.steps, said=moment.said) if act in WITHOUT_GAP else NO_GAP
    if gap != NO_GAP:
        return Refusal(RefusalReason.NOT_DONE, gap=gap)
    held = _held_by_notice(item, act, moment)
    return held if held is not None else _outcome(item, act, move, moment)


def _steps_of(act: Act, procedure: Procedure) -> list[ProcedureStep | None]:
    """Return the steps at which an act is done; None where it is none of a single step."""
    kind = Act.PASS if act is Act.TAKE_UP else act
    return [step for step in procedure.order if act_of(step) is kind] or [None]


def _held_by_notice(item: Item, act: Act, moment: ClosingContext) -> Refusal | None:
    """Refuse the step after a public notice while it runs or an objection waits to be decided."""
    if item.state is not State.ON_NOTICE or act is Act.SEND_BACK:
        return None
    if moment.objected:
        return Refusal(RefusalReason.OBJECTED)
    until = moment.notice_until
    if until is not None and moment.today <= until:
        return Refusal(RefusalReason.NOTICE_RUNS, until=until)
    return None


def _outcome(item: Item, act: Act, move: Move, moment: ClosingContext) -> Outcome:
    if act is Act.STRIKE_OFF:
        return Outcome(move.fact, State.KEPT_UP if item.kind == LONG_TERM else move.state)
    then = moment.procedure.step(move.awaits) if move.awaits is not None else None
    notice = notice_before(moment.procedure, then) if then is not None else None
    begins = notice is not None and act is not Act.TAKE_UP
    until = notice.last_day(moment.today, moment.calendar) if notice and begins else None
    found = moment.today if act is Act.PASS and item.finished_on is None else None
    return Outcome(move.fact, move.state, move.awaits, notice_until=until, done_on=found)


def _may(
    item: Item, act: Act, by: Person, step: ProcedureStep | None, applicant: Person | None
) -> bool:
    of_step = step is not None and may_do(step, by, item, applicant)
    match act:
        case Act.START | Act.ANNOUNCE | Act.APPLY:
            return may_apply_for_closing(by, item)
        case Act.SEND_BACK:
            others = step is None or step.kind is not StepKind.APPLICATION
            verifies = may_verify(by, item, applicant)
            return (of_step and others) or verifies or may_strike_off(by, item)
        case Act.REOPEN:
            return may_strike_off(by, item)
    return of_step
