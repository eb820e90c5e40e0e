"""The settings of a city, as the rules use them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from rules.policy.calendar import WorkCalendar
from rules.policy.chats import BotProfile
from rules.policy.checks import CLAIM_DAYS
from rules.policy.clauses import CLAUSES, ClauseRule
from rules.policy.closing import KEPT_UP_DAYS, STRIKE_OFF_NUMBER
from rules.policy.forecast import Assessment
from rules.policy.items import Item
from rules.policy.ladder import Ladder
from rules.policy.mirrors import Mirror
from rules.policy.papers import PaperRules
from rules.policy.procedure import ANHUI, Procedure
from rules.policy.radar import RadarRules
from rules.policy.spans import Days
from rules.policy.urgent import UrgentRules

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A dispatch round that the city repeats automatically.

    `on`: the weekday (Monday is 1) or day of the month on which it opens at `opens`; it ends
    `due_after` days later at `due`.
    """

    every: Literal["week", "month"] = "week"
    on: int = 3
    opens: time = time(9, 0)
    due_after: int = 2
    due: time = time(12, 0)
    interval: int = 1
    """Number of weeks or months from one round to the next."""


@dataclass(frozen=True, slots=True)
class City:
    """The city profile. Times of day are local to `zone`."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    language: str = "zh_CN"
    calendar: WorkCalendar = field(default_factory=WorkCalendar.china)
    prompt_days: tuple[int, ...] = (30, 7, 3, 1, 0)
    prompt_time: time = time(8, 0)
    ask_again_after: int = 5
    """Working days after which an answered, still overdue item is asked about again."""
    import_grace: int = 2
    """Working days after an import in which nobody is reminded of what came in overdue."""
    silent_after: int = 2
    """Days without an answer after which the office is told of the person's silence."""
    instruction_after: int = 3
    """Working days in which an instruction is to be answered that names no day."""
    blocker_days: int = 5
    """Working days in which a blocker is to be answered that names no day."""
    coordinators: tuple[tuple[str, str], ...] = ()
    """Categories, each with the unit that coordinates it in the whole city."""
    decision_days: int = 5
    """Working days in which extensions and steps of closing are to be decided."""
    extension_limit: int = 2
    """How often one item's deadline may be extended."""
    assessment: Assessment = field(default_factory=Assessment)
    ladder: Ladder = field(default_factory=Ladder)
    board_time: time = time(8, 0)
    """When leaders and heads of units are sent their morning boards."""
    digest_time: time = time(8, 30)
    due_soon_days: int = 7
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 30)
    rounds: tuple[RoundPlan, ...] = ()
    masked_items: frozenset[str] = frozenset()
    """Numbers of items whose title and people are not named in groups."""
    masked_categories: frozenset[str] = frozenset()
    campaign: str = ""
    """The campaign's name; unset, the first import names it after its file."""
    started_on: date | None = None
    """When the campaign began; unset, on the day of the first import."""
    half_year_on: date | None = None
    look_back_on: date | None = None
    """Unset dates are taken from the ledger's campaign."""
    clauses: tuple[ClauseRule, ...] = CLAUSES
    procedure: Procedure = ANHUI
    """The steps of striking off."""
    strike_off_number: str = STRIKE_OFF_NUMBER
    kept_up_days: int = KEPT_UP_DAYS
    """Days after which the owner of an item that is kept up is asked again whether it is."""
    claim_days: int = CLAIM_DAYS
    """Working days after which another verifier may take an application over."""
    effect_months: int = 3
    """Months after striking off when the effect is checked."""
    recheck_days: int = 30
    """Days after a slight relapse when it is checked again."""
    check_days: int = 10
    """Working days within which a drawn item is to be checked."""
    notice_hotline: str = ""
    """Telephone number for objections to public notices; empty while it is not set."""
    radar: RadarRules = field(default_factory=RadarRules)
    urgent: UrgentRules = field(default_factory=UrgentRules)
    papers: PaperRules = field(default_factory=PaperRules)
    mirrors: tuple[Mirror, ...] = ()
    """Group chats at other messengers that are posted to."""
    bots: tuple[BotProfile, ...] = ()
    """The bot at each of its messengers; known once it runs."""

    def bot_at(self, messenger: str) -> BotProfile:
        """Return the bot as it is found at a messenger, without a name where that is not known."""
        found = (bot for bot in self.bots if bot.messenger == messenger)
        return next(found, BotProfile(messenger, ""))

    def coordinated_by(self, unit: str) -> frozenset[str]:
        """Return the categories that a unit coordinates."""
        return frozenset(category for category, by in self.coordinators if by == unit)

    def coordinator_of(self, category: str) -> str:
        """Return the unit that coordinates a category; empty where none is named."""
        return dict(self.coordinators).get(category, "")

    def is_masked(self, item: Item) -> bool:
        """Return whether the item is sensitive: in groups its title and people are not named."""
        named = self.masked_items.intersection(item.code.split("、"))
        return bool(named) or item.category in self.masked_categories

    def today(self, now: datetime) -> date:
        """Return the local date of a moment."""
        return now.astimezone(self.zone).date()

    def moment(self, day: date, at: time) -> datetime:
        """Return the moment of a local time of day."""
        return datetime.combine(day, at, self.zone)

    def moments(self, days: Days) -> tuple[datetime, datetime]:
        """Return when the first day begins and when the last one has ended."""
        return self.moment(days[0], time.min), self.moment(days[1] + DAY, time.min)

    def is_quiet(self, now: datetime) -> bool:
        """Return whether it is within the hours in which nobody is sent unrequested messages."""
        at = now.astimezone(self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    def end_of_quiet(self, moment: datetime) -> datetime:
        """Return the moment itself, or the end of the quiet hours it falls into."""
        if not self.is_quiet(moment):
            return moment
        local = moment.astimezone(self.zone)
        day = local.date() if local.time() < self.quiet_until else local.date() + DAY
        return self.moment(day, self.quiet_until)

    def next_sending_time(self, moment: datetime) -> datetime:
        """Return the moment itself, or the next one at which people may be sent messages."""
        moment = self.end_of_quiet(moment)
        day = self.today(moment)
        working = self.calendar.next_working_day(day)
        return moment if working == day else self.moment(working, self.quiet_until)

    def may_send(self, now: datetime) -> bool:
        """Return whether messages may be sent: on a working day, outside the quiet hours."""
        return not self.is_quiet(now) and self.calendar.is_working_day(self.today(now))
