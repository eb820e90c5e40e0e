"""The duties run on a dialogue's ledger at its own time, and what they say is delivered."""

from datetime import date, datetime

from sqlalchemy import select

from rules.policy.city import City
from schedules.duties import DUTIES, perform
from storage.db.engine import Engine, reading, writing
from storage.follow_up.tables import duty_marks
from tests.support.dialogue import Dialogue


def tick(talk: Dialogue, at: datetime | None = None, *names: str) -> dict[int, list[str]]:
    """Run all duties, or those named, each by itself; return what every chat hears."""
    talk.now = at or talk.now
    for name in names or DUTIES:
        perform_all(talk.engine, name, talk.city, talk.now)
    return talk.deliver()


def perform_all(engine: Engine, name: str, city: City, now: datetime) -> None:
    """Perform a duty to its end, each portion by itself."""
    more = True
    while more:
        with writing(engine) as tx:
            more = perform(name, tx, city, now).more


def days_dealt_with(talk: Dialogue) -> dict[str, date | None]:
    """Return the last day of every duty's marks."""
    with reading(talk.engine) as tx:
        rows = tx.execute(select(duty_marks.c.name, duty_marks.c.day))
        return {row.name: row.day for row in rows}
