"""The failure table of docs/reliability.md and the tests: each row has its tests, and they exist."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[3]
HERE = [*Path(__file__).parent.glob("test_*.py"), HOUSE / "tests/handlers/accounts/test_reach.py"]
TEST = re.compile(r"def (test_\w+)")


def rows() -> list[list[str]]:
    table = (HOUSE / "docs/reliability.md").read_text("utf-8").split("## Failure table")[1]
    table = table.split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [re.findall(r"`(test_\w+)`", line) for line in lines if not line.startswith("| fault")]


def test_every_row_names_tests_that_exist() -> None:
    known = {
        name
        for path in (HOUSE / "tests").rglob("test_*.py")
        for name in TEST.findall(path.read_text("utf-8"))
    }
    assert [row for row in rows() if not row or set(row) - known] == []


def test_every_test_of_a_fault_has_its_row() -> None:
    named = {name for row in rows() for name in row}
    tests = {name for path in HERE for name in TEST.findall(path.read_text("utf-8"))}
    assert sorted(tests - named - WITHOUT_A_ROW) == []


WITHOUT_A_ROW = {
    "test_every_row_names_tests_that_exist",
    "test_every_test_of_a_fault_has_its_row",
    "test_every_setting_that_can_be_wrong_says_how_it_is_written",
    "test_a_stranger_who_blocks_the_bot_is_nobodys_news",
    "test_a_clock_that_only_drifts_has_not_been_set",
    "test_a_supergroup_bound_anew_keeps_its_newer_binding",
    "test_a_living_message_begins_anew_in_the_supergroup",
    "test_the_presser_alone_reads_it_in_the_group",
    "test_it_is_said_before_the_press_is_answered",
    "test_a_server_that_knows_is_asked_once",
    "test_in_a_topic_it_stands_in_the_topic",
    "test_every_message_that_left_names_the_update_it_answers",
    "test_what_nobody_asked_for_names_none",
}
"""Particulars of a row, and the tests of the table itself."""
