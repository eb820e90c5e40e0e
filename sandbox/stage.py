"""The sandbox as a test holds it: people act, and one waits for what the bot does about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sandbox import keyboards
from sandbox.acts import Acts, Ref, ident
from sandbox.faults import Fault
from sandbox.files import Upload
from sandbox.wire import ActRefused, Json

PATIENCE = 5.0
"""Seconds to wait for the bot before giving up."""
Found = TypeVar("Found")


class NothingHeard(AssertionError):
    """The bot did not do what was waited for."""


class Stage:
    """Acts are named and mean the same as over HTTP; persons, chats and messages may be given
    as ids or as the objects that came back."""

    def __init__(self, acts: Acts) -> None:
        self.acts = acts
        self.world = acts.world
        self.api = acts.api

    # -- people act

    async def add_user(self, first_name: str, **facts: Any) -> Json:
        """Add a user. `facts`: id, last_name, username, role_hint, started (pressed Start before)."""
        return self.acts.add_user(first_name, **facts)

    async def block(self, user: Ref) -> Json:
        return self.acts.block(user)

    async def unblock(self, user: Ref) -> Json:
        return self.acts.unblock(user)

    async def deactivate(self, user: Ref) -> Json:
        return self.acts.deactivate(user)

    async def add_group(self, title: str, members: list[Ref], **facts: Any) -> Json:
        """Add a group. `facts`: with_bot (default yes), supergroup, id."""
        return self.acts.add_group(title, members, **facts)

    async def invite(self, group: Ref, user: Ref | None = None, by: Ref | None = None) -> Json:
        """Invite a user into the group; without `user` the bot."""
        return self.acts.invite(group, user, by)

    async def kick(self, group: Ref, user: Ref | None = None, by: Ref | None = None) -> Json:
        """Remove a user from the group; without `user` the bot."""
        return self.acts.kick(group, user, by)

    async def promote(self, group: Ref) -> Json:
        return self.acts.promote(group)

    async def migrate(self, group: Ref) -> Json:
        return self.acts.migrate(group)

    async def topic(self, group: Ref, name: str) -> int:
        """Open a topic in a supergroup; return its thread."""
        thread: int = self.acts.topic(group, name)["thread"]
        return thread

    async def delete_topic(self, group: Ref, thread: int) -> Json:
        return self.acts.delete_topic(group, thread)

    async def say(
        self,
        user: Ref,
        text: str,
        chat: Ref | None = None,
        reply_to: Ref | None = None,
        **facts: Any,
    ) -> Json:
        """Write as a person. `facts`: thread, anonymous."""
        return self.acts.say(user, text, chat, reply_to, **facts)

    async def edit(self, user: Ref, message: Ref, text: str, chat: Ref | None = None) -> Json:
        return self.acts.edit(user, message, text, chat)

    async def press(
        self, user: Ref, message: Ref, data: str, chat: Ref | None = None, forged: bool = False
    ) -> str:
        """Press by callback data; returns the id of the callback query."""
        return self.acts.press(user, message, data, chat, forged)

    async def tap(self, user: Ref, message: Json, label: str) -> str:
        """Press the button with this label, as the message carries it now."""
        chat = self.world.chat(message["chat"]["id"])
        for button in keyboards.buttons(chat.messages.get(message["message_id"], {})):
            if button["text"] == label:
                return self.acts.press(user, message, button.get("callback_data", ""), chat.id)
        raise ActRefused(f"the message has no button {label!r}")

    async def upload(self, user: Ref, *files: Upload, **facts: Any) -> list[Json]:
        """Upload files. `facts`: kind, caption, chat, reply_to, claimed_size."""
        return self.acts.upload(user, files, **facts)

    async def sticker(self, user: Ref, chat: Ref | None = None) -> Json:
        return self.acts.sticker(user, chat)

    async def location(
        self, user: Ref, latitude: float, longitude: float, chat: Ref | None = None
    ) -> Json:
        return self.acts.location(user, latitude, longitude, chat)

    # -- time and trouble

    async def advance(self, seconds: float) -> Json:
        return self.acts.advance(seconds)

    async def set_clock(self, moment: Any) -> Json:
        return self.acts.set_clock(moment)

    async def fault(self, method: str, kind: str | int, **facts: Any) -> Fault:
        return self.acts.fault(method, kind, **facts)

    async def clear_faults(self) -> None:
        self.api.faults.clear()

    async def raw_update(self, update: Json) -> int | None:
        return self.acts.raw_update(update)

    # -- what the bot does

    async def heard(self, chat: Ref, within: float = PATIENCE) -> Json:
        """Wait for the bot's next message in the chat, and return it."""
        waiting = self.world.chat(ident(chat)).unheard
        return await self.until(
            lambda: waiting.popleft() if waiting else None, within, f"a message in {ident(chat)}"
        )

    async def heard_edit(self, chat: Ref, within: float = PATIENCE) -> Json:
        """Wait for the next message of the chat that the bot edits; return it as it became."""
        waiting = self.world.chat(ident(chat)).unseen_edits
        return await self.until(
            lambda: waiting.popleft() if waiting else None, within, f"an edit in {ident(chat)}"
        )

    async def answered(self, callback_id: str, within: float = PATIENCE) -> Json:
        """Wait for the bot's answer to a press: text (or None), show_alert, url."""
        presses = self.world.presses
        return await self.until(
            lambda: self.acts.answer(callback_id) if "answer" in presses[callback_id] else None,
            within,
            f"the answer to press {callback_id}",
        )

    async def called(self, method: str, count: int = 1, within: float = PATIENCE) -> list[Json]:
        """Wait until there are `count` calls of this method, and return them."""
        return await self.until(
            lambda: calls if len(calls := self.calls(method)) >= count else None,
            within,
            f"{count} calls of {method}",
        )

    async def confirmed(self, within: float = PATIENCE) -> None:
        """Wait until the bot has confirmed every update there was."""
        updates = self.world.updates
        await self.until(
            lambda: None if updates.waiting else True, within, "the updates to be confirmed"
        )

    async def until(self, find: Callable[[], Found | None], within: float, what: str) -> Found:
        """Return what `find` finds as soon as it is not None. Raises NothingHeard after `within` s."""
        found = await self.world.events.changes.until(find, within)
        if found is None:
            raise NothingHeard(f"waited {within} s for {what}")
        return found

    def unheard(self, chat: Ref) -> list[Json]:
        """Return the bot's messages in the chat that no test has taken yet; they stay so."""
        return list(self.world.chat(ident(chat)).unheard)

    def messages(self, chat: Ref, after: int = 0) -> list[Json]:
        return self.acts.messages(chat, after)

    def asides(self, chat: Ref, user: Ref) -> list[Json]:
        """Return the messages of a group that this member alone has seen, in order."""
        return self.acts.asides(chat, user)

    def calls(self, method: str | None = None) -> list[Json]:
        return self.api.transcript.of(method)

    @property
    def malformed(self) -> int:
        """Return how many calls of the bot broke the description of the Bot API."""
        return self.api.transcript.malformed
