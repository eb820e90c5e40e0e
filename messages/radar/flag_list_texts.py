"""Flags as a list: how many of each unit, then one line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.keyboards import turning
from messages.outgoing import Button, ButtonRow
from messages.radar.flag_texts import kind_name, state_name
from messages.texts import Texts
from rules.policy.flags import Flag
from rules.policy.items import Item

UNITS = 8
"""Units that are named; of more it is said how many there are."""


@dataclass(frozen=True, slots=True)
class UnitFlags:
    """How many flags of a unit's items wait for a conclusion, and how many were concluded false."""

    unit: str
    waiting: int
    false: int


@dataclass(frozen=True, slots=True)
class FlagPage:
    """One page of flags with their items, and the counts of all."""

    words: str
    units: Sequence[UnitFlags]
    here: Sequence[tuple[Flag, Item]]
    page: int
    pages: int


def none_found(t: Texts, words: str) -> str:
    if words:
        return t("There is no flag about “{words}”.", words=words)
    return t("There are no flags.")


def page_text(t: Texts, shown: FlagPage) -> str:
    waiting, false = (sum(getattr(u, name) for u in shown.units) for name in ("waiting", "false"))
    head = t(
        "To be concluded: {waiting}; concluded as false: {false}", waiting=waiting, false=false
    )
    lines = [f"{shown.words}｜{head}" if shown.words else head]
    lines += [_unit(t, unit) for unit in shown.units[:UNITS]]
    if len(shown.units) > UNITS:
        more = len(shown.units) - UNITS
        lines.append(t.ngettext("and {count} more unit", "and {count} more units", count=more))
    lines += ["", *(_line(t, flag, item) for flag, item in shown.here)] if shown.here else []
    return "\n".join(lines)


def _unit(t: Texts, unit: UnitFlags) -> str:
    return t(
        "{unit}: {waiting} to be concluded, {false} false",
        unit=unit.unit,
        waiting=unit.waiting,
        false=unit.false,
    )


def _line(t: Texts, flag: Flag, item: Item) -> str:
    return t(
        "{number}. Item {code}, {what} ({state})",
        number=flag.id,
        code=item.code,
        what=kind_name(t, flag.kind),
        state=state_name(t, flag),
    )


def page_buttons(t: Texts, shown: FlagPage) -> tuple[ButtonRow, ...]:
    """Offer each flag of the page, and the pages before and after."""
    each = tuple(
        Button(t("Flag {number}", number=flag.id), f"rf:{flag.id}:show") for flag, _ in shown.here
    )
    return tuple(row for row in (each, turning(t, "rl", shown.page, shown.pages)) if row)
