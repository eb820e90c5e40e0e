"""Who writes or presses, and by which list they are answered."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from handlers import matters, presses, routes
from handlers.accounts import enrol, groups
from handlers.context import Context
from handlers.group_routes import IN_A_GROUP
from handlers.message import Message
from handlers.reporting import albums
from messages import refusal_texts
from messages.follow_up.loss_texts import BLOCKED, LEFT
from messages.incoming import (
    ButtonPress,
    Chat,
    ChatMigrated,
    Incoming,
    IncomingMessage,
    MembershipChange,
)
from messages.outgoing import OutgoingMessage, Reply
from messages.texts import texts
from notices import delivery_failures
from rules.policy.acts import GROUP_BUTTONS, GROUP_SHARE_BUTTONS
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.people import Role
from storage.db.engine import NotThere, Tx, attempt
from storage.people import deputies, people


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answers whatever comes in. Sends nothing, commits nothing, asks no clock."""

    city: City

    def answer(self, tx: Tx, incoming: Incoming, now: datetime) -> Reply:
        """Return what is said to whatever came in; in a group, in the topic it came in."""
        return _in_its_topic(self._answer(tx, incoming, now), incoming.chat)

    def _answer(self, tx: Tx, incoming: Incoming, now: datetime) -> Reply:
        match incoming:
            case IncomingMessage():
                return self._message(tx, incoming, now)
            case ButtonPress():
                return self._pressed(tx, incoming, now)
            case MembershipChange():
                return self._membership(tx, incoming, now)
            case ChatMigrated():
                delivery_failures.moved(tx, incoming.chat.address, incoming.new, now)
        return Reply()

    def sorry(self, tx: Tx, chat: ChatAddress, seq: int) -> list[OutgoingMessage]:
        """Tell its sender and the office that a message could not be dealt with.

        The `id` of `chat` is 0 when not even that could be read from it.
        """
        t = texts(self.city.language)
        words = t("Your message could not be processed. The office was told.")
        messages = [OutgoingMessage(chat, words)] if chat.id else []
        for clerk in people.with_roles(tx, [Role.OFFICE, Role.ADMINISTRATOR]):
            if clerk.account is not None:
                text = texts(clerk.language)(
                    "Message {number} of the inbox was parked.", number=seq
                )
                messages.append(OutgoingMessage(clerk.account, text, urgency=Urgency.NOTICE))
        return messages

    def not_yet(self, tx: Tx, incoming: Incoming, now: datetime) -> Reply:
        """Say that the answer is looked up in what is still being made, and that nothing was done."""
        if not isinstance(incoming, IncomingMessage | ButtonPress):
            return Reply()
        ctx = self._context(tx, incoming.chat, incoming.by, now)
        if ctx is None:
            return Reply()
        words = refusal_texts.not_yet(ctx.t)
        return Reply(toast=words) if isinstance(incoming, ButtonPress) else ctx.say(words)

    def _context(self, tx: Tx, chat: Chat, by: ChatAddress, now: datetime) -> Context | None:
        person = people.by_account(tx, by)
        if person is None:
            return None
        person = replace(
            person,
            covers=deputies.covered_by(tx, person.id, self.city.today(now)),
            coordinates=self.city.coordinated_by(person.unit),
        )
        t = texts(person.language or self.city.language)
        return Context(tx, now, self.city, chat.address, person, t, chat.is_group)

    def _message(self, tx: Tx, incoming: IncomingMessage, now: datetime) -> Reply:
        if incoming.is_nameless:
            return groups.nameless(incoming, self.city)
        ctx = self._context(tx, incoming.chat, incoming.by, now)
        in_group = incoming.chat.is_group
        if ctx is None:
            silent = in_group or incoming.edited
            return Reply() if silent else enrol.stranger(tx, incoming, self.city, now)
        message = Message.of(incoming, ctx)
        if in_group:
            return routes.first_of(IN_A_GROUP, message, ctx)
        if not ctx.person.reachable:
            # Who writes can be written to, even if the news of their return was lost.
            delivery_failures.found_again(tx, incoming.chat.address)
        return _in_private(message, ctx)

    def _pressed(self, tx: Tx, press: ButtonPress, now: datetime) -> Reply:
        ctx = self._context(tx, press.chat, press.by, now)
        if ctx is None:
            return enrol.strange_press(tx, press, self.city, now)
        return _press(press, ctx)

    def _membership(self, tx: Tx, change: MembershipChange, now: datetime) -> Reply:
        if change.inside:
            delivery_failures.found_again(tx, change.chat.address)
            return groups.let_in(tx, change, self.city, now)
        reason = LEFT if change.chat.is_group else BLOCKED
        delivery_failures.lost(tx, change.chat.address, reason, now)
        return Reply()


def _in_its_topic(reply: Reply, chat: Chat) -> Reply:
    """Put what is said in the group into the topic that it answers to."""
    if chat.thread is None:
        return reply
    there = [
        replace(said, thread=chat.thread) if said.chat == chat.address else said
        for said in reply.messages
    ]
    return replace(reply, messages=there)


def _in_private(message: Message, ctx: Context) -> Reply:
    if message.edited:
        return routes.first_of(routes.EDITED, message, ctx)
    if message.file is not None:
        return albums.answered_with_file(message, ctx, _in_order)
    return _in_order(message, ctx)


def _in_order(message: Message, ctx: Context) -> Reply:
    return routes.first_of(routes.CLAIMS, message, ctx)


def _press(press: ButtonPress, ctx: Context) -> Reply:
    """Answer a button; one that no longer means anything, or is not theirs, changes nothing."""
    name, _, data = press.data.partition(":")
    shape, act = presses.PRESSES.get(name, ("", None))
    here = not ctx.in_group or name in GROUP_BUTTONS
    if act is not None and here and re.fullmatch(shape, data):
        shared = ctx.in_group and name in GROUP_SHARE_BUTTONS
        reader, words = groups.for_the_group(ctx) if shared else ctx, data.split(":")
        if reader is None:
            return Reply()
        # What data of an older ledger, or forged, speaks of may not be there.
        with suppress(NotThere), attempt(ctx.tx):
            refused = matters.refusal(reader, name, words)
            return Reply(toast=refused) if refused else act(press, reader, words)
    return Reply(toast=refusal_texts.gone(ctx.t))
