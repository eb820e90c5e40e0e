"""Words whose writer has been asked what they are meant for: kept until a button says it.

The message that asks refers to them by number (`held:12`). They stand among the drafts, as all
that is not recorded yet, and are forgotten with them.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from rules.policy.chats import ChatAddress
from rules.policy.drafts import DraftState
from storage.db.engine import Tx
from storage.mail.tables import drafts


@dataclass(frozen=True, slots=True)
class HeldWords:
    """What was written, in which message; `question` and `about` name the question it may answer."""

    message_id: int
    words: str
    question: str = ""
    about: str = ""


def hold(tx: Tx, chat: ChatAddress, person: int, held: HeldWords, now: datetime) -> str:
    """Keep words; return what the message that asks about them speaks of."""
    new = insert(drafts).values(
        chat=chat,
        person_id=person,
        message_id=held.message_id,
        at=now,
        words=held.words,
        kind="",
        reading={"question": held.question, "about": held.about},
        state=DraftState.HELD,
    )
    number = tx.execute(new.returning(drafts.c.id)).scalar_one()
    return f"{DraftState.HELD}:{number}"


def of(tx: Tx, person: int, about: str) -> HeldWords | None:
    """Return this person's words that a message of ours asks about; None when it asks of none."""
    kind, _, number = about.partition(":")
    if kind != DraftState.HELD:
        return None
    row = tx.execute(
        select(drafts).where(drafts.c.id == int(number), drafts.c.person_id == person)
    ).first()
    return None if row is None else HeldWords(row.message_id, row.words, **row.reading)
