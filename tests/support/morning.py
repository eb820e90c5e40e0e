"""A morning of the small city: duties are due, officials report, confirm, send and ask.

Everybody waits for what they are owed, however often the program dies meanwhile.
"""

import asyncio
from datetime import timedelta
from typing import Any

from sandbox.files import Upload
from sandbox.server import Sandbox
from tests.support.small_city import GROUP, LEADER, MORNING, OFFICE, OFFICIAL, OTHER, VERIFIER

NAMES = {OFFICIAL: "张伟", LEADER: "李敏", OFFICE: "赵静", VERIFIER: "王强", OTHER: "刘洋"}
REPORTS = {
    OFFICIAL: "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完",
    OTHER: "白水县污水处理厂二期已完成2万吨/日",
}
WITHIN = 60.0
"""Seconds in which everything has to be answered; a life that ends takes a moment of them."""

Json = dict[str, Any]


async def settled_sandbox(sandbox: Sandbox) -> None:
    """Settle a sandbox: everybody has an account, the group exists, and it is nine o'clock."""
    for account, name in NAMES.items():
        await sandbox.add_user(name, id=account, started=True)
    await sandbox.add_group("整改工作群", [OFFICE, OFFICIAL], id=GROUP)
    await sandbox.set_clock(MORNING.isoformat())


async def lived(sandbox: Sandbox) -> None:
    """Play everything that happens this morning, all at once."""
    await asyncio.gather(
        reported(sandbox, OFFICIAL, REPORTS[OFFICIAL]),
        reported(sandbox, OTHER, REPORTS[OTHER], file=True),
        answered(sandbox, LEADER, "/help"),
        told(sandbox, GROUP, "整改日报"),
        told(sandbox, OFFICIAL, "1号别墅群拆除"),
    )


async def reported(sandbox: Sandbox, who: int, words: str, *, file: bool = False) -> None:
    """Say it, with a file or without, look at the card, confirm, and get the receipt."""
    if file:
        sheet = Upload("现场.pdf", words.encode() * 50, "application/pdf")
        said = (await sandbox.upload(who, sheet, caption=words))[0]
    else:
        said = await sandbox.say(who, words)
    card = await _shown(sandbox, who, lambda m: m["message_id"] > said["message_id"] and _open(m))
    await sandbox.tap(who, card, "确认")
    await _shown(sandbox, who, lambda m: m.get("text", "").startswith("已记入台账"))


async def answered(sandbox: Sandbox, who: int, words: str) -> None:
    said = await sandbox.say(who, words)
    await _shown(sandbox, who, lambda m: _ours(m) and m["message_id"] > said["message_id"])


async def told(sandbox: Sandbox, chat: int, words: str) -> None:
    await _shown(sandbox, chat, lambda m: _ours(m) and words in m.get("text", ""))


async def _shown(sandbox: Sandbox, chat: int, wanted: Any) -> Json:
    """Return the newest such message, as soon as there is one."""
    return await sandbox.until(
        lambda: next(filter(wanted, reversed(sandbox.messages(chat))), None),
        WITHIN,
        f"a message in {chat}",
    )


def _ours(message: Json) -> bool:
    return bool(message["from"]["is_bot"])


def _open(message: Json) -> bool:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button["text"] == "确认" for row in rows for button in row)


def clock_offset(sandbox: Sandbox) -> timedelta:
    return timedelta(seconds=sandbox.world.clock.offset_seconds)
