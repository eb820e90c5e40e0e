"""Roles that figures take from their neighbours: lists with one ending, and parts of a total."""

import re
from decimal import Decimal

from rules.language.matching import IndexEntry
from rules.language.reading.amounts import FoundAmount
from rules.language.reading.figure_roles import nearest_role
from rules.language.reading.role_words import NEXT_OUTCOME, OUTCOME, StatedRole
from rules.language.tokens import Tokens
from rules.policy.figures import FigureRole
from rules.policy.units import same_unit

Roles = list[FigureRole | None]


def share_list_role(
    amounts: list[FoundAmount], stated: list[StatedRole], normalized: str
) -> list[StatedRole]:
    """Return the roles with a list's last one given to all: 先锋村12户、红旗村8户已改完."""
    found = list(stated)
    for place in range(len(amounts) - 2, -1, -1):
        last = found[place + 1]
        if found[place] is None and last in ("done", "remaining", "step"):
            found[place] = last if _listed(amounts[place], amounts[place + 1], normalized) else None
    return found


_NEXT = re.compile(r"[、和及与][^,;。!?():\d]{2,8}")


def _listed(here: FoundAmount, after: FoundAmount, normalized: str) -> bool:
    """Return whether two amounts are members of a list: the second follows a name, not a verb."""
    between = normalized[here.end : after.start]
    same_kind = here.unit == after.unit and not here.is_percentage
    return bool(same_kind and _NEXT.fullmatch(between)) and nearest_role(between) is None


_SUM = re.compile(r"\A[^,;。!?\n]{2,}共")


def sum_done(
    stated: list[StatedRole], amounts: list[FoundAmount], normalized: str
) -> list[StatedRole]:
    """Return the roles with a sum taken as done: 排口64个,封堵、改造共61个."""
    found = list(stated)
    for place in range(1, len(amounts)):
        before, here = amounts[place - 1], amounts[place]
        of_those = before.unit == here.unit and here.value < before.value
        if of_those and found[place] == "total" and found[place - 1] in (None, "named"):
            between = normalized[before.end : here.start].lstrip(",")
            found[place] = "done" if _SUM.fullmatch(between) else "total"
    return found


def apply_known_total(amounts: list[FoundAmount], roles: Roles, known: Decimal | None) -> Roles:
    """Return the roles with `done` for what complements the rest to the ledger's total.

    11.35万,剩1.25万 of 12.6万: 11.35万 is done.
    """
    roles = _headed_by(known, amounts, roles)
    left = [a.value for a, role in zip(amounts, roles, strict=True) if role == "remaining"]
    if known is None or len(left) != 1:
        return roles
    return [
        "done"
        if role == "total" and not each.is_percentage and each.value + left[0] == known
        else role
        for each, role in zip(amounts, roles, strict=True)
    ]


_MOST_OF_IT = Decimal("0.9")


def is_part_of_total(here: FoundAmount, entry: IndexEntry) -> bool:
    """Return whether the amount has the item's measure and is clearly less than its total."""
    if entry.total is None or not entry.measure or not here.unit:
        return False
    return same_unit(here.unit, entry.measure) and here.value < entry.total * _MOST_OF_IT


def _headed_by(known: Decimal | None, amounts: list[FoundAmount], roles: Roles) -> Roles:
    """Return the roles with a first figure equal to the ledger's total: 报告126份,作废102份."""
    later = [each.value for each in amounts[1:] if each.unit == amounts[0].unit]
    if not later or roles[0] != "done" or amounts[0].value != known or max(later) >= known:
        return roles
    return ["total", *roles[1:]]


def mark_rest(amounts: list[FoundAmount], roles: Roles, known: Decimal | None) -> Roles:
    """Return the roles with `remaining` for what is planned and all that is left.

    54家企业,44家装了,10家12月10日前装完: the 10 are the rest.
    """
    if None not in roles:
        return roles
    pairs = list(zip(amounts, roles, strict=True))
    done = {each.unit: each.value for each, role in pairs if role == "done"}
    wholes = {(each.unit, each.value) for each, role in pairs if role == "total"}

    def is_rest(each: FoundAmount) -> bool:
        whole = each.value + done.get(each.unit, each.value)
        return each.unit in done and (whole == known or (each.unit, whole) in wholes)

    return ["remaining" if role is None and is_rest(each) else role for each, role in pairs]


def parts_of_a_sum(amounts: list[FoundAmount], roles: Roles, marked: Tokens) -> set[int]:
    """Return the places of figures that add up, each an outcome of its own: 关停12家、搬迁5家.

    Stages that one thing passes (签约52家,安装30家) are none.
    """
    found: set[int] = set()
    for place in range(1, len(amounts)):
        before, here = amounts[place - 1], amounts[place]
        alike = before.unit == here.unit and roles[place - 1] == roles[place] == "done"
        between = marked.shadow[marked.at(before.start) + 1 : marked.at(here.start)]
        at = marked.at(before.start)
        headed = marked.shadow[max(0, at - 4) : at]
        told = place - 1 in found or OUTCOME.holds(headed)
        if alike and not here.is_percentage and told and NEXT_OUTCOME.holds(between):
            found |= {place - 1, place}
    return found
