"""Find the dates of a message and their roles: deadline, as of, done, promise, seen."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from rules.language.reading import date_roles, dates, durations, holidays
from rules.language.reading.date_order import (
    REACH,
    FoundDate,
    share_years,
    starts_works,
    without_unmeant,
)
from rules.language.reading.date_words import LIMIT, DateQuery, year_before
from rules.language.reading.normalization import DATE, NAME, SPAN, TO_COME, blank
from rules.language.reading.table import first_match
from rules.language.reading.values import DateRead, DateRole

_TABLE = (*holidays.ROWS, *dates.ROWS)
_BREAK = re.compile(r"[,;。!?\n:()]")
_ANY_DATE = re.compile(f"[{DATE}{TO_COME}]")
_OVER = re.compile(r".{0,6}已|[^,;。]{0,6}就[^,;。]{0,8}了")
_OWED = re.compile(r"(?:要求|宽限|延期)[,:]?$")


def find_dates(text: str, normalized: str, asked: DateQuery) -> tuple[tuple[DateRead, ...], str]:
    """Return the dates in reading order, and the text with dates and durations blanked.

    `text` is the normalized message with names blanked, `normalized` the same without blanks.
    """
    counted, text = _from_lengths(text, asked)
    named, rest = from_table(text, asked, _TABLE)
    found = sorted(counted + named, key=lambda each: each.start)
    kept = without_unmeant(share_years(found, normalized, asked.today), normalized)
    reads = tuple(
        DateRead(
            each.value,
            each.role,
            normalized[each.start : each.end],
            starts_works(normalized, each.end),
        )
        for each in kept
    )
    return reads, _BARE_YEAR.sub(lambda year: NAME * len(year.group()), rest)


def _from_lengths(text: str, asked: DateQuery) -> tuple[list[FoundDate], str]:
    def is_past(start: int, end: int) -> bool:
        return _is_past(_place(text, start, end))

    found = []
    for each in durations.find_durations(text, asked, is_past):
        if each.day is not None:
            place = _place(text, each.start, each.end)
            role = (
                "deadline"
                if each.moves_deadline
                else _role(each.day, each.day < asked.today, asked, place)
            )
            found.append(FoundDate(each.start, each.end, each.day, role))
        filler = SPAN if each.day is None else TO_COME
        text = blank(text, each.start, each.end, filler)
    for vague in durations.VAGUE.finditer(text):
        text = blank(text, vague.start(), vague.end(), SPAN)
    return found, text


def from_table(
    text: str, asked: DateQuery, rows: tuple[dates.DateRow, ...]
) -> tuple[list[FoundDate], str]:
    """Return the dates found by the rows, in row order, and the text with them blanked."""
    found: list[FoundDate] = []
    for each in rows:
        for match in islice(each.pattern.finditer(text), _MOST_TRIED):
            if len(found) >= MOST:
                break
            read = _resolve(each, match, text, asked)
            if read is not None:
                found.append(read)
                filler = TO_COME if read.role in ("promise", "deadline") else DATE
                text = blank(text, read.start, read.end, filler)
    return found, text


def _resolve(
    each: dates.DateRow, match: re.Match[str], text: str, asked: DateQuery
) -> FoundDate | None:
    start, end = match.span()
    year = None
    if each.dated:
        start, year = year_before(text, start, asked.today)
    place = _place(text, start, end)
    as_of = not asked.of_deadline and (each is dates.CLOSING or _is_as_of(place))
    past = as_of or (not asked.of_deadline and _is_past(place))
    own, _, _ = place.after.partition("、")
    to_come = first_match(date_roles.FUTURE, place.before + own) or _ENDS.fullmatch(place.after)
    in_future = asked.of_deadline or (not past and to_come is not None)
    in_context = replace(
        asked,
        year=year,
        past=past,
        recent=not (past or asked.of_deadline) and _may_be_past(place),
        maybe_recent=not asked.of_deadline and _lately(place),
        in_future=in_future,
    )
    value = each.resolve(match, in_context)
    if value is None:
        return None
    if not asked.of_deadline and not past and _is_remark(value, place, asked):
        return None
    role: DateRole = "deadline"
    if not asked.of_deadline:
        role = "as_of" if as_of else _role(value, past, asked, place)
    written = year or (value.year if "y" in match.groupdict() else None)
    return FoundDate(start, end, value, role, written, _of_year(each, match, in_context))


def _of_year(
    each: dates.DateRow, match: re.Match[str], in_context: DateQuery
) -> Callable[[int], date | None] | None:
    if not each.dated:
        return None
    return lambda year: each.resolve(match, replace(in_context, year=year))


_ENDS = re.compile(r"[就能]?(?:[搞做干弄]?完|收尾|扫尾|收工|完工|清零)")
"""A verb of completion that puts the date in the future: 这周完."""


@dataclass(frozen=True, slots=True)
class DatePlace:
    """A date's words, its clause before and after it, and the characters right before (`lead`)."""

    words: str
    before: str
    after: str
    lead: str


