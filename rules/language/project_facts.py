"""What a report says of a project: works begun or finished, money that arrived or was paid."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from rules.language.reading.normalization import normalize
from rules.language.reading.numerals import parse_numeral
from rules.policy.wording import amount


@dataclass(frozen=True, slots=True)
class MoneyTold:
    """An amount in 10,000 yuan, or a share in percent. `adds`: what came now; None: not said."""

    amount: Decimal | None = None
    share: Decimal | None = None
    adds: bool | None = None


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What words say of a project; `yuan` and `shares` are its figures as a report would read them."""

    started_on: date | None = None
    finished_on: date | None = None
    received: MoneyTold | None = None
    paid: MoneyTold | None = None
    yuan: frozenset[Decimal] = frozenset()
    shares: frozenset[Decimal] = frozenset()

    @property
    def tells(self) -> bool:
        """Whether there is anything to enter."""
        told = (self.started_on, self.finished_on, self.received, self.paid)
        return any(each is not None for each in told)


_POINTED = r"[./-](?=\d{1,2}(?:[日号]|正式|全面|顺利|已|开工|动工|破土|竣工|完工))"
"""Between month and day where no other number is meant: 11.20开工, but not 11.20公里."""
_DAY = (
    r"(?P<day>今[日天早]|昨[日天]|前天|today|yesterday"
    r"|(?:(?P<year>20\d\d)[年./-])?"
    rf"(?P<month>本月|(?<!\d)(?:1[0-2]|0?[1-9])(?:月|{_POINTED}))"
    r"(?P<of>3[01]|[12]\d|0?[1-9])(?![\d.])[日号]?)"
)
_ON = r"[^,;。!?\n]{0,12}?"
_BEGUN = r"(?:开工|动工|破土)(?:建设|了)?(?!条件|手续|准备|前|率|令|许可|报告)"
_FINISHED = r"(?:完工|竣工)(?!前|验收|资料|决算|率)"
_START = re.compile(
    rf"{_DAY}{_ON}{_BEGUN}|\bworks? (?:began|started) {_DAY.replace('?P<', '?P<e')}"
)
_FINISH = re.compile(rf"{_DAY}{_ON}{_FINISHED}")
_UNDATED = re.compile(rf"(?:已经?|正式|现已|顺利|全面){_BEGUN}")
_DENIED = re.compile(
    r"未|没|计划|拟|将|预计|争取|力争|准备|待|明[日天]|后天|下[周月]|尽快|确保|要求|无法|不能|推迟|延[期后]|\bnot\b|\bwill\b|\bplan"
)
_NUMBER = r"(?<![\d.,])(?P<number>\d[\d,]*+(?:\.\d+)?)"
_MEASURE = r"(?P<measure>万元?|亿元?|元)"
_STEP = r"(?P<step>新增?|又|再|追加|本次|此次|本月|这次|今[日天])?"
_FROM = r"(?:由[\d.,]{1,12}(?:万元?|亿元?|元|%)(?:增加|提高|增长|上升)?[到至])?"
_TO = rf"(?:[了约达为到至共计已经]|累计|资金|金额|工程款|进度款|补助|完成|实现){{0,4}}{_FROM}"
_RECEIVED = (
    re.compile(rf"{_STEP}(?:已经?|累计|实际|共){{0,3}}到位{_TO}{_NUMBER}{_MEASURE}"),
    re.compile(rf"{_STEP}(?:资金)?{_NUMBER}{_MEASURE}(?:资金|补助)?(?:已经?|全部){{0,2}}到位"),
)
_PAID = (
    re.compile(rf"{_STEP}(?:已经?|累计|实际|共){{0,3}}支付{_TO}{_NUMBER}{_MEASURE}"),
    re.compile(rf"{_STEP}{_NUMBER}{_MEASURE}(?:已经?|全部){{0,2}}支付(?!进度|率)"),
)
_RECEIVED_SHARE = re.compile(rf"到位(?:率|比例){_TO}{_NUMBER}%")
_PAID_SHARE = re.compile(rf"支付(?:进度|率|比例){_TO}{_NUMBER}%")
_CUMULATIVE = re.compile(r"累计|共|总|由")
_CHINESE = r"(?<![零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千]++"
_SHARE_IN_WORDS = re.compile(r"百分之([零〇一二两三四五六七八九十百点]++|\d++)")
_NUMERAL = re.compile(rf"{_CHINESE}(?=[月日号万亿元成])")
_TENTHS = re.compile(r"(?<!\d)([1-9])成")
_DAY_ALONE = re.compile(r"(今[日天]|昨[日天]|\d[日号]),")
_IN_WAN = {"万": Decimal(1), "亿": Decimal(10_000), "元": Decimal("0.0001")}
_YUAN = Decimal(10_000)
_DAYS_AGO = {"昨": 1, "前": 2, "y": 1}
_CLAUSE = re.compile(r"[^,;。!?\n]+")


