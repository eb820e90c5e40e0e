"""Words whose writer has been asked what they are meant for: kept until a button says it.

The message that asks refers to them by number. They stand among the drafts, as all that is not
recorded yet, and are forgotten with them.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from rules.policy.chats import ChatAddress
from rules.policy.drafts import DraftState
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Tx
from storage.mail.tables import drafts
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion


@dataclass(frozen=True, slots=True)
class HeldWords:
    """What was written, in which message; `question` is the one it may answer."""

    message_id: int
    words: str
    question: OpenQuestion | None = None


TO_CONFIRM = "to confirm"
"""The kind of words that stand on a card of their own."""


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """Words that stand on a card and wait to be confirmed, by their number."""

    id: int
    at: datetime
    question: OpenQuestion

    @property
    def ref(self) -> Ref:
        return Ref(RefKind.HELD, self.id)


def hold(
    tx: Tx,
    chat: ChatAddress,
    person: int,
    held: HeldWords,
    now: datetime,
    *,
    kind: str = "",
) -> Ref:
    """Keep words; return what the message that asks about them speaks of."""
    new = insert(drafts).values(
        chat=chat,
        person_id=person,
        message_id=held.message_id,
        at=now,
        words=held.words,
        kind=kind,
        reading=open_questions.as_json(held.question) if held.question else {},
        state=DraftState.HELD,
    )
    return Ref(RefKind.HELD, tx.execute(new.returning(drafts.c.id)).scalar_one())


def waiting(
    tx: Tx, chat: ChatAddress, person: int, since: datetime, message_id: int | None = None
) -> WaitingWords | None:
    """Return the last words that wait to be confirmed here, or those of a message."""
    query = select(drafts).where(
        drafts.c.chat == chat,
        drafts.c.person_id == person,
        drafts.c.kind == TO_CONFIRM,
        drafts.c.state == DraftState.HELD,
        drafts.c.at > since,
    )
    if message_id is not None:
        query = query.where(drafts.c.message_id == message_id)
    row = tx.execute(query.order_by(drafts.c.id.desc()).limit(1)).first()
    return (
        None if row is None else WaitingWords(row.id, row.at, open_questions.from_json(row.reading))
    )


def reword(tx: Tx, number: int, words: str, question: OpenQuestion) -> None:
    """Put other words in the place of those that are held."""
    values = {"words": words, "reading": open_questions.as_json(question)}
    tx.execute(update(drafts).where(drafts.c.id == number).values(**values))


def of(tx: Tx, person: int, about: Ref | None) -> HeldWords | None:
    """Return this person's words that a message of ours asks about; None when it asks of none."""
    if about is None or about.kind is not RefKind.HELD:
        return None
    row = tx.execute(
        select(drafts).where(drafts.c.id == about.id, drafts.c.person_id == person)
    ).first()
    if row is None:
        return None
    question = open_questions.from_json(row.reading) if row.reading else None
    return HeldWords(row.message_id, row.words, question)


def take(tx: Tx, person: int, about: Ref | None) -> HeldWords | None:
    """Return words and keep them no longer; None when they were taken before."""
    held = of(tx, person, about)
    if held is None or about is None:
        return None
    waiting = update(drafts).where(drafts.c.id == about.id, drafts.c.state == DraftState.HELD)
    taken = tx.execute(waiting.values(state=DraftState.TAKEN)).rowcount
    return held if taken else None
