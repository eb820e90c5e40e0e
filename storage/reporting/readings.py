"""A reading as a draft keeps it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypedDict

from rules.language.reading.values import DateRead, Reading
from rules.policy.figures import Figure
from rules.policy.wording import amount
from storage.db.column_types import JsonObject


def as_json(reading: Reading) -> JsonObject:
    return {
        "figures": [_figure(each) for each in reading.figures],
        "aside": list(reading.aside),
        "dates": [[d.value.isoformat(), d.role, d.begins] for d in reading.dates],
        "candidates": [c.code for c in reading.candidates],
        "blocker": reading.blocker or "",
    }


def _figure(f: Figure) -> list[str | bool]:
    return [amount(f.value), f.unit, f.role, f.approximate, f.part]


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


class ProjectChoice(TypedDict, total=False):
    """Which project and which money a card is about, and whether the amount adds to what was there."""

    project: int
    fund: int
    adds: bool


def project_choice(kept: JsonObject) -> ProjectChoice:
    """Return what was chosen of a project by buttons."""
    chosen: ProjectChoice = kept.get("project", {})
    return chosen


def with_project_choice(kept: JsonObject, choice: ProjectChoice) -> JsonObject:
    """Return a reading with what was chosen of a project besides what was before."""
    return {**kept, "project": {**project_choice(kept), **choice}}


def with_figures(kept: JsonObject, figures: Iterable[Figure]) -> JsonObject:
    """Return a reading with these figures alone."""
    return {**kept, "figures": [_figure(each) for each in figures]}
