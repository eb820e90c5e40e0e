"""Working days, in words; and that a year is not published yet."""

from collections.abc import Iterable
from datetime import date

from messages.texts import Texts


def span(t: Texts, start: date, number: int, end: date) -> str:
    return t.ngettext(
        "{count} working day from {start}, counting that day, ends on {end}.",
        "{count} working days from {start}, counting that day, end on {end}.",
        count=number,
        start=t.full_day(start),
        end=t.full_day(end),
    )


def between(t: Texts, first: date, last: date, number: int, days: int) -> str:
    return t(
        "From {first} to {last}: {days}, of which {working}.",
        first=t.full_day(first),
        last=t.full_day(last),
        days=t.ngettext("{count} day", "{count} days", count=days),
        working=t.ngettext("{count} working day", "{count} working days", count=number),
    )


def unpublished(t: Texts, years: Iterable[int]) -> str:
    """Return a caution; empty when every year is published."""
    named = t.comma().join(str(year) for year in sorted(years))
    if not named:
        return ""
    return t(
        "The holidays and make-up workdays of {years} are not published yet: "
        "this counts weekends only and may change.",
        years=named,
    )


def office_caution(t: Texts, year: int) -> str:
    return t(
        "The holiday calendar of {year} is not in this assistant yet. When the State Council has "
        "published it, please enter the days off and make-up workdays in the city's profile. "
        "Until then days in {year} are counted by weekends only.",
        year=year,
    )
