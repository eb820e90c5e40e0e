"""Invitation codes, by which a person is tied to an account: one good code a person, used once.

Only hashes are kept: whoever reads the database or a copy of it cannot enrol as anybody.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, insert, select, update

from rules.policy.chats import ChatAddress
from storage.db.engine import Tx
from storage.ledger import journal
from storage.ledger.tables import invites

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No 0/O and 1/I: codes are read out over the telephone."""

_IN_CODES = frozenset(ALPHABET)

CODE_LENGTH = 16
"""Letters of a code: of 32 kinds, five bits each, 80 bits that nobody guesses."""

CODE_LASTS = timedelta(days=14)
"""How long a code can be used after it was made."""


def digest_of(code: str) -> str:
    """Return the SHA-256 of a code as people write it, in capitals or not.

    80 bits are out of reach of guessing, so that neither salt nor a slow hash adds anything.
    """
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def invite(tx: Tx, person: int, now: datetime) -> str:
    """Return a new one-time code for a person; codes made for them before no longer work.

    It is known to the caller alone, and cannot be had again.
    """
    void(tx, person, now)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    digest = digest_of(code)
    tx.execute(insert(invites).values(digest=digest, person_id=person, made_at=now))
    journal.write(tx, "Invited", {"person": person, "code": digest}, now=now)
    return code


def void(tx: Tx, person: int, now: datetime) -> None:
    """End the codes that were made for a person and not used."""
    mine = (invites.c.person_id == person) & invites.c.used_at.is_(None)
    ended = update(invites).where(mine).values(used_at=now).returning(invites.c.digest)
    for digest in tx.execute(ended).scalars().all():
        journal.write(tx, "InvitationEnded", {"person": person, "code": digest}, now=now)


def count_made(tx: Tx, person: int) -> int:
    """Count the codes that were ever made for a person."""
    query = select(func.count()).where(invites.c.person_id == person)
    return tx.execute(query).scalar_one()


def holders(tx: Tx, now: datetime) -> frozenset[int]:
    """Return everybody who was made a code that can still be used."""
    return frozenset(tx.execute(select(invites.c.person_id).where(*_usable(now))).scalars())


def redeem(tx: Tx, code: str, account: ChatAddress, now: datetime) -> int | None:
    """Use up a code; return whom it was made for, None when it is unknown, used or too old."""
    used = tx.execute(
        update(invites)
        .where(invites.c.digest == digest_of(code), *_usable(now))
        .values(used_at=now, used_by=account)
        .returning(invites.c.person_id)
    ).first()
    return None if used is None else int(used.person_id)


def owner_of(tx: Tx, code: str, now: datetime) -> int | None:
    """Return whom a code was made for that can be used now."""
    query = select(invites.c.person_id).where(invites.c.digest == digest_of(code), *_usable(now))
    return tx.execute(query).scalar()


def _usable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return invites.c.used_at.is_(None), invites.c.made_at >= now - CODE_LASTS


def unused(tx: Tx, codes: Iterable[str]) -> frozenset[str]:
    """Return those of these codes, in capitals, that still tie an account to somebody."""
    possible = {digest_of(code): code for code in codes if frozenset(code) <= _IN_CODES}
    query = select(invites.c.digest).where(
        invites.c.digest.in_(possible), invites.c.used_at.is_(None)
    )
    return frozenset(possible[digest] for digest in tx.execute(query).scalars())


def came_by(tx: Tx, code: str, account: ChatAddress) -> int | None:
    """Return whom this account was bound to by this code, long since used up."""
    query = select(invites.c.person_id).where(
        invites.c.digest == digest_of(code), invites.c.used_by == account
    )
    return tx.execute(query).scalar()
