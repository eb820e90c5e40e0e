"""Finding the dates of a message and what each is for: deadline, as of, done, promise, seen."""

import re
from dataclasses import dataclass, replace
from datetime import date

from rules.reading import dates, feasts, lengths
from rules.reading.date_words import Asked, year_before
from rules.reading.folding import DATE, NAME, SPAN, TO_COME, blank
from rules.reading.table import first, row
from rules.reading.values import DateRead, DateRole

_TABLE = (*feasts.ROWS, *dates.ROWS)
_BREAK = re.compile(r"[,;。!?\n:()]")
_ANY_DATE = re.compile(f"[{DATE}{TO_COME}]")
_LIMIT = re.compile(r"(?:前|内|之前|以前|前夕?)$")

PAST_AFTER = (
    row(r"已(?!安排|计划|列入|纳入|制定|明确)", "11月20日已拆除12栋", "已"),
    row(r"(?<![不得])了(?!解)", "11月20日拆除了12栋", "了"),
    row(r"过(?![渡程])", "11月20日去过现场", "过"),
    row(r"^(?:提前|如期|按期|按时|顺利|正式)", "提前完成", "提前"),
)
PAST_BEFORE = (row(r"已经?(?:于|在|从|自)?$", "已于", "已于"),)
PLAIN = (
    row(
        r"清淤|清退|铺设|治理|整治|修复|办结|销号|关停|取缔|种植|栽植|敷设|疏浚|封堵|淘汰|搬迁|腾退|立案|处罚|新增|累计|共|拆了?|完成|拆除|拆完|竣工|完工|开工|进场|启动|印发|通过|召开|组织|检查|核查|发现|清理|建成|签订|查看|巡查|签约|投运|验收|清运|复核|查",
        "11月20日完成拆除",
        "完成",
    ),
)
FUTURE = (
    row(
        r"将|预计|计划|争取|力争|确保|保证|拟|打算|准备|剩余|剩下|一定|有望|承诺|预期|估计|务必|必须|请|(?<![响供反对])应(?!急)|(?<![主重摘])要(?!求)|(?<![产节功性效职])能(?![力源耗])|可以|可望|(?<![调度推进大开例工作协社商])会(?!议)|再(?!生|利)|方可|才",
        "预计11月20日完成",
        "预计",
    ),
)
AS_OF = (
    row(
        r"(?:截至|截止|截止到|截至到|截止至|截至于|统计到|统计至|数据到)[到至于]?$", "截至", "截至"
    ),
)
AS_OF_AFTER = (row(r"^(?:为止|止[,，:]?)", "为止", "为止"),)
NOT_MEANT = (
    row(
        r"(?:原定|原计划|原来(?:定|计划|说)?的?|原先(?:定|计划|说)?的?|原(?:整改)?(?:时限|期限)(?:为|是)?)(?:是|在|于|到|为)?$",
        "原定于",
        "原定于",
    ),
    row(r"(?:自|从|由)(?:原来?的?|原定的?)?$", "自", "自"),
)
FROM_TO = re.compile(
    r"(?:至|到|-|~|延期[到至]|延长[到至]|延[到至]|推迟[到至]|调整[到至为]|顺延[到至]|改[到至为])$"
)
DEADLINE = (
    row(
        r"延期|宽限|顺延|推迟|延长|延后|展期|延[到至]|缓[到至]|时限|期限|限期|到期|截止(?:时间|日期)|节点|要求|务必|须于|应于|请(?:于|在)|必须",
        "申请延期到12月底",
        "延期",
    ),
)
SEEN = (
    row(
        r"现场|核查|检查|查看|巡查|踏勘|暗访|走访|督查|发现|看到|看[过了]|抽查|复核|调研|巡河|回访",
        "11月20日现场核查",
        "现场",
    ),
)


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
        before, after = _around(text, start, end)
        return _is_past(text[start:end], before, after)

    found = []
    for each in lengths.find_lengths(text, asked, is_past):
        if each.day is not None:
            before, after = _around(text, each.start, each.end)
            role: DateRole = "deadline"
            if not each.moves_deadline:
                role = _role(each.day, False, asked, before, after, text, each.start)
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
    before, after = _around(text, start, end)
    role = _fixed_role(before, after)
    past = role == "as_of" or _is_past(match.group(), before, after)
    hurried = not past and _may_be_past(match.group(), before, after)
    meant = not past and first(FUTURE, before + after) is not None
    told = replace(asked, year=year, past=past, hurried=hurried, meant=meant)
    value = each.resolve(match, told)
    if value is None:
        return None
    return Found(start, end, value, role or _role(value, past, asked, before, after, text, start))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The clause before and after; a date that is its clause's last word borrows the next one."""
    head = max(
        (found.end() for found in _BREAK.finditer(text, max(0, start - 60), start)),
        default=max(0, start - 60),
    )
    stop = _BREAK.search(text, end, end + 60)
    tail = stop.start() if stop else end + 60
    if stop and tail - end <= 1 and stop.group() == ",":
        further = _BREAK.search(text, stop.end(), stop.end() + 60)
        return text[head:start], text[stop.end() : further.start() if further else stop.end() + 60]
    return text[head:start], text[end:tail]


def _fixed_role(before: str, after: str) -> DateRole | None:
    return "as_of" if first(AS_OF, before) or first(AS_OF_AFTER, after) else None


def _is_past(said: str, before: str, after: str) -> bool:
    if first(PAST_BEFORE, before):
        return True
    after = _ANY_DATE.split(after)[0]
    if _LIMIT.search(said):
        return bool(re.match(r".{0,6}已", after)) and not first(FUTURE, before)
    return bool(first(PAST_AFTER, after)) and not first(FUTURE, before)


def _may_be_past(said: str, before: str, after: str) -> bool:
    if _LIMIT.search(said) or first(FUTURE, before) or first(DEADLINE, before):
        return False
    return bool(first(PLAIN, after)) and not first(FUTURE, after)


def _role(
    value: date, past: bool, asked: Asked, before: str, after: str, text: str, start: int
) -> DateRole:
    if not past and (first(DEADLINE, before + after) or _OWED.search(text, max(0, start - 4), start)):
        return "deadline"
    if past or value < asked.today or (value == asked.today and first(PLAIN, after)):
        return "seen" if first(SEEN, before + after) else "done"
    return "deadline" if first(DEADLINE, text) and "延" in text else "promise"


def _without_origins(found: list[Found], folded: str) -> list[Found]:
    """原定…, 从…到…, 自…起: only the date it leads to is meant."""
    kept = []
    for place, each in enumerate(found):
        before = folded[max(0, each.start - 12) : each.start]
        following = found[place + 1] if place + 1 < len(found) else None
        joined = following and FROM_TO.search(folded[each.end : following.start])
        close = following is not None and following.start - each.end <= 8
        if first(NOT_MEANT, before) or (joined and close):
            continue
        kept.append(each)
    return kept


_MOST = 60
"""No message a person writes names more days; what a machine sends may not hold up the others."""
_BARE_YEAR = re.compile(
    r"(?:2(?<!\d2)0\d\d|二零[零一二三四五六七八九]{2})年(?:度|以来|来)?|十[二三四五]·?五"
)
