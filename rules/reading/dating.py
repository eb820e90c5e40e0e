"""Finding the dates of a message and what each is for: deadline, as of, done, promise, seen."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.reading import dates, feasts, lengths
from rules.reading.date_words import Asked, year_before
from rules.reading.folding import DATE, NAME, SPAN, TO_COME, blank
from rules.reading.table import first, row
from rules.reading.values import DateRead, DateRole
from rules.reading.verbs import ENDED

_TABLE = (*feasts.ROWS, *dates.ROWS)
_BREAK = re.compile(r"[,;。!?\n:()]")
_ANY_DATE = re.compile(f"[{DATE}{TO_COME}]")
_LIMIT = re.compile(r"(?:前|内|之前|以前|前夕?)$")

PAST_AFTER = (
    row(r"已(?!安排|计划|列入|纳入|制定|明确)", "11月20日已拆除12栋", "已"),
    row(r"(?<![不得])了(?!解)", "11月20日拆除了12栋", "了"),
    row(r"过(?![渡程])", "11月20日去过现场", "过"),
    row(
        rf"^[^,;。]{{0,6}}?(?:就|便|才)(?:已|全部)?(?:{ENDED}|完成)",
        "就签完20户",
        "就签完",
    ),
)
PAST_BEFORE = (row(r"已经?(?:于|在|从|自)?$", "已于", "已于"),)
PLAIN = (
    row(
        (
            r"清淤|清退|铺设|治理|整治|修复|办结|销号|关停|取缔|种植|栽植|敷设|疏浚|封堵|"
            r"淘汰|搬迁|腾退|立案|处罚|新增|累计|共|拆了?|完成|拆除|拆完|竣工|完工|开工|"
            rf"^(?:提前|如期|按期|按时|顺利)|{ENDED}|全线|贯通|停产|断电|动工|封顶|通水|投产|投用|"
            r"到货|到场|下达|批复|获批|取得|拿到|报了|约谈|关闭|停工|复工|"
            r"进场|启动|印发|通过|召开|组织|检查|核查|发现|清理|建成|签订|查看|巡查|签约|"
            r"投运|验收|清运|复核|查"
        ),
        "11月20日完成拆除",
        "完成",
    ),
)
FUTURE = (
    row(
        (
            r"将|预计|计划|争取|力争|确保|保证|拟|打算|准备|剩余|剩下|一定|有望|承诺|预期|"
            r"估计|务必|必须|请|(?<![响供反对])应(?!急)|(?<![主重摘])要(?!求)|"
            r"(?<![产节功性效职])能(?![力源耗])|可以|可望|(?<![调度推进大开例工作协社商])"
            r"会(?!议)|再(?!生|利)|方可|才"
        ),
        "预计11月20日完成",
        "预计",
    ),
)
AS_OF = (
    row(
        r"(?:截至|截止|截止到|截至到|截止至|截至于|统计到|统计至|数据到)[到至于]?$", "截至", "截至"
    ),
)
AS_OF_AFTER = (row(r"^(?:为止|止[,:]?|的?(?:统计|汇总)(?!局))", "为止", "为止"),)
NOT_MEANT = (
    row(
        (
            r"(?:原定|原计划|原来(?:定|计划|说)?的?|原先(?:定|计划|说)?的?|"
            r"原(?:整改)?(?:时限|期限)(?:为|是)?)(?:是|在|于|到|为)?$"
        ),
        "原定于",
        "原定于",
    ),
    row(r"(?:自|从|由)(?:原来?的?|原定的?)?$", "自", "自"),
    row(r"(?:受|因)$", "受", "受"),
    row(r"(?:不是|并非|非)$", "不是", "不是"),
)
SAID_THEN = row(
    r"^(?:上午|下午|晚上|早上)?(?:我们?|咱们?)?[报说填写发汇][上报送]?[的过错]",
    "上午报的污泥数字有误",
    "上午报的",
)
"""昨天报的数字有误 speaks of a message, not of a day of the works."""
FROM_TO = re.compile(
    r"(?:至|到|-|~|延期[到至]|延长[到至]|延[到至]|推迟[到至]|调整[到至为]|顺延[到至]|改[到至为])$"
)
DEADLINE = (
    row(
        (
            r"延期|完不成|做不完|完成不了|拆不完|宽限|顺延|推迟|延长|延后|展期|延[到至]|"
            r"缓[到至]|时限|期限|限期|到期|截止(?:时间|日期)|节点|要求|务必|须于|应于|"
            r"请[^,;。]{0,8}(?:于|在)|必须|^请?各(?:[县市区乡镇]|单位|部门|责任|牵头|有关|相关)"
        ),
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
    as_of = first(AS_OF, place.before) or first(AS_OF_AFTER, place.after)
    past = bool(as_of) or _is_past(place)
    meant = not past and first(FUTURE, place.before + place.after) is not None
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
    if stop and len(after) <= 1 and stop.group() == ",":
        further = _BREAK.search(text, stop.end(), stop.end() + _REACH)
        after = text[stop.end() : further.start() if further else stop.end() + _REACH]
    return Place(text[start:end], text[head:start], after, text[max(0, start - 4) : start])


_REACH = 60


def _is_past(place: Place) -> bool:
    if first(PAST_BEFORE, place.before):
        return True
    after = _ANY_DATE.split(place.after)[0]
    if _LIMIT.search(place.said):
        return bool(_OVER.match(after)) and not first(FUTURE, place.before)
    return bool(first(PAST_AFTER, after)) and not first(FUTURE, place.before)


def _may_be_past(place: Place) -> bool:
    said_to_come = _LIMIT.search(place.said) or first(FUTURE, place.before)
    if said_to_come or first(DEADLINE, place.before):
        return False
    return bool(first(PLAIN, place.after)) and not first(FUTURE, place.after)


_AGAIN = re.compile(r"又|\d|[一二两三四五六七八九十]+[个栋处户家座台公亩吨米]")


def _lately(place: Place) -> bool:
    """Something is told of the day, and nothing says that it is to come (11月上旬巡河一遍)."""
    words = place.before + place.after
    if _LIMIT.search(place.said) or first(FUTURE, words) or first(DEADLINE, words):
        return False
    return len(_HAN.findall(words)) >= _A_WORD


_HAN, _A_WORD = re.compile("[\u4e00-\u9fff]"), 2


def _role(value: date, past: bool, asked: Asked, place: Place) -> DateRole:
    words = place.before + place.after
    if not past and (first(DEADLINE, words) or _OWED.search(place.lead)):
        return "deadline"
    gone = value < asked.today and not _LIMIT.search(place.said)
    today = value == asked.today and not _LIMIT.search(place.said) and not first(FUTURE, words)
    if past or gone or (today and (first(PLAIN, place.after) or _AGAIN.search(place.after))):
        return "seen" if first(SEEN, words) else "done"
    return "promise"


def _without_origins(found: list[Found], folded: str) -> list[Found]:
    """原定…, 从…到…, 自…起: only the date it leads to is meant."""
    kept = []
    for place, each in enumerate(found):
        before = folded[max(0, each.start - 12) : each.start]
        following = found[place + 1] if place + 1 < len(found) else None
        joined = following and FROM_TO.search(folded[each.end : following.start])
        close = following is not None and following.start - each.end <= 8
        spoken_of = SAID_THEN.pattern.search(folded[each.end : each.end + 12])
        begins = _BEGINS.match(folded[each.end : each.end + 3]) and not (joined and close)
        unmeant = first(NOT_MEANT, before) and not begins
        if unmeant or (joined and close) or spoken_of:
            continue
        kept.append(_in_order(each, found[place - 1] if place else None, folded))
    return kept


def _in_order(each: Found, before: Found | None, folded: str) -> Found:
    """下周一到周三: the second weekday is after the first."""
    if before is None or not FROM_TO.search(folded[before.end : each.start]):
        return each
    ahead = (before.value - each.value).days
    if not 0 < ahead <= _WEEK or "周" not in folded[each.start : each.end]:
        return each
    return replace(each, value=each.value + timedelta(days=_WEEK), role=before.role)


_BEGINS = re.compile(r"[日]?(?:起|开始)")
_WEEK = 7


_MOST = 60
"""No message a person writes names more days; what a machine sends may not hold up the others."""
_BARE_YEAR = re.compile(
    r"(?:2(?<!\d2)0\d\d|二零[零一二三四五六七八九]{2})年(?:度|以来|来)?|十[二三四五]·?五"
)
