"""Projects of an item: what is built, with what money, and what may not be said of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)


class ProjectKind(StrEnum):
    """What is built, in the ledger's words."""

    PIPES = "管网"
    SEPARATION = "雨污分流"
    NEW_PLANT = "污水处理厂新建"
    PLANT_UPGRADE = "污水处理厂改造"
    OTHER = "其他"


class MoneyFault(StrEnum):
    """What amounts of money may not be."""

    RECEIVED_OVER_APPROVED = "received over approved"
    PAID_OVER_RECEIVED = "paid over received"


@dataclass(frozen=True, slots=True)
class Fund:
    """Money of a project from one source, in 10,000 yuan; None: not known."""

    id: int
    source: str
    document: str = ""
    approved: Decimal | None = None
    received: Decimal | None = None
    paid: Decimal | None = None


@dataclass(frozen=True, slots=True)
class YearTarget:
    """What is to be done in one year alone."""

    year: int
    target: Decimal


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it stands; `investment` in 10,000 yuan."""

    id: int
    code: str
    item_id: int
    name: str
    kind: str = ""
    content: str = ""
    size: Decimal | None = None
    measure: str = ""
    investment: Decimal | None = None
    planned_start: date | None = None
    planned_start_words: str = ""
    planned_finish: date | None = None
    planned_finish_words: str = ""
    tendered_on: date | None = None
    started_on: date | None = None
    finished_on: date | None = None
    funds: Sequence[Fund] = field(default=())
    targets: Sequence[YearTarget] = field(default=())

    @property
    def has_money(self) -> bool:
        """Return whether any money was approved, or has arrived."""
        return any(fund.approved or fund.received for fund in self.funds)


def money_fault(
    approved: Decimal | None, received: Decimal | None, paid: Decimal | None
) -> MoneyFault | None:
    """Return what cannot be about amounts of one source; what is not known contradicts nothing."""
    if approved is not None and received is not None and received > approved:
        return MoneyFault.RECEIVED_OVER_APPROVED
    if received is not None and paid is not None and paid > received:
        return MoneyFault.PAID_OVER_RECEIVED
    return None


def is_approved(funds: Sequence[Fund]) -> bool:
    """Return whether any money of a project was approved: by an amount or by a document."""
    return any(fund.approved or fund.document for fund in funds)


def known_sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum of what is known; None where nothing is."""
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if known else None


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a part in percent, to one decimal; None where either is not known or the whole is nothing."""
    if part is None or not whole:
        return None
    return (part / whole * HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP)
