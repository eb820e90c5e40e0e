"""A living message said again before it, or its last edit, has left: one message, the last words."""

from sqlalchemy import select

from bot.telegram.addresses import telegram_chat
from messages.outgoing import OutgoingMessage
from notices import mail
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Engine, writing
from storage.mail import outbox
from storage.mail.tables import outbox as rows
from tests.support.small_city import MORNING, OFFICIAL


def says(engine: Engine, *texts: str) -> None:
    with writing(engine) as tx:
        card = Ref(RefKind.DRAFT, 1)
        mail.send_all(
            tx,
            [OutgoingMessage(telegram_chat(OFFICIAL), text, live_key=card) for text in texts],
            MORNING,
        )


def waiting(engine: Engine) -> list[tuple[str, int | None]]:
    """What is still to be sent: the words, and the message that is edited."""
    with writing(engine) as tx:
        found = tx.execute(select(rows).where(rows.c.state == "waiting").order_by(rows.c.id))
        return [(row.content["text"], row.message_id) for row in found]


def test_before_it_has_left_it_is_one_message(engine: Engine) -> None:
    says(engine, "12栋", "13栋")
    assert waiting(engine) == [("13栋", None)]


def test_two_edits_of_a_message_that_stands_are_one(engine: Engine) -> None:
    says(engine, "12栋")
    with writing(engine) as tx:
        outbox.mark_sent(tx, {1: 77}, MORNING)
    says(engine, "13栋", "14栋")
    says(engine, "15栋")
    assert waiting(engine) == [("15栋", 77)]
