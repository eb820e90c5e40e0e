"""Finding the dates of a message and what each is for: deadline, as of, done, promise, seen."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.reading import date_roles as roles
from rules.reading import dates, feasts, lengths, periods
from rules.reading.date_words import Asked, year_before
from rules.reading.folding import DATE, NAME, SPAN, TO_COME, blank
from rules.reading.table import first
from rules.reading.values import DateRead, DateRole

_TABLE = (*feasts.ROWS, *dates.ROWS)
_BREAK = re.compile(r"[,;。!?\n:()]")
_ANY_DATE = re.compile(f"[{DATE}{TO_COME}]")
_LIMIT = re.compile(r"(?:前|内|之前|以前|前夕?)$")

_OVER = re.compile(r".{0,6}已|[^,;。]{0,6}就[^,;。]{0,8}了")
_OWED = re.compile(r"(?:要求|宽限|延期)[,:]?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in the text: where it stands and which day it is."""

    start: int
    end: int
    value: date
    role: DateRole


def find_dates(text: str, folded: str, asked: Asked) -> tuple[tuple[DateRead, ...], str]:
    """The dates in reading order, and the text with every date and length of time blanked.

    `text` is the folded message with names already blanked, `folded` the one without blanks.
    """
    counted, text = _from_lengths(text, asked)
    named, rest = _from_table(text, asked)
    found = sorted(counted + named, key=lambda each: each.start)
    kept = _without_origins(found, folded)
    reads = tuple(DateRead(each.value, each.role, folded[each.start : each.end]) for each in kept)
    return reads, _BARE_YEAR.sub(lambda year: NAME * len(year.group()), rest)


def _from_lengths(text: str, asked: Asked) -> tuple[list[Found], str]:
    def is_past(start: int, end: int) -> bool:
        return _is_past(_place(text, start, end))

    found = []
    for each in lengths.find_lengths(text, asked, is_past):
        if each.day is not None:
            place = _place(text, each.start, each.end)
            role = (
                "deadline"
                if each.moves_deadline
                else _role(each.day, each.day < asked.today, asked, place)
            )
            found.append(Found(each.start, each.end, each.day, role))
        filler = SPAN if each.day is None else TO_COME
        text = blank(text, each.start, each.end, filler)
    for vague in lengths.VAGUE.finditer(text):
        text = blank(text, vague.start(), vague.end(), SPAN)
    return found, text


def _from_table(text: str, asked: Asked) -> tuple[list[Found], str]:
    found: list[Found] = []
    for each in _TABLE:
        for match in each.pattern.finditer(text):
            if len(found) >= _MOST:
                break
            read = _resolve(each, match, text, asked)
            if read is not None:
                found.append(read)
                filler = TO_COME if read.role in ("promise", "deadline") else DATE
                text = blank(text, read.start, read.end, filler)
    return found, text


def _resolve(each: dates.DateRow, match: re.Match[str], text: str, asked: Asked) -> Found | None:
    start, end = match.span()
    year = None
    if each.dated:
        start, year = year_before(text, start, asked.today)
    place = _place(text, start, end)
    as_of = each is dates.CLOSING or _is_as_of(place)
    past = as_of or _is_past(place)
    own, _, _ = place.after.partition("、")
    to_come = first(roles.FUTURE, place.before + own) or _ENDS.fullmatch(place.after)
    meant = not past and to_come is not None
    told = replace(
        asked,
        year=year,
        past=past,
        hurried=not past and _may_be_past(place),
        lately=_lately(place),
        meant=meant,
    )
    value = each.resolve(match, told)
    if value is None:
        return None
    return Found(start, end, value, "as_of" if as_of else _role(value, past, asked, place))


_ENDS = re.compile(r"[就能]?(?:[搞做干弄]?完|收尾|扫尾|收工|完工|清零)")
"""这周完 is said of what is to come."""


@dataclass(frozen=True, slots=True)
class Place:
    """A date's own words, the clause before and after it, and what stands right before those."""

    said: str
    before: str
    after: str
    lead: str


def _place(text: str, start: int, end: int) -> Place:
    """A date that is its clause's last word borrows the next clause."""
    furthest = max(0, start - _REACH)
    head = max((each.end() for each in _BREAK.finditer(text, furthest, start)), default=furthest)
    stop = _BREAK.search(text, end, end + _REACH)
    after = text[end : stop.start() if stop else end + _REACH]
    heading = _HEADING.fullmatch(after)
    if stop and ((len(after) <= 1 and stop.group() in ",:") or heading):
        further = _BREAK.search(text, stop.end(), stop.end() + _REACH)
        after = "" if heading else after
        after += text[stop.end() : further.start() if further else stop.end() + _REACH]
    return Place(text[start:end], text[head:start], after, text[max(0, start - 4) : start])


_REACH = 60
_HEADING = re.compile(
    r"的?(?:工作|整改|施工|完成|清运)?(?:进度|进展|情况|动态|日报|快报|战报|简报|小结)"
)
"""今日进度: the day heads a report of its own."""


def _is_past(place: Place) -> bool:
    if _TERM.search(place.before):
        return False
    if first(roles.PAST_BEFORE, place.before):
        return True
    after = _ANY_DATE.split(place.after)[0]
    if _LIMIT.search(place.said):
        return bool(_OVER.match(after)) and not first(roles.FUTURE, place.before)
    return bool(first(roles.PAST_AFTER, after)) and not first(roles.FUTURE, place.before)


def _is_as_of(place: Place) -> bool:
    if first(roles.AS_OF, place.before) or first(roles.AS_OF_AFTER, place.after):
        return True
    up_to = roles.UP_TO.pattern.match(place.before + place.said)
    return bool(up_to) and not first(roles.FUTURE, place.after)