def find_project_facts(text: str, today: date) -> ProjectFacts:
    """Return what the words say of a project; nothing of what is denied or only planned."""
    words = _in_digits(normalize(text).lower())
    received = _money(words, _RECEIVED, _RECEIVED_SHARE)
    paid = _money(words, _PAID, _PAID_SHARE)
    told = [each for each in (received, paid) if each is not None]
    clauses = [c for c in _CLAUSE.findall(words) if not _DENIED.search(c)]
    started = _day_of(_START, clauses, today)
    finished = _day_of(_FINISH, clauses, today)
    yuan = frozenset(each.amount * _YUAN for each in told if each.amount is not None)
    shares = frozenset(each.share for each in told if each.share is not None)
    return ProjectFacts(started, finished, received, paid, yuan, shares)


def begins_undated(text: str) -> bool:
    """Return whether words say that works have begun, and not on which day."""
    words = _in_digits(normalize(text).lower())
    clauses = [c for c in _CLAUSE.findall(words) if not _DENIED.search(c)]
    return any(_UNDATED.search(c) and not _START.search(c) for c in clauses)


def _in_digits(words: str) -> str:
    """Return words with numerals of days, money and shares in digits, and days joined to what follows."""
    words = _SHARE_IN_WORDS.sub(lambda found: f"{_digits(found[1])}%", words)
    words = _NUMERAL.sub(lambda found: _digits(found.group()), words)
    words = _TENTHS.sub(lambda found: f"{int(found[1]) * 10}%", words)
    return _DAY_ALONE.sub(r"\1", words)


def _digits(written: str) -> str:
    value = parse_numeral(written)
    return written if value is None else amount(value)


def _day_of(pattern: re.Pattern[str], clauses: list[str], today: date) -> date | None:
    for clause in clauses:
        found = pattern.search(clause)
        if found is not None:
            return _day(found, today)
    return None


def _day(found: re.Match[str], today: date) -> date | None:
    """Return a day that is over; None where it is still to come, as in a plan."""
    named = found.groupdict()
    if named["month"] is None:
        word = named["day"] or named.get("eday") or ""
        return today - timedelta(_DAYS_AGO.get(word[0], 0))
    year = int(named["year"] or today.year)
    try:
        month = today.month if named["month"] == "本月" else int(named["month"][:-1])
        day = date(year, month, int(named["of"]))
    except ValueError:
        return None
    return day if day <= today else None


def _money(
    words: str, amounts: tuple[re.Pattern[str], ...], shares: re.Pattern[str]
) -> MoneyTold | None:
    """Return the first amount, or share, that is told."""
    for clause in _CLAUSE.findall(words):
        if _DENIED.search(clause):
            continue
        share = shares.search(clause)
        if share is not None:
            return MoneyTold(share=_number(share))
        found = next(filter(None, (pattern.search(clause) for pattern in amounts)), None)
        if found is not None:
            return MoneyTold(_number(found) * _IN_WAN[found["measure"][0]], adds=_adds(found))
    return None


def _adds(found: re.Match[str]) -> bool | None:
    if _CUMULATIVE.search(found.group()):
        return False
    return True if found["step"] else None


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"].replace(",", ""))
