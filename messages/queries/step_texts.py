"""Milestones of many items, as text."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from messages.formatting import FormattedText, Words, bold, fold_rest, item_link, joined
from messages.reporting.card_texts import with_unit
from messages.texts import Texts

MOST = 15
"""Milestones of one message."""


class StepRow(Protocol):
    """A milestone with its item."""

    @property
    def item_id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def due(self) -> date | None: ...
    @property
    def target(self) -> Decimal | None: ...
    @property
    def measure(self) -> str: ...
    @property
    def lead(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def reached(self) -> bool: ...


def steps(t: Texts, heading: str, rows: Sequence[StepRow]) -> FormattedText:
    """List milestones with their day, their item, and whether they are reached."""
    reached = sum(row.reached for row in rows)
    counted = t(
        "{heading}｜milestones: {count}, reached: {reached}, not reached: {open}",
        heading=heading,
        count=len(rows),
        reached=reached,
        open=len(rows) - reached,
    )
    lines: list[Words] = [bold(counted), *fold_rest([_step(t, row) for row in rows[:MOST]])]
    if len(rows) > MOST:
        lines.append(t("… and {count} more", count=len(rows) - MOST))
    return joined("\n", lines)


def _step(t: Texts, row: StepRow) -> FormattedText:
    day = row.due.isoformat() if row.due else t("no deadline")
    target = f"（{with_unit(row.target, row.measure)}）" if row.target is not None else ""
    state = t("reached") if row.reached else t("not reached")
    link = item_link(row.code, row.item_id)
    return FormattedText.of(
        f"{day}｜{row.name}{target}｜", link, f" {row.title}｜{row.lead} {row.owner}｜{state}"
    )
