"""Figures and years that no column holds: refused politely, before anything is written."""

from handlers.context import Context
from rules.language.reading.values import Reading
from rules.policy.capacity import first_unstorable, implausible_year


def not_kept(ctx: Context, reading: Reading) -> str:
    """Return why what was read cannot be kept; empty when it can."""
    figure = first_unstorable(reading.text, reading.figures)
    if figure:
        return ctx.t(
            "The figure {figure} is more than the ledger can hold. "
            "Please check it and send it again.",
            figure=figure,
        )
    return wrong_year(ctx, reading.text)


def wrong_year(ctx: Context, text: str) -> str:
    """Return why a date cannot stand as it was written; empty when it can."""
    year = implausible_year(text)
    if not year:
        return ""
    return ctx.t(
        "The year {year} cannot be right. Please check the date and send it again.", year=year
    )
