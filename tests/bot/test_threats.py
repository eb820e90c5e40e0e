"""Each line of the threat model names the tests that hold it, and they exist."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
MODEL = (HOUSE / "docs/threats.md").read_text("utf-8")


def rows() -> dict[str, set[str]]:
    lines = [line for line in MODEL.splitlines() if line.startswith("| ")]
    return {
        line.split("|")[1].strip(): set(re.findall(r"`(test_\w+)`", line))
        for line in lines
        if not line.startswith("| wants")
    }


def test_every_line_is_held_by_a_test_that_exists() -> None:
    written = (path.read_text("utf-8") for path in (HOUSE / "tests").rglob("test_*.py"))
    known = {name for text in written for name in re.findall(r"def (test_\w+)", text)}
    assert {what: tests for what, tests in rows().items() if not tests or tests - known} == {}


def test_what_is_not_held_is_said() -> None:
    assert MODEL.split("## Not held")[1].count("\n- ") >= 1
