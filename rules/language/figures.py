"""Questions that figures answer: sums, rankings, changes, forecasts, and who reported or waits."""

import re
from dataclasses import dataclass
from datetime import date

from rules.language.asked_days import find_past_days, without_days
from rules.policy.rankings import FigureKind, RankingOf, RankOrder
from rules.policy.spans import Days

_VERBS: dict[str, str] = {
    "拆": "拆",
    "建": "建铺敷",
    "铺": "铺敷建",
    "修": "修整",
    "治理": "治整修",
    "整治": "治整修",
    "改造": "改提",
    "清": "清",
    "关": "关取退停",
    "退": "退关搬",
    "搬": "搬迁退",
    "种": "种植绿",
    "完成": "",
}
"""What was done, and characters of which a title or a goal must have one; none: any will do."""
_UNIT = r"栋|幢|处|户|家|座|公里|千米|米|平方公里|平方米|立方米|亩|公顷|万?吨|口|台|套|眼|株|棵|块|艘|辆|个"
_SUM = re.compile(
    rf"(?:(?P<verb>{'|'.join(_VERBS)})(?:[除成设复完运理出停闭走植]|整治)?(?:了|好了|掉了|完了)?(?:多少|几)(?P<unit>{_UNIT})?"
    rf"|(?:[还尚]?[剩差欠]下?|还有|一共|总共|合计|加起来)(?:有|是)?(?:多少|几)(?P<left>(?!个){_UNIT})(?:没拆|没建|没完成|未完成)?)"
    r"(?![项条件个]?(?:任务|问题|事项|项目))(?:了|呢|[?])*$"
)
_RANKING = re.compile(
    r"最(?P<most>[差好慢快多少高低]|严重|落后|靠后|靠前)|\b(?:the )?(?P<english>worst|best|slowest|most overdue)\b"
)
_PLACES = re.compile(r"排[个一]?[名序]次?|名次|倒数|垫底|拖后腿|\brank(?:ing|ed)?\b")
"""Words for a ranking without a superlative: units are meant where nothing else is said."""
_BETTER = re.compile(
    r"(?:哪[个家边]|谁)(?:的|更|比较)?(?:进[展度]|完成率|整改|[拆建修干做推办整]得?)?(?:更|比较|要)?"
    r"(?:(?P<slow>慢|差|落后|靠后)|好|快|靠前|领先)(?:一?[些点])?(?:了|呢|[?])*$"
    r"|\b(?:who|which)(?: one)? is (?:(?P<behind>lagging|slower|behind|worse)|faster|better|ahead)"
)
"""Words that ask which of several that are named is ahead, or behind."""
_WHOSE: tuple[tuple[RankingOf, re.Pattern[str]], ...] = (
    (
        RankingOf.GUARANTOR,
        re.compile(
            r"(?:市领导|包保领导|包保人|领导)(?:双?包保)?|双?包保|\b(?:leader|guarantor)s?\b"
        ),
    ),
    (RankingOf.OWNER, re.compile(r"责任人|\b(?:owners?|officials?)\b")),
    (RankingOf.CATEGORY, re.compile(r"哪一?[个些]?类(?:别)?|类别|\bcategor(?:y|ies)\b")),
    (RankingOf.ASPECT, re.compile(r"哪一?[个些]?(?:方面|领域)|\baspects?\b")),
    (
        RankingOf.COUNTY,
        re.compile(r"(?:哪(?:一?[个些]|几个)?|的)(?:县区|区县|县|区)|县区|\bcount(?:y|ies)\b"),
    ),
    (
        RankingOf.DEPARTMENT,
        re.compile(r"(?:哪(?:一?[个些]|几个)?|的)(?:部门|局)|部门|\bdepartments?\b"),
    ),
    (
        RankingOf.UNIT,
        re.compile(r"哪(?:一?[个些家]|几[个家])(?:责任|牵头|地方)?(?:单位)?|单位|地方|\bunits?\b"),
    ),
    (RankingOf.OWNER, re.compile(r"谁|\bwho\b")),
)
_ORDERS: tuple[tuple[RankOrder, re.Pattern[str]], ...] = (
    (RankOrder.FEWEST_OVERDUE, re.compile(r"(?:逾期|超期)[^,;。]{0,6}最[少低]")),
    (
        RankOrder.MOST_OVERDUE,
        re.compile(r"(?:逾期|超期)[^,;。]{0,6}最[多高严]|最严重|\bmost overdue\b"),
    ),
    (
        RankOrder.LOWEST_RATE,
        re.compile(
            r"(?:完成率|销号率|进度|进展)[^,;。]{0,4}最[低差慢]|最(?:慢|落后|靠后)|\bslowest\b"
        ),
    ),
    (
        RankOrder.HIGHEST_RATE,
        re.compile(r"(?:完成率|销号率|进度|进展)[^,;。]{0,4}最[高好快]|最(?:快|好|靠前)|\bbest\b"),
    ),
    (RankOrder.MOST_OVERDUE, re.compile(r"最差|\bworst\b")),
    (
        RankOrder.MOST,
        re.compile(
            r"(?:问题|任务|事项|项目|包保|负责)[^,;。]{0,4}(?:最多|多少[^,;。]{0,2}排|[从由]多到少)"
        ),
    ),
    (RankOrder.FEWEST, re.compile(r"(?:问题|任务|事项|项目|包保|负责)[^,;。]{0,4}最少")),
    (
        RankOrder.HIGHEST_RATE,
        re.compile(rf"(?:完成|销号率|进度|进展)[^,;。]{{0,4}}(?:{_PLACES.pattern})"),
    ),
    (RankOrder.MOST_OVERDUE, _PLACES),
)
_RANKING_WORDS = re.compile(
    r"逾期|超期|完成率|销号率|进度|进展|整改|完成|落实|干得|做得|得|现在|目前|是|的|问题|任务|事项|项目"
    r"|负责|牵头|最(?:[差好慢快多少高低]|严重|落后|靠后|靠前)|倒数|垫底"
    r"|拖后腿|排[个一]?[名序]次?|名次|谁|各|\bmost overdue\b"
    r"|\b(?:which|or|the|is|are|has|have|worst|best|slowest|now|right)\b|[?!。]"
)
_OLDEST = re.compile(
    r"(?:逾期|超期|拖)(?:得|的|时间)?最[久长](?:的)?(?:是)?(?:哪[些几一]?[个项条]?|什么)?(?:任务|问题|事项|项目)?"
    r"|\b(?:longest|oldest) overdue\b|\boverdue (?:the )?longest\b"
)
_FORECAST = re.compile(
    r"(?P<half>(?<![上下])半年)(?:内|之内|期限?|时限|节点|大限)?[^,;。]{0,8}?(?:完成|销号|整改完|办结|到位|做完|来得及)[^,;。]{0,4}"
    r"|(?P<year>今年|年底前?|年内)[^,;。]{0,4}(?:能|可以|能否|能不能)[^,;。]{0,6}(?:完成|销号|整改完|办结|到位|做完)[^,;。]{0,4}"
    r"|(?P<month>[本这]个?月|月底前?)[^,;。]{0,4}(?:能|可以|能否|能不能)[^,;。]{0,6}(?:完成|销号|整改完|办结|到位|做完)[^,;。]{0,4}"
    r"|\bhalf[- ]year\b[^,;.]*|\bby the half[- ]year\b[^,;.]*"
)
_WAITING = re.compile(
    r"(?:有(?:什么|哪些|没有)|还有(?:什么|哪些)?|哪些)?(?:[待等要]|需要?|等着)我(?:来|去)?(?:[办批审签核]|处理|决定|验收|核查|审批|审核|批示|拍板)"
    r"(?:的|理)?(?:事项?|任务|问题|工作)?(?:有(?:哪些|几[项个件]|什么)|还?有吗)?"
    r"|我(?:要|该|需要?|得)(?:[办批审]|处理|决定|审批|验收|核查)的?(?:事项?|任务)?(?:有(?:哪些|什么|几[项个件]))?"
    r"|(?:什么|啥)(?:事)?(?:在)?等我|\b(?:what|anything)[^,;.]*(?:waits?|waiting) for me\b|\bwaiting for me\b"
)
_UNCHANGED = re.compile(
    r"(?!(?:上报|报|是)?了?零报告[了的]?$)(?:哪[些几个](?:单位|县区?|部门|人)?|谁|几[个家](?:单位|人)?|有没有|有)?(?:上报|报|是)?了?零报告(?:了|的)?(?:单位|人|情况|名单)?(?:是|都)?(?:有)?(?:哪些|谁|哪几[个家]|几[个家])?"
    r"|\bzero reports?\b"
)
_REPORTED = re.compile(
    r"(?:谁|哪[些几个](?:单位|县区?|部门|人)?|几[个家](?:单位|人)?|多少(?:单位|人))(?:已经?|都)?(?:[上填]?报|提交|更新|上报)(?:了|过)(?:进[展度]|情况|数据)?"
    r"|\bwho (?:has )?reported\b"
)
_PLANS = re.compile(
    r"(?:谁|哪[些几个家]+(?:单位|县区?|区县|部门|人|任务)?|各(?:单位|县区?|部门)|有?几[个家项](?:单位)?)?的?(?:还|都)?"
    r"(?:(?:整改|任务|推进)?(?:计划|时间表|路线图)(?:还|都)?(?:不(?:完整|全|完善)|完整|齐全|完善)"
    r"|(?:整改|任务)?(?:没有?|未|不)?(?:有)?细化)"
    r"(?:程度|度|率|情况|进[展度]|了|得|的|是|到位|完成|单位|任务|项目|有?哪些|如何|怎么?样|多少|[吗呢?])*$"
    r"|\b(?:which|how) [^,;.]*\bplans?\b[^,;.]*\b(?:in)?complete\b|\bcompleteness of (?:the )?plans?\b"
)
_ASKS = re.compile(
    r"能不能|能否|可否|是否|来得及|[吗么嘛?]|几|多少|哪|怎么?样|如何|\b(?:how|will|can|which)\b"
)
_NOT = re.compile(r"[没未漏缺]|\bnot\b|n't\b|没有报")
_CHANGE = re.compile(
    r"(?:[跟和与同]|较|对)?(?P<than>上一?周|上个?星期|上个?月|[昨前]天|昨日|去年(?:同期)?)(?:末|底|同期)?相?(?:比较?|对比)(?:起来)?"
    r"|(?:对?比|较)(?P<base>上一?周|上个?星期|上个?月|[昨前]天|昨日|去年(?:同期)?|1?\d月\d{1,2}[日号]?)(?:末|底)?"
    r"|有(?:没有|什么|啥|哪些|何)(?:什么|啥)?新?(?:的)?变[化动]|(?:台账)?上?[变动]了(?:什么|啥|哪些|哪里)|变化(?:情况|大吗|大不大|如何|怎么?样|有哪些|有多大)"
    r"|\b(?:compared (?:to|with)|than|since) (?P<english>last week|last month|yesterday)\b"
    r"|\bwhat(?:'s| has| is)? changed\b"
)
_CHANGE_WORDS = re.compile(
    r"发生了?|变化|怎么?样|如何|情况|进[展度]|(?:多|少|增加|减少|降|升)了?(?:多少|几[项个])?|是|[?!。]|\b(?:how|is|are|we|doing|since|compared|with|to)\b"
)


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """A question and, in `rest`, its words without those that only ask.

    `days` are a period named; `verb` and `unit` what a sum is of; `by` and `order` a ranking's.
    `mark` is what a forecast is held against: half, year or month. `since`: changes within `days`
    are asked for, and not a comparison with them. `among_named`: a ranking of what is named.
    """

    kind: FigureKind
    rest: str
    days: Days | None = None
    verb: str = ""
    unit: str = ""
    by: RankingOf = RankingOf.UNIT
    order: RankOrder = RankOrder.MOST
    mark: str = ""
    since: bool = False
    among_named: bool = False

    @property
    def signs(self) -> str:
        """Return characters of which an item must have one to be about the sum's verb."""
        return _VERBS.get(self.verb, "")


