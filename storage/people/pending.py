"""What waits for somebody by name, and goes on waiting when they leave."""

from sqlalchemy import ColumnElement, select

from rules.policy.closing import ClosingState
from rules.policy.extensions import ExtensionState
from rules.policy.lookback import CheckState
from rules.policy.requests import RequestState
from rules.policy.unbinding import Pending
from storage.closing.check_tables import check_claims
from storage.closing.tables import closings
from storage.db.engine import Tx
from storage.db.query import Query
from storage.follow_up.tables import blockers, extensions, instructions
from storage.ledger.tables import items
from storage.lookback.tables import lookback_checks


def of_person(tx: Tx, person: int) -> Pending:
    """Return what waits for a person, by the numbers of the items."""
    of_blockers = blockers.c.state == RequestState.OPEN
    of_instructions = instructions.c.state == RequestState.OPEN
    return Pending(
        reviews=tuple(dict.fromkeys((*_in_hand(tx, person), *_chosen_for(tx, person)))),
        extensions=_codes(
            tx, extensions.c.item_id,
            extensions.c.person_id == person, extensions.c.state == ExtensionState.ASKED,
        ),
        asked=_codes(tx, blockers.c.item_id, blockers.c.leader_id == person, of_blockers),
        instructed=_codes(
            tx, instructions.c.item_id, instructions.c.leader_id == person, of_instructions
        ),
    )  # fmt: skip


def _codes(tx: Tx, item: ColumnElement[int], *conditions: ColumnElement[bool]) -> tuple[str, ...]:
    return _read(tx, select(item).where(*conditions))


def _in_hand(tx: Tx, person: int) -> tuple[str, ...]:
    of_claims = (
        select(closings.c.item_id)
        .join(check_claims, check_claims.c.closing_id == closings.c.id)
        .where(
            closings.c.state == ClosingState.APPLIED,
            check_claims.c.person_id == person,
            check_claims.c.given_back_at.is_(None),
        )
    )
    return _read(tx, of_claims)


def _chosen_for(tx: Tx, person: int) -> tuple[str, ...]:
    chosen = lookback_checks.c.checker_id == person, lookback_checks.c.state == CheckState.OPEN
    return _codes(tx, lookback_checks.c.item_id, *chosen)


def _read(tx: Tx, of_items: Query) -> tuple[str, ...]:
    query = select(items.c.code).where(items.c.id.in_(of_items)).order_by(items.c.position)
    return tuple(tx.execute(query).scalars())
