"""Fractions in any wording as per cent: 85% · 八成五 · 三分之二 · 过半 · 全部完成."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

from rules.language.reading.numerals import NUMBER, parse_numeral
from rules.language.reading.table import Wording
from rules.policy.units import UNIT

_CENT = Decimal("0.01")
Percent = Callable[[re.Match[str]], Decimal | None]


@dataclass(frozen=True)
class PercentageRow(Wording):
    """A pattern; `percent` reads a match, and the example means `means` per cent."""

    percent: Percent
    example: str
    means: str


def _plain(found: re.Match[str]) -> Decimal | None:
    return parse_numeral(found["n"])


def _fraction(found: re.Match[str]) -> Decimal | None:
    below, above = parse_numeral(found["below"]), parse_numeral(found["above"])
    if not below or above is None:
        return None
    share = above * 100 / below
    return share.quantize(Decimal(1) if share == int(share) else _CENT)


def _quotient(found: re.Match[str]) -> Decimal | None:
    """Return the percentage of 1/3; None for 2/4, which is two of four things."""
    coprime = gcd(int(found["above"]), int(found["below"])) == 1
    return _fraction(found) if coprime and found["above"] < found["below"] else None


def _tenths(found: re.Match[str]) -> Decimal | None:
    whole, more = parse_numeral(found["n"]), found["more"]
    part = {"": Decimal(0), "半": Decimal(5)}.get(more or "")
    if part is None:
        part = parse_numeral(more)
    if whole is None or part is None or whole > 10:
        return None
    return whole * 10 + part


def _half(_: re.Match[str]) -> Decimal | None:
    return Decimal(50)


def _all(_: re.Match[str]) -> Decimal | None:
    return Decimal(100)


def _row(pattern: str, percent: Percent, example: str, means: str) -> PercentageRow:
    return PercentageRow(pattern, percent, example, means)


ROWS: tuple[PercentageRow, ...] = (
    _row(rf"(?P<n>{NUMBER})%", _plain, "完成85%", "85"),
    _row(r"百分之?百", _all, "百分之百完成", "100"),
    _row(rf"百分之(?P<n>{NUMBER})", _plain, "百分之八十五", "85"),
    _row(
        rf"(?P<below>{NUMBER})分之(?P<above>[零一二三四五六七八九十两\d]{{1,4}})",
        _fraction,
        "完成三分之二",
        "66.67",
    ),
    _row(
        rf"(?P<above>[1-4])/(?<=[成了到约近]./)(?P<below>[2-5])(?![\d./%]|{UNIT})",
        _quotient,
        "调试完成1/3",
        "33.33",
    ),
    _row(
        (
            r"(?<![\d几收])(?P<n>[一二三四五六七八九两]|十(?=成(?:完成|拆|整改))|"
            r"\d(?:\.\d)?)成(?P<more>[一二三四五六七八九半])?(?![立为都本功员果效分绩套品是会要]|[^,;。\n]{0,3}(?<!完)不)"
        ),
        _tenths,
        "完成八成五",
        "85",
    ),
    _row(
        (
            r"一[大多]半|大半(?![年天个夜截])|(?:已过|过|超过?|大|近|接近|将近|约|差不多)?一半(?:以上|多)?|(?:过|超|近|逾)"
            r"半(?![年个天月小])数?|半数(?:以上)?"
        ),
        _half,
        "工程过半",
        "50",
    ),
)
