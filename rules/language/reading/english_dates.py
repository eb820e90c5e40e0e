"""English dates: by Friday, by the end of December, within three working days, as of 20 November."""

import re
from dataclasses import replace
from datetime import date

from rules.language.reading import periods
from rules.language.reading.date_words import DateQuery
from rules.language.reading.dates import DateRow, date_row
from rules.language.reading.english_words import NUMBER, parse_english_numeral
from rules.language.reading.normalization import DATE, blank
from rules.language.reading.occurrences import MonthDay, MonthPart, Months, nearest_occurrence
from rules.language.reading.values import DateRead, DateRole

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<d>\b(?:3[01]|[12]\d|0?[1-9]))(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,? ?(?P<y>20\d\d)|,? (?:of )?(?P<next>next year))?"
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = r"(?P<wd>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_END = r"(?:the )?end of (?:the )?"
_FEASTS = {
    "national day": "国庆",
    "spring festival": "春节",
    "chinese new year": "春节",
    "lunar new year": "春节",
    "new year": "元旦",
    "may day": "劳动节",
    "labour day": "劳动节",
    "labor day": "劳动节",
    "mid-autumn": "中秋",
    "dragon boat": "端午",
    "qingming": "清明",
}


def _month(found: re.Match[str]) -> int:
    return _MONTHS.index(found["m"].lower()[:3]) + 1


def _year(found: re.Match[str], asked: DateQuery) -> int | None:
    if found["next"]:
        return asked.today.year + 1
    return int(found["y"]) if found["y"] else None


def _full(found: re.Match[str], asked: DateQuery) -> date | None:
    make = MonthDay(_month(found), int(found["d"]))
    return nearest_occurrence(replace(asked, year=_year(found, asked)), make)


def _iso(found: re.Match[str], _: DateQuery) -> date | None:
    return periods.day(int(found["y"]), int(found["m"]), int(found["d"]))


def _month_end(found: re.Match[str], asked: DateQuery) -> date | None:
    part = {"mid": "中旬", "early": "上旬"}.get((found["part"] or "").lower(), "底")
    make = MonthPart(_month(found), part)
    return nearest_occurrence(replace(asked, year=_year(found, asked)), make)


def _which(found: re.Match[str]) -> str:
    return (found["which"] or "").strip().lower()


def _period_end(found: re.Match[str], asked: DateQuery) -> date | None:
    if _which(found) == "this" and not asked.in_future:
        return None
    steps = {"next": 1, "last": -1}.get(_which(found), 0)
    today, what = asked.today, found["what"].lower()
    if what == "week":
        return periods.add_days(periods.monday(today), 6 + 7 * steps)
    if what == "year":
        return date(today.year + steps, 12, 31)
    quarter = what == "quarter"
    here = periods.quarter_end(today.year, periods.quarter_of(today)) if quarter else today
    there = periods.add_months(here.replace(day=1), steps * (3 if quarter else 1))
    return periods.month_end(there.year, there.month)


def _quarter(found: re.Match[str], asked: DateQuery) -> date | None:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    number = int(found["q"]) if found["q"].isdigit() else words[found["q"].lower()]
    make = Months(number * 3 - 2, number * 3)
    return nearest_occurrence(replace(asked, year=_year(found, asked)), make)


def _weekday(found: re.Match[str], asked: DateQuery) -> date | None:
    place = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(found["wd"].lower()[:3]))
    which = _which(found)
    if which in ("next", "last"):
        return periods.add_days(periods.monday(asked.today), place + (7 if which == "next" else -7))
    ahead = (place - asked.today.weekday()) % 7
    return periods.add_days(asked.today, ahead - 7 if asked.past and ahead else ahead)


def _near(found: re.Match[str], asked: DateQuery) -> date | None:
    days = {"tomorrow": 1, "yesterday": -1, "the day after tomorrow": 2}
    return periods.add_days(asked.today, days.get(found["near"].lower(), 0))


_LONGEST = 400


