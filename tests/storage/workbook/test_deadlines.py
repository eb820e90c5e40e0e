"""A deadline's cell means one day, or is named by sheet, row and column with what to write instead."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.db.engine import Engine
from storage.ledger.tables import items, milestones
from storage.workbook import Problem
from tests.support.workbooks import Formatted, as_file, ledger, rows_of, take, with_cell

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LIMITED, AT_ONCE, LASTING = 3, 2, 4
"""Rows of the plan's items; the second gets its type in the test."""


def _vague(words: str) -> str:
    return f"No day can be told from {words}; please write it like 2026-12-31."


def _no_end(words: str) -> str:
    return f"No last day is named in {words}; please write it like 2026-12-31."


REFUSED = [
    ("before_the_flood_season", "2027年汛期前", _vague("2027年汛期前")),
    ("beginning_of_a_year", "2027年年初", _vague("2027年年初")),
    ("after_something_else", "反馈后6个月内", _vague("反馈后6个月内")),
    ("middle_of_a_year", "2027年年中",
     "No day can be told from 2027年年中; if 2027-06-30 is meant, please write that."),
    ("beginning", "2018年起", _no_end("2018年起")),
    ("year_of_a_later_stage", "2026年10月底前完成招标，3月底前建成",
     "2026年10月底前完成招标，3月底前建成: please write the year of every day."),
    ("another_day_in_brackets", "2027年6月底（省定2027年12月底）",
     "2027年6月底（省定2027年12月底）: please write only the day that counts."),
    ("when_it_was_done", "已于2024年12月完成",
     "When it was done is written in 已于2024年12月完成; please write when it is due."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_deadline_that_cannot_be_told_is_named(engine: Engine, words: str, reason: str) -> None:
    before = ledger(engine)

    result = take(engine, with_cell("任务", LIMITED, "整改时限", words))

    assert result.problems == (Problem("任务", LIMITED, "整改时限", reason),)
    assert ledger(engine) == before


def test_a_milestone_is_read_by_the_same_rules(engine: Engine) -> None:
    assert take(engine, with_cell("节点", 2, "完成时限", "汛期前")).problems == (
        Problem("节点", 2, "完成时限", _vague("汛期前")),
    )


def test_a_milestone_before_a_festival_is_due_on_its_eve(engine: Engine) -> None:
    assert take(engine, with_cell("节点", 2, "完成时限", "2027年春节前")).problems == ()

    query = select(milestones.c.due).where(milestones.c.name == "完成评估")
    assert rows_of(engine, query) == [(date(2027, 2, 5),)]


SINCE = ["2018年起，长期坚持", "自2026年1月起长期坚持", "2024年开始，长期坚持", "每年汛期前清淤"]


@pytest.mark.parametrize("words", SINCE)
def test_a_lasting_duty_has_a_beginning_and_no_deadline(engine: Engine, words: str) -> None:
    assert take(engine, with_cell("任务", LASTING, "整改时限", words)).problems == ()

    query = select(items.c.deadline, items.c.deadline_words).where(items.c.code == "3")
    assert rows_of(engine, query) == [(None, words)]


def test_any_other_duty_needs_an_end(engine: Engine) -> None:
    file = with_cell("任务", AT_ONCE, "整改类型", "立行立改")
    file["任务"][AT_ONCE - 1][13] = "2018年起"

    assert take(engine, file).problems == (
        Problem("任务", AT_ONCE, "整改时限", _no_end("2018年起")),
    )


FIRST_OF_JUNE = date(2027, 6, 1)
SHOWN = [
    ("month", 'yyyy"年"m"月"', date(2027, 6, 30), "2027年6月"),
    ("month_as_chinese_excel_writes_it", 'yyyy"年"m"月";@', date(2027, 6, 30), "2027年6月"),
    ("month_in_chinese_numerals", '[DBNum1][$-804]yyyy"年"m"月";@', date(2027, 6, 30), "2027年6月"),
    ("month_as_excel_calls_it_57", 57, date(2027, 6, 30), "2027年6月"),
    ("month_as_excel_calls_it_17", 17, date(2027, 6, 30), "2027年6月"),
    ("month_with_a_dash", "yyyy-mm", date(2027, 6, 30), "2027年6月"),
    ("month_with_a_stroke", r"yyyy\/m", date(2027, 6, 30), "2027年6月"),
    ("month_without_its_year", 'm"月"', date(2027, 6, 30), "2027年6月"),
    ("year", 'yyyy"年"', date(2027, 12, 31), "2027年"),
    ("day", 'yyyy"年"m"月"d"日"', FIRST_OF_JUNE, ""),
    ("day_without_its_year", 58, FIRST_OF_JUNE, ""),
    ("day_of_the_week", "[$-F800]dddd, mmmm dd, yyyy", FIRST_OF_JUNE, ""),
    ("day_as_this_computer_shows_it", 14, FIRST_OF_JUNE, ""),
    ("day_and_hour", "yyyy/m/d h:mm", FIRST_OF_JUNE, ""),
]  # fmt: skip
DEADLINE = select(items.c.deadline, items.c.deadline_words).where(items.c.code == "2、市9")


@pytest.mark.parametrize(
    ("number_format", "day", "words"), [s[1:] for s in SHOWN], ids=[s[0] for s in SHOWN]
)
def test_a_date_means_what_its_cell_shows(
    engine: Engine, number_format: str | int, day: date, words: str
) -> None:
    file = with_cell("任务", LIMITED, "整改时限", Formatted(FIRST_OF_JUNE, number_format))

    assert take(engine, file).problems == ()
    assert rows_of(engine, DEADLINE) == [(day, words)]


def test_a_month_in_an_old_workbook_means_its_last_day(engine: Engine) -> None:
    """An .xls whose cells show 2027年6月 and, in 节点, 2027年3月 and 2027年."""
    content = (Path(__file__).parent / "months.xls").read_bytes()

    assert take(engine, content).problems == ()
    assert rows_of(engine, DEADLINE) == [(date(2027, 6, 30), "2027年6月")]
    query = select(milestones.c.due).order_by(milestones.c.position)
    assert rows_of(engine, query) == [
        (date(2027, 3, 31),),
        (date(2027, 12, 31),),
        (date(2027, 3, 31),),
    ]


def test_a_number_that_became_a_month_is_still_no_number_of_an_item(engine: Engine) -> None:
    file = with_cell("任务", 4, "任务编号", Formatted(date(2027, 2, 1), 17))

    assert take(engine, file).problems == (
        Problem(
            "任务", 4, "任务编号",
            "Excel has turned this number into a date; please make the cell a text.",
        ),
    )  # fmt: skip


COUNTED_FROM_1904 = [("date", FIRST_OF_JUNE), ("number_that_lost_its_format", 45077)]


@pytest.mark.parametrize(
    "value", [c[1] for c in COUNTED_FROM_1904], ids=[c[0] for c in COUNTED_FROM_1904]
)
def test_a_workbook_that_counts_from_1904_means_the_same_day(engine: Engine, value: object) -> None:
    file = with_cell("任务", LIMITED, "整改时限", value)

    assert take(engine, as_file(file, date_1904=True)).problems == ()
    assert rows_of(engine, DEADLINE) == [(FIRST_OF_JUNE, "")]
