"""Topics of a group at a real messenger, and a topic that is deleted while a message is on its way."""

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from tests.bot.faults.conftest import FORUM, Post
from tests.support.small_city import OFFICE, OUTSIDER


def in_topics(post: Post) -> list[tuple[str, int | None]]:
    """What the bot said in the forum, and in which topic."""
    me = post.sandbox.world.profile.id
    return [
        (m["text"].split("\n")[0], m.get("message_thread_id"))
        for m in post.sandbox.messages(FORUM)
        if m["from"]["id"] == me and "text" in m
    ]


async def test_what_is_asked_in_a_topic_is_answered_there(post: Post) -> None:
    thread = await post.founds_forum()
    await post.sandbox.say(OFFICE, "/bind 白水县", chat=FORUM, thread=thread)
    await post.deals()
    await post.sandbox.say(OFFICE, "/overdue", chat=FORUM)
    await post.deals()
    assert in_topics(post) == [
        ("本群已绑定，将接收白水县整改日报。", thread),
        ("逾期任务：1 项", None),
    ]


async def test_what_was_for_a_deleted_topic_is_said_in_the_group(post: Post) -> None:
    thread = await post.founds_forum()
    post.writes(OutgoingMessage(telegram_chat(FORUM), "日报", thread=thread))
    await post.sandbox.delete_topic(FORUM, thread)
    await post.sender.drain()
    assert in_topics(post) == [("日报", None)]
    assert post.states() == ["sent"]


async def test_an_administrator_without_a_name_is_told_how_to_bind(post: Post) -> None:
    thread = await post.founds_forum()
    await post.sandbox.say(OFFICE, "/bind 全市", chat=FORUM, thread=thread, anonymous=True)
    await post.deals()
    ((told, where),) = in_topics(post)
    assert (told.partition("，")[0], where) == ("您正以匿名管理员身份发言", thread)


async def test_a_strangers_group_is_left_after_one_line(post: Post) -> None:
    await post.sandbox.add_user("路人", id=OUTSIDER, started=True)
    group = await post.sandbox.add_group("陌生群", [OUTSIDER])
    await post.deals()
    await post.after(5)
    assert len(post.stands(group["id"])) == 1
    assert post.sandbox.world.chat(group["id"]).bot_status == "left"
    await post.deals()
    assert (post.stands(OFFICE), set(post.states())) == ([], {"sent"})


async def test_a_group_that_put_the_bot_out_first_is_nobodys_loss(post: Post) -> None:
    await post.sandbox.add_user("路人", id=OUTSIDER, started=True)
    group = await post.sandbox.add_group("陌生群", [OUTSIDER])
    await post.receives_once()
    await post.worker.drain_once()
    await post.sandbox.kick(group)
    await post.sender.drain()
    await post.after(5)
    assert post.stands(OFFICE) == []
