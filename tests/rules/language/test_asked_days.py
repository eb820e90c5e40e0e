"""The days gone by that a question names, asked on a Tuesday, 24 November 2026."""

from datetime import date

import pytest

from rules.language.asked_days import due_period, find_past_days, without_days

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("今天", "2026-11-24", "2026-11-24"),
        ("昨日谁没报", "2026-11-23", "2026-11-23"),
        ("前天", "2026-11-22", "2026-11-22"),
        ("本周", "2026-11-23", "2026-11-24"),
        ("上个星期", "2026-11-16", "2026-11-22"),
        ("上上周", "2026-11-09", "2026-11-15"),
        ("周一", "2026-11-23", "2026-11-23"),
        ("周五", "2026-11-20", "2026-11-20"),
        ("上周日", "2026-11-22", "2026-11-22"),
        ("本月", "2026-11-01", "2026-11-24"),
        ("上个月", "2026-10-01", "2026-10-31"),
        ("近7天", "2026-11-18", "2026-11-24"),
        ("过去两周", "2026-11-11", "2026-11-24"),
        ("past 3 days", "2026-11-22", "2026-11-24"),
        ("11月20日", "2026-11-20", "2026-11-20"),
        ("11月20日以来", "2026-11-20", "2026-11-24"),
        ("12月1日", "2025-12-01", "2025-12-01"),
        ("2026年2月31日", "2026-02-28", "2026-02-28"),
        ("十二月", "2025-12-01", "2025-12-31"),
        ("9月份", "2026-09-01", "2026-09-30"),
        ("今年", "2026-01-01", "2026-11-24"),
        ("三季度", "2026-07-01", "2026-09-30"),
        ("11月以来", "2026-11-01", "2026-11-24"),
        ("last month", "2026-10-01", "2026-10-31"),
    ],
)
def test_days_gone_by(words: str, first: str, last: str) -> None:
    assert find_past_days(words, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("words", ["谁没报", "近几天", "零月"])
def test_no_days_are_named(words: str) -> None:
    assert find_past_days(words, TODAY) is None


def test_what_is_asked_without_its_days() -> None:
    assert without_days("上周谁没报") == " 谁没报"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("周五之前到点的", "2026-11-24", "2026-11-27"),
        ("下周三前到期的", "2026-11-24", "2026-12-02"),
        ("下个月15号前到期的都有啥", "2026-11-24", "2026-12-15"),
        ("下个月15号到期的", "2026-12-15", "2026-12-15"),
        ("下个月31日前要办完的", "2026-11-24", "2026-12-31"),
        ("月底前要办完的", "2026-11-24", "2026-11-30"),
    ],
)
def test_until_when_something_falls_due(words: str, first: str, last: str) -> None:
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert due_period(words, TODAY) == days