def find_figure_question(words: str, today: date) -> FigureQuestion | None:
    """Return the question that normalized words in lower case ask; None when they ask none of these."""
    readers = (
        _waiting,
        _plans,
        _forecast,
        _change,
        _who_reported,
        _oldest,
        _better,
        _ranking,
        _sum,
    )
    return next((found for reader in readers if (found := reader(words, today))), None)


def _without(words: str, *found: re.Match[str]) -> str:
    for each in found:
        words = words[: each.start()] + " " * len(each.group()) + words[each.end() :]
    return words


def _waiting(words: str, _today: date) -> FigureQuestion | None:
    found = _WAITING.search(words)
    return FigureQuestion(FigureKind.WAITING, _without(words, found)) if found else None


def _plans(words: str, _today: date) -> FigureQuestion | None:
    found = _PLANS.search(words)
    return FigureQuestion(FigureKind.PLANS, _without(words, found)) if found else None


def _forecast(words: str, _today: date) -> FigureQuestion | None:
    found = _FORECAST.search(words)
    if found is None or not _ASKS.search(words):
        return None
    mark = str(found.lastgroup or "half")
    return FigureQuestion(FigureKind.FORECAST, _without(words, found), mark=mark)


def _change(words: str, today: date) -> FigureQuestion | None:
    found = _CHANGE.search(words)
    if found is None:
        return None
    rest = _without(words, found)
    base = found["than"] or found["base"] or found["english"]
    days = find_past_days(base or rest, today)
    rest = without_days(rest, today) if base is None else _without_this(rest)
    return FigureQuestion(
        FigureKind.CHANGE,
        _CHANGE_WORDS.sub(" ", rest),
        days,
        since=base is None and "since" not in words,
    )