def _span(found: re.Match[str], start: date | None, asked: DateQuery) -> date | None:
    written = found["n"].lower()
    count = {"a": 1, "an": 1, "one": 1}.get(written) or int(parse_english_numeral(written) or 0)
    if start is None or not 0 < count <= _LONGEST:
        return None
    if found["work"]:
        return asked.calendar.add_working_days(start, count)
    unit = found["u"].lower()
    if unit == "month":
        return periods.add_months(start, count)
    return periods.add_days(start, count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _from_today(found: re.Match[str], asked: DateQuery) -> date | None:
    return _span(found, asked.today, asked)


def _from_deadline(found: re.Match[str], asked: DateQuery) -> date | None:
    return _span(found, asked.deadline, asked)


def _before_holiday(found: re.Match[str], asked: DateQuery) -> date | None:
    name = _FEASTS[found["f"].lower()]
    for year in (asked.today.year, asked.today.year + 1):
        holiday = asked.calendar.holiday(name, year)
        if holiday and holiday[0] > asked.today:
            return periods.add_days(holiday[0], -1)
    return None


_LENGTH = (
    rf"(?P<n>\ban?\b|{NUMBER})[- ](?:more )?(?P<work>working |business )?(?P<u>day|"
    r"week|month|fortnight)s?\b"
)

SHIFTS: tuple[DateRow, ...] = (
    date_row(
        (
            r"(?i)(?:extend\w{0,12}+|extension|postpone\w{0,12}+|delay\w{0,12}+|push\w{0,12}+|another|extra|grace)"
            rf"(?: (?:it|the|of|for|by|deadline|back|request|an?|additional|\ue000+))*? {_LENGTH}"
        ),
        _from_deadline,
        "extend by two weeks",
        "2026-12-14",
    ),
    date_row(
        rf"(?i){_LENGTH}(?: ?'?s?)? (?:extension|more time|longer)",
        _from_deadline,
        "a two week extension",
        "2026-12-14",
    ),
    date_row(
        rf"(?i)(?P<n>\ban?\b|{NUMBER}) more (?P<work>working |business )?(?P<u>day|week|month)s?\b"
        r"(?= (?:for|on)|[.?]|$)",
        _from_deadline,
        "30 more days for",
        "2026-12-30",
    ),
)
ROWS: tuple[DateRow, ...] = (
    date_row(
        r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        _iso,
        "by 2026-12-05",
        "2026-12-05",
    ),
    date_row(rf"(?i)\b{_MONTH} {_DAY}{_YEAR}", _full, "by December 5", "2026-12-05"),
    date_row(rf"(?i){_DAY}(?: of)? {_MONTH}{_YEAR}", _full, "5 December 2026", "2026-12-05"),
    date_row(
        rf"(?i)(?:{_END}|late )(?P<part>)\b{_MONTH}{_YEAR}",
        _month_end,
        "by the end of December",
        "2026-12-31",
    ),
    date_row(
        rf"(?i)\b(?P<part>mid|early)[- ](?:of )?{_MONTH}{_YEAR}",
        _month_end,
        "mid-December",
        "2026-12-20",
    ),
    date_row(rf"(?i)(?<=\bby )(?P<part>){_MONTH}{_YEAR}", _month_end, "by December", "2026-12-31"),
    date_row(
        rf"(?i){_END}(?P<which>this |next |last )?(?P<what>week|month|quarter|year)\b",
        _period_end,
        "by the end of the month",
        "2026-11-30",
    ),
    date_row(
        r"(?i)\b(?P<which>)(?P<what>month|year|quarter|week)[- ]?end\b",
        _period_end,
        "by year-end",
        "2026-12-31",
    ),
    date_row(
        r"(?i)\b(?P<which>this|next) (?P<what>week|month|quarter|year)\b",
        _period_end,
        "next week",
        "2026-12-06",
    ),
    date_row(rf"(?i)\bq(?P<q>[1-4])\b{_YEAR}", _quarter, "in Q1 2027", "2027-03-31"),
    date_row(
        rf"(?i)\b(?P<q>first|second|third|fourth) quarter(?: of)?{_YEAR}",
        _quarter,
        "first quarter of 2027",
        "2027-03-31",
    ),
    date_row(
        rf"(?i)\b(?:(?P<which>next|this|last|coming) )?{_WEEKDAY}",
        _weekday,
        "by Friday",
        "2026-11-27",
    ),
    date_row(
        r"(?i)\b(?P<near>the day after tomorrow|this (?:morning|afternoon)|to(?:day|night|morrow)|yesterday)\b",
        _near,
        "tomorrow",
        "2026-11-25",
    ),
    date_row(
        (
            r"(?i)\b(?:in|within|need|needs|takes?|over the next) (?:the next |about |"
            rf"another )?{_LENGTH}"
        ),
        _from_today,
        "within 3 working days",
        "2026-11-27",
    ),
    date_row(rf"(?i){_LENGTH} (?:from now|later)", _from_today, "two weeks from now", "2026-12-08"),
    date_row(
        rf"(?i)\b(?:before|by) (?:the )?(?P<f>{'|'.join(_FEASTS)})",
        _before_holiday,
        "before National Day",
        "2027-09-30",
    ),
)


_BREAK = re.compile(r"[,;.!?\n]| and | but ")
_AS_OF = re.compile(r"(?i)(?:as of|as at|up to|until now,|to date,?) (?:the )?$")
_UNTIL = re.compile(
    r"(?i)\b(?:deadline|due(?! to)|exten\w*|postpone\w*|delay\w*|until|till|must|required?|"
    r"no later than|grace)\b"
)
_PAST = re.compile(
    r"(?i)\b(?:was|were|has|have|had|did|began|done|laid|"
    r"(?!need|exceed|proceed|plann|expect|requir|schedul|delay|extend|postpon)\w{3,}ed|"
    r"found|saw|built|went|shut|dug|cut|yesterday|last)\b"
)
_FUTURE = re.compile(
    r"(?i)\b(?:will|to be|by|before|within|expect\w*|plan\w*|shall|should|can|could|may|might|going|"
    r"promise\w*|next|aim\w*)\b"
)
_SEEN = re.compile(r"(?i)\b(?:inspect\w*|check\w*|found|visit\w*|saw|seen|went to|on site)\b")


def find_english_dates(text: str, full: str, asked: DateQuery) -> tuple[tuple[DateRead, ...], str]:
    """Return the dates in reading order, and the text with them blanked."""
    found: list[tuple[int, DateRead]] = []
    for each in (*SHIFTS, *ROWS):
        for match in each.pattern.finditer(text):
            before, after = _around(text, *match.span())
            past = _is_past(before, after)
            in_future = bool(_FUTURE.search(before + after))
            value_read = each.resolve(match, replace(asked, past=past, in_future=in_future))
            if value_read is None:
                continue
            role = "deadline" if each in SHIFTS else _role(value_read, past, asked, before, after)
            read = DateRead(value_read, role, full[match.start() : match.end()])
            found.append((match.start(), read))
            text = blank(text, match.start(), match.end(), DATE)
    return tuple(read for _, read in sorted(found, key=lambda each: each[0])), text


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    furthest = max(0, start - 80)
    head = max((each.end() for each in _BREAK.finditer(text, furthest, start)), default=furthest)
    return text[head:start], _BREAK.split(text[end : end + 300], maxsplit=1)[0]


def _is_past(before: str, after: str) -> bool:
    if _AS_OF.search(before):
        return True
    return bool(_PAST.search(before + after)) and not _FUTURE.search(before)


def _role(day: date, past: bool, asked: DateQuery, before: str, after: str) -> DateRole:
    if _AS_OF.search(before):
        return "as_of"
    if not past and _UNTIL.search(before + after):
        return "deadline"
    if day < asked.today or (past and day == asked.today):
        return "seen" if _SEEN.search(before + after) else "done"
    return "promise"
