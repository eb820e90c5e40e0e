"""Two units of work at once: the second has begun before the first is committed.

So it is on PostgreSQL; on SQLite, where one waits for the other to begin at all, it comes after.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import text

from bot.telegram.addresses import telegram_chat
from messages.incoming import ButtonPress, Chat
from storage.db.engine import Engine, Tx, reading, writing

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")

Work = Callable[[Tx], Any]


def one_inside_the_other(engine: Engine, first: Work, second: Work) -> tuple[Any, Any]:
    """Return what came of each; the first is committed when the second waits for it."""
    with ThreadPoolExecutor(1) as another_process:
        with writing(engine) as tx:
            done = first(tx)
            if engine.dialect.name == "postgresql":
                later = another_process.submit(carried_out, engine, second)
                until(engine, later.done)
        if engine.dialect.name == "sqlite":
            later = another_process.submit(carried_out, engine, second)
        return done, later.result()


def carried_out(engine: Engine, work: Work) -> Any:
    with writing(engine) as tx:
        return work(tx)


def until(engine: Engine, done: Callable[[], bool]) -> None:
    """Wait until somebody waits for a row that another holds, or it is done without."""
    while not done():
        with reading(engine) as tx:
            if tx.execute(WAITING).scalar_one():
                return


def pressed(who: int, data: str) -> ButtonPress:
    """Press a button as somebody in their own chat."""
    return ButtonPress(Chat(telegram_chat(who), False, ""), telegram_chat(who), data, 1, "callback")
