"""`/digest`: today's digest as it stands now, of the group's or the person's own scope; its parts."""

from dataclasses import replace

from handlers.aside import to_the_presser
from handlers.context import Context
from handlers.message import Message
from handlers.queries import entities, lists, silence, unanswerable
from messages.incoming import ButtonPress
from messages.outgoing import OutgoingMessage, Reply
from messages.queries import digest_summary
from messages.queries.digest_texts import digest_parts
from messages.texts import Texts
from rules.language.reading.days.calendar import week_of
from rules.policy.chats import ChatAddress
from rules.policy.deep_links import digest_word
from rules.policy.digests import DigestShare
from rules.policy.forecast import Light
from rules.policy.lists import ListKind, ListQuery
from rules.policy.people import Person, Role
from rules.policy.permissions import sees_whole_city
from storage.db.engine import NotThere
from storage.ledger import duty_checkpoints
from storage.people import groups, people
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
    digest = digests.of_scope(data, scope)
    first, *more = [OutgoingMessage.of(ctx.chat, part) for part in digest_parts(ctx.t, digest)]
    return Reply([replace(first, buttons=digest_summary.buttons(ctx.t, digest)), *more])


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Show whoever pressed what they may see of it; in a group nobody else sees that."""
    kind, share = words
    if not ctx.in_group:
        return _behind(ctx, kind, _named(ctx, share))
    told = _behind(ctx.in_private(), kind, _named(ctx, share))
    return to_the_presser(press, ctx, told, digest_word(kind, share))


def opened(ctx: Context, part: tuple[str, str], word: str) -> Reply:
    """Show, by a link that leads to the reader's own chat, what a button of a digest shows."""
    kind, share = part
    try:
        return _behind(ctx, kind, _named(ctx, share))
    except NotThere:
        return ctx.say(ctx.t("Nothing was found for “{words}”.", words=word))


def _named(ctx: Context, share: str) -> str:
    """Return the words that name whose items a digest tells of."""
    if share == DigestShare.CITY:
        return ""
    return ctx.t("Mine") if share == DigestShare.OWN else people.unit_name(ctx.tx, int(share))


def _behind(ctx: Context, kind: str, words: str) -> Reply:
    """Answer what stands behind a number of the digest."""
    if kind == "silent":
        return silence.unanswered(ctx, words)
    last = week_of(ctx.today)[1]
    asked = {
        "overdue": ListQuery(ListKind.OVERDUE),
        "red": ListQuery(ListKind.LIGHT, light=Light.RED),
        "week": ListQuery(ListKind.DUE, first=ctx.today, last=last),
    }[kind]
    subject = entities.listed(ctx, words)
    refusal = unanswerable.refused(ctx, subject, asked.kind, words)
    return refusal or lists.show(ctx, replace(asked, words=subject.words))


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
