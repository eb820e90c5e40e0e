"""Questions that had no answer: kept for the office, and so that a choice can be asked again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from rules.policy.people import Role
from storage.db.engine import Tx
from storage.db.mapping import fetch_all, fetch_one
from storage.people import people
from storage.queries.tables import unanswered_questions


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question as it was asked; of it, `missing` names nothing and may have meant a choice."""

    id: int
    person_id: int
    asked_at: datetime
    words: str
    missing: str
    choices: list[str]


def keep(
    tx: Tx, person: int, words: str, missing: str, choices: Sequence[str], now: datetime
) -> int:
    """Keep a question; return its number."""
    row = insert(unanswered_questions).values(
        person_id=person, asked_at=now, words=words, missing=missing, choices=list(choices)
    )
    return int(tx.execute(row.returning(unanswered_questions.c.id)).scalar_one())


def by_id(tx: Tx, number: int) -> UnansweredQuestion | None:
    """Return a question by its number; None when it was forgotten."""
    query = select(unanswered_questions).where(unanswered_questions.c.id == number)
    return fetch_one(tx, UnansweredQuestion, query)


def of_leaders(tx: Tx) -> list[tuple[str, int]]:
    """Return what leaders asked and how often, the most frequent first, then the latest."""
    leaders = [person.id for person in people.with_roles(tx, [Role.CITY_LEADER])]
    query = select(unanswered_questions).where(unanswered_questions.c.person_id.in_(leaders))
    rows = fetch_all(tx, UnansweredQuestion, query.order_by(unanswered_questions.c.id.desc()))
    return Counter(row.words for row in rows).most_common()
