"""Work that falls due: done until none is left, then waited for until more is rung for or due."""

from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Wakeup
from storage.db.engine import DatabaseLost

RETRY_SECONDS = 2.0
"""How long to wait while the ledger fails."""

log = structlog.get_logger()


async def work_when_due(
    work: Callable[[], Awaitable[object]],
    until_next_try: Callable[[], float],
    wakeup: Wakeup,
    failure: str,
) -> None:
    """Call `work` until it finds nothing, then wait, until cancelled; an error is logged by `failure`.

    `until_next_try` gives the seconds until something is due by itself.
    """
    while True:
        wait = RETRY_SECONDS
        try:
            while await work():
                pass
            wait = until_next_try()
        except DatabaseLost as error:
            log.warning("database_lost", reason=str(error))
        except Exception:
            log.exception(failure)
        await wakeup.wait(wait)
