"""429: Telegram says how long, and is believed to the second."""

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage, Toast
from notices import mail
from storage.db.engine import writing
from tests.bot.faults.conftest import Post
from tests.support.small_city import GROUP, OFFICIAL, OTHER


async def test_a_person_hears_it_in_the_second_telegram_named(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "429", retry_after=7)
    await post.sends(
        OutgoingMessage(telegram_chat(OFFICIAL), "一"),
        OutgoingMessage(telegram_chat(OFFICIAL), "二"),
    )
    await post.after(6.9)
    assert post.stands(OFFICIAL) == []
    await post.after(0.1)
    assert post.stands(OFFICIAL) == ["一", "二"]


async def test_everybody_waits_when_a_person_is_one_too_many(post: Post) -> None:
    """It may be the limit over all chats: Telegram does not say which it was."""
    await post.sandbox.fault("sendMessage", "429", chat=OFFICIAL, retry_after=7)
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "一"))
    await post.sends(
        OutgoingMessage(telegram_chat(OTHER), "二"), OutgoingMessage(telegram_chat(GROUP), "三")
    )
    assert (post.stands(OTHER), post.stands(GROUP)) == ([], [])
    await post.after(7)
    assert (post.stands(OTHER), post.stands(GROUP)) == (["二"], ["三"])


async def test_only_the_group_waits_that_heard_too_much(post: Post) -> None:
    await post.sandbox.fault("sendMessage", "429", chat=GROUP, retry_after=35)
    await post.sends(
        OutgoingMessage(telegram_chat(GROUP), "日报"),
        OutgoingMessage(telegram_chat(OFFICIAL), "一"),
    )
    await post.after(34.9)
    assert (post.stands(GROUP), post.stands(OFFICIAL)) == ([], ["一"])
    await post.after(0.1)
    assert post.stands(GROUP) == ["日报"]


async def test_a_press_waits_too(post: Post) -> None:
    await post.sandbox.fault("answerCallbackQuery", "429", retry_after=3)
    number = await post.sandbox.press(OFFICIAL, await _card(post), "x", forged=True)
    with writing(post.engine) as tx:
        mail.send_toast(tx, telegram_chat(OFFICIAL), Toast(number, "好"), post.clock.now())
    await post.sender.drain()
    await post.after(2.9)
    assert "answer" not in post.sandbox.world.presses[number]
    await post.after(0.1)
    assert (await post.sandbox.answered(number))["text"] == "好"


async def _card(post: Post) -> int:
    await post.sends(OutgoingMessage(telegram_chat(OFFICIAL), "卡片"))
    return int(post.sandbox.messages(OFFICIAL)[-1]["message_id"])


async def test_polling_waits_as_long_as_it_is_told(post: Post) -> None:
    await post.sandbox.fault("getUpdates", "429", retry_after=9)
    await post.sandbox.say(OFFICIAL, "一")
    await post.listens(1)
    assert post.clock.slept == [9]
