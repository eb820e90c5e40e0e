"""What a figure takes from its neighbours: one ending for a list, and what makes up the whole."""

import re
from decimal import Decimal

from rules.language.matching import IndexEntry
from rules.language.reading.amounts import FoundAmount
from rules.language.reading.figure_roles import nearest_role
from rules.language.reading.role_words import StatedRole
from rules.policy.figures import FigureRole
from rules.policy.units import same_unit

Roles = list[FigureRole | None]


def share_list_role(
    amounts: list[FoundAmount], stated: list[StatedRole], normalized: str
) -> list[StatedRole]:
    """先锋村12户、红旗村8户已改完: what ends a list is stated of every part of it."""
    found = list(stated)
    for place in range(len(amounts) - 2, -1, -1):
        last = found[place + 1]
        if found[place] is None and last in ("done", "remaining", "step"):
            found[place] = last if _listed(amounts[place], amounts[place + 1], normalized) else None
    return found


_NEXT = re.compile(r"[、和及与][^,;。!?():\d]{2,8}")


def _listed(here: FoundAmount, following: FoundAmount, normalized: str) -> bool:
    """Two of a kind side by side, and the second begins with a name, not with what was done."""
    between = normalized[here.end : following.start]
    same_kind = here.unit == following.unit and not here.is_percentage
    return bool(same_kind and _NEXT.fullmatch(between)) and nearest_role(between) is None


_SUM = re.compile(r"[^,;。!?\n]{2,}共")


def sum_done(
    stated: list[StatedRole], amounts: list[FoundAmount], normalized: str
) -> list[StatedRole]:
    """排口64个,封堵、改造共61个: what was done of those before it, in all."""
    found = list(stated)
    for place in range(1, len(amounts)):
        before, here = amounts[place - 1], amounts[place]
        of_those = before.unit == here.unit and here.value < before.value
        if of_those and found[place] == "total" and found[place - 1] in (None, "named"):
            between = normalized[before.end : here.start].lstrip(",")
            found[place] = "done" if _SUM.fullmatch(between) else "total"
    return found


def apply_known_total(amounts: list[FoundAmount], roles: Roles, known: Decimal | None) -> Roles:
    """11.35万,剩1.25万 of 12.6万: what makes up the ledger's total with what is left is done."""
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
    """Counted as the item is, and clearly less than the ledger has of it."""
    if entry.total is None or not entry.measure or not here.unit:
        return False
    return same_unit(here.unit, entry.measure) and here.value < entry.total * _MOST_OF_IT


def _headed_by(known: Decimal | None, amounts: list[FoundAmount], roles: Roles) -> Roles:
    """报告126份,作废102份,重检60份: what comes first and is the ledger's total is the whole."""
    later = [each.value for each in amounts[1:] if each.unit == amounts[0].unit]
    if not later or roles[0] != "done" or amounts[0].value != known or max(later) >= known:
        return roles
    return ["total", *roles[1:]]


def mark_rest(amounts: list[FoundAmount], roles: Roles, known: Decimal | None) -> Roles:
    """54家企业,44家装了,10家12月10日前装完: meant to be done, and all that is left."""
    if None not in roles:
        return roles
    pairs = list(zip(amounts, roles, strict=True))
    done = {each.unit: each.value for each, role in pairs if role == "done"}
    wholes = {(each.unit, each.value) for each, role in pairs if role == "total"}

    def is_rest(each: FoundAmount) -> bool:
        whole = each.value + done.get(each.unit, each.value)
        return each.unit in done and (whole == known or (each.unit, whole) in wholes)

    return ["remaining" if role is None and is_rest(each) else role for each, role in pairs]
