"""Reports in the making: what was understood and not yet confirmed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from storage.database import Tx
from storage.mail_tables import drafts


@dataclass(frozen=True, slots=True)
class NewDraft:
    chat: int
    person: int
    message: int
    words: str
    kind: str
    item: int | None
    reading: dict[str, Any]
    album: str | None = None
    corrects: int | None = None


def begin(tx: Tx, draft: NewDraft, now: datetime) -> int:
    return int(
        tx.execute(
            insert(drafts)
            .values(
                chat_id=draft.chat,
                person_id=draft.person,
                message_id=draft.message,
                album=draft.album,
                at=now,
                words=draft.words,
                kind=draft.kind,
                item_id=draft.item,
                reading=draft.reading,
                corrects_id=draft.corrects,
                state="open",
            )
            .returning(drafts.c.id)
        ).scalar_one()
    )


def by_id(tx: Tx, draft: int) -> Row[Any] | None:
    return tx.execute(select(drafts).where(drafts.c.id == draft)).first()


def of_message(tx: Tx, chat: int, message: int) -> list[Row[Any]]:
    """The drafts that one message led to, oldest first."""
    query = select(drafts).where(drafts.c.chat_id == chat, drafts.c.message_id == message)
    return list(tx.execute(query.order_by(drafts.c.id)))


def of_album(tx: Tx, chat: int, album: str) -> Row[Any] | None:
    query = select(drafts).where(drafts.c.chat_id == chat, drafts.c.album == album)
    return tx.execute(query.order_by(drafts.c.id).limit(1)).first()


def latest_open(tx: Tx, chat: int, person: int) -> Row[Any] | None:
    query = select(drafts).where(
        drafts.c.chat_id == chat, drafts.c.person_id == person, drafts.c.state == "open"
    )
    return tx.execute(query.order_by(drafts.c.id.desc()).limit(1)).first()


def change(tx: Tx, draft: int, **values: object) -> bool:
    """Change a draft while it is open; False when it was confirmed or cancelled meanwhile."""
    changed = tx.execute(
        update(drafts).where(drafts.c.id == draft, drafts.c.state == "open").values(**values)
    )
    return changed.rowcount == 1
