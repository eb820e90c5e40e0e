"""Updates that were taken up together and undone because of one of them leave a line in the log."""

from datetime import datetime

from structlog.testing import capture_logs

from bot.database_thread import DatabaseThread
from bot.telegram.addresses import NAME
from bot.telegram.raw_updates import received
from bot.telegram.updates import parse_raw
from bot.wakeups import Wakeups
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from messages.incoming import Incoming, IncomingMessage
from messages.outgoing import Reply
from rules.policy.city import City
from storage.db.engine import Engine, Tx, writing
from storage.mail import inbox
from tests.support.hand_clock import HandClock
from tests.support.small_city import LEADER, MORNING, OFFICIAL, settle


class Clumsy(Dispatcher):
    """Fails at one word."""

    def answer(self, tx: Tx, incoming: Incoming, now: datetime) -> Reply:
        if isinstance(incoming, IncomingMessage) and incoming.text == "绊":
            raise LookupError("stumbled")
        return super().answer(tx, incoming, now)


def stored(engine: Engine, *said: tuple[int, str]) -> None:
    updates = [_update(number, who, text) for number, (who, text) in enumerate(said, 1)]
    with writing(engine) as tx:
        inbox.store(tx, [received(update) for update in updates], MORNING)


def _update(number: int, who: int, text: str) -> dict[str, object]:
    person = {"id": who, "is_bot": False, "first_name": "某人"}
    chat = {"id": who, "type": "private", "first_name": "某人"}
    message = {"message_id": number, "date": 1795482000, "from": person, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


async def logged(engine: Engine) -> list[tuple[str, str]]:
    """Work once; return the events of the log with their levels."""
    ledger = DatabaseThread(engine)
    with capture_logs() as logs:
        await Worker(ledger, HandClock(), Clumsy(City()), {NAME: parse_raw}, Wakeups()).drain_once()
    ledger.close()
    return [(line["log_level"], line["event"]) for line in logs]


async def test_a_batch_that_is_undone_is_logged_before_its_updates_are_tried_one_by_one(
    engine: Engine,
) -> None:
    settle(engine)
    stored(engine, (LEADER, "/help"), (OFFICIAL, "绊"))
    assert await logged(engine) == [("warning", "batch_undone"), ("error", "update_failed")]


async def test_a_batch_that_goes_well_leaves_no_line(engine: Engine) -> None:
    settle(engine)
    stored(engine, (LEADER, "/help"), (OFFICIAL, "/help"))
    assert await logged(engine) == []
