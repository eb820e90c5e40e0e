"""Drafts of circulars: what the office has to say in them, and who was never asked in their round."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.follow_up.tables import circular_drafts


@dataclass(frozen=True, slots=True)
class CircularDraft:
    """The draft of a round's circular. `unasked`: owners whom nothing of the round reached."""

    round_id: int
    remarks: str
    unasked: list[int]


def enter(tx: Tx, round_: int, unasked: Collection[int]) -> CircularDraft:
    """Keep the draft of a round that is over."""
    found = sorted(unasked)
    tx.execute(insert(circular_drafts).values(round_id=round_, remarks="", unasked=found))
    return CircularDraft(round_, "", found)


def of_round(tx: Tx, round_: int) -> CircularDraft | None:
    """Return the draft of a round."""
    return fetch_one(
        tx, CircularDraft, select(circular_drafts).where(circular_drafts.c.round_id == round_)
    )


def remark(tx: Tx, draft: CircularDraft, words: str) -> None:
    """Let the office say this in the circular, in place of what it said."""
    here = circular_drafts.c.round_id == draft.round_id
    tx.execute(update(circular_drafts).where(here).values(remarks=words))


def latest(tx: Tx) -> CircularDraft | None:
    """Return the draft of the last round that is over."""
    query = select(circular_drafts).order_by(circular_drafts.c.round_id.desc()).limit(1)
    return fetch_one(tx, CircularDraft, query)
