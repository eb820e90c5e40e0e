"""Labelled sentences: how often every figure, date, intent and item of a message is right.

`tests/corpus` was written apart from the reader. The open parts are for tuning; the sealed part was
kept unread until the reader was finished (docs/reading.md has its first score). As a table, with
the messages that fail in a class: `python tests/rules/reading/test_corpus.py open-blind figures`.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rules.calendar import WorkCalendar
from rules.matching import Entry, ItemIndex
from rules.reading import Reading, read

CORPUS = Path(__file__).parents[2] / "corpus"
CLASSES = ("figures", "dates", "intent", "item", "wrongly sure", "needlessly asked")
REACHED = {"figures": 86.0, "dates": 96.0, "intent": 91.5, "item": 93.0}
"""Per cent; the goal is 97 in every class."""
REACHED_BLIND = {"figures": 82.0, "dates": 94.0, "intent": 89.5, "item": 92.5}
"""The blind part was written by somebody who had not read the reader. Read for the first time it
gave 82.3, 94.1, 89.5 and 92.5, with one message of 305 taken wrongly for sure."""
FLOORS = {"open": REACHED, "open-blind": REACHED_BLIND}
NOBODY_IS_MEANT = {"ack", "cancel", "other", "query_mine", "query_overdue", "query_unit"}


@dataclass(frozen=True)
class Outcome:
    """One message, and in which classes it was read right; None where a class does not apply."""

    text: str
    right: dict[str, bool | None]
    reading: Reading
    label: dict[str, Any]


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@cache
def index() -> ItemIndex:
    rows = json.loads((CORPUS / "items.json").read_text("utf-8"))
    return ItemIndex.build([_entry(row) for row in rows])


def _entry(row: dict[str, Any]) -> Entry:
    known = {name: row[name] for name in Entry.__dataclass_fields__ if name in row}
    known |= {name: tuple(known[name]) for name in ("codes", "aliases") if name in known}
    known |= {name: _decimal(known[name]) for name in ("total", "last_done") if name in known}
    if known.get("deadline"):
        known["deadline"] = date.fromisoformat(known["deadline"])
    return Entry(**known)


def labels(part: str) -> list[dict[str, Any]]:
    lines = (CORPUS / f"{part}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def outcomes(part: str) -> Iterator[Outcome]:
    for label in labels(part):
        now = datetime.fromisoformat(label["now"])
        reading = read(label["text"], now=now, calendar=WorkCalendar.china(), index=index())
        yield Outcome(label["text"], _judge(label, reading), reading, label)


def _judge(label: dict[str, Any], reading: Reading) -> dict[str, bool | None]:
    first = reading.candidates[0].code if reading.candidates else None
    named = bool(label["items"])
    fits = first in label["items"] if named else not reading.sure
    return {
        "figures": figures_read(reading) == figures_meant(label),
        "dates": dates_read(reading) == dates_meant(label),
        "intent": reading.intent == label["intent"],
        "item": fits if named else None,
        "wrongly sure": reading.sure and not fits,
        "needlessly asked": named and not label["ask"] and not reading.sure,
    }


def figures_read(reading: Reading) -> list[tuple[float, str, str]]:
    return sorted((round(float(f.value), 2), f.unit, f.role) for f in reading.figures)


def figures_meant(label: dict[str, Any]) -> list[tuple[float, str, str]]:
    return sorted((round(float(q["value"]), 2), q["unit"], q["role"]) for q in label["quantities"])


def dates_read(reading: Reading) -> list[tuple[str, str]]:
    return sorted((each.value.isoformat(), each.role) for each in reading.dates)


def dates_meant(label: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((each["date"], each["role"]) for each in label["dates"])


def scores(part: str) -> dict[str, float]:
    """Per cent right of each class; of the last two, how many messages."""
    found = list(outcomes(part))
    table: dict[str, float] = {}
    for name in CLASSES[:4]:
        judged = [each.right[name] for each in found if each.right[name] is not None]
        table[name] = round(100 * sum(map(bool, judged)) / len(judged), 1) if judged else 100.0
    for name in CLASSES[4:]:
        table[name] = sum(bool(each.right[name]) for each in found)
    return table


@pytest.mark.parametrize("name", CLASSES[:4])
@pytest.mark.parametrize("part", FLOORS)
def test_an_open_part_is_read_right(part: str, name: str) -> None:
    assert scores(part)[name] >= FLOORS[part][name]


@pytest.mark.parametrize("part", FLOORS)
def test_never_sure_and_wrong(part: str) -> None:
    wrong = [each.text for each in outcomes(part) if each.right["wrongly sure"]]
    assert wrong == []


def _show(part: str, name: str) -> None:
    for each in outcomes(part):
        bad = each.right[name] if name in CLASSES[4:] else each.right[name] is False
        if bad:
            said = [(f"{f.value:f}", f.unit, f.role) for f in each.reading.figures]
            days = [(str(d.value), d.role) for d in each.reading.dates]
            best = [(c.code, round(c.score, 2)) for c in each.reading.candidates]
            sys.stdout.write(
                f"{each.text}\n  read {each.reading.intent} {said} {days} {best} "
                f"{each.reading.sure}\n  meant {json.dumps(each.label, ensure_ascii=False)}\n"
            )


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "open"
    for shown in sys.argv[2:]:
        _show(chosen, shown)
    for class_name, score in scores(chosen).items():
        sys.stdout.write(f"{class_name:18} {score:6.1f}\n")
