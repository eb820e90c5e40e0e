"""A message that lives on stays one message, whatever was said to Telegram in between."""

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from notices import mail
from rules.policy.refs import Ref, RefKind
from tests.stories.conftest import EARLY, RunningCity
from tests.support.small_city import OFFICIAL


async def says(city: RunningCity, text: str) -> None:
    message = OutgoingMessage(telegram_chat(OFFICIAL), text, live_key=Ref(RefKind.SHEET, 1))
    await city.program.ledger.write(lambda tx: mail.send(tx, message, EARLY))
    city.program.wakeups.outbox.ring()


async def test_an_edit_that_changes_nothing_does_not_lose_the_message(city: RunningCity) -> None:
    await says(city, "期限提醒")
    await city.sandbox.heard(OFFICIAL)
    await says(city, "期限提醒")
    await city.sandbox.called("editMessageText", 1)
    await says(city, "期限提醒：已回复")
    await city.sandbox.called("editMessageText", 2)
    assert [m["text"] for m in city.sandbox.messages(OFFICIAL)] == ["期限提醒：已回复"]
