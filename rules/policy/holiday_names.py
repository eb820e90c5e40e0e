"""The name of the public holiday a day off belongs to."""

from datetime import date

from rules.policy.calendar import WorkCalendar

HOLIDAYS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")


def holiday_on(calendar: WorkCalendar, day: date) -> str:
    """Return the holiday whose days off include this day; empty for weekends and working days."""
    if calendar.is_working_day(day):
        return ""
    for holiday in HOLIDAYS:
        for year in (day.year, day.year + 1):
            span = calendar.holiday(holiday, year)
            if span and span[0] <= day <= span[1]:
                return holiday
    return ""
