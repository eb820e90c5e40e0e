"""Amounts as they are spoken: what falls, of which none is done, what voice input misheard, 剩仨."""

import re
from decimal import Decimal

from rules.language.productions import Derivation
from rules.language.reading.amounts import Amounts, FoundAmount, counted_one
from rules.language.reading.numerals import parse_numeral
from rules.language.reading.verbs import ENDED, ONE

_MISHEARD = {
    "栋": "动洞冻懂",
    "亩": "母牡",
    "吨": "顿盾蹲",
    "户": "互护",
    "座": "做",
    "家": "佳嘉加",
    "辆": "量亮",
}
"""Units, and what voice input makes of them behind a number: 三动, 七十二母."""


SOUNDS_LIKE = {heard: unit for unit, written in _MISHEARD.items() for heard in written} | {
    "公理": "公里",
    "宫里": "公里",
}


def misheard(found: Derivation[object]) -> Amounts:
    """Return a number with the unit that voice input wrote as another word of its sound."""
    value = parse_numeral(found.words("n"))
    unit = SOUNDS_LIKE.get(found.words("u"))
    return (
        []
        if value is None or unit is None
        else [FoundAmount(found.start, found.end, value, unit, False)]
    )


def pair_of(found: Derivation[object]) -> Amounts:
    """Return 俩 and 仨, which hold their classifier: 剩仨."""
    value = parse_numeral(found.words("n"))
    start, end = found.span("n")[0], found.end
    return [] if value is None else [FoundAmount(start, end, value, found.words("u"), False)]


def behind_a_verb(found: Derivation[object]) -> Amounts:
    """Return a number that a verb of one character counts, or one with a point: 本周新装0.8."""
    written = found.words("n")
    value = parse_numeral(written)
    long = len(written) >= _SPELT_OUT and not _SCALES.isdisjoint(written)
    told = (
        "." in written
        or long
        or ((written.isascii() or len(written) > 1) and _VERB.search(found.text_before("n", 3)))
    )
    return [FoundAmount(found.start, found.end, value, "", False)] if value and told else []


_SPELT_OUT, _SCALES = 4, frozenset("百千万")
"""Characters at least of a numeral that names nothing: 改厕一千三百八."""
_VERB = re.compile(rf"(?:[{ONE}]|{ENDED})$")


def fallen(found: Derivation[object]) -> Amounts:
    """Return what went and what is left of a stock: 由9000吨降到2600吨 is 6,400 done and 2,600 left.

    Of what has a level, such as a capacity or a price, the level it has now.
    """
    unit = found.words("u") or found.words("was_u")
    was, now = parse_numeral(found.words("was")), parse_numeral(found.words("n"))
    at = found.span("n")[0]
    if was is None or now is None or now > was:
        return []
    if _LEVEL.search(found.text_before("was", 12)):
        return [FoundAmount(at, found.end, now, unit, False)]
    left = FoundAmount(at, found.end, now, unit, False, "remaining")
    if _UNDONE.search(found.text_before("was", 12)):
        return [left]
    return [FoundAmount(found.start, at, was - now, unit, False, "done"), left]


_UNDONE = re.compile(r"未|没|剩|待")
"""What is counted is all to be done: 未改造的由104辆降到22辆."""


_LEVEL = re.compile(
    r"能力|规模|价|费|成本|资金|投资|率|浓度|水位|温度|均|每|标准|指标|计划|任务|目标|设计"
)


def none_left(found: Derivation[object]) -> Amounts:
    """Return a hundred per cent: 45栋一栋不剩; nothing for 一米不差, which only tells how exact it is."""
    if found.words().endswith("差"):
        return []
    return [FoundAmount(found.start, found.end, Decimal(100), "%", False)]


def one_or_none(found: Derivation[object]) -> Amounts:
    """Return one that is left behind what was done, else nothing done: 17家评估了,一家没关."""
    counted = _COUNTED_BEFORE.search(found.text_before("one", 40))
    return counted_one(found) if counted else none_done(found)


_COUNTED_BEFORE = re.compile(
    r"[了完掉已好][^,;。]{0,4}[0-9一二三四五六七八九十百两][^,;。]?[,;。]|[余他][^,;。]{0,9}[,;。]"
)


def none_done(found: Derivation[object]) -> Amounts:
    """Return nothing done, with its unit: 一座都没建."""
    one, unit = ("one", "u") if found.words("one") else ("one_only", "u_only")
    start, end = found.span(one)[0], found.span(unit)[1]
    return [FoundAmount(start, end, Decimal(0), found.words(unit), False, "done")]
