"""Groups: bound to a unit or the whole city by the office, told apart from people."""

from dataclasses import replace

from handlers.context import Desk
from messages.incoming import Chat
from messages.outgoing import Spoken
from rules.policy.people import Person, Role
from rules.policy.permissions import may_bind_group
from storage.ledger import journal
from storage.people import groups, people

WHOLE_CITY = frozenset({"全市", "city", "all"})


def for_the_group(desk: Desk) -> Desk | None:
    """In a group everybody hears what it is bound to, whoever asks; None where it is not bound."""
    group = next((g for g in groups.bound(desk.tx) if g.chat_id == desk.chat), None)
    if group is None:
        return None
    roles, below = frozenset({Role.CITY_LEADER}), frozenset[int]()
    if group.unit_id is not None:
        roles, below = frozenset({Role.UNIT_HEAD}), people.units_below(desk.tx, group.unit_id)
    reader = Person(0, group.title, group.unit_id or 0, group.unit or "", "", roles, below)
    return replace(desk, person=reader)


def bind(desk: Desk, chat: Chat, words: str) -> Spoken:
    """`/bind 全市`, `/bind 某县`: from now on this group receives that scope's digest."""
    t = desk.t
    if not chat.is_group:
        return desk.say(t("Please use /bind in the group that shall receive the digest."))
    if not may_bind_group(desk.person):
        return desk.say(t("Only the office may bind a group."))
    if not words:
        return desk.say(t("Please name the scope: /bind 全市, or /bind and a unit's name."))
    unit = None if words in WHOLE_CITY else people.unit_named(desk.tx, words)
    if unit is None and words not in WHOLE_CITY:
        return desk.say(t("There is no unit “{words}” in the ledger.", words=words))
    number = unit.id if unit is not None else None
    groups.bind(desk.tx, chat.id, chat.title, number, desk.person.id, desk.now)
    body = {"chat": chat.id, "title": chat.title, "unit": number}
    journal.write(desk.tx, "GroupBound", body, now=desk.now, person=desk.person.id)
    scope = unit.name if unit is not None else t("the whole city")
    return desk.say(t("This group now receives the digest of {scope}.", scope=scope))
