"""Every row of every table reads its own example."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.productions import Production
from rules.language.reading import (
    asking,
    closing,
    corrections,
    english_intents,
    english_names,
    intents,
    names,
    reporting,
)
from rules.language.reading.days.finding import CHINESE, ENGLISH, DayLanguage, find_dates
from rules.language.reading.days.values import DateQuery, DayProduction
from rules.language.reading.table import Row, example_holds
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DEADLINE = date(2026, 11, 30)

WORD_ROWS: dict[str, tuple[Row, ...]] = {
    "numbers that name something": names.BEFORE_DATES,
    "problems and closings": (
        *reporting.PROBLEM,
        closing.ASKS_TO_CLOSE,
        *closing.SAYS_DONE,
        reporting.NO_PROBLEM,
        reporting.NOT_EXTENSION,
        reporting.ON_EXTENSION,
        reporting.STILL,
        reporting.PART,
    ),
    "English names": (
        *english_names.NAMES,
        *english_names.CORRECTED,
        english_names.LENGTHS,
        english_names.YEAR,
    ),
}
INTENT_ROWS = (
    *intents.CANCEL,
    *intents.CORRECTION,
    *asking.CHART,
    *asking.QUERY,
    *reporting.EXTENSION,
    *intents.SMALL_TALK,
    *intents.NOTICE,
    *english_intents.FIRST,
    *english_intents.ASKED,
    english_intents.EXTENSION,
    english_intents.PROBLEM,
    english_intents.CLOSING,
)


def _dates(text: str, language: DayLanguage) -> list[str]:
    asked = DateQuery(NOW, WorkCalendar.china(), DEADLINE)
    found, _ = find_dates(text, text, asked, language)
    return [each.value.isoformat() for each in found]


@pytest.mark.parametrize(
    "each", [each for rows in WORD_ROWS.values() for each in rows], ids=lambda each: each.example
)
def test_a_row_reads_its_example(each: Row) -> None:
    assert example_holds(each)


@pytest.mark.parametrize("each", INTENT_ROWS, ids=lambda each: each.words.example)
def test_an_intent_row_reads_its_example(each: intents.IntentRow) -> None:
    assert example_holds(each.words)


@pytest.mark.parametrize(
    ("each", "language"),
    [(row, lang) for lang in (CHINESE, ENGLISH) for row in lang.grammar.rows if row.means.day],
    ids=lambda each: getattr(each, "example", ""),
)
def test_a_day_row_means_its_day(each: DayProduction, language: DayLanguage) -> None:
    assert _dates(each.example, language) == [each.means.day]


@pytest.mark.parametrize("each", corrections.RETRACTED.rows, ids=lambda each: each.example)
def test_what_is_taken_back_is_blanked(each: Production[bool]) -> None:
    assert corrections.without_corrected(each.example) != each.example