def _without_this(words: str) -> str:
    """Return the words without the present period, which is compared: 本周比上周."""
    return re.sub(
        r"[本这]一?个?(?:周|月|星期)|今[天日]|\bthis (?:week|month)\b|\btoday\b", " ", words
    )


def _who_reported(words: str, today: date) -> FigureQuestion | None:
    for kind, pattern in ((FigureKind.UNCHANGED, _UNCHANGED), (FigureKind.REPORTED, _REPORTED)):
        found = pattern.search(words)
        if found is not None and not _NOT.search(words):
            rest = without_days(_without(words, found), today)
            return FigureQuestion(kind, rest, find_past_days(words, today))
    return None


def _oldest(words: str, _today: date) -> FigureQuestion | None:
    found = _OLDEST.search(words)
    return FigureQuestion(FigureKind.OLDEST, _without(words, found)) if found else None


def _better(words: str, _today: date) -> FigureQuestion | None:
    found = _BETTER.search(words)
    if found is None:
        return None
    behind = found["slow"] or found["behind"]
    order = RankOrder.LOWEST_RATE if behind else RankOrder.HIGHEST_RATE
    rest = _RANKING_WORDS.sub(" ", _without(words, found))
    return FigureQuestion(FigureKind.RANKING, rest, order=order, among_named=True)


