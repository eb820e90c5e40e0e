"""The front desk: who is there, and whose conversation it is."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers import routes
from handlers.accounts import enrol
from handlers.closing import clauses
from handlers.context import Desk
from handlers.pending import interruptions
from handlers.reporting import albums, edit, files
from messages.follow_up.losses import BLOCKED, LEFT
from messages.incoming import Chat, Heard, Membership, Moved, Pressed, Said
from messages.outgoing import Outgoing, Spoken, Urgency
from messages.texts import texts
from notices import delivery_failures
from rules.policy.city import City
from rules.policy.people import Role
from storage.db.engine import Tx
from storage.people import deputies, people
from storage.reporting import open_questions


@dataclass(frozen=True, slots=True)
class Front:
    """Answers whatever is heard. Sends nothing, commits nothing, asks no clock."""

    city: City

    def answer(self, tx: Tx, heard: Heard, now: datetime) -> Spoken:
        match heard:
            case Said():
                return self._said(tx, heard, now)
            case Pressed():
                return self._pressed(tx, heard, now)
            case Membership():
                return self._membership(tx, heard, now)
            case Moved():
                delivery_failures.moved(tx, heard.chat.id, heard.new)
        return Spoken()

    def sorry(self, tx: Tx, chat: int, seq: int) -> list[Outgoing]:
        """A message could not be dealt with: its sender and the office are told.

        `chat` is 0 when not even that could be read from it.
        """
        t = texts(self.city.language)
        words = t("Your message could not be processed. The office was told.")
        told = [Outgoing(chat, words)] if chat else []
        for clerk in people.with_roles(tx, [Role.OFFICE, Role.ADMINISTRATOR]):
            if clerk.chat_id is not None:
                text = texts(clerk.language)(
                    "Message {number} of the inbox was parked.", number=seq
                )
                told.append(Outgoing(clerk.chat_id, text, urgency=Urgency.NOTICE))
        return told

    def _desk(self, tx: Tx, chat: Chat, by: int, now: datetime) -> Desk | None:
        person = people.by_chat(tx, by)
        if person is None:
            return None
        person = replace(person, covers=deputies.covered_by(tx, person.id, self.city.today(now)))
        t = texts(person.language or self.city.language)
        return Desk(tx, now, self.city, chat.id, person, t, chat.is_group)

    def _said(self, tx: Tx, said: Said, now: datetime) -> Spoken:
        desk = self._desk(tx, said.chat, said.by, now)
        if desk and not desk.person.reachable and not said.chat.is_group:
            # Who writes can be written to, even if the news of his return was lost.
            delivery_failures.found_again(tx, said.chat.id)
        if said.chat.is_group:
            return routes.in_group(said, desk) if desk else Spoken()
        if desk is None:
            return Spoken() if said.edited else enrol.stranger(tx, said, self.city, now)
        if said.edited:
            return albums.edited(said, desk, lambda: edit.edited(said, desk, routes.free_words))
        refused = files.too_large(said, desk) or Spoken()
        if refused.messages and not (said.album and said.text):
            # Alone it is sent again with its words; in an album others came with them.
            return refused
        spoken = albums.heard(
            said,
            desk,
            lambda: files.none_dropped(said, desk, lambda: _in_private(said, desk)),
        )
        spoken.messages = refused.messages + spoken.messages
        return spoken

    def _pressed(self, tx: Tx, press: Pressed, now: datetime) -> Spoken:
        desk = self._desk(tx, press.chat, press.by, now)
        if desk is None:
            return enrol.strange_press(tx, press, self.city, now)
        return routes.press(press, desk)

    def _membership(self, tx: Tx, change: Membership, now: datetime) -> Spoken:
        if change.inside:
            delivery_failures.found_again(tx, change.chat.id)
        else:
            reason = LEFT if change.chat.is_group else BLOCKED
            delivery_failures.lost(tx, change.chat.id, reason, now)
        return Spoken()


def _in_private(said: Said, desk: Desk) -> Spoken:
    """Commands first, then the answer to what was asked, then files, then free words."""
    if said.other:
        return desk.say(
            desk.t("Only text, photos, videos and files can be read here. Please write it down.")
        )
    done = albums.further(said, desk)
    if done is not None:
        return done
    if said.text.startswith("/"):
        return routes.command(said, desk)
    done = albums.answering(said, desk, routes.ANSWERS)
    if done is not None:
        return done
    asked = open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)
    if asked is None:
        return _unasked(said, desk)
    return interruptions.heard(
        desk,
        asked,
        said,
        answer=albums.remembered(routes.ANSWERS[asked.question]),
        otherwise=_unasked,
    )


def _unasked(said: Said, desk: Desk) -> Spoken:
    joined = (
        clauses.further_picture(said, desk)
        or clauses.redone(said, desk)
        or files.without_words(said, desk)
    )
    return joined if joined is not None else routes.free_words(said, desk)
