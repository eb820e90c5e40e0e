"""A leader's word on an item: it reaches the owner, and is tracked until answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update

from rules.policy.items import Item
from rules.policy.requests import Instruction, RequestState
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.follow_up.tables import instructions
from storage.ledger import journal
from storage.ledger.tables import items, persons, units


def give(tx: Tx, item: Item, leader: int, words: str, now: datetime) -> int:
    """Enter an instruction; its number."""
    number = tx.execute(
        insert(instructions)
        .values(
            item_id=item.id,
            leader_id=leader,
            at=now,
            words=words,
            state=RequestState.OPEN,
            answer="",
        )
        .returning(instructions.c.id)
    ).scalar_one()
    body = {"instruction": number, "words": words, "to": item.owner.id}
    journal.write(tx, "Instructed", body, now=now, person=leader, item=item.id)
    return int(number)


def _select() -> Select[Any]:
    """With its leader, and whose item it is."""
    owners = persons.alias("owners")
    return (
        select(
            instructions,
            items.c.code,
            items.c.title,
            items.c.owner_id,
            persons.c.name.label("leader"),
            persons.c.post.label("post"),
            persons.c.chat_id,
            persons.c.language,
            owners.c.name.label("owner"),
            units.c.name.label("unit"),
        )
        .join(items, instructions.c.item_id == items.c.id)
        .join(persons, instructions.c.leader_id == persons.c.id)
        .join(owners, items.c.owner_id == owners.c.id)
        .join(units, owners.c.unit_id == units.c.id)
    )


def by_id(tx: Tx, number: int) -> Instruction | None:
    return fetch_one(tx, Instruction, _select().where(instructions.c.id == number))


def unanswered(tx: Tx) -> list[Instruction]:
    """Oldest first."""
    query = _select().where(instructions.c.state == RequestState.OPEN)
    return fetch_all(tx, Instruction, query.order_by(instructions.c.id))


def given(tx: Tx, leader: int | None = None) -> list[Instruction]:
    """Every instruction, of one leader or of all, oldest first."""
    query = _select() if leader is None else _select().where(instructions.c.leader_id == leader)
    return fetch_all(tx, Instruction, query.order_by(instructions.c.id))


def answer(tx: Tx, instruction: Instruction, by: int, words: str, now: datetime) -> bool:
    """False when it was answered meanwhile."""
    changed = tx.execute(
        update(instructions)
        .where(instructions.c.id == instruction.id, instructions.c.state == RequestState.OPEN)
        .values(state=RequestState.ANSWERED, answer=words, answered_by=by, answered_at=now)
    )
    if changed.rowcount == 0:
        return False
    body = {"instruction": instruction.id, "words": words}
    journal.write(tx, "InstructionAnswered", body, now=now, person=by, item=instruction.item_id)
    return True
