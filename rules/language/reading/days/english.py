"""The productions of days in English."""

import re
from string import digits

from rules.language.reading.days import durations, holidays, resolving
from rules.language.reading.days.values import DayGrammar, DayKind, row
from rules.language.tokens import Shape, vocabulary

SHAPES = (
    Shape(frozenset({"year"}), "2", re.compile(r"20\d\d(?![\d.])")),
    Shape(frozenset({"small"}), digits, re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?![\da-z])")),
    Shape(frozenset({"amount"}), digits, re.compile(r"\d{3,4}(?![\da-z])")),
)
WORDS = vocabulary("en", "days", shapes=SHAPES, spaced=False)
_DATED = "(?:,?{of}?{year})?"
_SHORT = "(?P<n>{small|amount|article})-?(?P<working>{working})?(?P<u>{length})"
_LENGTH = "(?P<n>{small|amount|article})-?{more}?(?P<working>{working})?(?P<u>{length})"

GRAMMAR: DayGrammar = DayGrammar(
    WORDS,
    (
        row("{year}[-/.](?P<m>{small})[-/.](?P<d>{small})", resolving.full, "by [2026-12-05]", "2026-12-05"),
        row(r"(?P<m>{month})\.?(?P<d>{small})" + _DATED, resolving.MONTH_DAY, "by [December 5]", "2026-12-05"),
        row(r"(?P<d>{small}){of}?(?P<m>{month})\.?" + _DATED, resolving.MONTH_DAY, "[5 December 2026]", "2026-12-05"),
        row(
            "{of}?{close}{of}{0,2}(?P<m>{month})" + _DATED,
            resolving.MONTH, "by [the end of December]", "2026-12-31",
        ),
        row("(?P<part>{part})-?{of}?(?P<m>{month})" + _DATED, resolving.MONTH, "[mid-December]", "2026-12-20"),
        row("(?<={limit})(?P<m>{month})" + _DATED, resolving.MONTH, "by [December]", "2026-12-31"),
        row(
            "(?<={during})(?P<m>{month})" + _DATED,
            resolving.MONTH, "we will finish in [January]", "2027-01-31", DayKind.MONTH,
        ),
        row(
            "{of}?{close}{of}{0,2}(?P<which>{which})?{week}",
            resolving.week, "by [the end of next week]", "2026-12-06",
        ),
        row(
            "{of}?{close}{of}{0,2}(?P<which>{which})?{whole_month}",
            resolving.month_by_place, "by [the end of the month]", "2026-11-30",
        ),
        row(
            "{of}?{close}{of}{0,2}(?P<which>{which})?{quarter}",
            resolving.quarter_by_place, "[end of the quarter]", "2026-12-31",
        ),
        row(
            "{of}?{close}{of}{0,2}(?:{which}?{whole_year}|{year})",
            resolving.year_end, "[end of next year]", "2027-12-31",
        ),
        row("{week}-?{close}", resolving.week, "by [week end]", "2026-11-29"),
        row("{whole_month}-?{close}", resolving.month_by_place, "by [month-end]", "2026-11-30"),
        row("{quarter}-?{close}", resolving.quarter_by_place, "by [quarter-end]", "2026-12-31"),
        row("{whole_year}-?{close}" + _DATED, resolving.year_end, "by [year-end]", "2026-12-31"),
        row("(?P<which>{which}){week}", resolving.week, "[next week]", "2026-12-06", DayKind.STRETCH),
        row(
            "(?P<which>{which}){whole_month}",
            resolving.month_by_place, "[next month]", "2026-12-31", DayKind.STRETCH,
        ),
        row(
            "(?P<which>{which}){quarter}",
            resolving.quarter_by_place, "[next quarter]", "2027-03-31", DayKind.STRETCH,
        ),
        row("{named_year}", resolving.year_end, "done [next year]", "2027-12-31"),
        row("(?P<q>{quarter_number})" + _DATED, resolving.QUARTER, "in [Q1 2027]", "2027-03-31"),
        row("(?P<q>{ordinal}){quarter}" + _DATED, resolving.QUARTER, "[first quarter of 2027]", "2027-03-31"),
        row("(?P<which>{which})(?P<weekday>{weekday})", resolving.weekday_by_place, "[next Friday]", "2026-12-04"),
        row("(?P<weekday>{weekday})", resolving.weekday, "by [Friday]", "2026-11-27"),
        row("(?P<near>{near}{near}?)", resolving.near_day, "done [tomorrow]", "2026-11-25"),
        row("{limit}{of}?(?P<feast>{feast})", holidays.eve_of_days_off, "[before National Day]", "2027-09-30"),
        row(
            "{within}{1,3}" + _LENGTH + "(?!{ends_there}|[.?]|$)",
            durations.from_today, "[need two more weeks] to finish", "2026-12-08",
        ),
        row("{within}{1,3}" + _SHORT, durations.from_today, "[within 3 working days]", "2026-11-27"),
        row(_LENGTH + "{later}", durations.from_today, "[two weeks from now]", "2026-12-08"),
        row(
            "{shift}[{fill}\ue000]{0,16}" + _LENGTH,
            durations.from_deadline, "[extend by two weeks]", "2026-12-14", DayKind.SHIFT,
        ),
        row(
            _LENGTH + "'?s?{shifted}",
            durations.from_deadline, "a [two week extension]", "2026-12-14", DayKind.SHIFT,
        ),
        row(
            "(?P<n>{small|amount|article}){more}(?P<working>{working})?(?P<u>{length})(?={ends_there}|[.?]|$)",
            durations.from_deadline, "[30 more days] for", "2026-12-30", DayKind.SHIFT,
        ),
    ),
)  # fmt: skip
