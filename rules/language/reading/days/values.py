"""What a day is read as, and the context in which it is resolved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.language.productions import Derivation, Grammar, Production
from rules.language.reading.days.calendar import Stretch
from rules.policy.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class DateQuery:
    """The context in which a written date is resolved.

    `year`: the year written before it. `past`: the sentence reports something done. `recent`: a
    plain verb with a recent date (11月20日拆除5栋) reports rather than promises. `maybe_recent`:
    nothing says it is to come, so that a month just past is meant rather than the next. `in_future`:
    the words around speak of the future. `of_deadline`: the text is the wording of a deadline, in which
    nothing is reported.
    """

    now: datetime
    calendar: WorkCalendar
    deadline: date | None = None
    year: int | None = None
    past: bool = False
    recent: bool = False
    maybe_recent: bool = False
    in_future: bool = False
    of_deadline: bool = False

    @property
    def today(self) -> date:
        """Return the local date of `now`."""
        return self.now.date()


class DayKind(StrEnum):
    """How the words name a day."""

    DAY = "day"
    MONTH = "month"
    """A whole month: the running one may only tell when something was done."""
    STRETCH = "stretch"
    """A week, month or quarter by its place (本周): a day only where something is to come."""
    SHIFT = "shift"
    """A length of time counted from the item's deadline."""
    LENGTH = "length"
    """A length of time counted from today."""
    CAPTION = "caption"
    """A date alone at the end of a caption: as of that day."""


Found = Derivation["DayRule"]
Resolve = Callable[[Found, DateQuery], Stretch | None]


@dataclass(frozen=True, slots=True)
class DayRule:
    """What a production means. `day`: the day of its example, as read on 2026-11-24; empty for none.

    `dated`: a year may stand before it.
    """

    resolve: Resolve
    day: str
    kind: DayKind = DayKind.DAY
    dated: bool = False


DayGrammar = Grammar[DayRule]
DayProduction = Production[DayRule]


def row(
    pattern: str, resolve: Resolve, example: str, day: str = "", kind: DayKind = DayKind.DAY
) -> DayProduction:
    """Return a production: it reads what stands in brackets in the example, and means `day`."""
    before, _, rest = example.partition("[")
    reads, _, after = rest.partition("]")
    rule = DayRule(resolve, day, kind, "{year}" in pattern)
    return Production(pattern, rule, before + reads + after, reads)