def _ranking(words: str, _today: date) -> FigureQuestion | None:
    if not (_RANKING.search(words) or _PLACES.search(words)):
        return None
    order = next((order for order, pattern in _ORDERS if pattern.search(words)), None)
    whose = [(by, found) for by, pattern in _WHOSE if (found := pattern.search(words))]
    asked_for = (pair for pair in whose if _is_asked_which(words, pair[1]))
    places = [(RankingOf.UNIT, found) for found in _PLACES.finditer(words)]
    by, found = next(asked_for, next(iter([*whose, *places]), (None, None)))
    if order is None or by is None or found is None or _told_by_totals(words, by, order):
        return None
    rest = _RANKING_WORDS.sub(" ", _without(words, found))
    return FigureQuestion(FigureKind.RANKING, rest, by=by, order=order)


def _is_asked_which(words: str, found: re.Match[str]) -> bool:
    """Return whether it stands behind 哪个, as what is ranked does beside what narrows it."""
    return "哪" in words[max(found.start() - 3, 0) : found.start() + 1]


def _told_by_totals(words: str, by: RankingOf, order: RankOrder) -> bool:
    """Return whether the totals, which have the most overdue unit first, say it already."""
    of_units = by in (RankingOf.UNIT, RankingOf.COUNTY, RankingOf.DEPARTMENT)
    return of_units and order is RankOrder.MOST_OVERDUE and ("逾期" in words or "超期" in words)


def _sum(words: str, _today: date) -> FigureQuestion | None:
    found = _SUM.search(words)
    if found is None or (found["verb"] == "完成" and not found["unit"]):
        return None
    unit = found["unit"] or found["left"] or ""
    if unit == "个":
        return None
    verb = found["verb"] or ""
    return FigureQuestion(FigureKind.SUM, _without(words, found), verb=verb, unit=unit)
