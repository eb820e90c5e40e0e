"""Roles of figures by the figures before and after them: steps before sums, wholes before parts."""

import re
from decimal import Decimal

from rules.language.reading.amounts import FoundAmount
from rules.language.reading.neighbours import Roles
from rules.language.reading.normalization import DATE, SPAN
from rules.language.reading.role_words import StatedRole
from rules.policy.figures import FigureRole
from rules.policy.units import conversion_factor

_SENTENCE = re.compile(r"[;。!?\n]")


def settled(amounts: list[FoundAmount], stated: list[StatedRole], text: str, rest: str) -> Roles:
    """Return the roles the words give, and those that neighbours give where words give none.

    `rest` is the text with names, days and amounts blanked.
    """
    roles: Roles = []
    for place, role in enumerate(stated):
        if role == "plan":
            roles.append(None)
        elif role == "cleared":
            roles.append("remaining")
        elif role == "total" and _sums_up(place, amounts, roles, text):
            roles.append("done")
        elif role is None or role == "named":
            roles.append(_default_role(place, amounts, stated, roles, text))
        else:
            roles.append(role)
        again = role == "plan" and _AGAIN.search(text[: amounts[place].start])
        if (again or roles[-1] == "done") and _is_step(place, amounts, text, rest):
            roles[-1] = "step"
    return roles


def _sums_up(place: int, amounts: list[FoundAmount], settled: Roles, text: str) -> bool:
    """Return whether a total is the sum of what was done: 又关1家,共12家; 关停48家、搬迁6家,合计54家."""
    here, before = amounts[place], amounts[place - 1] if place else None
    if before is None or not any(
        each.search(text, before.end, here.start) for each in (_SUM, _BY_NOW)
    ):
        return False
    if before.unit != here.unit:
        return settled[place - 1] in ("done", "step")
    parts = [
        each.value
        for each, role in zip(amounts[:place], settled, strict=True)
        if role == "done" and each.unit == here.unit
    ]
    step = settled[place - 1] == "step" and before.value <= here.value
    return step or (len(parts) > 1 and sum(parts) == here.value)


def _is_step(place: int, amounts: list[FoundAmount], text: str, rest: str) -> bool:
    """Return whether this figure is a step before a sum: 修复80亩,累计260亩; 周一拆了2台,一共57台."""
    here, later = amounts[place], amounts[place + 1] if place + 1 < len(amounts) else None
    scale = conversion_factor(here.unit, later.unit) if later and not here.is_percentage else None
    if later is None or scale is None or later.value < here.value * scale:
        return False
    between = text[here.end : later.start]
    if _SENTENCE.search(between) or _FROM_START.search(text[max(0, here.start - 12) : here.start]):
        return False
    dated = _ON_A_DAY.search(rest, max(0, here.start - 12), here.start)
    by_now = _SINCE_START.search(between) or _BY_NOW.search(between)
    return bool(by_now or (dated and _SUM.search(between)))


_AGAIN = re.compile(r"(?<!计划)(?<!争取)(?<!预计)再[^,;。\d]{1,4}$")
"""Planned work, unless a sum follows: 再化解2件,累计34件."""
_FROM_START = re.compile(r"累计|截[至止]|目前|[总一]共")
_SINCE_START = re.compile(r"^[^\d]{0,3}[,、(](?:[^,;。\d]{0,4})累计[^,;。\d]{0,8}$")
_ON_A_DAY = re.compile(f"[{DATE}{SPAN}周昨今天又再]")
_SUM = re.compile(r"(?:共|总数|总量|累积|凑[够满到]|[总一拢通统]共|合计|总计|总归)(?:有|是|计)?$")


def _default_role(
    place: int,
    amounts: list[FoundAmount],
    stated: list[StatedRole],
    settled: Roles,
    text: str,
) -> FigureRole:
    """Return the role where no words give one: total of what follows, the role before, or done."""
    here = amounts[place]
    previous = amounts[place - 1] if place else None
    inherited = _inherited_role(previous, here, settled[-1], text) if previous else None
    if inherited is not None:
        return inherited
    named = stated[place] == "named"
    listed = previous and text.startswith("、", previous.end)
    if (named or listed) and previous and _continues_done(previous, here, settled[-1], text):
        return "done"
    parts = ("done",) if named else ("done", "remaining", "step")
    later = _same_sentence(place, amounts, text)
    if not here.is_percentage and _is_whole(here, later, stated, parts):
        return "done" if _has_its_whole(place, amounts, settled, text) else "total"
    if here.is_percentage or named:
        return "done"
    before = settled[place - 1] if place else None
    apart = previous and _SENTENCE.search(text, previous.end, here.start)
    return "done" if apart or before in (None, "total") else before


def _inherited_role(
    before: FoundAmount, here: FoundAmount, settled: FigureRole | None, text: str
) -> FigureRole | None:
    """Return the role taken from the figure before; None when there is none to take.

    又拆1宗,现在26宗: done after a step. 完成1410处(其中汀兰830处): a part of what is done.
    """
    if before.unit != here.unit or here.is_percentage:
        return None
    between = text[before.end : here.start]
    if settled == "step":
        by_now = _BY_NOW.search(between) or text.startswith("了", here.end)
        return "done" if by_now else None
    parted = _OF_THOSE.fullmatch(between) and here.value < before.value
    row = _AND_OF_THOSE.fullmatch(between) and _OF_THOSE.search(text[: before.start])
    return settled if parted or row else None


_BY_NOW = re.compile(
    r"(?:现在|目前|眼下|这会儿?|如今|至此|[,，]现)(?:[总一]?共|已经?|就?是|有|为|都|[达到成])*+$"
)
_OF_THOSE = re.compile(r"(?<![,(])[,(]++(?:其中|含|包括)[^,;。!?()\d\n]{0,10}")
_AND_OF_THOSE = re.compile(r"[、,][^,;。!?()\d\n]{0,8}")


def _has_its_whole(place: int, amounts: list[FoundAmount], settled: Roles, text: str) -> bool:
    """Return whether the figure before is its total: 水源地32户,腾空23户,拆房19户."""
    here, before = amounts[place], amounts[place - 1] if place else None
    if before is None or settled[place - 1] != "total" or before.unit != here.unit:
        return False
    between = text[before.end : here.start]
    near = not _SENTENCE.search(between) and "其中" not in between
    return near and here.value <= before.value


def _continues_done(
    before: FoundAmount, here: FoundAmount, settled: FigureRole | None, text: str
) -> bool:
    """Return whether the figure continues a list of what is done: 签合同52家,安装30家,调试18家."""
    row = before.unit == here.unit and settled == "done"
    return row and not _SENTENCE.search(text, before.end, here.start)


def _same_sentence(place: int, amounts: list[FoundAmount], text: str) -> dict[int, FoundAmount]:
    later: dict[int, FoundAmount] = {}
    for number in range(place + 1, len(amounts)):
        if _SENTENCE.search(text, amounts[number - 1].end, amounts[number].start):
            break
        later[number] = amounts[number]
    return later


def _is_whole(
    here: FoundAmount,
    later: dict[int, FoundAmount],
    stated: list[StatedRole],
    only: tuple[str, ...],
) -> bool:
    parts = [
        each.value
        for number, each in later.items()
        if each.unit == here.unit and stated[number] in only
    ]
    return bool(parts) and max(parts) <= here.value and Decimal(0) < here.value
