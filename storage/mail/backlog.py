"""How much waits: what an operator watches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Table, func, select

from rules.policy.delivery import InboxState, OutboxState, Urgency
from rules.policy.evidence import EvidenceState
from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.tables import evidence
from storage.mail.tables import inbox, outbox


@dataclass(frozen=True, slots=True)
class Backlog:
    """`oldest` is when the longest waiting update came; `to_send` is counted by urgency."""

    heard: int
    oldest: datetime | None
    parked: int
    to_send: Mapping[Urgency, int]
    given_up: int
    to_fetch: int
    entries: int


def measure(tx: Tx) -> Backlog:
    waiting = select(func.count(), func.min(inbox.c.received_at)).where(
        inbox.c.state == InboxState.WAITING
    )
    heard, oldest = tx.execute(waiting).one()
    return Backlog(
        heard=heard,
        oldest=oldest,
        parked=_count(tx, inbox, InboxState.PARKED),
        to_send=_to_send(tx),
        given_up=_count(tx, outbox, OutboxState.FAILED),
        to_fetch=_count(tx, evidence, EvidenceState.WAITING),
        entries=duty_checkpoints.facts_so_far(tx),
    )


def _count(tx: Tx, table: Table, state: StrEnum) -> int:
    query = select(func.count()).select_from(table).where(table.c.state == state)
    return tx.execute(query).scalar_one()


def _to_send(tx: Tx) -> dict[Urgency, int]:
    query = (
        select(outbox.c.urgency, func.count())
        .where(outbox.c.state.in_((OutboxState.WAITING, OutboxState.SENDING)))
        .group_by(outbox.c.urgency)
    )
    counted = {row[0]: row[1] for row in tx.execute(query)}
    return {urgency: counted.get(urgency, 0) for urgency in Urgency}
