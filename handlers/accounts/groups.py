"""Groups: bound to a unit or the whole city by the office, told apart from people."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from handlers.context import Context
from handlers.message import Message
from handlers.queries import digest
from messages.accounts import group_texts
from messages.incoming import Chat, CommandLine, IncomingMessage, MembershipChange
from messages.outgoing import OutgoingMessage, Reply
from messages.texts import texts
from rules.policy.city import City
from rules.policy.delivery import Urgency
from rules.policy.people import Person, Role
from rules.policy.permissions import may_bind_group
from storage.db.engine import Tx
from storage.mail import strangers
from storage.people import groups, people

WHOLE_CITY = frozenset({"全市", "city", "all"})


def is_for_the_bot(message: Message, names: Collection[str]) -> bool:
    """Whether a message is one of these commands, to this bot or to whatever bot is there."""
    given = message.command
    if given is None or message.edited or given.name not in names:
        return False
    return given.bot in ("", message.ctx.city.bot_at(message.ctx.chat.messenger).name.lower())


def own_share(
    message: Message, ctx: Context, command: Callable[[Message, Context], Reply]
) -> Reply:
    """Carry out a command for the group in place of its writer."""
    reader = for_the_group(ctx)
    if reader is None:
        return ctx.say(digest.not_bound(ctx.t))
    return command(replace(message, ctx=reader), reader)


def in_their_own_chat(
    message: Message, ctx: Context, command: Callable[[Message, Context], Reply]
) -> Reply:
    """Carry out a personal command in the writer's own chat, and say so in the group."""
    if not ctx.person.reachable:
        return ctx.say(group_texts.open_own_chat(ctx.t))
    private = ctx.in_private()
    chat = Chat(private.chat, is_group=False)
    told = command(replace(message, ctx=private, chat=chat), private)
    return Reply([*told.messages, *ctx.say(group_texts.answered_in_private(ctx.t)).messages])


def for_the_group(ctx: Context) -> Context | None:
    """Return what anybody sees in a group that is bound; None where it is not bound."""
    group = next((g for g in groups.bound(ctx.tx) if g.chat == ctx.chat), None)
    if group is None:
        return None
    roles, below = frozenset({Role.CITY_LEADER}), frozenset[int]()
    if group.unit_id is not None:
        roles, below = frozenset({Role.UNIT_HEAD}), people.units_below(ctx.tx, group.unit_id)
    reader = Person(0, group.title, group.unit_id or 0, group.unit or "", "", roles, below)
    return replace(ctx, person=reader)


def nameless(message: IncomingMessage, city: City) -> Reply:
    """Tell an administrator who writes in the group's name how it is bound; nothing else is answered."""
    given = CommandLine.of(message.text) if message.text.startswith("/") else None
    bot = city.bot_at(message.chat.address.messenger).name.lower()
    if given is None or message.edited or given.name != "bind" or given.bot not in ("", bot):
        return Reply()
    words = group_texts.bind_by_name(texts(city.language))
    return Reply.of(OutgoingMessage(message.chat.address, words))


def let_in(tx: Tx, change: MembershipChange, city: City, now: datetime) -> Reply:
    """Leave a group that a stranger lets the bot into; not one that is bound, or of officials."""
    chat = change.chat
    if not chat.is_group or change.was_inside or groups.by_chat(tx, chat.address) is not None:
        return Reply()
    if people.by_account(tx, change.by) is not None:
        return Reply()
    if not strangers.may_be_told(tx, chat.address, change.by, now):
        return Reply(leaves=True)
    words = group_texts.leaving(texts(city.language))
    goodbye = OutgoingMessage(
        chat.address, words, about=strangers.told(change.by), urgency=Urgency.STRANGER
    )
    return Reply([goodbye], leaves=True)


def bind(ctx: Context, chat: Chat, words: str) -> Reply:
    """Carry out `/bind 全市`, `/bind 某县`: from now on the group receives that scope's digest."""
    t = ctx.t
    if not chat.is_group:
        return ctx.say(t("Please use /bind in the group that shall receive the digest."))
    if not may_bind_group(ctx.person):
        return ctx.say(t("Only the office may bind a group."))
    if not words:
        return ctx.say(t("Please name the scope: /bind 全市, or /bind and a unit's name."))
    unit = None if words in WHOLE_CITY else people.unit_named(ctx.tx, words)
    if unit is None and words not in WHOLE_CITY:
        return ctx.say(t("There is no unit “{words}” in the ledger.", words=words))
    number = unit.id if unit is not None else None
    groups.bind(ctx.tx, chat.address, chat.title, number, ctx.person.id, ctx.now, chat.thread)
    scope = unit.name if unit is not None else t("the whole city")
    return ctx.say(t("This group now receives the digest of {scope}.", scope=scope))
