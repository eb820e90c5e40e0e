"""Amounts of a text, from the tokens of one: 3.5公里, 约万把吨, 5/9处, 八成五, 资金3000万."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from math import gcd
from typing import Literal

from rules.language.productions import Derivation, Grammar, Production
from rules.language.reading.numerals import ARABIC, CHARACTERS, CHINESE, parse_numeral
from rules.language.tokens import Shape, vocabulary
from rules.policy.figures import FigureRole
from rules.policy.units import conversion_factor

SHAPES = (
    Shape(frozenset({"number", "arabic"}), "0123456789", re.compile(ARABIC)),
    Shape(frozenset({"number", "chinese"}), CHARACTERS, re.compile(CHINESE)),
)
WORDS = vocabulary("zh", "quantities", shapes=SHAPES)


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A number with its unit and position; `part` is its role where its own words give one: k/n."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    part: FigureRole | Literal[""] = ""

    @property
    def is_percentage(self) -> bool:
        return self.unit == "%"


Amounts = list[FoundAmount]
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "": Decimal(1)}
_HALF, _CENT = Decimal("0.5"), Decimal("0.01")


def put_together(amounts: Amounts) -> Amounts:
    """Return the amounts with compound ones joined in the greater unit: 3公里500米."""
    whole: Amounts = []
    for each in amounts:
        before = whole[-1] if whole and whole[-1].end == each.start else None
        scale = conversion_factor(each.unit, before.unit) if before else None
        if before is None or scale is None or scale >= 1:
            whole.append(each)
        else:
            value = before.value + each.value * scale
            whole[-1] = replace(before, end=each.end, value=value)
    return whole


def counted(found: Derivation[object]) -> Amounts:
    """Return a number with its unit; nothing for 一 and a classifier that count nothing: 一家人."""
    one = found.words("n") == "一" and not found.is_of("u", "measure")
    return [] if one and _is_only_a_word(found) else counted_one(found)


def counted_one(found: Derivation[object]) -> Amounts:
    """Return a number with its unit, also 一 and a classifier."""
    unit, measures = found.words("u"), found.is_of("u", "measure")
    value = _number(found, measures=measures)
    start, end = found.span("n")[0], found.end
    if value is None:
        return []
    rough = bool(found.words("about") or found.words("more") or found.words("round"))
    if found.is_of("u", "count_before"):
        unit, end = unit[0], found.span("u")[0] + 1
    return [FoundAmount(start, end, value, unit, rough)]


def _is_only_a_word(found: Derivation[object]) -> bool:
    """Return whether 一 and a classifier are idiomatic; they count after 还剩, 拆了 and the like."""
    unit, text = found.words("u"), found.tokens.text
    start, end = found.span("n")[0], found.span("u")[1]
    before, after = text[max(0, start - 24) : start], text[end : end + 8]
    if unit == "起" and not after.startswith(("案", "信", "违")):
        return True
    if f"一{unit}" in _WITHIN_A_NUMERAL.sub("", before[-8:] + after):
        return True
    return not _continues(before, unit) and not COUNTS_ONE.holds(found.shadow_before("n", 16))


_WITHIN_A_NUMERAL = re.compile("[十百千万亿零]一")


def _continues(before: str, unit: str) -> bool:
    """Return whether the amount continues a count: 9处,8处拉了闸,一处还在偷采."""
    counted = _AND_ONE.search(before)
    parts = _SENTENCE.split(before)[-1].split(unit)[:-1] if counted else []
    return any(part[-1:] in _COUNTED for part in parts if part)


_AND_ONE = re.compile(",(?:另外?|还)?有?$")
_SENTENCE = re.compile(r"[;。!?\n]")
_COUNTED = "0123456789二三四五六七八九十百千万两"


COUNTS_ONE = Grammar(
    WORDS,
    (
        Production(
            r"(?:{lone_lead}|{once_more}[^,;。!?\n{arabic}]{0,5}|{left_lead}[^,;。{arabic|lone_lead|lead}等]{2,6})$",
            True,
            "又撂倒",
            "又撂倒",
        ),
    ),
)
"""What makes one of a thing a count: 又撂倒一栋, 还剩老孙家一家."""


def _number(found: Derivation[object], *, measures: bool) -> Decimal | None:
    """Return the value; a bare 百 is a number only in 上百家, 近万吨 and 万把吨."""
    written, tail, scale = found.words("n"), found.words("tail"), found.words("scale")
    if written == "半":
        return _HALF if measures else None
    vague = found.words("about") or found.words("more") or found.text_before("n", 1) == "上"
    plain = vague and set(written) <= set("百千万亿")
    value = parse_numeral("一" + written if plain else written)
    if value is None or scale not in _SCALES:
        return None
    return value * _SCALES[scale] + _tail(tail, measures=measures)


def _tail(tail: str, *, measures: bool) -> Decimal:
    """Return the fraction after the unit: 三公里半 is 3.5 and 八十八吨三 88.3; nothing in 三栋二."""
    if tail == "半":
        return _HALF
    return (parse_numeral(tail) or Decimal(0)) / 10 if tail and measures else Decimal(0)


def bare(found: Derivation[object]) -> Amounts:
    """Return a number without a unit, which stands behind a word that asks for one: 拆了12."""
    written = found.words("n")
    value = parse_numeral(written)
    if value is None or (len(written) == 1 and written in "零一二三四五六七八九两百千万亿"):
        return []
    unit = (
        "元" if written.endswith(("万", "亿")) and _MONEY.search(found.text_before("n", 24)) else ""
    )
    rough = bool(found.words("about") or found.words("more"))
    start, end = found.span("n")[0], found.end
    return [FoundAmount(start, end, value, unit, rough)]


_MONEY = re.compile(r"[投花垫砸]了|花掉|垫付|投入|支出|资金|投资|经费|款|补偿|预算|拨付|奖补")


def fraction(found: Derivation[object]) -> Amounts:
    """Return k, done, and n, the total, of k/n; 万 after n applies to k too: 11.5/12.6万平方米."""
    unit = found.words("u")
    written = found.words("k"), found.words("of")
    if _is_quotient(found):
        value = _per_cent_of(*map(Decimal, written))
        return [FoundAmount(found.start, found.end, value, "%", False)]
    done, total = map(parse_numeral, written)
    if done is None or total is None:
        return []
    if not written[0].endswith(("万", "亿")):
        done *= _SCALES.get(written[1][-1], Decimal(1))
    if done > total or not (unit or "." not in written[0]):
        return []
    slash = found.span("of")[0]
    return [
        FoundAmount(found.start, slash, done, unit, False, "done"),
        FoundAmount(slash, found.end, total, unit, False, "total"),
    ]


def _is_quotient(found: Derivation[object]) -> bool:
    """Return whether 1/3 is a share: 2/4 and 3处/5处 are so many of so many things."""
    above, below = found.words("k"), found.words("of")
    small = above in _FEW and below in _FEW and int(above) < int(below) <= _A_FIFTH
    told = found.text_before(0, 1) in ("成", "了", "到", "约", "近")
    return small and told and not found.words("u") and gcd(int(above), int(below)) == 1


_FEW, _A_FIFTH = tuple("12345"), 5


def share(found: Derivation[object]) -> Amounts:
    """Return a share as per cent."""
    value = _per_cent(found)
    rough = bool(re.search(r"[约近超过大多]|以上", found.words()))
    return [] if value is None else [FoundAmount(found.start, found.end, value, "%", rough)]


def _per_cent(found: Derivation[object]) -> Decimal | None:
    number, below = parse_numeral(found.words("n")), parse_numeral(found.words("below"))
    if found.words("half"):
        return Decimal(50)
    if found.words("whole"):
        return Decimal(100)
    if number is None or not found.words("below"):
        return number
    return _per_cent_of(number, below) if below else None


def _per_cent_of(above: Decimal, below: Decimal) -> Decimal:
    per_cent = above * 100 / below
    return per_cent.quantize(Decimal(1) if per_cent == int(per_cent) else _CENT)


def tenths(found: Derivation[object]) -> Amounts:
    """Return 八成五 as 85 per cent."""
    whole, more = parse_numeral(found.words("n")), parse_numeral(found.words("more") or "零")
    if whole is None or more is None or whole > 10 or more > 9:
        return []
    return [FoundAmount(found.start, found.end, whole * 10 + more, "%", False)]
