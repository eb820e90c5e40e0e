"""Conditions on items, and what a question is about, by name."""

from collections.abc import Callable, Sequence

from messages.texts import Texts
from rules.policy.conditions import ItemCondition

_NAMES: dict[ItemCondition, Callable[[Texts], str]] = {
    ItemCondition.OVERDUE: lambda t: t("overdue"),
    ItemCondition.NOT_OVERDUE: lambda t: t("not overdue"),
    ItemCondition.RED: lambda t: t("red light"),
    ItemCondition.NOT_RED: lambda t: t("no red light"),
    ItemCondition.YELLOW: lambda t: t("yellow light"),
    ItemCondition.NOT_YELLOW: lambda t: t("no yellow light"),
    ItemCondition.BLUE: lambda t: t("blue light"),
    ItemCondition.NOT_BLUE: lambda t: t("no blue light"),
    ItemCondition.CLOSED: lambda t: t("struck off"),
    ItemCondition.OPEN: lambda t: t("not struck off"),
    ItemCondition.DONE: lambda t: t("done"),
    ItemCondition.UNDONE: lambda t: t("not done"),
    ItemCondition.STARTED: lambda t: t("started"),
    ItemCondition.UNSTARTED: lambda t: t("not started"),
    ItemCondition.AT_DOOR: lambda t: t("applied for, under check or on notice"),
    ItemCondition.NOT_AT_DOOR: lambda t: t("not applied for"),
    ItemCondition.ON_NOTICE: lambda t: t("on public notice"),
    ItemCondition.NOT_ON_NOTICE: lambda t: t("not on public notice"),
    ItemCondition.UNDER_CHECK: lambda t: t("under check"),
    ItemCondition.NOT_UNDER_CHECK: lambda t: t("not under check"),
    ItemCondition.UNFUNDED: lambda t: t("without funding in the ledger"),
    ItemCondition.BLOCKED: lambda t: t("with an open problem"),
    ItemCondition.NOT_BLOCKED: lambda t: t("without an open problem"),
    ItemCondition.KEY: lambda t: t("key issue"),
    ItemCondition.NOT_KEY: lambda t: t("not a key issue"),
    ItemCondition.UNGUARANTEED: lambda t: t("without a guarantor"),
    ItemCondition.NEVER_REPORTED: lambda t: t("never reported on"),
    ItemCondition.EXTENSION_ASKED: lambda t: t("with an extension to be decided"),
    ItemCondition.EXTENDED: lambda t: t("extended before"),
}


def named(t: Texts, condition: ItemCondition) -> str:
    """Name a condition."""
    return _NAMES[condition](t)


def scope(t: Texts, names: Sequence[str], excluded: Sequence[str], words: Sequence[str]) -> str:
    """Name what a question is about; empty where it names nothing."""
    parts = [*names, *words]
    if excluded:
        parts.append(t("without {names}", names=t.comma().join(excluded)))
    return t.comma().join(parts)


def standing(t: Texts, conditions: Sequence[ItemCondition], due: str = "") -> str:
    """Name how what is asked about stands. `due`: the days it is due in."""
    parts = [t("Due {days}", days=due)] if due else []
    return t.comma().join([*parts, *(named(t, condition) for condition in conditions)])
