"""Mirrors: what the bot's own groups read, written for robots of group chats elsewhere."""

from collections.abc import Iterable

from messages.formatting import Words
from messages.outgoing import OutgoingMessage
from messages.posts import in_posts
from messages.texts import texts
from messages.urgent import urgent_texts
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.items import NamedRef
from rules.policy.mirrors import Mirror
from rules.policy.urgent import UrgentNotice
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.people import people


def of_city(tx: Tx, city: City) -> list[tuple[Mirror, NamedRef | None]]:
    """Return every mirror with its unit, None for the whole city; none whose unit is not known."""
    found = [
        (mirror, people.unit_named(tx, mirror.unit) if mirror.unit else None)
        for mirror in city.mirrors
    ]
    return [(mirror, unit) for mirror, unit in found if unit is not None or not mirror.unit]


def posts(
    city: City,
    mirror: Mirror,
    blocks: Iterable[Words],
    key: str,
    urgency: Urgency = Urgency.BROADCAST,
) -> list[OutgoingMessage]:
    """Return a text as the posts of one mirror, each once for this key."""
    return [
        OutgoingMessage(
            mirror.chat, words, dedup_key=f"{key}:{mirror.chat}:{number}", urgency=urgency
        )
        for number, words in enumerate(in_posts(texts(city.language), blocks, mirror.room), 1)
    ]


def urgent(tx: Tx, city: City, notice: UrgentNotice) -> list[OutgoingMessage]:
    """Post how an urgent notice stands, once for each state, where its item belongs."""
    item = item_store.by_id(tx, notice.item_id)
    words = urgent_texts.posted(
        texts(city.language), notice, city.zone, masked=city.is_masked(item)
    )
    key = f"{notice.ref}:{notice.state}"
    return [
        post
        for mirror, unit in of_city(tx, city)
        if unit is None or item.lead.id in people.units_below(tx, unit.id)
        for post in posts(city, mirror, [words], key, Urgency.REPLY)
    ]
