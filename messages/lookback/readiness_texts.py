"""What would not stand a look-back inspection, as text, by unit."""

from collections import defaultdict
from collections.abc import Sequence

from messages.texts import Texts
from rules.policy.items import own_code
from rules.policy.lookback import WeakItem, Weakness

UNITS, CODES = 8, 6
"""Units that are listed, and numbers of items behind each weakness; of the rest their number."""


def name(t: Texts, weakness: Weakness) -> str:
    return {
        Weakness.NO_PHOTO: t("closed without a photo"),
        Weakness.THIN_CLAUSE: t("clauses with hardly a word"),
        Weakness.BARE_MILESTONE: t("milestones without evidence"),
        Weakness.OPEN_TOO_LONG: t("due before the inspection and open"),
        Weakness.UNSETTLED_FLAG: t("flags without a conclusion"),
    }[weakness]


def readiness(t: Texts, weak: Sequence[WeakItem], *, whole: bool) -> str:
    """Return the weak points by unit, the unit with most first. `whole`: with every number."""
    by_unit: dict[str, list[WeakItem]] = defaultdict(list)
    for each in weak:
        by_unit[each.unit].append(each)
    units = sorted(by_unit, key=lambda unit: -len(by_unit[unit]))
    shown = units if whole else units[:UNITS]
    lines = [
        t("What would not stand the look-back: {count}, in units: {units}",
          count=len(weak), units=len(units))
    ]  # fmt: skip
    lines += [_unit(t, unit, by_unit[unit], whole=whole) for unit in shown]
    if len(units) > len(shown):
        lines.append(t("… further units: {count}; /ready UNIT shows one in full.",
                       count=len(units) - len(shown)))  # fmt: skip
    return "\n".join(lines)


def _unit(t: Texts, unit: str, weak: Sequence[WeakItem], *, whole: bool) -> str:
    parts = []
    for weakness in Weakness:
        codes = [each.code for each in weak if each.weakness is weakness]
        if codes:
            parts.append(f"{name(t, weakness)} {_codes(t, codes, whole=whole)}")
    return t("{unit}: {points}", unit=unit, points=t.semicolon().join(parts))


def _codes(t: Texts, codes: Sequence[str], *, whole: bool) -> str:
    own = [own_code(code) for code in codes]
    shown = own if whole else own[:CODES]
    more = t("… {count} in all", count=len(own)) if len(own) > len(shown) else ""
    return t.comma().join(shown) + more
