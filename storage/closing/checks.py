"""Checks on site: who has an application in hand, and what was found, once it was handed in."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from rules.policy.checks import CheckClaim, CheckFindings, SiteCheck
from rules.policy.closing import ClosingState, Fact
from storage.closing import closings
from storage.closing.check_tables import check_claims, check_verdicts, site_checks
from storage.closing.closings import Closing
from storage.closing.tables import closing_steps
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.ledger import journal


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """What a check says of one clause; `number` counts from 0."""

    check_id: int
    number: int
    clause: str
    passed: bool
    reason: str


def in_hand(tx: Tx, closing: int) -> CheckClaim | None:
    """Return who took an application up last and did not give it back."""
    query = select(check_claims).where(
        check_claims.c.closing_id == closing, check_claims.c.given_back_at.is_(None)
    )
    return fetch_one(tx, CheckClaim, query.order_by(check_claims.c.id.desc()).limit(1))


def claim(tx: Tx, closing: Closing, person: int, now: datetime) -> None:
    """Let a person have an application in hand, in place of whoever had it."""
    before = in_hand(tx, closing.id)
    if before is not None:
        _end(tx, before, closing, person, now)
    row = insert(check_claims).values(closing_id=closing.id, person_id=person, at=now)
    number = tx.execute(row.returning(check_claims.c.id)).scalar_one()
    body = {"claim": number, "application": closing.id}
    journal.write(tx, "CheckClaimed", body, now=now, person=person, item=closing.item_id)


def give_back(tx: Tx, claim: CheckClaim, closing: Closing, now: datetime) -> None:
    """Return an application to the queue."""
    _end(tx, claim, closing, claim.person_id, now)


def release(tx: Tx, person: int, by: int | None, now: datetime) -> None:
    """Return to the queue whatever somebody has in hand who no longer has an account."""
    held = select(check_claims).where(
        check_claims.c.person_id == person, check_claims.c.given_back_at.is_(None)
    )
    for one in fetch_all(tx, CheckClaim, held.order_by(check_claims.c.id)):
        closing = closings.by_id(tx, one.closing_id)
        if closing.state is ClosingState.APPLIED:
            _end(tx, one, closing, by, now)


def _end(tx: Tx, claim: CheckClaim, closing: Closing, person: int | None, now: datetime) -> None:
    ended = update(check_claims).where(check_claims.c.id == claim.id)
    tx.execute(ended.values(given_back_at=now))
    body = {"claim": claim.id, "application": closing.id}
    journal.write(tx, "CheckGivenBack", body, now=now, person=person, item=closing.item_id)


def applied_at(tx: Tx, closing: Closing) -> datetime:
    """Return when an application was handed in."""
    query = select(closing_steps.c.at).where(
        closing_steps.c.item_id == closing.item_id, closing_steps.c.fact == Fact.APPLIED
    )
    newest = tx.execute(query.order_by(closing_steps.c.id.desc()).limit(1)).scalar()
    return newest or closing.begun_at


def last_steps(tx: Tx) -> dict[int, datetime]:
    """Return when each item last took a step of closing, by the item's number."""
    newest = func.max(closing_steps.c.at)
    query = select(closing_steps.c.item_id, newest).group_by(closing_steps.c.item_id)
    return {row[0]: row[1] for row in tx.execute(query)}


def enter(
    tx: Tx, new: SiteCheck, findings: CheckFindings, clauses: list[str], now: datetime
) -> int:
    """Enter a check that was handed in, with its verdicts; return its number."""
    values = asdict(new)
    del values["id"]
    row = insert(site_checks).values(**values).returning(site_checks.c.id)
    number: int = tx.execute(row).scalar_one()
    verdicts = [
        KeptVerdict(number, place, clauses[place], one.passed, one.reason)
        for place, one in sorted(findings.verdicts.items())
    ]
    if verdicts:
        tx.execute(insert(check_verdicts), [asdict(one) for one in verdicts])
    body = {name: plain(value) for name, value in values.items()}
    body |= {
        "check": number,
        "verdicts": [[v.number, v.clause, v.passed, v.reason] for v in verdicts],
    }
    journal.write(tx, "SiteChecked", body, now=now, person=new.person_id, item=new.item_id)
    return number


def latest(tx: Tx, closing: int) -> SiteCheck | None:
    """Return the last check of an application."""
    query = select(site_checks).where(site_checks.c.closing_id == closing)
    return fetch_one(tx, SiteCheck, query.order_by(site_checks.c.id.desc()).limit(1))


def of_item(tx: Tx, item: int) -> SiteCheck | None:
    """Return the last check of an item, of whatever application."""
    query = select(site_checks).where(site_checks.c.item_id == item)
    return fetch_one(tx, SiteCheck, query.order_by(site_checks.c.id.desc()).limit(1))


def verdicts(tx: Tx, check: int) -> list[KeptVerdict]:
    """Return what a check says of each clause, in the clauses' order."""
    query = select(check_verdicts).where(check_verdicts.c.check_id == check)
    return fetch_all(tx, KeptVerdict, query.order_by(check_verdicts.c.number))
