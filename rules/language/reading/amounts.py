"""Find amounts: a number with its unit, a fraction, a percentage, or a bare number after a key word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rules.language.reading.normalization import FIGURE, blank
from rules.language.reading.numerals import ARABIC, NUMBER_OR_HALF, parse_numeral
from rules.language.reading.percentages import ROWS as PERCENTAGES
from rules.language.reading.verbs import ENDED, ONE
from rules.policy.units import MEASURE, UNIT, conversion_factor

_ABOUT = (
    r"(?:(?<![签违节预公条])约|大约|大概|近|将近|接近|差不多|超过?|逾|不[到足]|至少|不少于|估计)"
)
ABOUT = re.compile(_ABOUT + "$")
AMOUNT = re.compile(
    rf"(?P<n>{NUMBER_OR_HALF})(?P<more>[余多来几把]+)?(?P<scale>[万亿])? ?"
    rf"(?P<u>{UNIT})(?:(?![A-Za-z])|(?<![A-Za-z]))(?P<half>半(?!数|年)|[一二三四五六七八九](?=[,;。]|$))?(?P<round>左右|上下|以上|多|余)?"
)
FRACTION = re.compile(
    rf"(?P<k>\d(?<![\d./]\d)\d{{0,6}}(?P<part>\.\d{{1,4}})?)(?P<scale>[万亿])?(?:{UNIT})? ?/ ?"
    rf"(?P<of>\d{{1,7}}(?(part)(?:\.\d{{1,4}})?))(?P<whole>[万亿])?(?![\d./])(?P<u>{UNIT})?"
)
BARE = re.compile(
    r"(?P<lead>完成了?|拆除?了?|拆掉了?|剩下?|余下?|剩余|还有|共计?|总共|总数|总量|"
    r"累计|达到?|应该?是|应为|改[成为]|进度|"
    r"^|刚才把|(?<=[,;。\n])是|签了?|清运了?|建成|办结|修了|铺了|还差|到位|投入|下达|支付|"
    rf"[{ONE}]了|拨付|投资|资金|补[偿助]款?|经费|[还尚][缺欠差]|缺口?)"
    rf"(?P<about>{_ABOUT})?"
    rf"(?P<n>{ARABIC}|[二三四五六七八九]?十[一二三四五六七八九]?|俩|"
    r"[一二三四五六七八九两十][零一二三四五六七八九十两]*+[百千万亿][零一二三四五六七八九十百千万亿两]*+)(?P<more>[余多来])?"
    r"(?=$|[ ,;。!?\n还剩共未没已了左吧呢不\ue000-\ue004])"
)
_MONEY = re.compile(r"投入|支出|资金|投资|经费|款|补偿|预算|拨付|奖补")
_LONE_LEAD = re.compile(
    r"(?:剩下?|余下?|差|还有|仅|只有|完成了?|拆了|拆除了?|拆掉|新增|又|已|再|"
    rf"处理了?|查封|关停|取缔|整治|清理|尚有|就|剩下?最后|差最后|还有最后|完工|竣工|建成|封场|办结|"
    rf"验收|销号|拿下|签下|投运|{ENDED}|[{ONE}倒关][了到掉]|[放撂扒炸]倒|[吊拖撤]走|"
    r"(?:还?剩下?|[还只]有|就|仅)[^,;。\d等差缺]{2,6})$"
)
_AGAIN = re.compile(r"(?:又|再)[^,;。!?\n\d]{0,5}$")
"""One more, whatever the verb: 又撂倒一栋, 又完工一个."""
_NO_COUNT = re.compile(
    r"[一两](?:个(?:问题|困难|情况|原因|说明|建议|请求|难题|事|难点|想法|办法|环节|"
    r"阶段|方面|图|字|零|电话|会|月)|边|侧|岸|起(?!案|信|违)|头)"
)


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A number with its unit and position; `part` marks the k (`done`) and n (`total`) of k/n."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    part: str = ""

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"


def find_amounts(text: str) -> tuple[list[FoundAmount], str]:
    """Return all amounts in reading order, and the text with them blanked."""
    found: list[FoundAmount] = []
    for scan in (_percentages, _fractions, _counted, _bare):
        here = list(scan(text))
        for each in here:
            text = blank(text, each.start, each.end, FIGURE)
        found += here
    return _put_together(sorted(found, key=lambda each: each.start)), text


def _put_together(amounts: list[FoundAmount]) -> list[FoundAmount]:
    """Return the amounts with compound ones joined in the greater unit: 3公里500米."""
    whole: list[FoundAmount] = []
    for each in amounts:
        before = whole[-1] if whole and whole[-1].end == each.start else None
        scale = conversion_factor(each.unit, before.unit) if before else None
        if before is None or scale is None or scale >= 1:
            whole.append(each)
        else:
            value = before.value + each.value * scale
            whole[-1] = replace(before, end=each.end, value=value)
    return whole


def _percentages(text: str) -> Iterator[FoundAmount]:
    taken: set[int] = set()
    for each in PERCENTAGES:
        for match in each.pattern.finditer(text):
            percent = each.percent(match)
            if percent is not None and taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield FoundAmount(match.start(), match.end(), percent, "%", _rough(match.group()))


def _rough(words: str) -> bool:
    return bool(re.search(r"[约近超过大多]|左右|以上", words))


def _fractions(text: str) -> Iterator[FoundAmount]:
    for match in FRACTION.finditer(text):
        unit = match["u"] or ""
        done, total = _of_total(match)
        if done <= total and (unit or not match["part"]):
            slash = match.start("of")
            yield FoundAmount(match.start(), slash, done, unit, False, "done")
            yield FoundAmount(slash, match.end(), total, unit, False, "total")


def _of_total(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return k and n of a fraction; 万 after n applies to k too unless k has its own: 11.5/12.6万平方米."""
    whole = match["whole"] or ""
    scales = _SCALES.get(match["scale"] or whole, 1), _SCALES.get(whole, 1)
    return Decimal(match["k"]) * scales[0], Decimal(match["of"]) * scales[1]


