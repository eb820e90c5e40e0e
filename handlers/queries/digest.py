"""`/digest`: today's digest as it stands now, of the group's or the person's own scope."""

from handlers.context import Context
from handlers.message import Message
from messages.outgoing import OutgoingMessage, Reply
from messages.queries.digest_texts import digest_parts
from messages.texts import Texts
from rules.policy.chats import ChatAddress
from rules.policy.people import Person, Role
from rules.policy.permissions import sees_whole_city
from storage.ledger import duty_checkpoints
from storage.people import groups
from storage.queries import digests
from storage.queries.digests import Scope


def asked(message: Message, ctx: Context, words: str) -> Reply:
    del words
    scope = (
        _of_group(ctx, message.chat.address)
        if message.chat.is_group
        else _of_person(ctx, ctx.person)
    )
    if scope is None:
        return ctx.say(not_bound(ctx.t))
    since = duty_checkpoints.of(ctx.tx, "digest:since")
    after = since.number if since.day is not None else None
    data = digests.collect(ctx.tx, ctx.city, ctx.now, since.day, after)
    parts = digest_parts(ctx.t, digests.of_scope(data, scope))
    return Reply([OutgoingMessage(ctx.chat, part.text, spans=part.spans) for part in parts])


def not_bound(t: Texts) -> str:
    return t("This group is not bound yet: /bind 全市, or /bind and a unit.")


def _of_group(ctx: Context, chat: ChatAddress) -> Scope | None:
    """Return what a group is bound to, whoever asks."""
    bound = {group.chat: group for group in groups.bound(ctx.tx)}
    if chat not in bound:
        return None
    group = bound[chat]
    return Scope(group.unit or ctx.t("the whole city"), unit=group.unit_id)


def _of_person(ctx: Context, person: Person) -> Scope:
    if sees_whole_city(person):
        return Scope(ctx.t("the whole city"), public=False)
    if Role.UNIT_HEAD in person.roles:
        return Scope(person.unit, unit=person.unit_id, public=False)
    return Scope(ctx.t("your items"), owner=person.id, public=False)
