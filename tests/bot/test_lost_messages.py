"""How many messages a `kill -9` loses: python-telegram-bot's own way beside ours, one harness.

`pytest -m slow tests/bot/test_lost_messages.py -rP` prints the figures of docs/reliability.md.
"""

import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from sandbox.server import Sandbox
from storage.db.engine import open_engine, reading
from storage.db.migrate import upgrade
from storage.mail.tables import inbox
from tests.support.forge import Forge, forge
from tests.support.lives import settings_for

KILLS = 30
AT_ONCE = 20
"""People who write in the same moment."""
WITHIN = 60.0

LATELY = count(10_001)


async def killed_while_people_write(
    kind: str, url: str, smithy: Forge, folder: Path
) -> "Counter[str]":
    """Twenty people write; after a random number of answers the bot is killed; and again."""
    chance = random.Random(20261124)
    written = Counter[str]()
    async with Sandbox() as sandbox:
        settings = settings_for(sandbox, url, folder)
        for _ in range(KILLS):
            bot = smithy.begin(settings, kind=kind)
            answered = len(sandbox.calls("sendMessage"))
            written.update(await _burst(sandbox))
            await sandbox.called("sendMessage", answered + chance.randrange(1, AT_ONCE), WITHIN)
            await bot.killed()
        bot = smithy.begin(settings, kind=kind)
        written.update(await _burst(sandbox))
        # Telegram hands out in order: when the last words are confirmed, all others are.
        await sandbox.confirmed(WITHIN)
        await _answered_all(sandbox)
        await bot.killed()
    return written


async def _burst(sandbox: Sandbox) -> list[str]:
    said = []
    for account in [next(LATELY) for _ in range(AT_ONCE)]:
        await sandbox.add_user("居民", id=account, started=True)
        said.append((await sandbox.say(account, f"第{account}句"))["text"])
    return said


async def _answered_all(sandbox: Sandbox) -> None:
    """The last twenty, whom nothing disturbs."""
    last = list(sandbox.world.people)[-AT_ONCE:]
    for account in last:
        await sandbox.heard(account, WITHIN)


def kept_by_ours(url: str) -> "Counter[str]":
    engine = open_engine(url)
    with reading(engine) as tx:
        answered = select(inbox.c.chat).where(inbox.c.state == "done")
        kept = Counter(f"第{chat.id}句" for chat in tx.execute(answered).scalars())
    engine.dispose()
    return kept


def kept_by_naive(url: str) -> "Counter[str]":
    ledger = sqlite3.connect(url.removeprefix("sqlite:///"))
    kept = Counter(row[0] for row in ledger.execute("SELECT words FROM heard"))
    ledger.close()
    return kept


async def losses(
    kind: str, kept: Callable[[str], "Counter[str]"], folder: Path
) -> tuple[int, int, int]:
    """Messages written, lost, and counted twice."""
    url = f"sqlite:///{folder}/{kind}.db"
    if kind == "ours":
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
    with forge(folder / f"{kind}.log") as smithy:
        written = await killed_while_people_write(kind, url, smithy, folder)
    found = kept(url)
    return written.total(), (written - found).total(), (found - written).total()


@pytest.mark.slow
async def test_ours_loses_none_and_the_stock_updater_does(tmp_path: Path) -> None:
    stock = await losses("naive", kept_by_naive, tmp_path)
    ours = await losses("ours", kept_by_ours, tmp_path)
    for name, (written, lost, twice) in (("stock updater", stock), ("taizhang", ours)):
        share = f"{lost / written:.1%}"
        sys.stdout.write(
            f"{name}: {written} written, {lost} lost ({share}), {twice} counted twice\n"
        )
    assert ours == (stock[0], 0, 0)
    assert stock[1] > 0
