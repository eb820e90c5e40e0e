"""Which words name another item than the one that was asked about, on the labelled sentences."""

import json
from datetime import datetime
from typing import Any

from rules.language.interruptions import is_own_message, starts_with_another_item
from rules.language.reading import Setting, read
from rules.policy.calendar import WorkCalendar
from tests.support.corpus import CORPUS, PARTS, SURE_AND_WRONG, index, labels

OTHERS = ("61", "7")
"""An item that is asked about, and one for what is about the first."""


def sure() -> list[dict[str, Any]]:
    """Messages about one item, which tell something of it."""
    found = [label for part in PARTS for label in labels(part)]
    return [label for label in found if len(label["items"]) == 1 and not label["ask"]]


def taken_for_another(label: dict[str, Any], asked: str) -> bool:
    now = datetime.fromisoformat(label["now"])
    calendar, setting = WorkCalendar.china(), Setting(item=asked)
    reading = read(label["text"], now=now, calendar=calendar, index=index(), setting=setting)
    return is_own_message(reading) and starts_with_another_item(index(), label["text"], asked)


def test_what_is_about_the_item_asked_about_is_never_taken_for_another() -> None:
    first = {code: entry["codes"][0] for entry in _entries() for code in entry["codes"]}
    wrong = [
        label["text"] for label in sure() if taken_for_another(label, first[label["items"][0]])
    ]
    assert wrong == [text for texts in SURE_AND_WRONG.values() for text in texts]


def test_seven_of_ten_reports_on_another_item_are_told_apart() -> None:
    reports = [
        label
        for label in sure()
        if label["intent"] in ("done", "extension")
        or (label["intent"] == "progress" and label["quantities"])
    ]
    apart = [
        taken_for_another(label, next(code for code in OTHERS if code not in label["items"]))
        for label in reports
    ]
    assert len(apart) > 1000
    assert sum(apart) >= 0.7 * len(apart)


def _entries() -> list[dict[str, Any]]:
    return json.loads((CORPUS / "items.json").read_text("utf-8"))
