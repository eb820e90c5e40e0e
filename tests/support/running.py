"""The whole program against the sandbox, at night and on a clock that stands still."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.clock import Clock
from bot.program import Program
from sandbox.server import Sandbox
from storage.db.engine import Engine, reading
from storage.ledger.tables import evidence
from storage.mail.tables import inbox
from tests.support.lives import Commits, commits, settings_for
from tests.support.morning import settled_sandbox
from tests.support.small_city import MORNING, settle

NIGHT = MORNING + timedelta(hours=14)
"""No duty writes to anybody."""
PATIENCE = 20.0


class Standing(Clock):
    """Time that passes only when told to: what is put off for a second is put off until then."""

    moment = NIGHT

    def now(self) -> datetime:
        return self.moment


def sound(_program: Program) -> None:
    """Return it as it is."""


@dataclass
class Running:
    """Everything a test looks at."""

    sandbox: Sandbox
    program: Program
    engine: Engine
    heard: Commits


@asynccontextmanager
async def running(
    engine: Engine, folder: Path, prepared: Callable[[Program], None] = sound
) -> AsyncIterator[Running]:
    settle(engine)
    url = engine.url.render_as_string(hide_password=False)
    with commits() as heard:
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            program = Program(settings_for(sandbox, url, folder), Standing())
            await program.start()
            prepared(program)
            life = asyncio.create_task(program.run())
            try:
                yield Running(sandbox, program, engine, heard)
            finally:
                life.cancel()
                with suppress(asyncio.CancelledError):
                    await life
                await program.close()


def waiting(engine: Engine) -> int:
    """Count the updates and files that nobody has taken up to the end."""
    queries = [
        select(func.count()).where(table.c.state == "waiting") for table in (inbox, evidence)
    ]
    with reading(engine) as tx:
        return sum(tx.execute(query).scalar_one() for query in queries)
