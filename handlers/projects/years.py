"""How the present year stands, of an item and of a project."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from handlers.context import Context
from messages.formatting import Words
from messages.projects import year_texts
from rules.policy.items import Item
from rules.policy.projects import Project
from rules.policy.year_targets import YearStanding, year_standing
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.projects import projects, year_targets


def of_item(ctx: Context, item: Item) -> str:
    """Say how the year of an item stands; empty where it has no yearly target."""
    found = _standing(ctx, item)
    return "" if found is None else year_texts.standing(ctx.t, found, item.measure)


def of_project(ctx: Context, project: Project, item: Item) -> str:
    """Say how the year of a project stands; empty where it has no yearly target.

    What is done of it is known where it is the only project of its item and counts the same.
    """
    alone = len(projects.of_items(ctx.tx, [item.id])) == 1
    same = alone and project.measure == item.measure and project.size in (None, item.total)
    done, before = (item.done, _before(ctx, item)) if same else (None, Decimal(0))
    found = year_standing(project.targets, done, before, ctx.today)
    return "" if found is None else year_texts.standing(ctx.t, found, project.measure)


def _standing(ctx: Context, item: Item) -> YearStanding | None:
    targets = year_targets.of_items(ctx.tx, [item.id]).get(item.id, [])
    return year_standing(targets, item.done, _before(ctx, item), ctx.today) if targets else None


def _before(ctx: Context, item: Item) -> Decimal:
    """Return what was done of an item before this year."""
    first = ctx.city.moment(date(ctx.today.year, 1, 1), time.min)
    return year_targets.done_before(ctx.tx, item.id, first)


def with_targets(ctx: Context, of: ItemFilter) -> list[Item]:
    """Return the items that the person may see and that have yearly targets."""
    numbers = year_targets.items_with_any(ctx.tx)
    return item_store.listed(ctx.tx, ctx.person, replace(of, ids=numbers)) if numbers else []


def listed(ctx: Context, scope: str, of: ItemFilter) -> Words:
    """List how the year of each item stands, those with most left of their target first."""
    found = [(item, _standing(ctx, item)) for item in with_targets(ctx, of)]
    known = [(item, standing) for item, standing in found if standing is not None]
    known.sort(key=lambda pair: -pair[1].left / ((pair[1].target + pair[1].carried) or 1))
    return year_texts.listed(ctx.t, scope, ctx.today.year, known)
