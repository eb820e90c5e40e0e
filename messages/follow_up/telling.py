"""One person written to in his own language, whoever caused it."""

from collections.abc import Callable, Iterable

from messages.outgoing import Outgoing, Row, Urgency
from messages.texts import Texts, texts
from rules.policy.people import Person

Say = Callable[[Texts], str]
Offer = Callable[[Texts], tuple[Row, ...]]


def nothing_to_press(_t: Texts) -> tuple[Row, ...]:
    return ()


def letters(
    people: Iterable[Person],
    language: str,
    say: Say,
    offer: Offer = nothing_to_press,
    *,
    about: str = "",
    living: str = "",
    twin_key: str = "",
) -> list[Outgoing]:
    """The same notice to everybody who can be written to, once each.

    `language` is the city's; `twin_key` is made each person's own.
    """
    written: dict[int, Outgoing] = {}
    for person in people:
        if person.chat_id is None:
            continue
        t = texts(person.language or language)
        written[person.chat_id] = Outgoing(
            person.chat_id,
            say(t),
            offer(t),
            about=about,
            living=living,
            twin_key=f"{twin_key}:{person.id}" if twin_key else "",
            urgency=Urgency.NOTICE,
        )
    return list(written.values())
