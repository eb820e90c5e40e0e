"""A reading as a draft keeps it."""

from datetime import date
from decimal import Decimal

from rules.language.reading.values import DateRead, Reading
from rules.policy.figures import Figure
from rules.policy.wording import amount
from storage.db.column_types import JsonObject


def as_json(reading: Reading) -> JsonObject:
    return {
        "figures": [
            [amount(f.value), f.unit, f.role, f.approximate, f.part] for f in reading.figures
        ],
        "aside": list(reading.aside),
        "dates": [[d.value.isoformat(), d.role, d.begins] for d in reading.dates],
        "candidates": [c.code for c in reading.candidates],
        "blocker": reading.blocker or "",
    }


def figures(kept: JsonObject) -> tuple[Figure, ...]:
    return tuple(
        Figure(Decimal(value), unit, role, approximate, "", *part)
        for value, unit, role, approximate, *part in kept["figures"]
    )


def aside(kept: JsonObject) -> tuple[str, ...]:
    """Return the words of amounts that are no figures, as of a plan; drafts of old have none."""
    return tuple(kept.get("aside", ()))


def dates(kept: JsonObject) -> tuple[DateRead, ...]:
    return tuple(
        DateRead(date.fromisoformat(day), role, "", any(begins))
        for day, role, *begins in kept["dates"]
    )


def calmed(kept: JsonObject) -> JsonObject:
    """Return a reading whose writer has said that it can wait."""
    return {**kept, "calm": True}


def is_calm(kept: JsonObject) -> bool:
    """Whether its writer has said that it can wait."""
    return "calm" in kept
