"""A duty asked for by hand, at any time: carried out, or played through and undone."""

from collections.abc import Callable
from datetime import datetime, time
from enum import StrEnum

from notices.dry_run import WouldSay, rehearsed
from rules.policy.city import City
from schedules.duties import perform
from storage.db.engine import Engine, Tx
from storage.ledger import city_entries, duty_checkpoints
from storage.people import groups, people

NOON = time(12, 0)

HOURS: dict[str, Callable[[City], time]] = {
    "digest": lambda city: city.digest_time,
    "board": lambda city: city.board_time,
    "prompts": lambda city: city.prompt_time,
    "escalate": lambda city: city.prompt_time,
    "notices": lambda city: city.prompt_time,
    "lookback": lambda city: city.prompt_time,
}
"""Duties of a morning, and from when on."""

AT_ANY_TIME = frozenset({"urgent"})
WITHOUT_MESSAGES = frozenset({"totals", "prune", "menus"})


class Silence(StrEnum):
    """Why a duty has nothing to say."""

    WRITES_NONE = "writes none"
    DAY_OFF = "day off"
    NIGHT = "quiet hours"
    EARLY = "before its hour"
    NOBODY = "nobody enrolled"
    NOTHING_DUE = "nothing due"


def carry_out(tx: Tx, name: str, city: City, at: datetime) -> int:
    """Carry a duty out; return how many messages were written.

    What was sent before is not sent again, whatever the day. It waits for the clock's own duties,
    and then finds done what they did.
    """
    now = _meant(name, city, at)
    while city_entries.prepare(tx, city, city.today(now)):
        pass
    written, more = 0, True
    with duty_checkpoints.as_of(tx, name, city.today(now)):
        while more:
            done = perform(name, tx, city, now)
            written, more = written + done.written, done.more
    return written


def rehearse(engine: Engine, name: str, city: City, at: datetime) -> list[WouldSay]:
    """Return every message in the order it would leave."""
    return rehearsed(engine, lambda tx: carry_out(tx, name, city, at), city.mirrors)


def why_silent(tx: Tx, name: str, city: City, at: datetime) -> Silence:
    """Return the first reason for which a duty that wrote nothing had nothing to write."""
    if name in WITHOUT_MESSAGES:
        return Silence.WRITES_NONE
    now = _meant(name, city, at)
    if name not in AT_ANY_TIME and (when := _not_now(name, city, now)):
        return when
    heard = groups.bound(tx) or any(p.account is not None for p in people.everybody(tx))
    return Silence.NOTHING_DUE if heard else Silence.NOBODY


def _not_now(name: str, city: City, now: datetime) -> Silence | None:
    today = city.today(now)
    if not city.calendar.is_working_day(today):
        return Silence.DAY_OFF
    if city.is_quiet(now):
        return Silence.NIGHT
    if name in HOURS and now < city.moment(today, HOURS[name](city)):
        return Silence.EARLY
    return None


def _meant(name: str, city: City, at: datetime) -> datetime:
    """Return the moment meant: a day without a time is its noon, and of a digest its own hour."""
    local = at.astimezone(city.zone)
    if local.time() != time(0, 0):
        return local
    return city.moment(local.date(), city.digest_time if name == "digest" else NOON)
