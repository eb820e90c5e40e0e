"""Resolve matches of the date patterns in `dates` to days."""

import re
from datetime import date

from rules.language.reading import periods
from rules.language.reading.date_words import LIMIT, DateQuery, small_number
from rules.language.reading.occurrences import (
    MonthDay,
    MonthEdge,
    MonthPart,
    Months,
    nearest_occurrence,
)


def full(found: re.Match[str], _: DateQuery) -> date | None:
    """Return a date with year, month and day."""
    return periods.day(int(found["y"]), small_number(found, "m"), small_number(found, "d"))


def month_day(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the occurrence of a month and day."""
    month, day = small_number(found, "m"), small_number(found, "d")
    return nearest_occurrence(asked, MonthDay(month, day)) if 1 <= month <= 12 else None


def last_of_days(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the later day of a range within a month: 11月28号到29号."""
    month, day = small_number(found, "m"), int(found["until"])
    return nearest_occurrence(asked, MonthDay(month, day)) if 1 <= month <= 12 else None


def last_of_months(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the end of the later month of a range: 3-6月."""
    month = small_number(found, "m")
    return (
        nearest_occurrence(asked, MonthPart(month, found["part"] or "底"))
        if 1 <= month <= 12
        else None
    )


def month(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the occurrence of a month's day, part or end; None if the running month is described."""
    month = small_number(found, "m")
    if not 1 <= month <= 12:
        return None
    if found["edge"]:
        return nearest_occurrence(asked, MonthEdge(month, found["edge"]))
    if found["d"] or found["bare"]:
        day = small_number(found, "d" if found["d"] else "bare")
        return nearest_occurrence(asked, MonthDay(month, day))
    if not found["part"] and month == asked.today.month and not LIMIT.search(found.group()):
        reported = asked.year in (None, asked.today.year) and not asked.in_future
        if asked.past or reported:
            return None
    return nearest_occurrence(asked, MonthPart(month, found["part"] or "底"))


def year_month(found: re.Match[str], _: DateQuery) -> date | None:
    """Return the last day of a month, or of its part, in a stated year."""
    return periods.part_of_month(int(found["y"]), small_number(found, "m"), found["part"] or "底")


def year_end(_: re.Match[str], asked: DateQuery) -> date | None:
    """Return 31 December of the year stated, or of this year."""
    return date(asked.year or asked.today.year, 12, 31)


def end_of_named_year(_: re.Match[str], asked: DateQuery) -> date | None:
    """Return 31 December of the year stated; None without one."""
    return date(asked.year, 12, 31) if asked.year else None


def end_of_year_to_come(_: re.Match[str], asked: DateQuery) -> date | None:
    """Return the end of a year to come: 2027年完成; None for the past: 2026年完成12公里."""
    year, here = asked.year or 0, asked.today.year
    reported = asked.past or year < here or (year == here and not asked.in_future)
    return None if reported else date(year, 12, 31)


def end_of_year_said(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the end of this year, the next or the one after: 今年, 明年, 后年."""
    return date(asked.today.year + "今明后".index(found["word"]), 12, 31)


def end_of_plan(found: re.Match[str], _: DateQuery) -> date | None:
    """Return the last day of a five-year plan: 十四五 ends with 2025."""
    return date(2020 + 5 * "三四五六".index(found["plan"][1]), 12, 31)


def middle_of_year(_: re.Match[str], asked: DateQuery) -> date | None:
    """Return the occurrence of 30 June."""
    return nearest_occurrence(asked, Months(1, 6))


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def quarter(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the last day of a quarter."""
    last = _QUARTERS[found["q"]] * 3
    return nearest_occurrence(asked, Months(last - 2, last))


def half_year(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the last day of a half-year; None when it is over and described: 上半年查出2048处."""
    half = Months(1, 6) if found["half"] == "上" else Months(7, 12)
    end = half(asked.year or asked.today.year)
    over = asked.year is None and end is not None and end < asked.today
    return None if over and not asked.in_future else nearest_occurrence(asked, half)


def _steps(word: str) -> int:
    """Return how many periods away: 下 is 1, 下下 2, 上 -1, 本/这/当 0."""
    return word.count("下") - word.count("上") + word.count("次")


def relative_quarter(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the last day of this quarter or another; None if a period is described."""
    if _only_a_while(found, _steps(found["rq"]), asked):
        return None
    here = periods.quarter_end(asked.today.year, periods.quarter_of(asked.today))
    there = periods.add_months(here.replace(day=1), 3 * _steps(found["rq"]))
    return periods.month_end(there.year, there.month)


def _only_a_while(found: re.Match[str], steps: int, asked: DateQuery) -> bool:
    """Return whether a period is described (本周拆除5栋) rather than a day (本周能拆完, 下周)."""
    if not found.group().endswith(("周", "星期", "礼拜", "月", "季", "季度")):
        return False
    return steps < 0 or (steps == 0 and (asked.past or not asked.in_future))


def relative_month(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return a day, part or end of this month or another; None if a period is described."""
    if _only_a_while(found, _steps(found["rm"]), asked):
        return None
    there = periods.add_months(asked.today.replace(day=1), _steps(found["rm"]))
    if found["d"]:
        return periods.day(there.year, there.month, small_number(found, "d"))
    if found["edge"]:
        return MonthEdge(there.month, found["edge"])(there.year)
    return periods.part_of_month(there.year, there.month, found["part"] or "底")


def part_of_this_month(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the last day of a part of this month, or of the next one once it is over."""
    today, part = asked.today, found["part"].removeprefix("月")
    end = periods.part_of_month(today.year, today.month, part)
    if end >= today or asked.past:
        return end
    there = periods.add_months(today.replace(day=1), 1)
    return periods.part_of_month(there.year, there.month, part)


def day_of_month(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return a bare day of this month, or of the next or last one."""
    today, day = asked.today, small_number(found, "d")
    here = periods.day(today.year, today.month, day)
    if asked.past or asked.recent:
        back = periods.add_months(today.replace(day=1), -1)
        return here if here and here <= today else periods.day(back.year, back.month, day)
    on = periods.add_months(today.replace(day=1), 1)
    return here if here and here >= today else periods.day(on.year, on.month, day)


_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6}
_WEEKDAYS |= {digit: place for place, digit in enumerate("123456")}


def relative_week(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return a day of this week or another, Sunday where none is named."""
    if _only_a_while(found, _steps(found["rw"]), asked):
        return None
    weekday = _WEEKDAYS[found["wd"]] if found["wd"] else 6
    return periods.add_days(periods.monday(asked.today), 7 * _steps(found["rw"]) + weekday)


def weekday(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return the next such weekday, or the last one where something is reported as done."""
    ahead = (_WEEKDAYS[found["wd"]] - asked.today.weekday()) % 7
    if asked.past and ahead:
        ahead -= 7
    return periods.add_days(asked.today, ahead)


_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}


def near_day(found: re.Match[str], asked: DateQuery) -> date | None:
    """Return a day near today: 前天 to 大后天."""
    return periods.add_days(asked.today, _DAYS[found["near"]])
