"""A unit of work that is undone, and what it would have said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from storage.db.engine import Engine, Tx
from storage.mail.tables import outbox
from storage.people import groups, people


@dataclass(frozen=True, slots=True)
class WouldSay:
    """A message that would be sent, or one that would be edited to this.

    `who` is a person with his unit or a group's title; `file` the name of what goes with it.
    """

    chat: int
    who: str
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    file: str = ""
    edited: bool = False


def rehearsed(engine: Engine, work: Callable[[Tx], object]) -> list[WouldSay]:
    """What the work would put into the outbox. Nothing of it stays."""
    with engine.connect() as tx, tx.begin() as unit:
        last = tx.execute(select(func.max(outbox.c.id))).scalar() or 0
        work(tx)
        query = select(outbox.c.chat_id, outbox.c.body).where(outbox.c.id > last)
        names = _names(tx)
        said = [
            _would_say(row.chat_id, names, row.body)
            for row in tx.execute(query.order_by(outbox.c.id))
        ]
        unit.rollback()
    return said


def _names(tx: Tx) -> dict[int, str]:
    named = {p.chat_id: f"{p.unit} {p.name}" for p in people.everybody(tx) if p.chat_id is not None}
    return named | {group.chat_id: group.title for group in groups.bound(tx)}


def _would_say(chat: int, names: dict[int, str], body: dict[str, Any]) -> WouldSay:
    params = body["params"]
    keyboard = params.get("reply_markup", {}).get("inline_keyboard", [])
    return WouldSay(
        chat,
        names.get(chat, str(chat)),
        params.get("text") or params.get("caption", ""),
        tuple(tuple(button["text"] for button in row) for row in keyboard),
        body.get("file", {}).get("name", ""),
        edited=body["method"] == "editMessageText",
    )
