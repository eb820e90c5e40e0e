"""The city's own settings: environment and one TOML file become the City that the rules see."""

import tomllib
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from bot.settings import Settings
from rules.calendar import WorkCalendar
from rules.city import City
from rules.closing import CLAUSES, NOTICE_DAYS, Clause


class Workdays(BaseModel):
    """Days off and make-up workdays that the published calendar does not have yet."""

    model_config = ConfigDict(extra="forbid")
    off: list[date] = []
    work: list[date] = []


class ClauseWords(BaseModel):
    """One of the clauses that are never let go."""

    model_config = ConfigDict(extra="forbid")
    name: str
    evidence: str


class Closing(BaseModel):
    """How items are struck off."""

    model_config = ConfigDict(extra="forbid")
    notice_days: int = NOTICE_DAYS
    clauses: list[ClauseWords] = [ClauseWords(name=c.name, evidence=c.evidence) for c in CLAUSES]


class Profile(BaseModel):
    """The TOML file named by `TAIZHANG_PROFILE`; every table has working defaults."""

    model_config = ConfigDict(extra="forbid")
    workdays: Workdays = Workdays()
    closing: Closing = Closing()


def city_of(settings: Settings, bot_name: str = "") -> City:
    """Raises OSError, tomllib.TOMLDecodeError and ValueError for a profile that cannot be read."""
    profile = _profile(settings.profile)
    days = profile.workdays
    return City(
        zone=ZoneInfo(settings.timezone),
        language=settings.language,
        calendar=WorkCalendar.china(off=days.off, work=days.work),
        prompt_days=settings.prompt_days,
        digest_time=settings.digest_time,
        quiet_from=settings.quiet_hours[0],
        quiet_until=settings.quiet_hours[1],
        clauses=tuple(Clause(c.name, c.evidence) for c in profile.closing.clauses),
        notice_days=profile.closing.notice_days,
        bot_name=bot_name,
    )


def _profile(path: Path | None) -> Profile:
    if path is None:
        return Profile()
    with path.open("rb") as file:
        return Profile.model_validate(tomllib.load(file))