def _may_be_past(place: Place) -> bool:
    said_to_come = _LIMIT.search(place.said) or first(roles.FUTURE, place.before)
    if said_to_come or first(roles.DEADLINE, place.before):
        return False
    return bool(first(roles.PLAIN, place.after)) and not first(roles.FUTURE, place.after)


_TERM = re.compile(r"(?:时限|期限|节点)(?:就?是|为|在|到|:)$")
"""时限是12月20日,现已清27宗: what follows is told of the works."""
_AGAIN = re.compile(r"又|\d|[一二两三四五六七八九十]+[个栋处户家座台公亩吨米]")


def _lately(place: Place) -> bool:
    """Something is told of the day, and nothing says that it is to come (11月上旬巡河一遍)."""
    words = place.before + place.after
    if _LIMIT.search(place.said) or first(roles.FUTURE, words) or first(roles.DEADLINE, words):
        return False
    return len(_HAN.findall(words)) >= _A_WORD


_HAN, _A_WORD = re.compile("[\u4e00-\u9fff]"), 2


def _role(value: date, past: bool, asked: Asked, place: Place) -> DateRole:
    words = place.before + place.after
    if not past and (first(roles.DEADLINE, words) or _OWED.search(place.lead)):
        return "deadline"
    if value > asked.today:
        return "promise"
    gone = value < asked.today and not _LIMIT.search(place.said)
    today = (
        value == asked.today and not _LIMIT.search(place.said) and not first(roles.FUTURE, words)
    )
    if (
        past
        or gone
        or (
            today
            and (
                first(roles.PLAIN, place.after)
                or first(roles.SEEN, words)
                or _AGAIN.search(place.after)
            )
        )
    ):
        return "seen" if first(roles.SEEN, words) else "done"
    return "promise"


def _without_origins(found: list[Found], folded: str) -> list[Found]:
    """原定…, 从…到…, 自…起: only the date it leads to is meant."""
    kept = []
    for place, each in enumerate(found):
        before = folded[max(0, each.start - 12) : each.start]
        following = found[place + 1] if place + 1 < len(found) else None
        joined = following and roles.FROM_TO.search(folded[each.end : following.start])
        close = following is not None and following.start - each.end <= 8
        of_paper = (
            _PAPER.match(folded[each.end : each.end + 4]) and folded[each.end - 1] in "月度周年"
        )
        spoken_of = (
            of_paper
            or roles.SAID_THEN.pattern.search(folded[each.end : each.end + 12])
            or (_ON_PAPER.search(before) and _OF_PAPER.match(folded[each.end : each.end + 12]))
        )
        begins = _BEGINS.match(folded[each.end : each.end + 3]) and not (joined and close)
        unmeant = first(roles.NOT_MEANT, before) and not begins
        if unmeant or (joined and close) or spoken_of:
            continue
        kept.append(_in_order(each, found[place - 1] if place else None, folded))
    return kept


def _in_order(each: Found, before: Found | None, folded: str) -> Found:
    """下周一到周三, 12月初进场,月底完成: the second is after the first."""
    if before is not None and _is_of_that_month(each, before, folded):
        month_end = periods.part_of_month(before.value.year, before.value.month, "底")
        return replace(each, value=month_end)
    later = _day_after(each, before, folded) if before is not None else None
    if before is not None and later is not None:
        return replace(each, value=later, role=before.role)
    if before is None or not roles.FROM_TO.search(folded[before.end : each.start]):
        return each
    ahead = (before.value - each.value).days
    if not 0 < ahead <= _WEEK or "周" not in folded[each.start : each.end]:
        return each
    return replace(each, value=each.value + timedelta(days=_WEEK), role=before.role)


_PAPER = re.compile(r"份?的?(?:小结|总结|月报|周报|报表|简报|台账)|份?(?:至今|以来|到现在|到目前)")
"""11月小结 is called after its month."""


def _day_after(each: Found, before: Found, folded: str) -> date | None:
    """12月5号到货,10号装完: a bare day after a day to come is the next such day."""
    bare = _BARE_DAY.match(folded[each.start : each.end])
    if not bare or before.role != "promise" or len(folded[before.end : each.start]) > _NEAR:
        return None
    month = before.value.replace(day=1)
    ahead = month if each.value.day >= before.value.day else periods.add_months(month, 1)
    return periods.day(ahead.year, ahead.month, each.value.day)


_BARE_DAY, _NEAR = re.compile(r"\d{1,2}[日号]"), 20
_ON_PAPER = re.compile(r"(?:根据|按照|依据|落实|贯彻|按)[^,;。]{0,8}$")
_OF_PAPER = re.compile(r"的?[^,;。]{0,6}(?:要求|通知|会议|部署|来函|文件|指示|调度)")
"""根据贵办11月16日调度要求: the day of a paper, not of the works."""


def _is_of_that_month(each: Found, before: Found, folded: str) -> bool:
    between = folded[before.end : each.start]
    near = len(between) <= _REACH and not _SENTENCE.search(between)
    return near and each.value < before.value and folded.startswith(("月底", "月末"), each.start)


_SENTENCE = re.compile(r"[。!?\n]")
_BEGINS = re.compile(r"[日]?(?:起|开始)")
_WEEK = 7


_MOST = 40
"""No message a person writes names more days; what a machine sends may not hold up the others."""
_BARE_YEAR = re.compile(
    r"(?:2(?<!\d2)0\d\d|二零[零一二三四五六七八九]{2})年(?:度|以来|来)?|十[二三四五]·?五"
)
