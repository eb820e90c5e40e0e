"""Samples of closed items, as text."""

from collections.abc import Sequence

from messages.texts import Texts
from rules.policy.items import Item

SHOWN = 14
"""Items that are listed by name: a phone's screen."""


def how_to(t: Texts, closed: int, waiting: Sequence[tuple[Item, str]]) -> str:
    """Tell how a sample is drawn, of how many, and which checks are not done."""
    lines = [
        t("Closed items: {count}. Please write /lookback and how many are to be drawn.",
          count=closed)
    ]  # fmt: skip
    if waiting:
        lines.append(t("Checks not done yet: {count}", count=len(waiting)))
        lines += _lines(t, waiting)
    return "\n".join(lines)


def _lines(t: Texts, checks: Sequence[tuple[Item, str]]) -> list[str]:
    nobody = t("nobody yet")
    lines = [f"{item.code} {item.title} · {name or nobody}" for item, name in checks[:SHOWN]]
    if len(checks) > SHOWN:
        lines.append(t("… and {count} more", count=len(checks) - SHOWN))
    return lines


def nothing_closed(t: Texts) -> str:
    return t("No item is closed yet: there is nothing to draw from.")


def too_many(t: Texts, closed: int) -> str:
    return t.ngettext(
        "Only {count} item is closed: a sample cannot be larger.",
        "Only {count} items are closed: a sample cannot be larger.",
        count=closed,
    )


def drawn(t: Texts, checks: Sequence[tuple[Item, str]], closed: int, seed: str) -> str:
    """Show a sample with who checks, and the seed by which it can be drawn again."""
    return "\n".join(
        [
            t("Drawn of the closed items ({closed}): {count}. Seed: {seed}",
              count=len(checks), closed=closed, seed=seed),
            *_lines(t, checks),
        ]
    )  # fmt: skip


def drawn_again(t: Texts, items: Sequence[Item], closed: int, seed: str) -> str:
    """Show what a seed draws now, without ordering any check."""
    return "\n".join(
        [
            t("By seed {seed}, of the closed items ({closed}); nothing is ordered:",
              seed=seed, closed=closed),
            *(f"{item.code} {item.title}" for item in items[:SHOWN]),
            *([t("… and {count} more", count=len(items) - SHOWN)] if len(items) > SHOWN else []),
        ]
    )  # fmt: skip
