"""The guard of duties that run once a day."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.policy.city import City
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint


@dataclass(frozen=True, slots=True)
class DailyRun:
    """Today's run of a duty. `last` is the day of the run before it, None for the first ever."""

    today: date
    last: date | None


def begin(tx: Tx, name: str, today: date) -> DailyRun | None:
    """Begin a duty's run of a day; None when this day or a later one was begun before."""
    last = duty_checkpoints.of(tx, name).day
    if last is not None and last >= today:
        return None
    duty_checkpoints.advance(tx, name, Checkpoint(today))
    return DailyRun(today, last)


def begin_in_the_morning(tx: Tx, name: str, city: City, now: datetime) -> DailyRun | None:
    """Begin today's run once prompts may go out: on working days, outside the quiet hours."""
    today = city.today(now)
    if not city.may_send(now) or now < city.moment(today, city.prompt_time):
        return None
    return begin(tx, name, today)
