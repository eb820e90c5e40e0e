"""Letters: each person is written to in their own language, whoever caused it."""

from collections.abc import Callable, Iterable

from messages.formatting import Words
from messages.outgoing import ButtonRow, OutgoingMessage
from messages.texts import Texts, texts
from rules.policy.chats import ChatAddress
from rules.policy.delivery import Urgency
from rules.policy.live_keys import LiveKey
from rules.policy.people import Person
from rules.policy.refs import Ref

Say = Callable[[Texts], Words]
Offer = Callable[[Texts], tuple[ButtonRow, ...]]


def nothing_to_press(_t: Texts) -> tuple[ButtonRow, ...]:
    return ()


def letters(
    people: Iterable[Person],
    language: str,
    say: Say,
    offer: Offer = nothing_to_press,
    *,
    about: Ref | None = None,
    live_key: LiveKey | None = None,
    dedup_key: str = "",
    urgency: Urgency = Urgency.NOTICE,
) -> list[OutgoingMessage]:
    """Write the same notice to everybody who can be written to, once each.

    `language` is the city's; `dedup_key` is made each person's own.
    """
    written: dict[ChatAddress, OutgoingMessage] = {}
    for person in people:
        if person.account is None:
            continue
        t = texts(person.language or language)
        written[person.account] = OutgoingMessage.of(
            person.account,
            say(t),
            offer(t),
            about=about,
            live_key=live_key,
            dedup_key=f"{dedup_key}:{person.id}" if dedup_key else "",
            urgency=urgency,
        )
    return list(written.values())
