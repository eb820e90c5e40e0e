"""What a report changes of a project, and what no project can become."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.policy.projects import (
    HUNDRED,
    Fund,
    MoneyFault,
    Project,
    first_approval,
    is_approved,
    money_fault,
)


class ProjectFault(StrEnum):
    """Why a report of a project cannot be entered."""

    NOT_APPROVED = "not approved"
    BEFORE_APPROVAL = "before approval"
    BEGUN_BEFORE = "begun before"
    NOT_BEGUN = "not begun"
    FINISHED_BEFORE_BEGUN = "finished before begun"
    NO_MONEY = "no money"
    NO_WHOLE = "no whole"
    RECEIVED_OVER_APPROVED = "received over approved"
    PAID_OVER_RECEIVED = "paid over received"


@dataclass(frozen=True, slots=True)
class AmountTold:
    """An amount in 10,000 yuan, or a share in percent; `adds`: it comes to what was there."""

    amount: Decimal | None = None
    share: Decimal | None = None
    adds: bool = False


@dataclass(frozen=True, slots=True)
class ProjectNews:
    """What is told of a project."""

    started_on: date | None = None
    finished_on: date | None = None
    received: AmountTold | None = None
    paid: AmountTold | None = None

    @property
    def of_money(self) -> bool:
        return self.received is not None or self.paid is not None


def works_fault(project: Project, told: ProjectNews) -> ProjectFault | None:
    """Return why works cannot have begun or ended so; None where they can."""
    started = told.started_on or project.started_on
    if told.started_on is not None:
        if project.started_on not in (None, told.started_on):
            return ProjectFault.BEGUN_BEFORE
        if not is_approved(project.funds):
            return ProjectFault.NOT_APPROVED
        approved = first_approval(project.funds)
        if approved is not None and told.started_on.year < approved:
            return ProjectFault.BEFORE_APPROVAL
    if told.finished_on is not None and started is None:
        return ProjectFault.NOT_BEGUN
    if told.finished_on is not None and started is not None and told.finished_on < started:
        return ProjectFault.FINISHED_BEFORE_BEGUN
    return None


def changed_fund(fund: Fund, told: ProjectNews) -> Fund | ProjectFault:
    """Return money as it stands after what is told of it, or why it cannot stand so."""
    received = _amount(told.received, fund.received, fund.approved)
    if isinstance(received, ProjectFault):
        return received
    paid = _amount(told.paid, fund.paid, received)
    if isinstance(paid, ProjectFault):
        return paid
    match money_fault(fund.approved, received, paid):
        case MoneyFault.RECEIVED_OVER_APPROVED:
            return ProjectFault.RECEIVED_OVER_APPROVED
        case MoneyFault.PAID_OVER_RECEIVED:
            return ProjectFault.PAID_OVER_RECEIVED
    return replace(fund, received=received, paid=paid)


def _amount(
    told: AmountTold | None, before: Decimal | None, whole: Decimal | None
) -> Decimal | ProjectFault | None:
    """Return an amount after what is told: a share is of the whole, an addition to what was there."""
    if told is None:
        return before
    if told.share is not None:
        return ProjectFault.NO_WHOLE if not whole else whole * told.share / HUNDRED
    assert told.amount is not None
    return (before or Decimal(0)) + told.amount if told.adds else told.amount


def named_funds(funds: Sequence[Fund], words: str) -> list[Fund]:
    """Return the money that words name by its source, whole or by its first two characters; else all."""
    whole = [fund for fund in funds if fund.source in words]
    begun = [fund for fund in funds if fund.source[:2] in words]
    return whole or begun or list(funds)
