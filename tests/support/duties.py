"""The duties run on a dialogue's ledger at its own time, and what they say is delivered."""

from datetime import datetime

from schedules.duties import DUTIES
from storage.db.engine import writing
from tests.support.dialogue import Dialogue


def tick(talk: Dialogue, at: datetime | None = None, *names: str) -> dict[int, list[str]]:
    """What every chat hears when all duties (or those named) look what is due, each by itself."""
    talk.now = at or talk.now
    for name in names or DUTIES:
        with writing(talk.engine) as tx:
            DUTIES[name](tx, talk.city, talk.now)
    return talk.deliver()
