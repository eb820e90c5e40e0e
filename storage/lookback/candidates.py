"""Closed items, with what raises their chance to be checked again and who decided on them."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from rules.policy.closing import Fact
from rules.policy.flags import FlagState
from rules.policy.items import CLOSED
from rules.policy.lookback import CheckOccasion, ClosedItem
from storage.closing.tables import closing_steps, closings, objections
from storage.db.engine import Tx
from storage.ledger.tables import evidence, findings, items, reports
from storage.lookback.tables import lookback_checks
from storage.radar.tables import radar_flags


def shows(kind: str | None = None) -> ColumnElement[bool]:
    """Select items for which evidence was ever shown, of one kind or of any."""
    of_report = (
        select(evidence.c.id)
        .select_from(evidence.join(reports))
        .where(reports.c.item_id == items.c.id)
    )
    of_item = select(evidence.c.id).where(evidence.c.item_id == items.c.id)
    if kind is not None:
        of_report, of_item = (each.where(evidence.c.kind == kind) for each in (of_report, of_item))
    return of_report.exists() | of_item.exists()


def all_of(tx: Tx) -> list[ClosedItem]:
    """Return every closed item, in the order of their numbers."""
    reopened = exists().where(
        closing_steps.c.item_id == items.c.id, closing_steps.c.fact == Fact.REOPENED
    )
    query = (
        select(
            items.c.id,
            findings.c.key,
            reopened.label("relapsed"),
            (~shows("photo")).label("bare"),
            exists().where(objections.c.item_id == items.c.id).label("objected"),
        )
        .select_from(items)
        .join(findings, items.c.finding_id == findings.c.id)
        .where(items.c.state.in_(list(CLOSED)))
        .order_by(items.c.id)
    )
    flagged = _flags(tx)
    return [
        ClosedItem(
            row.id,
            key=bool(row.key),
            relapsed=bool(row.relapsed),
            bare=bool(row.bare),
            objected=bool(row.objected),
            flags=flagged.get(row.id, frozenset()),
        )
        for row in tx.execute(query)
    ]


def _flags(tx: Tx) -> dict[int, frozenset[FlagState]]:
    """Return the states of the radar's flags by item."""
    found: dict[int, set[FlagState]] = defaultdict(set)
    for row in tx.execute(select(radar_flags.c.item_id, radar_flags.c.state).distinct()):
        found[row.item_id].add(row.state)
    return {item: frozenset(states) for item, states in found.items()}


def deciders(tx: Tx, item: int) -> frozenset[int]:
    """Return everybody who applied for an item's closing or took a step of it."""
    applied = select(closings.c.person_id).where(closings.c.item_id == item)
    stepped = select(closing_steps.c.person_id).where(closing_steps.c.item_id == item)
    return frozenset(tx.execute(applied.union(stepped)).scalars())


def effect_due(tx: Tx, struck_off_before: datetime) -> list[int]:
    """Return items struck off before a moment whose effect has not been checked since."""
    checked = exists().where(
        lookback_checks.c.item_id == items.c.id,
        lookback_checks.c.occasion == CheckOccasion.EFFECT,
        lookback_checks.c.due_on > items.c.struck_off_at,
    )
    query = select(items.c.id).where(
        items.c.state.in_(list(CLOSED)), items.c.struck_off_at < struck_off_before, ~checked
    )
    return list(tx.execute(query.order_by(items.c.position)).scalars())
