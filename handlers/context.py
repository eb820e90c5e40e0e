"""What a conversation has at hand: the unit of work, the moment, the person, the language."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from messages.formatting import Words
from messages.letters import Offer, Say, letters, nothing_to_press
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.texts import Texts
from rules.policy.chats import ChatAddress
from rules.policy.city import City
from rules.policy.live_keys import LiveKey
from rules.policy.people import Person
from rules.policy.refs import Ref
from storage.db.engine import Tx


@dataclass(frozen=True, slots=True)
class Context:
    """One conversation step of one known person."""

    tx: Tx
    now: datetime
    city: City
    chat: ChatAddress
    person: Person
    t: Texts
    in_group: bool = False

    @property
    def today(self) -> date:
        """Return the city's date."""
        return self.now.astimezone(self.city.zone).date()

    def in_private(self) -> "Context":
        """Return the same conversation in the person's own chat. They have an account there."""
        assert self.person.account is not None
        return replace(self, chat=self.person.account, in_group=False)

    def say(
        self,
        text: Words,
        *buttons: ButtonRow,
        about: Ref | None = None,
        edits: int | None = None,
        live_key: LiveKey | None = None,
        toast: str = "",
    ) -> Reply:
        """Say one message to this chat."""
        outgoing = OutgoingMessage.of(
            self.chat,
            text,
            buttons,
            about=about,
            edits=edits,
            live_key=live_key,
        )
        return Reply.of(outgoing, toast=toast)

    def tell_others(
        self,
        concerned: Iterable[Person],
        say: Say,
        offer: Offer = nothing_to_press,
        *,
        about: Ref | None = None,
    ) -> list[OutgoingMessage]:
        """Write to everybody concerned but this person, each in their own language."""
        others = [person for person in concerned if person.id != self.person.id]
        return letters(others, self.city.language, say, offer, about=about)

    def tell(
        self,
        concerned: Iterable[Person],
        say: Say,
        *,
        about: Ref | None = None,
        edits: int | None = None,
    ) -> Reply:
        """Answer this person, and write the same to everybody else who is concerned."""
        reply = self.say(say(self.t), about=about, edits=edits)
        reply.messages += self.tell_others(concerned, say, about=about)
        return reply
