"""Which items meet a condition that a question sets."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.context import Context
from rules.policy.conditions import DENIED, ItemCondition
from rules.policy.extensions import ExtensionState
from rules.policy.forecast import Light
from rules.policy.items import CLOSED, IN_REVIEW, State
from storage.ledger.city_entries import entries_of_city
from storage.ledger.item_filter import ItemFilter

LIGHTS = {
    ItemCondition.RED: Light.RED,
    ItemCondition.YELLOW: Light.YELLOW,
}


def meeting(ctx: Context, of: ItemFilter, conditions: Iterable[ItemCondition]) -> ItemFilter:
    """Return what of some items meets every condition."""
    for condition in conditions:
        denied = DENIED.get(condition)
        if denied is not None:
            of = ItemFilter(within=of, without=(_met(ctx, denied),))
        else:
            of = replace(_met(ctx, condition), within=of)
    return of


def _met(ctx: Context, condition: ItemCondition) -> ItemFilter:
    if condition in LIGHTS:
        return ItemFilter(ids=of_light(ctx, {LIGHTS[condition]}))
    match condition:
        case ItemCondition.BLUE:
            others = of_light(ctx, {Light.RED, Light.YELLOW})
            return ItemFilter(open_only=True, excluding=frozenset(others))
        case ItemCondition.OVERDUE:
            return ItemFilter(overdue_on=ctx.today)
    return _STANDING[condition]


_STANDING = {
    ItemCondition.CLOSED: ItemFilter(states=CLOSED),
    ItemCondition.DONE: ItemFilter(done=True),
    ItemCondition.UNSTARTED: ItemFilter(states=frozenset({State.NOT_STARTED})),
    ItemCondition.AT_DOOR: ItemFilter(states=IN_REVIEW),
    ItemCondition.ON_NOTICE: ItemFilter(states=frozenset({State.ON_NOTICE})),
    ItemCondition.UNDER_CHECK: ItemFilter(states=frozenset({State.UNDER_CHECK})),
    ItemCondition.UNFUNDED: ItemFilter(unfunded=True),
    ItemCondition.BLOCKED: ItemFilter(blocked=True, open_only=True),
    ItemCondition.KEY: ItemFilter(key=True),
    ItemCondition.UNGUARANTEED: ItemFilter(guaranteed=False),
    ItemCondition.NEVER_REPORTED: ItemFilter(reported=False),
    ItemCondition.EXTENSION_ASKED: ItemFilter(extension=ExtensionState.ASKED),
    ItemCondition.EXTENDED: ItemFilter(extension=ExtensionState.GRANTED),
}


def of_light(ctx: Context, lights: set[Light]) -> list[int]:
    """Return the open items that show one of these lights."""
    entries = entries_of_city(ctx.tx, ctx.city, ctx.today)
    return [entry.item.id for entry in entries if entry.forecast.light in lights]
