"""Assignments (签收): who was given an item, since when, and whether they have signed for it."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.policy.chats import ChatAddress


@dataclass(frozen=True, slots=True)
class Assignment:
    """An item that somebody has and has not signed for. `told_at`: when it was put to them."""

    id: int
    item_id: int
    code: str
    title: str
    deadline: date | None
    owner_id: int
    owner: str
    unit_id: int
    unit: str
    account: ChatAddress | None
    since: datetime
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnerSpan:
    """Who had an item since a moment. `asked`: whether they were to sign for it."""

    since: datetime
    owner: str
    asked: bool
    signed_at: datetime | None
