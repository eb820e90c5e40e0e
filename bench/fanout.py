"""3,000 prompts and 60 posts in groups on the strict sandbox, at Telegram's own pace."""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.program import Program
from bot.settings import Settings
from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from notices import mail
from rules.policy.delivery import Urgency
from sandbox.server import Sandbox
from storage.db.engine import Tx

PROMPTS, GROUPS, POSTS = 3_000, 3, 60
PERMITTED = 30
"""Messages a second over all chats."""


@dataclass(frozen=True)
class Sent:
    seconds: float
    refused: int
    arrived: int

    @property
    def permitted(self) -> float:
        """Return the seconds the limits themselves ask for."""
        return (PROMPTS + POSTS) / PERMITTED


def _letters() -> list[OutgoingMessage]:
    prompts = [
        OutgoingMessage(
            telegram_chat(1000 + n),
            f"第{n}项任务7天后到期，请报送进展。",
            urgency=Urgency.BROADCAST,
        )
        for n in range(PROMPTS)
    ]
    posts = [
        OutgoingMessage(telegram_chat(-1 - n % GROUPS), f"通报第{n}条", urgency=Urgency.BROADCAST)
        for n in range(POSTS)
    ]
    return [*prompts, *posts]


async def fan_out() -> Sent:
    """Measure in real time: a little more than a minute and a half."""
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox(limits="strict") as sandbox:
            for n in range(PROMPTS):
                await sandbox.add_user("官员", id=1000 + n, started=True)
            for n in range(GROUPS):
                await sandbox.add_group(f"群{n}", [1000 + n], id=-1 - n)
            return await _sent(sandbox, Path(folder))


async def _sent(sandbox: Sandbox, folder: Path) -> Sent:
    program = Program(
        Settings(
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=sandbox.url,
            database_url=f"sqlite:///{folder}/taizhang.db",
            data_dir=folder,
        )
    )
    await program.start()

    def write(tx: Tx) -> None:
        mail.send_all(tx, _letters(), program.clock.now())

    await program.ledger.write(write)
    begun = time.monotonic()
    running = asyncio.create_task(program.senders[0].run())
    await sandbox.called("sendMessage", PROMPTS + POSTS, within=300)
    seconds = time.monotonic() - begun
    running.cancel()
    await asyncio.wait([running])
    await program.close()
    calls = sandbox.calls("sendMessage")
    refused = sum(call["error_code"] == 429 for call in calls)
    return Sent(seconds, refused, len(calls) - refused)


def run() -> Sent:
    return asyncio.run(fan_out())


if __name__ == "__main__":
    print(run())
