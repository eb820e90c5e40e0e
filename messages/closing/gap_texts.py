"""What an item still lacks, as text: so many left, milestones that are not reached."""

from messages.formatting import shortened
from messages.outgoing import Button, ButtonRow
from messages.texts import Texts
from rules.policy.gaps import Gap, is_counted
from rules.policy.items import IN_REVIEW, Item
from rules.policy.wording import amount

NAMED = 3
"""Milestones named; of the others their number is told."""

OFFERED = 6
"""Milestones with a button of their own."""

NAME_LIMIT = 24
"""Characters of a milestone's name on a button."""


def sentence(t: Texts, gap: Gap) -> str:
    """Say what is missing, each part named; the figure first."""
    parts = [t("{left} still to do", left=f"{amount(gap.left)}{gap.unit}")] if gap.left else []
    parts += [t("milestone “{name}” not reached", name=step.name) for step in gap.steps[:NAMED]]
    if len(gap.steps) > NAMED:
        parts.append(
            t.ngettext(
                "{count} more milestone not reached",
                "{count} more milestones not reached",
                count=len(gap.steps) - NAMED,
            )
        )
    return t.semicolon().join(parts)


def refused(t: Texts, item: Item, gap: Gap) -> str:
    """Say why it can be neither applied for nor decided, and what can be done instead."""
    missing = sentence(t, gap)
    if item.state in IN_REVIEW:
        if not missing:
            return t("By its last report item {code} is not done: it can only be sent back.",
                     code=item.code)  # fmt: skip
        return t("Item {code} is not done yet: {gap}. It can only be sent back.",
                 code=item.code, gap=missing)  # fmt: skip
    if not missing:
        return t("Item {code} has not been reported done. Please report it first, then apply.",
                 code=item.code)  # fmt: skip
    return t("Item {code} is not done yet: {gap}. Please report that first, then apply.",
             code=item.code, gap=missing)  # fmt: skip


def over_and_short(t: Texts, item: Item, gap: Gap) -> str:
    """Say that the public notice is over, and the item cannot be struck off."""
    missing = sentence(t, gap)
    if not missing:
        return t("The public notice is over, but by its last report item {code} is not done.",
                 code=item.code)  # fmt: skip
    return t("The public notice is over, but item {code} is not done yet: {gap}.",
             code=item.code, gap=missing)  # fmt: skip


def step_buttons(t: Texts, item: Item, gap: Gap) -> tuple[ButtonRow, ...]:
    """Offer each missing milestone that no figure of the item can reach."""
    said = [step for step in gap.steps if not is_counted(step, item)]
    return tuple(
        (
            Button(
                t("Milestone “{name}” done", name=shortened(step.name, NAME_LIMIT)),
                f"ms:{item.id}:{step.id}",
            ),
        )
        for step in said[:OFFERED]
    )
