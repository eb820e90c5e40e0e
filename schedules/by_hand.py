"""A duty asked for by hand, at any time: carried out, or played through and undone."""

from datetime import datetime, time

from notices.dry_run import WouldSay, rehearsed
from rules.policy.city import City
from schedules.duties import perform
from storage.db.engine import Engine, Tx
from storage.ledger import city_entries, duty_checkpoints

NOON = time(12, 0)


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
    return rehearsed(engine, lambda tx: carry_out(tx, name, city, at))


def _meant(name: str, city: City, at: datetime) -> datetime:
    """Return the moment meant: a day without a time is its noon, and of a digest its own hour."""
    local = at.astimezone(city.zone)
    if local.time() != time(0, 0):
        return local
    return city.moment(local.date(), city.digest_time if name == "digest" else NOON)
