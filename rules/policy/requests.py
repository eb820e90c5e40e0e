"""What is asked of somebody and tracked until it is answered: blockers and instructions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RequestState(StrEnum):
    """Whether somebody has answered."""

    OPEN = "open"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Blocker:
    """A problem that needs somebody else. `unit` or `leader` is whose help is asked for."""

    id: int
    item_id: int
    person_id: int
    at: datetime
    words: str
    report_id: int | None
    unit_id: int | None
    leader_id: int | None
    state: RequestState
    answer: str
    answered_by: int | None
    answered_at: datetime | None
    code: str
    title: str
    person: str
    person_unit: str
    unit: str | None
    leader: str | None


@dataclass(frozen=True, slots=True)
class Instruction:
    """A leader's word on an item. `owner` and `unit` are whose item it is by now.

    `chat_id` and `language` are the leader's.
    """

    id: int
    item_id: int
    leader_id: int
    at: datetime
    words: str
    state: RequestState
    answer: str
    answered_by: int | None
    answered_at: datetime | None
    code: str
    title: str
    owner_id: int
    leader: str
    post: str
    chat_id: int | None
    language: str | None
    owner: str
    unit: str
