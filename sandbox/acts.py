"""Everything that can be done to the sandbox, by the names that its HTTP side uses.

Persons, chats and messages may be given as ids or as the objects that came back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sandbox import groups, people
from sandbox.botapi import BotApi
from sandbox.faults import Fault
from sandbox.files import Upload
from sandbox.residents import Person
from sandbox.wire import ActRefused, Json
from sandbox.world import World

Ref = int | Json
"""An id, or an object with one."""


def ident(ref: Ref) -> int:
    if isinstance(ref, dict):
        return int(ref["message_id"] if "message_id" in ref else ref["id"])
    return int(ref)


def maybe(ref: Ref | None) -> int | None:
    return None if ref is None else ident(ref)


class Acts:
    def __init__(self, world: World, api: BotApi) -> None:
        self.world = world
        self.api = api
        self.panel: Json = {}

    def state(self) -> Json:
        return {
            "bot": self.world.profile.view(),
            "now": self.world.clock.now().isoformat(),
            "users": [person.view() for person in self.world.people.values()],
            "chats": [chat.view() for chat in self.world.chats.values()],
        }

    # -- people

    def add_user(self, first_name: str, **facts: Any) -> Json:
        """Add a user. `facts`: id, last_name, username, role_hint, start_code, started (pressed Start)."""
        user_id = int(facts.pop("id", None) or self.world.free_user_id())
        if user_id in self.world.people:
            raise ActRefused(f"there is a user {user_id} already")
        return self.world.settle(Person(id=user_id, first_name=first_name, **facts)).view()

    def block(self, user: Ref) -> Json:
        people.block(self.world, ident(user))
        return self.world.person(ident(user)).view()

    def unblock(self, user: Ref) -> Json:
        people.unblock(self.world, ident(user))
        return self.world.person(ident(user)).view()

    def deactivate(self, user: Ref) -> Json:
        people.deactivate(self.world, ident(user))
        return self.world.person(ident(user)).view()

    # -- groups

    def add_group(self, title: str, members: Sequence[Ref], **facts: Any) -> Json:
        """Add a group. `facts`: with_bot, supergroup, id."""
        chat_id = facts.pop("id", None)
        ids = [ident(member) for member in members]
        return groups.found(self.world, title, ids, chat_id=chat_id, **facts).view()

    def invite(self, group: Ref, user: Ref | None = None, by: Ref | None = None) -> Json:
        chat = self.world.chat(ident(group))
        inviter = maybe(by) or chat.owner
        if user is None:
            groups.invite_bot(self.world, chat, inviter)
        else:
            groups.invite(self.world, chat, ident(user), inviter)
        return chat.view()

    def kick(self, group: Ref, user: Ref | None = None, by: Ref | None = None) -> Json:
        chat = self.world.chat(ident(group))
        kicker = maybe(by) or chat.owner
        if user is None:
            groups.kick_bot(self.world, chat, kicker)
        else:
            groups.kick(self.world, chat, ident(user), kicker)
        return chat.view()

    def promote(self, group: Ref) -> Json:
        chat = self.world.chat(ident(group))
        groups.promote_bot(self.world, chat, chat.owner)
        return chat.view()

    def topic(self, group: Ref, name: str, user: Ref | None = None) -> Json:
        """Open a topic in a supergroup; without `user` its owner does."""
        chat = self.world.chat(ident(group))
        return {"thread": groups.open_topic(self.world, chat, maybe(user) or chat.owner, name)}

    def delete_topic(self, group: Ref, thread: int) -> Json:
        """Delete a topic of a group."""
        chat = self.world.chat(ident(group))
        groups.delete_topic(self.world, chat, thread)
        return chat.view()

    def migrate(self, group: Ref) -> Json:
        return groups.migrate(self.world, self.world.chat(ident(group))).view()

    # -- messages

    def say(
        self,
        user: Ref,
        text: str,
        chat: Ref | None = None,
        reply_to: Ref | None = None,
        *,
        thread: int | None = None,
        anonymous: bool = False,
    ) -> Json:
        return people.say(
            self.world,
            ident(user),
            text,
            maybe(chat),
            maybe(reply_to),
            thread=thread,
            anonymous=anonymous,
        )

    def edit(self, user: Ref, message_id: Ref, text: str, chat: Ref | None = None) -> Json:
        return people.edit(self.world, ident(user), ident(message_id), text, maybe(chat))

    def press(
        self,
        user: Ref,
        message_id: Ref,
        data: str,
        chat: Ref | None = None,
        forged: bool = False,
    ) -> str:
        return people.press(
            self.world, ident(user), ident(message_id), data, maybe(chat), forged=forged
        )

    def upload(
        self,
        user: Ref,
        files: Sequence[Upload],
        *,
        kind: str = "document",
        caption: str = "",
        chat: Ref | None = None,
        reply_to: Ref | None = None,
        claimed_size: int | None = None,
    ) -> list[Json]:
        return people.upload(
            self.world,
            ident(user),
            files,
            kind=kind,
            caption=caption,
            chat_id=maybe(chat),
            reply_to=maybe(reply_to),
            claimed_size=claimed_size,
        )

    def sticker(self, user: Ref, chat: Ref | None = None) -> Json:
        return self.upload(user, [people.STICKER], kind="sticker", chat=chat)[0]

    def location(
        self, user: Ref, latitude: float, longitude: float, chat: Ref | None = None
    ) -> Json:
        return people.share_location(self.world, ident(user), latitude, longitude, maybe(chat))

    def messages(self, chat: Ref, after: int = 0) -> list[Json]:
        place = self.world.chat(ident(chat))
        return [place.shown(m) for number, m in place.messages.items() if number > after]

    def asides(self, chat: Ref, user: Ref) -> list[Json]:
        """Return the messages of a group that this member alone has seen, in order."""
        place, reader = self.world.chat(ident(chat)), ident(user)
        return [place.shown(m) for m in place.ephemeral if m["receiver_user"]["id"] == reader]

    def answer(self, callback_id: str) -> Json:
        press = self.world.presses.get(callback_id)
        if press is None:
            raise ActRefused(f"nothing was pressed with the id {callback_id}")
        blank = {"text": None, "show_alert": False, "url": None}
        answer: Json = press.get("answer", {})
        return {"answered": "answer" in press} | blank | answer

    # -- time and trouble

    def advance(self, seconds: float) -> Json:
        self.world.clock.advance(seconds)
        return self.world.clock.view()

    def set_clock(self, moment: str | datetime) -> Json:
        """Set the clock to ISO text or a datetime; without a zone it is UTC."""
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        self.world.clock.set(at if at.tzinfo else at.replace(tzinfo=UTC))
        return self.world.clock.view()

    def fault(self, method: str, kind: str | int, **facts: Any) -> Fault:
        """Order a fault for the next matching calls; see sandbox.faults."""
        fault = Fault(method, str(kind), **facts)
        self.api.faults.order(fault)
        return fault

    def show_panel(self, panel: Json) -> None:
        """Keep what stands in the bot's ledger, and tell who watches."""
        self.panel = panel
        self.world.events.publish("panel", panel=panel)

    def raw_update(self, update: Json) -> int | None:
        return self.world.updates.put_raw(update)
