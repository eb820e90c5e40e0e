"""Groups: founded, joined, left, turned into supergroups; and what the bot hears of it."""

from __future__ import annotations

from sandbox.residents import SUPERGROUP_BASE, Chat
from sandbox.wire import ActRefused, Json
from sandbox.world import World


def found(
    world: World,
    title: str,
    members: list[int],
    *,
    with_bot: bool = True,
    supergroup: bool = False,
    chat_id: int | None = None,
) -> Chat:
    """Make a new group; its first member owns it."""
    if not members:
        raise ActRefused("a group needs at least one member")
    for member in members:
        world.person(member)
    chat = Chat(
        chat_id or _free_id(world, supergroup=supergroup),
        "supergroup" if supergroup else "group",
        title=title,
        members=list(members),
        owner=members[0],
    )
    world.open(chat)
    if with_bot:
        invite_bot(world, chat, chat.owner)
    return chat


def _free_id(world: World, *, supergroup: bool) -> int:
    number = world.free_group_id()
    return SUPERGROUP_BASE + number if supergroup else number


def invite_bot(world: World, chat: Chat, by: int) -> None:
    if chat.bot_status in {"member", "administrator"}:
        raise ActRefused("the bot is in this group already")
    _bot_becomes(world, chat, "member", by)
    _service(world, chat, by, {"new_chat_members": [world.profile.as_user()]})


def kick_bot(world: World, chat: Chat, by: int) -> None:
    if chat.bot_status not in {"member", "administrator"}:
        raise ActRefused("the bot is not in this group")
    _service(world, chat, by, {"left_chat_member": world.profile.as_user()})
    _bot_becomes(world, chat, "kicked", by)


def promote_bot(world: World, chat: Chat, by: int) -> None:
    """Make the bot an administrator, who gets every message, privacy mode or not."""
    _bot_becomes(world, chat, "administrator", by)


def leave(world: World, chat: Chat) -> None:
    world.post(chat, world.profile.as_user(), {"left_chat_member": world.profile.as_user()})
    _bot_becomes(world, chat, "left", world.profile.id)


def invite(world: World, chat: Chat, user_id: int, by: int) -> None:
    person = world.person(user_id)
    if user_id in chat.members:
        raise ActRefused("this person is in the group already")
    chat.members.append(user_id)
    _service(world, chat, by, {"new_chat_members": [person.as_user()]})
    world.events.publish("chat", chat=chat.view())


def kick(world: World, chat: Chat, user_id: int, by: int) -> None:
    if user_id not in chat.members:
        raise ActRefused("this person is not in the group")
    chat.members.remove(user_id)
    _service(world, chat, by, {"left_chat_member": world.person(user_id).as_user()})
    world.events.publish("chat", chat=chat.view())


ANONYMOUS = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Whom a message in the name of a group is from. Source: Bot API, Message: `from`."""


def without_a_name(chat: Chat, by: int) -> Json:
    """Return the sender of what an administrator writes in the name of the group."""
    if chat.private or by != chat.owner:
        raise ActRefused("only an administrator of a group can write in its name")
    return {"from": ANONYMOUS, "sender_chat": chat.as_chat()}


def open_topic(world: World, chat: Chat, by: int, name: str) -> int:
    """Open a topic in a supergroup, which is a forum from then on; return its thread."""
    if chat.type != "supergroup":
        raise ActRefused("only a supergroup can have topics")
    thread = chat.last_message_id + 1
    chat.topics[thread] = name
    created = {"forum_topic_created": {"name": name, "icon_color": 7_322_096}}
    _service(world, chat, by, created | chat.in_topic(thread))
    world.events.publish("chat", chat=chat.view())
    return thread


def delete_topic(world: World, chat: Chat, thread: int) -> None:
    """Delete a topic with everything that was written in it."""
    topic_of(chat, thread)
    del chat.topics[thread]
    inside = [n for n, m in chat.messages.items() if m.get("message_thread_id") == thread]
    for number in inside:
        world.remove(chat, number)
    world.events.publish("chat", chat=chat.view())


def topic_of(chat: Chat, thread: int | None) -> Json:
    """Return the fields of a message in a topic that is there; none for no topic."""
    if thread is not None and thread not in chat.topics:
        raise ActRefused(f"the group has no topic {thread}")
    return chat.in_topic(thread)


def migrate(world: World, chat: Chat) -> Chat:
    """Make the group a supergroup: new id, new message numbers; the old id is of no use any more."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise ActRefused("only a basic group can become a supergroup")
    new = Chat(
        SUPERGROUP_BASE + chat.id,
        "supergroup",
        title=chat.title,
        members=list(chat.members),
        owner=chat.owner,
        bot_status=chat.bot_status,
    )
    _service(world, chat, chat.owner, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    world.events.publish("chat", chat=chat.view())
    world.open(new)
    _service(world, new, chat.owner, {"migrate_from_chat_id": chat.id})
    return new


def _service(world: World, chat: Chat, by: int, content: Json) -> None:
    """Post a service message: the bot gets all of them in the groups it is in."""
    sender = world.profile.as_user() if by == world.profile.id else world.person(by).as_user()
    message = world.post(chat, sender, content)
    if chat.bot_status in {"member", "administrator"}:
        world.tell("message", message)


def _bot_becomes(world: World, chat: Chat, status: str, by: int) -> None:
    before, chat.bot_status = chat.bot_status, status
    tell_bot_membership(world, chat, before, status, by)


def tell_bot_membership(world: World, chat: Chat, before: str, after: str, by: int) -> None:
    """Queue the `my_chat_member` update: in groups, and when a person blocks or unblocks the bot."""
    bot = world.profile.as_user()
    sender = bot if by == world.profile.id else world.person(by).as_user()
    world.tell(
        "my_chat_member",
        {
            "chat": chat.as_chat(),
            "from": sender,
            "date": world.clock.unix(),
            "old_chat_member": member(before, bot),
            "new_chat_member": member(after, bot),
        },
    )
    world.events.publish("chat", chat=chat.view())


ADMINISTRATOR_RIGHTS = (
    "can_be_edited",
    "can_change_info",
    "can_delete_messages",
    "can_delete_stories",
    "can_edit_stories",
    "can_invite_users",
    "can_manage_chat",
    "can_manage_video_chats",
    "can_post_stories",
    "can_promote_members",
    "can_restrict_members",
    "can_send_welcome_messages",
    "is_anonymous",
)
GRANTED = frozenset({"can_delete_messages", "can_manage_chat", "can_invite_users"})


def member(status: str, user: Json) -> Json:
    """Return a ChatMember with all the fields its status requires."""
    view: Json = {"status": status, "user": user}
    if status == "creator":
        view["is_anonymous"] = False
    if status == "kicked":
        view["until_date"] = 0
    if status == "administrator":
        view |= {right: right in GRANTED for right in ADMINISTRATOR_RIGHTS}
    return view


def member_of(world: World, chat: Chat, user_id: int) -> Json | None:
    """Return this user's ChatMember in the chat; None for an unknown user."""
    if user_id == world.profile.id:
        return member(chat.bot_status, world.profile.as_user())
    person = world.people.get(user_id)
    if person is None:
        return None
    if user_id not in chat.members:
        return member("left", person.as_user())
    return member("creator" if user_id == chat.owner else "member", person.as_user())
