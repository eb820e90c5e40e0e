"""Robots of group chats as a messenger that only speaks: the methods of bot/messenger.Messenger."""

import asyncio
import sys
from dataclasses import replace

import aiohttp

from bot.clock import Clock
from bot.delivery import (
    AN_HOUR_OF_TRIES,
    DeliveryFailure,
    DeliveryOutcome,
    Receipt,
    passing_or_final,
)
from bot.messenger import DownloadFailed, Keep
from bot.mirror_profile import MirrorSettings, key_in
from bot.profile import read_profile
from bot.rate_limits import Allowance, Limits
from bot.robots.requests import ended, post_of
from bot.settings import Settings
from messages.follow_up.loss_texts import NO_ROBOT, UNREACHED
from messages.incoming import Incoming
from messages.outgoing import message_from
from rules.policy.chats import BotProfile, ChatAddress
from rules.policy.mirrors import ROBOT
from storage.db.column_types import storable
from storage.mail.due import OutboxRow

PACE = Limits(
    overall=Allowance(30, 1.004),
    chat=Allowance(1, 1.004),
    burst=Allowance(1, 1.004),
    # 企业微信 and 钉钉; 飞书 takes more.
    group=Allowance(20, 60.04),
)

PATIENCE = aiohttp.ClientTimeout(total=20)


class Robots:
    """Every robot of the profile. Nothing secret is part of what it returns, raises or logs."""

    name = ROBOT
    largest_upload = sys.maxsize
    """Robots are sent no files."""

    def __init__(self, settings: Settings, clock: Clock, limits: Limits = PACE) -> None:
        self.limits = limits
        self._clock = clock
        mirrors = read_profile(settings.profile).mirrors
        self._mirrors = {mirror.as_mirror().chat: mirror for mirror in mirrors}
        self._session: aiohttp.ClientSession | None = None

    def is_group(self, chat: ChatAddress) -> bool:
        """Return True: a robot is of one group."""
        del chat
        return True

    async def greet(self) -> BotProfile:
        """Ask nothing: whatever reaches a robot is read by its whole group."""
        self._session = aiohttp.ClientSession(timeout=PATIENCE)
        return BotProfile(ROBOT, "")

    async def listen(self, keep: Keep) -> None:
        """Do nothing: robots do not hear."""

    async def receive(self, keep: Keep) -> None:
        """Wait until cancelled."""
        del keep
        await asyncio.Event().wait()

    def parse(self, raw: str) -> Incoming | None:
        """Return None: nothing is ever heard."""
        del raw
        return None

    async def send(self, row: OutboxRow) -> Receipt | DeliveryFailure:
        """Post one row to its robot; a failure names the group as the city calls it."""
        mirror = self._mirrors.get(row.chat)
        if mirror is None:
            return DeliveryFailure(DeliveryOutcome.REFUSED, NO_ROBOT)
        try:
            result = await self._posted(mirror, row)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # Their own words may hold the address.
            reason = f"{UNREACHED}: {type(error).__name__}"
            result = passing_or_final(reason, row.attempts, AN_HOUR_OF_TRIES)
        if isinstance(result, Receipt):
            return result
        reason = _without_secrets(mirror, result.reason)
        return replace(result, reason=reason, called=mirror.name)

    async def _posted(self, mirror: MirrorSettings, row: OutboxRow) -> Receipt | DeliveryFailure:
        assert self._session is not None
        words = message_from(row.chat, row.content).text
        secret = mirror.secret.get_secret_value()
        post = post_of(mirror.kind, secret, words, self._clock.now())
        async with self._session.post(
            mirror.url.get_secret_value(),
            params=post.params,
            data=post.body,
            headers={"Content-Type": "application/json; charset=utf-8"},
            allow_redirects=False,
        ) as answer:
            said = (await answer.read()).decode(errors="replace")
        return ended(answer.status, said, row.attempts)

    async def download(self, file_id: str) -> bytes:
        """Raise DownloadFailed: nobody sends files to a robot."""
        raise DownloadFailed(f"no robot has files: {file_id}", for_good=True)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


def _without_secrets(mirror: MirrorSettings, reason: str) -> str:
    """Return a reason without what a server repeats of the address and the secret."""
    url, secret = mirror.url.get_secret_value(), mirror.secret.get_secret_value()
    for word in filter(None, (url, key_in(url, mirror.kind), secret)):
        reason = reason.replace(word, "…")
    return storable(reason)
