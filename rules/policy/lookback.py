"""回头看: which closed items are checked again, by whom, and what a verdict leads to.

Source of the practice: items already reported done are re-checked one by one and some relapse
(宣城, 衡阳, 扬中); a relapse re-opens the same number.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from rules.policy.flags import FlagState
from rules.policy.items import Item
from rules.policy.people import Person, Role
from rules.policy.permissions import Right, is_office, may
from rules.policy.relations import Matter


class LookBackVerdict(StrEnum):
    """What a check on site found."""

    KEPT = "保持"
    SLIGHT = "轻微反弹"
    RELAPSED = "反弹"


class CheckOccasion(StrEnum):
    """Why a closed item is checked: drawn, its effect is due, or a slight relapse is followed up."""

    SAMPLE = "sample"
    EFFECT = "effect"
    FOLLOW_UP = "follow_up"


class CheckState(StrEnum):
    """States of a check."""

    OPEN = "open"
    DONE = "done"


KEY_WEIGHT, RELAPSE_WEIGHT, BARE_WEIGHT, OBJECTION_WEIGHT = 2, 3, 2, 2
"""What the chance of an item is multiplied by: a key finding, an earlier relapse, no photo at all,
an objection of the public."""

FLAG_WEIGHTS = {FlagState.FALSE: 3}
"""The same for a flag of the radar, by the office's conclusion; the gravest counts."""

SHORTEST = 4
"""Characters of a finding below which it says nothing."""


@dataclass(frozen=True, slots=True)
class ClosedItem:
    """A closed item with what raises its chance to be drawn."""

    item_id: int
    key: bool = False
    relapsed: bool = False
    bare: bool = False
    objected: bool = False
    flags: frozenset[FlagState] = frozenset()
    """States of the radar's flags on it."""

    @property
    def weight(self) -> int:
        """Return its chance as a multiple of an item's about which nothing is special."""
        weight = KEY_WEIGHT if self.key else 1
        weight *= RELAPSE_WEIGHT if self.relapsed else 1
        weight *= BARE_WEIGHT if self.bare else 1
        weight *= OBJECTION_WEIGHT if self.objected else 1
        return weight * max((FLAG_WEIGHTS.get(state, 1) for state in self.flags), default=1)


@dataclass(frozen=True, slots=True)
class LookBackCheck:
    """A check of a closed item. `checker_id` is None while nobody can be found who may do it."""

    id: int
    draw_id: int | None
    item_id: int
    occasion: CheckOccasion
    checker_id: int | None
    due_on: date
    state: CheckState
    verdict: LookBackVerdict | None
    words: str


def seed_of(*facts: str) -> str:
    """Return the seed that facts make: eight hexadecimal digits, the same of the same facts."""
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:8]


def draw(candidates: Iterable[ClosedItem], size: int, seed: str) -> list[int]:
    """Return the items drawn without replacement, chances in proportion to their weights.

    The same candidates and seed give the same items. Method: the largest `u ** (1 / weight)`
    (Efraimidis and Spirakis 2006).
    """
    chance = Random(seed)  # noqa: S311 - a sample that can be drawn again, no secret
    keys = [
        (chance.random() ** (1 / each.weight), each.item_id)
        for each in sorted(candidates, key=lambda each: each.item_id)
    ]
    return sorted(item for _, item in sorted(keys, reverse=True)[:size])


def may_draw(person: Person) -> bool:
    """Return whether the person draws samples: the office does."""
    return is_office(person)


def may_see_readiness(person: Person) -> bool:
    """Return whether the person reads what would not stand a look-back, of units they answer for."""
    return may(person, Right.SEE_READINESS)


def may_check(person: Person, item: Item, decided: frozenset[int]) -> bool:
    """Return whether the person may check an item again.

    `decided` are those who applied for its closing, verified it or struck it off. Neither they
    nor anybody of the units that did the work or verified it check it; verifiers and the office do.
    """
    return may(person, Right.CHECK_AGAIN, Matter(item, deciders=decided))


def choose_checker(eligible: Sequence[Person], load: dict[int, int]) -> Person | None:
    """Return who checks: a verifier before a clerk, whoever has the fewest checks; None if nobody.

    Only those who can be written to are chosen.
    """
    reachable = [person for person in eligible if person.can_be_told]
    return min(
        reachable,
        key=lambda person: (Role.VERIFIER not in person.roles, load.get(person.id, 0), person.id),
        default=None,
    )


class Weakness(StrEnum):
    """What would not stand an inspection."""

    NO_PHOTO = "no_photo"
    THIN_CLAUSE = "thin_clause"
    BARE_MILESTONE = "bare_milestone"
    OPEN_TOO_LONG = "open_too_long"
    UNSETTLED_FLAG = "unsettled_flag"


@dataclass(frozen=True, slots=True)
class WeakItem:
    """An item with what is weak about it, under its lead unit."""

    unit: str
    code: str
    weakness: Weakness