_SCALES = {"万": 10_000, "亿": 100_000_000}


def _counted(text: str) -> Iterator[FoundAmount]:
    for match in AMOUNT.finditer(text):
        about = ABOUT.search(text, max(0, match.start() - 4), match.start())
        vague = bool(about or match["more"]) or text.endswith("上", 0, match.start())
        number = _number(match, vague=vague)
        if number is None or _only_a_word(match, text):
            continue
        rough = bool(about or match["more"] or match["round"])
        yield FoundAmount(match.start(), match.end(), number, match["u"], rough)


def _number(match: re.Match[str], *, vague: bool) -> Decimal | None:
    """Return the value; a bare 百 is a number only in 上百家, 近万吨 and 万把吨."""
    written = match["n"]
    if written == "半":
        return Decimal("0.5") if re.fullmatch(MEASURE, match["u"]) else None
    number = parse_numeral(written)
    if number is None and vague and set(written) <= set("百千万亿"):
        number = parse_numeral("一" + written)
    if number is None:
        return None
    number *= _SCALES.get(match["scale"] or "", 1)
    return number + _tail(match)


def _tail(match: re.Match[str]) -> Decimal:
    """Return the fraction after the unit: 三公里半 is 3.5 and 八十八吨三 88.3; nothing in 三栋二."""
    tail = match["half"]
    if not tail or tail == "半":
        return Decimal("0.5") if tail else Decimal(0)
    return (
        (parse_numeral(tail) or Decimal(0)) / 10
        if re.fullmatch(MEASURE, match["u"])
        else Decimal(0)
    )


def _only_a_word(match: re.Match[str], text: str) -> bool:
    """Return whether 一 and a classifier are idiomatic; they count after 还剩, 拆了 and the like."""
    if _NO_COUNT.match(text, match.start("n")):
        return True
    if match["n"] != "一" or re.fullmatch(MEASURE, match["u"]):
        return False
    near = text[max(0, match.start() - 8) : match.start()] + text[match.end() : match.end() + 8]
    if re.search(rf"(?<![十百千万亿零])一{re.escape(match['u'])}", near):
        return True
    before = max(0, match.start() - 7), match.start()
    if _counts_on(match, text):
        return False
    return not (_LONE_LEAD.search(text, *before) or _AGAIN.search(text, *before))


def _counts_on(match: re.Match[str], text: str) -> bool:
    """Return whether the amount continues a count: 9处,8处拉了闸,一处还在偷采."""
    before = text[max(0, match.start() - 24) : match.start()]
    counted = rf"[\d二三四五六七八九十百千万两]{re.escape(match['u'])}[^;。!?\n]{{0,24}},(?:另外?|还)?有?$"
    return re.search(counted, before) is not None


def _bare(text: str) -> Iterator[FoundAmount]:
    for match in BARE.finditer(text):
        number = parse_numeral(match["n"])
        if number is not None:
            start = match.end("lead")
            rough = bool(match["about"] or match["more"])
            unit = "元" if _is_money(match, text) else ""
            yield FoundAmount(start, match.end(), number, unit, rough)


def _is_money(match: re.Match[str], text: str) -> bool:
    """Return whether 元 is implied: 资金到位3000万."""
    if not match["n"].endswith(("万", "亿")):
        return False
    return bool(_MONEY.search(text, max(0, match.start() - 24), match.end("lead")))
