"""Projects of an item: what is built, with what money, and what may not be said of them."""

import re
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


_YEAR_OF_DOCUMENT = re.compile(r"[〔\[【(](20\d\d)[〕\]】)]")


def first_approval(funds: Sequence[Fund]) -> int | None:
    """Return the year of the first approval; None where a document does not tell its year."""
    documents = [fund.document for fund in funds if fund.approved or fund.document]
    years = [_YEAR_OF_DOCUMENT.search(document) for document in documents]
    return min((int(year[1]) for year in years if year), default=None) if all(years) else None


def known_sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum of what is known; None where nothing is."""
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if known else None


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a part in percent, to one decimal; None where either is not known or the whole is nothing."""
    if part is None or not whole:
        return None
    return (part / whole * HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class MoneySum:
    """Money of one source or of several, added up; None: not known of any.

    `received_of` and `paid_of` are what the shares are of: only money of which both are known.
    `left_out` counts sources of which an amount that a share needs is not known.
    """

    approved: Decimal | None
    received: Decimal | None
    paid: Decimal | None
    received_share: Decimal | None
    paid_share: Decimal | None
    received_of: tuple[Decimal, Decimal]
    paid_of: tuple[Decimal, Decimal]
    left_out: int


def money_sum(funds: Sequence[Fund]) -> MoneySum:
    """Add up money: the share received is of what is approved, the share paid of what is received."""
    received_of = _pair([(fund.received, fund.approved) for fund in funds])
    paid_of = _pair([(fund.paid, fund.received) for fund in funds])
    return MoneySum(
        known_sum([fund.approved for fund in funds]),
        known_sum([fund.received for fund in funds]),
        known_sum([fund.paid for fund in funds]),
        share(*received_of),
        share(*paid_of),
        received_of,
        paid_of,
        sum(fund.approved is None or fund.received is None for fund in funds),
    )


def _pair(amounts: Sequence[tuple[Decimal | None, Decimal | None]]) -> tuple[Decimal, Decimal]:
    """Add up the pairs of which both are known."""
    known = [(part, whole) for part, whole in amounts if part is not None and whole is not None]
    return (
        sum((part for part, _ in known), Decimal(0)),
        sum((whole for _, whole in known), Decimal(0)),
    )


def is_begun(project: Project) -> bool:
    """Return whether works have begun."""
    return project.started_on is not None


def days_late(project: Project, today: date) -> int:
    """Return how many days works that have not begun are behind their plan; 0 where they are not."""
    if is_begun(project) or project.planned_start is None:
        return 0
    return max((today - project.planned_start).days, 0)
