"""What kind of a day off a day is, in the calendar's words."""

from datetime import date

from rules.policy.calendar import WorkCalendar

HOLIDAYS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")


def holiday_on(calendar: WorkCalendar, day: date) -> str:
    """The holiday whose days off hold this day; empty for a plain weekend or a working day."""
    if calendar.is_working_day(day):
        return ""
    for holiday in HOLIDAYS:
        for year in (day.year, day.year + 1):
            span = calendar.holiday(holiday, year)
            if span and span[0] <= day <= span[1]:
                return holiday
    return ""
