"""Every row of every table reads its own example."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import (
    Setting,
    asking,
    closing,
    corrections,
    date_roles,
    dates,
    durations,
    english_dates,
    english_intents,
    english_names,
    english_roles,
    holidays,
    intents,
    names,
    read,
    reporting,
    vagueness,
)
from rules.language.reading.table import Row, example_holds
from rules.policy.calendar import WorkCalendar

NOW = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DEADLINE = date(2026, 11, 30)
ITEMS = ItemIndex.build(
    [IndexEntry("1", ("1",), "1号别墅群违建拆除", "淯阳县政府", deadline=DEADLINE)]
)

WORD_ROWS: dict[str, tuple[Row, ...]] = {
    "numbers that name something": names.BEFORE_DATES,
    "taken back in the same breath": corrections.ROWS,
    "lengths of time": (
        durations.SHIFT,
        durations.NEEDED,
        durations.WITHIN,
        durations.LATER,
        durations.AGO,
        durations.SINCE,
        durations.NOT_COUNTED,
    ),
    "roles of dates": (
        *date_roles.PAST_AFTER,
        *date_roles.PAST_BEFORE,
        *date_roles.PLAIN,
        *date_roles.FUTURE,
        date_roles.REMARK,
        *date_roles.AS_OF,
        *date_roles.AS_OF_AFTER,
        date_roles.UP_TO,
        *date_roles.NOT_MEANT,
        date_roles.SAID_THEN,
        *date_roles.DEADLINE,
        *date_roles.SEEN,
    ),
    "vague times": vagueness.ROWS,
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
    "English names and roles": (
        *english_names.NAMES,
        *english_names.CORRECTED,
        english_names.LENGTHS,
        english_names.YEAR,
        *english_roles.ROWS,
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
DATE_ROWS = (*dates.ROWS, *holidays.ROWS, *english_dates.ROWS, *english_dates.SHIFTS)


def _dates(text: str) -> list[str]:
    reading = read(
        text,
        now=NOW,
        calendar=WorkCalendar.china(),
        index=ITEMS,
        setting=Setting(item="1", deadline=DEADLINE),
    )
    return [each.value.isoformat() for each in reading.dates]


@pytest.mark.parametrize(
    "each", [each for rows in WORD_ROWS.values() for each in rows], ids=lambda each: each.example
)
def test_a_row_reads_its_example(each: Row) -> None:
    assert example_holds(each)


@pytest.mark.parametrize("each", INTENT_ROWS, ids=lambda each: each.words.example)
def test_an_intent_row_reads_its_example(each: intents.IntentRow) -> None:
    assert example_holds(each.words)


@pytest.mark.parametrize("each", DATE_ROWS, ids=lambda each: each.example)
def test_a_date_row_means_its_day(each: dates.DateRow) -> None:
    assert _dates(each.example) == [each.means]


@pytest.mark.parametrize(("said", "means"), durations.EXAMPLES)
def test_a_length_of_time_leads_to_its_day(said: str, means: str) -> None:
    assert _dates(said) == [means]


@pytest.mark.parametrize("each", corrections.ROWS, ids=lambda each: each.example)
def test_what_is_taken_back_is_blanked(each: Row) -> None:
    """The words a row needs stand in its own example."""
    assert corrections.without_corrected(each.example) != each.example
