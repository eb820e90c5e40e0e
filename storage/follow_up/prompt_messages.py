"""Messages that put prompts to somebody: which prompts, to whom, on what day, and whether it arrived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, cast, func, insert, literal, select, update

from rules.policy.delivery import OutboxState
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.follow_up.tables import prompt_lines, prompt_sheets, prompts
from storage.mail.tables import outbox


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message of prompts: about whose items (`for_id`), to whom, of which day.

    `occasion` tells apart the messages of a day: `1`, `2`, or the moment a postponement ended.
    """

    for_id: int
    to_id: int
    day: date
    occasion: str

    @property
    def dedup_key(self) -> str:
        return f"prompts:{self.for_id}:{self.to_id}:{self.day}:{self.occasion}"


@dataclass(frozen=True, slots=True)
class KeptMessage(PromptMessage):
    """One that was written down."""

    id: int

    @property
    def ref(self) -> Ref:
        return Ref(RefKind.SHEET, self.id)


def keep(tx: Tx, message: PromptMessage, asked: Sequence[int], now: datetime) -> KeptMessage:
    """Write down which prompts a message puts, in their order; return the message as kept."""
    number = tx.execute(
        insert(prompt_sheets)
        .values(
            for_id=message.for_id,
            to_id=message.to_id,
            day=message.day,
            occasion=message.occasion,
            made_at=now,
            last_error="",
        )
        .returning(prompt_sheets.c.id)
    ).scalar_one()
    rows = [
        {"sheet_id": number, "prompt_id": prompt, "position": position}
        for position, prompt in enumerate(asked)
    ]
    tx.execute(insert(prompt_lines), rows)
    return KeptMessage(message.for_id, message.to_id, message.day, message.occasion, number)


def times_told(tx: Tx, numbers: Iterable[int], before: date) -> dict[int, int]:
    """Return on how many earlier days each prompt was put to its owner."""
    query = (
        select(prompt_lines.c.prompt_id, func.count(prompt_sheets.c.day.distinct()))
        .join(prompt_sheets)
        .where(prompt_lines.c.prompt_id.in_(list(numbers)), prompt_sheets.c.day < before)
        .group_by(prompt_lines.c.prompt_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def about_item(tx: Tx, item: int, day: date) -> list[KeptMessage]:
    """Return the messages of a day that speak of an item, oldest first."""
    speaking = (
        select(prompt_lines.c.sheet_id)
        .join(prompts, prompt_lines.c.prompt_id == prompts.c.id)
        .where(prompts.c.item_id == item)
    )
    query = select(prompt_sheets).where(
        prompt_sheets.c.day == day, prompt_sheets.c.id.in_(speaking)
    )
    return fetch_all(tx, KeptMessage, query.order_by(prompt_sheets.c.id))


def prompts_of(tx: Tx, message: int) -> list[int]:
    """Return the numbers of the prompts that a message puts, in their order."""
    query = select(prompt_lines.c.prompt_id).where(prompt_lines.c.sheet_id == message)
    return list(tx.execute(query.order_by(prompt_lines.c.position)).scalars())


def told_on(tx: Tx, day: date) -> set[tuple[int, int]]:
    """Return (whose items, to whom) of every message of a day."""
    query = select(prompt_sheets.c.for_id, prompt_sheets.c.to_id)
    return {(row[0], row[1]) for row in tx.execute(query.where(prompt_sheets.c.day == day))}


def of_prompt(tx: Tx, prompt: int, to: int) -> KeptMessage | None:
    """Return the latest message that put this prompt to this person."""
    query = (
        select(prompt_sheets)
        .join(prompt_lines)
        .where(prompt_lines.c.prompt_id == prompt, prompt_sheets.c.to_id == to)
        .order_by(prompt_sheets.c.id.desc())
        .limit(1)
    )
    return fetch_one(tx, KeptMessage, query)


_KEY = (
    literal("prompts:")
    .concat(cast(prompt_sheets.c.for_id, String))
    .concat(":")
    .concat(cast(prompt_sheets.c.to_id, String))
    .concat(":")
    .concat(cast(prompt_sheets.c.day, String))
    .concat(":")
    .concat(prompt_sheets.c.occasion)
)
"""`dedup_key`, made by the database."""


def note_deliveries(tx: Tx) -> None:
    """Keep the proof of delivery here: the outbox is swept after a while."""
    ended = (
        select(prompt_sheets.c.id, outbox.c.state, outbox.c.sent_at, outbox.c.last_error)
        .join(outbox, outbox.c.dedup_key == _KEY)
        .where(prompt_sheets.c.delivered_at.is_(None), prompt_sheets.c.last_error == "")
        .where(outbox.c.state.in_((OutboxState.SENT, OutboxState.FAILED)))
    )
    for row in tx.execute(ended).all():
        failed = row.state == OutboxState.FAILED
        values = {"delivered_at": row.sent_at, "last_error": row.last_error if failed else ""}
        changed = update(prompt_sheets).where(prompt_sheets.c.id == row.id)
        tx.execute(changed.values(**values))