def _place(text: str, start: int, end: int) -> DatePlace:
    """Return the surroundings of a date; one that ends its clause takes the next clause too."""
    furthest = max(0, start - REACH)
    head = max((each.end() for each in _BREAK.finditer(text, furthest, start)), default=furthest)
    stop = _BREAK.search(text, end, end + REACH)
    after = text[end : stop.start() if stop else end + REACH]
    heading = _HEADING.fullmatch(after)
    if stop and ((len(after) <= 1 and stop.group() in ",:") or heading):
        further = _BREAK.search(text, stop.end(), stop.end() + REACH)
        after = "" if heading else after
        after += text[stop.end() : further.start() if further else stop.end() + REACH]
    return DatePlace(text[start:end], text[head:start], after, text[max(0, start - 4) : start])


_HEADING = re.compile(
    r"的?(?:工作|整改|施工|完成|清运)?(?:进度|进展|情况|动态|日报|快报|战报|简报|小结)"
)
"""A heading such as 今日进度: the date belongs to the report below."""


def _is_past(place: DatePlace) -> bool:
    if _TERM.search(place.before):
        return False
    if first_match(date_roles.PAST_BEFORE, place.before):
        return True
    after = _ANY_DATE.split(place.after)[0]
    if LIMIT.search(place.words):
        return bool(_OVER.match(after)) and not first_match(date_roles.FUTURE, place.before)
    return bool(first_match(date_roles.PAST_AFTER, after)) and not first_match(
        date_roles.FUTURE, place.before
    )


def _is_as_of(place: DatePlace) -> bool:
    if first_match(date_roles.AS_OF, place.before) or first_match(
        date_roles.AS_OF_AFTER, place.after
    ):
        return True
    up_to = date_roles.UP_TO.pattern.match(place.before + place.words)
    return bool(up_to) and not first_match(date_roles.FUTURE, place.after)


def _may_be_past(place: DatePlace) -> bool:
    said_to_come = LIMIT.search(place.words) or first_match(date_roles.FUTURE, place.before)
    if said_to_come or first_match(date_roles.DEADLINE, place.before):
        return False
    return bool(first_match(date_roles.PLAIN, place.after)) and not first_match(
        date_roles.FUTURE, place.after
    )


_TERM = re.compile(r"(?:时限|期限|节点)(?:就?是|为|在|到|:)$")
"""时限是12月20日,现已清27宗: what follows is told of the works."""
_AGAIN = re.compile(r"又|\d|[一二两三四五六七八九十][个栋处户家座台公亩吨米]")


def _lately(place: DatePlace) -> bool:
    """Return whether something is told of the day and nothing puts it in the future: 11月上旬巡河一遍."""
    words = place.before + place.after
    if (
        LIMIT.search(place.words)
        or first_match(date_roles.FUTURE, words)
        or first_match(date_roles.DEADLINE, words)
    ):
        return False
    return len(_HAN.findall(words)) >= _A_WORD


def _is_remark(value: date, place: DatePlace, asked: DateQuery) -> bool:
    """Return whether the day only tells when a remark holds: 今天人手够, 明天有雨."""
    if LIMIT.search(place.words) or first_match(date_roles.FUTURE, place.before + place.after):
        return False
    words = place.before + place.after
    if first_match((*date_roles.PLAIN, *date_roles.SEEN), words):
        return False
    if value == asked.today and place.words.startswith(("今天", "今日", "今儿", "今早")):
        told = not place.after or _AGAIN.search(place.after) or _BY_THE_HOUR.match(place.after)
        return not told
    return bool(first_match((date_roles.REMARK,), place.after))


_BY_THE_HOUR = re.compile(f"{NAME}+之?前")
_HAN, _A_WORD = re.compile("[\u4e00-\u9fff]"), 2


def _role(value: date, past: bool, asked: DateQuery, place: DatePlace) -> DateRole:
    words = place.before + place.after
    if not past and (first_match(date_roles.DEADLINE, words) or _OWED.search(place.lead)):
        return "deadline"
    if value > asked.today:
        return "promise"
    gone = value < asked.today and not LIMIT.search(place.words)
    today = (
        value == asked.today
        and not LIMIT.search(place.words)
        and not first_match(date_roles.FUTURE, words)
    )
    if (
        past
        or gone
        or (
            today
            and (
                first_match(date_roles.PLAIN, place.after)
                or first_match(date_roles.SEEN, words)
                or _AGAIN.search(place.after)
            )
        )
    ):
        return "seen" if first_match(date_roles.SEEN, words) else "done"
    return "promise"


MOST = 40
"""No message a person writes names more days; what a machine sends may not hold up the others."""
_MOST_TRIED = 120
"""One wording is tried at so many of its places at most (本周, 周末 said over and over)."""
_BARE_YEAR = re.compile(
    r"(?:2(?<!\d2)0\d\d|二零[零一二三四五六七八九]{2})年(?:度|以来|来)?|十[二三四五]·?五"
)
