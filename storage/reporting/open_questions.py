"""What the bot has asked somebody and not yet been told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from storage.db.engine import Tx
from storage.db.prepared import Prepared
from storage.mail.tables import awaiting

LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """`question` names what was asked (`reason_of_extension`), `about` what it concerns."""

    question: str
    about: str
    body: dict[str, Any]

    @property
    def number(self) -> int:
        """Of what it concerns: 12 of `item:12`."""
        return int(self.about.partition(":")[2])


def ask(tx: Tx, chat: int, person: int, asked: OpenQuestion, now: datetime) -> None:
    """From now on the next words of this person here answer this question."""
    forget(tx, chat, person)
    tx.execute(
        insert(awaiting).values(
            chat_id=chat,
            person_id=person,
            question=asked.question,
            about=asked.about,
            body=asked.body,
            since=now,
        )
    )


_ASKED = Prepared(
    select(awaiting).where(
        awaiting.c.chat_id == bindparam("chat"),
        awaiting.c.person_id == bindparam("person"),
        awaiting.c.since > bindparam("earliest"),
    )
)


def current(tx: Tx, chat: int, person: int, now: datetime) -> OpenQuestion | None:
    """The question that is open; one of yesterday is not answered by today's report."""
    given = {"chat": chat, "person": person, "earliest": now - LASTS}
    row = _ASKED.first(tx, given)
    return None if row is None else OpenQuestion(row.question, row.about, row.body)


def forget(tx: Tx, chat: int, person: int) -> bool:
    """True when there was a question open."""
    gone = delete(awaiting).where(awaiting.c.chat_id == chat, awaiting.c.person_id == person)
    return tx.execute(gone).rowcount > 0
