"""What an update became is followed in the log by the number that the inbox gave it."""

from structlog.testing import capture_logs

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from tests.bot.faults.conftest import Post
from tests.support.small_city import OFFICE, OFFICIAL


async def test_every_message_that_left_names_the_update_it_answers(post: Post) -> None:
    await post.sandbox.say(OFFICIAL, "/help")
    await post.sandbox.say(OFFICE, "/help")
    with capture_logs() as logs:
        await post.deals()
    assert [line["update"] for line in logs if line["event"] == "sent"] == [1, 2]


async def test_what_nobody_asked_for_names_none(post: Post) -> None:
    with capture_logs() as logs:
        await post.sends(OutgoingMessage(telegram_chat(OFFICE), "今日日报"))
    assert [line["update"] for line in logs if line["event"] == "sent"] == [None]
