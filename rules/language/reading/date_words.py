"""Building blocks of date patterns, and the context in which a match is resolved."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from rules.language.reading.numerals import parse_integer
from rules.policy.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class DateQuery:
    """The context in which a written date is resolved.

    `year`: the year written before it. `past`: the sentence reports something done. `recent`: a
    plain verb with a recent date (11月20日拆除5栋) reports rather than promises. `maybe_recent`:
    nothing says it is to come, so that a month just past is meant rather than the next. `in_future`:
    the words around speak of the future. `of_deadline`: the text is the wording of a deadline, in which
    nothing is reported.
    """

    now: datetime
    calendar: WorkCalendar
    deadline: date | None = None
    year: int | None = None
    past: bool = False
    recent: bool = False
    maybe_recent: bool = False
    in_future: bool = False
    of_deadline: bool = False

    @property
    def today(self) -> date:
        """Return the local date of `now`."""
        return self.now.date()


# Patterns begin with a set of characters and look back from there, so that `re` skips quickly to
# the few places where they can begin.
MONTH = (
    r"(?P<m>[\d一二三四五六七八九十](?<!\d\d)(?<![十几][一二三四五六七八九])"
    r"(?<![二三]十)[\d一二]?)月份?"
)
DAY = r"(?P<d>[\d一二三四五六七八九十廿卅](?<!\d\d)(?<!百.)[\d零一二三四五六七八九十]{0,2})"
PART = r"(?P<part>上?中旬|中下旬|中(?![央心间学小标旬下])|上旬|下旬|[上下]半月|底|末|初)"
EDGE = r"(?P<edge>第一|头一?|首|最后一?)[天日]"
BEFORE = r"(?:之前|以前|前夕?(?![期段后面往])|之内|以内|内(?!部))?"

LIMIT = re.compile(r"(?:前|内|之前|以前|前夕?)$")

YEAR_BEFORE = re.compile(
    r"(?:(?<!\d)(?P<y>20\d\d|二零[零一二三四五六七八九]{2})年?|(?<!\d)"
    r"(?P<short>[23]\d)年|(?P<word>[今明]|[本当来去](?=年)|(?:(?<=[^之以])|^)前(?=年)|"
    r"(?:(?<=[,;。:到至在于是、(\n])|^)后(?=年))年?度?)的?年?$"
)
_RELATIVE_YEARS = {"明": 1, "来": 1, "后": 2, "去": -1, "前": -2}


def year_before(text: str, start: int, today: date) -> tuple[int, int | None]:
    """Return where a date begins including its year, and that year (None: not stated)."""
    end = start + text.startswith("年", start)
    found = YEAR_BEFORE.search(text, max(0, start - 8), end)
    if found is None:
        return start, None
    if found["word"]:
        return found.start(), today.year + _RELATIVE_YEARS.get(found["word"], 0)
    year = 2000 + int(found["short"]) if found["short"] else parse_integer(found["y"])
    return found.start(), year


def small_number(found: re.Match[str], group: str) -> int:
    """Return the value of a group that holds a small numeral; 0 where it cannot be read."""
    return parse_integer(found[group].replace("廿", "二十").replace("卅", "三十")) or 0
