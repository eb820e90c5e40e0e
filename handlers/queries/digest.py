"""`/digest`: today's digest as it stands now, of the group's or the person's own scope."""

from handlers.context import Desk
from messages.incoming import Said
from messages.outgoing import Outgoing, Spoken
from messages.queries.digest import digest_parts
from messages.texts import Texts
from notices import digests
from notices.digests import Scope
from rules.policy.people import Person, Role
from rules.policy.permissions import sees_whole_city
from storage.ledger import duty_checkpoints
from storage.people import groups


def asked(said: Said, desk: Desk, words: str) -> Spoken:
    del words
    scope = _of_group(desk, said.chat.id) if said.chat.is_group else _of_person(desk, desk.person)
    if scope is None:
        return desk.say(not_bound(desk.t))
    since = duty_checkpoints.of(desk.tx, "digest:since")
    after = since.number if since.day is not None else None
    look = digests.look(desk.tx, desk.city, desk.now, since.day, after)
    parts = digest_parts(desk.t, digests.of_scope(look, scope))
    return Spoken([Outgoing(desk.chat, part) for part in parts])


def not_bound(t: Texts) -> str:
    return t("This group is not bound yet: /bind 全市, or /bind and a unit.")


def _of_group(desk: Desk, chat: int) -> Scope | None:
    """A group hears what it is bound to, whoever asks."""
    bound = {group.chat_id: group for group in groups.bound(desk.tx)}
    if chat not in bound:
        return None
    group = bound[chat]
    return Scope(group.unit or desk.t("the whole city"), unit=group.unit_id)


def _of_person(desk: Desk, person: Person) -> Scope:
    if sees_whole_city(person):
        return Scope(desk.t("the whole city"), public=False)
    if Role.UNIT_HEAD in person.roles:
        return Scope(person.unit, unit=person.unit_id, public=False)
    return Scope(desk.t("your items"), owner=person.id, public=False)
