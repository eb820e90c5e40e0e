"""The labelled sentences of `tests/corpus`, and the items they speak of."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from rules.language.matching import IndexEntry, ItemIndex
from training.sentences import CORPUS, SEALED, TRAINED_ON

PARTS = (*TRAINED_ON, SEALED)
SURE_AND_WRONG: dict[str, list[str]] = {}
"""Of each part the messages that are known to be taken wrongly for certain, and not mended."""


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@cache
def index() -> ItemIndex:
    rows = json.loads((CORPUS / "items.json").read_text("utf-8"))
    return ItemIndex.build([_entry(row) for row in rows])


def _entry(row: dict[str, Any]) -> IndexEntry:
    known = {name: row[name] for name in IndexEntry.__dataclass_fields__ if name in row}
    known |= {name: tuple(known[name]) for name in ("codes", "aliases") if name in known}
    known |= {name: _decimal(known[name]) for name in ("total", "last_done") if name in known}
    if known.get("deadline"):
        known["deadline"] = date.fromisoformat(known["deadline"])
    return IndexEntry(**known)


def labels(part: str) -> list[dict[str, Any]]:
    lines = (CORPUS / f"{part}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
