"""Floods from accounts nobody knows, and the program that works meanwhile, a round after the other."""

from tests.bot.faults.conftest import Post

STRANGERS = range(5001, 5121)
MESSAGES = 25
LONGEST = 1.0
"""Seconds an official may wait for an answer, of the clock by which Telegram's pace is kept."""


async def strangers_come(post: Post) -> None:
    for account in STRANGERS:
        await post.sandbox.add_user("路人", id=account, started=True)


async def each_writes(post: Post, times: int, chat: int | None = None) -> None:
    """Say commands, so that in a group the bot hears of them."""
    for number in range(times):
        for account in STRANGERS:
            await post.sandbox.say(account, f"/search {number}", chat=chat)


async def goes_on(post: Post, seconds: float) -> None:
    """Let the program work, a round after the other."""
    await post.receives_once()
    await post.worker.drain_once()
    await post.sender.drain()
    post.clock.goes_on(seconds)
