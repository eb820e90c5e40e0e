"""How an item is struck off: the transitions as one table, and who may make them.

Source of the procedure: application, check on site, public notice, striking off, in the order
most published notices have it (安徽, 黄山, 濮阳); ten working days of notice are the most common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.gaps import NO_GAP, Gap, find_gap
from rules.policy.items import Item, Milestone, State
from rules.policy.people import Person
from rules.policy.permissions import may_apply_for_closing, may_strike_off, may_verify


class Act(StrEnum):
    """What a person does to an item's state."""

    START = "start"
    APPLY = "apply"
    TAKE_UP = "take_up"
    PASS = "pass"  # noqa: S105 - an act, not a secret
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
    APPLIED = "AppliedForClosing"
    TAKEN_UP = "TakenUpForCheck"
    SENT_BACK = "SentBack"
    VERIFIED = "Verified"
    STRUCK_OFF = "StruckOff"
    REOPENED = "Reopened"


TRANSITIONS: dict[tuple[State, Act], tuple[Fact, State]] = {
    (State.NOT_STARTED, Act.START): (Fact.STARTED, State.UNDER_WAY),
    (State.NOT_STARTED, Act.APPLY): (Fact.APPLIED, State.APPLIED),
    (State.UNDER_WAY, Act.APPLY): (Fact.APPLIED, State.APPLIED),
    (State.APPLIED, Act.TAKE_UP): (Fact.TAKEN_UP, State.UNDER_CHECK),
    (State.APPLIED, Act.SEND_BACK): (Fact.SENT_BACK, State.UNDER_WAY),
    (State.UNDER_CHECK, Act.PASS): (Fact.VERIFIED, State.ON_NOTICE),
    (State.UNDER_CHECK, Act.SEND_BACK): (Fact.SENT_BACK, State.UNDER_WAY),
    (State.ON_NOTICE, Act.SEND_BACK): (Fact.SENT_BACK, State.UNDER_WAY),
    (State.ON_NOTICE, Act.STRIKE_OFF): (Fact.STRUCK_OFF, State.STRUCK_OFF),
    (State.STRUCK_OFF, Act.REOPEN): (Fact.REOPENED, State.UNDER_WAY),
    (State.KEPT_UP, Act.REOPEN): (Fact.REOPENED, State.UNDER_WAY),
}
"""The only state changes: (state, act) → (fact, new state). README.md draws the same table."""

REQUIRES_DONE = frozenset({Act.APPLY, Act.TAKE_UP, Act.PASS, Act.STRIKE_OFF})
"""Acts allowed only on an item without a gap."""

LONG_TERM = "长期坚持"
"""The type of item that, once done, is kept up instead of ending."""

NOTICE_DAYS = 10
"""Default length of the public notice in working days."""


class RefusalReason(StrEnum):
    """Why an act is refused."""

    NOT_NOW = "not_now"
    NOT_YOURS = "not_yours"
    NO_REASON = "no_reason"
    NOTICE_RUNS = "notice_runs"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`until`: when the notice ends; `gap`: what is missing before the item is done."""

    why: RefusalReason
    until: date | None = None
    gap: Gap = NO_GAP


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fact to record and the item's new state; `notice_until` when a notice begins.

    `done_on`: the day on which the verifier finds done what was not done by its figures yet.
    """

    fact: Fact
    state: State
    notice_until: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClosingContext:
    """What a decision depends on besides the item: day, calendar, notice, milestones."""

    today: date
    calendar: WorkCalendar
    notice_until: date | None = None
    notice_days: int = NOTICE_DAYS
    applicant: int | None = None
    """Id of the applicant, who may not verify their own application."""
    steps: Sequence[Milestone] = ()
    said: bool | None = None
    """What the last report on the whole item says: that it is done, or that it is not."""


def decide(
    item: Item, act: Act, by: Person, moment: ClosingContext, reason: str = ""
) -> Outcome | Refusal:
    """Return the outcome of an act by this person now, or why it is refused.

    `reason` is required for sending back and reopening.
    """
    move = TRANSITIONS.get((item.state, act))
    if move is None:
        return Refusal(RefusalReason.NOT_NOW)
    against = _against(item, act, by, moment, reason)
    if against is not None:
        return Refusal(against)
    gap = find_gap(item, moment.steps, said=moment.said) if act in REQUIRES_DONE else NO_GAP
    if gap != NO_GAP:
        return Refusal(RefusalReason.NOT_DONE, gap=gap)
    fact, state = move
    if act is Act.STRIKE_OFF:
        return _struck_off(item, moment)
    if act is Act.PASS:
        until = moment.calendar.span_end(moment.today, moment.notice_days)
        found = moment.today if item.finished_on is None else None
        return Outcome(fact, state, notice_until=until, done_on=found)
    return Outcome(fact, state)


def _against(
    item: Item, act: Act, by: Person, moment: ClosingContext, reason: str
) -> RefusalReason | None:
    of_his_own = act in (Act.TAKE_UP, Act.PASS) and by.id == moment.applicant
    if of_his_own or not _may(item, act, by):
        return RefusalReason.NOT_YOURS
    if act in (Act.SEND_BACK, Act.REOPEN) and not reason.strip():
        return RefusalReason.NO_REASON
    return None


def _struck_off(item: Item, moment: ClosingContext) -> Outcome | Refusal:
    if moment.notice_until is not None and moment.today <= moment.notice_until:
        return Refusal(RefusalReason.NOTICE_RUNS, until=moment.notice_until)
    state = State.KEPT_UP if item.kind == LONG_TERM else State.STRUCK_OFF
    return Outcome(Fact.STRUCK_OFF, state)


def _may(item: Item, act: Act, by: Person) -> bool:
    match act:
        case Act.START | Act.APPLY:
            return may_apply_for_closing(by, item)
        case Act.TAKE_UP | Act.PASS:
            return may_verify(by, item)
        case Act.SEND_BACK:
            return may_verify(by, item) or may_strike_off(by, item)
        case Act.STRIKE_OFF | Act.REOPEN:
            return may_strike_off(by, item)


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """One of the five closing clauses and the evidence it requires."""

    name: str
    evidence: str


CLAUSES = (
    ClauseRule("问题不查清绝不放过", "问题清单、核查记录"),
    ClauseRule("责任不落实绝不放过", "责任分工、依法处理处罚情况"),
    ClauseRule("整改不到位绝不放过", "整改前后照片、完成数量、检测或验收结果"),
    ClauseRule("群众不满意绝不放过", "走访、回访或公示反馈情况"),
    ClauseRule("长效机制不建立绝不放过", "制度文件、巡查管护安排"),
)
"""The default five clauses; a city sets its own wording.

Sources: wordings of 江苏, 辽宁, 岳阳 and 长沙, and the five acceptance standards of 安徽 (2019),
to which they map one by one.
"""
