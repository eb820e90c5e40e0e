"""The front desk: who is there, and whose conversation it is."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers import routes
from handlers.accounts import enrol
from handlers.closing import clauses
from handlers.context import Context
from handlers.pending import interruptions
from handlers.reporting import albums, edit, files
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
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.people import Role
from storage.db.engine import Tx
from storage.people import deputies, people
from storage.reporting import open_questions


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answers whatever is heard. Sends nothing, commits nothing, asks no clock."""

    city: City

    def answer(self, tx: Tx, incoming: Incoming, now: datetime) -> Reply:
        match incoming:
            case IncomingMessage():
                return self._said(tx, incoming, now)
            case ButtonPress():
                return self._pressed(tx, incoming, now)
            case MembershipChange():
                return self._membership(tx, incoming, now)
            case ChatMigrated():
                delivery_failures.moved(tx, incoming.chat.id, incoming.new)
        return Reply()

    def sorry(self, tx: Tx, chat: int, seq: int) -> list[OutgoingMessage]:
        """A message could not be dealt with: its sender and the office are told.

        `chat` is 0 when not even that could be read from it.
        """
        t = texts(self.city.language)
        words = t("Your message could not be processed. The office was told.")
        told = [OutgoingMessage(chat, words)] if chat else []
        for clerk in people.with_roles(tx, [Role.OFFICE, Role.ADMINISTRATOR]):
            if clerk.chat_id is not None:
                text = texts(clerk.language)(
                    "Message {number} of the inbox was parked.", number=seq
                )
                told.append(OutgoingMessage(clerk.chat_id, text, urgency=Urgency.NOTICE))
        return told

    def _desk(self, tx: Tx, chat: Chat, by: int, now: datetime) -> Context | None:
        person = people.by_chat(tx, by)
        if person is None:
            return None
        person = replace(person, covers=deputies.covered_by(tx, person.id, self.city.today(now)))
        t = texts(person.language or self.city.language)
        return Context(tx, now, self.city, chat.id, person, t, chat.is_group)

    def _said(self, tx: Tx, message: IncomingMessage, now: datetime) -> Reply:
        ctx = self._desk(tx, message.chat, message.by, now)
        if ctx and not ctx.person.reachable and not message.chat.is_group:
            # Who writes can be written to, even if the news of his return was lost.
            delivery_failures.found_again(tx, message.chat.id)
        if message.chat.is_group:
            return routes.in_group(message, ctx) if ctx else Reply()
        if ctx is None:
            return Reply() if message.edited else enrol.stranger(tx, message, self.city, now)
        if message.edited:
            return albums.edited(message, ctx, lambda: edit.edited(message, ctx, routes.free_words))
        refused = files.too_large(message, ctx) or Reply()
        if refused.messages and not (message.album and message.text):
            # Alone it is sent again with its words; in an album others came with them.
            return refused
        reply = albums.heard(
            message,
            ctx,
            lambda: files.none_dropped(message, ctx, lambda: _in_private(message, ctx)),
        )
        reply.messages = refused.messages + reply.messages
        return reply

    def _pressed(self, tx: Tx, press: ButtonPress, now: datetime) -> Reply:
        ctx = self._desk(tx, press.chat, press.by, now)
        if ctx is None:
            return enrol.strange_press(tx, press, self.city, now)
        return routes.press(press, ctx)

    def _membership(self, tx: Tx, change: MembershipChange, now: datetime) -> Reply:
        if change.inside:
            delivery_failures.found_again(tx, change.chat.id)
        else:
            reason = LEFT if change.chat.is_group else BLOCKED
            delivery_failures.lost(tx, change.chat.id, reason, now)
        return Reply()


def _in_private(message: IncomingMessage, ctx: Context) -> Reply:
    """Commands first, then the answer to what was asked, then files, then free words."""
    if message.other:
        return ctx.say(
            ctx.t("Only text, photos, videos and files can be read here. Please write it down.")
        )
    done = albums.further(message, ctx)
    if done is not None:
        return done
    if message.text.startswith("/"):
        return routes.command(message, ctx)
    done = albums.answering(message, ctx, routes.ANSWERS)
    if done is not None:
        return done
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    if asked is None:
        return _unasked(message, ctx)
    return interruptions.interrupted(
        ctx,
        asked,
        message,
        answer=albums.remembered(routes.ANSWERS[asked.question]),
        otherwise=_unasked,
    )


def _unasked(message: IncomingMessage, ctx: Context) -> Reply:
    joined = (
        clauses.further_picture(message, ctx)
        or clauses.redone(message, ctx)
        or files.without_words(message, ctx)
    )
    return joined if joined is not None else routes.free_words(message, ctx)
