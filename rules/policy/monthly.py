"""What a monthly report tells: how the ledger stands, and what happened in a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.policy.forecast import Forecast
from rules.policy.items import Item
from rules.policy.ladder import Step
from rules.policy.tallies import Tally


@dataclass(frozen=True, slots=True)
class StruckOffItem:
    """An item struck off in the month."""

    code: str
    title: str
    unit: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class MonthEvents:
    """What happened in a month. `reported`: items reported on; `announced`: put on public notice."""

    reports: int
    reported: int
    extended: int
    announced: int
    objections: int
    steps: Mapping[Step, int]
    struck_off: Sequence[StruckOffItem]


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """A month of the ledger, until `last`. `before`: how it stood when the month began, if known.

    `categories` come with their aspects. `red`: the red items of the day that it is made on.
    """

    first: date
    last: date
    total: Tally
    before: Tally | None
    categories: Sequence[tuple[str, Tally]]
    units: Sequence[Tally]
    items: Sequence[Item]
    finished: Sequence[Item]
    red: Sequence[tuple[Item, Forecast]]
    events: MonthEvents

    @property
    def subject(self) -> str:
        """Return the month as YYYY-MM."""
        return f"{self.first:%Y-%m}"
