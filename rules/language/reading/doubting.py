"""Inconsistencies of a reading: figures against the ledger, dates against today."""

from datetime import date
from decimal import Decimal

from rules.language.matching import IndexEntry
from rules.language.reading.values import DateRead, ReadingDoubt
from rules.policy.figures import Figure
from rules.policy.units import same_unit

_HUNDRED = Decimal(100)


def reading_doubts(
    figures: tuple[Figure, ...], dates: tuple[DateRead, ...], entry: IndexEntry | None, today: date
) -> tuple[ReadingDoubt, ...]:
    """Return every inconsistency, those within the message first."""
    found = _over_hundred(figures) + _within_message(figures) + _past(dates, today)
    return tuple(found if entry is None else found + _against(entry, figures))


def _over_hundred(figures: tuple[Figure, ...]) -> list[ReadingDoubt]:
    return [
        ReadingDoubt("over_100", each.value, _HUNDRED)
        for each in figures
        if each.unit == "%" and each.value > _HUNDRED
    ]


def _within_message(figures: tuple[Figure, ...]) -> list[ReadingDoubt]:
    found = []
    for unit in dict.fromkeys(each.unit for each in figures if each.unit != "%"):
        done, left, total = (
            only_amount(figures, role, unit) for role in ("done", "remaining", "total")
        )
        if total is not None and done is not None and done > total:
            found.append(ReadingDoubt("over_total", done, total))
        elif None not in (done, left, total) and done + left != total:  # type: ignore[operator]
            found.append(ReadingDoubt("total_differs", done + left, total))  # type: ignore[operator, arg-type]
    return found


def _past(dates: tuple[DateRead, ...], today: date) -> list[ReadingDoubt]:
    return [
        ReadingDoubt("past_date", each.value, today)
        for each in dates
        if each.role in ("deadline", "promise") and each.value < today
    ]


def only_amount(figures: tuple[Figure, ...], role: str, unit: str) -> Decimal | None:
    """Return the only figure of that role and unit; None when there is none or more than one."""
    values = [
        each.value
        for each in figures
        if each.role == role and each.unit != "%" and same_unit(each.unit, unit)
    ]
    return values[0] if len(values) == 1 else None


def _against(entry: IndexEntry, figures: tuple[Figure, ...]) -> list[ReadingDoubt]:
    total = only_amount(figures, "total", entry.measure or "")
    found = []
    if total is not None and entry.total is not None and total != entry.total:
        found.append(ReadingDoubt("total_differs", total, entry.total))
    done = _done(entry, figures)
    if done is None:
        return found
    if total is None and entry.total is not None and not 0 <= done <= entry.total:
        found.append(ReadingDoubt("over_total", done, entry.total))
    if entry.last_done is not None and done < entry.last_done:
        found.append(ReadingDoubt("falls", done, entry.last_done))
    return found


def _done(entry: IndexEntry, figures: tuple[Figure, ...]) -> Decimal | None:
    """Return the amount done: as stated, from what is left (还剩33 of 45 is 12), or from the step."""
    measure = entry.measure or ""
    done = only_amount(figures, "done", measure)
    if done is not None:
        return done
    left = only_amount(figures, "remaining", measure)
    if left is not None and entry.total is not None:
        return entry.total - left
    step = only_amount(figures, "step", measure)
    return None if step is None else step + (entry.last_done or Decimal(0))
