"""Amounts that say nothing of how far an item is: people in the way, another measure of which there is none yet."""

from rules.language.matching import IndexEntry
from rules.language.reading.amounts import FoundAmount
from rules.language.reading.figure_roles import told_before
from rules.language.reading.role_words import EDGE, IN_THE_WAY, StatedRole
from rules.language.tokens import Tokens
from rules.policy.units import conversion_factor


def with_asides(
    amounts: list[FoundAmount], stated: list[StatedRole], marked: Tokens, entry: IndexEntry | None
) -> list[StatedRole]:
    """Return the roles with `plan` for such amounts, which are no figures; the item must be certain."""
    if entry is None or entry.measure in (None, "%"):
        return stated
    measure = entry.measure or ""
    later = [*amounts, None][1:]
    return [
        "plan"
        if (not _counts_alike(each.unit, measure) and _is_no_progress(each, role, marked))
        or _is_difference(each, after, entry)
        else role
        for each, after, role in zip(amounts, later, stated, strict=True)
    ]


def _counts_alike(unit: str, measure: str) -> bool:
    return conversion_factor(unit, measure) is not None or {unit, measure} <= _ANYTHING


_ANYTHING = frozenset({"户", "家", "个", "处"})
"""Classifiers that are used for each other: 12户 of 420家 shops."""


def _is_no_progress(here: FoundAmount, role: StatedRole, marked: Tokens) -> bool:
    """Return whether none of another thing is done (机组一台没拆), or people stand in the way (三户不让进)."""
    if here.part == "done" and not here.value:
        return True
    at = marked.at(here.start)
    shadow = marked.shadow
    before = shadow[
        max((e.end() for e in EDGE.patterns[0].finditer(shadow, 0, at)), default=0) : at
    ]
    unsaid = told_before(before) is None and role in (None, "remaining", "done", "named")
    return unsaid and IN_THE_WAY.holds(shadow[at + 1 : at + 1 + _NEAR])


_NEAR = 16


def _is_difference(here: FoundAmount, after: FoundAmount | None, entry: IndexEntry) -> bool:
    """Return whether a stock has fallen from less than the whole, so that more is done: 从4400吨降到2900吨."""
    if after is None or entry.total is None or (here.part, after.part) != ("done", "remaining"):
        return False
    return here.end == after.start and here.value + after.value != entry.total
