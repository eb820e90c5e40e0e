"""What an official reported, as the ledger has it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A confirmed report. Figures are in the item's measure, `percent` from 0 to 100.

    `person` and `unit` are of whoever reported; `code`, `title` and `measure` of the item.
    """

    id: int
    receipt: str
    item_id: int
    person_id: int
    at: datetime
    kind: str
    words: str
    done: Decimal | None
    remaining: Decimal | None
    percent: Decimal | None
    promised_on: date | None
    blocker: str
    corrects_id: int | None
    code: str
    title: str
    measure: str
    person: str
    unit: str
