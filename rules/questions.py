"""What a question asks for, and which of its words only ask: what is left names something."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from rules.tallies import DUE_SOON_DAYS

LATE = re.compile(
    r"逾期|超期|过期|超时|拖期|延误|到期[未没]|^到期了|[没未]按[期时]|过了?(?:期|时限|期限|节点)"
    r"|\b(?:over ?due|past due|late|behind)\b"
)
MINE = re.compile(
    r"我的|我名下|我(?:手[上头里])?(?:负责|牵头|包保|管|有)|本人|\b(?:my|mine|i)\b"
    r"|^我(?:还|现在|目前|今[天日]|已经?|这边)*(?:逾期|超期|有|没)"
)
OUR_UNIT = re.compile(r"(?:我们?|咱们?|本)(?:[县区镇乡局委]|单位|部门|街道)(?!里?长)")
RANKING = re.compile(r"最[多少快慢高低好差严]|排名|排个?序|第一|倒数|\b(?:most|worst|rank\w*)\b")
_WHICH = r"(?:哪些|哪几|列|清单|名单|\b(?:which|list|what)\b)"
_ITEMS = r"(?:整改)?(?:任务|事项|项目|问题)"


def _not_yet(verbs: str, english: str) -> re.Pattern[str]:
    """Which are not yet so, asked for by name and not by number."""
    words = rf"(?:[没未](?:有)?(?:{verbs})|\b(?:{english})\b)"
    return re.compile(
        rf"{_WHICH}.{{0,30}}{words}|{words}.{{0,30}}{_WHICH}|[没未](?:{verbs})的{_ITEMS}"
    )


UNCLOSED = _not_yet("销号|办结", "open|not closed|not struck off")
UNDONE = _not_yet("完成", "unfinished|not (?:done|finished|completed)")
DUE = re.compile(
    r"(?:快|即将?|将要?|要|马上|近期|[周月日天])[^,;。]{0,4}到期|到期(?![未没了])|该完成|要完成|\bdue\b"
)
_NUMBERS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}
_PERIODS = re.compile(
    r"(?P<named_day>(?:(?P<dy>20\d\d|今|明)年)?(?P<dm>1[0-2]|0?[1-9])月(?P<d>[12]\d|3[01]|0?[1-9])[日号]?"
    r"(?P<until>[之以]?前)?)"
    r"|(?P<today>今[天日]|\btoday\b)|(?P<tomorrow>明[天日]|\btomorrow\b)|(?P<after_tomorrow>后[天日])"
    r"|(?P<days>(?P<n>\d{1,3}|[一二两三四五六七八九十])(?P<of>天|日|周|个?星期|个?月)之?[内里])"
    r"|(?P<week>[本这]一?周|这个?星期|\bthis week\b)|(?P<next_week>下一?周|下个?星期|\bnext week\b)"
    r"|(?P<next_month>下个?月|\bnext month\b)"
    r"|(?P<named_month>(?<!\d)(?:(?P<y>20\d\d|今|明)年)?(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!\d))"
    r"|(?P<month>[本这当]个?月|月底|\bthis month\b)|(?P<year>年底|年内|今年|年前|\bthis year\b)"
    r"|(?P<next_year>明年|\bnext year\b)"
)

_ONLY_ASKS = re.compile(
    r"逾期|超期|过期|超时限?|拖期|延误|到期|时限|期限|节点|按期|按时|"
    r"市直|任务|事项|项目|问题|清单|名单|列表|台账|工作|整改|落实|推进|情况|进度|进展|状态|现状|数据|统计|汇总|图表|"
    r"有哪些|哪些|哪几|哪个|哪家|哪里|有没有|有无|是否|是不是|多少|几[项个条件家]|怎么样|怎样|咋样|如何|怎么|"
    r"什么|为什么|完成率?|销号率?|办结|启动|剩下|剩余|还有|还剩|已经|"
    r"目前|现在|当前|如今|今[天日]|明[天日]|截至|截止|[本这下上]一?周|[本这下上]个?月|月底前?|年底前?|今年|"
    r"近期|最近|快要|即将|马上|未来|请问|麻烦|帮忙|帮我|给我|告诉我?|我想|想要?|知道|了解|一下|一共|"
    r"(?:(?:20\d\d|[今明])年)?\d{1,2}月\d{1,2}[日号]?(?:[之以]?前)?|(?<!\d)20\d\d年|"
    r"(?:\d{1,3}|[一二两三四五六七八九十])(?:天|日|周|个?星期|个?月)之?[内里]|(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月份?底?|后[天日]|年内|年底|[今明]年|介绍|讲讲|对比|相比|"
    r"查询|查看|查找|看看|看下|列出|说说|汇报|报告|全部|所有|总共|合计|"
    r"[全我本]市|[全我本各][县区局](?!区)|市里|市级|城市|总体|整体|"
    r"各?单位|各家|各地|哪儿|那边|这边|那些|这些|严重|领域|方面|牵头|负责|责任人?|承担|"
    r"名下|手[上里头]|我的|本人|红[灯牌色]|黄[灯牌色]|蓝[灯牌色]|预警|没有|天数|多久|"
    r"over ?due|past due|\b(?:what(?:'?s)?|which|who|is|are|any(?:thing|body)?|items?|tasks?|late|how|many|much|of|"
    r"in|the|all|list|show|me|my|mine|do|does|did|have|has|i|we|there|that|now|currently|city|whole|"
    r"everything|status|progress|for|with|and|by|still|to|be|this|next|week|month|today|tomorrow|due|open|not|"
    r"done|finished|closed|red|yellow|blue|lights?|give|please|overall|picture|summary|doing|reported|yet|soon|unfinished|completed|year)\b"
)
_AT_THE_EDGES = (
    "的得了吗呢吧啊呀嘛么有没未是在已还又都也就来张个项条件家些几多少最长快慢差谁啥请给我您你"
    "查看列报说发把将被为对和与及类县区局全共剩余要比前内底月日各亮"
)
_BODY = re.compile(r"[\u4e00-\u9fff]{2,10}(?:[县区市镇乡局委办]|街道|公司|集团|园区|委员会)")


_BEGINS_ENDS = re.compile(
    r"^(请问|请|帮我|麻烦)?(查一下|查询|查看|查找|搜索|看看|看一下|查|搜|找)?\s*"
    r"|(逾期的?|超期的?|有哪些|有几项|还有几项|多少项|怎么样了?|进展如何|情况|没销号|未销号|的|了|吗|呢|？|\?)+$"
)


def subject_of(words: str) -> str:
    """What is looked for: the words left when those that only ask are taken off at both ends."""
    return _BEGINS_ENDS.sub("", words.strip()).strip(" ，,。")


def left_over(words: str) -> list[str]:
    """What stands between the words that only ask: it names something, known or not."""
    parts = re.split(r"[^\w]+", _ONLY_ASKS.sub(" ", words))
    stripped = (_body(part) or part.strip(_AT_THE_EDGES) for part in parts)
    return [part for part in stripped if part]


def names_a_body(words: str) -> str | None:
    """A county, an office or an enterprise that the words name, known or not."""
    for part in re.split(r"[^\w]+", _ONLY_ASKS.sub(" ", words)):
        if body := _body(part):
            return body
    return None


def _body(part: str) -> str | None:
    found = _BODY.fullmatch(part.lstrip(_AT_THE_EDGES).rstrip("的了吗呢有"))
    return found and found.group()


def due_between(words: str, today: date) -> tuple[date, date] | None:
    """The days in which what is asked for falls due; a week where none are named."""
    if not DUE.search(words):
        return None
    named = _PERIODS.search(words)
    return _PERIOD_OF[str(named.lastgroup)](named, today) if named else _days(today, DUE_SOON_DAYS)


def _days(first: date, more: int) -> tuple[date, date]:
    return first, first + timedelta(days=more)


def _number(words: str) -> int:
    return _NUMBERS.get(words) or int(words)


def _within(named: re.Match[str], today: date) -> tuple[date, date]:
    number = _number(named["n"])
    unit = {"天": 1, "日": 1, "周": 7, "期": 7, "月": 30}[named["of"][-1]]
    return _days(today, number * unit)


def _of_week(monday: date, today: date) -> tuple[date, date]:
    return max(monday, today), monday + timedelta(days=6)


def _of_month(first: date, today: date) -> tuple[date, date]:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return max(first.replace(day=1), today), last


def _next_month(today: date) -> date:
    return today.replace(day=1) + timedelta(days=31)


def _month_named(named: re.Match[str], today: date) -> tuple[date, date]:
    """12月: the one that comes next, or the one that it is."""
    month = _number(named["m"])
    return _of_month(date(_year(named["y"], today, month < today.month), month, 1), today)


def _year(words: str | None, today: date, passed: bool) -> int:
    if words is None:
        return today.year + passed
    return today.year + (words == "明") if words in "今明" else int(words)


def _day_named(named: re.Match[str], today: date) -> tuple[date, date]:
    """11月30日, or with 前 until then: the one that comes next, or the one that it is."""
    month, day = int(named["dm"]), int(named["d"])
    year = _year(named["dy"], today, (month, day) < (today.month, today.day))
    last = date(year, month, min(day, monthrange(year, month)[1]))
    return (min(today, last) if named["until"] else last), last


def _next_year(today: date) -> tuple[date, date]:
    return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)


Period = Callable[[re.Match[str], date], tuple[date, date]]
_PERIOD_OF: dict[str, Period] = {
    "today": lambda _named, today: _days(today, 0),
    "tomorrow": lambda _named, today: _days(today + timedelta(1), 0),
    "after_tomorrow": lambda _named, today: _days(today + timedelta(2), 0),
    "days": _within,
    "week": lambda _named, today: _of_week(today - timedelta(today.weekday()), today),
    "next_week": lambda _named, today: _of_week(today + timedelta(7 - today.weekday()), today),
    "next_month": lambda _named, today: _of_month(_next_month(today), today),
    "named_month": _month_named,
    "named_day": _day_named,
    "next_year": lambda _named, today: _next_year(today),
    "month": lambda _named, today: _of_month(today, today),
    "year": lambda _named, today: (today, date(today.year, 12, 31)),
}
