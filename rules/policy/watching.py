"""What the office is warned of when the assistant itself is in trouble."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.policy.calendar import WorkCalendar

LATE = timedelta(minutes=10)
"""A message that has waited longer is late, whatever the reason."""

NEARLY_FULL = 2**30
"""Bytes: with less left the copies fail first, and then all else."""

MANY_CODES = 20
"""Wrong codes of all unknown accounts in a day that no mistyping explains."""

ONES_CODES = 5
"""Wrong codes of one unknown account: from then on it is not even answered."""

LAST_MONTH = 12
"""The State Council publishes a year's holidays in November; who has none by December waits no longer."""


class OperatingTrouble(StrEnum):
    """A kind of trouble; the office hears of each once a day."""

    QUEUE = "queue"
    DISK = "disk"
    COPIES = "copies"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class WrongCodes:
    """Wrong codes that unknown accounts were told of: how many, of how many accounts, `most` of one."""

    count: int
    accounts: int
    most: int
    latest: datetime


@dataclass(frozen=True, slots=True)
class Watched:
    """`oldest` is when the longest waiting message came, `free` the bytes left on the disk.

    `copied`: whether the copy of the night that is over is there. `codes`: of the last day.
    """

    oldest: datetime | None
    free: int
    copied: bool
    codes: WrongCodes | None = None

    def troubles(self, now: datetime, nearly_full: int = NEARLY_FULL) -> list[OperatingTrouble]:
        """Return what is wrong, if anything."""
        late = self.oldest is not None and now - self.oldest > LATE
        found = {
            OperatingTrouble.QUEUE: late,
            OperatingTrouble.DISK: self.free < nearly_full,
            OperatingTrouble.COPIES: not self.copied,
            OperatingTrouble.CODES: self._is_guessed_at(),
        }
        return [trouble for trouble, is_so in found.items() if is_so]

    def _is_guessed_at(self) -> bool:
        codes = self.codes
        return codes is not None and (codes.most >= ONES_CODES or codes.count >= MANY_CODES)


def year_to_ask_for(calendar: WorkCalendar, year: int, month: int) -> list[int]:
    """Return the year whose holidays should be known by now and are not; none where all is well."""
    following = year + 1
    return [following] if month >= LAST_MONTH and not calendar.is_published(following) else []
