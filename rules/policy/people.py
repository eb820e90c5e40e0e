"""A person as the ledger knows them: unit, post and roles."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rules.policy.chats import ChatAddress
from rules.policy.deep_links import is_link


class Role(StrEnum):
    """Roles as written in the workbook. A person may have several."""

    OWNER = "责任人"
    UNIT_HEAD = "单位负责人"
    CITY_LEADER = "市领导"
    OFFICE = "整改办"
    VERIFIER = "验收人"
    ADMINISTRATOR = "管理员"
    ACCOUNTABILITY = "问责管理"


OFFERED = tuple(role for role in Role if role is not Role.ACCOUNTABILITY)
"""Roles that are offered where one is chosen; who keeps the register is not to be read there."""


def invitation_code(text: str) -> str:
    """Return the invitation code of a `/start CODE` message; empty when there is none.

    The word of a link is none: a stranger who follows one has used up no try.
    """
    words = text.split(maxsplit=2)
    if len(words) < 2 or words[0].split("@")[0] != "/start":
        return ""
    return "" if is_link(words[1]) else words[1]


class UnitKind(StrEnum):
    """Kinds of units, as the workbook writes them. A township counts as a county."""

    COUNTY = "县区"
    DEPARTMENT = "部门"
    ENTERPRISE = "企业"
    OFFICE = "整改办"


@dataclass(frozen=True, slots=True)
class Person:
    """An official. `below` holds the ids of their own unit and of every unit under it.

    `covers`: ids of those they stand in for today (AB角); empty where it does not matter.
    """

    id: int
    name: str
    unit_id: int
    unit: str
    post: str
    roles: frozenset[Role]
    below: frozenset[int] = field(default_factory=frozenset)
    account: ChatAddress | None = None
    language: str | None = None
    reachable: bool = True
    """False once the messenger cannot deliver to them any more, or their account has ended."""
    covers: frozenset[int] = field(default_factory=frozenset)
    coordinates: frozenset[str] = field(default_factory=frozenset)
    """Categories of which their unit is the coordinating bureau; empty where it does not matter."""
    left_on: date | None = None
    """Since when they hold no office any more."""

    @property
    def can_be_told(self) -> bool:
        """Return whether there is an account that messages reach."""
        return self.account is not None and self.reachable
