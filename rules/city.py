"""Whatever a city sets for itself."""

from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

from rules.calendar import WorkCalendar
from rules.closing import CLAUSES, NOTICE_DAYS, Clause


@dataclass(frozen=True, slots=True)
class City:
    """The profile as the rules see it. Times are local to `zone`."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    language: str = "zh_CN"
    calendar: WorkCalendar = field(default_factory=WorkCalendar.china)
    prompt_days: tuple[int, ...] = (30, 7, 3, 1, 0)
    digest_time: time = time(8, 30)
    quiet_from: time = time(21, 0)
    quiet_until: time = time(7, 30)
    clauses: tuple[Clause, ...] = CLAUSES
    notice_days: int = NOTICE_DAYS
    bot_name: str = ""
    """The bot's username, for Start links; known once the bot runs."""
