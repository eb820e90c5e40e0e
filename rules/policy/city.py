"""Whatever a city sets for itself."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from rules.policy.calendar import WorkCalendar
from rules.policy.closing import CLAUSES, NOTICE_DAYS, ClauseRule
from rules.policy.forecast import Assessment
from rules.policy.items import Item
from rules.policy.ladder import Ladder

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A dispatch the city repeats by itself.

    `on`: the weekday (Monday is 1) or the day of the month on which it opens; it ends
    `due_after` days later.
    """

    every: Literal["week", "month"] = "week"
    on: int = 3
    opens: time = time(9, 0)
    due_after: int = 2
    due: time = time(12, 0)
    interval: int = 1
    """Every so many weeks or months."""


@dataclass(frozen=True, slots=True)
class City:
    """The profile as the rules see it. Times are local to `zone`."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    language: str = "zh_CN"
    calendar: WorkCalendar = field(default_factory=WorkCalendar.china)
    prompt_days: tuple[int, ...] = (30, 7, 3, 1, 0)
    prompt_time: time = time(8, 0)
    ask_again_after: int = 5
    """Working days after which an overdue item that was answered is asked about again."""
    silent_after: int = 2
    """Days on which somebody was asked in vain before the office is told of his silence."""
    instruction_after: int = 3
    """Working days after which an instruction that was not answered is called to mind."""
    extension_limit: int = 2
    """How often one item's deadline may be moved."""
    assessment: Assessment = field(default_factory=Assessment)
    ladder: Ladder = field(default_factory=Ladder)
    digest_time: time = time(8, 30)
    due_soon_days: int = 7
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 30)
    rounds: tuple[RoundPlan, ...] = ()
    masked_items: frozenset[str] = frozenset()
    """Numbers of items whose title and people are not named in groups."""
    masked_categories: frozenset[str] = frozenset()
    half_year_on: date | None = None
    look_back_on: date | None = None
    """Empty: as the ledger's campaign has them."""
    clauses: tuple[ClauseRule, ...] = CLAUSES
    notice_days: int = NOTICE_DAYS
    bot_name: str = ""
    """The bot's username, for Start links; known once the bot runs."""

    def is_masked(self, item: Item) -> bool:
        """Sensitive: in groups neither its title nor its people are named."""
        named = self.masked_items.intersection(item.code.split("、"))
        return bool(named) or item.category in self.masked_categories

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def moment(self, day: date, at: time) -> datetime:
        """A local wall-clock time of a day."""
        return datetime.combine(day, at, self.zone)

    def is_quiet(self, now: datetime) -> bool:
        """In the hours in which nobody is written to unasked."""
        at = now.astimezone(self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    def after_quiet(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into."""
        if not self.is_quiet(moment):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date() if local.time() < self.quiet_until else local.date() + DAY
        return self.moment(day, self.quiet_until)

    def first_writing(self, moment: datetime) -> datetime:
        """The moment itself, or the next one at which people may be written to."""
        moment = self.after_quiet(moment)
        day = self.today(moment)
        working = self.calendar.next_working_day(day)
        return moment if working == day else self.moment(working, self.quiet_until)

    def may_write(self, now: datetime) -> bool:
        """On a working day, outside the quiet hours."""
        return not self.is_quiet(now) and self.calendar.is_working_day(self.today(now))
